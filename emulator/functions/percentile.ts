import { DuckDBDecimalValue } from "@duckdb/node-api";
import type { Value } from "../row.js";

/** NaN is larger than every number. */
function compare(a: number | bigint, b: number | bigint): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function toDouble(value: Value): number {
  return value instanceof DuckDBDecimalValue ? Number(`${value.value}e-${value.scale}`) : Number(value as number | bigint);
}

/** A percentile of numbers, exact; `discrete` takes one of them, else what lies between two is on the line from one to the other. */
export function percentileOf(share: number, discrete: boolean): (values: readonly Value[]) => number | null {
  const key = (value: Value): number | bigint => (value instanceof DuckDBDecimalValue ? value.value : (value as number | bigint));
  return (values) => {
    if (values.length === 0) return null;
    const sorted = values.map((value) => ({ value, key: key(value) })).sort((a, b) => compare(a.key, b.key));
    const at = (index: number): number => toDouble(sorted[index]?.value ?? null);
    if (discrete) return at(Math.max(0, Math.ceil(share * sorted.length) - 1));
    const position = (sorted.length - 1) * share;
    const [lower, higher] = [Math.floor(position), Math.ceil(position)];
    const [low, high] = [at(lower), at(higher)];
    if (lower === higher || sorted[lower]?.key === sorted[higher]?.key) return low;
    return low + (high - low) * (position - lower);
  };
}
