import { type Bytes, type CastWord, type ColumnOf, columnOf, type FamilyOf, type Instant, type Num } from "../column/index.js";
import { DiagnosticError, error, trace } from "../diagnostic/index.js";
import { decimalType, literal, typeNamed, types } from "../ir/index.js";

function malformed(value: string, want: string, enter: (value: never) => unknown): DiagnosticError {
  return new DiagnosticError([error("literal/malformed", `"${value}" is not ${want}`, { at: trace(enter).place() })]);
}

/** A decimal literal, as wide as its digits: `dec("1.50")` is `CAST('1.50' AS DECIMAL(3,2))`. */
export function dec(digits: string): Num<"decimal"> {
  const found = /^-?(\d+)(?:\.(\d+))?$/.exec(digits);
  const whole = (found?.[1] ?? "").replace(/^0+(?=\d)/, "");
  const fraction = found?.[2] ?? "";
  const precision = Math.max(1, (whole === "0" ? 0 : whole.length) + fraction.length);
  if (!found || precision > 38) throw malformed(digits, 'a decimal of at most 38 digits, as in dec("1.50")', dec);
  return columnOf<"decimal">(literal(digits, decimalType(precision, fraction.length)));
}

/** A BIGINT literal: `big(9_000_000_000n)` is `9000000000L`. */
export function big(value: bigint): Num<"bigint"> {
  if (BigInt.asIntN(64, value) !== value) throw malformed(String(value), "a BIGINT: it needs more than 64 bits", big);
  return columnOf<"bigint">(literal(String(value), types.bigint));
}

/** A DOUBLE literal: `double(1.5)` is `CAST('1.5' AS DOUBLE)`. */
export function double(value: number): Num<"double"> {
  return columnOf<"double">(
    // What JSON has no number for is a text.
    literal(Object.is(value, -0) ? "-0.0" : Number.isFinite(value) ? value : String(value), types.double),
  );
}

/** A BINARY literal, two hexadecimal digits a byte: `bytes("00ff")` is `X'00FF'`. */
export function bytes(digits: string): Bytes<"binary"> {
  if (!/^([0-9a-fA-F]{2})*$/.test(digits)) throw malformed(digits, 'bytes in hexadecimal digits, as in bytes("00ff")', bytes);
  return columnOf<"binary">(literal(digits.toUpperCase(), types.binary));
}

/** NULL of a type: `nullOf("decimal(10,2)")` is `CAST(NULL AS DECIMAL(10,2))`. */
export function nullOf<W extends CastWord>(word: W): ColumnOf<FamilyOf<W> | null> {
  const type = typeNamed(word);
  if (!type) throw malformed(word, 'a type, as in nullOf("decimal(10,2)")', nullOf);
  return columnOf<FamilyOf<W> | null>(literal(null, type));
}

const dayPattern = "(\\d{4}|[+-]\\d{4,6})-\\d{2}-\\d{2}";
// JavaScript would also take 24:00:00 and offsets of a day.
const clockPattern = "T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,6})?";
const days = new RegExp(`^${dayPattern}$`);
const instants = new RegExp(`^${dayPattern}${clockPattern}(Z|[+-](0\\d|1[0-7]):[0-5]\\d)$`);
const wallTimes = new RegExp(`^${dayPattern}${clockPattern}$`);

/** A DATE literal: `day("2024-02-29")` is `DATE '2024-02-29'`. Years beyond four digits have a sign, `day("+10000-01-01")`. */
export function day(date: string): Instant<"date"> {
  if (!days.test(date) || !isDay(date)) throw malformed(date, 'a day, as in day("2024-02-29")', day);
  return columnOf<"date">(literal(date, types.date));
}

/** A TIMESTAMP literal with its zone: `instant("2024-02-29T12:00:00Z")` is `TIMESTAMP '2024-02-29T12:00:00Z'`. */
export function instant(time: string): Instant<"timestamp"> {
  if (!instants.test(time) || !isDay(time) || !isWithin(time)) {
    throw malformed(time, 'an instant with its zone, as in instant("2024-02-29T12:00:00Z")', instant);
  }
  return columnOf<"timestamp">(literal(time, types.timestamp));
}

/**
 * A TIMESTAMP_NTZ literal, what a clock on the wall shows wherever it hangs: `wallTime("2024-02-29T12:00:00")` is
 * `TIMESTAMP_NTZ '2024-02-29T12:00:00'`.
 */
export function wallTime(time: string): Instant<"timestamp_ntz"> {
  if (!wallTimes.test(time) || !isDay(time) || !isWithin(time)) {
    throw malformed(time, 'a time without a zone, as in wallTime("2024-02-29T12:00:00")', wallTime);
  }
  return columnOf<"timestamp_ntz">(literal(time, types.timestamp_ntz));
}

/** Has the calendar that day? */
function isDay(time: string): boolean {
  const [, year = "", month = "", dayOfMonth = ""] = /^([+-]?\d+)-(\d\d)-(\d\d)/.exec(time) ?? [];
  const date = new Date(Date.UTC(2000, Number(month) - 1, 1));
  // The Gregorian calendar repeats itself every 400 years.
  date.setUTCFullYear(2000 + (Number(year) % 400), Number(month), 0);
  return Number(month) >= 1 && Number(month) <= 12 && Number(dayOfMonth) >= 1 && Number(dayOfMonth) <= date.getUTCDate();
}

/** Is the year one whose every microsecond fits in 64 bits? */
function isWithin(time: string): boolean {
  return Math.abs(Number(/^[+-]?\d+/.exec(time)?.[0])) <= 290_000;
}
