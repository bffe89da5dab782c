import { asDecimal, type ColumnType, type DecimalType, isInteger, isNumeric, sameType, types } from "./type.js";

type Kind = ColumnType["kind"];

const integers: readonly Kind[] = ["tinyint", "smallint", "int", "bigint"];
const numbers: readonly Kind[] = [...integers, "float", "double", "decimal"];
const times: readonly Kind[] = ["date", "timestamp", "timestamp_ntz"];
const fromNumber: readonly Kind[] = ["boolean", ...numbers, "string", "timestamp"];

/** What Spark casts to what under ANSI; without it there are a few more pairs. */
const targets: { readonly [K in Kind]?: readonly Kind[] } = {
  boolean: ["boolean", ...numbers, "string"],
  ...Object.fromEntries(numbers.map((kind) => [kind, fromNumber])),
  string: ["boolean", ...numbers, "string", "binary", ...times],
  binary: ["string", "binary"],
  date: ["string", ...times],
  timestamp: [...numbers, "string", ...times],
  timestamp_ntz: ["string", ...times],
};

/** The kinds of type that values of a type can be cast to; none for a nested type. */
export function castTargets(from: ColumnType): readonly Kind[] {
  return targets[from.kind] ?? [];
}

/** What Spark's analyser says of a cast whose operand is not NULL: may it be NULL? (`Cast.forceNullable`, `Cast.canUpCast`) */
export function castMayBeNull(from: ColumnType, to: ColumnType, attempt: boolean): boolean {
  if (sameType(from, to)) return false;
  if (attempt && !isUpCast(from, to)) return true;
  if (attempt && from.kind !== "string") return false;
  if (from.kind === "string") return to.kind !== "binary";
  if (to.kind === "string") return false;
  if (from.kind === "timestamp" && isInteger(to) && to.kind !== "bigint") return true;
  if (from.kind === "timestamp" && to.kind === "date") return false;
  if (to.kind === "date" || (from.kind === "date" && to.kind !== "timestamp")) return true;
  if (to.kind === "decimal") return !fits(from, to);
  const isFraction = from.kind === "float" || from.kind === "double";
  if (isFraction && to.kind === "timestamp") return true;
  return (isFraction || from.kind === "decimal") && isInteger(to);
}

/** Does a decimal hold every value of the type, of a narrower decimal even after rounding? */
function fits(from: ColumnType, to: DecimalType): boolean {
  if (from.kind === "boolean") return to.precision > to.scale;
  if (isWider(to, from)) return true;
  return from.kind === "decimal" && to.precision - to.scale > from.precision - from.scale;
}

function isWider(decimal: DecimalType, type: ColumnType): boolean {
  const other = asDecimal(type);
  return other !== undefined && decimal.precision - decimal.scale >= other.precision - other.scale && decimal.scale >= other.scale;
}

/** Does the cast keep every value? */
function isUpCast(from: ColumnType, to: ColumnType): boolean {
  if (to.kind === "string") return true;
  if (to.kind === "decimal") return isNumeric(from) && isWider(to, from);
  if (from.kind === "decimal") return isInteger(to) && isTighter(from, to);
  if (isNumeric(from) && isNumeric(to)) return numbers.indexOf(from.kind) <= numbers.indexOf(to.kind);
  if (from.kind === "string") return to.kind === "binary";
  if (from.kind === "date") return true;
  if (from.kind === "timestamp") return to.kind === "timestamp_ntz" || to.kind === "bigint";
  return to.kind === "timestamp" && (from.kind === "timestamp_ntz" || from.kind === "bigint");
}

function isTighter(decimal: DecimalType, to: ColumnType): boolean {
  const other = asDecimal(to);
  return other !== undefined && decimal.precision - decimal.scale <= other.precision - other.scale && decimal.scale <= other.scale;
}

/** The type that a cast's word means, `int` or `decimal(18,2)`; undefined when it means none. */
export function typeNamed(word: string): ColumnType | undefined {
  const decimal = /^decimal\((\d+), ?(\d+)\)$/.exec(word);
  if (decimal) {
    const [precision, scale] = [Number(decimal[1]), Number(decimal[2])];
    return precision >= 1 && precision <= 38 && scale <= precision ? { kind: "decimal", precision, scale } : undefined;
  }
  return typeWords.includes(word) ? types[word as keyof typeof types] : undefined;
}

/** The words of `typeNamed`, decimals apart. */
export const typeWords: readonly string[] = Object.keys(types);
