import type { Bool, Column, ColumnOf, Like, NullOf, Num, Numeric, Operand, Predicate } from "../column/index.js";
import { canBeNull, type Expression, isNumeric, literal, type Slot, types } from "../ir/index.js";
import { eq, ofOneType, requireDifferent } from "./comparison.js";
import { type FunctionRow, open, requireSimple, type Written, whenAllAre, wrongOperand } from "./row.js";
import { atom, callOf, caseOf, type Sql } from "./sql.js";
import { asNumber, reading, takenAs, takenType } from "./widening.js";

type Fallback = <S, const O extends Like<S & {}>>(column: Column<S>, fallback: O) => ColumnOf<(S & {}) | (S & NullOf<O>)>;

function fallback(name: "nvl" | "ifnull") {
  return {
    name,
    type: (args: readonly Expression[]) => takenType(name, args),
    nulls: whenAllAre,
    databricks: ofOneType(name, false),
    duckdb: ofOneType("coalesce", true),
  };
}

/** `nvl(a, b)`: `a`, or `b` where `a` is NULL. `nvl(c.segment, "unknown")` */
export const nvl = open<Fallback>(fallback("nvl"));

/** `ifnull(a, b)`: `a`, or `b` where `a` is NULL. `ifnull(c.segment, "unknown")` */
export const ifnull = open<Fallback>(fallback("ifnull"));

/** What a branch gives: a column, or a plain value. */
type Result = Column<unknown> | string | number | boolean;
type TypeOf<V> = V extends Column<infer S> ? S : V extends string ? "string" : V extends number ? "int" : "boolean";

/** One of two values: NULL when one of these may be. */
const eitherMayBe = ([, a, b]: readonly Slot[]): Pick<Slot, "nullable" | "proven"> => ({
  nullable: (a?.nullable ?? true) || (b?.nullable ?? true),
  proven: a !== undefined && b !== undefined && !canBeNull(a) && !canBeNull(b),
});

const pick =
  (condition: (subject: Sql) => string, name: string, inDuckdb: boolean): FunctionRow["duckdb"] =>
  ([subject = atom(""), ...values], { type, arguments: [of, ...args] }) => {
    const [then = atom(""), otherwise] = takenAs(values, args, type, inDuckdb);
    if (!inDuckdb) return callOf(name, [subject, then, ...(otherwise ? [otherwise] : [])]);
    if (of && otherwise) requireDifferent([of], [then, otherwise]);
    return caseOf([{ when: atom(condition(subject)), then }], otherwise);
  };

/** `nvl2(x, a, b)`: `a` where `x` is not NULL, else `b`. `nvl2(o.shipped, "sent", "open")` */
export const nvl2 = open<
  <V extends Result, const W extends Like<TypeOf<V> & {}>>(
    subject: Column<unknown>,
    then: V,
    otherwise: W,
  ) => ColumnOf<TypeOf<V> | NullOf<W>>
>({
  name: "nvl2",
  type: ([, ...values]) => takenType("nvl2", values, 1),
  nulls: eitherMayBe,
  databricks: pick((subject) => subject.text, "nvl2", false),
  duckdb: pick((subject) => `(${subject.text}) IS NOT NULL`, "nvl2", true),
});

/** `if(condition, a, b)`: `a` where the condition is TRUE, else `b`; the other one is not computed. `iff(o.quantity.lt(0), "out", "in")` */
export const iff = open<
  <V extends Result, const W extends Like<TypeOf<V> & {}>>(condition: Predicate, then: V, otherwise: W) => ColumnOf<TypeOf<V> | NullOf<W>>
>({
  name: "if",
  type: ([condition, ...values]) => {
    if (condition?.type.kind !== "boolean") throw wrongOperand("iff", 0, "boolean", condition);
    return takenType("iff", values, 1);
  },
  nulls: eitherMayBe,
  databricks: pick((subject) => subject.text, "if", false),
  duckdb: pick((subject) => subject.text, "if", true),
});

function equal(a: Expression, b: Expression, parts: readonly Sql[], written: Written): Sql {
  const write = eq.row.duckdb;
  if (typeof write !== "function") throw new TypeError("= is written");
  return write(parts, { ...written, type: types.boolean, arguments: [a, b] });
}

/** `nullif(a, b)`: NULL where both are equal, else `a`. `nullif(o.sku, "")` */
export const nullif = open<
  <S, const O extends Operand<S & {}> | (S extends Numeric | null ? Operand<Numeric> : never)>(
    value: Column<S>,
    other: O,
  ) => ColumnOf<(S & {}) | null>
>({
  name: "nullif",
  type: (args) => {
    eq.row.type(args);
    return args[0]?.type ?? types.string;
  },
  nulls: "always",
  duckdb: (parts, written) => {
    const [a, b] = written.arguments;
    if (!a || !b) throw new TypeError("nullif takes two operands");
    requireSimple("nullif", a, b);
    return reading(parts, written.arguments, (left = atom(""), right = atom("")) =>
      caseOf([{ when: equal(a, b, [left, right], written), then: atom("NULL") }], left),
    );
  },
});

function numeric(name: string) {
  return ([operand]: readonly Expression[]) => {
    if (!operand || !isNumeric(operand.type)) throw wrongOperand(name, 0, "a number", operand);
    return operand.type;
  };
}

/** `nullifzero(x)`: NULL where the number is zero. `nullifzero(o.quantity)` */
export const nullifzero = open<<S extends Numeric | null>(value: Column<S>) => Num<S | null>>({
  name: "nullifzero",
  type: numeric("nullifzero"),
  nulls: "always",
  duckdb: (parts, { arguments: args }) =>
    reading(parts, args, (value = atom("")) => atom(`CASE WHEN (${value.text}) = 0 THEN NULL ELSE ${value.text} END`)),
});

/** `zeroifnull(x)`: 0 where the number is NULL. `zeroifnull(o.quantity)` */
export const zeroifnull = open<<S extends Numeric | null>(value: Column<S>) => Num<S & Numeric>>({
  name: "zeroifnull",
  type: (args) => {
    const type = numeric("zeroifnull")(args);
    // Spark's zero is an INT, which widens what is narrower.
    if (type.kind === "int" || type.kind === "bigint" || type.kind === "double") return type;
    throw wrongOperand("zeroifnull", 0, "an INT, a BIGINT or a DOUBLE (coalesce takes the others)", args[0]);
  },
  nulls: "never",
  duckdb: ([value = atom("")], { type, arguments: [of] }) => {
    if (!of) throw new TypeError("zeroifnull takes an operand");
    return callOf("coalesce", [asNumber(value, of, type), asNumber(atom("0"), literal(0, types.int), type)]);
  },
});

function floating(name: string, args: readonly Expression[]): Expression["type"] {
  const [first] = args;
  args.forEach((one, i) => {
    if (one.type.kind !== "double" && one.type.kind !== "float") throw wrongOperand(name, i, "a DOUBLE or a FLOAT", one);
    if (one.type.kind !== first?.type.kind) throw wrongOperand(name, i, first?.type.kind ?? "double", one);
  });
  return first?.type ?? types.double;
}

/** `isnan(x)`: is it NaN? FALSE for NULL. `isnan(o.ratio)` */
export const isnan = open<(value: Column<"double" | "float" | null>) => Bool<"boolean">>({
  name: "isnan",
  type: (args) => {
    floating("isnan", args);
    return types.boolean;
  },
  nulls: "never",
  duckdb: ([value = atom("")]) => atom(`coalesce(isnan(${value.text}), FALSE)`),
});

/** `nanvl(a, b)`: `b` where `a` is NaN, else `a`. `nanvl(o.ratio, double(0))` */
export const nanvl = open<
  <S extends "double" | "float" | null, const O extends Column<S | null>>(value: Column<S>, other: O) => Num<S | (NullOf<O> & null)>
>({
  name: "nanvl",
  type: (args) => floating("nanvl", args),
  // The other one is computed only where it is taken, so it stands outside of what is bound.
  duckdb: ([value = atom(""), other = atom("")], { arguments: args }) =>
    reading([value], args.slice(0, 1), (one = atom("")) => atom(`CASE WHEN isnan(${one.text}) THEN ${other.text} ELSE ${one.text} END`)),
});
