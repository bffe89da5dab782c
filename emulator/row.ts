import type { DuckDBStructValue, DuckDBValue } from "@duckdb/node-api";
import type { Schema } from "../generator/ir/type.js";

/**
 * A column value as DuckDB's vectors take it: `number` for TINYINT to INT and for FLOAT and DOUBLE, `bigint` for BIGINT,
 * `DuckDBDecimalValue`, `string`, `boolean`, `DuckDBBlobValue`, `DuckDBDateValue` (days), `DuckDBTimestampTZValue` and
 * `DuckDBTimestampValue` (microseconds), `DuckDBListValue`, `DuckDBStructValue`, `DuckDBMapValue`; `null` is NULL.
 */
export type Value = DuckDBValue;

/** The values of one row, in the order of its schema. */
export type Row = readonly Value[];

/** The fields of a struct as a row of the schema. */
export function rowOf(struct: DuckDBStructValue, schema: Schema): Row {
  return schema.map((field) => struct.entries[field.name] ?? null);
}
