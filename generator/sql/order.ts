import { requireSimple, unsignedZero } from "../functions/index.js";
import type { KeyText } from "./dialect.js";

/** The keys after ORDER BY. NULL comes first when ascending and last when descending; it is written where that is not meant. */
export function sparkOrder(keys: readonly KeyText[]): string {
  return keys
    .map(({ written, descending, nulls }) => {
      const isUsual = nulls === (descending ? "last" : "first");
      return `${written.text}${descending ? " DESC" : ""}${isUsual ? "" : ` NULLS ${nulls.toUpperCase()}`}`;
    })
    .join(", ");
}

/** The same for DuckDB, whose own rule is another one. Throws `dialect/refused` for nested values. */
export function duckdbOrder(keys: readonly KeyText[]): string {
  requireSimple("an order", ...keys.map((one) => one.value));
  return keys
    .map(({ written, value, descending, nulls }) => {
      const key = unsignedZero(written, value.type).text;
      return `${key}${descending ? " DESC" : ""} NULLS ${nulls.toUpperCase()}`;
    })
    .join(", ");
}
