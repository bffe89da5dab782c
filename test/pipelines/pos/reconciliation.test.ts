import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openEmulator } from "../../../emulator/index.js";
import { compileIr } from "../../../generator/build/index.js";
import pos from "../../../pipelines/pos/index.js";
import { readParameters } from "../../../simulators/parameters.js";
import { simulator } from "../../../simulators/pos/index.js";
import { simulate } from "../../../simulators/simulate.js";
import { type HourlySales, naiveGold, type Stock } from "./naive.js";

const { ir: pipeline } = compileIr(pos);
const end = 11.5;
/** Faults are many, so that every kind of them occurs in a small run. */
const parameters = { seed: 7, items: 30, transactions: 60, late: 0.05, duplicates: 0.05, malformed: 0.03, lateHours: 30 };
const truth = naiveGold(simulator.scenario(readParameters(simulator.parameters, { ...parameters, days: end })).deliveries);

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sluice-pos-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs an update each time the simulation has reached one of these days, and gives the tables at the end. */
async function play(days: readonly number[]) {
  const run = await mkdtemp(join(folder, "run-"));
  const input = join(run, "input");
  const emulator = openEmulator({ pipeline, input, state: join(run, "state.duckdb") });
  for (const until of days) {
    await simulate(simulator, { out: input, parameters: { ...parameters, days: until } });
    const report = await emulator.update({ now: new Date("2021-02-01T00:00:00Z") });
    expect(report.state, JSON.stringify(report)).toBe("COMPLETED");
  }
  const rows = async <T>(dataset: string): Promise<T[]> => {
    const all: T[] = [];
    for await (const line of emulator.rows(dataset)) all.push(JSON.parse(line) as T);
    return all;
  };
  return {
    stock: (await rows<Stock>("inventory_current")).sort((a, b) => a.store_id - b.store_id || a.item_id - b.item_id),
    sales: (await rows<HourlySales>("sales_by_hour")).sort((a, b) => a.hour.localeCompare(b.hour) || a.store_id - b.store_id),
    rejected: await rows("inventory_change_rejected"),
    quarantined: await rows("inventory_change_quarantine"),
  };
}

describe("gold of POS equals a naive computation over everything that was delivered", () => {
  test("in one update", async () => {
    const { stock, sales } = await play([end]);
    expect(truth.stock.length).toBe(60);
    expect(stock).toEqual(truth.stock);
    expect(sales).toEqual(truth.sales);
  });

  test("however the input is split into updates", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: 45 }), { minLength: 1, maxLength: 4 }), async (quarters) => {
        const days = [...quarters.sort((a, b) => a - b).map((quarter) => quarter / 4), end];
        const { stock, sales } = await play(days);
        expect(stock).toEqual(truth.stock);
        expect(sales).toEqual(truth.sales);
      }),
      { numRuns: 5, seed: 42 },
    );
  });

  test("nothing that was delivered is lost without a trace", async () => {
    const { rejected, quarantined } = await play([4, end]);
    const faults = new Map<string, number>();
    let lines = 0;
    for (const delivery of simulator.scenario(readParameters(simulator.parameters, { ...parameters, days: end })).deliveries) {
      if (delivery.kind !== "message" || delivery.fault === undefined) continue;
      faults.set(delivery.fault, (faults.get(delivery.fault) ?? 0) + 1);
      if (delivery.fault === "unknownStore" || delivery.fault === "unknownChangeType") lines += delivery.event.items.length;
    }
    const unread = ["truncated", "notJson", "wrongType", "missingField", "missingQuantity"].reduce(
      (sum, fault) => sum + (faults.get(fault) ?? 0),
      0,
    );
    expect([...faults.keys()].sort()).toEqual([
      "missingField",
      "missingQuantity",
      "notJson",
      "truncated",
      "unknownChangeType",
      "unknownStore",
      "wrongType",
    ]);
    expect(rejected.length).toBe(unread);
    expect(quarantined.length).toBe(lines);
  });
});
