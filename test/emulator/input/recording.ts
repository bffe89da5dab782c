import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { compileToJson } from "../../../emulator/json/to-json.js";
import type { Row } from "../../../emulator/row.js";
import type { Schema } from "../../../generator/ir/type.js";

/** A file of some text, and what Spark made of it: its rows as JSON, or the condition of its error. */
export interface RecordedFile {
  readonly ddl: string;
  readonly options?: Readonly<Record<string, string>>;
  readonly text: string;
  readonly result: readonly string[] | { readonly error: string };
}

/** The cases recorded in a file beside the tests. */
export function recordedFiles(name: string): readonly RecordedFile[] {
  const recording: { readonly cases: readonly RecordedFile[] } = JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
  return recording.cases;
}

/** A folder for the tests of one file, gone afterwards. `write` puts a file into it and gives its path. */
export function temporaryFolder(): {
  readonly path: (name: string) => string;
  readonly write: (name: string, content: string | Uint8Array) => string;
} {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "sluice-input-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name) => join(folder, name),
    write: (name, content) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
  };
}

/** All rows, printed as Spark prints them. */
export async function printed(batches: AsyncIterable<readonly Row[]>, schema: Schema): Promise<readonly string[]> {
  const rows: string[] = [];
  const print = compileToJson(schema);
  for await (const batch of batches) rows.push(...batch.map(print));
  return rows;
}

/** A title that fits on a line. */
export function titleOf(one: RecordedFile): string {
  const text = JSON.stringify(one.text);
  return (text.length > 120 ? `${text.slice(0, 119)}…` : text) + (one.options === undefined ? "" : ` ${JSON.stringify(one.options)}`);
}
