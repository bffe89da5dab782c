import type { DuckDBConnection } from "@duckdb/node-api";
import { type Dataset, findField, type Schema } from "../../generator/ir/index.js";
import { quoted, run } from "../database.js";
import type { DatasetState } from "./state.js";

/** The view any client reads a dataset by. */
export async function createView(connection: DuckDBConnection, name: string, query: string): Promise<void> {
  await run(connection, `CREATE OR REPLACE VIEW main.${quoted(name)} AS ${query}`);
}

/**
 * The declared columns as the table has them: a materialized view gets its new ones when it is computed, and a type that changed is
 * that of the rows until they are fully refreshed.
 */
export function shownColumns(dataset: Dataset, stored: DatasetState): Schema {
  return stored.kind === "materialized_view" ? stored.columns : dataset.columns.flatMap((one) => findField(stored.columns, one.name) ?? []);
}
