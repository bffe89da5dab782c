import { DuckDBDateValue, DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { Value } from "../row.js";

/** `UTF8String.hashCode`: Murmur3 with seed 42, what is left of the last word byte by byte. */
function hashOfText(text: string): number {
  const bytes = Buffer.from(text, "utf8");
  const mix = (h: number, word: number): number => {
    const k = Math.imul((Math.imul(word, 0xcc9e2d51) << 15) | (Math.imul(word, 0xcc9e2d51) >>> 17), 0x1b873593);
    const mixed = h ^ k;
    return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  };
  const whole = bytes.length - (bytes.length % 4);
  let h = 42;
  for (let i = 0; i < whole; i += 4) h = mix(h, bytes.readInt32LE(i));
  for (let i = whole; i < bytes.length; i++) h = mix(h, bytes.readInt8(i));
  h ^= bytes.length;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function hashOfLong(value: bigint): number {
  const int = BigInt.asIntN(32, value);
  return Number(int === value ? int : BigInt.asIntN(32, value ^ (BigInt.asUintN(64, value) >> 32n)));
}

/** Scala's `##` of a value as Spark holds it. */
function hashOf(value: Value): number {
  if (typeof value === "string") return hashOfText(value);
  if (typeof value === "boolean") return value ? 1231 : 1237;
  if (typeof value === "bigint") return hashOfLong(value);
  if (value instanceof DuckDBDateValue) return value.days;
  return value instanceof DuckDBTimestampTZValue ? hashOfLong(value.micros) : Number(value);
}

function keyOf(value: Value): unknown {
  if (value instanceof DuckDBDateValue) return value.days;
  return value instanceof DuckDBTimestampTZValue ? value.micros : value;
}

const loadFactor = 0.75;

/** The different values in the order in which Scala's `mutable.HashSet` has them, where Spark collects them. */
export function inHashOrder(values: readonly Value[]): readonly Value[] {
  const different = new Map<unknown, Value>();
  let size = 16;
  for (const value of values) {
    if (different.size + 1 >= size * loadFactor) size *= 2;
    const key = keyOf(value);
    if (!different.has(key)) different.set(key, value);
  }
  const placed = [...different.values()].map((value) => {
    const hash = hashOf(value) | 0;
    return { value, hash: hash ^ (hash >>> 16) };
  });
  return placed.sort((a, b) => ((a.hash & (size - 1)) >>> 0) - ((b.hash & (size - 1)) >>> 0) || a.hash - b.hash).map((one) => one.value);
}
