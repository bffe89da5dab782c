import type { DuckDBConnection } from "@duckdb/node-api";
import type { CompiledAppend } from "../compile.js";
import { names, quoted, run } from "../database.js";
import { baseTable } from "../state/layout.js";
import { hiddenColumns } from "../table/hidden.js";
import { evaluate } from "./expectation.js";
import type { Batch, Outcome } from "./outcome.js";

/** Appends what the query gives for the staged rows, columns by name. */
export async function append(connection: DuckDBConnection, { step, query, expectations }: CompiledAppend, batch: Batch): Promise<Outcome> {
  const schema = step.query.schema;
  const { from, number, dropped, counts } = await evaluate(connection, step.flow, query(batch.ranges), schema, expectations);
  const { seq, batch: batchColumn } = hiddenColumns;
  const added = await run(
    connection,
    `INSERT INTO ${baseTable(step.dataset)} (${names(schema)}, ${quoted(seq)}, ${quoted(batchColumn)})
     SELECT ${names(schema)}, ${batch.firstSeq - 1} + ${number}, ${batch.number} FROM ${from}`,
  );
  return {
    added,
    updated: 0,
    deleted: 0,
    dropped,
    expectations: counts,
    nextSeq: batch.firstSeq + added,
    rewrote: false,
    metrics: { num_output_rows: added },
    warnings: [],
  };
}
