import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from "@duckdb/node-api";
import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import type { ColumnType, Schema, SimpleKind } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { parseLegacyDate } from "../value/date.js";
import { parseDecimal } from "../value/decimal.js";
import { parseFloat32 } from "../value/floating.js";
import { checkMicros, parseLegacyTimestamp, parseTimestampNtz } from "../value/timestamp.js";
import { readBase64 } from "./base64.js";
import { copyValue, specialValue } from "./copy.js";
import {
  END_ARRAY,
  END_OBJECT,
  FAIL,
  FALSE,
  FRACTION,
  INTEGER,
  NAME,
  NONE,
  NULL,
  type Scanner,
  START_ARRAY,
  START_OBJECT,
  STRING,
  TRUE,
} from "./scan.js";

/** The value is good. */
export const GOOD = 0;
/** The value is lost: Spark throws while it reads it. */
export const FAILED = 1;
/** Something inside the value was lost, the rest is handed over. */
export const PARTIAL = 2;

/** Reads the value the scanner stands at, or before when it stands at a name, and leaves `GOOD`, `FAILED` or `PARTIAL` in `fault`. */
export type Read = (scanner: Scanner) => Value;

/** How a STRING gets the text of a value that is no string. */
export type CopyText = (scanner: Scanner) => string | null;

/** Reads a type as Spark's `JacksonParser` converts it. */
export function compileRead(type: ColumnType, copyText: CopyText): Read {
  switch (type.kind) {
    case "string":
      return readString(copyText);
    case "decimal":
      return readDecimal(type.precision, type.scale);
    case "array":
      return readArray(compileRead(type.element.type, copyText));
    case "map":
      return readMap(compileRead(type.value.type, copyText));
    case "struct":
      return readStruct(type.fields, copyText);
    default:
      return simple[type.kind];
  }
}

/** Reads the fields of the object just entered into `entries`, which holds NULLs; a field of the name `omitted` is not read. */
export function compileFields(
  fields: Schema,
  copyText: CopyText,
  omitted?: string,
): (scanner: Scanner, entries: Record<string, Value>) => void {
  const names = fields.map((field) => field.name);
  const reads = fields.map((field) => compileRead(field.type, copyText));
  const indexes = new Map(names.flatMap((name, i) => (name === omitted ? [] : [[name, i]])));
  // Records of one source have their fields in one order: which field followed this one last time (index -1: which was first)?
  const followers = new Int32Array(names.length + 1);
  return (scanner, entries) => {
    let partial = false;
    let previous = -1;
    for (;;) {
      const token = scanner.next();
      if (token === FAIL) {
        scanner.fault = FAILED;
        return;
      }
      if (token === NONE || token === END_OBJECT) break;
      let index = followers[previous + 1] as number;
      if (index >= names.length || names[index] === omitted || !scanner.isNamed(names[index] as string)) {
        index = indexes.get(scanner.name() ?? "") ?? -1;
        if (index < 0 || scanner.name() === null) {
          if (scanner.skipChildren()) continue;
          scanner.fault = FAILED;
          return;
        }
        followers[previous + 1] = index;
      }
      previous = index;
      scanner.fault = GOOD;
      const value = (reads[index] as Read)(scanner);
      if (scanner.fault !== FAILED) entries[names[index] as string] = value;
      else if (!scanner.skipChildren()) return;
      if (scanner.fault !== GOOD) partial = true;
    }
    scanner.fault = partial ? PARTIAL : GOOD;
  };
}

/** The token to convert; names are stepped over. */
function enter(scanner: Scanner): number {
  while (scanner.token === NAME) if (scanner.next() === FAIL) return FAIL;
  return scanner.token;
}

/** NULL for a value that is no value of the type. Spark reads a string to its end before it complains, and may stumble over it. */
function mismatch(scanner: Scanner, token: number): null {
  if (token === NULL || token === NONE) return null;
  if (token === STRING) scanner.stringValue();
  scanner.fault = FAILED;
  return null;
}

/** What the conversion made of a value, NULL being a failure. */
function result<T extends Value>(scanner: Scanner, value: T | null): T | null {
  if (value === null) scanner.fault = FAILED;
  return value;
}

/** The text of a string that is not empty; only STRING and BINARY take empty ones. */
function filledString(scanner: Scanner): string | null {
  return result(scanner, scanner.stringValue() || null);
}

/** Small integers. `most` may be beyond the type: Jackson takes 255 for a byte, and it becomes -1. */
function readInteger(least: number, most: number, bits: number): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token !== INTEGER) return mismatch(scanner, token);
    const value = scanner.isNegative() ? 0 - scanner.magnitude : scanner.magnitude;
    if (value < least || value > most) return result(scanner, null);
    return (value << (32 - bits)) >> (32 - bits);
  };
}

const leastLong = -(2n ** 63n);
const mostLong = 2n ** 63n - 1n;

function longOf(scanner: Scanner): bigint | null {
  if (scanner.end - scanner.start <= 15) return BigInt(scanner.isNegative() ? -scanner.magnitude : scanner.magnitude);
  const value = BigInt(scanner.numberText());
  return value < leastLong || value > mostLong ? null : value;
}

const specials: ReadonlySet<string> = new Set(["NaN", "Infinity", "+Infinity", "-Infinity", "+INF", "-INF"]);

function readFloating(parse: (text: string) => number): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token === INTEGER) return parse(scanner.numberText()) + 0;
    if (token === FRACTION) return scanner.special ? specialValue(scanner.numberText()) : parse(scanner.numberText());
    if (token !== STRING) return mismatch(scanner, token);
    const text = scanner.stringValue();
    return result(scanner, text !== null && specials.has(text) ? specialValue(text) : null);
  };
}

function readDecimal(precision: number, scale: number): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token === INTEGER || token === FRACTION) {
      return result(scanner, scanner.special && token === FRACTION ? null : parseDecimal(scanner.numberText(), precision, scale));
    }
    if (token !== STRING) return mismatch(scanner, token);
    const text = filledString(scanner);
    return text === null ? null : result(scanner, parseDecimal(text.replaceAll(",", ""), precision, scale));
  };
}

function readString(copyText: CopyText): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token === STRING) {
      const text = scanner.stringValue();
      return text === null ? result(scanner, null) : scanner.wellFormed(text);
    }
    if (token === NULL || token === NONE) return null;
    return result(scanner, token === FAIL ? null : copyText(scanner));
  };
}

const simple: { readonly [K in Exclude<SimpleKind, "string">]: Read } = {
  boolean: (scanner) => {
    const token = enter(scanner);
    return token === TRUE ? true : token === FALSE ? false : mismatch(scanner, token);
  },
  tinyint: readInteger(-128, 255, 8),
  smallint: readInteger(-32_768, 32_767, 16),
  int: readInteger(-2_147_483_648, 2_147_483_647, 32),
  bigint: (scanner) => {
    const token = enter(scanner);
    return token === INTEGER ? result(scanner, longOf(scanner)) : mismatch(scanner, token);
  },
  float: readFloating(parseFloat32),
  double: readFloating(Number),
  binary: (scanner) => {
    const token = enter(scanner);
    if (token !== STRING) return mismatch(scanner, token);
    const bytes = readBase64(scanner);
    return result(scanner, bytes && new DuckDBBlobValue(bytes));
  },
  date: (scanner) => {
    const token = enter(scanner);
    if (token !== STRING) return mismatch(scanner, token);
    const text = filledString(scanner);
    const days = text === null ? null : parseLegacyDate(text);
    return result(scanner, days === null ? null : new DuckDBDateValue(days));
  },
  timestamp: (scanner) => {
    const token = enter(scanner);
    let micros: bigint | null;
    if (token === INTEGER) {
      // Seconds since 1970, multiplied without a look at overflow.
      const seconds = longOf(scanner);
      micros = seconds === null ? null : checkMicros(BigInt.asIntN(64, seconds * 1_000_000n));
    } else if (token === STRING) {
      const text = filledString(scanner);
      micros = text === null ? null : parseLegacyTimestamp(text);
    } else return mismatch(scanner, token);
    return result(scanner, micros === null ? null : new DuckDBTimestampTZValue(micros));
  },
  timestamp_ntz: (scanner) => {
    const token = enter(scanner);
    if (token !== STRING) return mismatch(scanner, token);
    const text = filledString(scanner);
    const micros = text === null ? null : parseTimestampNtz(text);
    return result(scanner, micros === null ? null : new DuckDBTimestampValue(micros));
  },
};

function readStruct(fields: Schema, copyText: CopyText): Read {
  const readFields = compileFields(fields, copyText);
  const nulls: Readonly<Record<string, Value>> = Object.fromEntries(fields.map((field) => [field.name, null]));
  return (scanner) => {
    const token = enter(scanner);
    if (token !== START_OBJECT) return mismatch(scanner, token);
    // Copied, so that all structs of a type have one shape: V8 then reads and writes their fields by slot.
    const entries = { ...nulls };
    readFields(scanner, entries);
    return scanner.fault === FAILED ? null : new DuckDBStructValue(entries);
  };
}

/** A lost element loses the array, and the scanner stays inside it: what follows is read as if it stood outside. */
function readArray(readElement: Read): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token !== START_ARRAY) return mismatch(scanner, token);
    const items: Value[] = [];
    let partial = false;
    for (;;) {
      const next = scanner.next();
      if (next === FAIL) return result(scanner, null);
      if (next === NONE || next === END_ARRAY) break;
      scanner.fault = GOOD;
      items.push(readElement(scanner));
      if (scanner.fault === FAILED) return null;
      if (scanner.fault === PARTIAL) partial = true;
    }
    scanner.fault = partial ? PARTIAL : GOOD;
    return new DuckDBListValue(items);
  };
}

/** A lost value loses the map, but it is read to its end. */
function readMap(readValue: Read): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token !== START_OBJECT) return mismatch(scanner, token);
    const entries: { key: string; value: Value }[] = [];
    let fault = GOOD;
    for (;;) {
      const next = scanner.next();
      if (next === FAIL) return result(scanner, null);
      if (next === NONE || next === END_OBJECT) break;
      const key = scanner.wellFormed(scanner.name() ?? "");
      scanner.fault = GOOD;
      const value = readValue(scanner);
      if (scanner.fault === FAILED) {
        fault = FAILED;
        if (!scanner.skipChildren()) return null;
      } else {
        entries.push({ key, value });
        if (scanner.fault === PARTIAL && fault === GOOD) fault = PARTIAL;
      }
    }
    scanner.fault = fault;
    if (fault === FAILED) return null;
    refuseDuplicates(entries);
    return new DuckDBMapValue(entries);
  };
}

function refuseDuplicates(entries: readonly { readonly key: string }[]): void {
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    throw new DiagnosticError([
      error("json/duplicate-map-key", `the key "${key}" comes twice in one JSON object that is read as a MAP`, {
        notes: ["Spark keeps both entries, DuckDB's MAP cannot"],
        fix: "declare the column as STRING, or as a STRUCT, where the last of two equal names is taken",
      }),
    ]);
  }
}
