import { closeSync, openSync, readSync } from "node:fs";
import { resolve } from "node:path";
import { type Place, repository } from "./place.js";

const chunkBytes = 1 << 16;
/** What is shown of a line is a window of it; a line may be a message of a quarter of a megabyte. */
const longestLine = 1 << 20;
const lineFeed = 0x0a;

/** The text of a line of a file, or nothing when it cannot be read. Input files may be gigabytes, so only one chunk is held. */
export function readSourceLine({ file, line }: Place): string | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(resolve(repository, file), "r");
  } catch {
    return undefined;
  }
  try {
    return findLine(descriptor, line);
  } catch {
    return undefined;
  } finally {
    closeSync(descriptor);
  }
}

function findLine(descriptor: number, wanted: number): string | undefined {
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const found: Buffer[] = [];
  let length = 0;
  let line = 1;
  for (;;) {
    const bytes = chunk.subarray(0, readSync(descriptor, chunk, 0, chunkBytes, null));
    if (bytes.length === 0) return line === wanted && length > 0 ? textOf(found) : undefined;
    let at = 0;
    while (line < wanted) {
      const end = bytes.indexOf(lineFeed, at);
      if (end < 0) break;
      line++;
      at = end + 1;
    }
    if (line < wanted) continue;
    const end = bytes.indexOf(lineFeed, at);
    found.push(Buffer.from(bytes.subarray(at, end < 0 ? undefined : end)));
    length += found.at(-1)?.length ?? 0;
    if (end >= 0 || length > longestLine) return textOf(found);
  }
}

function textOf(parts: readonly Buffer[]): string {
  const text = Buffer.concat(parts).toString("utf8");
  return text.endsWith("\r") ? text.slice(0, -1) : text;
}
