import type { Aggregate, Column, Integer, Num, Numeric, Predicate } from "../column/index.js";
import { expressionOf, Handle } from "../column/index.js";
import { type DecimalType, decimalType, type Expression, isInteger, isNumeric, isOrderable, types } from "../ir/index.js";
import { aggregateOf, apply, requireSimple, wrongOperand } from "./row.js";
import { atom, callOf, type Sql, sqlAtom } from "./sql.js";

/** The row behind `count`. */
export const countRow = aggregateOf({
  name: "count",
  type: () => types.bigint,
  nulls: "never",
  databricks: ([part]) => (part ? sqlAtom`count(${part})` : atom("count(*)")),
  duckdb: ([part], { aggregated }) => aggregated(part ? sqlAtom`count(${part})` : atom("count(*)")),
});

/** `count(*)`, or with a column how often it is not NULL. */
export function count(column?: Column<unknown>): Aggregate<"bigint"> {
  const args = column === undefined ? [] : [expressionOf(column)];
  return new Handle(apply(countRow.row, args)) as unknown as Aggregate<"bigint">;
}

/** `count_if(condition)`: how often it is TRUE. */
export const countIf = aggregateOf<(condition: Predicate) => Aggregate<"bigint">>({
  name: "count_if",
  type: ([condition]) => {
    if (condition?.type.kind !== "boolean") throw wrongOperand("count_if", 0, "boolean", condition);
    return types.bigint;
  },
  nulls: "never",
  // DuckDB's count_if of no row is NULL.
  duckdb: ([condition = atom("")], { aggregated }) => aggregated(atom("count(*)"), condition),
});

type Sum<T> = T extends Integer ? "bigint" : T extends "float" ? "double" : T extends null ? never : T;

/**
 * `sum(x)`: BIGINT for integers, 10 digits more for decimals, else DOUBLE; NULL when there is no value. Overflow is an error.
 * Doubles are added in ascending order in the emulator, so that two runs give one result.
 */
export const sum = aggregateOf<<T extends Numeric | null>(column: Num<T>) => Aggregate<Sum<T> | null>>({
  name: "sum",
  type: ([value]) => {
    if (!value || !isNumeric(value.type)) throw wrongOperand("sum", 0, "a number", value);
    if (isInteger(value.type)) return types.bigint;
    return value.type.kind === "decimal" ? decimalType(Math.min(38, value.type.precision + 10), value.type.scale) : types.double;
  },
  nulls: "always",
  duckdb: ([part = atom("")], { type, aggregated }) => {
    if (type.kind === "double") return sqlAtom`list_sum(${aggregated(sqlAtom`list(CAST(${part} AS DOUBLE))`)})`;
    return type.kind === "decimal"
      ? decimalSum(aggregated(sqlAtom`sum(${part})`).text, type)
      : sqlAtom`CAST(${aggregated(sqlAtom`sum(${part})`)} AS BIGINT)`;
  },
});

/** DuckDB adds in 128 bits, which hold a little more than 38 digits, and looks at the digits only where a cast makes them fewer. */
function decimalSum(sum: string, { precision, scale }: DecimalType): Sql {
  if (precision < 38) return atom(`CAST(${sum} AS DECIMAL(${precision},${scale}))`);
  const largest = `${"9".repeat(38 - scale) || "0"}.${"9".repeat(scale)}`;
  return atom(`CASE WHEN abs(${sum}) > ${largest} THEN error('[ARITHMETIC_OVERFLOW] Overflow in sum of decimals.') ELSE ${sum} END`);
}

function extreme(name: "min" | "max") {
  return aggregateOf<<S>(column: Column<S>) => Aggregate<S | null>>({
    name,
    type: ([value]) => {
      if (!value || !isOrderable(value.type)) throw wrongOperand(name, 0, "a value that can be compared", value);
      return value.type;
    },
    nulls: "always",
    duckdb: (parts, { arguments: [value], aggregated }) => {
      requireSimple(name, value);
      return aggregated(callOf(name, parts));
    },
  });
}

/** `min(x)`: the smallest value that is not NULL. */
export const min = extreme("min");
/** `max(x)`: the largest value that is not NULL; NaN is larger than every number. */
export const max = extreme("max");

function extremeBy(name: "max_by" | "min_by", duckdb: "arg_max_null" | "arg_min_null") {
  return aggregateOf<<S>(column: Column<S>, by: Column<unknown>) => Aggregate<S | null>>({
    name,
    type: ([value, by]) => {
      if (!value) throw wrongOperand(name, 0, "a value", value);
      if (!by || !isOrderable(by.type)) throw wrongOperand(name, 1, "a value that can be compared", by);
      return value.type;
    },
    nulls: "always",
    duckdb: (parts, { arguments: [, by], aggregated }) => {
      requireSimple(name, by);
      return aggregated(callOf(duckdb, parts));
    },
  });
}

/** `max_by(x, y)`: `x` of the row with the largest `y`. Which row wins among equals is not defined, on Spark neither. */
export const maxBy = extremeBy("max_by", "arg_max_null");
/** `min_by(x, y)`: `x` of the row with the smallest `y`. */
export const minBy = extremeBy("min_by", "arg_min_null");

/** `approx_count_distinct(x)`: an estimate that differs between engines, so the emulator refuses it. */
export const approxDistinct = aggregateOf<(column: Column<unknown>) => Aggregate<"bigint">>({
  name: "approx_count_distinct",
  type: () => types.bigint,
  nulls: "never",
  duckdb: {
    refuse:
      "DuckDB's estimate is another one than Spark's; count distinct values exactly with countDistinct, or leave this dataset out of tests",
  },
});

/** `count(DISTINCT x)`: exact, in batches only. */
export const countDistinct = aggregateOf<(column: Column<unknown>) => Aggregate<"bigint">>({
  name: "count_distinct",
  type: ([value]: readonly Expression[]) => {
    if (!value || !isOrderable(value.type)) throw wrongOperand("count_distinct", 0, "a value that can be compared", value);
    return types.bigint;
  },
  nulls: "never",
  over: "never",
  databricks: ([part = atom("")]) => sqlAtom`count(DISTINCT ${part})`,
  duckdb: ([part = atom("")], { arguments: [value], aggregated }) => {
    requireSimple("count(DISTINCT)", value);
    return aggregated(sqlAtom`count(DISTINCT ${part})`);
  },
});
