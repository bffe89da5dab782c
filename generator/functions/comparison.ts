import type { Bool, Column, ColumnOf, Like, NullOfAll, Predicate } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type ColumnType, type Expression, isNumeric, isOrderable, printType, sameType, types } from "../ir/index.js";
import { open, refused, requireSimple, type Text, type Written, whenAllAre, wrongOperand } from "./row.js";
import { at, atom, callOf, chain, levels, type Sql, sqlAtom } from "./sql.js";
import { areNumbers, beside, commonNumber, comparedAs, reading, requireFloatRule, takenAs, takenType } from "./widening.js";

const operator =
  (name: string) =>
  ([left = atom(""), right = atom("")]: readonly Sql[]): Sql => ({
    // Comparisons do not chain in DuckDB: a = b = c is a syntax error.
    text: `${at(levels.compare + 1, left)} ${name} ${at(levels.compare + 1, right)}`,
    level: levels.compare,
  });

const ofSimple =
  (name: string, write: (parts: readonly Sql[], written: Written) => Sql): Text =>
  (parts, written) => {
    requireSimple(name, ...written.arguments);
    return write(parts, written);
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

/** Both sides in the type in which Spark compares them; DuckDB would choose another for numbers of two types. */
function compared(name: string, duckdb = name): Text {
  return ofSimple(name, (parts, { arguments: args, ansi }) => {
    const [left, right] = args;
    if (!left || !right || !areNumbers(left, right)) return operator(duckdb)(parts);
    requireFloatRule(ansi, left, right);
    const type = comparedAs(left, right);
    return operator(duckdb)(parts.map((part, i) => beside(part, i === 0 ? left : right, type, i === 0 ? right : left)));
  });
}

function comparison(name: string, duckdb = name) {
  return open({ name, type: comparable(name), databricks: operator(name), duckdb: compared(name, duckdb) });
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
  duckdb: compared("<=>", "IS NOT DISTINCT FROM"),
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
  duckdb: ofSimple("in", (parts, { arguments: args, ansi }) => {
    const [subject] = args;
    if (!subject || !areNumbers(...args)) return writeIn(parts);
    requireFloatRule(ansi, ...args);
    const type = args.map((one) => one.type).reduce(commonNumber);
    return writeIn(parts.map((part, i) => beside(part, args[i] ?? subject, type, subject)));
  }),
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

/**
 * Spark computes the right side only where the left does not decide, so that `b <> 0 AND a / b > 1` is no division by zero; DuckDB computes
 * both, and a filter's conditions in any order. A CASE keeps the order where the right side may be an error.
 */
function decidedBy(decisive: "TRUE" | "FALSE", plain: (left: Sql, right: Sql) => Sql): Text {
  return ([left = atom(""), right = atom("")], { arguments: [a, b] }) => {
    if (!a || !b || !mayRaise(b)) return plain(left, right);
    const lazy = (first = atom("")): Sql => {
      const decides = decisive === "TRUE" ? first.text : `NOT ${at(levels.not, first)}`;
      return atom(`CASE WHEN ${decides} THEN ${decisive} ELSE ${plain(first, right).text} END`);
    };
    // A left side that is such a CASE itself would double with every condition.
    return mayRaise(a) ? reading([left], [a], lazy) : lazy(left);
  };
}

const harmless = new Set([
  "=",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "<=>",
  "isnull",
  "isnotnull",
  "in",
  "and",
  "or",
  "not",
  "coalesce",
  "greatest",
  "least",
]);
const harmlessTexts = new Set(["trim", "length", "concat", "startswith", "contains", "split", "size", "get"]);

/** Can computing it be an error? Only what surely cannot is said not to. */
export function mayRaise(one: Expression): boolean {
  switch (one.kind) {
    case "column":
    case "literal":
    case "variable":
      return false;
    case "field":
      return mayRaise(one.of);
    case "call":
      return !(harmless.has(one.function) || harmlessTexts.has(one.function)) || one.arguments.some(mayRaise);
    default:
      return true;
  }
}
/**
 * DuckDB leaves the conditions of a CASE out when all its results are the same text, and with them their errors. Throws `dialect/refused`.
 */
export function requireDifferent(conditions: readonly Expression[], results: readonly Sql[]): void {
  if (results.some((one) => one.text !== results[0]?.text) || !conditions.some(mayRaise)) return;
  throw refused(
    "all results of a choice are the same: the emulator would not compute its condition, which may be an error on Spark",
    "leave the choice out",
  );
}

const negation: Text = ([part = atom("")]) => ({ text: `NOT ${at(levels.not, part)}`, level: levels.not });

/** `x AND y` in three-valued logic. */
export const and = open<(left: Predicate, right: Predicate) => Predicate>({
  name: "and",
  type: logical("and"),
  databricks: both,
  duckdb: decidedBy("FALSE", chain("AND", levels.and)),
});
/** `x OR y` in three-valued logic. */
export const or = open<(left: Predicate, right: Predicate) => Predicate>({
  name: "or",
  type: logical("or"),
  databricks: either,
  duckdb: decidedBy("TRUE", chain("OR", levels.or)),
});
/** `NOT x` */
export const not = open<<S extends "boolean" | null>(condition: Bool<S>) => Bool<S>>({
  name: "not",
  type: logical("not"),
  databricks: negation,
  duckdb: negation,
});

function comparableOfOneType(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    const type = takenType(name, args);
    if (!isOrderable(type)) throw wrongOperand(name, 0, "a value that can be compared", args[0]);
    if (args.length < 2) throw wrongOperand(name, 1, "a second value", undefined);
    return type;
  };
}

/** A function of values of one type, each written in that type. */
export function ofOneType(name: string, inDuckdb: boolean): (parts: readonly Sql[], written: Written) => Sql {
  return (parts, { arguments: args, type }) => callOf(name, takenAs(parts, args, type, inDuckdb));
}

type Coalesce = <S, const O extends readonly [Like<S & {}>, ...Like<S & {}>[]]>(
  column: Column<S>,
  ...fallbacks: O
) => ColumnOf<(S & {}) | (S & NullOfAll<O>)>;

/** `coalesce(a, b, …)`: the first that is not NULL; what comes after it is not computed. `coalesce(c.segment, "unknown")` */
export const coalesce = open<Coalesce>({
  name: "coalesce",
  type: (args) => takenType("coalesce", args),
  nulls: whenAllAre,
  databricks: ofOneType("coalesce", false),
  duckdb: ofOneType("coalesce", true),
});

/** Two values at least: Spark takes no fewer. */
type Extreme = <S, const O extends readonly [Like<S & {}>, ...Like<S & {}>[]]>(
  first: Column<S>,
  ...others: O
) => ColumnOf<(S & {}) | (S & NullOfAll<O>)>;

function extreme(name: "greatest" | "least") {
  return {
    name,
    type: comparableOfOneType(name),
    nulls: whenAllAre,
    databricks: ofOneType(name, false),
    duckdb: ofSimple(name, (parts, written) => {
      if (written.type.kind !== "float") return ofOneType(name, true)(parts, written);
      // Of FLOATs DuckDB gives 0.0 for -0.0; as DOUBLEs they are what they were.
      return sqlAtom`CAST(${callOf(
        name,
        parts.map((part) => sqlAtom`CAST(${part} AS DOUBLE)`),
      )} AS FLOAT)`;
    }),
  };
}

/** `greatest(a, b, …)`: the largest that is not NULL; NULL when all are. NaN is the largest number. */
export const greatest = open<Extreme>(extreme("greatest"));

/** `least(a, b, …)`: the smallest that is not NULL; NULL when all are. */
export const least = open<Extreme>(extreme("least"));
