import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { big, drop, kafka, landing, materializedView, streamingTable } from "#generator";
import { openEmulator } from "../../emulator/index.js";
import { irOf, pipelineOf, said } from "./shop.js";
import { openWorkbench, queryFile, type Workbench } from "./state.js";

const Event = z.object({ id: z.int32(), divisor: z.int32() });
const feed = kafka("feed", { topic: "feed", partitions: 3, retention: "1 day", value: Event });
const late = kafka("late", { topic: "feed", partitions: 3, retention: "1 day", value: Event, startingOffsets: "latest" });
const drops = landing("drops", { zone: "drops", format: "json", row: z.object({ id: z.int32() }) });
const read = (of: typeof feed) =>
  of
    .stream()
    .parseJson("value", Event)
    .records.select((event) => ({ ...event.value }));
const quotients = streamingTable("quotients", {
  query: read(feed).select((event) => ({ id: event.id, quotient: event.id.dividedBy(event.divisor) })),
});

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.remove());

function publish(partition: number, ...values: readonly object[]): void {
  bench.outside.publish(
    "feed",
    partition,
    values.map((value) => ({ key: null, value: JSON.stringify(value), timestamp: new Date("2024-01-01T00:00:00Z") })),
  );
}

async function update(pipeline: ReturnType<typeof pipelineOf>, microBatchRecords: number) {
  const emulator = openEmulator({ pipeline: irOf(pipeline), input: bench.outside, state: bench.state, microBatchRecords });
  try {
    return await emulator.update();
  } finally {
    emulator.close();
  }
}

const batches = (table: string) =>
  bench.query(`SELECT _batch::INT AS batch, count(*)::INT AS rows FROM _sluice.data_${table} GROUP BY ALL ORDER BY ALL`);

test("a backlog is taken in bounded micro-batches, every partition having its share", async () => {
  const raw = streamingTable("raw", { query: feed.stream() });
  publish(0, ...Array.from({ length: 10 }, (_, id) => ({ id, divisor: 1 })));
  publish(2, ...Array.from({ length: 3 }, (_, id) => ({ id, divisor: 1 })));
  expect((await update(pipelineOf({ raw }), 4)).datasets).toMatchObject([{ added: 13 }]);
  expect(
    await bench.query("SELECT _batch::INT AS batch, partition, count(*)::INT AS rows FROM _sluice.data_raw GROUP BY ALL ORDER BY ALL"),
  ).toEqual([
    { batch: 0, partition: 0, rows: 2 },
    { batch: 0, partition: 2, rows: 2 },
    { batch: 1, partition: 0, rows: 2 },
    { batch: 1, partition: 2, rows: 1 },
    { batch: 2, partition: 0, rows: 4 },
    { batch: 3, partition: 0, rows: 2 },
  ]);
  expect(
    await bench.query(
      'SELECT list("offset"::INT ORDER BY _seq) AS o, list(_seq::INT ORDER BY _seq) AS s FROM _sluice.data_raw WHERE partition = 0',
    ),
  ).toEqual([{ o: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], s: [1, 2, 5, 6, 8, 9, 10, 11, 12, 13] }]);
});

test("a failing micro-batch rolls back itself; earlier ones stay, and the next update tries it again", async () => {
  const copy = streamingTable("copy", { query: quotients.stream() });
  const ids = streamingTable("ids", { query: read(feed).select((event) => ({ id: event.id })) });
  const pipeline = pipelineOf({ quotients, copy, ids });
  publish(0, ...[1, 1, 1, 0, 1].map((divisor, id) => ({ id, divisor })));
  const reports = [await update(pipeline, 2), await update(pipeline, 2)];
  for (const report of reports) {
    expect(report.state).toBe("FAILED");
    expect(report.datasets.map((one) => [one.name, one.status])).toEqual([
      ["quotients", "FAILED"],
      ["copy", "SKIPPED"],
      ["ids", "COMPLETED"],
    ]);
    expect(report.diagnostics.map(said)).toEqual([
      `error emulator/flow-failed: "quotients" failed
  [DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012
  in id / divisor
  the row came from topic feed, partition 0, offset 3
  fix: mend the rows or the query and run again: what was committed before stays, and this micro-batch is read again`,
    ]);
  }
  expect(reports.map((report) => report.datasets.map((one) => one.added))).toEqual([
    [2, 0, 5],
    [0, 0, 0],
  ]);
  expect(await batches("quotients")).toEqual([{ batch: 0, rows: 2 }]);
  expect(await batches("copy")).toEqual([]);
});

test("a topic read from its latest offset gives what comes after the first update", async () => {
  const news = streamingTable("news", { query: read(late) });
  publish(0, { id: 1, divisor: 1 });
  expect((await update(pipelineOf({ news }), 10)).datasets).toMatchObject([{ added: 0 }]);
  publish(0, { id: 2, divisor: 1 });
  publish(1, { id: 3, divisor: 1 });
  await update(pipelineOf({ news }), 10);
  expect(await bench.rows(pipelineOf({ news }), "news")).toMatchObject([{ id: 2 }, { id: 3 }]);
});

test("a file is read once, whole, by its path", async () => {
  const files = streamingTable("files", { query: drops.stream().select((row) => ({ id: row.id, file: row.file_path })) });
  const put = (path: string, ...ids: readonly number[]) =>
    bench.outside.put(
      "drops",
      path,
      ids.map((id) => JSON.stringify({ id })),
      new Date("2024-01-01T00:00:00Z"),
    );
  put("a.json", 1, 2, 3);
  put("b.json", 4);
  put("c.json", 5);
  await update(pipelineOf({ files }), 2);
  expect(await batches("files")).toEqual([
    { batch: 0, rows: 3 },
    { batch: 1, rows: 2 },
  ]);
  put("b.json", 40, 41);
  put("d.json", 6);
  const report = await update(pipelineOf({ files }), 2);
  expect(report.datasets).toMatchObject([{ added: 1 }]);
  expect(report.diagnostics.map(said)).toEqual([
    `warning input/changed-file: "drops/b.json" changed after it was read; it is not read again by "files"
  Auto Loader knows a file by its path, unless cloudFiles.allowOverwrites is set
  fix: give the new version a new name`,
  ]);
  expect(await bench.query("SELECT id, file FROM files ORDER BY id")).toEqual([
    { id: 1, file: "drops/a.json" },
    { id: 2, file: "drops/a.json" },
    { id: 3, file: "drops/a.json" },
    { id: 4, file: "drops/b.json" },
    { id: 5, file: "drops/c.json" },
    { id: 6, file: "drops/d.json" },
  ]);
});

test("a stream from a table is one micro-batch, and a flow of two streams takes from both", async () => {
  const raw = streamingTable("raw", { query: feed.stream() });
  const pairs = streamingTable("pairs", {
    query: raw
      .stream()
      .union(feed.stream())
      .select((event) => ({ offset: event.offset })),
  });
  publish(0, ...Array.from({ length: 5 }, (_, id) => ({ id, divisor: 1 })));
  await update(pipelineOf({ raw, pairs }), 3);
  expect(await batches("pairs")).toEqual([
    { batch: 0, rows: 8 },
    { batch: 1, rows: 2 },
  ]);
  await update(pipelineOf({ raw, pairs }), 3);
  expect(await batches("pairs")).toHaveLength(2);
});

test("a stream is joined with the batch as it is when the micro-batch begins", async () => {
  const seen = streamingTable("seen", { query: read(feed) });
  const known = materializedView("known", { query: seen.where((row) => row.divisor.gt(1)) });
  const joined = streamingTable("joined", {
    query: read(feed).leftJoin(known, { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ id: a.id, known: b.divisor }) }),
  });
  publish(0, { id: 1, divisor: 7 });
  await update(pipelineOf({ seen, known, joined }), 10);
  publish(0, { id: 1, divisor: 1 }, { id: 2, divisor: 1 });
  await update(pipelineOf({ seen, known, joined }), 10);
  expect(await bench.query("SELECT * FROM joined ORDER BY id, known")).toEqual([
    { id: 1, known: 7 },
    { id: 1, known: 7 },
    { id: 2, known: null },
  ]);
});

test("rows come in the same order in every run, however many threads make them", { timeout: 120_000 }, async () => {
  const Basket = z.object({ id: z.int32(), items: z.array(z.int32()) });
  const baskets = kafka("baskets", { topic: "baskets", partitions: 1, retention: "1 day", value: Basket });
  const raw = streamingTable("raw", { query: baskets.stream() });
  const read = raw
    .stream()
    .parseJson("value", Basket)
    .records.explode("item", (event) => event.value.items, { outer: true, position: "line" });
  const names = materializedView("names", {
    query: raw.where((event) => event.offset.lt(big(3n))).select((event) => ({ line: event.offset, name: event.topic })),
  });
  const items = streamingTable("items", {
    query: read
      .select((event) => ({ id: event.value.id, item: event.item, line: event.line }))
      .leftJoin(names, { on: (a, b) => a.line.eq(b.line), select: (a, b) => ({ id: a.id, item: a.item, name: b.name }) }),
    expect: (one) => ({ some: drop(one.item.gt(0)) }),
  });
  // More than one of DuckDB's row groups, which it reads in parallel.
  const message = (id: number) => ({ key: null, value: `{"id":${id},"items":[1,2]}`, timestamp: new Date("2024-01-01T00:00:00Z") });
  bench.outside.publish(
    "baskets",
    0,
    Array.from({ length: 130_000 }, (_, id) => message(id)),
  );
  const orders = new Set<unknown>();
  for (const state of ["first", "second", "third"].map((name) => join(bench.folder, name))) {
    const emulator = openEmulator({
      pipeline: irOf(pipelineOf({ raw, names, items })),
      input: bench.outside,
      state,
      microBatchRecords: 200_000,
    });
    expect((await emulator.update()).datasets).toMatchObject([{ added: 130_000 }, { added: 3 }, { added: 260_000 }]);
    emulator.close();
    const [found] = await queryFile(state, "SELECT sum(hash(_seq, id, item))::VARCHAR AS rows FROM _sluice.data_items");
    orders.add((found as { rows: string }).rows);
  }
  expect(orders.size).toBe(1);
});
