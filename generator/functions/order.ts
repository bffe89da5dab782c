import { type Column, expressionOf, type Ordering } from "../column/index.js";
import { type SortKey, sortKey } from "../ir/index.js";

export type { Ordering, OrderKey } from "../column/index.js";

/** The object behind `Ordering`. */
class Ordered {
  readonly key: SortKey;

  constructor(key: SortKey) {
    this.key = key;
  }
}

interface Nulls {
  /** Where NULL stands. */
  readonly nulls?: "first" | "last";
}

function ordering(key: SortKey): Ordering {
  return new Ordered(key) as unknown as Ordering;
}

/**
 * Smallest first, NULL before everything unless `nulls: "last"` says otherwise. NaN is larger than every number, texts compare by their
 * bytes. `asc(o.name, { nulls: "last" })` is `ORDER BY name NULLS LAST`
 */
export function asc(column: Column<unknown>, { nulls }: Nulls = {}): Ordering {
  return ordering(sortKey(expressionOf(column), false, nulls));
}

/** Largest first, NULL after everything unless `nulls: "first"` says otherwise. `desc(o.total)` is `ORDER BY total DESC` */
export function desc(column: Column<unknown>, { nulls }: Nulls = {}): Ordering {
  return ordering(sortKey(expressionOf(column), true, nulls));
}

/** The key behind what a user handed over. Throws `order/not-orderable`, `literal/not-a-value`. */
export function sortKeyOf(given: unknown): SortKey {
  return given instanceof Ordered ? given.key : sortKey(expressionOf(given), false);
}
