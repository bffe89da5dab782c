import { DuckDBDecimalValue } from "@duckdb/node-api";
import { asciiDigits } from "./java-number.js";

const pattern = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/;

/**
 * Reads decimal text as Java's `BigDecimal` does and rounds it half up to `DECIMAL(precision, scale)`; null when it is no number
 * or does not fit. `parseDecimal("1.005", 10, 2)` is 1.01.
 */
export function parseDecimal(text: string, precision: number, scale: number): DuckDBDecimalValue | null {
  const found = pattern.exec(asciiDigits(text));
  if (found === null) return null;
  const [, sign, whole = "", fraction = "", exponentText = "0"] = found;
  const digits = whole + fraction;
  if (digits === "") return null;
  const exponent = Number(exponentText);
  // Both the exponent and the scale of a BigDecimal are an int.
  const written = fraction.length - exponent;
  if (!isInt(exponent) || !isInt(written)) return null;
  const unscaled = round(digits, scale - written, precision);
  if (unscaled === null) return null;
  return new DuckDBDecimalValue(sign === "-" ? -unscaled : unscaled, precision, scale);
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
