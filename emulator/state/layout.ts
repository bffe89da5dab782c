import type { DuckDBConnection } from "@duckdb/node-api";
import { quoted, run, text } from "../database.js";
import { createEventLog } from "../event-log/table.js";

/** Raised whenever what the tables of `_sluice` hold changes meaning; an older Sluice refuses a newer file. */
export const stateFormat = 1;

/** The schema everything of ours is in. Rows of datasets are in tables with a prefix, so no name of a user's can be one of ours. */
const own = "_sluice";

/** `_sluice."data_orders"` */
export function baseTable(dataset: string): string {
  return `${own}.${quoted(`data_${dataset}`)}`;
}

/** The tables of ours, as SQL names. */
export const stateTables = {
  meta: `${own}.meta`,
  dataset: `${own}.dataset`,
  view: `${own}.view`,
  checkpoint: `${own}.checkpoint`,
  consumedFile: `${own}.consumed_file`,
  eventLog: `${own}.event_log`,
} as const;

const statements = [
  `CREATE SCHEMA ${own}`,
  `CREATE TABLE ${stateTables.meta} (format INTEGER, pipeline VARCHAR, digest VARCHAR)`,
  `CREATE TABLE ${stateTables.dataset} (name VARCHAR, kind VARCHAR, columns VARCHAR, identity VARCHAR, generation BIGINT, changes BIGINT, active BOOLEAN)`,
  `CREATE TABLE ${stateTables.view} (name VARCHAR)`,
  `CREATE TABLE ${stateTables.checkpoint} (dataset VARCHAR, flow VARCHAR, next_batch BIGINT, next_seq BIGINT, changes BIGINT, sources VARCHAR)`,
  `CREATE TABLE ${stateTables.consumedFile} (dataset VARCHAR, flow VARCHAR, source VARCHAR, path VARCHAR, size BIGINT, modified VARCHAR)`,
];

/** Makes an empty database a state file of a pipeline. */
export async function createLayout(connection: DuckDBConnection, pipeline: string): Promise<void> {
  for (const statement of statements) await run(connection, statement);
  await createEventLog(connection);
  await run(connection, `INSERT INTO ${stateTables.meta} VALUES (${stateFormat}, ${text(pipeline)}, '')`);
}
