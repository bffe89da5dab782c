import { expect, test } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { createClock, readSpeed } from "../../simulators/clock.js";

/** Real time that passes only when somebody sleeps or says so. */
function fakeTime() {
  let real = 5000;
  const slept: number[] = [];
  return {
    slept,
    pass: (milliseconds: number) => {
      real += milliseconds;
    },
    now: () => real,
    sleep: async (milliseconds: number) => {
      slept.push(milliseconds);
      real += milliseconds;
    },
  };
}

const midnight = Date.UTC(2021, 0, 1);

test("ten times real time waits a tenth of the simulated time between events", async () => {
  const time = fakeTime();
  const clock = createClock({ speed: 10, ...time });
  for (const seconds of [0, 60, 60, 90]) await clock.until(midnight + seconds * 1000);
  expect(time.slept).toEqual([6000, 3000]);
});

test("time spent on work is not waited for again, and a delay is caught up", async () => {
  const time = fakeTime();
  const clock = createClock({ speed: 10, ...time });
  await clock.until(midnight);
  time.pass(4000);
  await clock.until(midnight + 60_000);
  expect(time.slept).toEqual([2000]);
  time.pass(10_000);
  expect(clock.until(midnight + 120_000)).toBeUndefined();
  await clock.until(midnight + 180_000);
  expect(time.slept).toEqual([2000, 2000]);
});

test("what is shorter than a timer can wait does not add up", async () => {
  const time = fakeTime();
  const clock = createClock({ speed: 3, ...time });
  for (let i = 0; i <= 1000; i++) await clock.until(midnight + i);
  expect(Math.abs(time.now() - 5000 - 1000 / 3)).toBeLessThan(1);
});

test("max never waits", () => {
  const time = fakeTime();
  const clock = createClock({ speed: "max", ...time });
  for (const days of [0, 1, 30]) expect(clock.until(midnight + days * 86_400_000)).toBeUndefined();
  expect(time.slept).toEqual([]);
});

test("a pause longer than Node's timers can is slept in parts", async () => {
  const time = fakeTime();
  const clock = createClock({ speed: 1, ...time });
  await clock.until(midnight);
  await clock.until(midnight + 30 * 86_400_000);
  expect(time.slept).toEqual([2 ** 31 - 1, 30 * 86_400_000 - (2 ** 31 - 1)]);
});

test("a timer that fires early is set again", async () => {
  const time = fakeTime();
  const early = async (milliseconds: number) => time.sleep(milliseconds > 1 ? milliseconds - 1 : milliseconds);
  const clock = createClock({ speed: 1, now: time.now, sleep: early });
  await clock.until(midnight);
  await clock.until(midnight + 100);
  expect(time.slept).toEqual([99, 1]);
});

test("an abort ends a pause", async () => {
  const abort = new AbortController();
  const clock = createClock({ speed: 1, signal: abort.signal });
  await clock.until(midnight);
  const pause = clock.until(midnight + 86_400_000);
  abort.abort();
  await expect(pause).resolves.toBeUndefined();
});

test("speeds are read as the command line gives them", () => {
  expect(readSpeed("10")).toBe(10);
  expect(readSpeed("0.5")).toBe(0.5);
  expect(readSpeed("max")).toBe("max");
});

test.each(["0", "-1", "fast", "", "1e3", "Infinity"])("%j is no speed", (text) => {
  const error = {
    code: "simulator/parameter-value",
    severity: "error",
    message: `--speed cannot be ${JSON.stringify(text)}`,
    notes: [{ message: "--speed: simulated time per real time" }],
    fix: "give a number above 0 (10 is ten times real time), or max for no waiting at all",
  };
  try {
    readSpeed(text);
    expect.unreachable();
  } catch (cause) {
    expect(cause instanceof DiagnosticError && cause.diagnostics).toEqual([error]);
  }
});
