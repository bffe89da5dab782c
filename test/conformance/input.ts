import * as ir from "../../generator/ir/index.js";
import { duckdbName, duckdbTypeName, identifier, spark, writeDuckdbExpression, writeExpression } from "../../generator/sql/index.js";
import type { Cell, Input } from "./case.js";

/** How an engine writes the values of a table. */
export interface Writer {
  readonly name: (name: string) => string;
  readonly type: (type: ir.ColumnType) => string;
  readonly literal: (literal: ir.Literal) => string;
  readonly binary: (hexadecimal: string) => string;
  readonly array: (items: readonly string[]) => string;
  readonly map: (entries: readonly (readonly [string, string])[]) => string;
  readonly struct: (fields: readonly (readonly [string, string])[]) => string;
}

const none = (): string => {
  throw new TypeError("a literal reads nothing");
};

export const inSpark: Writer = {
  name: identifier,
  type: ir.printType,
  literal: (literal) => writeExpression(literal, spark(), none).text,
  binary: (hexadecimal) => `X'${hexadecimal}'`,
  array: (items) => `array(${items.join(", ")})`,
  map: (entries) => `map(${entries.flat().join(", ")})`,
  struct: (fields) => `named_struct(${fields.map(([name, value]) => `'${name}', ${value}`).join(", ")})`,
};

export const inDuckdb: Writer = {
  name: duckdbName,
  type: duckdbTypeName,
  literal: (literal) => writeDuckdbExpression(literal, none, { source: none, dataset: none, javascript: none, ansi: true }),
  binary: (hexadecimal) => `unhex('${hexadecimal}')`,
  array: (items) => `[${items.join(", ")}]`,
  map: (entries) => `MAP {${entries.map(([key, value]) => `${key}: ${value}`).join(", ")}}`,
  struct: (fields) => `struct_pack(${fields.map(([name, value]) => `${duckdbName(name)} := ${value}`).join(", ")})`,
};

/** The rows as a query. */
export function queryFor({ schema, rows }: Input, writer: Writer): string {
  const columns = schema.map((one) => writer.name(one.name)).join(", ");
  if (rows.length === 0) {
    return `SELECT ${schema.map((one) => `CAST(NULL AS ${writer.type(one.type)}) AS ${writer.name(one.name)}`).join(", ")} WHERE FALSE`;
  }
  return `SELECT * FROM (VALUES ${rowTexts({ schema, rows }, writer)
    .map((row) => `(${row})`)
    .join(", ")}) AS t(${columns})`;
}

/** The values of each row, `'abc', 5`. */
export function rowTexts({ schema, rows }: Pick<Input, "schema" | "rows">, writer: Writer): readonly string[] {
  return rows.map((row) => schema.map((one, i) => cellText(row[i] ?? null, one.type, writer)).join(", "));
}

function cellText(cell: Cell, type: ir.ColumnType, writer: Writer): string {
  if (cell === null) return `CAST(NULL AS ${writer.type(type)})`;
  const nested = nestedText(cell, type, writer);
  if (nested !== undefined) return `CAST(${nested} AS ${writer.type(type)})`;
  if (type.kind === "binary") return writer.binary(String(cell));
  return writer.literal(ir.literal(typeof cell === "object" ? JSON.stringify(cell) : cell, type));
}

function nestedText(cell: Cell, type: ir.ColumnType, writer: Writer): string | undefined {
  if (type.kind === "array") return writer.array((cell as readonly Cell[]).map((one) => cellText(one, type.element.type, writer)));
  if (type.kind === "map") {
    const entries = cell as readonly (readonly [Cell, Cell])[];
    return writer.map(entries.map(([key, value]) => [cellText(key, type.key, writer), cellText(value, type.value.type, writer)] as const));
  }
  if (type.kind === "struct") {
    const fields = cell as { readonly [field: string]: Cell };
    return writer.struct(type.fields.map((one) => [one.name, cellText(fields[one.name] ?? null, one.type, writer)] as const));
  }
  return undefined;
}
