import { type Bool, type Column, type ColumnOf, expressionOf, type List, type NullOf, type Num, type Operand } from "../column/index.js";
import { arrayType, canBeNull, type Expression, type Slot, sameType, types } from "../ir/index.js";
import {
  arranged,
  type ElementOf,
  either,
  elementType,
  fitted,
  fittedTo,
  type Item,
  type ListColumn,
  type Lists,
  listOf,
  type Maps,
  type NullIn,
  ofFirst,
  operandOf,
  requireComparable,
  requireInt,
  type TypeOf,
} from "./collection.js";
import { javascript, open, type Text, wrongOperand } from "./row.js";
import { atom, sqlAtom } from "./sql.js";

const isCollection = (one: Expression | undefined): boolean => one?.type.kind === "array" || one?.type.kind === "map";

/** `len` of a list and `cardinality` of a map; without ANSI Spark says -1 of NULL. */
const writeSize: Text = ([list = atom("")], { arguments: [of], ansi }) => {
  const count = sqlAtom`CAST(${of?.type.kind === "map" ? sqlAtom`cardinality(${list})` : sqlAtom`len(${list})`} AS INTEGER)`;
  return ansi ? count : sqlAtom`coalesce(${count}, -1)`;
};

type Size = <S extends Lists | Maps>(list: Column<S>) => Num<"int" | NullIn<S>>;

/** `size(x)`: how many elements a list or entries a map has; NULL for NULL, but -1 without ANSI. `size(o.tags)` */
export const size = open<Size>({
  name: "size",
  type: (args) => {
    if (!isCollection(args[0])) throw wrongOperand("size", 0, "a list or a map", args[0]);
    return types.int;
  },
  duckdb: writeSize,
});

/** `cardinality(x)`: the same as `size`. */
export const cardinality = open<Size>({
  name: "cardinality",
  type: (args) => {
    if (!isCollection(args[0])) throw wrongOperand("cardinality", 0, "a list or a map", args[0]);
    return types.int;
  },
  duckdb: writeSize,
});

/** `array_size(x)`: how many elements a list has; NULL for NULL, always. `arraySize(o.tags)` */
export const arraySize = open<<L extends Lists>(list: Column<L>) => Num<"int" | NullIn<L>>>({
  name: "array_size",
  type: (args) => {
    listOf("array_size", args);
    return types.int;
  },
  duckdb: ([list = atom("")]) => sqlAtom`CAST(len(${list}) AS INTEGER)`,
});

/** A plain number beside a BIGINT is one. */
type Widest<T> = "bigint" extends T ? Exclude<T, "int"> : T;

/** `array(a, b, …)`: a list of values of one type. `array(o.first, o.second)` */
export const array = arranged<
  <const A extends readonly [Column<unknown> | string | number | boolean, ...(Column<unknown> | string | number | boolean)[]]>(
    ...values: A
  ) => List<Widest<TypeOf<A[number]>>>
>({
  name: "array",
  arrange: (given) => {
    const args = given.map(expressionOf);
    const wide = args.find((one) => one.type.kind === "bigint");
    return wide ? args.map((one) => fitted(one, wide.type)) : args;
  },
  type: (args) => {
    const [first] = args;
    if (!first) throw wrongOperand("array", 0, "at least one value", undefined);
    args.forEach((one, i) => {
      if (!sameType(one.type, first.type)) throw wrongOperand("array", i, "one type for all values", one);
    });
    return arrayType(either(first.type, ...args));
  },
  nulls: "never",
  duckdb: (parts) => atom(`[${parts.map((part) => part.text).join(", ")}]`),
});

const withElement = fittedTo(elementType, 1);

function needleType(name: string, args: readonly Expression[]): Slot {
  const element = requireComparable(name, args);
  operandOf(name, args, 1, element.type, "a value of the list's type");
  return element;
}

/**
 * `array_contains(x, value)`: is it an element? NULL when it is not and the list has a NULL, or when one operand is NULL.
 * `arrayContains(o.tags, "new")`
 */
export const arrayContains = arranged<
  <L extends Lists, O extends Item<ElementOf<L>> = Item<ElementOf<L>>>(
    list: Column<L>,
    value: O,
  ) => Bool<"boolean" | NullIn<L> | (ElementOf<L> & null) | NullOf<O>>
>({
  name: "array_contains",
  arrange: withElement,
  type: (args) => {
    needleType("array_contains", args);
    return types.boolean;
  },
  nulls: ([list, value]) => {
    const nullable = list?.type.kind === "array" && list.type.element.nullable;
    const canBe = list?.type.kind === "array" && canBeNull(list.type.element);
    return {
      nullable: (list?.nullable ?? true) || (value?.nullable ?? true) || nullable,
      proven: !(list && canBeNull(list)) && !(value && canBeNull(value)) && !canBe,
    };
  },
  duckdb: javascript("array_contains"),
});

/** `array_position(x, value)`: where it is first, counted from 1; 0 when it is not there. `arrayPosition(o.tags, "new")` */
export const arrayPosition = arranged<
  <L extends Lists, O extends Item<ElementOf<L>> = Item<ElementOf<L>>>(list: Column<L>, value: O) => Num<"bigint" | NullIn<L> | NullOf<O>>
>({
  name: "array_position",
  arrange: withElement,
  type: (args) => {
    needleType("array_position", args);
    return types.bigint;
  },
  duckdb: javascript("array_position"),
});

/** `array_remove(x, value)`: the list without the elements equal to it; NULLs stay. `arrayRemove(o.tags, "old")` */
export const arrayRemove = arranged<
  <L extends Lists, O extends Item<ElementOf<L>> = Item<ElementOf<L>>>(
    list: Column<L>,
    value: O,
  ) => List<ElementOf<L>, NullIn<L> | NullOf<O>>
>({
  name: "array_remove",
  arrange: withElement,
  type: (args) => {
    needleType("array_remove", args);
    return arrayType(listOf("array_remove", args).element);
  },
  duckdb: javascript("array_remove"),
});

type Added = <L extends Lists, O extends Item<ElementOf<L>> = Item<ElementOf<L>>>(
  list: Column<L>,
  value: O,
) => List<ElementOf<L> | NullOf<O>, NullIn<L>>;

/** Spark calls the elements of what it made longer nullable; ours are when one of both is. */
function added(name: string, args: readonly Expression[], index: number): ReturnType<typeof arrayType> {
  const { element } = listOf(name, args);
  const value = operandOf(name, args, index, element.type, "a value of the list's type");
  return arrayType({ type: element.type, nullable: true, proven: !canBeNull(element) && !canBeNull(value) });
}

/** `array_append(x, value)`: the list with one more element at its end. `arrayAppend(o.tags, "seen")` */
export const arrayAppend = arranged<Added>({
  name: "array_append",
  arrange: withElement,
  type: (args) => added("array_append", args, 1),
  nulls: ofFirst(1),
  duckdb: javascript("array_append"),
});

/** `array_prepend(x, value)`: the list with one more element before its first. `arrayPrepend(o.tags, "seen")` */
export const arrayPrepend = arranged<Added>({
  name: "array_prepend",
  arrange: withElement,
  type: (args) => added("array_prepend", args, 1),
  nulls: ofFirst(1),
  duckdb: javascript("array_prepend"),
});

/**
 * `array_insert(x, position, value)`: puts it at a position from 1, or from the end with a negative one, -1 being after the last; the list is
 * filled with NULL up to there. INVALID_INDEX_OF_ZERO for 0. `arrayInsert(o.tags, 1, "first")`
 */
export const arrayInsert = arranged<
  <L extends Lists, P extends Operand<"int"> = number, O extends Item<ElementOf<L>> = Item<ElementOf<L>>>(
    list: Column<L>,
    position: P,
    value: O,
  ) => List<ElementOf<L> | null, NullIn<L> | NullOf<P>>
>({
  name: "array_insert",
  arrange: fittedTo(elementType, 2),
  type: (args) => {
    requireInt("array_insert", args, 1);
    return arrayType({ ...added("array_insert", args, 2).element, proven: false });
  },
  nulls: ofFirst(2),
  duckdb: javascript("array_insert"),
});

/** `array_compact(x)`: the list without its NULLs, order kept. `arrayCompact(o.tags)` */
export const arrayCompact = open<<L extends Lists>(list: Column<L>) => List<ElementOf<L> & {}, NullIn<L>>>({
  name: "array_compact",
  type: (args) => arrayType({ ...listOf("array_compact", args).element, nullable: false, proven: true }),
  duckdb: ([list = atom("")], written) => {
    const element = written.unused("element");
    return sqlAtom`list_filter(${list}, lambda ${element}: ${element} IS NOT NULL)`;
  },
});

/** `array_repeat(value, count)`: a list of it `count` times; empty when that is less than 1. `arrayRepeat(0, 3)` */
export const arrayRepeat = open<
  <V extends Column<unknown> | string | number | boolean, C extends Operand<"int">>(value: V, count: C) => List<TypeOf<V>, NullOf<C>>
>({
  name: "array_repeat",
  type: (args) => {
    const [value] = args;
    if (!value) throw wrongOperand("array_repeat", 0, "a value", value);
    requireInt("array_repeat", args, 1);
    // Spark does not widen it.
    if (args[1]?.type.kind !== "int") throw wrongOperand("array_repeat", 1, "int", args[1]);
    return arrayType(either(value.type, value));
  },
  nulls: ([, count]) => ({ nullable: count?.nullable ?? true, proven: count !== undefined && !canBeNull(count) }),
  duckdb: javascript("array_repeat"),
});

/** `concat(a, b, …)` of lists: one after the other; NULL when one is. `arrayConcat(o.tags, o.more)` */
export const arrayConcat = open<
  <L extends Lists, const O extends readonly ListColumn<ElementOf<L>>[] = readonly ListColumn<ElementOf<L>>[]>(
    first: Column<L>,
    ...others: O
  ) => List<ElementOf<L>, NullIn<L> | NullOf<O[number]>>
>({
  name: "array_concat",
  databricks: "concat",
  type: (args) => {
    const first = listOf("concat", args);
    const elements = args.map((_one, i) => listOf("concat", args, i).element);
    elements.forEach((one, i) => {
      if (!sameType(one.type, first.element.type)) throw wrongOperand("concat", i, "lists of one type", args[i]);
    });
    return arrayType(either(first.element.type, ...elements));
  },
  duckdb: javascript("array_concat"),
});

/** `array_join(x, separator[, replacement])`: the texts in one, NULLs left out or replaced. `arrayJoin(o.tags, ", ")` */
export const arrayJoin = open<
  <L extends readonly ("string" | null)[] | null, S extends Operand<"string">, R extends Operand<"string"> = string>(
    list: Column<L>,
    separator: S,
    replacement?: R,
  ) => ColumnOf<"string" | NullIn<L> | NullOf<S> | NullOf<R>>
>({
  name: "array_join",
  type: (args) => {
    if (listOf("array_join", args).element.type.kind !== "string") throw wrongOperand("array_join", 0, "a list of texts", args[0]);
    for (const i of [1, 2].slice(0, Math.max(1, args.length - 1))) operandOf("array_join", args, i, types.string, "string");
    return types.string;
  },
  duckdb: javascript("array_join"),
});
