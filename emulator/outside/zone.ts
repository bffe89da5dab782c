import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { LandingSource, ReferenceSource } from "../../generator/ir/index.js";
import { readCsv } from "../input/csv.js";
import { inputError } from "../input/error.js";
import { isMissing, listFiles } from "../input/files.js";
import { readJsonLines } from "../input/json-lines.js";
import { readText } from "../input/text.js";
import type { Row } from "../row.js";
import type { ArrivedFile, Lines } from "./outside.js";

/** The files of a source in its zone, by path. Throws `input/missing-reference`, `input/malformed-glob`. */
export async function filesOf(zone: string, source: LandingSource | ReferenceSource): Promise<readonly ArrivedFile[]> {
  if (source.kind === "landing") return listFiles(zone, source.glob);
  const place = join(zone, source.path);
  const found = await stat(place).catch((failure: unknown) => {
    if (isMissing(failure)) return undefined;
    throw failure;
  });
  if (found?.isFile()) return [{ path: source.path, size: found.size, modified: found.mtime }];
  const files = (await listFiles(place)).map((file) => ({ ...file, path: `${source.path}/${file.path}` }));
  if (files.length > 0) return files;
  throw inputError(
    "input/missing-reference",
    `"${source.name}" reads ${source.path}, and there is no such file`,
    { file: place },
    { fix: "put the file there" },
  );
}

/** The rows of a file, by the source's format and columns. */
export function readFileRows(
  path: string,
  { format, columns }: LandingSource | ReferenceSource,
  timeZone: string,
  lines?: Lines,
): AsyncIterable<readonly Row[]> {
  switch (format.kind) {
    case "text":
      return readText(path, lines);
    case "json":
      return readJsonLines(path, columns, { timeZone }, lines);
    case "csv":
      return readCsv(path, columns, { header: format.header, sep: format.separator, timeZone }, lines);
  }
}
