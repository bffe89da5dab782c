import { DiagnosticError, error } from "../diagnostic/index.js";
import { asDecimal, type ColumnType, type DecimalType, decimalType, type Expression, isInteger, isNumeric, types } from "../ir/index.js";
import { open, type Text, wrongOperand } from "./row.js";
import { at, atom, infix, levels, type Sql } from "./sql.js";

/** The decimal an operand enters arithmetic as; a literal is as wide as its digits, a column as its type. */
function decimalOf(operand: Expression): DecimalType | undefined {
  if (operand.kind === "literal" && isInteger(operand.type))
    return decimalType(Math.max(1, String(operand.value).replace("-", "").length), 0);
  return asDecimal(operand.type);
}

const widths: readonly ColumnType["kind"][] = ["tinyint", "smallint", "int", "bigint"];

/** The common type of two numbers, decimals apart. Under ANSI Spark does not squeeze an integer into FLOAT: the two meet in DOUBLE. */
function widest(a: ColumnType, b: ColumnType): ColumnType {
  if (a.kind === "float" && b.kind === "float") return types.float;
  if (!isInteger(a) || !isInteger(b)) return types.double;
  return widths.indexOf(a.kind) > widths.indexOf(b.kind) ? a : b;
}

type DecimalRule = (a: DecimalType, b: DecimalType) => DecimalType;

/**
 * Spark's rule for a result that would need more than 38 digits: the fraction gives way, down to 6 digits
 * (`DecimalType.adjustPrecisionScale`).
 */
function bounded(precision: number, scale: number): DecimalType {
  if (precision <= 38) return decimalType(precision, scale);
  return decimalType(38, Math.max(38 - (precision - scale), Math.min(scale, 6)));
}

const addition: DecimalRule = (a, b) => {
  const scale = Math.max(a.scale, b.scale);
  return bounded(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale);
};
const multiplication: DecimalRule = (a, b) => bounded(a.precision + b.precision + 1, a.scale + b.scale);
const division: DecimalRule = (a, b) => {
  const scale = Math.max(6, a.scale + b.precision + 1);
  return bounded(a.precision - a.scale + b.scale + scale, scale);
};

function arithmetic(name: string, rule: DecimalRule) {
  return ([left, right]: readonly Expression[]): ColumnType => {
    if (!left || !isNumeric(left.type)) throw wrongOperand(name, 0, "a number", left);
    if (!right || !isNumeric(right.type)) throw wrongOperand(name, 1, "a number", right);
    const a = decimalOf(left);
    const b = decimalOf(right);
    if (
      (a && right.type.kind === "float" && left.type.kind === "decimal") ||
      (b && left.type.kind === "float" && right.type.kind === "decimal")
    ) {
      throw new DiagnosticError([
        error("function/operand", `${name} of FLOAT and DECIMAL would be a DOUBLE`, { fix: 'cast one of them, as in .cast("double")' }),
      ]);
    }
    if (a && b && (left.type.kind === "decimal" || right.type.kind === "decimal")) return rule(a, b);
    return widest(left.type, right.type);
  };
}

/** Writes an operator so that DuckDB computes in exactly the type Spark does, and not in a wider or a narrower one. */
function exact(operator: (left: Sql, right: Sql) => Sql, exactPrecision: DecimalRule | undefined): Text {
  return ([left = atom(""), right = atom("")], { type, arguments: [a, b] }) => {
    if (!a || !b) throw new TypeError("arithmetic takes two operands");
    if (type.kind !== "decimal") return operator(asKind(left, a, type.kind), asKind(right, b, type.kind));
    const da = decimalOf(a);
    const db = decimalOf(b);
    const whole = da && db && exactPrecision?.(da, db);
    if (!da || !db || !whole || whole.precision > 38) throw inexact(type);
    const as = (part: Sql, of: DecimalType): Sql => atom(`CAST(${part.text} AS DECIMAL(${of.precision},${of.scale}))`);
    // From two operands of at most 18 digits DuckDB makes a result of at most 18, and an error of what is longer.
    const narrow = Math.max(da.precision, db.precision) <= 18 && whole.precision > 18;
    const first = narrow ? decimalType(19, da.scale) : da;
    return atom(`CAST(${operator(as(left, first), as(right, db)).text} AS DECIMAL(${type.precision},${type.scale}))`);
  };
}

/** An operand as the type that is computed in. A decimal goes by way of its digits: DuckDB's own cast may be one unit in the last place off. */
function asKind(part: Sql, of: Expression, kind: ColumnType["kind"]): Sql {
  if (of.type.kind === kind) return part;
  const value = of.type.kind === "decimal" ? `CAST(${part.text} AS VARCHAR)` : part.text;
  return atom(`CAST(${value} AS ${kind.toUpperCase()})`);
}

function inexact(type: DecimalType): DiagnosticError {
  return new DiagnosticError([
    error(
      "dialect/refused",
      `the emulator cannot compute a DECIMAL(${type.precision},${type.scale}) exactly: DuckDB has no decimal of more than 38 digits to compute it in`,
      {
        fix: "cast the operands to narrower decimals first",
      },
    ),
  ]);
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
  databricks: writeInfix("+", levels.add),
  duckdb: exact(infix("+", levels.add), sumDigits),
});
/** `x - y` */
export const minus = open({
  name: "-",
  type: arithmetic("-", addition),
  databricks: writeInfix("-", levels.add),
  duckdb: exact(infix("-", levels.add), sumDigits),
});
/** `x * y` */
export const times = open({
  name: "*",
  type: arithmetic("*", multiplication),
  databricks: writeInfix("*", levels.multiply),
  duckdb: exact(infix("*", levels.multiply), productDigits),
});

/** `x / y`: DOUBLE, or DECIMAL when both are exact and one is a decimal. Dividing by zero is an error, with NaN on the left too, but not with NULL. */
export const dividedBy = open({
  name: "/",
  type: (args) => {
    const type = arithmetic("/", division)(args);
    return type.kind === "decimal" ? type : types.double;
  },
  databricks: writeInfix("/", levels.multiply),
  duckdb: ([left = atom(""), right = atom("")], { type, arguments: [a, b] }) => {
    if (type.kind === "decimal" || !a || !b) throw decimalDivision();
    const divisor = asKind(right, b, "double");
    const dividend = asKind(left, a, "double");
    const quotient = infix("/", levels.multiply)(dividend, divisor);
    return atom(
      `CASE WHEN ${at(levels.compare + 1, divisor)} = 0 AND ${at(levels.compare + 1, dividend)} IS NOT NULL THEN error('[DIVIDE_BY_ZERO] Division by zero.') ELSE ${quotient.text} END`,
    );
  },
});

function decimalDivision(): DiagnosticError {
  return new DiagnosticError([
    error("dialect/refused", "the emulator cannot divide decimals exactly: DuckDB divides them as DOUBLE", {
      fix: 'divide doubles: x.cast("double").dividedBy(y.cast("double"))',
    }),
  ]);
}

/** `- x`; the least integer has no negative and is an error. */
export const negated = open({
  name: "negative",
  type: ([operand]) => {
    if (!operand || !isNumeric(operand.type)) throw wrongOperand("negated", 0, "a number", operand);
    return operand.type;
  },
  databricks: ([part = atom("")]) => ({ text: `-${at(levels.unary + 1, part)}`, level: levels.unary }),
  duckdb: ([part = atom("")]) => ({ text: `-${at(levels.unary + 1, part)}`, level: levels.unary }),
});

function writeInfix(operator: string, level: number): Text {
  return ([left = atom(""), right = atom("")]) => infix(operator, level)(left, right);
}
