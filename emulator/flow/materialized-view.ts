import type { DuckDBConnection } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/index.js";
import type { CompiledMaterializedView } from "../compile.js";
import { counts, names, quoted, run } from "../database.js";
import { baseTable } from "../state/layout.js";
import type { Position } from "../state/position.js";
import type { Checkpoint, DatasetState, State } from "../state/state.js";
import { hiddenColumns } from "../table/hidden.js";
import { createTable } from "../table/table.js";
import { evaluate } from "./expectation.js";
import type { Batch, Outcome } from "./outcome.js";

/** What the result depends on as it is now; none when that cannot be said. */
export function inputsOf({ step, digest }: CompiledMaterializedView, state: State): Checkpoint["sources"] | undefined {
  if (digest === undefined) return undefined;
  const inputs: Record<string, Position> = { query: { kind: "query", digest } };
  for (const name of step.tables) {
    const table = state.datasets.get(name.toLowerCase());
    if (!table) return undefined;
    inputs[`table:${name.toLowerCase()}`] = { kind: "table", seq: table.nextSeq - 1, generation: table.generation, changes: table.changes };
  }
  return inputs;
}

/**
 * Computes the query over its inputs as they are now and puts the result in the place of the rows before. Rows are counted as added
 * and deleted by content: what comes out the same is neither.
 */
export async function recompute(
  connection: DuckDBConnection,
  { step, query, expectations }: CompiledMaterializedView,
  columns: Schema,
  before: DatasetState,
  batch: Batch,
): Promise<Outcome> {
  const schema = step.query.schema;
  const table = baseTable(step.dataset);
  const isEmpty = before.nextSeq === 1;
  if (!isEmpty)
    await run(
      connection,
      `CREATE OR REPLACE TEMP TABLE "before" AS SELECT hash(${names(before.columns)}) AS h, count(*) AS n FROM ${table} GROUP BY ALL`,
    );
  const { from, dropped, counts: expected } = await evaluate(connection, step.flow, query(batch.ranges), schema, expectations);
  await createTable(connection, { name: step.dataset, kind: "materialized_view", columns });
  const { seq, batch: number } = hiddenColumns;
  const rows = await run(
    connection,
    `INSERT INTO ${table} (${names(schema)}, ${quoted(seq)}, ${quoted(number)})
     SELECT ${names(schema)}, row_number() OVER (), ${batch.number} FROM ${from}`,
  );
  const [added = 0, deleted = 0] = isEmpty ? [rows, 0] : await changes(connection, table, columns);
  return {
    added,
    updated: 0,
    deleted,
    dropped,
    expectations: expected,
    nextSeq: rows + 1,
    rewrote: deleted > 0,
    metrics: { num_output_rows: rows },
    warnings: [],
  };
}

/** Rows that are there now and were not, and the other way round. */
async function changes(connection: DuckDBConnection, table: string, columns: Schema): Promise<readonly number[]> {
  return counts(
    connection,
    `SELECT sum(greatest(n, 0)), sum(greatest(-n, 0)) FROM (
       SELECT sum(n) AS n FROM (SELECT hash(${names(columns)}) AS h, 1 AS n FROM ${table} UNION ALL SELECT h, -n FROM temp."before") GROUP BY h)`,
  );
}
