import { readdir, stat } from "node:fs/promises";
import { join, posix } from "node:path";
import type { LandingSource, ReferenceSource } from "../../generator/ir/index.js";
import { readCsv } from "../input/csv.js";
import { inputError } from "../input/error.js";
import { readJsonLines } from "../input/json-lines.js";
import { readText } from "../input/text.js";
import type { Row } from "../row.js";
import { globPattern } from "./glob.js";
import type { ArrivedFile } from "./outside.js";

/**
 * The files of a source below the zone's folder, subfolders included, by path. As in Spark, names that begin with a dot or an
 * underscore are not looked at. A zone that is not there is empty. Throws `input/missing-reference`.
 */
export async function listFiles(zone: string, source: LandingSource | ReferenceSource): Promise<readonly ArrivedFile[]> {
  if (source.kind === "reference") return referenceFiles(zone, source);
  const pattern = source.glob === undefined ? undefined : globPattern(source.glob);
  const files = (await list(zone, "")) ?? [];
  return pattern ? files.filter((file) => pattern.test(posix.basename(file.path))) : files;
}

async function referenceFiles(zone: string, { path, name }: ReferenceSource): Promise<readonly ArrivedFile[]> {
  const place = join(zone, path);
  const found = await stat(place).catch(missing);
  if (found?.isFile()) return [{ path, size: found.size, modified: found.mtime }];
  const files = found?.isDirectory() ? ((await list(zone, path)) ?? []) : [];
  if (files.length > 0) return files;
  throw inputError(
    "input/missing-reference",
    `"${name}" reads ${path}, and there is no such file`,
    { file: place },
    { fix: "put the file there" },
  );
}

/** All files below a folder of the zone, sorted; nothing when the folder is not there. */
async function list(zone: string, folder: string): Promise<readonly ArrivedFile[] | undefined> {
  const entries = await readdir(join(zone, folder), { withFileTypes: true }).catch(missing);
  if (!entries) return undefined;
  const files: ArrivedFile[] = [];
  for (const entry of entries.filter(({ name }) => !/^[._]/.test(name))) {
    const path = posix.join(folder, entry.name);
    const found = await stat(join(zone, path));
    if (found.isDirectory()) files.push(...((await list(zone, path)) ?? []));
    else files.push({ path, size: found.size, modified: found.mtime });
  }
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function missing(failure: unknown): undefined {
  if (failure instanceof Error && "code" in failure && (failure.code === "ENOENT" || failure.code === "ENOTDIR")) return undefined;
  throw failure;
}

/** The rows of a file, by the source's format and columns. */
export function readFileRows(path: string, { format, columns }: LandingSource | ReferenceSource): AsyncIterable<readonly Row[]> {
  switch (format.kind) {
    case "text":
      return readText(path);
    case "json":
      return readJsonLines(path, columns);
    case "csv":
      return readCsv(path, columns, { header: format.header, sep: format.separator });
  }
}
