import type { DuckDBListValue } from "@duckdb/node-api";
import type { Value } from "../row.js";
import { SparkError } from "./body.js";

/** Java sorts fewer than this by binary insertion, more by merging runs. */
const small = 32;

/**
 * Sorts by what a comparator gave for every pair, `orders[i][j]`, the way Java does: which pairs it asks for decides what a comparator gives
 * that contradicts itself, or NULL. A long list is sorted only when the comparator is an order, so that the way does not matter.
 */
export function sortLikeJava(items: readonly Value[], orders: DuckDBListValue): readonly Value[] {
  const compare = (a: number, b: number): number => {
    const order = (orders.items[a] as DuckDBListValue).items[b];
    if (typeof order === "number") return order;
    // Spark's COMPARATOR_RETURNS_NULL, which reaches the user in one of several forms.
    throw new SparkError("EMULATOR_REFUSES", "the comparator of array_sort has returned a NULL.");
  };
  const indexes = items.map((_item, i) => i);
  if (items.length < small) return insertionSort(indexes, compare).map((i) => items[i] ?? null);
  requireOrder(orders);
  return indexes.sort(compare).map((i) => items[i] ?? null);
}

/** `java.util.TimSort` of fewer than 32 elements: the run at the start, then binary insertion of the others. */
function insertionSort(all: number[], compare: (a: number, b: number) => number): number[] {
  if (all.length < 2) return all;
  const at = (i: number): number => all[i] ?? 0;
  let run = 2;
  if (compare(at(1), at(0)) < 0) {
    while (run < all.length && compare(at(run), at(run - 1)) < 0) run++;
    all = [...all.slice(0, run).reverse(), ...all.slice(run)];
  } else {
    while (run < all.length && compare(at(run), at(run - 1)) >= 0) run++;
  }
  const sorted = all.slice(0, run);
  for (const pivot of all.slice(run)) {
    let [left, right] = [0, sorted.length];
    while (left < right) {
      const middle = (left + right) >>> 1;
      if (compare(pivot, sorted[middle] ?? 0) < 0) right = middle;
      else left = middle + 1;
    }
    sorted.splice(left, 0, pivot);
  }
  return sorted;
}

/** Is it one: do opposite pairs have opposite orders, and is everything in the order of its neighbours? */
function requireOrder(orders: DuckDBListValue): void {
  const rows = orders.items.map((row) => (row as DuckDBListValue).items);
  const sign = (a: number, b: number): number => {
    const order = rows[a]?.[b];
    return typeof order === "number" ? Math.sign(order) : Number.NaN;
  };
  const sorted = rows.map((_row, i) => i).sort((a, b) => sign(a, b) || 0);
  let rank = 0;
  const ranks = sorted.map((one, i) => {
    const before = sorted[i - 1];
    if (before !== undefined && sign(before, one) !== 0) rank++;
    return rank;
  });
  sorted.forEach((a, i) => {
    sorted.forEach((b, j) => {
      if (sign(a, b) !== Math.sign((ranks[i] ?? 0) - (ranks[j] ?? 0))) {
        throw new SparkError("EMULATOR_REFUSES", "the emulator does not sort more than 31 elements by a comparator that is no order.");
      }
    });
  });
}
