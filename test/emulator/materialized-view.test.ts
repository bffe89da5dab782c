import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import { count, currentTimestamp, drop, fail, kafka, materializedView, streamingTable, sum } from "#generator";
import { type Emulation, emulate } from "../../emulator/testing.js";
import { pipelineOf } from "./shop.js";

const Sale = z.object({ store: z.string(), amount: z.int32() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Sale });
const sales = streamingTable("sales", {
  query: feed
    .stream()
    .parseJson("value", Sale)
    .records.select((event) => ({ ...event.value })),
});
const byStore = sales.aggregate({
  by: (sale) => ({ store: sale.store }),
  select: (sale) => ({ sales: count(), amount: sum(sale.amount) }),
});

let run: Emulation;
afterEach(() => run.close());

async function update(...amounts: readonly [store: string, amount: number][]) {
  await run.publish(
    feed,
    amounts.map(([store, amount]) => ({ store, amount })),
  );
  return run.update();
}

const counts = (report: Awaited<ReturnType<typeof update>>, name: string) => {
  const found = report.datasets.find((one) => one.name === name);
  return [found?.status, found?.added, found?.updated, found?.deleted, found?.dropped];
};

test("it is what its query gives now, and rows are counted by content", async () => {
  const totals = materializedView("totals", { query: byStore });
  run = await emulate(pipelineOf({ sales, totals }));
  expect(counts(await update(["a", 1], ["b", 2], ["b", 2]), "totals")).toEqual(["COMPLETED", 2, 0, 0, 0]);
  expect(counts(await update(["a", 1]), "totals")).toEqual(["COMPLETED", 1, 0, 1, 0]);
  expect(await run.rows(totals)).toEqual([
    { store: "a", sales: 2n, amount: 2n },
    { store: "b", sales: 2n, amount: 4n },
  ]);
});

test("equal rows are counted each", async () => {
  const names = materializedView("names", { query: sales.select((sale) => ({ store: sale.store })) });
  run = await emulate(pipelineOf({ sales, names }));
  await update(["a", 1], ["a", 2]);
  expect(counts(await update(["a", 3]), "names")).toEqual(["COMPLETED", 1, 0, 0, 0]);
  expect(await run.rows(names)).toEqual([{ store: "a" }, { store: "a" }, { store: "a" }]);
});

test("one reads another of the same update", async () => {
  const totals = materializedView("totals", { query: byStore });
  const best = materializedView("best", { query: totals.where((one) => one.amount.gt(3)) });
  run = await emulate(pipelineOf({ best, totals, sales }));
  await update(["a", 1], ["b", 4]);
  expect(await run.rows(best)).toEqual([{ store: "b", sales: 1n, amount: 4n }]);
  expect(counts(await update(["a", 9], ["b", 1]), "best")).toEqual(["COMPLETED", 2, 0, 1, 0]);
});

test("the time is a parameter, and one instant for the whole micro-batch", async () => {
  const stamped = materializedView("stamped", { query: sales.select((sale) => ({ store: sale.store, now: currentTimestamp() })) });
  const appended = streamingTable("appended", { query: sales.stream().select((sale) => ({ store: sale.store, now: currentTimestamp() })) });
  run = await emulate(pipelineOf({ sales, stamped, appended }));
  await run.publish(feed, [{ store: "a", amount: 1 }]);
  await run.update({ now: new Date("2024-02-29T12:00:00.123Z") });
  await run.publish(feed, [{ store: "b", amount: 1 }]);
  await run.update({ now: new Date("2024-03-01T12:00:00Z") });
  const [first, second] = ["2024-02-29T12:00:00.123000Z", "2024-03-01T12:00:00.000000Z"];
  expect(await run.rows(stamped)).toEqual([
    { store: "a", now: second },
    { store: "b", now: second },
  ]);
  expect(await run.rows(appended)).toEqual([
    { store: "a", now: first },
    { store: "b", now: second },
  ]);
  // Nothing new arrived, and yet it is not what it was.
  await run.update({ now: new Date("2024-03-02T12:00:00Z") });
  expect(await run.rows(stamped)).toMatchObject([{ now: "2024-03-02T12:00:00.000000Z" }, { now: "2024-03-02T12:00:00.000000Z" }]);
});

test("a row that is dropped is not in it, and one that must not be fails it and leaves the rows before", async () => {
  const totals = materializedView("totals", {
    query: byStore,
    expect: (one) => ({ small: fail(one.amount.lt(10)), many: drop(one.sales.gt(1)) }),
  });
  run = await emulate(pipelineOf({ sales, totals }));
  const first = await update(["a", 1], ["b", 2], ["b", 2]);
  expect(counts(first, "totals")).toEqual(["COMPLETED", 1, 0, 0, 1]);
  const second = await update(["b", 20]);
  expect(second.state).toBe("FAILED");
  expect(second.datasets.map((one) => [one.name, one.status, one.error])).toEqual([
    ["sales", "COMPLETED", undefined],
    [
      "totals",
      "FAILED",
      `[EXPECTATION_VIOLATION.VERBOSITY_ALL] Flow 'totals' failed to meet the expectation. Violated expectations: 'small'. Input data: '{}'. Output record: '{"store":"b","sales":3,"amount":24}'. Missing input data: true`,
    ],
  ]);
  expect(await run.rows(totals)).toEqual([{ store: "b", sales: 2n, amount: 4n }]);
  // It fails again although nothing arrived: it never came to be.
  expect((await run.update()).state).toBe("FAILED");
});
