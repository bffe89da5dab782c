import { readdir, stat } from "node:fs/promises";
import { DiagnosticError, error, warning } from "../generator/diagnostic/index.js";
import { findSimulators } from "./simulators.js";
import { pathOf, report, type Surroundings, shownPath } from "./surroundings.js";

/** Everything the commands write unless told otherwise is below it; git ignores it. */
const home = ".sluice";

export const defaults = {
  build: `${home}/build`,
  spark: `${home}/spark`,
  demo: `${home}/demo`,
  input: (pipeline: string) => `${home}/${pipeline}/input`,
  state: (pipeline: string) => `${home}/${pipeline}/state.duckdb`,
} as const;

/** See docs/input.md. */
const layout: ReadonlySet<string> = new Set(["topics", "files", "tables"]);

/** The input folder of a pipeline, which must be there. Throws `input/missing-folder`, warns of `input/nothing-there`. */
export async function requireInput(pipeline: string, given: string | undefined, surroundings: Surroundings): Promise<string> {
  const path = pathOf(surroundings, given ?? defaults.input(pipeline));
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    const shown = shownPath(surroundings, path);
    const isMakeable = !found && findSimulators().includes(pipeline);
    throw new DiagnosticError([
      error("input/missing-folder", found ? `the input ${shown} is no folder` : `there is no input folder ${shown}`, {
        fix: isMakeable
          ? `give one with --input, or make one: npx sluice simulate ${pipeline}${given === undefined ? "" : ` --out ${given}`}`
          : "give one with --input; docs/input.md says what is in it",
      }),
    ]);
  }
  const names = await readdir(path);
  if (names.length > 0 && !names.some((name) => layout.has(name))) {
    await report(surroundings, [
      warning("input/nothing-there", `${shownPath(surroundings, path)} has neither topics/ nor files/`, {
        fix: "give the folder that holds them with --input",
      }),
    ]);
  }
  return path;
}
