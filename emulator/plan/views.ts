import type { Pipeline, Relation } from "../../generator/ir/index.js";
import { replaceLeaves } from "./leaves.js";

/** Queries of temporary views by name. */
export type Views = ReadonlyMap<string, Relation>;

/** The temporary views of a pipeline. */
export function viewsOf(pipeline: Pipeline): Views {
  return new Map(pipeline.datasets.flatMap((one) => (one.kind === "temporary_view" ? [[one.name, one.query] as const] : [])));
}

/** The query with temporary views put in the place of their names, and which those were. */
export function inlineViews(query: Relation, views: Views): { readonly query: Relation; readonly used: readonly string[] } {
  const used = new Set<string>();
  // A view that is read twice is computed once.
  const batches = new Map<string, Relation>();
  const inline = (relation: Relation): Relation =>
    replaceLeaves(relation, (leaf) => {
      const view = leaf.kind === "dataset" ? views.get(leaf.dataset) : undefined;
      if (leaf.kind !== "dataset" || view === undefined) return { ...leaf };
      used.add(leaf.dataset);
      const query = batches.get(leaf.dataset) ?? inline(view);
      if (query.mode === "batch") batches.set(leaf.dataset, query);
      return query;
    });
  return { query: inline(query), used: [...used] };
}
