import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
} from "@duckdb/node-api";
import { civilOf } from "../../emulator/value/civil.js";
import type * as ir from "../../generator/ir/index.js";

/** A value in the one form in which both engines' are compared: JSON, exact. What JSON has no exact form for is a text. */
export type Canonical = null | boolean | number | string | readonly Canonical[] | { readonly [name: string]: Canonical };

/** JSON as `oracle.py` hands it over. */
export type SparkJson = null | boolean | string | readonly SparkJson[] | { readonly "{}": readonly (readonly [string, SparkJson])[] };

/** A value of Spark's. Keys of maps come as texts: dates as days, timestamps as microseconds. */
export function ofSpark(value: SparkJson, type: ir.ColumnType, isKey = false): Canonical {
  if (value === null) return null;
  if (type.kind === "array") return (value as readonly SparkJson[]).map((one) => ofSpark(one, type.element.type));
  if (type.kind === "struct" || type.kind === "map") {
    const pairs = (value as Extract<SparkJson, { "{}": unknown }>)["{}"];
    if (type.kind === "map") {
      return mapOf(pairs.map(([key, one]) => [ofSpark(key, type.key, true), ofSpark(one, type.value.type)] as const));
    }
    const values = new Map(pairs);
    return Object.fromEntries(type.fields.map((one) => [one.name, ofSpark(values.get(one.name) ?? null, one.type)]));
  }
  if (typeof value === "boolean") return value;
  const text = String(value);
  switch (type.kind) {
    case "boolean":
      return text === "true";
    case "tinyint":
    case "smallint":
    case "int":
    case "bigint":
      return whole(BigInt(text));
    case "float":
      return floating(Math.fround(Number(text)));
    case "double":
      return floating(Number(text));
    case "decimal":
      return decimal(text, type.scale);
    case "binary":
      return Buffer.from(text, "base64").toString("hex");
    case "date":
      return isKey ? dayText(Number(text)) : text;
    case "timestamp":
      return isKey ? instantText(BigInt(text)) : `${text}Z`;
    case "timestamp_ntz":
      return isKey ? wallText(BigInt(text)) : text;
    default:
      return text;
  }
}

/** A value of DuckDB's. */
export function ofDuckdb(value: DuckDBValue, type: ir.ColumnType): Canonical {
  if (value === null) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "bigint") return whole(value);
  if (typeof value === "number") return type.kind === "double" || type.kind === "float" ? floating(value) : value;
  if (value instanceof DuckDBDecimalValue) return decimal(value.toString(), value.scale);
  if (value instanceof DuckDBTimestampTZValue) return instantText(value.micros);
  if (value instanceof DuckDBTimestampValue) return wallText(value.micros);
  if (value instanceof DuckDBDateValue) return dayText(value.days);
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString("hex");
  if (value instanceof DuckDBListValue && type.kind === "array") return value.items.map((one) => ofDuckdb(one, type.element.type));
  if (value instanceof DuckDBStructValue && type.kind === "struct") {
    return Object.fromEntries(type.fields.map((one) => [one.name, ofDuckdb(value.entries[one.name] ?? null, one.type)]));
  }
  if (value instanceof DuckDBMapValue && type.kind === "map") {
    return mapOf(value.entries.map((one) => [ofDuckdb(one.key, type.key), ofDuckdb(one.value, type.value.type)] as const));
  }
  throw new TypeError(`${String(value)} is no ${type.kind}`);
}

function whole(value: bigint): Canonical {
  return value <= 2n ** 53n && value >= -(2n ** 53n) ? Number(value) : String(value);
}

function floating(value: number): Canonical {
  if (Object.is(value, -0)) return "-0.0";
  return Number.isFinite(value) ? value : String(value);
}

/** Digits with all of the scale; Java writes small ones with an exponent. */
function decimal(text: string, scale: number): string {
  const [, sign = "", int = "", fraction = "", exponent = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (int === "") throw new TypeError(`${text} is no decimal`);
  const power = scale + Number(exponent) - fraction.length;
  const digits = BigInt(int + fraction) * 10n ** BigInt(Math.max(power, 0));
  const cut = power < 0 ? digits / 10n ** BigInt(-power) : digits;
  if (power < 0 && cut * 10n ** BigInt(-power) !== digits) throw new TypeError(`${text} has more than ${scale} digits after the point`);
  const padded = cut.toString().padStart(scale + 1, "0");
  const body = scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  return cut === 0n ? body : sign + body;
}

/** Entries in an order of their own: that of a map means nothing. */
function mapOf(entries: readonly (readonly [Canonical, Canonical])[]): Canonical {
  return { map: [...entries].sort(([a], [b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) };
}

function dayText(days: number): string {
  const { year, month, day } = civilOf(days);
  const digits = String(Math.abs(year)).padStart(4, "0");
  return `${year < 0 ? "-" : year > 9999 ? "+" : ""}${digits}-${two(month)}-${two(day)}`;
}

function instantText(micros: bigint): string {
  return `${wallText(micros)}Z`;
}

function wallText(micros: bigint): string {
  const ofDay = ((micros % 86_400_000_000n) + 86_400_000_000n) % 86_400_000_000n;
  const seconds = Number(ofDay / 1_000_000n);
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${dayText(Number((micros - ofDay) / 86_400_000_000n))}T${clock}.${String(ofDay % 1_000_000n).padStart(6, "0")}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
