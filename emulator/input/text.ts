import type { Lines } from "../outside/outside.js";
import type { Row } from "../row.js";
import { readLines } from "./lines.js";

/**
 * Spark's `text` format: a row with one STRING for each line. `readText("notes.txt")` yields `[["first"], ["second"]]` for a file of
 * two lines. Throws `input/not-utf8`.
 */
export async function* readText(path: string, heard?: Lines): AsyncGenerator<readonly Row[]> {
  let number = 0;
  for await (const lines of readLines(path)) {
    yield lines.map((line) => {
      heard?.(++number);
      return [line];
    });
  }
}
