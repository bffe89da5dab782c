import { nearest } from "../../generator/diagnostic/index.js";
import { parseTimestamp } from "../value/timestamp.js";

/** A header of a message, as Kafka has them: an ordered list, values being text here. */
export interface Header {
  readonly key: string;
  readonly value: string | null;
}

/** One message of a topic. */
export interface TopicRecord {
  /** Text of the key; null when the message has none. */
  readonly key: string | null;
  /** Text of the message, exactly as it was written; null is a tombstone. */
  readonly value: string | null;
  /** Microseconds since 1970-01-01 UTC. */
  readonly timestampMicros: bigint;
  readonly offset: bigint;
  readonly headers?: readonly Header[];
}

/** What is wrong with a line and what to write instead. */
export interface Complaint {
  readonly message: string;
  readonly fix: string;
}

const properties: ReadonlySet<string> = new Set(["key", "value", "timestamp", "offset", "headers"]);

/**
 * Reads one line of a topic file: `{"key"?, "value", "timestamp", "offset"?, "headers"?}`. A record without an offset of its own
 * gets `next`. `parseRecord('{"value":"a","timestamp":0}', 7)` is `{ key: null, value: "a", timestampMicros: 0n, offset: 7n }`.
 */
export function parseRecord(line: string, next: number): TopicRecord | Complaint {
  let record: unknown;
  try {
    record = JSON.parse(line);
  } catch {
    return complaint("the line is not JSON", "write one JSON object a line");
  }
  if (!isObject(record)) return complaint("the line is no JSON object", 'write {"key": …, "value": …, "timestamp": …}');
  for (const name in record) if (!properties.has(name)) return unknownProperty(name);
  const { key = null, value, timestamp, offset = next, headers } = record;
  if (value === undefined) return complaint('the record has no "value"', 'write "value": null for a tombstone');
  const timestampMicros = timestampOf(timestamp);
  if (typeof timestampMicros !== "bigint") return timestampMicros;
  if (typeof offset !== "number" || !Number.isSafeInteger(offset) || offset < 0) {
    return complaint(`"offset" is ${JSON.stringify(offset)}`, "write a whole number from 0 on, or leave it out");
  }
  const keyText = textOf(line, key, "key");
  const valueText = textOf(line, value, "value");
  if (line.includes("\\u") && (isBroken(keyText) || isBroken(valueText))) {
    return complaint("half of a surrogate pair stands alone, which no UTF-8 message can hold", "write both halves, or U+FFFD");
  }
  if (headers === undefined) return { key: keyText, value: valueText, timestampMicros, offset: BigInt(offset) };
  const list = headersOf(headers);
  if (list === null) return complaint('"headers" is no object of strings', 'write "headers": {"name": "text"}');
  return { key: keyText, value: valueText, timestampMicros, offset: BigInt(offset), headers: list };
}

function complaint(message: string, fix: string): Complaint {
  return { message, fix };
}

function unknownProperty(name: string): Complaint {
  const meant = nearest(name, properties);
  return complaint(
    `a record has no property "${name}"`,
    meant === undefined ? `a record has ${[...properties].join(", ")}` : `did you mean "${meant}"?`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isBroken(text: string | null): boolean {
  return text !== null && /[\ud800-\udfff]/u.test(text);
}

function headersOf(headers: unknown): readonly Header[] | null {
  if (!isObject(headers)) return null;
  const list: Header[] = [];
  for (const [key, value] of Object.entries(headers)) {
    if (typeof value !== "string" && value !== null) return null;
    list.push({ key, value });
  }
  return list;
}

function timestampOf(timestamp: unknown): bigint | Complaint {
  if (typeof timestamp === "number" && Number.isSafeInteger(timestamp) && Math.abs(timestamp) <= 8.64e15) {
    return Math.abs(timestamp) < 9e12 ? BigInt(timestamp * 1000) : BigInt(timestamp) * 1000n;
  }
  const micros = typeof timestamp === "string" && isoTimestamp.test(timestamp) ? parseTimestamp(withSeconds(timestamp)) : null;
  if (micros !== null) return micros;
  return complaint(
    timestamp === undefined ? 'the record has no "timestamp"' : `"timestamp" is ${JSON.stringify(timestamp)}`,
    'write ISO 8601 with an offset, as in "2024-05-01T10:00:00.123Z", or milliseconds since 1970',
  );
}

const isoTimestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)$/;

function withSeconds(timestamp: string): string {
  return timestamp.charAt(16) === ":" ? timestamp : `${timestamp.slice(0, 16)}:00${timestamp.slice(16)}`;
}

/** The text of a key or value: a string's own, else the source of the JSON value, blanks and number digits as they were written. */
function textOf(line: string, value: unknown, property: string): string | null {
  if (value === null || typeof value === "string") return value;
  return sourceOf(line, property);
}

/** The source text of a property of the object that `line`, which is valid JSON, consists of. The last of equal names counts. */
function sourceOf(line: string, property: string): string {
  let source = "";
  let at = line.indexOf("{") + 1;
  for (;;) {
    const nameStart = line.indexOf('"', at);
    const nameEnd = endOfString(line, nameStart);
    const colon = line.indexOf(":", nameEnd);
    const end = endOfValue(line, colon + 1);
    const name = line.slice(nameStart + 1, nameEnd - 1);
    if ((name.includes("\\") ? JSON.parse(`"${name}"`) : name) === property) source = line.slice(colon + 1, end).trim();
    if (line.charCodeAt(end) === 0x7d) return source;
    at = end + 1;
  }
}

function endOfString(line: string, quote: number): number {
  for (let at = quote + 1; ; at++) {
    const code = line.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at++;
  }
}

/** Where the comma or brace after a value stands. */
function endOfValue(line: string, from: number): number {
  let depth = 0;
  for (let at = from; ; at++) {
    const code = line.charCodeAt(at);
    if (code === 0x22) at = endOfString(line, at) - 1;
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (depth > 0) {
      if (code === 0x7d || code === 0x5d) depth--;
    } else if (code === 0x2c || code === 0x7d) return at;
  }
}
