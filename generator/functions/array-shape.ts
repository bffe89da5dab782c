import { type Column, columnOf, expressionOf, type List, type NullOf, type Operand } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { arrayType, isInteger, maybeNull, printType, sameType, structType } from "../ir/index.js";
import { arranged, type ElementOf, either, fitted, type ListColumn, type Lists, listOf, type NullIn, requireInt } from "./collection.js";
import { apply, type FunctionRow, javascript, open, wrongOperand } from "./row.js";
import { callOf, sqlAtom } from "./sql.js";

/** `flatten(x)`: the elements of a list of lists in one; NULL when one of the lists is. `flatten(o.batches)` */
export const flatten = open<
  <L extends readonly Lists[] | null>(lists: Column<L>) => List<ElementOf<ElementOf<L>>, NullIn<L> | NullIn<ElementOf<L>>>
>({
  name: "flatten",
  type: (args) => {
    const { element } = listOf("flatten", args);
    if (element.type.kind !== "array") throw wrongOperand("flatten", 0, "a list of lists", args[0]);
    return element.type;
  },
  nulls: ([lists]) => {
    const element = lists?.type.kind === "array" ? lists.type.element : undefined;
    if (!lists || !element) return { nullable: true, proven: false };
    const { nullable, proven } = either(element.type, lists, element);
    return { nullable, proven };
  },
  duckdb: javascript("flatten"),
});

/**
 * `slice(x, start, length)`: so many elements from a position, from 1 or, when negative, from the end.
 * INVALID_PARAMETER_VALUE.START for 0, .LENGTH for a negative length. `slice(o.tags, 1, 3)`
 */
export const slice = open<
  <L extends Lists, S extends Operand<"int"> = number, C extends Operand<"int"> = number>(
    list: Column<L>,
    start: S,
    length: C,
  ) => List<ElementOf<L>, NullIn<L> | NullOf<S> | NullOf<C>>
>({
  name: "slice",
  type: (args) => {
    requireInt("slice", args, 1);
    requireInt("slice", args, 2);
    return listOf("slice", args);
  },
  duckdb: javascript("slice"),
});

type Whole = "int" | "bigint";

/**
 * `sequence(start, stop[, step])`: whole numbers from one to the other, both included; downwards when `stop` is less and no step is given.
 * `sequence(1, o.count)`
 */
export const sequence = arranged<
  <S extends Whole | null, A extends Column<S> | number, B extends Column<S> | number, C extends Column<S> | number = number>(
    start: A,
    stop: B,
    step?: C,
  ) => List<
    "bigint" extends
      | (A extends Column<infer X> ? X : never)
      | (B extends Column<infer X> ? X : never)
      | (C extends Column<infer X> ? X : never)
      ? "bigint"
      : "int",
    NullOf<A> | NullOf<B> | NullOf<C>
  >
>({
  name: "sequence",
  arrange: (given) => {
    const args = given.filter((one) => one !== undefined).map(expressionOf);
    const wide = args.find((one) => one.type.kind === "bigint");
    return wide ? args.map((one) => fitted(one, wide.type)) : args;
  },
  type: (args) => {
    const [first] = args;
    if (!first || !isInteger(first.type)) throw wrongOperand("sequence", 0, "a whole number", first);
    for (const i of [1, 2].slice(0, Math.max(1, args.length - 1))) {
      const one = args[i];
      if (!one || !sameType(one.type, first.type)) throw wrongOperand("sequence", i, printType(first.type), one);
    }
    return arrayType({ type: first.type, nullable: false, proven: true });
  },
  duckdb: javascript("sequence"),
});

const zipRow: FunctionRow = open({
  name: "arrays_zip",
  type: () => {
    throw new TypeError("the fields of arrays_zip are given by their names");
  },
  duckdb: javascript("arrays_zip"),
  databricks: (parts, { type }) => sqlAtom`CAST(${callOf("arrays_zip", parts)} AS ${{ text: printType(type), level: 100 }})`,
}).row;

type Zipped<L> = { readonly [K in keyof L]: L[K] extends Column<readonly (infer E)[] | null> ? E | null : never };
type NullOfLists<L> = { [K in keyof L]: NullOf<L[K]> }[keyof L];

/**
 * `arrays_zip(a, b, …)`: a list of structs with the elements of the lists at each position, NULL where a list has ended; NULL when a list is
 * NULL. Spark names the fields by what the lists were, so they get their names by a cast. `arraysZip({ sku: o.skus, price: o.prices })`
 */
export const arraysZip = Object.assign(
  <const L extends { readonly [name: string]: ListColumn<unknown> }>(lists: L): List<Zipped<L>, NullOfLists<L> & null> => {
    const named = Object.entries(lists).map(([name, list]) => ({ name, list: expressionOf(list) }));
    if (named.length === 0) {
      throw new DiagnosticError([error("function/operand", "arrays_zip takes at least one list", { fix: "write ({ name: row.list })" })]);
    }
    const args = named.map((one) => one.list);
    const fields = named.map(({ name }, i) => ({ name, ...maybeNull(listOf("arrays_zip", args, i).element.type) }));
    const type = arrayType({ type: structType(fields), nullable: true, proven: true });
    return columnOf<readonly unknown[]>(apply({ ...zipRow, type: () => type }, args)) as never;
  },
  { row: zipRow },
);
