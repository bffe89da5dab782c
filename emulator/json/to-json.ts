import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
} from "@duckdb/node-api";
import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { type ColumnType, printType, type Schema, type SimpleKind } from "../../generator/ir/type.js";
import type { Row, Value } from "../row.js";
import { printDecimal } from "../value/decimal.js";
import { printDouble, printFloat } from "../value/java-digits.js";
import { printDate, wallOf } from "../value/print-time.js";
import { sessionClock } from "../value/zone.js";
import { quote } from "./quote.js";

type Print = (value: Exclude<Value, null>) => string;

/**
 * Spark's `to_json(struct(*), map('ignoreNullFields', 'false', 'timestampFormat', "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX"))` in UTC of a row
 * as DuckDB hands it out: decimals as numbers with their scale, 1.0E7, NaN as "NaN", binary as base64, NULLs present. As in Spark,
 * TIMESTAMP_NTZ shows milliseconds only.
 *
 * `compileToJson([{ name: "id", type: types.int, … }])([1])` is `{"id":1}`. Throws `json/unsupported-schema` for a MAP whose keys
 * Spark prints as addresses in memory.
 */
export function compileToJson(schema: Schema): (row: Row) => string {
  const fields = compileFields(schema, whole);
  return (row) => {
    let text = "{";
    for (let i = 0; i < fields.length; i++) text += printField(fields[i] as PrintField, row[i] ?? null, i > 0);
    return `${text}}`;
  };
}

/**
 * Spark's `to_json(value)` without options: fields that are NULL are left out, timestamps have milliseconds and the offset of the session's
 * zone. Throws as `compileToJson`.
 */
export function compileValueToJson(type: ColumnType, timeZone: string): (value: Exclude<Value, null>) => string {
  const clock = sessionClock(timeZone);
  return compilePrint(type, {
    omitsNull: true,
    timestamp: (value) => {
      if (!(value instanceof DuckDBTimestampTZValue)) return unexpected({ kind: "timestamp" }, value);
      const offset = clock(Number((value.micros - (((value.micros % 1_000_000n) + 1_000_000n) % 1_000_000n)) / 1_000_000n));
      return `"${printTimestamp(value.micros + BigInt(offset) * 1_000_000n, 3)}${printOffset(offset)}"`;
    },
  });
}

/** What Spark's options decide. */
interface Style {
  readonly omitsNull: boolean;
  readonly timestamp: Print;
}

const whole: Style = {
  omitsNull: false,
  timestamp: (value) => {
    if (!(value instanceof DuckDBTimestampTZValue)) return unexpected({ kind: "timestamp" }, value);
    return `"${printTimestamp(value.micros, 6)}Z"`;
  },
};

interface PrintField {
  readonly name: string;
  /** `"name":` */
  readonly label: string;
  readonly print: Print;
}

function compileFields(fields: Schema, style: Style): readonly PrintField[] {
  return fields.map(({ name, type }) => ({ name, label: `${quote(name)}:`, print: compilePrint(type, style) }));
}

function printField(field: PrintField, value: Value, behind: boolean): string {
  return (behind ? "," : "") + field.label + (value === null ? "null" : field.print(value));
}

function compilePrint(type: ColumnType, style: Style): Print {
  switch (type.kind) {
    case "decimal":
      return (value) => (value instanceof DuckDBDecimalValue ? printDecimal(value) : unexpected(type, value));
    case "array": {
      const print = compilePrint(type.element.type, style);
      return (value) => {
        if (!(value instanceof DuckDBListValue)) return unexpected(type, value);
        return `[${value.items.map((item) => (item === null ? "null" : print(item))).join(",")}]`;
      };
    }
    case "map":
      return compileMap(type, style);
    case "struct": {
      const fields = compileFields(type.fields, style);
      return (value) => {
        if (!(value instanceof DuckDBStructValue)) return unexpected(type, value);
        let text = "";
        for (const field of fields) {
          const item = value.entries[field.name] ?? null;
          if (item !== null || !style.omitsNull) text += printField(field, item, text !== "");
        }
        return `{${text}}`;
      };
    }
    case "timestamp":
      return style.timestamp;
    default:
      return simple[type.kind];
  }
}

function compileMap(type: ColumnType & { readonly kind: "map" }, style: Style): Print {
  const printValue = compilePrint(type.value.type, style);
  const printKey = type.key.kind === "decimal" ? compilePrint(type.key, style) : keys[type.key.kind];
  if (printKey === undefined) {
    throw new DiagnosticError([
      error("json/unsupported-schema", `${printType(type)} cannot be printed as JSON`, {
        notes: ["Spark prints such keys as addresses in memory"],
        fix: "give the map keys of a simple type",
      }),
    ]);
  }
  return (value) => {
    if (!(value instanceof DuckDBMapValue)) return unexpected(type, value);
    const entries = value.entries.map(({ key, value: item }) => {
      if (key === null) return unexpected(type.key, key);
      return `${quote(printKey(key))}:${item === null ? "null" : printValue(item)}`;
    });
    return `{${entries.join(",")}}`;
  };
}

const simple: { readonly [K in Exclude<SimpleKind, "timestamp">]: Print } = {
  boolean: String,
  tinyint: String,
  smallint: String,
  int: String,
  bigint: String,
  float: (value) => printNumber(value, printFloat),
  double: (value) => printNumber(value, printDouble),
  string: (value) => quote(String(value)),
  binary: (value) => {
    if (!(value instanceof DuckDBBlobValue)) return unexpected({ kind: "binary" }, value);
    const { buffer, byteOffset, byteLength } = value.bytes;
    return `"${Buffer.from(buffer, byteOffset, byteLength).toString("base64")}"`;
  },
  date: (value) => (value instanceof DuckDBDateValue ? `"${printDate(value.days)}"` : unexpected({ kind: "date" }, value)),
  timestamp_ntz: (value) => {
    if (!(value instanceof DuckDBTimestampValue)) return unexpected({ kind: "timestamp_ntz" }, value);
    return `"${printTimestamp(value.micros, 3)}"`;
  },
};

/** Keys of maps are printed as Spark keeps them: dates as days, timestamps as microseconds. */
const keys: { readonly [K in ColumnType["kind"]]?: Print } = {
  boolean: String,
  tinyint: String,
  smallint: String,
  int: String,
  bigint: String,
  string: String,
  float: (value) => printFloat(Number(value)),
  double: (value) => printDouble(Number(value)),
  date: (value) => (value instanceof DuckDBDateValue ? String(value.days) : unexpected({ kind: "date" }, value)),
  timestamp: (value) => (value instanceof DuckDBTimestampTZValue ? String(value.micros) : unexpected({ kind: "timestamp" }, value)),
  timestamp_ntz: (value) => (value instanceof DuckDBTimestampValue ? String(value.micros) : unexpected({ kind: "timestamp_ntz" }, value)),
};

function unexpected(type: ColumnType, value: Value): never {
  throw new Error(`expected a ${printType(type)} of DuckDB, got ${String(value)}`);
}

function printNumber(value: Value, print: (value: number) => string): string {
  const number = Number(value);
  return Number.isFinite(number) ? print(number) : `"${print(number)}"`;
}

function printTimestamp(micros: bigint, fraction: 3 | 6): string {
  const { date, clock, fraction: digits } = wallOf(micros);
  return `${date}T${clock}.${digits.slice(0, fraction)}`;
}

/** `Z`, `+05:30`, `-04:56:02`: the clocks of old had seconds. */
function printOffset(offset: number): string {
  if (offset === 0) return "Z";
  const seconds = Math.abs(offset);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, ...(seconds % 60 === 0 ? [] : [seconds % 60])];
  return (offset < 0 ? "-" : "+") + parts.map((part) => String(part).padStart(2, "0")).join(":");
}
