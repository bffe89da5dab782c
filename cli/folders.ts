import { readdir, stat } from "node:fs/promises";
import { DiagnosticError, error, warning } from "../generator/diagnostic/index.js";
import { pathOf, report, type Surroundings, shownPath } from "./surroundings.js";

/** Everything the commands write unless told otherwise is below it; git ignores it. */
const home = ".sluice";

export const defaults = {
  build: `${home}/build`,
  demo: `${home}/demo`,
  input: (pipeline: string) => `${home}/${pipeline}/input`,
  state: (pipeline: string) => `${home}/${pipeline}/state.duckdb`,
} as const;

/** The input folder of a pipeline, which must be there. Throws `input/missing-folder`, warns of `input/nothing-there`. */
export async function requireInput(pipeline: string, given: string | undefined, surroundings: Surroundings): Promise<string> {
  const path = pathOf(surroundings, given ?? defaults.input(pipeline));
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new DiagnosticError([
      error(
        "input/missing-folder",
        found ? `the input ${shownPath(surroundings, path)} is no folder` : `there is no input folder ${shownPath(surroundings, path)}`,
        {
          fix: `give one with --input, or make one: npx sluice simulate ${pipeline}${given === undefined ? "" : ` --out ${given}`}`,
        },
      ),
    ]);
  }
  const names = await readdir(path);
  if (names.length > 0 && !names.includes("topics") && !names.includes("files")) {
    await report(surroundings, [
      warning("input/nothing-there", `${shownPath(surroundings, path)} has neither topics/ nor files/`, {
        fix: "give the folder that holds them with --input",
      }),
    ]);
  }
  return path;
}
