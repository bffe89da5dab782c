import { type Aggregate, type Column, Handle } from "../column/index.js";
import { types } from "../ir/index.js";
import { unsignedZero } from "./duckdb-zero.js";
import { aggregateOf, apply } from "./row.js";
import { atom, callOf, sqlAtom } from "./sql.js";

/**
 * `grouping(x)`: 1 where the row's level of grouping leaves the group column out, so that its NULL stands for all values; else 0.
 * `orders.aggregate({ by: (o) => ({ region: o.region }), grouping: "rollup", select: (o) => ({ whole: grouping(o.region) }) })`
 */
export const grouping = aggregateOf<(column: Column<unknown>) => Aggregate<"tinyint">>({
  name: "grouping",
  type: () => types.tinyint,
  nulls: "never",
  duckdb: ([part = atom("")], { arguments: [column] }) =>
    sqlAtom`CAST(grouping(${column ? unsignedZero(part, column.type) : part}) AS TINYINT)`,
});

/** The row behind `groupingId`. */
export const groupingIdRow = aggregateOf<() => Aggregate<"bigint">>({
  name: "grouping_id",
  type: () => types.bigint,
  nulls: "never",
  databricks: () => atom("grouping_id()"),
  duckdb: (parts, { arguments: columns }) =>
    callOf(
      "grouping",
      parts.map((part, i) => {
        const column = columns[i];
        return column ? unsignedZero(part, column.type) : part;
      }),
    ),
});

/**
 * `grouping_id()`: `grouping(x)` of all group columns as the digits of a binary number, the first column's first; where the levels are sets,
 * the columns are counted in the order in which the sets name them.
 */
export function groupingId(): Aggregate<"bigint"> {
  return new Handle(apply(groupingIdRow.row, [])) as unknown as Aggregate<"bigint">;
}
