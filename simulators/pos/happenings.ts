import { createRandom, type Random } from "../random.js";
import { day, firstMidnight, hour, second } from "./calendar.js";
import { customersByHour } from "./demand.js";
import { type ChangedItem, changeTypes, type InventoryChange } from "./event.js";
import type { PosParameters } from "./parameters.js";
import { firstItem, onlineStore, safetyStock } from "./reference.js";
import type { Recount } from "./snapshots.js";
import { add, countAll, createStock, fullShelf, type Stock, take, unitsOf } from "./stock.js";

/** Stores are counted every fifth day, the first included, and filled up the day after. */
const daysBetweenCounts = 5;

/** Something that truly happened in a store, whatever messages and files make of it. */
export type Happening =
  | { readonly kind: "change"; readonly time: number; readonly change: InventoryChange }
  | { readonly kind: "recount"; readonly time: number; readonly recount: Recount };

/**
 * The history of all stores, without end, in order of time. At midnight stores are counted, then restocked with the very same
 * time stamp, so whether a boundary is inclusive shows in the result.
 */
export function* happenings(parameters: PosParameters): Generator<Happening> {
  const random = createRandom(parameters.seed, "trade");
  const counting = createRandom(parameters.seed, "counting");
  const stores = parameters.stores + 1;
  const stock = createStock(stores, parameters.items);
  const quotas = {
    online: customersByHour(parameters.transactions, "online"),
    physical: customersByHour(parameters.transactions, "physical"),
  };
  const customersOf = (store: number, hourOfDay: number) => quotas[store === onlineStore ? "online" : "physical"][hourOfDay] ?? 0;

  for (let today = 0; ; today++) {
    const midnight = firstMidnight + today * day;
    if (today % daysBetweenCounts === 0) yield* recounts(stock, stores, midnight, parameters.miscounts, counting);
    if (today > 0) yield* restocks(stock, stores, midnight, today % daysBetweenCounts === 1, random);
    for (let hourOfDay = 0; hourOfDay < 24; hourOfDay++) {
      for (const { at, store } of visits(stores, (store) => customersOf(store, hourOfDay), random)) {
        yield* visit(stock, store, midnight + hourOfDay * hour + at * second, parameters, random);
      }
    }
  }
}

function* recounts(stock: Stock, stores: number, time: number, miscounts: number, random: Random): Generator<Happening> {
  for (let store = 0; store < stores; store++) {
    const employee_id = random.between(1, 20);
    const quantities = countAll(stock, store).map((units) => {
      if (!random.chance(miscounts)) return units;
      return Math.max(0, units + (random.chance(0.5) ? 1 : -1) * random.between(1, 3));
    });
    yield { kind: "recount", time, recount: { store_id: store, employee_id, time, firstItem, quantities } };
  }
}

/** A delivery fills shelves up: on ordinary days those that run low, on the day after a count all of them, with at least one unit each. */
function* restocks(stock: Stock, stores: number, time: number, large: boolean, random: Random): Generator<Happening> {
  for (let store = 0; store < stores; store++) {
    const items: ChangedItem[] = [];
    for (let item = 0; item < stock.items; item++) {
      const units = unitsOf(stock, store, item);
      if (!large && units >= safetyStock) continue;
      const quantity = Math.max(1, fullShelf - units);
      add(stock, store, item, quantity);
      items.push({ item_id: firstItem + item, quantity });
    }
    if (items.length > 0) yield changed(random.uuid(), store, time, changeTypes.restock, items);
  }
}

/** The visits to all stores in one hour, in order of time; `at` is the second of the hour. */
function* visits(
  stores: number,
  customersOf: (store: number) => number,
  random: Random,
): Generator<{ readonly at: number; readonly store: number }> {
  const counts = Array.from({ length: stores }, (_, store) => customersOf(store));
  // second and store in one number: sorting numbers is fast and needs no order among equals
  const slots = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let filled = 0;
  for (const [store, count] of counts.entries()) {
    for (let i = 0; i < count; i++) slots[filled++] = random.between(0, 3599) * stores + store;
  }
  for (const slot of slots.sort()) yield { at: Math.floor(slot / stores), store: slot % stores };
}

/** One transaction: a sale, a loss, or an order that is picked up. Nothing happens when all that is wanted is out of stock. */
function* visit(stock: Stock, store: number, time: number, parameters: PosParameters, random: Random): Generator<Happening> {
  const trans_id = random.uuid();
  if (random.chance(parameters.shrink)) {
    const items = takeItems(stock, store, 1, random);
    if (items.length > 0) yield changed(trans_id, store, time, changeTypes.shrink, items);
    return;
  }
  const lines = manyTimes(8, 0.5, random);
  if (store === onlineStore && parameters.stores > 0 && random.chance(parameters.bopis)) {
    const fulfilling = random.between(1, parameters.stores);
    const items = takeItems(stock, fulfilling, lines, random);
    if (items.length === 0) return;
    // recorded in both stores under one transaction, though only the physical one hands something out
    for (const recorded of [onlineStore, fulfilling]) yield changed(trans_id, recorded, time, changeTypes.bopis, items);
    return;
  }
  const items = takeItems(stock, store, lines, random);
  if (items.length > 0) yield changed(trans_id, store, time, changeTypes.sale, items);
}

/** Some items are far more popular than others, so one transaction may well have two lines of the same. */
function takeItems(stock: Stock, store: number, lines: number, random: Random): ChangedItem[] {
  const items: ChangedItem[] = [];
  for (let line = 0; line < lines; line++) {
    const fraction = random.fraction();
    const item = Math.floor(stock.items * fraction * fraction * fraction);
    const taken = take(stock, store, item, manyTimes(9, 0.5, random));
    if (taken > 0) items.push({ item_id: firstItem + item, quantity: -taken });
  }
  return items;
}

/** 1, and one more with probability `again` as often as that happens, up to `most`. */
function manyTimes(most: number, again: number, random: Random): number {
  let times = 1;
  while (times < most && random.chance(again)) times++;
  return times;
}

function changed(trans_id: string, store_id: number, time: number, change_type_id: number, items: readonly ChangedItem[]): Happening {
  return { kind: "change", time, change: { trans_id, store_id, date_time: new Date(time).toISOString(), change_type_id, items } };
}
