import type { Bool, Column, ColumnOf, Like, NullOf, Predicate } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type ColumnType, type Expression, isNumeric, isOrderable, printType, sameType, types } from "../ir/index.js";
import { isLike, open, requireSimple, type Text, whenAllAre, wrongOperand } from "./row.js";
import { at, atom, callOf, chain, levels, type Sql } from "./sql.js";

const operator =
  (name: string) =>
  ([left = atom(""), right = atom("")]: readonly Sql[]): Sql => ({
    // Comparisons do not chain in DuckDB: a = b = c is a syntax error.
    text: `${at(levels.compare + 1, left)} ${name} ${at(levels.compare + 1, right)}`,
    level: levels.compare,
  });

const ofSimple =
  (name: string, write: (parts: readonly Sql[]) => Sql): Text =>
  (parts, { arguments: args }) => {
    requireSimple(name, ...args);
    return write(parts);
  };

/** Both sides must be of one type, or both numbers: nothing is converted silently. */
function comparable(name: string) {
  return ([left, right]: readonly Expression[]): ColumnType => {
    if (!left || !isOrderable(left.type)) throw wrongOperand(name, 0, "a value that can be compared", left);
    if (!right || !(sameType(left.type, right.type) || (isNumeric(left.type) && isNumeric(right.type)))) {
      throw wrongOperand(name, 1, printType(left.type), right);
    }
    return types.boolean;
  };
}

function comparison(name: string, duckdb = name) {
  return open({ name, type: comparable(name), databricks: operator(name), duckdb: ofSimple(name, operator(duckdb)) });
}

/** `x = y`; NULL when either is. NaN equals NaN. */
export const eq = comparison("=");
/** `x <> y` */
export const ne = comparison("<>");
/** `x < y`; NaN is the largest number. */
export const lt = comparison("<");
/** `x <= y` */
export const lte = comparison("<=");
/** `x > y` */
export const gt = comparison(">");
/** `x >= y` */
export const gte = comparison(">=");
/** `x <=> y`: TRUE when both are NULL, never NULL itself. */
export const eqNullSafe = open({
  name: "<=>",
  type: comparable("<=>"),
  nulls: "never",
  databricks: operator("<=>"),
  duckdb: ofSimple("<=>", operator("IS NOT DISTINCT FROM")),
});

const isWriter =
  (what: string): Text =>
  ([part = atom("")]) => ({ text: `${at(levels.compare + 1, part)} IS ${what}`, level: levels.compare });

/** `x IS NULL` */
export const isNull = open({
  name: "isnull",
  type: () => types.boolean,
  nulls: "never",
  databricks: isWriter("NULL"),
  duckdb: isWriter("NULL"),
});
/** `x IS NOT NULL` */
export const isNotNull = open({
  name: "isnotnull",
  type: () => types.boolean,
  nulls: "never",
  databricks: isWriter("NOT NULL"),
  duckdb: isWriter("NOT NULL"),
});

/** `x IN (a, b)` */
export const isIn = open({
  name: "in",
  type: (args) => {
    const [subject, ...values] = args;
    for (const value of values) comparable("in")(subject ? [subject, value] : [value]);
    if (values.length === 0)
      throw new DiagnosticError([error("function/operand", "in takes at least one value", { fix: "list the values, as in .in([1, 2])" })]);
    return types.boolean;
  },
  databricks: writeIn,
  duckdb: ofSimple("in", writeIn),
});

function writeIn(parts: readonly Sql[]): Sql {
  const [part = atom(""), ...values] = parts;
  return { text: `${at(levels.compare + 1, part)} IN (${values.map((one) => one.text).join(", ")})`, level: levels.compare };
}

function logical(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    args.forEach((one, i) => {
      if (one.type.kind !== "boolean") throw wrongOperand(name, i, "boolean", one);
    });
    return types.boolean;
  };
}

const both: Text = ([left = atom(""), right = atom("")]) => chain("AND", levels.and)(left, right);
const either: Text = ([left = atom(""), right = atom("")]) => chain("OR", levels.or)(left, right);
const negation: Text = ([part = atom("")]) => ({ text: `NOT ${at(levels.not, part)}`, level: levels.not });

/** `x AND y` in three-valued logic. */
export const and = open<(left: Predicate, right: Predicate) => Predicate>({
  name: "and",
  type: logical("and"),
  databricks: both,
  duckdb: both,
});
/** `x OR y` in three-valued logic. */
export const or = open<(left: Predicate, right: Predicate) => Predicate>({
  name: "or",
  type: logical("or"),
  databricks: either,
  duckdb: either,
});
/** `NOT x` */
export const not = open<<S extends "boolean" | null>(condition: Bool<S>) => Bool<S>>({
  name: "not",
  type: logical("not"),
  databricks: negation,
  duckdb: negation,
});

/** All operands have one type; a plain number takes the type of the column beside it. */
function oneType(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    const first = args.find((one) => one.kind !== "literal") ?? args[0];
    if (!first) throw wrongOperand(name, 0, "at least one value", undefined);
    args.forEach((one, i) => {
      if (!isLike(one, first.type)) throw wrongOperand(name, i, printType(first.type), one);
    });
    return first.type;
  };
}

function comparableOfOneType(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    const type = oneType(name)(args);
    if (!isOrderable(type)) throw wrongOperand(name, 0, "a value that can be compared", args[0]);
    if (args.length < 2) throw wrongOperand(name, 1, "a second value", undefined);
    return type;
  };
}

/** `coalesce(a, b)`: the first that is not NULL. `coalesce(c.segment, "unknown")` */
export const coalesce = open<<S, O extends Like<S & {}>>(column: Column<S>, fallback: O) => ColumnOf<(S & {}) | (S & NullOf<O>)>>({
  name: "coalesce",
  type: oneType("coalesce"),
  nulls: whenAllAre,
  duckdb: "coalesce",
});

/** `null` when every one of the columns may be NULL. */
type NullOfAll<O extends readonly unknown[]> = [
  O[number] extends infer C ? (C extends Column<infer S> ? (null extends S ? never : C) : never) : never,
] extends [never]
  ? null
  : never;

/** Two values at least: Spark takes no fewer. */
type Extreme = <S, const O extends readonly [Column<(S & {}) | null>, ...Column<(S & {}) | null>[]]>(
  first: Column<S>,
  ...others: O
) => ColumnOf<(S & {}) | (S & NullOfAll<O>)>;

/** `greatest(a, b, …)`: the largest that is not NULL; NULL when all are. */
export const greatest = open<Extreme>({
  name: "greatest",
  type: comparableOfOneType("greatest"),
  nulls: whenAllAre,
  duckdb: ofSimple("greatest", (parts) => callOf("greatest", parts)),
});

/** `least(a, b, …)`: the smallest that is not NULL; NULL when all are. */
export const least = open<Extreme>({
  name: "least",
  type: comparableOfOneType("least"),
  nulls: whenAllAre,
  duckdb: ofSimple("least", (parts) => callOf("least", parts)),
});
