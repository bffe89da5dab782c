import type { Aggregate, Column, OrderKey, Text } from "../column/index.js";
import { expressionOf, Handle } from "../column/index.js";
import { aggregateCall, arrayType, type ColumnType, type Expression, isOrderable, maybeNull, neverNull, text, types } from "../ir/index.js";
import { sortKeyOf } from "./order.js";
import { overRows } from "./over-rows.js";
import { aggregateOf, refused, requireSimple, wrongOperand } from "./row.js";
import { atom, type Sql, sqlAtom } from "./sql.js";

function listOf(name: string) {
  return ([value]: readonly Expression[]): ColumnType => {
    if (!value) throw wrongOperand(name, 0, "a value", value);
    return arrayType(neverNull(value.type));
  };
}

type Collect = <S>(column: Column<S>) => Aggregate<readonly (S & {})[]>;

function collected(name: "collect_list" | "array_agg") {
  return aggregateOf<Collect>({
    name,
    type: listOf(name),
    nulls: "never",
    duckdb: ([part = atom("")], { aggregated }) =>
      sqlAtom`coalesce(${aggregated(sqlAtom`list(${part})`, sqlAtom`(${part}) IS NOT NULL`)}, [])`,
  });
}

/**
 * `collect_list(x)`: the values that are not NULL, `[]` when there is none. In the order of the rows, which Spark does not promise: sort the
 * list, or compare it as a set. `collectList(o.sku)`
 */
export const collectList = collected("collect_list");
/** `array_agg(x)`: the same as `collect_list`. `arrayAgg(o.sku)` */
export const arrayAgg = collected("array_agg");

const hashed: readonly ColumnType["kind"][] = ["boolean", "tinyint", "smallint", "int", "bigint", "string", "date", "timestamp"];

/** `collect_set(x)`: the different values that are not NULL, `[]` when there is none; in no order that means anything. `collectSet(o.sku)` */
export const collectSet = aggregateOf<Collect>({
  name: "collect_set",
  type: (args) => {
    const [value] = args;
    if (value && !isOrderable(value.type)) throw wrongOperand("collect_set", 0, "a value that can be compared", value);
    return listOf("collect_set")(args);
  },
  nulls: "never",
  duckdb: (parts, written) => {
    const [value] = written.arguments;
    if (!value || !hashed.includes(value.type.kind)) {
      throw refused(
        `the emulator does not compute collect_set of ${value?.type.kind.toUpperCase() ?? "nothing"}: Spark's order comes from hashes that are not proven equal`,
        "collect the list, or cast the values to text",
      );
    }
    return sqlAtom`coalesce(${overRows("collect_set", parts, written)}, [])`;
  },
});

const listaggRow = aggregateOf<unknown>({
  name: "listagg",
  type: ([value]) => {
    if (value?.type.kind !== "string") throw wrongOperand("listagg", 0, "string", value);
    return types.string;
  },
  nulls: "always",
  databricks: ([value = atom(""), separator = atom("")], { orderBy }) =>
    sqlAtom`listagg(${value}, ${separator}) WITHIN GROUP (ORDER BY ${list(orderBy)})`,
  duckdb: ([value = atom(""), separator = atom("")], { orderBy, aggregated, window }) => {
    if (window) throw refused("the emulator does not compute listagg over a window", "aggregate, and join the result");
    return aggregated(sqlAtom`string_agg(${value}, ${separator} ORDER BY ${list(orderBy)})`);
  },
}).row;

function list(parts: readonly Sql[]): Sql {
  return atom(parts.map((one) => one.text).join(", "));
}

/**
 * `listagg(x, separator) WITHIN GROUP (ORDER BY …)`, also called `string_agg`: the texts that are not NULL, one after the other; NULL when
 * there is none. `stringAgg(o.sku, ", ", o.line)`
 */
export const stringAgg = Object.assign(
  (column: Text<"string" | null>, separator: string, ...orderBy: readonly [OrderKey, ...OrderKey[]]): Aggregate<"string" | null> => {
    const args = [expressionOf(column), text(separator)];
    const call = aggregateCall(listaggRow.id, args, maybeNull(listaggRow.type(args)));
    return new Handle({ ...call, orderBy: orderBy.map(sortKeyOf) }) as unknown as Aggregate<"string" | null>;
  },
  { row: listaggRow },
);

/** `mode(x)`: the value that is there most often. Among several Spark takes any, so the emulator refuses groups where there are. `mode(o.sku)` */
export const mode = aggregateOf<<S>(column: Column<S>) => Aggregate<S | null>>({
  name: "mode",
  type: ([value]) => {
    if (!value || !isOrderable(value.type)) throw wrongOperand("mode", 0, "a value that can be compared", value);
    return value.type;
  },
  nulls: "always",
  duckdb: (parts, written) => {
    requireSimple("mode", ...written.arguments);
    return overRows("mode", parts, written);
  },
});
