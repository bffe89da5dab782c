import type { Column, ColumnOf, Operand } from "../column/index.js";
import { type ColumnType, canBeNull, type Expression } from "../ir/index.js";
import {
  arranged,
  bound,
  callJavaScript,
  type ElementOf,
  fittedTo,
  type Item,
  isCheap,
  type KeyOf,
  keyType,
  type Lists,
  type Maps,
  requireFrom,
  requireInt,
  type ValueOf,
} from "./collection.js";
import { raise } from "./error-condition.js";
import { type Text, type Written, wrongOperand } from "./row.js";
import { atom, caseOf, type Sql, sqlAtom } from "./sql.js";

/** Each named text as it is when it costs nothing to write twice, else bound to its name. */
function each(written: Written, parts: readonly Sql[], use: (...names: readonly Sql[]) => Sql): Sql {
  const [list = atom(""), index = atom("")] = parts;
  const [of, at] = written.arguments;
  const withIndex = (first: Sql): Sql => (isCheap(at) ? use(first, index) : bound(written, "position", index, (name) => use(first, name)));
  return isCheap(of) ? withIndex(list) : bound(written, "list", list, withIndex);
}

/** The type of what an index or a key leads to. */
function found(name: string, args: readonly Expression[]): ColumnType {
  const [of, key] = args;
  if (of?.type.kind === "array") {
    requireInt(name, args, 1);
    return of.type.element.type;
  }
  if (of?.type.kind !== "map") throw wrongOperand(name, 0, "a list or a map", of);
  if (!key || keyType(of.type)?.kind !== key.type.kind) throw wrongOperand(name, 1, "a key of the map's type", key);
  return of.type.value.type;
}

const always = { nullable: true, proven: false };

/**
 * What Spark's analyser says with ANSI: of an element that is written out, whether that may be NULL; of a position that is not, whether list or
 * elements may be. It forgets the position itself: see `lostNull`.
 */
function strictNulls(first: 0 | 1) {
  return ([of, key]: readonly Expression[]): Pick<Expression, "nullable" | "proven"> => {
    if (of?.type.kind !== "array") return always;
    if (key?.kind === "literal" && key.value !== null) {
      if (of.kind !== "call" || of.function !== "array") return always;
      const position = Number(key.value) - first;
      const one = of.arguments[first === 1 && position < 0 ? of.arguments.length + position + 1 : position];
      // Where there is none, the result is an error.
      return { nullable: one?.nullable ?? false, proven: !one || !canBeNull(one) };
    }
    const { element } = of.type;
    return { nullable: of.nullable || element.nullable, proven: !canBeNull(of) && !canBeNull(element) };
  };
}

/**
 * Where neither the list nor an element can be NULL, Spark 4.3 gives 0 for the element at NULL instead of NULL, or for a text something that
 * is none.
 */
function lostNull({ arguments: [of, key] }: Written): boolean {
  if (of?.type.kind !== "array" || !key || !canBeNull(key)) return false;
  return !canBeNull(of.type.element) || (of.kind === "call" && of.function === "array");
}

const lost = raise(
  "EMULATOR_REFUSES",
  "the emulator has no element at NULL of a list without NULLs: Spark gives a value that is not there.",
);

/** NULL for NULL, as far as Spark does it. */
const ofNull = (list: Sql, index: Sql, written: Written): readonly { readonly when: Sql; readonly then: Sql }[] =>
  lostNull(written)
    ? [
        { when: sqlAtom`${list} IS NULL`, then: atom("NULL") },
        { when: sqlAtom`${index} IS NULL`, then: lost },
      ]
    : [{ when: sqlAtom`${list} IS NULL OR ${index} IS NULL`, then: atom("NULL") }];

const fromZero = (list: Sql, index: Sql): Sql =>
  caseOf([{ when: sqlAtom`${index} >= 0`, then: sqlAtom`list_extract(${list}, CAST(${index} AS BIGINT) + 1)` }], undefined);

/** Either a map's value or an element of a list by a rule of its own. */
const ofMapOr =
  (ofList: (list: Sql, index: Sql, written: Written) => Sql): Text =>
  (parts, written) => {
    if (written.arguments[0]?.type.kind === "map") return callJavaScript("map_get", parts, written);
    return each(written, parts, (list = atom(""), index = atom("")) => ofList(list, index, written));
  };

type At = <L extends Lists>(list: Column<L>, index: Operand<"int">) => ColumnOf<ElementOf<L> | null>;
type Found = {
  <L extends Lists>(list: Column<L>, index: Operand<"int">): ColumnOf<ElementOf<L> | null>;
  <M extends Maps>(map: Column<M>, key: Item<KeyOf<M>>): ColumnOf<ValueOf<M> | null>;
};

const fitKey = fittedTo(keyType, 1);

/** `get(x, index)`: the element at an index from 0; NULL where there is none. `get(o.tags, 0)` */
export const get = arranged<At>({
  name: "get",
  arrange: fitKey,
  type: (args) => {
    const [list, index] = args;
    if (list?.type.kind !== "array") throw wrongOperand("get", 0, "array", list);
    requireInt("get", args, 1);
    requireFrom("at", index, 0, "write the position out, as in .at(0)");
    return list.type.element.type;
  },
  nulls: () => always,
  duckdb: (parts, written) => {
    const [list = atom("")] = parts;
    const index = written.arguments[1];
    if (index?.kind === "literal" && index.value !== null) return sqlAtom`list_extract(${list}, ${Number(index.value) + 1})`;
    return each(written, parts, (of = atom(""), at = atom("")) => fromZero(of, at));
  },
});

/**
 * `x[index]`: the element at an index from 0, INVALID_ARRAY_INDEX where there is none (NULL without ANSI); of a map, the value of a key, NULL
 * where there is none. `subscript(o.tags, 0)`
 */
export const subscript = arranged<Found>({
  name: "subscript",
  arrange: fitKey,
  type: (args) => found("[]", args),
  nulls: strictNulls(0),
  databricks: ([of = atom(""), key = atom("")], { arguments: [operand] }) =>
    atom(`${operand?.kind === "column" || operand?.kind === "field" || operand?.kind === "call" ? of.text : `(${of.text})`}[${key.text}]`),
  duckdb: ofMapOr((list, index, written) => {
    if (!written.ansi) return fromZero(list, index);
    return caseOf(
      [
        ...ofNull(list, index, written),
        {
          when: sqlAtom`${index} < 0 OR ${index} >= len(${list})`,
          then: raise("INVALID_ARRAY_INDEX", "The index ", index, " is out of bounds. The array has ", sqlAtom`len(${list})`, " elements."),
        },
      ],
      sqlAtom`list_extract(${list}, CAST(${index} AS BIGINT) + 1)`,
    );
  }),
});

const zero = raise("INVALID_INDEX_OF_ZERO", "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).");

const fromOne =
  (strict: (written: Written) => boolean) =>
  (list: Sql, index: Sql, written: Written): Sql =>
    caseOf(
      [
        ...(strict(written) ? ofNull(list, index, written) : [{ when: sqlAtom`${list} IS NULL OR ${index} IS NULL`, then: atom("NULL") }]),
        { when: sqlAtom`abs(CAST(${index} AS BIGINT)) > len(${list})`, then: strict(written) ? outside(list, index) : atom("NULL") },
        { when: sqlAtom`${index} = 0`, then: zero },
      ],
      sqlAtom`list_extract(${list}, ${index})`,
    );

const outside = (list: Sql, index: Sql): Sql =>
  raise("INVALID_ARRAY_INDEX_IN_ELEMENT_AT", "The index ", index, " is out of bounds. The array has ", sqlAtom`len(${list})`, " elements.");

/**
 * `element_at(x, position)`: the element at a position from 1, or from the end with a negative one; INVALID_ARRAY_INDEX_IN_ELEMENT_AT where
 * there is none (NULL without ANSI), INVALID_INDEX_OF_ZERO for 0. Of a map: the value of a key, NULL where there is none.
 * `elementAt(o.tags, -1)`
 */
export const elementAt = arranged<Found>({
  name: "element_at",
  arrange: fitKey,
  type: (args) => found("element_at", args),
  nulls: strictNulls(1),
  duckdb: ofMapOr(fromOne((written) => written.ansi)),
});

/** `try_element_at(x, position)`: like `elementAt`, but NULL where there is no such element. `tryElementAt(o.tags, 3)` */
export const tryElementAt = arranged<Found>({
  name: "try_element_at",
  arrange: fitKey,
  type: (args) => found("try_element_at", args),
  nulls: () => always,
  duckdb: ofMapOr(fromOne(() => false)),
});
