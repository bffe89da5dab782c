import { DuckDBDateValue, DuckDBTimestampTZValue, DuckDBTimestampValue } from "@duckdb/node-api";
import type { Value } from "../row.js";
import { parseDate } from "../value/date.js";
import { fitDecimal, printPlain, readDecimal } from "../value/decimal.js";
import { parseFloating } from "../value/java-number.js";
import { parseTimestamp, parseTimestampNtz } from "../value/timestamp.js";
import { sessionZone } from "../value/zone.js";
import type { CastCall, CastTable } from "./cast-call.js";

/** Blanks and control characters, which Spark trims off a text before it reads a truth value or a whole number. */
const margins = /^[\0-\x20\x7f]+|[\0-\x20\x7f]+$/g;
/** What Java's `String.trim` cuts off. */
const blanks = /^[\0-\x20]+|[\0-\x20]+$/g;

const truths = new Map<string, boolean>([
  ...["t", "true", "y", "yes", "1"].map((word) => [word, true] as const),
  ...["f", "false", "n", "no", "0"].map((word) => [word, false] as const),
]);

function toBoolean({ invalid }: CastCall): (text: string) => Value {
  return (text) => truths.get(text.replace(margins, "").toLowerCase()) ?? invalid(text);
}

const widths: { readonly [kind: string]: number } = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

function toInteger({ to, legacy, invalid }: CastCall): (text: string) => Value {
  const width = widths[to.kind] ?? 64;
  const most = 2n ** BigInt(width - 1) - 1n;
  // Without ANSI a fraction is cut off, even where nothing stands before it or after.
  const pattern = legacy ? /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]*)$/ : /^[+-]?[0-9]+$/;
  return (text) => {
    const trimmed = text.replace(margins, "");
    if (!pattern.test(trimmed)) return invalid(text);
    if (trimmed.length < 16 && width < 64) {
      // Adding 0 makes 0 of -0.
      const number = Math.trunc(Number(trimmed.endsWith(".") ? `${trimmed}0` : trimmed)) + 0;
      return number <= Number(most) && number >= -Number(most) - 1 ? number : invalid(text);
    }
    const value = BigInt(trimmed.replace(/^\+/, "").replace(/\..*$/, "").replace(/^-?$/, "0"));
    if (value > most || value < -most - 1n) return invalid(text);
    return width === 64 ? value : Number(value);
  };
}

const specials = new Map<string, number>([
  ...["inf", "+inf", "infinity", "+infinity"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-inf", "-infinity"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
  ["nan", Number.NaN],
]);

function toFloating({ to, invalid }: CastCall): (text: string) => Value {
  const single = to.kind === "float";
  return (text) => parseFloating(text, single) ?? specials.get(text.replace(blanks, "").toLowerCase()) ?? invalid(text);
}

function toDecimal({ to, invalid, range, tooWide }: CastCall): (text: string) => Value {
  if (to.kind !== "decimal") throw new TypeError(to.kind);
  return (text) => {
    const number = readDecimal(text.replace(blanks, ""));
    if (number === null) return invalid(text);
    const { negative, digits, scale } = number;
    const significant = digits.replace(/^0+/, "");
    if (significant.length > 0 && significant.length - scale > 38) return tooWide(text);
    return fitDecimal(number, to.precision, to.scale) ?? range(() => printPlain(BigInt(significant || "0") * (negative ? -1n : 1n), scale));
  };
}

function toDate({ invalid }: CastCall): (text: string) => Value {
  return (text) => {
    const days = parseDate(text);
    return days === null ? invalid(text) : new DuckDBDateValue(days);
  };
}

function toTimestamp({ timeZone, invalid }: CastCall): (text: string) => Value {
  const zone = sessionZone(timeZone);
  return (text) => {
    const micros = parseTimestamp(text, zone);
    return micros === null ? invalid(text) : new DuckDBTimestampTZValue(micros);
  };
}

function toWall({ invalid }: CastCall): (text: string) => Value {
  return (text) => {
    const micros = parseTimestampNtz(text, false);
    return micros === null ? invalid(text) : new DuckDBTimestampValue(micros);
  };
}

/** Casts of STRING. */
export const textCasts: CastTable = {
  "string>boolean": toBoolean,
  "string>integer": toInteger,
  "string>float": toFloating,
  "string>double": toFloating,
  "string>decimal": toDecimal,
  "string>date": toDate,
  "string>timestamp": toTimestamp,
  "string>timestamp_ntz": toWall,
};
