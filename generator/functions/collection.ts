import { type Column, columnOf, expressionOf } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  type ArrayType,
  type ColumnType,
  canBeNull,
  type Expression,
  isOrderable,
  type Lambda,
  literal,
  type MapType,
  type Slot,
  sameType,
} from "../ir/index.js";
import { apply, type Callable, type FunctionRow, open, refused, type Written, wrongOperand } from "./row.js";
import { atom, callOf, type Sql } from "./sql.js";

/** A list whose elements are `E`; `N` is `null` when the list itself may be NULL. */
export type ListColumn<E, N extends null = null> = Column<readonly E[] | N>;

/** A map from `K` to `V`; `N` is `null` when the map itself may be NULL. */
export type MapColumn<K, V, N extends null = null> = Column<ReadonlyMap<K, V> | N>;

/** Lists and maps, NULL or not, as type parameters have them: TypeScript finds no `null` by itself. */
export type Lists = readonly unknown[] | null;
export type Maps = ReadonlyMap<unknown, unknown> | null;
export type ElementOf<L> = L extends readonly (infer E)[] ? E : never;
export type KeyOf<M> = M extends ReadonlyMap<infer K, unknown> ? K : never;
export type ValueOf<M> = M extends ReadonlyMap<unknown, infer V> ? V : never;
/** `null` when it is among the type. */
export type NullIn<S> = S & null;

/** What stands for an element, a key or a value of type `E`: a column of its type, or a plain value. */
export type Item<E> = Column<E | null> | Plain<E & {}>;
type Plain<E> = E extends "string" ? string : E extends "int" | "bigint" ? number : E extends "boolean" ? boolean : never;

/** The type of a column or of the column a plain value becomes. */
export type TypeOf<O> =
  O extends Column<infer S> ? S : O extends string ? "string" : O extends number ? "int" : O extends boolean ? "boolean" : never;

/** The type of the operand's list. Throws `function/operand`. */
export function listOf(name: string, args: readonly Expression[], index = 0): ArrayType {
  const list = args[index];
  if (list?.type.kind !== "array") throw wrongOperand(name, index, "array", list);
  return list.type;
}

/** The type of the operand's map. Throws `function/operand`. */
export function mapOf(name: string, args: readonly Expression[], index = 0): MapType {
  const map = args[index];
  if (map?.type.kind !== "map") throw wrongOperand(name, index, "map", map);
  return map.type;
}

/** The operand, which must be there and of a type. Throws `function/operand`. */
export function operandOf(name: string, args: readonly Expression[], index: number, type: ColumnType, what: string): Expression {
  const one = args[index];
  if (!one || !sameType(one.type, type)) throw wrongOperand(name, index, what, one);
  return one;
}

/** INT and what is narrower. Throws `function/operand`. */
export function requireInt(name: string, args: readonly Expression[], index: number): Expression {
  const one = args[index];
  if (one?.type.kind !== "int" && one?.type.kind !== "smallint" && one?.type.kind !== "tinyint")
    throw wrongOperand(name, index, "int", one);
  return one;
}

/** A plain number beside a list of BIGINT is one, so that Spark has nothing to convert. */
export function fitted(one: Expression, type: ColumnType): Expression {
  const widens = one.kind === "literal" && one.type.kind === "int" && type.kind === "bigint" && one.value !== null;
  return widens ? literal(String(one.value), type) : one;
}

/** The last operands fitted to the elements of the first, or to what `typeOf` says. */
export function fittedTo(typeOf: (type: ColumnType) => ColumnType | undefined, ...indexes: readonly number[]) {
  return (given: readonly unknown[]): readonly Expression[] => {
    const args = given.map(expressionOf);
    const type = args[0] && typeOf(args[0].type);
    return type ? args.map((one, i) => (indexes.includes(i) ? fitted(one, type) : one)) : args;
  };
}

export const elementType = (type: ColumnType): ColumnType | undefined => (type.kind === "array" ? type.element.type : undefined);
export const keyType = (type: ColumnType): ColumnType | undefined => (type.kind === "map" ? type.key : undefined);

/** A function whose operands are arranged first: callbacks become lambdas, plain numbers take the type beside them. */
export function arranged<F>(
  row: Parameters<typeof open>[0] & { readonly arrange: (args: readonly unknown[]) => readonly Expression[] },
): Callable<F> {
  const { arrange, ...rest } = row;
  const plain: { readonly row: FunctionRow } = open(rest);
  const exported = (...args: readonly unknown[]): unknown => columnOf(apply(plain.row, arrange(args)));
  return Object.assign(exported, { row: plain.row }) as unknown as Callable<F>;
}

export function slotOf({ type, nullable, proven }: Slot): Slot {
  return { type, nullable, proven: proven || !nullable };
}

/** A slot that is NULL when one of these is. */
export function either(type: ColumnType, ...slots: readonly Slot[]): Slot {
  return { type, nullable: slots.some((one) => one.nullable), proven: !slots.some(canBeNull) };
}

/** NULL when one of the first `count` operands is. */
export const ofFirst =
  (count: number) =>
  (args: readonly Slot[]): Pick<Slot, "nullable" | "proven"> => ({
    nullable: args.slice(0, count).some((one) => one.nullable),
    proven: !args.slice(0, count).some(canBeNull),
  });

/** A function of JavaScript over the operands that are not lambdas, all as they are. */
export function callJavaScript(
  body: string,
  parts: readonly Sql[],
  written: Written,
  types?: readonly ColumnType[],
  gives?: ColumnType,
): Sql {
  const takes = types ?? written.arguments.map((one) => one.type);
  return callOf(written.javascript({ body, takes, gives: gives ?? written.type, parameters: {} }), parts);
}

/** An operand written twice costs twice: a one-element list binds it to a name. */
export function bound(written: Written, name: string, part: Sql, use: (name: Sql) => Sql): Sql {
  const as = written.unused(name);
  return atom(`list_extract(list_transform([${part.text}], lambda ${as.text}: ${use(as).text}), 1)`);
}

/** What an element can be compared by. Throws `function/operand`. */
export function requireComparable(name: string, args: readonly Expression[], index = 0): Slot {
  const { element } = listOf(name, args, index);
  if (!isOrderable(element.type)) throw wrongOperand(name, index, "a list of values that can be compared", args[index]);
  return element;
}

/** Tells a literal position that is never there. */
export function requireFrom(name: string, one: Expression | undefined, least: number, fix: string): void {
  if (one?.kind !== "literal" || one.value === null || Number(one.value) >= least) return;
  throw new DiagnosticError([error("function/operand", `${name} takes a whole number from ${least}`, { fix })]);
}

/** What is not to be repeated when it is written twice. */
export function isCheap(one: Expression | undefined): boolean {
  return (
    one === undefined ||
    one.kind === "column" ||
    one.kind === "variable" ||
    one.kind === "literal" ||
    (one.kind === "field" && isCheap(one.of))
  );
}

/** What a callback gives: a column, or a plain value. */
export type Given = Column<unknown> | string | number | boolean;

export function lambdaAt(name: string, args: readonly Expression[], index: number): Lambda {
  const one = args[index];
  if (one?.kind !== "lambda") throw wrongOperand(name, index, "a function of an element", one);
  return one;
}

export function conditionAt(name: string, args: readonly Expression[], index: number): Lambda {
  const one = lambdaAt(name, args, index);
  if (one.type.kind !== "boolean") throw wrongOperand(name, index, "a function that gives a condition", one);
  return one;
}

/** A map whose keys are nested compares them by rules that are not proven. Throws `dialect/refused`. */
export function requireSimpleKeys(written: Written): void {
  for (const { type } of [...written.arguments, { type: written.type }]) {
    if (type.kind === "map" && ["array", "struct", "map"].includes(type.key.kind)) {
      throw refused(
        `the emulator has no maps whose keys are ${type.key.kind}s: how Spark compares them is not proven`,
        "use a text or a number as key",
      );
    }
  }
}
