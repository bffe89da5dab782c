import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Interrupted } from "./interrupted.js";

/** Milliseconds between two looks. Looking works on every file system; being told does not. */
const pause = 500;

/**
 * Watches a folder. The function it gives waits until something in there is not what it was when the function was last called, or when
 * watching began. It throws `Interrupted` when the signal is aborted.
 */
export async function waitForChange(folder: string, signal: AbortSignal): Promise<() => Promise<void>> {
  let seen = await looks(folder);
  return async () => {
    for (;;) {
      if (signal.aborted) throw new Interrupted("interrupted");
      const now = await looks(folder);
      if (now !== seen) {
        seen = now;
        return;
      }
      await setTimeout(pause, undefined, { signal }).catch(() => undefined);
    }
  };
}

/** Paths, sizes and times of all files, hidden ones apart: those are being written. */
async function looks(folder: string): Promise<string> {
  const entries: Dirent[] = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map((entry) => join(entry.parentPath, entry.name));
  const lines = await Promise.all(
    files.sort().map(async (path) => {
      const found = await stat(path).catch(() => undefined);
      return found ? `${path} ${found.size} ${found.mtimeMs}` : path;
    }),
  );
  return lines.join("\n");
}
