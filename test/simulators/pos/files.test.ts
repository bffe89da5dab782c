import { expect, test } from "vitest";
import { snapshotRows } from "../../../simulators/pos/index.js";
import { isMessage, isSnapshot, truth } from "./truth.js";

const small = { days: 1, items: 2, stores: 1, transactions: 0, miscounts: 0 };

test.each([
  [
    "pandas",
    "inventory_snapshot_1_2021-01-01 00:00:00",
    ",item_id,employee_id,store_id,date_time,quantity\n0,100001,7,1,2021-01-01 00:00:00,100\n1,100002,7,1,2021-01-01 00:00:00,100\n",
  ],
  [
    "header",
    "inventory_snapshot_1_2021-01-01_00-00-00.csv",
    "item_id,employee_id,store_id,date_time,quantity\n100001,7,1,2021-01-01 00:00:00,100\n100002,7,1,2021-01-01 00:00:00,100\n",
  ],
  ["bare", "inventory_snapshot_1_2021-01-01_00-00-00.csv", "100001,7,1,2021-01-01 00:00:00,100\n100002,7,1,2021-01-01 00:00:00,100\n"],
])("a snapshot file of shape %s", (snapshots, name, content) => {
  const drop = truth({ ...small, snapshots }).filter(isSnapshot)[1];
  expect(drop?.zone).toBe("inventory_snapshots");
  expect(drop?.name).toBe(name);
  expect(drop?.content.replaceAll(/,\d+,1,2021/g, ",7,1,2021")).toBe(content);
});

test("unless told otherwise all three shapes occur, and each store has all of them", () => {
  const shapes = truth({ days: 15, items: 3, transactions: 1 })
    .filter(isSnapshot)
    .map(
      ({ recount, content }) =>
        `${recount.store_id}: ${content.startsWith(",item_id") ? "pandas" : content.startsWith("item_id") ? "header" : "bare"}`,
    );
  expect(shapes.sort()).toEqual(["0: bare", "0: header", "0: pandas", "1: bare", "1: header", "1: pandas"]);
});

test("the rows of a count are the rows of its file", () => {
  for (const { recount, content } of truth({ days: 6, items: 20, transactions: 50, snapshots: "bare" }).filter(isSnapshot)) {
    const rows = Array.from(snapshotRows(recount), (row) =>
      [row.item_id, row.employee_id, row.store_id, row.date_time, row.quantity].join(","),
    );
    expect(`${rows.join("\n")}\n`).toBe(content);
  }
});

test("reference files come first, with a header line", () => {
  const files = truth({ days: 1, items: 1001, stores: 2 }).slice(0, 3);
  const content = Object.fromEntries(files.map((file) => (isMessage(file) ? [] : [`${file.zone}/${file.name}`, file.content])));
  expect(Object.keys(content)).toEqual(["reference/store.txt", "reference/item.txt", "reference/inventory_change_type.txt"]);
  expect(content["reference/store.txt"]).toBe("store_id,name\n0,online\n1,store_001\n2,store_002\n");
  expect(content["reference/inventory_change_type.txt"]).toBe(
    "change_type_id,change_type\n1,sale\n2,shrink\n3,restock\n4,bopis\n-1,snapshot\n",
  );
  const items = content["reference/item.txt"]?.split("\n") ?? [];
  expect(items.slice(0, 2)).toEqual(["item_id,name,supplier_id,safety_stock_quantity", "100001,item_000000,1,10"]);
  expect(items.slice(1000)).toEqual(["101000,item_000999,1000,10", "101001,item_001000,1,10", ""]);
});
