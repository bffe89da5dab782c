import { type Column, expressionOf } from "../column/index.js";
import { type SortKey, sortKey } from "../ir/index.js";

declare const ordered: unique symbol;

/** A column and the direction in which it orders rows: what `asc` and `desc` give. */
export declare abstract class Ordering {
  protected readonly [ordered]: true;
}

/** What orders rows: a column, ascending, or `asc(…)` and `desc(…)` of one. */
export type OrderKey = Column<unknown> | Ordering;

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
