import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from "@duckdb/node-api";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";

/** Compares two values that are not NULL: less than 0, 0, or more. */
export type Compare = (a: Value, b: Value) => number;

/**
 * Spark's order of a type: NaN is the largest number and equal to itself, -0.0 is 0.0, texts go by their UTF-8, and inside of lists and
 * structs a NULL is smaller than everything and equal to a NULL. Maps have none.
 */
export function orderOf(type: ColumnType): Compare {
  switch (type.kind) {
    case "array":
      return listOrder(nullsFirst(orderOf(type.element.type)));
    case "struct": {
      const fields = type.fields.map((one) => [one.name, nullsFirst(orderOf(one.type))] as const);
      return (a, b) => {
        for (const [name, compare] of fields) {
          const order = compare((a as DuckDBStructValue).entries[name] ?? null, (b as DuckDBStructValue).entries[name] ?? null);
          if (order !== 0) return order;
        }
        return 0;
      };
    }
    case "map":
      throw new TypeError("maps have no order");
    case "string":
      return (a, b) => compareTexts(a as string, b as string);
    case "float":
    case "double":
      return (a, b) => compareNumbers(a as number, b as number);
    default:
      return (a, b) => {
        if (a instanceof DuckDBBlobValue && b instanceof DuckDBBlobValue) return Buffer.compare(a.bytes, b.bytes);
        const [left, right] = [plain(a), plain(b)];
        return left < right ? -1 : left > right ? 1 : 0;
      };
  }
}

/** NULL before everything else. */
export function nullsFirst(compare: Compare): Compare {
  return (a, b) => (a === null ? (b === null ? 0 : -1) : b === null ? 1 : compare(a, b));
}

function listOrder(compare: Compare): Compare {
  return (a, b) => {
    const [left, right] = [(a as DuckDBListValue).items, (b as DuckDBListValue).items];
    const length = Math.min(left.length, right.length);
    for (let i = 0; i < length; i++) {
      const order = compare(left[i] ?? null, right[i] ?? null);
      if (order !== 0) return order;
    }
    return left.length - right.length;
  };
}

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}

/** By code points, which is the order of their UTF-8: surrogates come after everything else of 16 bits. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (left !== right) return lifted(left) - lifted(right);
  }
  return a.length - b.length;
}

function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** What stands for a value in a JavaScript `Set` or `Map`: equal when Spark's `=` calls the values equal. NULL has none. */
export type Key = string | number | bigint | boolean;

/** Makes the keys of a type. */
export function keyOf(type: ColumnType): (value: Value) => Key {
  switch (type.kind) {
    case "array": {
      const inner = insideOf(type.element.type);
      return (value) => JSON.stringify((value as DuckDBListValue).items.map(inner));
    }
    case "struct": {
      const inner = type.fields.map((one) => [one.name, insideOf(one.type)] as const);
      return (value) => JSON.stringify(inner.map(([name, key]) => key((value as DuckDBStructValue).entries[name] ?? null)));
    }
    case "map":
      throw new TypeError("maps are not compared");
    default:
      return plain;
  }
}

/**
 * Makes -0.0 to 0.0, at every depth, as Spark does with what it compares as a set or as keys; undefined when the type has no such numbers.
 */
export function normalizerOf(type: ColumnType): ((value: Value) => Value) | undefined {
  switch (type.kind) {
    case "float":
    case "double":
      return (value) => (value === 0 ? 0 : value);
    case "array": {
      const inner = normalizerOf(type.element.type);
      return inner && ((value) => value && new DuckDBListValue((value as DuckDBListValue).items.map(inner)));
    }
    case "struct": {
      const inner = type.fields.map((one) => [one.name, normalizerOf(one.type)] as const);
      if (inner.every(([, one]) => one === undefined)) return undefined;
      return (value) => {
        if (value === null) return null;
        const { entries } = value as DuckDBStructValue;
        return new DuckDBStructValue(
          Object.fromEntries(inner.map(([name, one]) => [name, one ? one(entries[name] ?? null) : (entries[name] ?? null)])),
        );
      };
    }
    default:
      return undefined;
  }
}

function insideOf(type: ColumnType): (value: Value) => string | null {
  const key = keyOf(type);
  // As numbers -0 and 0 are the same text, and JSON has no NaN.
  return (value) => (value === null ? null : String(key(value)));
}

function plain(value: Value): Key {
  if (value instanceof DuckDBDecimalValue) return value.value;
  if (value instanceof DuckDBDateValue) return value.days;
  if (value instanceof DuckDBTimestampTZValue || value instanceof DuckDBTimestampValue) return value.micros;
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("latin1");
  if (typeof value === "object") throw new TypeError(`${String(value)} is no simple value`);
  return value as Key;
}
