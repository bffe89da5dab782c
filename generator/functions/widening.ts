import {
  asDecimal,
  type ColumnType,
  type DecimalType,
  decimalType,
  type Expression,
  isInteger,
  isNumeric,
  printType,
  sameType,
  types,
} from "../ir/index.js";
import { refused, wrongOperand } from "./row.js";
import { atom, type Sql } from "./sql.js";

/** The decimal an operand enters arithmetic and comparison as; a literal is as wide as its digits, a column as its type. */
export function decimalOf(operand: Expression): DecimalType | undefined {
  if (operand.kind === "literal" && isInteger(operand.type))
    return decimalType(Math.max(1, String(operand.value).replace("-", "").length), 0);
  return asDecimal(operand.type);
}

const widths: readonly ColumnType["kind"][] = ["tinyint", "smallint", "int", "bigint"];

/** The common type of two numbers, decimals apart. Under ANSI Spark does not squeeze an integer into FLOAT: the two meet in DOUBLE. */
export function widest(a: ColumnType, b: ColumnType): ColumnType {
  if (a.kind === "float" && b.kind === "float") return types.float;
  if (!isInteger(a) || !isInteger(b)) return types.double;
  return widths.indexOf(a.kind) > widths.indexOf(b.kind) ? a : b;
}

/** The decimal two meet in: where 38 digits do not suffice, the fraction gives way (`DecimalType.boundedPreferIntegralDigits`). */
function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  const precision = Math.max(a.precision - a.scale, b.precision - b.scale) + scale;
  return precision <= 38 ? decimalType(precision, scale) : decimalType(38, Math.max(0, scale - (precision - 38)));
}

/** The type in which two numbers are compared. */
export function comparedAs(left: Expression, right: Expression): ColumnType {
  return meet(left.type, right.type, decimalOf(left), decimalOf(right));
}

/** The type that values of both become where one of them is taken: in `coalesce`, `greatest`, and the values of IN. */
export function commonNumber(a: ColumnType, b: ColumnType): ColumnType {
  return meet(a, b, asDecimal(a), asDecimal(b));
}

function meet(a: ColumnType, b: ColumnType, asA: DecimalType | undefined, asB: DecimalType | undefined): ColumnType {
  if (sameType(a, b)) return a;
  if (asA && asB && (a.kind === "decimal" || b.kind === "decimal")) return widerDecimal(asA, asB);
  return widest(a, b);
}

/** Without ANSI an integer and a FLOAT meet in FLOAT, with it in DOUBLE; the types of a pipeline are those with it. Throws `dialect/refused`. */
export function requireFloatRule(ansi: boolean, ...operands: readonly (Expression | undefined)[]): void {
  if (ansi || !operands.some((one) => one?.type.kind === "float") || !operands.some((one) => one && isInteger(one.type))) return;
  throw refused("without ANSI an integer beside a FLOAT becomes a FLOAT, and a DOUBLE with it", 'cast the FLOAT, as in .cast("double")');
}

/**
 * A number as DuckDB text of a type. A decimal becomes a DOUBLE by way of its digits: DuckDB's own cast may be one unit in the last place
 * off. A literal is cast too where DuckDB would choose a type by its value.
 */
export function asNumber(part: Sql, of: Expression, type: ColumnType): Sql {
  if (sameType(of.type, type) && (of.kind !== "literal" || type.kind !== "int")) return part;
  const value = of.type.kind === "decimal" && type.kind === "double" ? `CAST(${part.text} AS VARCHAR)` : part.text;
  return atom(`CAST(${value} AS ${numberName(type)})`);
}

/** An operand as text of the type computed in. A whole literal beside a column of that type stays as it is: DuckDB takes it as one of it. */
export function beside(part: Sql, of: Expression, type: ColumnType, other: Expression): Sql {
  const plain = of.kind === "literal" && of.type.kind === "int" && (type.kind === "int" || type.kind === "bigint");
  return plain && other.kind !== "literal" && sameType(other.type, type) ? part : asNumber(part, of, type);
}

/** DuckDB's name of a numeric type. */
export function numberName(type: ColumnType): string {
  if (type.kind === "decimal") return `DECIMAL(${type.precision},${type.scale})`;
  return type.kind === "int" ? "INTEGER" : type.kind.toUpperCase();
}

/** Computed but once however often its text stands: a column, a literal. */
function isSimple(one: Expression): boolean {
  return one.kind === "column" || one.kind === "literal" || one.kind === "variable" || (one.kind === "field" && isSimple(one.of));
}

/**
 * DuckDB text that reads its operands more than once. What is more than a column is bound to a name first, by a list of one struct, so that it
 * is computed once.
 */
export function reading(parts: readonly Sql[], of: readonly Expression[], write: (...parts: readonly Sql[]) => Sql): Sql {
  if (of.every(isSimple)) return write(...parts);
  const fields = parts.map((part, i) => `a${i} := ${part.text}`).join(", ");
  const body = write(...parts.map((_part, i) => atom(`v.a${i}`)));
  return atom(`list_extract(list_transform([struct_pack(${fields})], lambda v: ${body.text}), 1)`);
}

/** Does a plain number stand for a value of the type beside it? A DECIMAL must have the digits for it. */
export function isPlainFor(operand: Expression, type: ColumnType): boolean {
  if (operand.kind !== "literal" || operand.value === null) return false;
  if (operand.type.kind === "decimal") return isWithin(operand.type, type);
  if (operand.type.kind !== "int") return false;
  if (type.kind === "decimal") return String(operand.value).replace("-", "").length <= type.precision - type.scale || operand.value === 0;
  return type.kind === "bigint" || type.kind === "double";
}

/** The type of values one of which is taken: all are of it, or decimals, or plain numbers beside a column. Throws `function/operand`. */
export function takenType(name: string, args: readonly Expression[], from = 0): ColumnType {
  const first = args.find((one) => one.kind !== "literal") ?? args[0];
  if (!first) throw wrongOperand(name, from, "at least one value", undefined);
  const columns = args.filter((one) => one.type.kind === "decimal");
  const type = first.type.kind === "decimal" ? columns.map((one) => one.type).reduce(commonNumber) : first.type;
  args.forEach((one, i) => {
    const fits = sameType(one.type, type) || isPlainFor(one, type) || (one.type.kind === "decimal" && isWithin(one.type, type));
    if (!fits) throw wrongOperand(name, from + i, printType(type), one);
  });
  return type;
}

/** Does a decimal lose nothing in the other type? */
function isWithin(of: DecimalType, type: ColumnType): boolean {
  return type.kind === "decimal" && of.scale <= type.scale && of.precision - of.scale <= type.precision - type.scale;
}

/** A value as text of the type that is taken. A plain number beside a DECIMAL is written as a
 * decimal of its digits, since Spark would widen for an INT. */
export function takenAs(parts: readonly Sql[], args: readonly Expression[], type: ColumnType, inDuckdb: boolean): readonly Sql[] {
  return parts.map((part, i) => {
    const one = args[i];
    if (!one || sameType(one.type, type)) return part;
    if (inDuckdb) return atom(`CAST(${part.text} AS ${numberName(type)})`);
    return one.kind === "literal" && one.type.kind === "int" && type.kind === "decimal" ? { ...part, text: `${part.text}BD` } : part;
  });
}

/** Is every operand a number? */
export function areNumbers(...operands: readonly (Expression | undefined)[]): boolean {
  return operands.every((one) => one !== undefined && isNumeric(one.type));
}
