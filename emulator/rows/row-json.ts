import type { DuckDBConnection } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/index.js";
import { compileToJson } from "../json/to-json.js";
import type { Row } from "../row.js";

/** The rows of a query, of which `schema` has the columns, some thousands at a time. */
export async function* readQuery(connection: DuckDBConnection, sql: string): AsyncGenerator<readonly Row[]> {
  const result = await connection.stream(sql);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) yield chunk.getRows();
}

/** Each row of a query as Spark's `to_json` prints it. */
export async function* readQueryAsJson(connection: DuckDBConnection, schema: Schema, sql: string): AsyncGenerator<string> {
  const print = compileToJson(schema);
  for await (const rows of readQuery(connection, sql)) yield* rows.map(print);
}

/** The first row of a query as JSON. */
export async function rowAsJson(connection: DuckDBConnection, schema: Schema, sql: string): Promise<string> {
  for await (const row of readQueryAsJson(connection, schema, sql)) return row;
  return "{}";
}
