import type { DuckDBConnection, DuckDBValue, JS } from "@duckdb/node-api";
import { duckdbName as quoted } from "../generator/sql/index.js";

export { quoted };

/** A text literal. DuckDB knows no backslash escapes. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `"a", "b"` */
export function names(of: readonly { readonly name: string }[]): string {
  return of.map((one) => quoted(one.name)).join(", ");
}

/** Runs a statement; the number of rows it wrote. */
export async function run(connection: DuckDBConnection, sql: string, values?: Record<string, DuckDBValue>): Promise<number> {
  return (await connection.run(sql, values)).rowsChanged;
}

/** A row with BIGINT as `bigint` and everything else as plain JavaScript values. */
export type ResultRow = Readonly<Record<string, JS>>;

/** All rows of a query that has few. */
export async function select(connection: DuckDBConnection, sql: string): Promise<readonly ResultRow[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

/** The numbers of a query with one row of counts, in the order of its columns. Sums come as HUGEINT and are counts all the same. */
export async function counts(connection: DuckDBConnection, sql: string): Promise<readonly number[]> {
  const row = (await connection.runAndReadAll(sql)).getRowsJS()[0] ?? [];
  return row.map((value) => Number(value ?? 0));
}

/** All of `body` or, when it throws, nothing of it. */
export async function transaction<T>(connection: DuckDBConnection, body: () => Promise<T>): Promise<T> {
  await connection.run("BEGIN");
  try {
    const result = await body();
    await connection.run("COMMIT");
    return result;
  } catch (failure) {
    // COMMIT itself may have failed and ended the transaction; then there is nothing to roll back.
    await connection.run("ROLLBACK").catch(() => undefined);
    throw failure;
  }
}
