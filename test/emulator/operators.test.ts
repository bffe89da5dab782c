import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import {
  count,
  desc,
  grouping,
  kafka,
  materializedView,
  raw,
  rawRelation,
  rowNumber,
  sql,
  streamingTable,
  sum,
  temporaryView,
  values,
} from "#generator";
import { openEmulator } from "../../emulator/index.js";
import { irOf, pipelineOf } from "./shop.js";
import { openWorkbench, type Workbench } from "./state.js";

const Sale = z.object({ id: z.int32(), store: z.string(), amount: z.int32() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Sale });
const sales = streamingTable("sales", {
  query: feed
    .stream()
    .parseJson("value", Sale)
    .records.select((event) => ({ ...event.value })),
});
const closed = values(z.object({ store: z.string() }), [{ store: "c" }, { store: "d" }]);
const open = streamingTable("open", { query: sales.stream().antiJoin(closed, { on: (s, c) => s.store.eq(c.store) }) });
const shut = streamingTable("shut", { query: sales.stream().semiJoin(closed, { on: (s, c) => s.store.eq(c.store) }) });
const copies = streamingTable("copies", {
  query: sales.stream().crossJoin(values(z.object({ n: z.int32() }), [{ n: 1 }, { n: 2 }]), { select: (s, v) => ({ id: s.id, n: v.n }) }),
});
const largest = materializedView("largest", { query: sales.orderBy((s) => [desc(s.amount), s.id]).limit(2) });
const totals = materializedView("totals", {
  query: sales.aggregate({
    by: (s) => ({ store: s.store }),
    grouping: "rollup",
    select: (s) => ({ amount: sum(s.amount), whole: grouping(s.store) }),
  }),
});
const byStore = temporaryView("by_store", { query: sales.aggregate({ by: (s) => ({ store: s.store }), select: () => ({ n: count() }) }) });
const pairs = materializedView("pairs", {
  query: byStore.join(byStore, { on: (a, b) => a.store.lt(b.store), select: (a, b) => ({ a: a.store, b: b.store, n: a.n.plus(b.n) }) }),
});
const stores = materializedView("stores", {
  query: sales
    .select((s) => ({ store: s.store }))
    .except(closed)
    .distinct(),
});
const latest = materializedView("latest", {
  query: sales
    .qualify((s) =>
      rowNumber()
        .over({ partitionBy: [s.store], orderBy: [desc(s.id)] })
        .eq(1),
    )
    .select((s) => ({ id: s.id })),
});
const spread = materializedView("spread", {
  query: sales.pivot({ on: (s) => s.store, values: { a: "a", c: "c" }, select: (s) => sum(s.amount) }),
});
const upper = (x: Parameters<typeof sql>[1]) => sql`upper(${x})`;
const own = materializedView("own", {
  query: rawRelation({
    columns: z.object({ n: z.int64() }),
    reads: [sales.select((s) => ({ loud: raw({ gives: z.string(), databricks: upper, spark: upper, duckdb: upper }, s.store) }))],
    databricks: (s) => sql`SELECT count(DISTINCT loud) AS n FROM ${s}`,
    spark: (s) => sql`SELECT count(DISTINCT loud) AS n FROM ${s}`,
    duckdb: (s) => sql`SELECT count(DISTINCT loud) AS n FROM ${s}`,
  }),
});
const shop = pipelineOf({ sales, open, shut, copies, largest, totals, byStore, pairs, stores, latest, spread, own });

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.remove());

function publish(...all: readonly (readonly [number, string, number])[]): void {
  bench.outside.publish(
    "feed",
    0,
    all.map(([id, store, amount]) => ({
      key: null,
      value: JSON.stringify({ id, store, amount }),
      timestamp: new Date("2024-01-01T00:00:00Z"),
    })),
  );
}

async function update(pipeline: ReturnType<typeof pipelineOf>) {
  const emulator = openEmulator({ pipeline: irOf(pipeline), input: bench.outside, state: bench.state });
  try {
    return await emulator.update();
  } finally {
    emulator.close();
  }
}

test("operators run over the rows of two updates", async () => {
  publish([1, "a", 5], [2, "c", 7]);
  await update(shop);
  publish([3, "a", 9], [4, "b", 1], [5, "d", 9]);
  await update(shop);
  const rows = async (table: string) =>
    (await bench.query(`SELECT * FROM ${table} ORDER BY ALL`)).map((row) =>
      Object.values(row as object)
        .map(String)
        .join(" "),
    );
  expect(await rows("open")).toEqual(["1 a 5", "3 a 9", "4 b 1"]);
  expect(await rows("shut")).toEqual(["2 c 7", "5 d 9"]);
  expect(await rows("copies")).toEqual(["1 1", "1 2", "2 1", "2 2", "3 1", "3 2", "4 1", "4 2", "5 1", "5 2"]);
  expect(await rows("largest")).toEqual(["3 a 9", "5 d 9"]);
  expect(await rows("totals")).toEqual(["a 14 0", "b 1 0", "c 7 0", "d 9 0", "null 31 1"]);
  expect(await rows("pairs")).toEqual(["a b 3", "a c 3", "a d 3", "b c 2", "b d 2", "c d 2"]);
  expect(await rows("stores")).toEqual(["a", "b"]);
  expect(await rows("latest")).toEqual(["2", "3", "4", "5"]);
  expect(await rows("spread")).toEqual(["14 7"]);
  expect(await rows("own")).toEqual(["4"]);
});

test("a limit that falls between equal rows fails the flow, and says so", async () => {
  publish([1, "a", 5], [2, "b", 5]);
  const tied = materializedView("tied", { query: sales.orderBy((s) => s.amount).limit(1) });
  expect(JSON.stringify(await update(pipelineOf({ sales, tied })))).toContain("the order leaves open which rows are within the limit");
});
