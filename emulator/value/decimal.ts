import { DuckDBDecimalValue } from "@duckdb/node-api";
import { asciiDigits } from "./java-number.js";

const pattern = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/;

/** A decimal number as its text says it: `digits` ÷ 10^`scale`, negative or not. */
export interface DecimalText {
  readonly negative: boolean;
  readonly digits: string;
  readonly scale: number;
}

/** Reads decimal text as Java 17's `BigDecimal` does; null when it is no number. */
export function readDecimal(text: string): DecimalText | null {
  const found = pattern.exec(asciiDigits(text));
  if (found === null) return null;
  const [, sign, whole = "", fraction = "", exponentText = "0"] = found;
  const digits = whole + fraction;
  if (digits === "") return null;
  const exponent = Number(exponentText);
  const scale = fraction.length - exponent;
  // Both are an int there, and the exponent has at most ten digits.
  if (!isInt(exponent) || !isInt(scale)) return null;
  return { negative: sign === "-", digits, scale };
}

/** The number rounded half up to `DECIMAL(precision, scale)`, or null when it does not fit. */
export function fitDecimal(number: DecimalText, precision: number, scale: number): DuckDBDecimalValue | null {
  const unscaled = round(number.digits, scale - number.scale, precision);
  return unscaled === null ? null : new DuckDBDecimalValue(number.negative ? -unscaled : unscaled, precision, scale);
}

/** Both in one: null when the text is no number or does not fit. `parseDecimal("1.005", 10, 2)` is 1.01. */
export function parseDecimal(text: string, precision: number, scale: number): DuckDBDecimalValue | null {
  const number = readDecimal(text);
  return number === null ? null : fitDecimal(number, precision, scale);
}

/** All digits, without an exponent: `1000`, `0.00000010`. */
export function printPlain(unscaled: bigint, scale: number): string {
  if (scale <= 0) return `${unscaled * 10n ** BigInt(-scale)}`;
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, "0");
  return `${unscaled < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** As Java's `BigDecimal.toString`: plain from 10^-6 on, else with an exponent: `1E-7`, `0E-18`. */
export function printDecimal({ value, scale }: DuckDBDecimalValue): string {
  const digits = (value < 0n ? -value : value).toString();
  const exponent = digits.length - 1 - scale;
  if (scale === 0 || exponent >= -6) return printPlain(value, scale);
  return `${value < 0n ? "-" : ""}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ""}E${exponent}`;
}

/** `digits` × 10^shift, rounded half up to a whole number of at most `precision` digits. */
function round(digits: string, shift: number, precision: number): bigint | null {
  if (shift >= 0) {
    const significant = digits.replace(/^0+/, "");
    if (significant === "") return 0n;
    // A glance at the length first: 1e999999999 must not become a number.
    if (significant.length + shift > precision) return null;
    return BigInt(significant) * 10n ** BigInt(shift);
  }
  const kept = digits.length + shift;
  if (kept < 0) return 0n;
  if (digits.slice(0, kept).replace(/^0+/, "").length > precision) return null;
  const rounded = BigInt(digits.slice(0, kept) || "0") + (digits.charCodeAt(kept) >= 0x35 ? 1n : 0n);
  return rounded.toString().length > precision ? null : rounded;
}

function isInt(value: number): boolean {
  return value >= -2_147_483_648 && value <= 2_147_483_647;
}
