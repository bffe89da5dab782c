import type { Column, NullOf, Num, Numeric, Operand, Wider } from "../column/index.js";
import { type Expression, isNumeric, types } from "../ir/index.js";
import { addition, arithmetic, computed, multiplication, nullsOf, quotientType, remainder, writeInfix } from "./number.js";
import { type FunctionRow, open, wrongOperand } from "./row.js";
import { levels } from "./sql.js";
import { decimalOf, requireFloatRule } from "./widening.js";

type FamilyOf<O> = O extends Column<infer S> ? S & Numeric : "int";
type Both<A, B> = Wider<FamilyOf<A>, FamilyOf<B>>;
type Quotient<A, B> = "decimal" extends Both<A, B> ? "decimal" : "double";
type Number = Operand<Numeric>;

type Same = <const A extends Number, const B extends Number>(left: A, right: B) => Num<Both<A, B> | NullOf<A> | NullOf<B>>;
type Tried = <const A extends Number, const B extends Number>(left: A, right: B) => Num<Both<A, B> | null>;

function inJavaScript(operator: string, tries = false) {
  return ((parts, written) => {
    if (!tries) requireFloatRule(written.ansi, ...written.arguments);
    return computed(operator, tries)(parts, written);
  }) satisfies FunctionRow["duckdb"];
}

const remainderType = arithmetic("%", remainder);

/** `x % y`, with the sign of `x`. Throws REMAINDER_BY_ZERO. `mod(o.id, 10)` */
export const mod = open<Same>({
  name: "%",
  type: remainderType,
  nulls: nullsOf(remainderType, true),
  databricks: writeInfix("%", levels.multiply),
  duckdb: inJavaScript("%"),
});

/** `pmod(x, y)`: the remainder that is not negative, for a positive `y`. Throws REMAINDER_BY_ZERO. `pmod(o.id, 10)` */
export const pmod = open<Same>({
  name: "pmod",
  type: arithmetic("pmod", remainder),
  nulls: nullsOf(arithmetic("pmod", remainder), true),
  duckdb: inJavaScript("pmod"),
});

/** `x div y`: the whole part of the quotient, a BIGINT. Throws DIVIDE_BY_ZERO. `div(o.cents, 100)` */
export const div = open<<const A extends Number, const B extends Number>(left: A, right: B) => Num<"bigint" | NullOf<A> | NullOf<B>>>({
  name: "div",
  type: ([left, right]) => {
    for (const [i, one] of [left, right].entries()) {
      if (!one || !decimalOf(one)) throw wrongOperand("div", i, "an integer or a decimal", one);
    }
    return types.bigint;
  },
  nulls: nullsOf(() => types.bigint, true),
  databricks: writeInfix("div", levels.multiply),
  duckdb: computed("div"),
});

/** `try_add(x, y)`: the sum, or NULL where it overflows. `tryAdd(o.quantity, o.more)` */
export const tryAdd = open<Tried>({
  name: "try_add",
  type: arithmetic("try_add", addition),
  nulls: "always",
  duckdb: inJavaScript("+", true),
});

/** `try_subtract(x, y)`: the difference, or NULL where it overflows. */
export const trySubtract = open<Tried>({
  name: "try_subtract",
  type: arithmetic("try_subtract", addition),
  nulls: "always",
  duckdb: inJavaScript("-", true),
});

/** `try_multiply(x, y)`: the product, or NULL where it overflows. */
export const tryMultiply = open<Tried>({
  name: "try_multiply",
  type: arithmetic("try_multiply", multiplication),
  nulls: "always",
  duckdb: inJavaScript("*", true),
});

/** `try_divide(x, y)`: the quotient, or NULL where `y` is zero. `tryDivide(o.total, o.quantity)` */
export const tryDivide = open<<const A extends Number, const B extends Number>(left: A, right: B) => Num<Quotient<A, B> | null>>({
  name: "try_divide",
  type: quotientType("try_divide"),
  nulls: "always",
  duckdb: inJavaScript("/", true),
});

/** `try_mod(x, y)`: the remainder, or NULL where `y` is zero. */
export const tryMod = open<Tried>({
  name: "try_mod",
  type: arithmetic("try_mod", remainder),
  nulls: "always",
  duckdb: inJavaScript("%", true),
});

/** `positive(x)`: the number itself. */
export const positive = open<<N extends Numeric, S extends N | null>(value: Column<S>) => Num<S & (Numeric | null)>>({
  name: "positive",
  type: ([operand]: readonly Expression[]) => {
    if (!operand || !isNumeric(operand.type)) throw wrongOperand("positive", 0, "a number", operand);
    return operand.type;
  },
  duckdb: ([part]) => part ?? { text: "", level: levels.atom },
});
