import type { Column, ColumnOf, NullOf, Operand } from "../column/index.js";
import { type ColumnType, type Expression, isInteger, isNumeric } from "../ir/index.js";
import { type FunctionRow, refused, wrongOperand } from "./row.js";
import { atom, type Sql } from "./sql.js";

/** A signature whose operands are the tuple `P`: NULL when one of them is. `Call<[text: Operand<"string">, n?: Operand<"int">], "string">` */
export type Call<P extends readonly unknown[], R> = <const A extends P>(...args: A) => ColumnOf<R | NullOf<A[number]>>;

/** Short for the operands of text functions. */
export type TextOperand = Operand<"string">;
export type IntOperand = Operand<"int">;
export type BinaryOperand = Column<"binary" | null>;

type Family = "string" | "int" | "bigint" | "binary" | "number";

const families: { readonly [F in Family]: (type: ColumnType) => boolean } = {
  string: (type) => type.kind === "string",
  int: (type) => type.kind === "int" || type.kind === "smallint" || type.kind === "tinyint",
  bigint: isInteger,
  binary: (type) => type.kind === "binary",
  number: isNumeric,
};

/** Checks operands, of which all after the first `required` may be left out, and gives a type. */
export function takes(
  name: string,
  {
    operands,
    required = operands.length,
    gives,
  }: { readonly operands: readonly Family[]; readonly required?: number; readonly gives: ColumnType },
): FunctionRow["type"] {
  return (args) => {
    operands.forEach((family, i) => {
      const given = args[i];
      if (given ? !families[family](given.type) : i < required) throw wrongOperand(name, i, family, given);
    });
    const more = args[operands.length];
    if (more) throw wrongOperand(name, operands.length, "no more operands", more);
    return gives;
  };
}

/** The text of a literal; undefined for everything else, also for NULL. */
export function textOf(operand: Expression | undefined): string | undefined {
  return operand?.kind === "literal" && typeof operand.value === "string" ? operand.value : undefined;
}

/** The whole number of a literal; undefined for everything else. */
export function numberOf(operand: Expression | undefined): number | undefined {
  return operand?.kind === "literal" && typeof operand.value === "number" ? operand.value : undefined;
}

/** The text of an operand that the emulator must know beforehand. Throws `dialect/refused`. */
export function constantText(name: string, what: string, operand: Expression | undefined): string {
  const text = textOf(operand);
  if (text === undefined) throw refused(`${name}: the emulator takes ${what} only as a text that is written out`, "write the text out");
  return text;
}

/** A text as DuckDB text, for which no literal holds U+0000. */
export function duckdbText(text: string): Sql {
  return atom(
    text
      .split("\0")
      .map((part) => `'${part.replaceAll("'", "''")}'`)
      .join(" || chr(0) || "),
  );
}
