import type { DuckDBConnection } from "@duckdb/node-api";
import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { type Dataset, findField, type Schema } from "../../generator/ir/index.js";
import { quoted, run } from "../database.js";
import type { DatasetState } from "./state.js";

/** The view any client reads a dataset by. Throws `state/name-taken`. */
export async function createView(connection: DuckDBConnection, name: string, query: string): Promise<void> {
  try {
    await run(connection, `CREATE OR REPLACE VIEW main.${quoted(name)} AS ${query}`);
  } catch (failure) {
    if (!(failure instanceof Error && failure.message.includes("Existing object"))) throw failure;
    throw new DiagnosticError([
      error("state/name-taken", `the state file has something called "${name}" that Sluice did not make`, {
        notes: [failure.message],
        fix: "drop or rename it with the client that made it",
      }),
    ]);
  }
}

/**
 * The declared columns as the table has them: a materialized view gets its new ones when it is computed, and a type that changed is
 * that of the rows until they are fully refreshed.
 */
export function shownColumns(dataset: Dataset, stored: DatasetState): Schema {
  return stored.kind === "materialized_view" ? stored.columns : dataset.columns.flatMap((one) => findField(stored.columns, one.name) ?? []);
}
