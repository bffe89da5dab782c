import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type Clock, createClock, type Speed } from "./clock.js";
import { openFolder } from "./folder.js";
import { claimFolder } from "./marker.js";
import { type GivenParameters, type ParameterTable, readParameters } from "./parameters.js";
import type { Publisher } from "./publisher.js";
import { unwritable } from "./refusal.js";
import type { Scenario, Simulator } from "./simulator.js";

/** How far a run is. */
export interface Progress {
  /** First and last simulated moment of the scenario, in milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  /** The simulated moment reached. */
  readonly time: number;
  /** Messages and files this run has published. */
  readonly messages: number;
  readonly files: number;
  /** Messages and files that were there already, from earlier runs into the same folder. */
  readonly held: number;
}

/** What a run did; `complete` is false when it was aborted, and running it again then does the rest. */
export interface Outcome extends Progress {
  readonly complete: boolean;
}

interface SimulateOptions {
  readonly parameters?: GivenParameters;
  /** The folder that stands for the outside world. */
  readonly out: string;
  readonly speed?: Speed;
  readonly signal?: AbortSignal;
  /** Called now and then, and before each pause. */
  readonly onProgress?: (progress: Progress) => void;
  /** Instead of a clock of the given speed. */
  readonly clock?: Clock;
}

/**
 * Runs a simulator into a folder: `topics/<topic>/<partition>.jsonl` and `files/<zone>/…`.
 *
 * Run again into the same folder, it adds what is missing: nothing when nothing is, the rest when the earlier run was killed, and
 * the next days when `days` was raised. The folder then holds the same bytes as after one long run.
 *
 * @throws DiagnosticError when a parameter is wrong, or when the folder cannot be written or holds something else.
 * @example
 * await simulate(simulator, { out: ".sluice/pos/input", parameters: { days: 10 } });
 * await simulate(simulator, { out: ".sluice/pos/input", parameters: { days: 20 } }); // adds days 11 to 20
 */
export async function simulate<P extends ParameterTable>(simulator: Simulator<P>, options: SimulateOptions): Promise<Outcome> {
  const values = readParameters(simulator.parameters, options.parameters ?? {});
  const scenario = simulator.scenario(values);
  const out = resolve(options.out);
  try {
    await claimFolder(out, simulator, values, scenario);
    return await play(scenario, await openFolder(out, scenario.topics), options);
  } catch (cause) {
    throw isSystemError(cause) ? unwritable(out, cause) : cause;
  }
}

/** After this many deliveries the event loop gets its turn, so that Ctrl-C and progress bars work at full speed too. */
const turn = 1000;

async function play(scenario: Scenario, publisher: Publisher, options: SimulateOptions): Promise<Outcome> {
  const { start, end } = scenario;
  const { speed = "max", signal, onProgress } = options;
  const clock = options.clock ?? createClock({ speed, signal });
  const counts = { messages: 0, files: 0, held: 0 };
  let time = start;
  let seen = 0;
  const report = () => onProgress?.({ start, end, time, ...counts });
  try {
    for (const delivery of scenario.deliveries) {
      if (++seen % turn === 0) {
        report();
        await setImmediate();
      }
      if (await publisher.has(delivery)) {
        counts.held++;
        continue;
      }
      const pause = clock.until(delivery.time);
      if (pause !== undefined) {
        await publisher.flush();
        report();
        await pause;
      }
      if (signal?.aborted) return { start, end, time, ...counts, complete: false };
      await publisher.publish(delivery);
      time = delivery.time;
      counts[delivery.kind === "file" ? "files" : "messages"]++;
    }
    return { start, end, time: end, ...counts, complete: true };
  } finally {
    await publisher.close();
  }
}

function isSystemError(cause: unknown): cause is NodeJS.ErrnoException {
  return cause instanceof Error && "syscall" in cause;
}
