import type { Aggregate, Integer, Num, Numeric } from "../column/index.js";
import {
  arrayType,
  type ColumnType,
  type DecimalType,
  decimalType,
  type Expression,
  isInteger,
  isNumeric,
  maybeNull,
  types,
} from "../ir/index.js";
import { aggregateOf, refused, type Text, type Written, wrongOperand } from "./row.js";
import { atom, callOf, type Sql, sqlAtom } from "./sql.js";

type Sum<T> = T extends Integer ? "bigint" : T extends "float" ? "double" : T extends null ? never : T;
type Average<T> = T extends null ? never : T extends "decimal" ? "decimal" : "double";

/** DuckDB adds DECIMAL in 128 bits: as many rows of so many digits as there can be. */
const native = 28;

function number(name: string, [value]: readonly Expression[]): ColumnType {
  if (!value || !isNumeric(value.type)) throw wrongOperand(name, 0, "a number", value);
  return value.type;
}

function sumType(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    const type = number(name, args);
    if (isInteger(type)) return types.bigint;
    return type.kind === "decimal" ? decimalType(Math.min(38, type.precision + 10), type.scale) : types.double;
  };
}

function averageType(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    const type = number(name, args);
    return type.kind === "decimal" ? decimalType(Math.min(38, type.precision + 4), Math.min(38, type.scale + 4)) : types.double;
  };
}

/** What the sum is of: all values or the different ones, an error or NULL when it does not fit. */
interface How {
  readonly name: string;
  readonly distinct?: boolean;
  readonly attempt?: boolean;
}

function decimalText({ precision, scale }: DecimalType): string {
  return `DECIMAL(${precision},${scale})`;
}

/** Doubles in the order of the rows, on which their sum depends. */
function doubles(part: Sql, { aggregated }: Written): Sql {
  return sqlAtom`list_sum(${aggregated(sqlAtom`list(CAST(${part} AS DOUBLE))`)})`;
}

/**
 * The sum of wide numbers. Spark adds one after the other, so an overflow on the way is an error though the whole would fit; what the
 * positive ones sum up to tells whether there can be one, in whatever order.
 */
function wideSum(part: Sql, type: ColumnType, all: string, { attempt = false }: How, { aggregated, javascript, ansi }: Written): Sql {
  const wide = decimalType(38, 0);
  const total = aggregated(sqlAtom`sum(${atom(all)}${part})`);
  const positive = aggregated(sqlAtom`sum(${atom(all)}${part})`, sqlAtom`(${part}) > 0`);
  const body = javascript({ body: "sum_bigint", takes: [wide, wide], gives: type, parameters: { attempt, ansi } });
  return callOf(body, [sqlAtom`CAST(${total} AS DECIMAL(38,0))`, sqlAtom`CAST(coalesce(${positive}, 0) AS DECIMAL(38,0))`]);
}

function sumText(how: How): Text {
  return ([part = atom("")], written) => {
    const { type, arguments: args, aggregated, javascript, ansi } = written;
    const [value] = args;
    if (!value) throw wrongOperand(how.name, 0, "a number", value);
    const all = how.distinct ? "DISTINCT " : "";
    if (type.kind === "double") {
      if (how.distinct) throw inAnyOrder(how.name, "DOUBLE");
      return doubles(part, written);
    }
    if (type.kind !== "decimal") {
      if (value.type.kind === "bigint") return wideSum(part, type, all, how, written);
      return sqlAtom`CAST(${aggregated(sqlAtom`sum(${atom(all)}${part})`)} AS BIGINT)`;
    }
    if (value.type.kind === "decimal" && value.type.precision <= native) {
      return sqlAtom`CAST(${aggregated(sqlAtom`sum(${atom(all)}${part})`)} AS ${atom(decimalText(type))})`;
    }
    const takes = [arrayType(maybeNull(value.type))];
    const body = javascript({ body: "sum_decimal", takes, gives: type, parameters: { attempt: how.attempt ?? false, ansi } });
    return callOf(body, [aggregated(sqlAtom`list(${atom(all)}${part})`)]);
  };
}

function averageText(how: How): Text {
  return ([part = atom("")], written) => {
    const { type, arguments: args, aggregated, javascript, ansi } = written;
    const [value] = args;
    if (!value) throw wrongOperand(how.name, 0, "a number", value);
    const all = how.distinct ? "DISTINCT " : "";
    const count = aggregated(sqlAtom`count(${atom(all)}${part})`);
    if (type.kind === "decimal" && value.type.kind === "decimal") {
      const parameters = { attempt: how.attempt ?? false, ansi, scale: value.type.scale };
      if (value.type.precision > native) {
        const body = javascript({ body: "avg_wide", takes: [arrayType(maybeNull(value.type))], gives: type, parameters });
        return callOf(body, [aggregated(sqlAtom`list(${atom(all)}${part})`)]);
      }
      const body = javascript({ body: "avg_decimal", takes: [decimalType(38, value.type.scale), types.bigint], gives: type, parameters });
      return callOf(body, [aggregated(sqlAtom`sum(${atom(all)}${part})`), count]);
    }
    // Sums of INT are exact as DOUBLE, in whatever order.
    if (isInteger(value.type) && value.type.kind !== "bigint") {
      return sqlAtom`CAST(${aggregated(sqlAtom`sum(${atom(all)}${part})`)} AS DOUBLE) / ${count}`;
    }
    if (how.distinct) throw inAnyOrder(how.name, value.type.kind.toUpperCase());
    return sqlAtom`(${doubles(part, written)} / ${count})`;
  };
}

function inAnyOrder(name: string, type: string) {
  return refused(
    `the emulator does not compute ${name} of ${type}: the order in which different values are added is not defined, and the last digits depend on it`,
    "cast it to a decimal",
  );
}

const all =
  (name: string): Text =>
  ([part = atom("")]) =>
    sqlAtom`${atom(name)}(DISTINCT ${part})`;

type SumOf = <T extends Numeric | null>(column: Num<T>) => Aggregate<Sum<T> | null>;
type AverageOf = <T extends Numeric | null>(column: Num<T>) => Aggregate<Average<T> | null>;

/**
 * `sum(x)`: BIGINT for integers, 10 digits more for decimals, else DOUBLE; NULL when there is no value. Overflow is an error. Doubles are
 * added in the order of the rows, which is Spark's where there is one partition; elsewhere the last digits of its own results vary.
 */
export const sum = aggregateOf<SumOf>({ name: "sum", type: sumType("sum"), nulls: "always", duckdb: sumText({ name: "sum" }) });

/** `try_sum(x)`: the sum, or NULL when it overflows. `trySum(o.quantity)` */
export const trySum = aggregateOf<SumOf>({
  name: "try_sum",
  type: sumType("try_sum"),
  nulls: "always",
  duckdb: sumText({ name: "try_sum", attempt: true }),
});

/** `sum(DISTINCT x)`: the sum of the different values. `sumDistinct(o.quantity)` */
export const sumDistinct = aggregateOf<SumOf>({
  name: "sum_distinct",
  type: sumType("sum_distinct"),
  nulls: "always",
  over: "never",
  databricks: all("sum"),
  duckdb: sumText({ name: "sum_distinct", distinct: true }),
});

/** `avg(x)`: the mean; 4 digits more for decimals, rounded half up, else DOUBLE; NULL when there is no value. `avg(o.amount)` */
export const avg = aggregateOf<AverageOf>({ name: "avg", type: averageType("avg"), nulls: "always", duckdb: averageText({ name: "avg" }) });

/** `try_avg(x)`: the mean, or NULL when it overflows. `tryAvg(o.amount)` */
export const tryAvg = aggregateOf<AverageOf>({
  name: "try_avg",
  type: averageType("try_avg"),
  nulls: "always",
  duckdb: averageText({ name: "try_avg", attempt: true }),
});

/** `avg(DISTINCT x)`: the mean of the different values. `avgDistinct(o.quantity)` */
export const avgDistinct = aggregateOf<AverageOf>({
  name: "avg_distinct",
  type: averageType("avg_distinct"),
  nulls: "always",
  over: "never",
  databricks: all("avg"),
  duckdb: averageText({ name: "avg_distinct", distinct: true }),
});
