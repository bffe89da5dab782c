import type { DuckDBConnection, DuckDBResult } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/index.js";
import { compileToJson } from "../json/to-json.js";

/** Runs a query: `(sql) => connection.stream(sql)` for results of any size, one at a time; `run` for several at once. */
export type Execute = (sql: string) => Promise<DuckDBResult>;

/** Each row of a query, of which `schema` has the columns, as Spark's `to_json` prints it. */
export async function* readAsJson(execute: Execute, schema: Schema, sql: string): AsyncGenerator<string> {
  const print = compileToJson(schema);
  const result = await execute(sql);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield* chunk.getRows().map(print);
}

/** The first row of a query as JSON. */
export async function rowAsJson(connection: DuckDBConnection, schema: Schema, sql: string): Promise<string> {
  for await (const row of readAsJson((text) => connection.run(text), schema, sql)) return row;
  return "{}";
}
