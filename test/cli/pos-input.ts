import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const reference = {
  "store.txt": "store_id,name\n0,online\n1,north\n",
  "item.txt": "item_id,name,supplier_id,safety_stock_quantity\n7,pen,1,10\n8,ink,1,5\n",
  "inventory_change_type.txt": "change_type_id,change_type\n1,sale\n2,shrink\n3,restock\n4,bopis\n",
};

const topic = "topics/pos.inventory_change.v1";

/** A line of a partition: store 1 sold or received some of item 7 at a minute of 2021-01-02. */
export function change(id: string, quantity: number, minute = 0): string {
  const value = {
    trans_id: id,
    store_id: 1,
    date_time: `2021-01-02T10:${String(minute).padStart(2, "0")}:00.000Z`,
    change_type_id: quantity < 0 ? 1 : 3,
    items: [{ item_id: 7, quantity }],
  };
  return message(JSON.stringify(value));
}

/** A line of a partition with any text as message. */
export function message(value: string): string {
  return JSON.stringify({ key: "1", value, timestamp: "2021-01-02T10:30:00.000Z" });
}

/** Writes an input for the pipeline pos: a recount of 20 pens in store 1, and these lines. */
export function writeInput(folder: string, lines: readonly string[]): void {
  for (const [name, text] of Object.entries(reference)) write(join(folder, "files/reference", name), text);
  write(join(folder, "files/inventory_snapshots/first"), "7,3,1,2021-01-02 00:00:00,20\n");
  write(join(folder, topic, "0.jsonl"), "");
  arrive(folder, lines);
}

/** More lines of the partition. */
export function arrive(folder: string, lines: readonly string[]): void {
  appendFileSync(join(folder, topic, "0.jsonl"), lines.map((line) => `${line}\n`).join(""));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
