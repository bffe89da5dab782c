/** Tokens of JSON text: numbers, because a scanner hands out millions. */

/** What `next` answers besides a token: the text is malformed here. The scanner may be asked to go on, as Jackson's may. */
export const FAIL = -1;
/** No token: before the first, after the last, and after a name whose value was malformed. */
export const NONE = 0;
export const NAME = 1;
export const START_OBJECT = 2;
export const END_OBJECT = 3;
export const START_ARRAY = 4;
export const END_ARRAY = 5;
export const STRING = 6;
export const INTEGER = 7;
export const FRACTION = 8;
export const TRUE = 9;
export const FALSE = 10;
export const NULL = 11;
