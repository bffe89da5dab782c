import type { Aggregate, Column, Integer, Num, Predicate } from "../column/index.js";
import { expressionOf, Handle } from "../column/index.js";
import { type ColumnType, type Expression, isInteger, isOrderable, types } from "../ir/index.js";
import { aggregateOf, apply, refused, requireSimple, wrongOperand } from "./row.js";
import { atom, callOf, type Sql, sqlAtom } from "./sql.js";

const { row: countRow } = aggregateOf<unknown>({
  name: "count",
  type: () => types.bigint,
  nulls: "never",
  databricks: (parts) => (parts.length > 0 ? callOf("count", parts) : atom("count(*)")),
  duckdb: (parts, { aggregated }) => {
    if (parts.length > 1) return aggregated(atom("count(*)"), allThere(parts));
    return aggregated(parts.length > 0 ? callOf("count", parts) : atom("count(*)"));
  },
});

/** None of them is NULL. */
function allThere(parts: readonly Sql[]): Sql {
  return atom(parts.map((one) => `(${one.text}) IS NOT NULL`).join(" AND "));
}

/** `count(*)`; with columns, how often none of them is NULL. `count()`, `count(o.coupon)` */
export const count = Object.assign(
  (...columns: readonly Column<unknown>[]): Aggregate<"bigint"> =>
    new Handle(apply(countRow, columns.map(expressionOf))) as unknown as Aggregate<"bigint">,
  { row: countRow },
);

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

/** `count(DISTINCT x, …)`: how many different values there are; with several columns, of rows where none is NULL. Exact, in batches only. */
export const countDistinct = aggregateOf<(column: Column<unknown>, ...more: readonly Column<unknown>[]) => Aggregate<"bigint">>({
  name: "count_distinct",
  type: (values: readonly Expression[]) => {
    values.forEach((value, i) => {
      if (!isOrderable(value.type)) throw wrongOperand("count_distinct", i, "a value that can be compared", value);
    });
    if (values.length === 0) throw wrongOperand("count_distinct", 0, "a value that can be compared", undefined);
    return types.bigint;
  },
  nulls: "never",
  over: "never",
  databricks: (parts) => sqlAtom`count(DISTINCT ${list(parts)})`,
  duckdb: (parts, { arguments: values, aggregated }) => {
    requireSimple("count(DISTINCT)", ...values);
    if (parts.length === 1) return aggregated(sqlAtom`count(DISTINCT ${list(parts)})`);
    return aggregated(sqlAtom`count(DISTINCT (${list(parts)}))`, allThere(parts));
  },
});

function list(parts: readonly Sql[]): Sql {
  return atom(parts.map((one) => one.text).join(", "));
}

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

/** A value of a type in which neither engine finds two values equal that the other tells apart. */
function comparable(name: string, index: number, value: Expression | undefined): ColumnType {
  if (!value || !isOrderable(value.type)) throw wrongOperand(name, index, "a value that can be compared", value);
  return value.type;
}

function extreme(name: "min" | "max") {
  return aggregateOf<<S>(column: Column<S>) => Aggregate<S | null>>({
    name,
    type: ([value]) => comparable(name, 0, value),
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
      comparable(name, 1, by);
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

function anyRow(name: "first" | "last" | "any_value") {
  return aggregateOf<<S>(column: Column<S>) => Aggregate<S | null>>({
    name,
    type: ([value]) => {
      if (!value) throw wrongOperand(name, 0, "a value", value);
      return value.type;
    },
    nulls: "always",
    duckdb: () => {
      throw refused(
        `the emulator does not compute ${name}: which row of a group comes first is not defined, and engines differ`,
        "say which row is meant, by minBy(value, order), maxBy(value, order), or firstValue(value).over({ orderBy })",
      );
    },
  });
}

/** `first(x)`: the value of some row that came first; the emulator refuses it, since no order says which. Write `minBy(x, y)`. */
export const first = anyRow("first");
/** `last(x)`: the value of some row that came last; see `first`. Write `maxBy(x, y)`. */
export const last = anyRow("last");
/** `any_value(x)`: the value of some row; see `first`. Where all are equal, `min(x)` and `max(x)` give it. */
export const anyValue = anyRow("any_value");

function logical(name: "bool_and" | "bool_or") {
  return aggregateOf<(condition: Predicate) => Aggregate<"boolean" | null>>({
    name,
    type: ([condition]) => {
      if (condition?.type.kind !== "boolean") throw wrongOperand(name, 0, "boolean", condition);
      return types.boolean;
    },
    nulls: "always",
    duckdb: name,
  });
}

/** `bool_and(condition)`, also called `every`: whether it is TRUE wherever it is not NULL; NULL when it is nowhere. `boolAnd(o.paid)` */
export const boolAnd = logical("bool_and");
/** `bool_or(condition)`, also called `some`: whether it is TRUE anywhere; NULL when it is NULL everywhere. `boolOr(o.paid)` */
export const boolOr = logical("bool_or");

function bitwise(name: "bit_and" | "bit_or" | "bit_xor") {
  return aggregateOf<<T extends Integer | null>(column: Num<T>) => Aggregate<T | null>>({
    name,
    type: ([value]) => {
      if (!value || !isInteger(value.type)) throw wrongOperand(name, 0, "an integer", value);
      return value.type;
    },
    nulls: "always",
    duckdb: name,
  });
}

/** `bit_and(x)`: the bits that are set in every value. `bitAndAll(o.flags)` */
export const bitAndAll = bitwise("bit_and");
/** `bit_or(x)`: the bits that are set in any value. `bitOrAll(o.flags)` */
export const bitOrAll = bitwise("bit_or");
/** `bit_xor(x)`: the bits that are set in an odd number of values. `bitXorAll(o.flags)` */
export const bitXorAll = bitwise("bit_xor");
