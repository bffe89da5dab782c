import { DuckDBDecimalValue } from "@duckdb/node-api";
import { SparkError } from "./body.js";

/** Digits with a comma before every third one from the point. */
export function grouped(digits: string): string {
  const [whole = "", fraction] = digits.split(".");
  const commas = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return fraction === undefined ? commas : `${commas}.${fraction}`;
}

/** `format_number` of Spark, which is Java's DecimalFormat: half to even. */
export function formatNumber(value: number | bigint | DuckDBDecimalValue, digits: number): string | null {
  if (digits < 0) return null;
  if (digits > 100) throw new SparkError("EMULATOR_REFUSES", "format_number: the emulator writes no more than 100 digits after the point");
  if (typeof value === "number" && !Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value < 0 ? "-∞" : "∞";
  const { negative, scaled, scale } = typeof value === "number" ? exactOrShown(value, digits) : exact(value);
  const text = placed(rounded(scaled, scale, digits, isMoreThanHalfOrOdd), digits);
  return (negative ? "-" : "") + grouped(text);
}

/** Java rounds the exact value, and fills up the digits it writes with zeros. */
function exactOrShown(value: number, digits: number): Exact {
  const { shown, decimals } = shownDigits(value);
  if (decimals > digits || (Number.isInteger(value) && Math.abs(value) <= 2 ** 53)) return exact(value);
  if (shown.length > certain) throw new SparkError("EMULATOR_REFUSES", `the emulator does not know which digits Java writes for ${value}`);
  const scaled = BigInt(shown) * 10n ** BigInt(Math.max(-decimals, 0));
  return { negative: value < 0 || Object.is(value, -0), scaled, scale: Math.max(decimals, 0) };
}

/** More digits than these Java 17 does not always choose as JavaScript does. */
const certain = 15;

/** `%f` of Java's Formatter: the digits that Java has for a DOUBLE, half up. */
export function formatFloat(value: number, digits: number): string {
  const { shown, decimals } = shownDigits(value);
  const [low, middle, high] =
    shown.length > certain ? [-3n, 0n, 3n].map((by) => halfUp(value, digits, by)) : [0n, 0n, 0n].map((by) => halfUp(value, digits, by));
  if (middle === undefined || low !== middle || high !== middle || (shown.length > certain && decimals <= digits)) {
    throw new SparkError("EMULATOR_REFUSES", `the emulator does not know which digits Java writes for ${value}`);
  }
  return (value < 0 || Object.is(value, -0) ? "-" : "") + middle;
}

/** The digits of a DOUBLE as they are written, and how many of them stand after the point. */
function shownDigits(value: number): { readonly shown: string; readonly decimals: number } {
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const shown = mantissa.replace(".", "");
  return { shown, decimals: shown.length - 1 - Number(exponent) };
}

function halfUp(value: number, digits: number, by: bigint): string {
  const { shown, decimals } = shownDigits(value);
  const scaled = BigInt(shown) + by;
  if (decimals <= 0) return placed(scaled * 10n ** BigInt(digits - decimals), digits);
  return placed(
    rounded(scaled, decimals, digits, (overHalf) => overHalf >= 0n),
    digits,
  );
}

interface Exact {
  readonly negative: boolean;
  /** The value without its sign, times ten to the power of the scale. */
  readonly scaled: bigint;
  readonly scale: number;
}

function exact(value: number | bigint | DuckDBDecimalValue): Exact {
  if (value instanceof DuckDBDecimalValue) {
    return { negative: value.value < 0n, scaled: value.value < 0n ? -value.value : value.value, scale: value.scale };
  }
  if (typeof value === "bigint") return { negative: value < 0n, scaled: value < 0n ? -value : value, scale: 0 };
  const size = Math.abs(value);
  const negative = value < 0 || Object.is(value, -0);
  if (Number.isInteger(size)) return { negative, scaled: BigInt(size), scale: 0 };
  // Every binary fraction is a decimal one: halve until it is whole, that is, multiply by five and shift by ten.
  let mantissa = size;
  let halvings = 0;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    halvings++;
  }
  return { negative, scaled: BigInt(mantissa) * 5n ** BigInt(halvings), scale: halvings };
}

const isMoreThanHalfOrOdd = (overHalf: bigint, quotient: bigint): boolean => overHalf > 0n || (overHalf === 0n && quotient % 2n === 1n);

/** Rounds to so many digits; `up` is asked with twice the rest less the divisor. */
function rounded(scaled: bigint, scale: number, digits: number, up: (overHalf: bigint, quotient: bigint) => boolean): bigint {
  if (digits >= scale) return scaled * 10n ** BigInt(digits - scale);
  const divisor = 10n ** BigInt(scale - digits);
  const quotient = scaled / divisor;
  return up(2n * (scaled % divisor) - divisor, quotient) ? quotient + 1n : quotient;
}

function placed(value: bigint, digits: number): string {
  const text = value.toString().padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
