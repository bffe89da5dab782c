import { type Column, type ColumnOf, expressionOf, type List, lambdaOf, type NullOf, type Num, type Predicate } from "../column/index.js";
import {
  arrayType,
  type ColumnType,
  canBeNull,
  type Expression,
  type Lambda,
  maybeNull,
  neverNull,
  type Slot,
  sameType,
  types,
  unproven,
  walk,
} from "../ir/index.js";
import {
  arranged,
  bound,
  conditionAt,
  type ElementOf,
  type Given,
  isCheap,
  type Lists,
  lambdaAt,
  listOf,
  type NullIn,
  slotOf,
  type TypeOf,
} from "./collection.js";
import { type Text, type Written, wrongOperand } from "./row.js";
import { at, atom, caseOf, infix, levels, type Sql, sqlAtom } from "./sql.js";

type Element<E, R> = (element: ColumnOf<E>) => R;
type Indexed<E, R> = (element: ColumnOf<E>, index: Num<"int">) => R;

/** `(element)` or `(element, index)`, as many as the callback names. */
function elementLambda(name: string, list: Expression, run: unknown, index = false): Lambda {
  const { element } = listOf(name, [list]);
  const withIndex = index && typeof run === "function" && run.length > 1;
  return lambdaOf(name, [["element", slotOf(element)], ...(withIndex ? [["index", neverNull(types.int)] as const] : [])], run);
}

/** DuckDB counts from 1, in BIGINT. */
function eachElement(duckdb: string): Text {
  return ([list = atom("")], written) => {
    const lambda = written.arguments[1];
    const element = written.unused("element");
    if (lambda?.kind !== "lambda" || lambda.parameters.length < 2) {
      return sqlAtom`${atom(duckdb)}(${list}, lambda ${element}: ${written.body(1, [element])})`;
    }
    const index = written.unused("index");
    const body = written.body(1, [element, sqlAtom`CAST(${index} - 1 AS INTEGER)`]);
    return sqlAtom`${atom(duckdb)}(${list}, lambda ${element}, ${index}: ${body})`;
  };
}

/** `transform(x, element -> value)`: a value for each element; the second parameter counts from 0. `transform(o.tags, (tag) => tag.trim())` */
export const transform = arranged<
  <L extends Lists, R extends Given>(list: Column<L>, value: Indexed<ElementOf<L>, R>) => List<TypeOf<R>, NullIn<L>>
>({
  name: "transform",
  arrange: ([list, run]) => {
    const of = expressionOf(list);
    return [of, elementLambda("transform", of, run, true)];
  },
  type: (args) => {
    listOf("transform", args);
    return arrayType(slotOf(lambdaAt("transform", args, 1)));
  },
  nulls: ofList,
  duckdb: eachElement("list_transform"),
});

function ofList([list]: readonly Slot[]): Pick<Slot, "nullable" | "proven"> {
  return { nullable: list?.nullable ?? true, proven: list !== undefined && !canBeNull(list) };
}

/** `filter(x, element -> condition)`: the elements for which it is TRUE; the second parameter counts from 0. `filter(o.tags, (tag) => tag.ne(""))` */
export const filter = arranged<
  <L extends Lists>(list: Column<L>, condition: Indexed<ElementOf<L>, Predicate>) => List<ElementOf<L>, NullIn<L>>
>({
  name: "filter",
  arrange: ([list, run]) => {
    const of = expressionOf(list);
    return [of, elementLambda("filter", of, run, true)];
  },
  type: (args) => {
    conditionAt("filter", args, 1);
    return listOf("filter", args);
  },
  nulls: ofList,
  duckdb: eachElement("list_filter"),
});

/** What cannot fail for any value, so that it may be computed for elements that Spark does not look at any more. */
const harmless = new Set(
  "isnull isnotnull and or not = <=> <> < <= > >= in exists forall size map_values coalesce array_contains".split(" "),
);

const parts = new Set<Expression["kind"]>(["column", "variable", "literal", "field", "struct", "lambda", "case"]);

function cannotFail(expression: Expression): boolean {
  return walk(expression).every((part) => (part.kind === "call" ? harmless.has(part.function) : parts.has(part.kind)));
}

/**
 * Spark looks at the elements one after the other until it knows, so that what fails further behind does not matter. A fold of structs does
 * the same: `so_far` is what is known, NULL while a condition was.
 */
function quantifier(decided: boolean): Text {
  const [connective, level] = decided ? (["OR", levels.or] as const) : (["AND", levels.and] as const);
  return ([list = atom("")], written) => {
    const lambda = written.arguments[1];
    if (lambda?.kind !== "lambda") throw new TypeError("no lambda");
    if (!canBeNull(lambda) && cannotFail(lambda.body)) {
      const element = written.unused("element");
      const body = written.body(1, [element]);
      const kept = decided ? body : { text: `NOT ${at(levels.not, body)}`, level: levels.not };
      return infix(decided ? ">" : "=", levels.compare)(sqlAtom`len(list_filter(${list}, lambda ${element}: ${kept}))`, atom("0"));
    }
    const [folded, next] = [written.unused("folded"), written.unused("next")];
    const known = sqlAtom`${folded}.so_far`;
    const body = written.body(1, [sqlAtom`${next}.item`]);
    const step = caseOf([{ when: decided ? known : sqlAtom`NOT ${known}`, then: atom(decided ? "TRUE" : "FALSE") }], {
      text: `${at(level, known)} ${connective} ${at(level + 1, body)}`,
      level,
    });
    return foldOf(list, { type: types.boolean, start: atom(decided ? "FALSE" : "TRUE"), folded, next, step, written });
  };
}

interface Fold {
  readonly type: ColumnType;
  readonly start: Sql;
  readonly folded: Sql;
  readonly next: Sql;
  readonly step: Sql;
  readonly written: Written;
}

/** `list_reduce` wants one type for elements and result, so both are fields of a struct. NULL for a NULL list. */
function foldOf(list: Sql, { type, start, folded, next, step, written }: Fold): Sql {
  const element = written.unused("element");
  const result = atom(written.typeName(type));
  const items = sqlAtom`list_transform(${list}, lambda ${element}: struct_pack(so_far := CAST(NULL AS ${result}), item := ${element}))`;
  const nothing = sqlAtom`${next}.item`;
  return sqlAtom`struct_extract(list_reduce(${items}, lambda ${folded}, ${next}: struct_pack(so_far := ${step}, item := ${nothing}), struct_pack(so_far := CAST(${start} AS ${result}), item := NULL)), 'so_far')`;
}

type Quantifier = <L extends Lists, P extends Predicate = Predicate>(
  list: Column<L>,
  condition: Element<ElementOf<L>, P>,
) => ColumnOf<"boolean" | NullIn<L> | NullOf<P>>;

function quantifierNulls([list, condition]: readonly Slot[]): Pick<Slot, "nullable" | "proven"> {
  return {
    nullable: (list?.nullable ?? true) || (condition?.nullable ?? true),
    proven: list !== undefined && !canBeNull(list) && condition !== undefined && !canBeNull(condition),
  };
}

/**
 * `exists(x, element -> condition)`: is it TRUE for one? NULL when it is for none and NULL for some. `exists(o.lines, (line) => line.price.gt(100))`
 */
export const exists = arranged<Quantifier>({
  name: "exists",
  arrange: ([list, run]) => {
    const of = expressionOf(list);
    return [of, elementLambda("exists", of, run)];
  },
  type: (args) => {
    listOf("exists", args);
    conditionAt("exists", args, 1);
    return types.boolean;
  },
  nulls: quantifierNulls,
  duckdb: quantifier(true),
});

/**
 * `forall(x, element -> condition)`: is it TRUE for all, as for those of an empty list? NULL when it is FALSE for none and NULL for some.
 * `forall(o.lines, (line) => line.price.gt(0))`
 */
export const forall = arranged<Quantifier>({
  name: "forall",
  arrange: ([list, run]) => {
    const of = expressionOf(list);
    return [of, elementLambda("forall", of, run)];
  },
  type: (args) => {
    listOf("forall", args);
    conditionAt("forall", args, 1);
    return types.boolean;
  },
  nulls: quantifierNulls,
  duckdb: quantifier(false),
});

/** The type with NULL possible everywhere inside. Spark does so with a total, about which it knows nothing before it is computed. */
function loose(type: ColumnType): ColumnType {
  return unproven([{ name: "total", ...maybeNull(type) }])[0]?.type ?? type;
}

/** The same in TypeScript. */
type Loose<S> = S extends readonly (infer E)[]
  ? readonly (Loose<E> | null)[]
  : S extends ReadonlyMap<infer K, infer V>
    ? ReadonlyMap<K, Loose<V> | null>
    : S extends object
      ? { readonly [K in keyof S]: Loose<S[K]> | null }
      : S;
type Total<S> = Loose<TypeOf<S> & {}> | null;

/**
 * `reduce(x, start, (total, element) -> total[, total -> result])`: folds the elements from the first to the last, NULLs among them. Start and
 * every total have one type: cast where it would widen. `reduce(o.amounts, big(0n), (total, amount) => total.plus(amount))`
 */
export const reduce = arranged<{
  <L extends Lists, S extends Given>(
    list: Column<L>,
    start: S,
    merge: (total: ColumnOf<Total<S>>, element: ColumnOf<ElementOf<L>>) => Given,
  ): ColumnOf<Total<S>>;
  <L extends Lists, S extends Given, R extends Given>(
    list: Column<L>,
    start: S,
    merge: (total: ColumnOf<Total<S>>, element: ColumnOf<ElementOf<L>>) => Given,
    finish: (total: ColumnOf<Total<S>>) => R,
  ): ColumnOf<TypeOf<R> | NullIn<L>>;
}>({
  name: "reduce",
  arrange: ([list, start, merge, finish]) => {
    const of = expressionOf(list);
    const zero = expressionOf(start);
    const total = ["total", maybeNull(loose(zero.type))] as const;
    const { element } = listOf("reduce", [of]);
    return [
      of,
      zero,
      lambdaOf("reduce", [total, ["element", slotOf(element)]], merge),
      ...(finish === undefined ? [] : [lambdaOf("reduce", [total], finish)]),
    ];
  },
  type: (args) => {
    listOf("reduce", args);
    const [, start] = args;
    if (!start) throw wrongOperand("reduce", 1, "a value to start with", start);
    const merge = lambdaAt("reduce", args, 2);
    if (!sameType(merge.type, start.type)) throw wrongOperand("reduce", 2, "a function that gives the type it starts with", merge);
    return args.length > 3 ? lambdaAt("reduce", args, 3).type : loose(start.type);
  },
  nulls: (args) => {
    const [list] = args;
    const finish = args[3];
    return {
      nullable: (list?.nullable ?? true) || (finish?.nullable ?? true),
      proven: list !== undefined && !canBeNull(list) && finish !== undefined && !canBeNull(finish),
    };
  },
  duckdb: ([list = atom(""), start = atom("")], written) => {
    const [of, zero] = written.arguments;
    const type = zero?.type ?? types.string;
    const [folded, next] = [written.unused("folded"), written.unused("next")];
    const step = written.body(2, [sqlAtom`${folded}.so_far`, sqlAtom`${next}.item`]);
    if (written.arguments.length < 4) return foldOf(list, { type, start, folded, next, step, written });
    const result = (name: Sql): Sql => {
      const total = foldOf(name, { type, start, folded, next, step, written });
      const finished = bound(written, "total", total, (one) => written.body(3, [one]));
      return caseOf([{ when: { text: `${at(levels.compare + 1, name)} IS NOT NULL`, level: levels.compare }, then: finished }], undefined);
    };
    return isCheap(of) ? result(list) : bound(written, "list", list, result);
  },
});

/**
 * `zip_with(a, b, (left, right) -> value)`: a value for each pair of elements, NULL standing for those the shorter list lacks.
 * `zipWith(o.prices, o.quantities, (price, quantity) => price.times(quantity))`
 */
export const zipWith = arranged<
  <L extends Lists, M extends Lists, R extends Given>(
    a: Column<L>,
    b: Column<M>,
    value: (left: ColumnOf<ElementOf<L> | null>, right: ColumnOf<ElementOf<M> | null>) => R,
  ) => List<TypeOf<R>, NullIn<L> | NullIn<M>>
>({
  name: "zip_with",
  arrange: ([a, b, run]) => {
    const lists = [expressionOf(a), expressionOf(b)];
    const element = (index: number): Slot => maybeNull(listOf("zip_with", lists, index).element.type);
    return [
      ...lists,
      lambdaOf(
        "zip_with",
        [
          ["left", element(0)],
          ["right", element(1)],
        ],
        run,
      ),
    ];
  },
  type: (args) => {
    listOf("zip_with", args, 0);
    listOf("zip_with", args, 1);
    return arrayType(slotOf(lambdaAt("zip_with", args, 2)));
  },
  nulls: ([a, b]) => ({
    nullable: (a?.nullable ?? true) || (b?.nullable ?? true),
    proven: a !== undefined && !canBeNull(a) && b !== undefined && !canBeNull(b),
  }),
  duckdb: ([a = atom(""), b = atom("")], written) => {
    const pair = written.unused("pair");
    const body = written.body(2, [sqlAtom`${pair}[1]`, sqlAtom`${pair}[2]`]);
    const zipped = (left: Sql, right: Sql): Sql =>
      caseOf(
        [
          {
            when: sqlAtom`${left} IS NOT NULL AND ${right} IS NOT NULL`,
            then: sqlAtom`list_transform(list_zip(${left}, ${right}), lambda ${pair}: ${body})`,
          },
        ],
        undefined,
      );
    const [first, second] = written.arguments;
    const withSecond = (left: Sql): Sql => (isCheap(second) ? zipped(left, b) : bound(written, "second", b, (name) => zipped(left, name)));
    return isCheap(first) ? withSecond(a) : bound(written, "first", a, withSecond);
  },
});
