import type { DuckDBConnection } from "@duckdb/node-api";
import { type Diagnostic, error, warning } from "../../generator/diagnostic/index.js";
import {
  type AutoCdcFlow,
  type Dataset,
  findField,
  type Pipeline,
  printType,
  sameType,
  sequenceColumns,
} from "../../generator/ir/index.js";
import type { CompiledPipeline, CompiledView } from "../compile.js";
import { quoted, run, text } from "../database.js";
import { sequenceType } from "../flow/sequence.js";
import type { Selection } from "../refresh/selection.js";
import { addColumn, createTable, visibleRows } from "../table/table.js";
import { stateTables } from "./layout.js";
import { type DatasetState, flowKey, type State, saveDataset } from "./state.js";
import { createView, shownColumns } from "./view.js";

type Table = Exclude<Dataset, { kind: "temporary_view" }>;

/** What came of bringing the state to the pipeline as it is now. */
export interface Reconciled {
  /** Datasets that cannot be updated as they are, and why. */
  readonly problems: ReadonlyMap<string, Diagnostic>;
  readonly warnings: readonly Diagnostic[];
}

/**
 * Makes the tables and views of the state those of the pipeline, and empties what is fully refreshed. The caller holds the
 * transaction; `state` is changed at once, so it must be thrown away when the transaction fails.
 */
export async function reconcile(
  connection: DuckDBConnection,
  pipeline: Pipeline,
  { digest, views }: Pick<CompiledPipeline, "digest" | "views">,
  state: State,
  selection: Selection,
): Promise<Reconciled> {
  const problems = new Map<string, Diagnostic>();
  const warnings: Diagnostic[] = [];
  const tables = tablesOf(pipeline);
  const reset = tablesToReset(tables, state, selection);
  for (const dataset of tables) {
    const before = state.datasets.get(dataset.name.toLowerCase());
    if (!before || reset.includes(dataset)) {
      await begin(connection, dataset, before, state);
      continue;
    }
    const problem = incompatible(dataset, before);
    if (problem) problems.set(dataset.name, problem);
    else await adapt(connection, dataset, before, state);
  }
  warnings.push(...(await retire(connection, tables, state)));
  await replaceViews(connection, pipeline, views, state);
  state.digest = digest;
  await run(connection, `UPDATE ${stateTables.meta} SET digest = ${text(digest)}`);
  return { problems, warnings };
}

/** The outcome of `reconcile` when there is nothing for it to do: what was wrong with the definition before still is. */
export function reconciled(pipeline: Pipeline, digest: string, state: State, selection: Selection): Reconciled | undefined {
  const tables = tablesOf(pipeline);
  if (digest !== state.digest || tablesToReset(tables, state, selection).length > 0) return undefined;
  const problems = new Map<string, Diagnostic>();
  for (const dataset of tables) {
    const before = state.datasets.get(dataset.name.toLowerCase());
    const problem = before && incompatible(dataset, before);
    if (problem) problems.set(dataset.name, problem);
  }
  return { problems, warnings: [] };
}

function tablesOf(pipeline: Pipeline): readonly Table[] {
  return pipeline.datasets.filter((one): one is Table => one.kind !== "temporary_view");
}

/** A materialized view is computed anew in any case, and its rows stay until it is. */
function tablesToReset(tables: readonly Table[], state: State, selection: Selection): readonly Table[] {
  return tables.filter((one) => {
    const before = state.datasets.get(one.name.toLowerCase());
    return selection.get(one.name) === "full" && (one.kind === "streaming_table" || (before !== undefined && before.kind !== one.kind));
  });
}

function mergeFlow(dataset: Table): AutoCdcFlow | undefined {
  if (dataset.kind !== "streaming_table") return undefined;
  return dataset.flows.find((flow) => flow.kind === "auto_cdc");
}

/** What the rows of an AUTO CDC target were merged by. */
function identityOf(dataset: Table): string {
  const flow = mergeFlow(dataset);
  if (!flow) return "";
  return `keys ${flow.keys.map((key) => key.toLowerCase()).join(", ")}; sequence ${sequenceColumns(flow)
    .map((one) => printType(one.type))
    .join(", ")}`;
}

/** An empty table: new, or to be filled from the start. */
async function begin(connection: DuckDBConnection, dataset: Table, before: DatasetState | undefined, state: State): Promise<void> {
  const flow = mergeFlow(dataset);
  const { kind, columns } = dataset;
  const name = before?.name ?? dataset.name;
  await createTable(connection, { name, kind, columns, ...(flow && { sequence: sequenceType(flow) }) });
  for (const table of before ? [stateTables.checkpoint, stateTables.consumedFile] : []) {
    await run(connection, `DELETE FROM ${table} WHERE lower(dataset) = ${text(name.toLowerCase())}`);
  }
  for (const key of [...state.checkpoints.keys()]) if (key.startsWith(flowKey(name, ""))) state.checkpoints.delete(key);
  const after: DatasetState = {
    name,
    kind,
    columns,
    identity: identityOf(dataset),
    generation: (before?.generation ?? -1) + 1,
    nextSeq: 1,
    changes: 0,
    active: true,
  };
  await saveDataset(connection, after, before === undefined);
  state.datasets.set(name.toLowerCase(), after);
}

const fullRefresh = (name: string): string => `fully refresh it: --full-refresh ${name}`;

/** Why the rows that are there cannot go together with those to come. */
function incompatible(dataset: Table, before: DatasetState): Diagnostic | undefined {
  const { name, at } = dataset;
  if (before.kind !== dataset.kind) {
    const was = before.kind.replace("_", " ");
    return error("state/changed-kind", `"${name}" was a ${was} and is now a ${dataset.kind.replace("_", " ")}`, {
      at,
      fix: fullRefresh(name),
    });
  }
  if (dataset.kind === "materialized_view") return undefined;
  const identity = identityOf(dataset);
  if (identity !== before.identity) {
    return error("state/changed-identity", `the rows of "${name}" are merged otherwise than before`, {
      at,
      notes: [`before: ${before.identity || "appended, not merged"}`, `now: ${identity || "appended, not merged"}`],
      fix: fullRefresh(name),
    });
  }
  const changed = dataset.columns.flatMap((now) => {
    const was = findField(before.columns, now.name);
    return was && !sameType(was.type, now.type) ? [`"${now.name}" was ${printType(was.type)} and is now ${printType(now.type)}`] : [];
  });
  if (changed.length === 0) return undefined;
  return error("state/changed-type", `columns of "${name}" have another type than the rows that are there`, {
    at,
    notes: changed,
    fix: fullRefresh(name),
  });
}

/** Merges added columns; columns that are gone stay with their old rows, unseen. A materialized view changes when it is computed. */
async function adapt(connection: DuckDBConnection, dataset: Table, before: DatasetState, state: State): Promise<void> {
  if (dataset.kind === "materialized_view") {
    if (!before.active) await keep(connection, { ...before, active: true }, state);
    return;
  }
  const added = dataset.columns.filter((one) => !findField(before.columns, one.name));
  for (const column of added) await addColumn(connection, before.name, column);
  const gone = before.columns.filter((one) => !findField(dataset.columns, one.name));
  await keep(connection, { ...before, columns: [...dataset.columns, ...gone], active: true }, state);
}

async function keep(connection: DuckDBConnection, dataset: DatasetState, state: State): Promise<void> {
  await saveDataset(connection, dataset, false);
  state.datasets.set(dataset.name.toLowerCase(), dataset);
}

/** Tables that are no longer in the pipeline keep their rows. */
async function retire(connection: DuckDBConnection, tables: readonly Table[], state: State): Promise<readonly Diagnostic[]> {
  const present = new Set(tables.map((one) => one.name.toLowerCase()));
  const gone = [...state.datasets.values()].filter((one) => one.active && !present.has(one.name.toLowerCase()));
  for (const dataset of gone) await keep(connection, { ...dataset, active: false }, state);
  return gone.map(({ name }) =>
    warning("state/inactive-dataset", `"${name}" is no longer in the pipeline: its table is inactive`, {
      notes: [
        "on Databricks the next update marks such a table inactive: it is not updated, keeps its rows and goes on when it is defined again; pipelines.dropInactiveTables = true drops it",
        `here the view is gone, and the rows stay in _sluice.${quoted(`data_${name}`)}`,
      ],
    }),
  );
}

async function replaceViews(connection: DuckDBConnection, pipeline: Pipeline, views: readonly CompiledView[], state: State): Promise<void> {
  for (const name of state.views) await run(connection, `DROP VIEW IF EXISTS main.${quoted(name)}`);
  const made: { readonly name: string; readonly query: string }[] = [];
  for (const dataset of pipeline.datasets) {
    const stored = state.datasets.get(dataset.name.toLowerCase());
    if (dataset.kind === "temporary_view" || !stored) continue;
    made.push({ name: dataset.name, query: visibleRows(stored.name, shownColumns(dataset, stored), stored.identity !== "") });
  }
  for (const view of views) if ("query" in view) made.push(view);
  // A dataset of that name has the better right to it; the log is in _sluice all the same.
  if (!pipeline.datasets.some((one) => one.name.toLowerCase() === "event_log")) {
    made.push({ name: "event_log", query: `SELECT * FROM ${stateTables.eventLog}` });
  }
  for (const { name, query } of made) await createView(connection, name, query);
  state.views = made.map((one) => one.name);
  await run(connection, `DELETE FROM ${stateTables.view}`);
  await run(connection, `INSERT INTO ${stateTables.view} VALUES ${state.views.map((name) => `(${text(name)})`).join(", ")}`);
}
