import { isUtf8 } from "node:buffer";
import { open } from "node:fs/promises";
import { inputError } from "./error.js";

const chunkBytes = 1 << 20;
const longestLine = 1 << 28;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The lines of a text file in batches of about a megabyte, ended by `\n`, `\r\n` or `\r` as Spark's file sources have it. The last
 * line counts without an end, a byte order mark is not part of the first. Throws `input/not-utf8`, `input/compressed-file`, and
 * `input/malformed-line` for a line of more than 256 MiB.
 */
export async function* readLines(path: string): AsyncGenerator<readonly string[]> {
  refuseCompressed(path);
  const file = await open(path);
  try {
    let buffer = Buffer.allocUnsafe(chunkBytes);
    let line = 1;
    for (let position = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) return;
      const isLast = bytesRead < buffer.length;
      const end = isLast ? bytesRead : endOfLines(buffer);
      if (end === 0) {
        if (buffer.length >= longestLine) refuseLength(path, line);
        buffer = Buffer.allocUnsafe(buffer.length * 4);
        continue;
      }
      const lines = split(buffer.subarray(0, end), path, position === 0);
      line += lines.length;
      position += end;
      yield lines;
    }
  } finally {
    await file.close();
  }
}

function refuseLength(file: string, line: number): never {
  throw inputError("input/malformed-line", "the line is longer than 256 MiB", { file, line }, { fix: "put line breaks into the file" });
}

/** Spark decompresses files by the end of their names. */
function refuseCompressed(path: string): void {
  const suffix = /\.(?:gz|bz2|deflate|lz4|snappy|zst|zstd)$/.exec(path)?.[0];
  if (suffix === undefined) return;
  throw inputError(
    "input/compressed-file",
    `a file that ends in "${suffix}" is compressed`,
    { file: path },
    { fix: "decompress it before it lands" },
  );
}

/** Where the last whole line ends. A `\r` at the very end may be half of `\r\n`. */
function endOfLines(bytes: Buffer): number {
  for (let at = bytes.length - 1; at >= 0; at--) {
    if (bytes[at] === lineFeed || (bytes[at] === carriageReturn && at < bytes.length - 1)) return at + 1;
  }
  return 0;
}

function split(bytes: Buffer, path: string, isFirst: boolean): string[] {
  if (!isUtf8(bytes)) {
    throw inputError("input/not-utf8", "the file is not UTF-8", { file: path }, { fix: "write the file in UTF-8" });
  }
  const from = isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const text = bytes.toString("utf8", from);
  const lines = bytes.includes(carriageReturn) ? text.split(/\r\n|\n|\r/) : text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
