import { type Diagnostic, DiagnosticError, error, nearest } from "../../generator/diagnostic/index.js";
import type { Dataset, Pipeline, Schema } from "../../generator/ir/index.js";
import { type CompiledView, compileViews } from "../compile.js";
import { names, quoted } from "../database.js";
import { openSession } from "../session.js";
import type { State } from "../state/state.js";
import { type OpenState, openStore } from "../state/store.js";
import { shownColumns } from "../state/view.js";
import { hiddenColumns } from "../table/hidden.js";
import { visibleRows } from "../table/table.js";
import { readAsJson } from "./row-json.js";

export interface RowsOptions {
  /** At most so many rows; all when left out. */
  readonly limit?: number;
}

/**
 * The rows of a dataset as JSON Lines, each as Spark's `to_json` with `ignoreNullFields=false` prints it. A streaming table's come in the
 * order they arrived in it, an AUTO CDC target's by key, a materialized view's and a temporary view's by all columns from left to right.
 * Throws `state/…`, `rows/unknown-dataset`, `rows/not-computed`, `rows/no-view`.
 *
 * `for await (const line of readRows("state.duckdb", pipeline, "orders", { limit: 10 })) console.log(line)`
 */
export async function* readRows(state: string, pipeline: Pipeline, dataset: string, options: RowsOptions = {}): AsyncGenerator<string> {
  const found = findDataset(pipeline, dataset);
  const session = await openSession(pipeline.settings);
  try {
    yield* readDataset(await openStore(state, pipeline.name).read(session), pipeline, found, options);
  } finally {
    session.close();
  }
}

/** A dataset by its name without case. Throws `rows/unknown-dataset`. */
export function findDataset(pipeline: Pipeline, name: string): Dataset {
  const found = pipeline.datasets.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  const known = pipeline.datasets.map((one) => one.name);
  const meant = nearest(name, known);
  throw new DiagnosticError([
    error("rows/unknown-dataset", `no dataset "${name}" in ${pipeline.name}`, {
      notes: [`it has ${known.join(", ")}`],
      fix: meant && `did you mean "${meant}"?`,
    }),
  ]);
}

/** As `readRows`, from a state that is open and is closed at the end. */
export async function* readDataset(
  { state, execute, close }: OpenState,
  pipeline: Pipeline,
  dataset: Dataset,
  { limit }: RowsOptions,
): AsyncGenerator<string> {
  try {
    const { columns, sql } = dataset.kind === "temporary_view" ? viewQuery(dataset, pipeline, state) : tableQuery(dataset, state);
    yield* readAsJson(execute, columns, limit === undefined ? sql : `${sql} LIMIT ${Math.max(0, Math.trunc(limit))}`);
  } finally {
    await close();
  }
}

interface Query {
  readonly columns: Schema;
  readonly sql: string;
}

function tableQuery(dataset: Exclude<Dataset, { kind: "temporary_view" }>, state: State): Query {
  const stored = state.datasets.get(dataset.name.toLowerCase());
  if (!stored) throw refused(notComputed(dataset));
  const columns = shownColumns(dataset, stored);
  const merge = dataset.kind === "streaming_table" ? dataset.flows.find((flow) => flow.kind === "auto_cdc") : undefined;
  const order = merge ? merge.keys.map(quoted).join(", ") : dataset.kind === "streaming_table" ? quoted(hiddenColumns.seq) : names(columns);
  return { columns, sql: `${visibleRows(stored.name, columns, stored.identity !== "")} ORDER BY ${order}` };
}

function viewQuery(dataset: Dataset, pipeline: Pipeline, state: State): Query {
  const view = compileViews(pipeline).find((one: CompiledView) => one.name === dataset.name);
  if (!view || "reason" in view) throw refused(noView(dataset, view?.reason ?? "it is no view"));
  if (!state.views.includes(dataset.name)) throw refused(notComputed(dataset));
  return { columns: dataset.columns, sql: `SELECT ${names(dataset.columns)} FROM (${view.query}) ORDER BY ${names(dataset.columns)}` };
}

function refused(diagnostic: Diagnostic): DiagnosticError {
  return new DiagnosticError([diagnostic]);
}

function notComputed({ name, at }: Dataset): Diagnostic {
  return error("rows/not-computed", `"${name}" is not in the state file yet: it is newer than the last update`, {
    at,
    fix: "run an update",
  });
}

function noView({ name, at }: Dataset, reason: string): Diagnostic {
  return error("rows/no-view", `the temporary view "${name}" cannot be looked at: ${reason}`, {
    at,
    fix: "look at the datasets that read it",
  });
}
