import { type DuckDBDecimalValue, DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { ColumnType } from "../../generator/ir/index.js";
import type { Value } from "../row.js";
import { fitDecimal, printDecimal, printPlain, readDecimal } from "../value/decimal.js";
import { printDouble, printFloat } from "../value/java-digits.js";
import { checkMicros } from "../value/timestamp.js";
import type { CastCall, CastTable } from "./cast-call.js";

const widths: { readonly [kind: string]: number } = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

/** Gives a whole number to the type, as DuckDB takes it, or undefined where it does not fit. */
function fitting(to: ColumnType): (value: bigint) => Value | undefined {
  const width = widths[to.kind] ?? 64;
  return (value) => {
    if (BigInt.asIntN(width, value) !== value) return undefined;
    return width === 64 ? value : Number(value);
  };
}

/** The low bits of a whole number, as Java narrows it. */
function wrapping(to: ColumnType): (value: bigint) => Value {
  const width = widths[to.kind] ?? 64;
  return (value) => {
    const wrapped = BigInt.asIntN(width, value);
    return width === 64 ? wrapped : Number(wrapped);
  };
}

/** Only without ANSI: what DuckDB narrows is an error. */
function integerToInteger({ to }: CastCall): (value: number | bigint) => Value {
  const wrap = wrapping(to);
  return (value) => wrap(BigInt(value));
}

const leastLong = -(2n ** 63n);
const mostLong = 2n ** 63n - 1n;

function saturated(value: bigint): bigint {
  return value < leastLong ? leastLong : value > mostLong ? mostLong : value;
}

/** Seconds since 1970. */
function integerToTimestamp(): (value: number | bigint) => Value {
  return (value) => new DuckDBTimestampTZValue(checkMicros(saturated(BigInt(value) * 1_000_000n)));
}

/** Java's narrowing: NaN is 0, and what is too great the greatest. BYTE and SHORT are cut from an INT. */
function narrowed(value: number, long: boolean): bigint {
  if (Number.isNaN(value)) return 0n;
  const most = long ? mostLong : 2_147_483_647n;
  if (value >= 2 ** (long ? 63 : 31)) return most;
  return value < -(2 ** (long ? 63 : 31)) ? -most - 1n : BigInt(Math.trunc(value));
}

function floatingToInteger({ from, to, legacy, overflow }: CastCall): (value: number) => Value {
  const wrap = wrapping(to);
  const long = to.kind === "bigint";
  if (legacy) return (value) => wrap(narrowed(value, long));
  const limit = 2 ** ((widths[to.kind] ?? 64) - 1);
  // The greatest BIGINT is 2^63 as a DOUBLE, which passes.
  const most = long ? limit : limit - 1;
  return (value) => {
    if (Math.floor(value) <= most && Math.ceil(value) >= -limit) return wrap(narrowed(value, long));
    return overflow(() => shown(value, from));
  };
}

/** A number as Spark's message shows it. */
function shown(value: number, { kind }: ColumnType): string {
  if (kind === "float") return printFloat(value);
  return Number.isFinite(value) ? `${printDouble(value)}D` : printDouble(value);
}

function floatingToDecimal({ to, range }: CastCall): (value: number) => Value {
  if (to.kind !== "decimal") throw new TypeError(to.kind);
  return (value) => {
    // Not even an error under ANSI.
    if (!Number.isFinite(value)) return null;
    const number = readDecimal(printDouble(value));
    if (number === null) throw new TypeError(`${value} is no decimal`);
    const unscaled = BigInt(number.digits) * (number.negative ? -1n : 1n);
    return fitDecimal(number, to.precision, to.scale) ?? range(() => printPlain(unscaled, number.scale));
  };
}

function floatingToTimestamp({ legacy, invalid, overflow }: CastCall): (value: number) => Value {
  return (value) => {
    if (!Number.isFinite(value)) return invalid(String(value));
    const micros = value * 1_000_000;
    if (!legacy && !(Math.floor(micros) <= 2 ** 63 && Math.ceil(micros) >= -(2 ** 63))) {
      return overflow(() => shown(micros, { kind: "double" }), "BIGINT");
    }
    return new DuckDBTimestampTZValue(checkMicros(narrowed(micros, true)));
  };
}

function decimalToInteger({ to, legacy, overflow }: CastCall): (value: DuckDBDecimalValue) => Value {
  const whole = fitting(to);
  const wrap = wrapping(to);
  return (decimal) => {
    const cut = decimal.value / 10n ** BigInt(decimal.scale);
    if (legacy) return wrap(BigInt.asIntN(64, cut));
    return whole(cut) ?? overflow(() => `${printPlain(decimal.value, decimal.scale)}BD`);
  };
}

function decimalToString({ legacy }: CastCall): (value: DuckDBDecimalValue) => Value {
  return legacy ? printDecimal : ({ value, scale }) => printPlain(value, scale);
}

/** Seconds since 1970 times a million, in the 34 digits that Scala computes in, and of that the low 64 bits. */
function decimalToTimestamp(): (value: DuckDBDecimalValue) => Value {
  return ({ value, scale }) => {
    let product = value * 1_000_000n;
    let divisor = 10n ** BigInt(scale);
    const digits = (product < 0n ? -product : product).toString().length;
    if (digits > 34) {
      const cut = 10n ** BigInt(digits - 34);
      product = halfEven(product, cut);
      if (cut > divisor) {
        product *= cut / divisor;
        divisor = 1n;
      } else divisor /= cut;
    }
    return new DuckDBTimestampTZValue(checkMicros(BigInt.asIntN(64, product / divisor)));
  };
}

function halfEven(value: bigint, by: bigint): bigint {
  const quotient = value / by;
  const rest = value % by;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const isUp = twice > by || (twice === by && quotient % 2n !== 0n);
  return isUp ? quotient + (value < 0n ? -1n : 1n) : quotient;
}

function booleanToDecimal({ to, range }: CastCall): (value: boolean) => Value {
  if (to.kind !== "decimal") throw new TypeError(to.kind);
  return (value) =>
    fitDecimal({ negative: false, digits: value ? "1" : "0", scale: 0 }, to.precision, to.scale) ?? range(() => (value ? "1" : "0"));
}

/** Casts of numbers and truth values, but for those that DuckDB makes as Spark does. */
export const numberCasts: CastTable = {
  "boolean>decimal": booleanToDecimal,
  "integer>integer": integerToInteger,
  "integer>timestamp": integerToTimestamp,
  "float>integer": floatingToInteger,
  "float>decimal": floatingToDecimal,
  "float>string": () => printFloat,
  "float>timestamp": floatingToTimestamp,
  "double>integer": floatingToInteger,
  "double>float": () => Math.fround,
  "double>decimal": floatingToDecimal,
  "double>string": () => printDouble,
  "double>timestamp": floatingToTimestamp,
  "decimal>integer": decimalToInteger,
  "decimal>string": decimalToString,
  "decimal>timestamp": decimalToTimestamp,
};
