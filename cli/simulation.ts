import type { Speed } from "../simulators/clock.js";
import type { GivenParameters } from "../simulators/parameters.js";
import { type Outcome, type Progress, simulate } from "../simulators/simulate.js";
import type { Simulator } from "../simulators/simulator.js";
import { Interrupted } from "./interrupted.js";
import { withProgress } from "./progress.js";
import { count, counted } from "./quantity.js";
import type { Surroundings } from "./surroundings.js";

interface Simulation {
  readonly parameters: GivenParameters;
  readonly speed?: Speed;
}

/** Runs a simulator into a folder and says what it wrote: `"10 days of pos, 1,203 messages and 4 files new"`. */
export async function simulateInto(
  folder: string,
  simulator: Simulator,
  { parameters, speed = "max" }: Simulation,
  surroundings: Surroundings,
): Promise<string> {
  const { signal } = surroundings;
  return withProgress(`simulating ${simulator.name}`, surroundings, async (tell) => {
    const outcome = await simulate(simulator, {
      out: folder,
      parameters,
      speed,
      signal,
      onProgress: (progress) => tell(progressOf(progress)),
    });
    const summary = summaryOf(simulator.name, outcome);
    if (outcome.complete) return summary;
    throw new Interrupted(`interrupted after ${summary}; the same command again writes the rest`);
  });
}

const day = 86_400_000;

function progressOf({ start, end, time, messages }: Progress): string {
  return `${moment(time)}, day ${days(time - start)} of ${days(end - start)}, ${counted(messages, "message")}`;
}

function summaryOf(name: string, { start, time, messages, files, held }: Outcome): string {
  const before = held > 0 ? `, ${count(held)} there before` : "";
  return `${days(time - start)} days of ${name}, ${counted(messages, "message")} and ${counted(files, "file")} new${before}`;
}

function days(milliseconds: number): string {
  return String(Math.round((milliseconds / day) * 10) / 10);
}

function moment(time: number): string {
  return new Date(time).toISOString().slice(0, 16).replace("T", " ");
}
