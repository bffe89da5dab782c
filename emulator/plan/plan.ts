import { throwErrors } from "../../generator/diagnostic/index.js";
import type { Dataset, Pipeline, Relation, Source } from "../../generator/ir/index.js";
import { everything, type Selection } from "../refresh/selection.js";
import { leavesOf } from "./leaves.js";
import type { Plan, Refresh, Step, Stream } from "./step.js";
import { unsupported } from "./unsupported.js";
import { inlineViews, type Views, viewsOf } from "./views.js";

/**
 * What an update will do, before any SQL exists: one step a flow, in the pipeline's order. Throws `emulator/unsupported` for
 * everything at once that cannot be run exactly.
 *
 * `printPlan(planUpdate(pipeline))`
 */
export function planUpdate(pipeline: Pipeline, selection: Selection = everything(pipeline)): Plan {
  throwErrors(unsupported(pipeline));
  const sources = new Map(pipeline.sources.map((source) => [source.name, source]));
  const views = viewsOf(pipeline);
  const steps = pipeline.datasets.flatMap((dataset) => {
    const refresh = selection.get(dataset.name);
    return refresh === undefined ? [] : stepsOf(dataset, refresh, sources, views);
  });
  const excluded = pipeline.datasets.filter((one) => one.kind !== "temporary_view" && !selection.has(one.name)).map((one) => one.name);
  return { pipeline, steps, excluded };
}

function stepsOf(dataset: Dataset, refresh: Refresh, sources: ReadonlyMap<string, Source>, views: Views): Step[] {
  if (dataset.kind === "temporary_view") return [];
  const common = { dataset: dataset.name, refresh, expectations: dataset.expectations };
  if (dataset.kind === "materialized_view") {
    return [{ kind: "materialized_view", flow: dataset.name, ...common, ...readsOf(dataset.query, sources, views) }];
  }
  return dataset.flows.map((flow): Step => {
    if (flow.kind === "append") return { kind: "append", flow: flow.name, ...common, ...readsOf(flow.query, sources, views) };
    return { kind: "auto_cdc", flow: flow.name, cdc: flow, ...common, ...readsOf(flow.from, sources, views) };
  });
}

function readsOf(relation: Relation, sources: ReadonlyMap<string, Source>, views: Views) {
  const { query, used } = inlineViews(relation, views);
  const streams: Stream[] = [];
  const tables = new Set<string>();
  const references = new Set<string>();
  for (const read of leavesOf(query)) {
    if (read.mode === "stream") streams.push({ id: `${streams.length}:${identityOf(read, sources)}`, read });
    else if (read.kind === "dataset") tables.add(read.dataset);
    else references.add(read.source);
  }
  return { query, streams, tables: [...tables], references: [...references], views: used };
}

/** What is read, by the name it has outside: renaming a constant of the definition changes nothing. */
function identityOf(read: Stream["read"], sources: ReadonlyMap<string, Source>): string {
  if (read.kind === "dataset") return `table:${read.dataset.toLowerCase()}`;
  const source = sources.get(read.source);
  if (source?.kind === "topic") return `topic:${source.topic}`;
  return source === undefined ? `source:${read.source}` : `files:${source.zone}`;
}
