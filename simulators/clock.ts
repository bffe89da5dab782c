import { setTimeout } from "node:timers/promises";
import { DiagnosticError, error } from "../generator/diagnostic/index.js";
import { parseNumber } from "./parameters.js";

/** How fast simulated time passes: 10 is ten times real time, "max" does not wait at all. */
export type Speed = number | "max";

/**
 * Reads a speed as the command line gives it. `readSpeed("10")` is `10`, `readSpeed("max")` is `"max"`.
 *
 * @throws DiagnosticError when it is neither a positive number nor `max`.
 */
export function readSpeed(text: string): Speed {
  if (text === "max") return text;
  const speed = parseNumber(text);
  if (speed !== undefined && speed > 0) return speed;
  const wrong = error("simulator/parameter-value", `--speed cannot be ${JSON.stringify(text)}`, {
    notes: ["--speed: simulated time per real time"],
    fix: "give a number above 0 (10 is ten times real time), or max for no waiting at all",
  });
  throw new DiagnosticError([wrong]);
}

/** Tells when a simulated moment has come. */
export interface Clock {
  /**
   * Nothing when simulated `time` (milliseconds since 1970) has come already, else a promise that is kept when it has, or
   * when the run is aborted. The first call sets the clock to its `time`.
   */
  until(time: number): Promise<void> | undefined;
}

interface ClockOptions {
  readonly speed: Speed;
  readonly signal?: AbortSignal | undefined;
  /** Real time in milliseconds, never going back. */
  readonly now?: (() => number) | undefined;
  /** Keeps its promise after that long, or when the signal aborts. */
  readonly sleep?: ((milliseconds: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
}

/** What Node's timers can do, in milliseconds: for less they take a whole one, for more they fire at once. */
const shortestSleep = 1;
const longestSleep = 2 ** 31 - 1;

/**
 * A playback clock. It counts from the first moment it was asked about, so time spent writing is not waited for again and errors
 * do not add up over a run of days.
 *
 * @example
 * const clock = createClock({ speed: 10 });
 * await clock.until(Date.UTC(2021, 0, 1)); // at once
 * await clock.until(Date.UTC(2021, 0, 1, 0, 1)); // six seconds later
 */
export function createClock({ speed, signal, now = () => performance.now(), sleep = sleepUnlessAborted }: ClockOptions): Clock {
  if (speed === "max") return { until: () => undefined };
  let origin: { readonly simulated: number; readonly real: number } | undefined;
  const remaining = (time: number): number => {
    origin ??= { simulated: time, real: now() };
    return (time - origin.simulated) / speed - (now() - origin.real);
  };
  const wait = async (time: number): Promise<void> => {
    for (let left = remaining(time); left >= shortestSleep && !signal?.aborted; left = remaining(time))
      await sleep(Math.min(left, longestSleep), signal);
  };
  return { until: (time) => (remaining(time) >= shortestSleep ? wait(time) : undefined) };
}

async function sleepUnlessAborted(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, { signal }).catch((reason: unknown) => {
    if (!signal?.aborted) throw reason;
  });
}
