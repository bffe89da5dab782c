import { type LiteralValue, literal } from "./expression.js";
import type { Values } from "./relation.js";
import type { Schema } from "./type.js";

/** Rows written out. A column may be NULL, for Spark, where the literal of a cell may be. */
export function values(columns: Schema, rows: readonly (readonly LiteralValue[])[]): Values {
  const schema = columns.map((one, i) => ({ ...one, nullable: rows.some((row) => literal(row[i] ?? null, one.type).nullable) }));
  return { kind: "values", rows, mode: "batch", schema };
}
