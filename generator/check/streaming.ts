import { type Diagnostic, error } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import type { Rule } from "./rule.js";

/** What a streaming table may compute, and what may be streamed. The types say most of it; this holds for plain JavaScript too. */
export const streaming: Rule = (pipeline) => {
  const datasets = new Map(pipeline.datasets.map((one) => [one.name, one]));
  return pipeline.datasets.flatMap((dataset) =>
    ir
      .queriesOf(dataset)
      .flatMap((query) => [
        ...modes(dataset, query),
        ...[...ir.relationsIn(query)].flatMap((relation) => inside(dataset, relation, datasets)),
      ]),
  );
};

function modes(dataset: ir.Dataset, query: ir.Relation): readonly Diagnostic[] {
  const wanted: ir.Mode = dataset.kind === "materialized_view" ? "batch" : "stream";
  if (dataset.kind === "temporary_view" || query.mode === wanted) return [];
  return [
    wanted === "batch"
      ? error("streaming/view-of-stream", `${dataset.name} is a materialized view and its query is a stream`, {
          at: dataset.at,
          fix: "read the tables themselves, without stream(), or make it a streaming table",
        })
      : error("streaming/table-of-batch", `${dataset.name} is a streaming table and its query is a batch`, {
          at: dataset.at,
          fix: "read an append-only source with stream(), or make it a materialized view",
        }),
  ];
}

function inside(dataset: ir.Dataset, relation: ir.Relation, datasets: ReadonlyMap<string, ir.Dataset>): readonly Diagnostic[] {
  if (relation.kind === "dataset") {
    const view = datasets.get(relation.dataset);
    if (view?.kind === "temporary_view" && view.query.mode !== relation.mode) return [otherMode(dataset, view)];
  }
  if (relation.mode !== "stream") return [];
  const operator = ir.operatorOf(relation);
  if (operator.stream !== true)
    return [
      error("streaming/operator", `${dataset.name} uses ${operator.title} over a stream: ${operator.stream.refuse}`, { at: dataset.at }),
    ];
  const over = ir
    .expressionsOf(relation)
    .flatMap(ir.walk)
    .find((part) => part.kind === "over");
  if (over?.kind === "over") {
    return [
      error(
        "streaming/operator",
        `${dataset.name} uses ${over.of.function} over a window over a stream: it would need rows that have not arrived; compute it in a materialized view over the table`,
        { at: dataset.at },
      ),
    ];
  }
  if (relation.kind === "window" && !isWatermarked(relation.input, relation.on, datasets)) {
    return [
      error("streaming/window-without-watermark", `${dataset.name} cuts windows from "${relation.on}", which has no watermark`, {
        at: dataset.at,
        notes: ["without one no window ever ends, and Databricks would compute all of them anew in every update"],
        fix: `write .watermark("${relation.on}", "10 minutes") before windowed(…)`,
      }),
    ];
  }
  if (relation.kind !== "dataset") return [];
  const read = datasets.get(relation.dataset);
  if (!read || !ir.isRewritten(read)) return [];
  return [
    error("streaming/rewritten", `${dataset.name} streams from ${read.name}, which is rewritten in place`, {
      at: dataset.at,
      notes: [
        `${read.name} is ${read.kind === "materialized_view" ? "a materialized view" : "the target of AUTO CDC"}; a stream of it would fail at the first change`,
      ],
      fix: `read ${read.name} as a batch, or stream what feeds it`,
    }),
  ];
}

/** A view is what its query is. */
function otherMode(dataset: ir.Dataset, view: ir.TemporaryView): Diagnostic {
  return error(
    "streaming/view-mode",
    `${dataset.name} reads the view ${view.name} as a ${view.query.mode === "stream" ? "batch, and its query is a stream" : "stream, and its query is a batch"}`,
    {
      at: dataset.at,
      fix: view.query.mode === "stream" ? "read it with stream()" : "read it without stream()",
    },
  );
}

/** Does a watermark on the column stand between the relation and its streams, with no groups in between? */
function isWatermarked(relation: ir.Relation, column: string, datasets: ReadonlyMap<string, ir.Dataset>): boolean {
  if (relation.kind === "watermark" && relation.column === column) return true;
  if (relation.kind === "dataset") {
    const read = datasets.get(relation.dataset);
    return read?.kind === "temporary_view" && isWatermarked(read.query, column, datasets);
  }
  if (ir.operatorOf(relation).state === "groups") return false;
  const streams = ir.inputs(relation).filter((input) => input.mode === "stream");
  return streams.length > 0 && streams.every((input) => isWatermarked(input, column, datasets));
}
