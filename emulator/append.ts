import { type DuckDBConnection, DuckDBDataChunk, DuckDBVector } from "@duckdb/node-api";
import type { Schema } from "../generator/ir/type.js";
import { duckdbType } from "./duckdb-type.js";
import type { Row } from "./row.js";

/** A table by its parts; what is left out is the current one. */
export interface TableName {
  readonly catalog?: string;
  readonly schema?: string;
  readonly name: string;
}

const chunkRows = DuckDBVector.standardSize();

/**
 * Appends rows to a table whose columns are those of `schema`, in order; the number of rows. Runs in the connection's transaction.
 * When `batches` throws, or a row does not fit, what was not flushed to the table yet is dropped: have a transaction around it.
 * `await appendRows(connection, { name: "raw" }, schema, readText("notes.txt"))`
 */
export async function appendRows(
  connection: DuckDBConnection,
  table: TableName,
  schema: Schema,
  batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): Promise<number> {
  const appender = await connection.createAppender(table.name, table.schema, table.catalog);
  const chunk = DuckDBDataChunk.create(schema.map((field) => duckdbType(field.type)));
  let appended = 0;
  try {
    for await (const rows of batches) {
      for (let from = 0; from < rows.length; from += chunkRows) {
        chunk.reset();
        chunk.setRows(rows.slice(from, from + chunkRows));
        appender.appendDataChunk(chunk);
      }
      appended += rows.length;
    }
  } catch (failure) {
    appender.clear();
    throw failure;
  } finally {
    appender.closeSync();
  }
  return appended;
}
