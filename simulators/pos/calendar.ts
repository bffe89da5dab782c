/** Midnight at the start of the first simulated day, in milliseconds since 1970. All times are UTC. */
export const firstMidnight = Date.UTC(2021, 0, 1);

export const second = 1000;
export const hour = 3600 * second;
export const day = 24 * hour;
