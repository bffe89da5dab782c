import type { LiteralValue } from "./expression.js";
import type { Values } from "./relation.js";
import type { Schema, SimpleKind } from "./type.js";

/** Types whose literals Spark knows not to be NULL; the others are casts of texts, which for Spark may be. */
const literalTypes: readonly SimpleKind[] = ["string", "boolean", "int", "bigint", "date", "timestamp", "binary"];

/** Rows written out. A column may be NULL, for Spark, where a cell is. */
export function values(columns: Schema, rows: readonly (readonly LiteralValue[])[]): Values {
  const schema = columns.map((one, i) => {
    const isCast = !literalTypes.some((kind) => kind === one.type.kind);
    return { ...one, nullable: isCast || rows.some((row) => (row[i] ?? null) === null) };
  });
  return { kind: "values", rows, mode: "batch", schema };
}
