import { DuckDBDecimalValue } from "@duckdb/node-api";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";

const tens = Array.from({ length: 120 }, (_none, i) => 10n ** BigInt(i));

/** `10n ** exponent` */
export function ten(exponent: number): bigint {
  return tens[exponent] ?? 10n ** BigInt(exponent);
}

/** A number that is a fraction of a power of ten, exactly: `unscaled / 10 ** scale`. */
export interface Exact {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** An integer or a decimal without its point. */
export function unscaledOf(value: Value): bigint {
  if (typeof value === "bigint") return value;
  return typeof value === "number" ? BigInt(value) : (value as DuckDBDecimalValue).value;
}

/** The scale of an integer or a decimal. */
export function scaleOf(type: ColumnType | undefined): number {
  return type?.kind === "decimal" ? type.scale : 0;
}

export function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** A quotient rounded half up, away from zero. The divisor is not zero. */
function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = magnitude(dividend - quotient * divisor);
  if (rest * 2n < magnitude(divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** The same number with another scale, rounded half up. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (from === to) return unscaled;
  return to > from ? unscaled * ten(to - from) : divideHalfUp(unscaled, ten(from - to));
}

/** How many digits a number has; 0 has one. */
export function digits(value: bigint): number {
  return magnitude(value).toString().length;
}

/** Java's `MathContext` of Spark's decimals: 39 digits, half up. */
export const contextDigits = 39;

/** A number cut to the digits of the context. */
export function inContext({ unscaled, scale }: Exact): Exact {
  if (magnitude(unscaled) < ten(contextDigits)) return { unscaled, scale };
  const spare = digits(unscaled) - contextDigits;
  return { unscaled: divideHalfUp(unscaled, ten(spare)), scale: scale - spare };
}

/** The number as a decimal type holds it, rounded half up; undefined when it has too many digits. */
export function fitted({ unscaled, scale }: Exact, type: { readonly precision: number; readonly scale: number }): bigint | undefined {
  const rescaled = rescale(unscaled, scale, type.scale);
  return magnitude(rescaled) < ten(type.precision) ? rescaled : undefined;
}

/** The digits of a number as people write them. */
export function textOf({ unscaled, scale }: Exact): string {
  return new DuckDBDecimalValue(unscaled, 38, scale).toString();
}
