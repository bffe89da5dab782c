import type { DuckDBConnection } from "@duckdb/node-api";
import type { Diagnostic } from "../../generator/diagnostic/index.js";
import type { Pipeline, Schema } from "../../generator/ir/index.js";
import type { Compiled, CompiledAppend, CompiledAutoCdc, CompiledMaterializedView } from "../compile.js";
import type { EventLog } from "../event-log/log.js";
import { saveConsumedFiles } from "../intake/file-reader.js";
import { openIntake, type Staged } from "../intake/intake.js";
import type { References } from "../intake/reference.js";
import type { Outside } from "../outside/outside.js";
import { setClock } from "../session.js";
import { type DatasetState, flowKey, type State, saveCheckpoint, saveDataset } from "../state/state.js";
import { createView } from "../state/view.js";
import { visibleRows } from "../table/table.js";
import { append } from "./append.js";
import { mergeChanges } from "./auto-cdc.js";
import { isOfValue } from "./failure.js";
import { findFault } from "./fault.js";
import { inputsOf, recompute } from "./materialized-view.js";
import { type Batch, type Outcome, ValueFailure } from "./outcome.js";
import { metrics } from "./progress.js";

/** What all flows of an update share. */
export interface Running {
  readonly connection: DuckDBConnection;
  readonly pipeline: Pipeline;
  readonly outside: Outside;
  readonly microBatchRecords: number;
  readonly state: State;
  readonly log: EventLog;
  readonly references: References;
  readonly clock: () => Date;
}

/** Hears of each micro-batch when it is committed. */
export interface Listener {
  batch(outcome: Outcome): void;
  warn(warnings: readonly Diagnostic[]): void;
}

/** Runs a flow until nothing is left of what was there when it began. Each micro-batch is one transaction. */
export async function runStep(running: Running, compiled: Compiled, listener: Listener): Promise<void> {
  await running.references.load(compiled.step.references);
  if ("digest" in compiled) await runMaterializedView(running, compiled, listener);
  else await runStream(running, compiled, listener);
}

/** What is computed over tables that have not changed is what it was, so it is left alone. */
async function runMaterializedView(running: Running, compiled: CompiledMaterializedView, listener: Listener): Promise<void> {
  const { state } = running;
  const { dataset, flow, refresh } = compiled.step;
  const inputs = inputsOf(compiled, state);
  const before = state.checkpoints.get(flowKey(dataset, flow));
  if (refresh !== "full" && inputs && before && JSON.stringify(before.sources) === JSON.stringify(inputs)) return;
  listener.batch(await runBatch(running, compiled, { positions: inputs ?? {}, ranges: [], consumed: {} }));
}

async function runStream(running: Running, compiled: CompiledAppend | CompiledAutoCdc, listener: Listener): Promise<void> {
  const { connection, state, log } = running;
  const { dataset, flow } = compiled.step;
  const key = flowKey(dataset, flow);
  const intake = await openIntake(running, compiled.step, state.checkpoints.get(key));
  listener.warn(intake.warnings);
  for (let staged = await intake.next(); staged; staged = await intake.next()) listener.batch(await runBatch(running, compiled, staged));
  if (state.checkpoints.has(key)) return;
  // A flow that found nothing has begun all the same: its place in each stream is settled.
  const { nextSeq, changes } = tableOf(state, dataset);
  const checkpoint = { dataset, flow, nextBatch: 0, nextSeq, changes, sources: intake.start };
  await log.commit(() => saveCheckpoint(connection, checkpoint, true));
  state.checkpoints.set(key, checkpoint);
}

function tableOf(state: State, dataset: string): DatasetState {
  const table = state.datasets.get(dataset.toLowerCase());
  if (!table) throw new TypeError(`no table of ${dataset}`);
  return table;
}

/** Rows, checkpoint and metrics of one micro-batch, or nothing of it. */
async function runBatch(running: Running, compiled: Compiled, staged: Staged): Promise<Outcome> {
  const { connection, state, log, pipeline } = running;
  const { dataset, flow } = compiled.step;
  const key = flowKey(dataset, flow);
  const table = tableOf(state, dataset);
  const before = state.checkpoints.get(key);
  const columns = pipeline.datasets.find((one) => one.name === dataset)?.columns ?? [];
  const batch: Batch = { number: before?.nextBatch ?? 0, firstSeq: table.nextSeq, ranges: staged.ranges };
  if (compiled.readsClock) await setClock(connection, running.clock());
  const commit = async () => {
    const outcome = await write(connection, compiled, columns, table, batch);
    const changes = table.changes + (outcome.rewrote ? 1 : 0);
    const checkpoint = { dataset, flow, nextBatch: batch.number + 1, nextSeq: outcome.nextSeq, changes, sources: staged.positions };
    await saveCheckpoint(connection, checkpoint, before === undefined);
    for (const [stream, files] of Object.entries(staged.consumed)) await saveConsumedFiles(connection, { dataset, flow, stream }, files);
    log.add(metrics(compiled.step, batch.number, outcome));
    const after = { ...table, nextSeq: outcome.nextSeq, changes };
    return { outcome, checkpoint, table: "digest" in compiled ? await saveColumns(connection, after, columns) : after };
  };
  const done = await log.commit(commit).catch(async (failure: unknown) => {
    if (!isOfValue(failure)) throw failure;
    throw new ValueFailure(
      failure.message,
      await findFault({ connection, pipeline, outside: running.outside, compiled, ranges: staged.ranges }),
    );
  });
  state.datasets.set(dataset.toLowerCase(), done.table);
  state.checkpoints.set(key, done.checkpoint);
  return done.outcome;
}

function write(connection: DuckDBConnection, compiled: Compiled, columns: Schema, table: DatasetState, batch: Batch): Promise<Outcome> {
  if ("digest" in compiled) return recompute(connection, compiled, columns, table, batch);
  return "keys" in compiled ? mergeChanges(connection, compiled, columns, batch) : append(connection, compiled, batch);
}

/** A materialized view has the columns it was computed with. */
async function saveColumns(connection: DuckDBConnection, table: DatasetState, columns: Schema): Promise<DatasetState> {
  if (JSON.stringify(columns) === JSON.stringify(table.columns)) return table;
  const after = { ...table, columns };
  await saveDataset(connection, after, false);
  await createView(connection, table.name, visibleRows(table.name, columns, false));
  return after;
}
