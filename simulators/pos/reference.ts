import { changeTypes } from "./event.js";

/** The zone the reference files lie in. */
export const referenceZone = "reference";

/** The online store; physical stores have the numbers after it. */
export const onlineStore = 0;

/** Below this many units of an item a store should order. */
export const safetyStock = 10;

/** Items are numbered from here. */
export const firstItem = 100_001;

const suppliers = 1000;

/** The reference files by name, comma separated with a header line. */
export function referenceFiles(physicalStores: number, items: number): Readonly<Record<string, string>> {
  const stores = Array.from({ length: physicalStores }, (_, i) => [i + 1, `store_${digits(i + 1, 3)}`]);
  const goods = Array.from({ length: items }, (_, i) => [firstItem + i, `item_${digits(i, 6)}`, 1 + (i % suppliers), safetyStock]);
  const types = Object.entries(changeTypes).map(([name, id]) => [id, name]);
  return {
    "store.txt": table("store_id,name", [[onlineStore, "online"], ...stores]),
    "item.txt": table("item_id,name,supplier_id,safety_stock_quantity", goods),
    "inventory_change_type.txt": table("change_type_id,change_type", [...types, [-1, "snapshot"]]),
  };
}

function table(header: string, rows: readonly (readonly (number | string)[])[]): string {
  return [header, ...rows.map((row) => row.join(",")), ""].join("\n");
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, "0");
}
