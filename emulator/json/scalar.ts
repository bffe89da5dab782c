import { DuckDBBlobValue, DuckDBDateValue, DuckDBTimestampTZValue, DuckDBTimestampValue } from "@duckdb/node-api";
import type { SimpleKind } from "../../generator/ir/type.js";
import { parseLegacyDate } from "../value/date.js";
import { parseDecimal } from "../value/decimal.js";
import { parseFloat32 } from "../value/floating.js";
import { checkMicros, parseLegacyTimestamp, parseTimestampNtz } from "../value/timestamp.js";
import { readBase64 } from "./base64.js";
import { enter, mismatch, type Read, type Reading, result } from "./conversion.js";
import { specialValue } from "./copy.js";
import type { Scanner } from "./scan.js";
import { FAIL, FALSE, FRACTION, INTEGER, NONE, NULL, STRING, TRUE } from "./token.js";

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

export function readDecimal(precision: number, scale: number): Read {
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

export function readString({ copyText }: Reading): Read {
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

export function readTimestamp({ zone }: Reading): Read {
  return (scanner) => {
    const token = enter(scanner);
    let micros: bigint | null;
    if (token === INTEGER) {
      // Seconds since 1970, multiplied without a look at overflow.
      const seconds = longOf(scanner);
      micros = seconds === null ? null : checkMicros(BigInt.asIntN(64, seconds * 1_000_000n));
    } else if (token === STRING) {
      const text = filledString(scanner);
      micros = text === null ? null : parseLegacyTimestamp(text, zone);
    } else return mismatch(scanner, token);
    return result(scanner, micros === null ? null : new DuckDBTimestampTZValue(micros));
  };
}

/** Readers of the types that need to know nothing else, as Spark's `JacksonParser` converts them. */
export const simpleReads: { readonly [K in Exclude<SimpleKind, "string" | "timestamp">]: Read } = {
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
  timestamp_ntz: (scanner) => {
    const token = enter(scanner);
    if (token !== STRING) return mismatch(scanner, token);
    const text = filledString(scanner);
    const micros = text === null ? null : parseTimestampNtz(text, true);
    return result(scanner, micros === null ? null : new DuckDBTimestampValue(micros));
  },
};
