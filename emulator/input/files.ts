import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { compileGlob } from "./glob.js";

/** A file of a landing zone. */
export interface LandedFile {
  /** Path below the zone with `/` between its parts: the file's identity. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/**
 * The files below the folder of a landing zone, sorted by path; a folder that is not there has none. As Spark does, names that begin
 * with a dot or an underscore are not looked at (`_a=1` is, it names a partition), and neither are files still being copied.
 * `glob` is a `pathGlobFilter` for the name of the file. Throws `input/malformed-glob`.
 * `await listFiles("files/items", "*.csv")` is `[{ path: "2024/a.csv", size: 12, modified: … }]`.
 */
export async function listFiles(directory: string, glob?: string): Promise<readonly LandedFile[]> {
  const matches = glob === undefined ? () => true : compileGlob(glob);
  const files: LandedFile[] = [];
  await walk("");
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));

  async function walk(folder: string): Promise<void> {
    for (const name of await namesIn(join(directory, folder))) {
      if (isHidden(name)) continue;
      const path = folder === "" ? name : `${folder}/${name}`;
      const found = await stats(join(directory, path));
      if (found?.isDirectory()) await walk(path);
      else if (found?.isFile() && matches(name)) {
        files.push({ path, size: found.size, modified: found.mtime });
      }
    }
  }
}

function isHidden(name: string): boolean {
  return name.startsWith(".") || (name.startsWith("_") && !name.includes("=")) || name.endsWith("._COPYING_");
}

async function namesIn(directory: string): Promise<readonly string[]> {
  return (await orMissing(readdir(directory))) ?? [];
}

/** Of a file that may have been moved away since it was listed. */
async function stats(path: string): Promise<Stats | undefined> {
  return orMissing(stat(path));
}

async function orMissing<T>(result: Promise<T>): Promise<T | undefined> {
  try {
    return await result;
  } catch (failure) {
    if (isMissing(failure)) return undefined;
    throw failure;
  }
}

/** Did an operation of node:fs fail because there is nothing of that name? */
export function isMissing(failure: unknown): boolean {
  return failure instanceof Error && "code" in failure && failure.code === "ENOENT";
}
