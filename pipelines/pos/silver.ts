import { coalesce, drop, type List, materializedView, quarantine, scd1, streamingTable, when } from "#generator";
import { rawInventoryChange, rawInventorySnapshot } from "./bronze.js";
import { inventoryChanges, inventoryChangeTypes, items, stores } from "./schemas.js";

const properties = { quality: "silver" };

// ── reference data ─────────────────────────────────────────────────────────────────────────────
export const store = materializedView("store", { comment: "Stores, the online one among them.", properties, query: stores });
export const item = materializedView("item", {
  comment: "Items and the stock below which they should be ordered.",
  properties,
  query: items,
});
export const inventoryChangeType = materializedView("inventory_change_type", {
  comment: "Kinds of inventory change.",
  properties,
  query: inventoryChangeTypes,
});

// ── inventory changes ──────────────────────────────────────────────────────────────────────────
const parsed = rawInventoryChange.stream().parseJson("value", inventoryChanges.schema);

export const inventoryChangeRejected = streamingTable("inventory_change_rejected", {
  comment: "Messages that are not a complete inventory change, with the reason.",
  properties,
  query: parsed.rejected,
});

export const inventoryChangeLine = streamingTable("inventory_change_line", {
  comment: "One row for each item of each message, duplicates included.",
  comments: { line: "Position in the transaction" },
  properties,
  query: parsed.records
    .explode("item", (message) => message.value.items, { outer: true, position: "position" })
    .select((message) => ({
      trans_id: message.value.trans_id,
      store_id: message.value.store_id,
      item_id: message.item.item_id,
      line: coalesce(message.item.line, message.position),
      date_time: message.value.date_time,
      change_type_id: message.value.change_type_id,
      quantity: message.item.quantity,
      received_at: message.timestamp,
      partition: message.partition,
      offset: message.offset,
    }))
    .leftJoin(store, {
      on: (line, known) => line.store_id.eq(known.store_id),
      select: (line, known) => ({ ...line, store: known.name }),
    })
    .leftJoin(inventoryChangeType, {
      on: (line, known) => line.change_type_id.eq(known.change_type_id),
      select: (line, known) => ({ ...line, change_type: known.change_type }),
    }),
  expect: (line) => ({
    has_item: drop(line.item_id.isNotNull()),
    known_store: drop(line.store.isNotNull()),
    known_change_type: drop(line.change_type.isNotNull()),
  }),
});

export const inventoryChangeQuarantine = quarantine("inventory_change_quarantine", { of: inventoryChangeLine, properties });

export const inventoryChange = scd1("inventory_change", {
  comment: "Inventory changes, each line of a transaction once, however often its message arrived.",
  comments: { line: "Position in the transaction" },
  properties,
  clusterBy: ["store_id", "item_id"],
  from: inventoryChangeLine.stream(),
  keys: ["trans_id", "store_id", "item_id", "line"],
  // The record's place in the topic is distinct, so no two events of a key tie.
  sequenceBy: ["received_at", "partition", "offset"],
  omit: ["partition", "offset", "store", "change_type"],
});

// ── recounts ───────────────────────────────────────────────────────────────────────────────────
/** The files have five columns, or six when pandas wrote its index before them. */
function column(cells: List<"string">, index: number) {
  return when(cells.size().eq(6), cells.at(index + 1)).otherwise(cells.at(index));
}

export const inventorySnapshot = streamingTable("inventory_snapshot", {
  comment: "Recounts of stores: what was found on the shelf, one row for each item counted.",
  comments: {
    store_id: "Store that was counted",
    item_id: "Item that was counted",
    employee_id: "Who counted",
    date_time: "When it was counted",
    quantity: "How many there were",
    columns: "Columns of the line",
  },
  properties,
  query: rawInventorySnapshot
    .stream()
    .where((line) => line.value.trim().ne("").and(line.value.contains("item_id").not()))
    .derive((line) => ({ cells: line.value.split(",") }))
    .select((line) => ({
      store_id: column(line.cells, 2).tryCast("int"),
      item_id: column(line.cells, 0).tryCast("int"),
      employee_id: column(line.cells, 1).tryCast("int"),
      date_time: column(line.cells, 3).tryCast("timestamp"),
      quantity: column(line.cells, 4).tryCast("int"),
      line: line.value,
      columns: line.cells.size(),
      file_path: line.file_path,
    }))
    .leftJoin(store, {
      on: (count, known) => count.store_id.eq(known.store_id),
      select: (count, known) => ({ ...count, store: known.name }),
    }),
  expect: (count) => ({
    has_five_or_six_columns: drop(count.columns.in([5, 6])),
    has_item: drop(count.item_id.isNotNull()),
    has_time: drop(count.date_time.isNotNull()),
    has_quantity: drop(count.quantity.isNotNull()),
    known_store: drop(count.store.isNotNull()),
  }),
});

export const inventorySnapshotQuarantine = quarantine("inventory_snapshot_quarantine", { of: inventorySnapshot, properties });

export const latestInventorySnapshot = scd1("latest_inventory_snapshot", {
  comment: "The latest recount of each item in each store.",
  comments: {
    store_id: "Store that was counted",
    item_id: "Item that was counted",
    employee_id: "Who counted",
    date_time: "When it was counted",
    quantity: "How many there were",
  },
  properties,
  clusterBy: ["store_id", "item_id"],
  from: inventorySnapshot.stream(),
  keys: ["store_id", "item_id"],
  // Two files may hold the same recount; their paths decide.
  sequenceBy: ["date_time", "file_path"],
  omit: ["line", "columns", "store", "file_path"],
});
