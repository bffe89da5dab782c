import { expect, test } from "vitest";
import * as z from "zod";
import { kafka, materializedView, reference, scd2, streamingTable } from "#generator";
import { planUpdate, printPlan } from "../../emulator/index.js";
import { selectDatasets } from "../../emulator/refresh/selection.js";
import type { Dataset, Pipeline, Relation } from "../../generator/ir/index.js";
import { irOf, pipelineOf, refusal, shop } from "./shop.js";

test("a plan is data that prints", () => {
  const pipeline = irOf(shop);
  const plan = planUpdate(pipeline, selectDatasets(pipeline, { fullRefresh: ["LATEST"], refresh: ["raw", "orders", "refused", "totals"] }));
  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  expect(printPlan(plan)).toBe(`update of shop

raw · append flow
  streams  0:topic:shop.orders.v1
  query    order_events

orders · append flow
  streams  0:table:raw
  expects  positive (drop), known_store (warn)
  query    raw → parseJson → select

refused · append flow
  streams  0:table:raw
  query    raw → parseJson → select → select → where

latest · AUTO CDC type 1 · full refresh
  streams  0:table:orders
  merges   by id in the order of version INT
  query    orders

totals · materialized view
  tables   latest
  files    stores
  views    located
  query    (latest | stores) → leftJoin → aggregate

left alone: rejected
`);
});

test("two reads of one table are two streams", () => {
  const raw = streamingTable("raw", { query: events.stream() });
  const both = streamingTable("both", { query: raw.stream().union(raw.stream()) });
  const [, step] = planUpdate(irOf(pipelineOf({ raw, both }))).steps;
  expect(step?.streams.map((one) => one.id)).toEqual(["0:table:raw", "1:table:raw"]);
  expect(new Set(step?.streams.map((one) => one.read)).size).toBe(2);
});

const Event = z.object({ id: z.int32(), at: z.iso.datetime() });
const events = kafka("events", { topic: "events", partitions: 1, retention: "1 day", value: Event });

test("everything that cannot be run is refused at once, before anything runs", async () => {
  const read = events
    .stream()
    .parseJson("value", Event)
    .records.select((event) => ({ ...event.value }));
  const history = scd2("history", { from: read, keys: ["id"], sequenceBy: "at" });
  const recent = streamingTable("recent", { query: read.watermark("at", "1 minute") });
  const pipeline = irOf(pipelineOf({ history, recent }));
  expect(
    await refusal(() => planUpdate(pipeline)),
  ).toBe(`error emulator/unsupported: AUTO CDC type 2 in "history": the emulator runs AUTO CDC type 1 only
error emulator/unsupported: watermark in "recent": watermarks are not emulated yet: the emulator runs stateless streaming operators and AUTO CDC type 1`);
});

/** A pipeline whose one table is changed behind the back of the authoring surface, which would not allow it. */
function broken(change: (table: Extract<Dataset, { kind: "streaming_table" }>) => Dataset): Pipeline {
  const pipeline = irOf(pipelineOf({ raw: streamingTable("raw", { query: events.stream() }) }));
  return { ...pipeline, datasets: pipeline.datasets.map((one) => (one.kind === "streaming_table" ? change(one) : one)) };
}

test.each<[string, Pipeline, string]>([
  [
    "a column that the emulator keeps for itself",
    broken((table) => ({ ...table, columns: table.columns.map((one) => (one.name === "key" ? { ...one, name: "_Seq" } : one)) })),
    `error emulator/unsupported: "raw" has a column "_Seq", which the emulator keeps for itself
  fix: give the column another name`,
  ],
  [
    "a streaming table over a batch",
    broken((table) => ({
      ...table,
      flows: table.flows.map((flow) => (flow.kind === "append" ? { ...flow, query: asBatch(flow.query) } : flow)),
    })),
    `error emulator/unsupported: "raw" reads no stream
  fix: read its input with stream(), or make it a materialized view`,
  ],
  [
    "a materialized view over a stream",
    broken(({ flows: [flow], ...table }) => ({
      ...table,
      kind: "materialized_view",
      query: flow?.kind === "append" ? flow.query : never(),
    })),
    `error emulator/unsupported: the materialized view "raw" reads a stream
  fix: read the dataset itself, without stream()`,
  ],
  [
    "a union of a stream with a batch",
    broken((table) => ({
      ...table,
      flows: table.flows.map((flow) => (flow.kind === "append" ? { ...flow, query: mixed(flow.query) } : flow)),
    })),
    `error emulator/unsupported: "raw" has a union of a stream with a batch
  fix: stream both, or none`,
  ],
  [
    "a stream from a materialized view",
    ((pipeline: Pipeline) => ({
      ...pipeline,
      datasets: pipeline.datasets.map((one) =>
        one.kind === "materialized_view" ? one : { ...one, name: "copy", flows: streamOf(one, "all") },
      ),
    }))(
      irOf(
        pipelineOf({
          raw: streamingTable("raw", { query: events.stream() }),
          all: materializedView("all", { query: reference("r", { path: "r", format: "json", row: Event }) }),
        }),
      ),
    ),
    `error emulator/unsupported: the flow "raw" of "copy" streams from the materialized view "all"
  fix: read it without stream(), in a materialized view`,
  ],
])("%s is refused", async (_, pipeline, text) => {
  expect(await refusal(() => planUpdate(pipeline))).toBe(text);
});

function streamOf(table: Dataset, dataset: string) {
  const query: Relation = { kind: "dataset", dataset, mode: "stream", schema: table.columns };
  return table.kind === "streaming_table" ? table.flows.map((flow) => ({ ...flow, kind: "append" as const, query })) : [];
}

function asBatch(relation: Relation): Relation {
  return { ...relation, mode: "batch" };
}

function mixed(relation: Relation): Relation {
  return { kind: "union", inputs: [relation, asBatch(relation)], mode: "stream", schema: relation.schema };
}

function never(): never {
  throw new Error("no append flow");
}
