import { mkdir, readFile, rename, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** The text of a file, or nothing when there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return undefined;
    throw cause;
  }
}

/**
 * Writes a file so that nobody sees half of it: under a name that begins with a dot, which readers skip, and then renamed.
 * `modified` becomes its modification time, in milliseconds since 1970.
 */
export async function writeWhole(path: string, content: string, modified: number): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.tmp`);
  const time = new Date(modified);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, content);
  await utimes(draft, time, time);
  await rename(draft, path);
}
