import {
  type ColumnType,
  canBeNull,
  type DecimalType,
  decimalType,
  type Expression,
  isInteger,
  isNumeric,
  type Slot,
  types,
} from "../ir/index.js";
import { raise } from "./error-condition.js";
import { type FunctionRow, open, type Text, type Written, wrongOperand } from "./row.js";
import { at, atom, callOf, infix, levels, type Sql } from "./sql.js";
import { asNumber, beside, decimalOf, numberName, reading, requireFloatRule, widest } from "./widening.js";

/** The decimal that two give together. */
export type DecimalRule = (a: DecimalType, b: DecimalType) => DecimalType;

/**
 * Spark's rule for a result that would need more than 38 digits: the fraction gives way, down to 6 digits
 * (`DecimalType.adjustPrecisionScale`).
 */
function bounded(precision: number, scale: number): DecimalType {
  if (precision <= 38) return decimalType(precision, scale);
  return decimalType(38, Math.max(38 - (precision - scale), Math.min(scale, 6)));
}

export const addition: DecimalRule = (a, b) => {
  const scale = Math.max(a.scale, b.scale);
  return bounded(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
};
export const multiplication: DecimalRule = (a, b) => bounded(a.precision + b.precision + 1, a.scale + b.scale);
export const division: DecimalRule = (a, b) => {
  const scale = Math.max(6, a.scale + b.precision + 1);
  return bounded(a.precision - a.scale + b.scale + scale, scale);
};
export const remainder: DecimalRule = (a, b) => {
  const scale = Math.max(a.scale, b.scale);
  return bounded(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
};

/** The type of an operator of two numbers. */
export function arithmetic(name: string, rule: DecimalRule) {
  return ([left, right]: readonly Expression[]): ColumnType => {
    if (!left || !isNumeric(left.type)) throw wrongOperand(name, 0, "a number", left);
    if (!right || !isNumeric(right.type)) throw wrongOperand(name, 1, "a number", right);
    const a = decimalOf(left);
    const b = decimalOf(right);
    if (a && b && (left.type.kind === "decimal" || right.type.kind === "decimal")) return rule(a, b);
    return widest(left.type, right.type);
  };
}

/** The type of a quotient: DOUBLE unless it is a decimal. */
export function quotientType(name: string) {
  return (args: readonly Expression[]): ColumnType => {
    const type = arithmetic(name, division)(args);
    return type.kind === "decimal" ? type : types.double;
  };
}

/** Spark's analyser says of what decimals give, and of every quotient, that it may be NULL; under ANSI it is not, but for NULL itself. */
export function nullsOf(type: FunctionRow["type"], always = false) {
  return (args: readonly Slot[]): Pick<Slot, "nullable" | "proven"> => ({
    nullable: always || args.some((one) => one.nullable) || type(args as readonly Expression[]).kind === "decimal",
    proven: !args.some(canBeNull),
  });
}

/** Arithmetic in JavaScript: where DuckDB has no type that is wide enough, and where Spark wraps around or gives NULL. */
export function computed(operator: string, tries = false): (parts: readonly Sql[], written: Written) => Sql {
  return (parts, written) => {
    const { type, arguments: args } = written;
    // Decimals enter as they are, a literal by its digits; everything else in the type of the result.
    const exact = type.kind === "decimal" || (operator === "div" && !args.every((one) => isInteger(one.type)));
    const into = args.map((one) => (exact && decimalOf(one)) || type);
    const cast = parts.map((part, i) => {
      const [one, to] = [args[i], into[i]];
      return one && to ? asNumber(part, one, to) : part;
    });
    const name = written.javascript({ body: "arithmetic", takes: into, gives: type, parameters: { operator, tries } });
    return callOf(name, cast);
  };
}

/** Writes an operator so that DuckDB computes in exactly the type Spark does, and not in a wider or a narrower one. */
function exact(operator: string, level: number, called: string, exactPrecision: DecimalRule): Text {
  return (parts, written) => {
    const { type, arguments: args, ansi } = written;
    const [left = atom(""), right = atom("")] = parts;
    const [a, b] = args;
    if (!a || !b) throw new TypeError("arithmetic takes two operands");
    requireFloatRule(ansi, a, b);
    if (isInteger(type)) {
      // As an operator, DuckDB's optimizer would move a constant to the other side of a comparison and lose the overflow.
      return ansi ? callOf(called, [beside(left, a, type, b), beside(right, b, type, a)]) : computed(operator)(parts, written);
    }
    if (type.kind !== "decimal") return infix(operator, level)(asNumber(left, a, type), asNumber(right, b, type));
    const da = decimalOf(a);
    const db = decimalOf(b);
    const whole = da && db && exactPrecision(da, db);
    if (!da || !db || !whole || whole.precision > 38 || whole.scale !== type.scale) return computed(operator)(parts, written);
    const as = (part: Sql, of: DecimalType): Sql => atom(`CAST(${part.text} AS ${numberName(of)})`);
    // From two operands of at most 18 digits DuckDB makes a result of at most 18, and an error of what is longer.
    const narrow = Math.max(da.precision, db.precision) <= 18 && whole.precision > 18;
    const first = narrow ? decimalType(19, da.scale) : da;
    return atom(`CAST(${infix(operator, level)(as(left, first), as(right, db)).text} AS ${numberName(type)})`);
  };
}

/** Digits an exact sum or product needs; DuckDB computes decimals in at most 38. */
const sumDigits: DecimalRule = (a, b) => {
  const scale = Math.max(a.scale, b.scale);
  return decimalType(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
};
const productDigits: DecimalRule = (a, b) => decimalType(a.precision + b.precision, a.scale + b.scale);

/** `x + y` in the wider type of both; overflow is an error. Decimals follow Spark's precision rules. */
export const plus = open({
  name: "+",
  type: arithmetic("+", addition),
  nulls: nullsOf(arithmetic("+", addition)),
  databricks: writeInfix("+", levels.add),
  duckdb: exact("+", levels.add, "add", sumDigits),
});
/** `x - y` */
export const minus = open({
  name: "-",
  type: arithmetic("-", addition),
  nulls: nullsOf(arithmetic("-", addition)),
  databricks: writeInfix("-", levels.add),
  duckdb: exact("-", levels.add, "subtract", sumDigits),
});
/** `x * y` */
export const times = open({
  name: "*",
  type: arithmetic("*", multiplication),
  nulls: nullsOf(arithmetic("*", multiplication)),
  databricks: writeInfix("*", levels.multiply),
  duckdb: exact("*", levels.multiply, "multiply", productDigits),
});

/**
 * `x / y`: DOUBLE, or DECIMAL when both are exact and one is a decimal. Dividing by zero is an error, with NaN on the left too, but not
 * with NULL.
 */
export const dividedBy = open({
  name: "/",
  type: quotientType("/"),
  nulls: nullsOf(quotientType("/"), true),
  databricks: writeInfix("/", levels.multiply),
  duckdb: (parts, written) => {
    const { type, arguments: args, ansi } = written;
    if (type.kind === "decimal") return computed("/")(parts, written);
    const divided = infix("/", levels.multiply);
    const doubles = parts.map((part, i) => (args[i] ? asNumber(part, args[i], types.double) : part));
    const [, b] = args;
    if (b?.kind === "literal" && Number(b.value) !== 0) return divided(doubles[0] ?? atom(""), doubles[1] ?? atom(""));
    return reading(doubles, args, (dividend = atom(""), divisor = atom("")) => {
      const zero = ansi ? raise("DIVIDE_BY_ZERO", "Division by zero.") : atom("NULL");
      return atom(
        `CASE WHEN ${at(levels.compare + 1, divisor)} = 0 AND ${at(levels.compare + 1, dividend)} IS NOT NULL THEN ${zero.text} ELSE ${divided(dividend, divisor).text} END`,
      );
    });
  },
});

/** `- x`; the least integer has no negative and is an error. */
export const negated = open({
  name: "negative",
  type: ([operand]) => {
    if (!operand || !isNumeric(operand.type)) throw wrongOperand("negated", 0, "a number", operand);
    return operand.type;
  },
  databricks: ([part = atom("")], { arguments: [of] }) => negative(part, of),
  duckdb: (parts, written) => {
    const { type, arguments: args, ansi } = written;
    if ((isInteger(type) && !ansi) || (type.kind === "decimal" && type.precision > 34)) return computed("negate")(parts, written);
    return negative(parts[0] ?? atom(""), args[0]);
  },
});

/** `-5` would be read as a literal of one digit; it is the negative of an INT. */
function negative(part: Sql, of: Expression | undefined): Sql {
  const text = of?.kind === "literal" ? `(${part.text})` : at(levels.unary + 1, part);
  return { text: `-${text}`, level: levels.unary };
}

export function writeInfix(operator: string, level: number): Text {
  return ([left = atom(""), right = atom("")]) => infix(operator, level)(left, right);
}
