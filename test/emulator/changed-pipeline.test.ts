import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { decimal, kafka, materializedView, scd1, streamingTable, temporaryView } from "#generator";
import { pipelineOf, said } from "./shop.js";
import { openWorkbench, type Workbench } from "./state.js";

const Event = z.object({ id: z.int32(), amount: z.int32(), version: z.int32() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Event });
const other = kafka("other", { topic: "other", partitions: 1, retention: "1 day", value: Event });
const eventsOf = (source: typeof feed) =>
  source
    .stream()
    .parseJson("value", Event)
    .records.select((event) => ({ ...event.value }));
const events = streamingTable("events", { query: eventsOf(feed) });

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  bench.publish("feed", { id: 1, amount: 10, version: 1 });
});
afterEach(() => bench.remove());

const event = (id: number) => ({ id, amount: 10, version: 1 });

test("another query of the same flow applies to new rows only", async () => {
  await bench.update(pipelineOf({ events }));
  const doubled = streamingTable("events", { query: eventsOf(feed).derive((one) => ({ amount: one.amount.times(2) })) });
  bench.publish("feed", event(2));
  await bench.update(pipelineOf({ doubled }));
  expect(await bench.rows(pipelineOf({ doubled }), "events")).toMatchObject([
    { id: 1, amount: 10 },
    { id: 2, amount: 20 },
  ]);
});

test("an added column is merged, and NULL in older rows; one that is gone is not shown and comes back", async () => {
  await bench.update(pipelineOf({ events }));
  const wider = streamingTable("events", {
    query: eventsOf(feed).select((one) => ({ note: one.id.times(100), id: one.id, version: one.version })),
  });
  bench.publish("feed", event(2));
  expect((await bench.update(pipelineOf({ wider }))).diagnostics).toEqual([]);
  const rows = [
    { note: null, id: 1, version: 1 },
    { note: 200, id: 2, version: 1 },
  ];
  expect(await bench.rows(pipelineOf({ wider }), "events")).toEqual(rows);
  expect(await bench.query("SELECT * FROM events")).toEqual(rows);
  await bench.update(pipelineOf({ events }));
  expect(await bench.rows(pipelineOf({ events }), "events")).toEqual([
    { id: 1, amount: 10, version: 1 },
    { id: 2, amount: null, version: 1 },
  ]);
});

test("a changed type fails the table and skips what reads it, until a full refresh", async () => {
  const copy = streamingTable("copy", { query: events.stream() });
  await bench.update(pipelineOf({ events, copy }));
  const Exact = z.object({ id: z.int32(), amount: decimal(10, 2), version: z.int64() });
  const changed = streamingTable("events", {
    query: feed
      .stream()
      .parseJson("value", Exact)
      .records.select((one) => ({ ...one.value })),
  });
  const changedCopy = streamingTable("copy", { query: changed.stream() });
  const aside = streamingTable("aside", { query: eventsOf(feed) });
  const pipeline = pipelineOf({ changed, changedCopy, aside });
  for (let attempt = 0; attempt < 2; attempt++) {
    const report = await bench.update(pipeline);
    expect(report.datasets.map((one) => [one.name, one.status])).toEqual([
      ["events", "FAILED"],
      ["copy", "FAILED"],
      ["aside", "COMPLETED"],
    ]);
    expect(report.diagnostics.map(said)).toEqual(
      ["events", "copy"].map(
        (name) => `error state/changed-type: columns of "${name}" have another type than the rows that are there
  "amount" was INT and is now DECIMAL(10,2)
  "version" was INT and is now BIGINT
  fix: fully refresh it: --full-refresh ${name}`,
      ),
    );
  }
  expect(await bench.query("SELECT * FROM copy")).toEqual([event(1)]);
  expect((await bench.update(pipeline, { fullRefresh: ["events", "copy"] })).state).toBe("COMPLETED");
  expect(await bench.query("SELECT id, amount::VARCHAR AS amount FROM copy")).toEqual([{ id: 1, amount: "10.00" }]);
});

test("a flow that reads another topic does not start", async () => {
  await bench.update(pipelineOf({ events }));
  const moved = streamingTable("events", { query: eventsOf(other) });
  const both = streamingTable("events", { query: eventsOf(feed).union(eventsOf(other)) });
  bench.publish("other", event(7));
  const why = (
    now: string,
    n: number,
  ) => `error state/changed-sources: the flow "events" of "events" reads other streams than those of its checkpoint
  checkpoint: 0:topic:feed
  now: ${now}
  Spark: There are [1] sources in the checkpoint offsets and now there are [${n}] sources requested by the query. Cannot continue.
  fix: fully refresh it: --full-refresh events; or give the flow another name to have the new streams read from their start beside the rows that are there`;
  expect((await bench.update(pipelineOf({ moved }))).diagnostics.map(said)).toEqual([why("0:topic:other", 1)]);
  expect((await bench.update(pipelineOf({ both }))).diagnostics.map(said)).toEqual([why("0:topic:feed, 1:topic:other", 2)]);
  expect(await bench.rows(pipelineOf({ events }), "events")).toEqual([event(1)]);
  await bench.update(pipelineOf({ both }), { fullRefresh: ["events"] });
  expect(await bench.rows(pipelineOf({ both }), "events")).toEqual([event(1), event(7)]);
});

test("a renamed dataset starts over, and the old one keeps its rows without a view", async () => {
  await bench.update(pipelineOf({ events }));
  const renamed = streamingTable("happenings", { query: eventsOf(feed) });
  const report = await bench.update(pipelineOf({ renamed }));
  expect(report.datasets).toMatchObject([{ name: "happenings", added: 1 }]);
  expect(report.diagnostics.map(said)).toEqual([
    `warning state/inactive-dataset: "events" is no longer in the pipeline: its table is inactive
  on Databricks the next update marks such a table inactive: it is not updated, keeps its rows and goes on when it is defined again; pipelines.dropInactiveTables = true drops it
  here the view is gone, and the rows stay in _sluice."data_events"`,
  ]);
  await expect(bench.query("SELECT * FROM events")).rejects.toThrow("Table with name events does not exist");
  expect(await bench.query('SELECT id FROM _sluice."data_events"')).toEqual([{ id: 1 }]);
  expect((await bench.update(pipelineOf({ renamed }))).diagnostics).toEqual([]);
  // Defined again, it goes on where it stopped.
  bench.publish("feed", event(2));
  expect((await bench.update(pipelineOf({ events, renamed }))).datasets).toMatchObject([{ added: 1 }, { added: 1 }]);
  expect(await bench.query("SELECT id FROM events")).toEqual([{ id: 1 }, { id: 2 }]);
});

test("other keys, another order or appending instead of merging need a full refresh", async () => {
  const latest = (keys: ("id" | "amount")[]) => scd1("latest", { from: eventsOf(feed), keys, sequenceBy: ["version"] });
  await bench.update(pipelineOf({ latest: latest(["id"]) }));
  const changed = pipelineOf({ latest: latest(["id", "amount"]) });
  expect((await bench.update(changed)).diagnostics.map(said)).toEqual([
    `error state/changed-identity: the rows of "latest" are merged otherwise than before
  before: keys id; sequence INT
  now: keys id, amount; sequence INT
  fix: fully refresh it: --full-refresh latest`,
  ]);
  const appended = pipelineOf({ latest: streamingTable("latest", { query: eventsOf(feed) }) });
  expect((await bench.update(appended)).diagnostics.map(said)).toEqual([
    `error state/changed-identity: the rows of "latest" are merged otherwise than before
  before: keys id; sequence INT
  now: appended, not merged
  fix: fully refresh it: --full-refresh latest`,
  ]);
  expect(await bench.query("SELECT id FROM latest")).toEqual([{ id: 1 }]);
  expect((await bench.update(appended, { fullRefresh: "all" })).state).toBe("COMPLETED");
  expect(await bench.query("SELECT id FROM latest")).toEqual([{ id: 1 }]);
});

test("a dataset of another kind needs a full refresh", async () => {
  const table = streamingTable("table", { query: events.stream() });
  const view = materializedView("table", { query: events });
  await bench.update(pipelineOf({ events, table }));
  expect((await bench.update(pipelineOf({ events, view }))).diagnostics.map(said)).toEqual([
    `error state/changed-kind: "table" was a streaming table and is now a materialized view
  fix: fully refresh it: --full-refresh table`,
  ]);
  expect((await bench.update(pipelineOf({ events, view }), { fullRefresh: ["table"] })).state).toBe("COMPLETED");
  expect((await bench.update(pipelineOf({ events, table }))).diagnostics.map(said)).toEqual([
    `error state/changed-kind: "table" was a materialized view and is now a streaming table
  fix: fully refresh it: --full-refresh table`,
  ]);
  await bench.update(pipelineOf({ events, table }), { fullRefresh: "all" });
  expect(await bench.query('SELECT id FROM "table"')).toEqual([{ id: 1 }]);
});

test("a materialized view takes its new columns when it is computed", async () => {
  const first = materializedView("view", { query: events });
  const second = materializedView("view", { query: events.select((one) => ({ double: one.amount.times(2), id: one.id })) });
  await bench.update(pipelineOf({ events, first }));
  await bench.update(pipelineOf({ events, second }), { refresh: ["events"] });
  expect(await bench.query("SELECT * FROM view")).toEqual([event(1)]);
  expect((await bench.update(pipelineOf({ events, second }))).datasets[1]).toMatchObject({ added: 1, deleted: 1 });
  expect(await bench.query("SELECT * FROM view")).toEqual([{ double: 20, id: 1 }]);
});

test("a table that becomes a temporary view, and back", async () => {
  const table = materializedView("inner", { query: events.select((one) => ({ id: one.id })) });
  const view = temporaryView("inner", { query: events.select((one) => ({ id: one.id.plus(100) })) });
  const outer = (of: typeof table) => materializedView("outer", { query: of });
  await bench.update(pipelineOf({ events, table, outer: outer(table) }));
  const report = await bench.update(pipelineOf({ events, view, outer: outer(view) }));
  expect(report.diagnostics.map((one) => one.code)).toEqual(["state/inactive-dataset"]);
  expect(await bench.query('SELECT id FROM "outer" UNION ALL SELECT id FROM "inner"')).toEqual([{ id: 101 }, { id: 101 }]);
  await bench.update(pipelineOf({ events, table, outer: outer(table) }));
  expect(await bench.query('SELECT id FROM "inner"')).toEqual([{ id: 1 }]);
});
