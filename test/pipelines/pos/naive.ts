import type { PosDelivery } from "../../../simulators/pos/index.js";
import { snapshotRows } from "../../../simulators/pos/index.js";

/** A row of `inventory_current` as `sluice rows --json` prints it. */
export interface Stock {
  readonly store_id: number;
  readonly store: string;
  readonly item_id: number;
  readonly item: string;
  readonly snapshot_quantity: number;
  readonly change_quantity: number;
  readonly current_inventory: number;
  readonly safety_stock_quantity: number;
  readonly below_safety_stock: boolean;
  readonly date_time: string;
}

export interface HourlySales {
  readonly hour: string;
  readonly store_id: number;
  readonly store: string;
  readonly units: number;
  readonly transactions: number;
}

interface Line {
  readonly trans_id: string;
  readonly store_id: number;
  readonly item_id: number;
  readonly time: number;
  readonly kind: number;
  readonly quantity: number;
}

const online = 0;
const sale = 1;
const bopis = 4;
const storeNames = ["online", "store_001"];

/**
 * The gold tables, computed the slow and obvious way from everything that was delivered: no streams, no SQL, nothing shared with what it
 * checks. A message that was broken, and a second copy, tell nothing.
 */
export function naiveGold(deliveries: Iterable<PosDelivery>): { readonly stock: readonly Stock[]; readonly sales: readonly HourlySales[] } {
  const counts = new Map<string, { readonly store: number; readonly item: number; readonly quantity: number; readonly time: number }>();
  const lines: Line[] = [];
  for (const delivery of deliveries) {
    if (delivery.kind === "message") {
      if (delivery.duplicate || delivery.fault !== undefined) continue;
      const { trans_id, store_id, date_time, change_type_id, items } = delivery.event;
      for (const { item_id, quantity } of items) {
        lines.push({ trans_id, store_id, item_id, quantity, kind: change_type_id, time: Date.parse(date_time) });
      }
    } else if ("recount" in delivery) {
      for (const row of snapshotRows(delivery.recount)) {
        const key = `${row.store_id}/${row.item_id}`;
        const before = counts.get(key);
        if (before && before.time > delivery.recount.time) continue;
        counts.set(key, { store: row.store_id, item: row.item_id, quantity: row.quantity, time: delivery.recount.time });
      }
    }
  }
  const moved = lines.filter((line) => !(line.store_id === online && line.kind === bopis));
  const byKey = new Map<string, Line[]>();
  for (const line of moved) {
    const key = `${line.store_id}/${line.item_id}`;
    byKey.set(key, [...(byKey.get(key) ?? []), line]);
  }
  const stock = [...counts].map(([key, count]): Stock => {
    const since = (byKey.get(key) ?? []).filter((line) => line.time >= count.time);
    const change = since.reduce((sum, line) => sum + line.quantity, 0);
    const current = count.quantity + change;
    return {
      store_id: count.store,
      store: storeNames[count.store] ?? "?",
      item_id: count.item,
      item: `item_${String(count.item - 100_001).padStart(6, "0")}`,
      snapshot_quantity: count.quantity,
      change_quantity: change,
      current_inventory: current,
      safety_stock_quantity: 10,
      below_safety_stock: current < 10,
      date_time: instant(Math.max(count.time, ...since.map((line) => line.time))),
    };
  });
  return { stock: stock.sort((a, b) => a.store_id - b.store_id || a.item_id - b.item_id), sales: salesOf(moved) };
}

function salesOf(moved: readonly Line[]): readonly HourlySales[] {
  const hours = new Map<string, { hour: number; store: number; units: number; transactions: Set<string> }>();
  for (const line of moved.filter((one) => one.kind === sale || one.kind === bopis)) {
    const hour = Math.floor(line.time / 3_600_000) * 3_600_000;
    const key = `${hour}/${line.store_id}`;
    const sums = hours.get(key) ?? { hour, store: line.store_id, units: 0, transactions: new Set<string>() };
    sums.units -= line.quantity;
    sums.transactions.add(line.trans_id);
    hours.set(key, sums);
  }
  return [...hours.values()]
    .sort((a, b) => a.hour - b.hour || a.store - b.store)
    .map((one) => ({
      hour: instant(one.hour),
      store_id: one.store,
      store: storeNames[one.store] ?? "?",
      units: one.units,
      transactions: one.transactions.size,
    }));
}

function instant(time: number): string {
  return new Date(time).toISOString().replace("Z", "000Z");
}
