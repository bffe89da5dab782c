import { describe, expect, test } from "vitest";
import { emulate } from "../../../emulator/testing.js";
import { inventoryCurrent } from "../../../pipelines/pos/gold.js";
import pos from "../../../pipelines/pos/index.js";
import { inventoryChanges, inventoryChangeTypes, inventorySnapshots, items, stores } from "../../../pipelines/pos/schemas.js";

/** The fixture the MSK original wrote a test suite around that asserted nothing: two stores, three counts, three changes. */
async function fixture(onlineStore: number, lastChange: number) {
  const pipeline = await emulate(pos);
  await pipeline.publish(stores, [
    { store_id: 1, name: "physical" },
    { store_id: onlineStore, name: "online" },
  ]);
  await pipeline.publish(items, [
    { item_id: 101, name: "tea", supplier_id: 1, safety_stock_quantity: 60 },
    { item_id: 102, name: "rice", supplier_id: 1, safety_stock_quantity: 60 },
  ]);
  await pipeline.publish(inventoryChangeTypes, [
    { change_type_id: 1, change_type: "sale" },
    { change_type_id: 2, change_type: "bopis" },
  ]);
  await pipeline.publish(inventorySnapshots, [
    "101,9,1,2023-09-30 00:00:00,100",
    "102,9,1,2023-09-30 00:00:00,50",
    `101,9,${onlineStore},2023-09-30 00:00:00,30`,
  ]);
  const change = (trans_id: string, store_id: number, item_id: number, quantity: number, change_type_id: number) => ({
    trans_id,
    store_id,
    date_time: "2023-10-01T00:00:00Z",
    change_type_id,
    items: [{ item_id, quantity }],
  });
  await pipeline.publish(inventoryChanges, [
    change("a", 1, 101, 10, 1),
    change("b", 1, 102, 5, 1),
    change("c", onlineStore, 101, -3, lastChange),
  ]);
  const update = await pipeline.update();
  expect(update.state).toBe("COMPLETED");
  const rows = await pipeline.rows(inventoryCurrent);
  pipeline.close();
  return rows;
}

const stock = (
  rows: readonly { readonly store_id: number | null; readonly item_id: number | null; readonly current_inventory: bigint | null }[],
) => Object.fromEntries(rows.map((row) => [`${row.store_id}/${row.item_id}`, row.current_inventory]));

describe("stock of the original's fixture", () => {
  test("is 110, 55 and 27", async () => {
    expect(stock(await fixture(2, 1))).toEqual({ "1/101": 110n, "1/102": 55n, "2/101": 27n });
  });

  test("is 30 online when the last change is a pick-up: the store that hands it over records it too", async () => {
    expect(stock(await fixture(2, 2))).toEqual({ "1/101": 110n, "1/102": 55n, "2/101": 30n });
  });
});
