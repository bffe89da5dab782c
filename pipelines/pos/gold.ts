import { coalesce, countDistinct, greatest, materializedView, max, sum, warn } from "#generator";
import { inventoryChange, inventoryChangeType, item, latestInventorySnapshot, store } from "./silver.js";

const properties = { quality: "gold" };

/**
 * Changes that moved goods, each once. An item bought online and picked up in a store (BOPIS) is recorded by both; only the store that
 * hands it over loses stock.
 */
const stockChanges = inventoryChange
  .join(store, {
    on: (change, where) => change.store_id.eq(where.store_id),
    select: (change, where) => ({ ...change, store: where.name }),
  })
  .join(inventoryChangeType, {
    on: (change, kind) => change.change_type_id.eq(kind.change_type_id),
    select: (change, kind) => ({ ...change, change_type: kind.change_type }),
  })
  .where((change) => change.store.eq("online").and(change.change_type.eq("bopis")).not());

export const inventoryCurrent = materializedView("inventory_current", {
  comment: "Stock of each item in each store: the latest recount and what happened since, the instant of the recount included.",
  comments: {
    store_id: "Store",
    item_id: "Item",
    snapshot_quantity: "What the latest recount found",
    change_quantity: "What was sold, received or written off since",
    current_inventory: "The sum of both; negative when a count or an event is wrong",
    below_safety_stock: "Should the item be ordered?",
    date_time: "When the recount or the last change was",
  },
  properties,
  clusterBy: ["store_id", "item_id"],
  query: latestInventorySnapshot
    .leftJoin(stockChanges, {
      on: (count, change) =>
        count.store_id.eq(change.store_id).and(count.item_id.eq(change.item_id)).and(count.date_time.lte(change.date_time)),
      select: (count, change) => ({
        store_id: count.store_id,
        item_id: count.item_id,
        snapshot_quantity: count.quantity,
        snapshot_time: count.date_time,
        change_quantity: change.quantity,
        change_time: change.date_time,
      }),
    })
    .aggregate({
      by: (row) => ({
        store_id: row.store_id,
        item_id: row.item_id,
        snapshot_quantity: row.snapshot_quantity,
        snapshot_time: row.snapshot_time,
      }),
      select: (row) => ({ changed: sum(row.change_quantity), last_change: max(row.change_time) }),
    })
    .leftJoin(store, {
      on: (stock, where) => stock.store_id.eq(where.store_id),
      select: (stock, where) => ({ ...stock, store: where.name }),
    })
    .leftJoin(item, {
      on: (stock, what) => stock.item_id.eq(what.item_id),
      select: (stock, what) => ({ ...stock, item: what.name, safety_stock_quantity: what.safety_stock_quantity }),
    })
    .derive((stock) => ({ change_quantity: coalesce(stock.changed, 0) }))
    .derive((stock) => ({ current_inventory: stock.change_quantity.plus(stock.snapshot_quantity) }))
    .select((stock) => ({
      store_id: stock.store_id,
      store: stock.store,
      item_id: stock.item_id,
      item: stock.item,
      snapshot_quantity: stock.snapshot_quantity,
      change_quantity: stock.change_quantity,
      current_inventory: stock.current_inventory,
      safety_stock_quantity: stock.safety_stock_quantity,
      below_safety_stock: stock.current_inventory.lt(stock.safety_stock_quantity),
      date_time: greatest(stock.snapshot_time, stock.last_change),
    })),
  expect: (stock) => ({
    stock_not_negative: warn(stock.current_inventory.gte(0)),
    known_item: warn(stock.item.isNotNull()),
  }),
});

export const salesByHour = materializedView("sales_by_hour", {
  comment: "Units and transactions sold by hour and store; what was bought online and picked up counts where it was picked up.",
  comments: { hour: "First instant of the hour", units: "Units sold", transactions: "Transactions they were sold in" },
  properties,
  clusterBy: ["hour"],
  query: stockChanges
    .where((change) => change.change_type.in(["sale", "bopis"]))
    .aggregate({
      by: (change) => ({ hour: change.date_time.truncatedTo("hour"), store_id: change.store_id, store: change.store }),
      select: (change) => ({ units: sum(change.quantity.negated()), transactions: countDistinct(change.trans_id) }),
    }),
});
