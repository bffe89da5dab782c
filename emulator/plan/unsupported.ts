import { type Diagnostic, error } from "../../generator/diagnostic/index.js";
import {
  type AutoCdcFlow,
  type Dataset,
  operatorOf,
  type Pipeline,
  printType,
  relationsIn,
  type StreamingTable,
  sameType,
  sequenceColumns,
} from "../../generator/ir/index.js";
import { hiddenColumns } from "../table/hidden.js";
import { leavesOf } from "./leaves.js";

/** Everything in a pipeline that the emulator cannot run exactly as Databricks does. */
export function unsupported(pipeline: Pipeline): readonly Diagnostic[] {
  return pipeline.datasets.flatMap((dataset) => [
    ...hiddenNames(dataset),
    ...streams(dataset),
    ...streamedTables(dataset, pipeline),
    ...viewModes(dataset, pipeline),
    ...autoCdc(dataset),
  ]);
}

function refuse(dataset: Dataset, message: string, fix?: string, notes: readonly string[] = []): Diagnostic {
  return error("emulator/unsupported", message, { at: dataset.at, notes, fix });
}

function hiddenNames(dataset: Dataset): Diagnostic[] {
  if (dataset.kind === "temporary_view") return [];
  const taken: readonly string[] = Object.values(hiddenColumns);
  return dataset.columns
    .filter((one) => taken.includes(one.name.toLowerCase()))
    .map((one) =>
      refuse(dataset, `"${dataset.name}" has a column "${one.name}", which the emulator keeps for itself`, "give the column another name"),
    );
}

function flowsOf(dataset: Dataset) {
  if (dataset.kind !== "streaming_table") return [{ name: dataset.name, query: dataset.query }];
  return dataset.flows.map((flow) => ({ name: flow.name, query: flow.kind === "append" ? flow.query : flow.from }));
}

/** Operators over a stream that are not run yet, and streams and batches where the other belongs. */
function streams(dataset: Dataset): Diagnostic[] {
  return flowsOf(dataset).flatMap(({ name, query }) => {
    const here = place(dataset, name);
    const refused = [...relationsIn(query)].flatMap((relation) => {
      const { emulated, title } = operatorOf(relation);
      if (relation.mode === "stream" && emulated !== true) return [refuse(dataset, `${title} in ${here}: ${emulated.refuse}`)];
      const mixed = relation.kind === "union" && relation.inputs.some((input) => input.mode !== relation.mode);
      return mixed ? [refuse(dataset, `${here} has a union of a stream with a batch`, "stream both, or none")] : [];
    });
    const streamed = leavesOf(query).some((leaf) => leaf.mode === "stream");
    if (dataset.kind === "streaming_table" && !streamed) {
      refused.push(refuse(dataset, `${here} reads no stream`, "read its input with stream(), or make it a materialized view"));
    }
    if (dataset.kind === "materialized_view" && streamed) {
      refused.push(refuse(dataset, `the materialized view ${here} reads a stream`, "read the dataset itself, without stream()"));
    }
    return refused;
  });
}

function place(dataset: Dataset, flow: string): string {
  return dataset.name === flow ? `"${flow}"` : `the flow "${flow}" of "${dataset.name}"`;
}

/** What a stream of a table may be; a materialized view is written anew, so that nothing in it is later than anything else. */
function streamedTables(dataset: Dataset, pipeline: Pipeline): Diagnostic[] {
  const views = new Set(pipeline.datasets.flatMap((one) => (one.kind === "materialized_view" ? [one.name] : [])));
  return flowsOf(dataset).flatMap(({ name, query }) =>
    leavesOf(query).flatMap((leaf) =>
      leaf.kind === "dataset" && leaf.mode === "stream" && views.has(leaf.dataset)
        ? [
            refuse(
              dataset,
              `${place(dataset, name)} streams from the materialized view "${leaf.dataset}"`,
              "read it without stream(), in a materialized view",
            ),
          ]
        : [],
    ),
  );
}

/** A temporary view is put in place of its name, so it must be what its reader takes it for. */
function viewModes(dataset: Dataset, pipeline: Pipeline): Diagnostic[] {
  const views = new Map(pipeline.datasets.flatMap((one) => (one.kind === "temporary_view" ? [[one.name, one] as const] : [])));
  return flowsOf(dataset).flatMap(({ name, query }) =>
    leavesOf(query).flatMap((leaf) => {
      const view = leaf.kind === "dataset" ? views.get(leaf.dataset) : undefined;
      if (!view || view.query.mode === leaf.mode) return [];
      return [
        refuse(
          dataset,
          `${place(dataset, name)} reads the temporary view "${view.name}" as a ${leaf.mode}, and its query is a ${view.query.mode}`,
        ),
      ];
    }),
  );
}

function autoCdc(dataset: Dataset): Diagnostic[] {
  if (dataset.kind !== "streaming_table") return [];
  const flows = dataset.flows.filter((flow) => flow.kind === "auto_cdc");
  const [first] = flows;
  if (!first) return [];
  const found = flows
    .filter((flow) => flow.scd === 2)
    .map((flow) => refuse(dataset, `AUTO CDC type 2 in ${place(dataset, flow.name)}: the emulator runs AUTO CDC type 1 only`));
  if (flows.length < dataset.flows.length) {
    found.push(refuse(dataset, `"${dataset.name}" has append flows beside AUTO CDC flows`, "append to a table of its own and merge that"));
  }
  for (const other of flows.slice(1)) if (!sameIdentity(first, other)) found.push(differentFlows(dataset, first, other));
  if (dataset.expectations.length > 0) {
    found.push(
      refuse(
        dataset,
        `expectations on "${dataset.name}", the target of AUTO CDC: Databricks does not document on which rows they are evaluated`,
        "put them on the dataset that AUTO CDC reads",
        [`they are ${dataset.expectations.map((one) => one.name).join(", ")}`],
      ),
    );
  }
  return found;
}

function sameIdentity(a: AutoCdcFlow, b: AutoCdcFlow): boolean {
  const [x, y] = [sequenceColumns(a), sequenceColumns(b)];
  const sameKeys = a.keys.map((key) => key.toLowerCase()).join() === b.keys.map((key) => key.toLowerCase()).join();
  return sameKeys && x.length === y.length && x.every((one, i) => sameType(one.type, y[i]?.type ?? one.type));
}

function differentFlows(dataset: StreamingTable, a: AutoCdcFlow, b: AutoCdcFlow): Diagnostic {
  const say = (flow: AutoCdcFlow): string =>
    `"${flow.name}" has keys ${flow.keys.join(", ")} and sequence ${sequenceColumns(flow)
      .map((one) => printType(one.type))
      .join(", ")}`;
  return refuse(
    dataset,
    `the AUTO CDC flows of "${dataset.name}" do not agree`,
    "give them the same keys and a sequence of the same type",
    [say(a), say(b)],
  );
}
