import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { kafka, materializedView, scd1, streamingTable } from "#generator";
import { openEmulator } from "../../emulator/index.js";
import { openMemory } from "../../emulator/outside/memory.js";
import { selectDatasets } from "../../emulator/refresh/selection.js";
import type { Pipeline } from "../../generator/ir/index.js";
import { irOf, pipelineOf, refusal, said } from "./shop.js";
import { openWorkbench, type Workbench } from "./state.js";

const Event = z.object({ id: z.int32(), seq: z.int32(), op: z.string().optional() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Event });
const raw = streamingTable("raw", { query: feed.stream() });
const parsed = feed
  .stream()
  .parseJson("value", Event)
  .records.select((event) => ({ ...event.value }));
const events = streamingTable("events", {
  query: raw
    .stream()
    .parseJson("value", Event)
    .records.select((event) => ({ ...event.value })),
});
const copy = streamingTable("copy", { query: events.stream() });
const latest = scd1("latest", {
  from: events.stream(),
  keys: ["id"],
  sequenceBy: ["seq"],
  deleteWhen: (event) => event.op.eq("D"),
  omit: ["op"],
});
const all = materializedView("all", { query: latest.select((row) => ({ id: row.id })) });
const shop = pipelineOf({ raw, events, copy, latest, all });

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.remove());

const statuses = (report: Awaited<ReturnType<Workbench["update"]>>) => report.datasets.map((one) => [one.name, one.status, one.added]);

test("a full refresh of everything reads the sources from the start", async () => {
  bench.publish("feed", { id: 1, seq: 1 }, { id: 2, seq: 1 }, { id: 2, seq: 2, op: "D" });
  await bench.update(shop);
  const before = [await bench.rows(shop, "copy"), await bench.rows(shop, "latest")];
  const report = await bench.update(shop, { fullRefresh: "all" });
  expect(statuses(report)).toEqual([
    ["raw", "COMPLETED", 3],
    ["events", "COMPLETED", 3],
    ["copy", "COMPLETED", 3],
    ["latest", "COMPLETED", 1],
    ["all", "COMPLETED", 0],
  ]);
  expect([await bench.rows(shop, "copy"), await bench.rows(shop, "latest")]).toEqual(before);
});

test("a full refresh forgets tombstones", async () => {
  const direct = scd1("direct", { from: parsed, keys: ["id"], sequenceBy: ["seq"], deleteWhen: (event) => event.op.eq("D"), omit: ["op"] });
  const pipeline = pipelineOf({ direct });
  bench.publish("feed", { id: 1, seq: 5, op: "D" }, { id: 1, seq: 4 });
  await bench.update(pipeline);
  expect(await bench.rows(pipeline, "direct")).toEqual([]);
  // The topic no longer has the delete when it is read from the start.
  const outside = openMemory();
  outside.publish("feed", 0, [{ key: null, value: '{"id":1,"seq":4}', timestamp: new Date("2024-01-01T00:00:00Z") }]);
  const emulator = openEmulator({ pipeline: irOf(pipeline), input: outside, state: bench.state });
  await emulator.update({ fullRefresh: ["direct"] });
  emulator.close();
  expect(await bench.rows(pipeline, "direct")).toEqual([{ id: 1, seq: 4 }]);
});

test("what was chosen is refreshed, and nothing else", async () => {
  bench.publish("feed", { id: 1, seq: 1 });
  await bench.update(shop);
  bench.publish("feed", { id: 2, seq: 1 });
  expect(statuses(await bench.update(shop, { refresh: ["RAW", "events"] }))).toEqual([
    ["raw", "COMPLETED", 1],
    ["events", "COMPLETED", 1],
    ["copy", "EXCLUDED", 0],
    ["latest", "EXCLUDED", 0],
    ["all", "EXCLUDED", 0],
  ]);
  expect(statuses(await bench.update(shop))).toEqual([
    ["raw", "COMPLETED", 0],
    ["events", "COMPLETED", 0],
    ["copy", "COMPLETED", 1],
    ["latest", "COMPLETED", 1],
    ["all", "COMPLETED", 1],
  ]);
});

test("a stream from a table that was fully refreshed fails until it is, too", async () => {
  bench.publish("feed", { id: 1, seq: 1 });
  await bench.update(shop);
  expect(statuses(await bench.update(shop, { fullRefresh: ["raw"] }))[0]).toEqual(["raw", "COMPLETED", 1]);
  const report = await bench.update(shop);
  expect(report.state).toBe("FAILED");
  expect(report.datasets.map((one) => [one.name, one.status, one.error])).toEqual([
    ["raw", "COMPLETED", undefined],
    ["events", "FAILED", '[DIFFERENT_DELTA_TABLE_READ_BY_STREAMING_SOURCE] "events" streams from "raw", which was fully refreshed since'],
    ["copy", "SKIPPED", "events failed"],
    ["latest", "SKIPPED", "events failed"],
    ["all", "SKIPPED", "latest was skipped"],
  ]);
  expect(report.diagnostics.map(said)).toEqual([
    `error state/upstream-refreshed: [DIFFERENT_DELTA_TABLE_READ_BY_STREAMING_SOURCE] "events" streams from "raw", which was fully refreshed since
  fix: fully refresh it: --full-refresh events`,
  ]);
  // Nothing was lost meanwhile, and what is refreshed in one update goes together.
  expect((await bench.update(shop, { fullRefresh: ["events", "copy", "latest"] })).state).toBe("COMPLETED");
  bench.publish("feed", { id: 2, seq: 1 });
  const after = await bench.update(shop);
  expect(statuses(after).map(([, , added]) => added)).toEqual([1, 1, 1, 1, 1]);
  expect(await bench.rows(shop, "copy")).toHaveLength(2);
});

test("a reader that began before there was anything notices a full refresh as well", async () => {
  await bench.update(shop);
  await bench.update(shop, { fullRefresh: ["raw"] });
  expect((await bench.update(shop)).datasets[1]).toMatchObject({ name: "events", status: "FAILED" });
});

test("a stream from a table whose rows are changed in place fails at the first change", async () => {
  // The authoring surface does not offer this stream; another writer of pipelines might.
  const whole = irOf(pipelineOf({ raw, events, latest, copy }));
  const columns = whole.datasets.find((one) => one.name === "latest")?.columns ?? [];
  const query = { kind: "dataset", dataset: "latest", mode: "stream", schema: columns } as const;
  const others = whole.datasets.filter((one) => one.name !== "copy");
  const reader = whole.datasets.flatMap((one) =>
    one.name === "copy" && one.kind === "streaming_table"
      ? [{ ...one, columns, flows: [{ kind: "append" as const, name: "copy", query }] }]
      : [],
  );
  const pipeline: Pipeline = { ...whole, datasets: [...others, ...reader] };
  const update = async () => {
    const emulator = openEmulator({ pipeline, input: bench.outside, state: bench.state });
    const report = await emulator.update();
    emulator.close();
    return report;
  };
  bench.publish("feed", { id: 1, seq: 1 });
  await update();
  bench.publish("feed", { id: 2, seq: 1 });
  expect((await update()).datasets.find((one) => one.name === "copy")).toMatchObject({ status: "COMPLETED", added: 1 });
  bench.publish("feed", { id: 3, seq: 1 }, { id: 2, seq: 2 });
  for (let attempt = 0; attempt < 2; attempt++) {
    expect((await update()).diagnostics.map(said)).toEqual([
      `error state/upstream-changed: [DELTA_SOURCE_TABLE_IGNORE_CHANGES] "copy" streams from "latest", whose rows were updated or deleted since
  a stream sees rows that are added, not what happens to them later
  fix: read "latest" in a materialized view; or fully refresh it: --full-refresh copy`,
    ]);
  }
  expect(await bench.query("SELECT id FROM copy ORDER BY id")).toEqual([{ id: 1 }, { id: 2 }]);
});

const kept = streamingTable("kept", { query: feed.stream(), properties: { "pipelines.reset.allowed": "false" } });
const derived = streamingTable("derived", { query: kept.stream() });
const guarded = streamingTable("guarded", { query: derived.stream(), properties: { "pipelines.reset.allowed": "false" } });

test("a protected table is passed by when everything is refreshed", async () => {
  const pipeline = pipelineOf({ kept, derived });
  bench.publish("feed", { id: 1, seq: 1 });
  await bench.update(pipeline);
  bench.publish("feed", { id: 2, seq: 1 });
  expect(statuses(await bench.update(pipeline, { fullRefresh: "all" }))).toEqual([
    ["kept", "COMPLETED", 1],
    ["derived", "COMPLETED", 2],
  ]);
});

test.each([
  [
    { fullRefresh: ["kept"] },
    `error refresh/not-resettable: [TABLE_NOT_RESETTABLE] "kept" must not be fully refreshed: its property pipelines.reset.allowed is false
  fix: leave it out, or take the property away if its sources can really give every row again`,
  ],
  [
    { fullRefresh: ["derived"] },
    `error refresh/not-resettable: [INVALID_RESETTABLE_DEPENDENCY] "guarded" must not be fully refreshed, and it streams from "derived", which would be
  fix: give "derived" the property pipelines.reset.allowed = false too`,
  ],
  [
    { fullRefresh: "all" as const },
    `error refresh/not-resettable: [INVALID_RESETTABLE_DEPENDENCY] "guarded" must not be fully refreshed, and it streams from "derived", which would be
  fix: give "derived" the property pipelines.reset.allowed = false too`,
  ],
  [
    { fullRefresh: ["derivd", "nothing_like_it"], refresh: ["guarded"] },
    `error refresh/unknown-dataset: no dataset "derivd" in shop
  it has kept, derived, guarded
  fix: did you mean "derived"?
error refresh/unknown-dataset: no dataset "nothing_like_it" in shop
  it has kept, derived, guarded`,
  ],
])("%j is refused", async (choice, text) => {
  const pipeline = irOf(pipelineOf({ kept, derived, guarded }));
  expect(await refusal(() => selectDatasets(pipeline, choice))).toBe(text);
});

test("a dataset is chosen once", async () => {
  expect(await refusal(() => selectDatasets(irOf(shop), { fullRefresh: ["raw"], refresh: ["RAW"] }))).toBe(
    `error refresh/twice: "raw" is chosen for a refresh and for a full refresh
  fix: choose it once`,
  );
});
