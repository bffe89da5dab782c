import { type FileHandle, open } from "node:fs/promises";
import { changed } from "./refusal.js";
import type { Message } from "./simulator.js";

/** One partition of a topic: a file of JSON Lines to which records are added at the end. */
export interface PartitionLog {
  /** Whether the file had this message when it was opened. Every message is shown once, in order. */
  has(message: Message): boolean;
  /** Adds the message that was shown last; it is written by `flush`. Returns the length of its line. */
  append(message: Message): number;
  flush(): Promise<void>;
}

/**
 * Opens or creates the file of a partition; between writes it is closed. A last line without a newline is what a killed run left
 * behind: it is cut off, which no reader notices, since such a line is not consumed.
 *
 * @throws DiagnosticError when the file ends with something no simulator wrote, and later when somebody else writes to it.
 */
export async function openPartitionLog(path: string): Promise<PartitionLog> {
  const last = await withFile(path, "a+", async (handle) => {
    const found = await readLastLine(handle);
    await handle.truncate(found.end);
    return found;
  });
  const held = last.line === undefined ? 0 : offsetOf(last.line, path) + 1;
  let size = last.end;
  let shown = 0;
  let lines: string[] = [];
  return {
    has(message) {
      const offset = shown++;
      if (offset === held - 1 && lineOf(message, offset) !== last.line) {
        throw changed(path, `its last record is not the one with offset ${offset} of this simulation`);
      }
      return offset < held;
    },
    append(message) {
      const line = `${lineOf(message, shown - 1)}\n`;
      lines.push(line);
      return line.length;
    },
    async flush() {
      if (lines.length === 0) return;
      const bytes = Buffer.from(lines.join(""));
      lines = [];
      await withFile(path, "a", async (handle) => {
        if ((await handle.stat()).size !== size) throw changed(path, "somebody else is writing to it");
        await writeAll(handle, bytes);
      });
      size += bytes.length;
    },
  };
}

async function withFile<T>(path: string, flags: "a" | "a+", work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

function lineOf({ key, value, time }: Message, offset: number): string {
  return JSON.stringify({ key, value, timestamp: new Date(time).toISOString(), offset });
}

function offsetOf(line: string, path: string): number {
  const offset = /"offset":(\d+)\}$/.exec(line)?.[1];
  if (offset === undefined) throw changed(path, "its last line is no record of a simulation");
  return Number(offset);
}

/** The last line that ends with a newline, and where in the file that newline ends. */
async function readLastLine(handle: FileHandle): Promise<{ readonly line?: string; readonly end: number }> {
  const { size } = await handle.stat();
  for (let length = 64 * 1024; ; length *= 2) {
    const from = Math.max(0, size - length);
    const bytes = Buffer.alloc(size - from);
    await handle.read(bytes, 0, bytes.length, from);
    const end = bytes.lastIndexOf("\n");
    const start = end > 0 ? bytes.lastIndexOf("\n", end - 1) : -1;
    if (end !== -1 && (start !== -1 || from === 0)) return { line: bytes.toString("utf8", start + 1, end), end: from + end + 1 };
    if (from === 0) return { end: 0 };
  }
}

/** Whole lines in one write, unless the system takes only a part of it. */
async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  for (let rest = bytes; rest.length > 0; ) {
    const { bytesWritten } = await handle.write(rest);
    rest = rest.subarray(bytesWritten);
  }
}
