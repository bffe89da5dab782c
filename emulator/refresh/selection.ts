import { type Diagnostic, error, nearest, throwErrors } from "../../generator/diagnostic/index.js";
import { type Dataset, type Pipeline, queriesOf } from "../../generator/ir/index.js";
import { leavesOf } from "../plan/leaves.js";
import type { Refresh } from "../plan/step.js";
import { inlineViews, viewsOf } from "../plan/views.js";

/** What happens to each chosen dataset; one that is not in it is left alone. */
export type Selection = ReadonlyMap<string, Refresh>;

/** What a user asks of an update. */
export interface Choice {
  /** Forget the rows and checkpoints of all or of these datasets and read their sources from the start. */
  readonly fullRefresh?: "all" | readonly string[];
  /** Only these datasets, and those of `fullRefresh`, are brought up to date; all are when neither names one. */
  readonly refresh?: readonly string[];
}

/** Everything, new rows only. */
export function everything(pipeline: Pipeline): Selection {
  return new Map(tables(pipeline).map((one) => [one.name, "new rows"]));
}

/**
 * Resolves what was asked for, names compared without case. Throws `refresh/unknown-dataset`, `refresh/twice`,
 * `refresh/not-resettable`.
 *
 * `selectDatasets(pipeline, { fullRefresh: ["orders"] })` is `orders → "full"`, everything else left alone.
 */
export function selectDatasets(pipeline: Pipeline, { fullRefresh, refresh }: Choice): Selection {
  if (fullRefresh === "all") {
    // A protected table is refreshed as usual when nobody named it, as Databricks does.
    const selection = new Map(tables(pipeline).map((one): [string, Refresh] => [one.name, isResettable(one) ? "full" : "new rows"]));
    throwErrors(stranded(pipeline, selection));
    return selection;
  }
  if (!fullRefresh?.length && !refresh?.length) return everything(pipeline);
  const full = resolve(pipeline, fullRefresh ?? []);
  const kept = resolve(pipeline, refresh ?? []);
  throwErrors([
    ...full.diagnostics,
    ...kept.diagnostics,
    ...full.datasets.filter((one) => !isResettable(one)).map(notResettable),
    ...full.datasets.filter((one) => kept.datasets.includes(one)).map(twice),
  ]);
  const selection = new Map<string, Refresh>([
    ...kept.datasets.map((one) => [one.name, "new rows"] as const),
    ...full.datasets.map((one) => [one.name, "full"] as const),
  ]);
  throwErrors(stranded(pipeline, selection));
  return selection;
}

function tables(pipeline: Pipeline): readonly Dataset[] {
  return pipeline.datasets.filter((one) => one.kind !== "temporary_view");
}

function isResettable(dataset: Dataset): boolean {
  return dataset.kind === "temporary_view" || dataset.properties["pipelines.reset.allowed"]?.toLowerCase() !== "false";
}

function resolve(pipeline: Pipeline, names: readonly string[]): { datasets: readonly Dataset[]; diagnostics: readonly Diagnostic[] } {
  const known = new Map(pipeline.datasets.map((one) => [one.name.toLowerCase(), one]));
  const datasets: Dataset[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of new Set(names)) {
    const found = known.get(name.toLowerCase());
    if (!found) diagnostics.push(unknown(pipeline, name));
    else if (found.kind === "temporary_view") diagnostics.push(view(found));
    else datasets.push(found);
  }
  return { datasets, diagnostics };
}

function unknown(pipeline: Pipeline, name: string): Diagnostic {
  const names = tables(pipeline).map((one) => one.name);
  const meant = nearest(name, names);
  return error("refresh/unknown-dataset", `no dataset "${name}" in ${pipeline.name}`, {
    notes: [`it has ${names.join(", ")}`],
    fix: meant && `did you mean "${meant}"?`,
  });
}

function view(dataset: Dataset): Diagnostic {
  return error("refresh/unknown-dataset", `"${dataset.name}" is a temporary view: it has no rows to refresh`, {
    at: dataset.at,
    fix: "name the datasets that read it",
  });
}

function twice(dataset: Dataset): Diagnostic {
  return error("refresh/twice", `"${dataset.name}" is chosen for a refresh and for a full refresh`, {
    at: dataset.at,
    fix: "choose it once",
  });
}

function notResettable(dataset: Dataset): Diagnostic {
  return error(
    "refresh/not-resettable",
    `[TABLE_NOT_RESETTABLE] "${dataset.name}" must not be fully refreshed: its property pipelines.reset.allowed is false`,
    {
      at: dataset.at,
      fix: "leave it out, or take the property away if its sources can really give every row again",
    },
  );
}

/** Protected tables that stream from one that is about to begin again: they could never be brought up to date. */
function stranded(pipeline: Pipeline, selection: Selection): readonly Diagnostic[] {
  const views = viewsOf(pipeline);
  return tables(pipeline)
    .filter((one) => !isResettable(one))
    .flatMap((dataset) =>
      queriesOf(dataset)
        .flatMap((query) => leavesOf(inlineViews(query, views).query))
        .flatMap((leaf) =>
          leaf.kind === "dataset" && leaf.mode === "stream" && selection.get(leaf.dataset) === "full" ? [leaf.dataset] : [],
        )
        .map((upstream) =>
          error(
            "refresh/not-resettable",
            `[INVALID_RESETTABLE_DEPENDENCY] "${dataset.name}" must not be fully refreshed, and it streams from "${upstream}", which would be`,
            { at: dataset.at, fix: `give "${upstream}" the property pipelines.reset.allowed = false too` },
          ),
        ),
    );
}
