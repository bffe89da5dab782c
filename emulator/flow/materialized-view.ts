import type { DuckDBConnection } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/index.js";
import { duckdbTypeName } from "../../generator/sql/index.js";
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
 * Computes the query over its inputs as they are now and puts the result in the place of the rows before, unless it is the same. Rows
 * are counted as added and deleted by content.
 */
export async function recompute(
  connection: DuckDBConnection,
  { step, query, expectations }: CompiledMaterializedView,
  columns: Schema,
  before: DatasetState,
  batch: Batch,
): Promise<Outcome> {
  const { from, dropped, counts: expected } = await evaluate(connection, step.flow, query(batch.ranges), step.query.schema, expectations);
  const rows =
    before.nextSeq === 1
      ? await fill(connection, step.dataset, columns, from, batch)
      : await replace(connection, before, columns, from, batch);
  return {
    added: rows.added,
    updated: 0,
    deleted: rows.deleted,
    dropped,
    expectations: expected,
    nextSeq: rows.all + 1,
    rewrote: rows.deleted > 0,
    metrics: { num_output_rows: rows.all },
    warnings: [],
  };
}

interface Rows {
  readonly all: number;
  readonly added: number;
  readonly deleted: number;
}

/** Makes the table anew with these rows. */
async function fill(connection: DuckDBConnection, name: string, columns: Schema, from: string, batch: Batch): Promise<Rows> {
  const { seq, batch: number } = hiddenColumns;
  await createTable(connection, { name, kind: "materialized_view", columns });
  const all = await run(
    connection,
    `INSERT INTO ${baseTable(name)} (${names(columns)}, ${quoted(seq)}, ${quoted(number)})
     SELECT ${names(columns)}, row_number() OVER (), ${batch.number} FROM ${from}`,
  );
  return { all, added: all, deleted: 0 };
}

/** Compares first: what has not changed is not written again, however large it is. */
async function replace(connection: DuckDBConnection, before: DatasetState, columns: Schema, from: string, batch: Batch): Promise<Rows> {
  const typed = columns.map(({ name, type }) => `CAST(${quoted(name)} AS ${duckdbTypeName(type)}) AS ${quoted(name)}`);
  await run(connection, `CREATE OR REPLACE TEMP TABLE "result" AS SELECT ${typed.join(", ")} FROM ${from}`);
  const [all = 0, added = 0, deleted = 0] = await counts(
    connection,
    `SELECT sum(there), sum(greatest(n, 0)), sum(greatest(-n, 0)) FROM (
       SELECT sum(n) AS n, count(*) FILTER (n > 0) AS there FROM (
         SELECT hash(${names(columns)}) AS h, 1 AS n FROM temp."result" UNION ALL
         SELECT hash(${names(before.columns)}), -1 FROM ${baseTable(before.name)})
       GROUP BY h)`,
  );
  const isSame = added + deleted === 0 && JSON.stringify(columns) === JSON.stringify(before.columns);
  if (!isSame) await fill(connection, before.name, columns, 'temp."result"', batch);
  return { all, added, deleted };
}
