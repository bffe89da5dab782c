import type { DuckDBConnection } from "@duckdb/node-api";
import type { Dataset, Schema } from "../../generator/ir/index.js";
import { type ResultRow, run, select, text } from "../database.js";
import { stateTables } from "./layout.js";
import type { Position } from "./position.js";

/** What is known about a table of the pipeline, past or present. */
export interface DatasetState {
  readonly name: string;
  readonly kind: Exclude<Dataset["kind"], "temporary_view">;
  readonly columns: Schema;
  /** What must not change while rows are kept: keys and type of the sequence of an AUTO CDC target; empty for the others. */
  readonly identity: string;
  /** How often it was fully refreshed. */
  readonly generation: number;
  readonly nextSeq: number;
  /** How many commits rewrote or removed rows; a streaming reader cannot go past one. */
  readonly changes: number;
  /** Is it still in the pipeline? */
  readonly active: boolean;
}

/** How far a flow came, and what its table was after its last commit: one row, so that a micro-batch writes one. */
export interface Checkpoint {
  readonly dataset: string;
  readonly flow: string;
  readonly nextBatch: number;
  readonly nextSeq: number;
  readonly changes: number;
  /** Positions by stream id. */
  readonly sources: Readonly<Record<string, Position>>;
}

/** What `_sluice` holds, apart from rows, consumed files and events. Datasets and flows are found without case. */
export interface State {
  digest: string;
  readonly datasets: Map<string, DatasetState>;
  readonly checkpoints: Map<string, Checkpoint>;
  views: readonly string[];
}

/** Under which a flow's checkpoint is found: names compare without case. */
export function flowKey(dataset: string, flow: string): string {
  return `${dataset.toLowerCase()}/${flow.toLowerCase()}`;
}

export async function loadState(connection: DuckDBConnection): Promise<State> {
  const [meta] = await select(connection, `SELECT digest FROM ${stateTables.meta}`);
  const views = await select(connection, `SELECT name FROM ${stateTables.view}`);
  const checkpoints = (await select(connection, `SELECT * FROM ${stateTables.checkpoint}`)).map(checkpointOf);
  const flows = new Map<string, Checkpoint[]>();
  for (const one of checkpoints) flows.set(one.dataset.toLowerCase(), [...(flows.get(one.dataset.toLowerCase()) ?? []), one]);
  const rows = await select(connection, `SELECT * FROM ${stateTables.dataset}`);
  const datasets = rows.map((row) => datasetOf(row, flows.get(String(row.name).toLowerCase()) ?? []));
  return {
    digest: String(meta?.digest),
    datasets: new Map(datasets.map((one) => [one.name.toLowerCase(), one])),
    checkpoints: new Map(checkpoints.map((one) => [flowKey(one.dataset, one.flow), one])),
    views: views.map((row) => String(row.name)),
  };
}

function checkpointOf(row: ResultRow): Checkpoint {
  return {
    dataset: String(row.dataset),
    flow: String(row.flow),
    nextBatch: Number(row.next_batch),
    nextSeq: Number(row.next_seq),
    changes: Number(row.changes),
    sources: JSON.parse(String(row.sources)) as Checkpoint["sources"],
  };
}

/** Of several flows into a table the one that wrote last knows it best; both counters only grow. */
function datasetOf(row: ResultRow, flows: readonly Checkpoint[]): DatasetState {
  return {
    name: String(row.name),
    kind: row.kind === "materialized_view" ? "materialized_view" : "streaming_table",
    columns: JSON.parse(String(row.columns)) as Schema,
    identity: String(row.identity),
    generation: Number(row.generation),
    nextSeq: Math.max(1, ...flows.map((one) => one.nextSeq)),
    changes: Math.max(Number(row.changes), ...flows.map((one) => one.changes)),
    active: row.active === true,
  };
}

/** Writes a dataset's row; the caller puts it into the state once the transaction is through. */
export async function saveDataset(connection: DuckDBConnection, dataset: DatasetState, isNew: boolean): Promise<void> {
  const { name, kind, columns, identity, generation, changes, active } = dataset;
  const values = {
    kind: text(kind),
    columns: text(JSON.stringify(columns)),
    identity: text(identity),
    generation,
    changes,
    active,
  };
  await run(
    connection,
    isNew
      ? `INSERT INTO ${stateTables.dataset} (name, ${Object.keys(values).join(", ")}) VALUES (${text(name)}, ${Object.values(values).join(", ")})`
      : `UPDATE ${stateTables.dataset} SET ${assignments(values)} WHERE name = ${text(name)}`,
  );
}

export async function saveCheckpoint(connection: DuckDBConnection, checkpoint: Checkpoint, isNew: boolean): Promise<void> {
  const { dataset, flow, nextBatch, nextSeq, changes, sources } = checkpoint;
  const values = { next_batch: nextBatch, next_seq: nextSeq, changes, sources: text(JSON.stringify(sources)) };
  await run(
    connection,
    isNew
      ? `INSERT INTO ${stateTables.checkpoint} (dataset, flow, ${Object.keys(values).join(", ")}) VALUES (${text(dataset)}, ${text(flow)}, ${Object.values(values).join(", ")})`
      : `UPDATE ${stateTables.checkpoint} SET ${assignments(values)} WHERE dataset = ${text(dataset)} AND flow = ${text(flow)}`,
  );
}

function assignments(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([column, value]) => `${column} = ${value}`)
    .join(", ");
}
