import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { kafka } from "#generator";
import { type Emulation, emulate } from "../../emulator/testing.js";
import { events, latest, orders, raw, refused, rejected, shop, stores, totals } from "./shop.js";

let run: Emulation;
beforeEach(async () => {
  run = await emulate(shop);
  await run.publish(stores, [{ store: "a", city: "Aachen" }]);
});
afterEach(() => run.close());

const order = (id: number, store: string, amount: number, version: number) => ({ id, store, amount, version });

/** name, status, added, updated, deleted, quarantined, dropped of each dataset */
async function update() {
  const report = await run.update();
  expect(report.state).toBe("COMPLETED");
  return report.datasets.map((one) => [one.name, one.added, one.updated, one.deleted, one.quarantined, one.dropped]);
}

test("the first update takes what is there", async () => {
  await run.publish(events, [order(1, "a", 5, 1), order(2, "b", 7, 1), "{oops", order(3, "b", 0, 1), order(4, "?", 1, 1)]);
  expect(await update()).toEqual([
    ["raw", 5, 0, 0, 0, 0],
    ["rejected", 1, 0, 0, 0, 0],
    ["orders", 3, 0, 0, 1, 1],
    ["refused", 1, 0, 0, 0, 0],
    ["latest", 3, 0, 0, 0, 0],
    ["totals", 3, 0, 0, 0, 0],
  ]);
  expect(await run.rows(rejected)).toEqual([{ value: "{oops", reason: "not JSON of the declared types" }]);
  expect(await run.rows(orders)).toEqual([
    { id: 1, store: "a", amount: 5, version: 1, deleted: null },
    { id: 2, store: "b", amount: 7, version: 1, deleted: null },
    { id: 4, store: "?", amount: 1, version: 1, deleted: null },
  ]);
  expect(await run.rows(refused)).toMatchObject([
    { id: 3, amount: 0, topic: "shop.orders.v1", partition: 0, offset: 3n, broken_rules: ["positive"] },
  ]);
  expect(await run.rows(totals)).toEqual([
    { store: "?", city: null, orders: 1n, amount: 1n },
    { store: "a", city: "Aachen", orders: 1n, amount: 5n },
    { store: "b", city: null, orders: 1n, amount: 7n },
  ]);
});

test("a later update takes only what came since, and changes what it must", async () => {
  await run.publish(events, [order(1, "a", 5, 1), order(2, "b", 7, 1)]);
  await update();
  await run.publish(events, [order(1, "a", 6, 2), order(3, "a", 1, 1), { ...order(2, "b", 7, 2), deleted: true }], { partition: 1 });
  expect(await update()).toEqual([
    ["raw", 3, 0, 0, 0, 0],
    ["rejected", 0, 0, 0, 0, 0],
    ["orders", 3, 0, 0, 0, 0],
    ["refused", 0, 0, 0, 0, 0],
    ["latest", 1, 1, 1, 0, 0],
    ["totals", 1, 0, 2, 0, 0],
  ]);
  expect(await run.rows(latest)).toEqual([
    { id: 1, store: "a", amount: 6, version: 2 },
    { id: 3, store: "a", amount: 1, version: 1 },
  ]);
  expect(await run.rows(totals)).toEqual([{ store: "a", city: "Aachen", orders: 2n, amount: 7n }]);
  expect((await run.rows(raw)).map((one) => one.partition)).toEqual([0, 0, 1, 1, 1]);
});

test("an update without anything new does nothing", async () => {
  await run.publish(events, [order(1, "a", 5, 1)]);
  await update();
  const before = await Promise.all([raw, orders, latest, totals].map((one) => run.lines(one)));
  for (const [name, ...counts] of await update()) expect([name, ...counts]).toEqual([name, 0, 0, 0, 0, 0]);
  expect(await Promise.all([raw, orders, latest, totals].map((one) => run.lines(one)))).toEqual(before);
});

test("reference data is read anew in every update", async () => {
  await run.publish(events, [order(1, "a", 5, 1)]);
  await update();
  await run.publish(stores, [{ store: "a", city: "Aalen" }]);
  await update();
  expect(await run.rows(totals)).toEqual([{ store: "a", city: "Aalen", orders: 1n, amount: 5n }]);
});

test("expectations are counted over all rows of the update", async () => {
  await run.publish(events, [order(1, "?", 0, 1), order(2, "?", 1, 1), order(3, "a", 1, 1)]);
  const report = await run.update();
  expect(report.datasets.find((one) => one.name === "orders")?.expectations).toEqual([
    { name: "positive", action: "drop", passed: 2, failed: 1 },
    { name: "known_store", action: "warn", passed: 1, failed: 2 },
  ]);
  expect((await run.update()).datasets.find((one) => one.name === "orders")?.expectations).toEqual([]);
});

test("rows and reports are plain data, and numbers keep their digits as text", async () => {
  await run.publish(events, [order(1, "a", 5, 1)]);
  const report = await run.update();
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(await run.lines(totals)).toEqual(['{"store":"a","city":"Aachen","orders":1,"amount":5}']);
});

test("a source that the pipeline does not have cannot be published to", async () => {
  const event = kafka("event", { topic: "event", partitions: 1, retention: "1 day", value: z.object({ id: z.int32() }) });
  await expect(run.publish(event, [])).rejects.toThrow("shop has no source event; it has order_events, stores");
});
