import * as z from "zod";
import { kafka, landing, reference } from "#generator";

/** One item of a transaction. `line` is only there when a transaction was too large for one message. */
const ChangedItem = z.object({
  item_id: z.int32().describe("Item"),
  quantity: z.int32().describe("What the transaction does to the stock, signed: negative when goods leave"),
  line: z.int32().optional().describe("Position in the transaction"),
});

/** A transaction of one store, as its message says it. */
export const InventoryChange = z.object({
  trans_id: z.string().describe("Transaction"),
  store_id: z.int32().describe("Store that recorded the transaction"),
  date_time: z.iso.datetime().describe("When the transaction happened"),
  change_type_id: z.int32().describe("Kind of transaction"),
  items: z.array(ChangedItem).describe("What was sold, received or written off"),
});

/** Every inventory change of every store: an MSK topic on AWS, an event hub on Azure. */
export const inventoryChanges = kafka("inventory_changes", {
  topic: "pos.inventory_change.v1",
  partitions: 4,
  retention: "7 days",
  value: InventoryChange,
});

/** A file for each recount of a store, in three shapes; so the files are read as lines and the shape is told from the line. */
export const inventorySnapshots = landing("inventory_snapshots", { format: "text" });

export const stores = reference("stores", {
  path: "store.txt",
  format: "csv",
  header: true,
  row: z.object({ store_id: z.int32().describe("Store"), name: z.string().describe("Name of the store; `online` is the web shop") }),
});

export const items = reference("items", {
  path: "item.txt",
  format: "csv",
  header: true,
  row: z.object({
    item_id: z.int32().describe("Item"),
    name: z.string().describe("Name of the item"),
    supplier_id: z.int32().describe("Supplier"),
    safety_stock_quantity: z.int32().describe("Below this stock the item should be ordered"),
  }),
});

export const inventoryChangeTypes = reference("inventory_change_types", {
  path: "inventory_change_type.txt",
  format: "csv",
  header: true,
  row: z.object({
    change_type_id: z.int32().describe("Kind of transaction"),
    change_type: z.string().describe("sale, shrink, restock or bopis"),
  }),
});
