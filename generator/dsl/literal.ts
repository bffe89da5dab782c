import { columnOf, type Instant, type Num } from "../column/index.js";
import { DiagnosticError, error, trace } from "../diagnostic/index.js";
import { decimalType, literal, types } from "../ir/index.js";

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

/** A DATE literal: `day("2024-02-29")` is `DATE '2024-02-29'`. */
export function day(date: string): Instant<"date"> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !isReal(`${date}T00:00:00Z`)) throw malformed(date, 'a day, as in day("2024-02-29")', day);
  return columnOf<"date">(literal(date, types.date));
}

/** A TIMESTAMP literal with its zone: `instant("2024-02-29T12:00:00Z")` is `TIMESTAMP '2024-02-29T12:00:00Z'`. */
export function instant(time: string): Instant<"timestamp"> {
  // JavaScript would also take 24:00:00 and offsets of a day.
  if (!/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,6})?(Z|[+-](0\d|1[0-7]):\d{2})$/.test(time) || !isReal(time)) {
    throw malformed(time, 'an instant with its zone, as in instant("2024-02-29T12:00:00Z")', instant);
  }
  return columnOf<"timestamp">(literal(time, types.timestamp));
}

function isReal(time: string): boolean {
  const parsed = Date.parse(time);
  if (Number.isNaN(parsed)) return false;
  const dayOfMonth = Number(time.slice(8, 10));
  return dayOfMonth <= new Date(Date.UTC(Number(time.slice(0, 4)), Number(time.slice(5, 7)), 0)).getUTCDate();
}
