import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { excerpt, inputError } from "./error.js";
import { isMissing } from "./files.js";
import { parseRecord, type TopicRecord } from "./record.js";

export type { TopicRecord } from "./record.js";

/** How far a partition was read; what a checkpoint keeps. */
export interface TopicPosition {
  /** Bytes consumed: whole lines only. */
  readonly byte: number;
  /** Lines consumed. */
  readonly line: number;
  /** The offset the next record gets when it has none of its own. */
  readonly offset: bigint;
  /** Length and hash of the first bytes consumed, `""` before the first. A file that starts otherwise is another file. */
  readonly fingerprint: string;
}

/** Before the first record of a partition. */
export const topicStart: TopicPosition = { byte: 0, line: 0, offset: 0n, fingerprint: "" };

/** Records of one partition, and where it stands after them. */
export interface TopicBatch {
  readonly records: readonly TopicRecord[];
  readonly position: TopicPosition;
}

export interface Partition {
  readonly partition: number;
  readonly path: string;
}

const partitionFile = /^(0|[1-9]\d{0,8})\.jsonl$/;

/**
 * The partitions of the topic in folder `directory`, in order: its files `0.jsonl`, `1.jsonl`, … A folder that is not there is a
 * topic without records. Throws `input/unknown-file` for any other file; those that begin with a dot are not looked at.
 */
export async function listPartitions(directory: string): Promise<readonly Partition[]> {
  let names: string[];
  try {
    names = await readdir(directory);
  } catch (failure) {
    if (isMissing(failure)) return [];
    throw failure;
  }
  const partitions: Partition[] = [];
  for (const name of names.sort()) {
    if (name.startsWith(".")) continue;
    const path = join(directory, name);
    const number = partitionFile.exec(name)?.[1];
    if (number === undefined) {
      throw inputError(
        "input/unknown-file",
        `"${name}" in a topic's folder is no partition`,
        { file: path },
        {
          fix: "a topic's folder holds 0.jsonl, 1.jsonl and so on, one file a partition; keep other files elsewhere",
        },
      );
    }
    partitions.push({ partition: Number(number), path });
  }
  return partitions.sort((a, b) => a.partition - b.partition);
}

const chunkBytes = 1 << 20;
const longestLine = 1 << 28;

/**
 * Reads a partition file from a position on, at most `limit` records, in batches of about a megabyte. Blank lines are skipped; a
 * last line without newline is left for the next time. A batch holds no records when only blank lines came.
 *
 * Throws `input/replaced-file` when the file is not the one the position was taken of, `input/malformed-line` and
 * `input/offset-order` with the file and the line.
 *
 *     for await (const batch of readTopicPartition("topics/orders/0.jsonl", topicStart)) save(batch.records, batch.position);
 */
export async function* readTopicPartition(path: string, from: TopicPosition, limit = Number.POSITIVE_INFINITY): AsyncGenerator<TopicBatch> {
  const file = await openFrom(path, from);
  if (file === undefined) return;
  try {
    let position = from;
    let wanted = limit;
    let buffer = Buffer.allocUnsafe(chunkBytes);
    while (wanted > 0) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, position.byte);
      const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      if (end > 0) {
        const batch = readLines(buffer.subarray(0, end), path, position, wanted);
        position = { ...batch.position, fingerprint: await fingerprint(file, batch.position) };
        wanted -= batch.records.length;
        yield { records: batch.records, position };
      } else if (bytesRead < buffer.length) return;
      else if (buffer.length < longestLine) buffer = Buffer.allocUnsafe(buffer.length * 4);
      else throw malformed(path, position.line + 1, "the line is longer than 256 MiB", "split the message");
    }
  } finally {
    await file.close();
  }
}

/** Whole lines, from the first byte on. */
function readLines(bytes: Buffer, path: string, from: TopicPosition, limit: number): TopicBatch {
  if (!isUtf8(bytes)) refuseBytes(bytes, path, from.line);
  const records: TopicRecord[] = [];
  let { line } = from;
  let next = Number(from.offset);
  let at = from.byte === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (at < bytes.length && records.length < limit) {
    const end = bytes.indexOf(0x0a, at);
    const text = bytes.toString("utf8", at, end);
    at = end + 1;
    line++;
    const record = parseRecord(text, next);
    if ("fix" in record) {
      if (text.trim() === "") continue;
      throw malformed(path, line, record.message, record.fix, text);
    }
    const offset = Number(record.offset);
    if (offset < next) {
      throw inputError(
        "input/offset-order",
        `offset ${offset} comes after offset ${next - 1}`,
        { file: path, line },
        {
          fix: "offsets of a partition increase from record to record; leave them out to have them counted",
        },
      );
    }
    next = offset + 1;
    records.push(record);
  }
  return { records, position: { byte: from.byte + at, line, offset: BigInt(next), fingerprint: from.fingerprint } };
}

function refuseBytes(bytes: Buffer, path: string, linesBefore: number): never {
  for (let at = 0, line = linesBefore + 1; ; line++) {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0 || !isUtf8(bytes.subarray(at, end))) throw malformed(path, line, "the line is not UTF-8", "write the file in UTF-8");
    at = end + 1;
  }
}

function malformed(file: string, line: number, message: string, fix: string, text?: string): Error {
  return inputError("input/malformed-line", message, { file, line }, { fix, notes: text === undefined ? [] : [excerpt(text)] });
}

const fingerprintBytes = 1024;

async function openFrom(path: string, from: TopicPosition): Promise<FileHandle | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (failure) {
    if (!isMissing(failure)) throw failure;
    if (from.byte === 0) return undefined;
    throw replaced(path, "it is gone");
  }
  try {
    const { size } = await file.stat();
    if (size < from.byte) throw replaced(path, `it has ${size} bytes, ${from.byte} were read`);
    if (from.byte > 0 && from.fingerprint !== (await hashStart(file, Number.parseInt(from.fingerprint, 10)))) {
      throw replaced(path, "it begins otherwise than it did");
    }
    return file;
  } catch (failure) {
    await file.close();
    throw failure;
  }
}

/** The fingerprint at a position: it stays once it covers a kilobyte. */
async function fingerprint(file: FileHandle, position: TopicPosition): Promise<string> {
  const known = position.fingerprint;
  return known.startsWith(`${fingerprintBytes}:`) ? known : hashStart(file, Math.min(position.byte, fingerprintBytes));
}

async function hashStart(file: FileHandle, length: number): Promise<string> {
  const bytes = Buffer.alloc(length);
  await file.read(bytes, 0, length, 0);
  return `${length}:${createHash("sha256").update(bytes).digest("hex").slice(0, 16)}`;
}

function replaced(path: string, how: string): Error {
  return inputError(
    "input/replaced-file",
    `the partition was replaced or cut since it was read: ${how}`,
    { file: path },
    {
      fix: "a topic only grows: put the file back, or refresh what reads it fully",
    },
  );
}
