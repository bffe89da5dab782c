/** Units of every item on the shelves of every store, as they truly are: never below zero. */
export interface Stock {
  readonly items: number;
  /** Store by store; typed, so a hundred thousand items in a hundred stores are 40 MB. */
  readonly units: Int32Array;
}

/** What every shelf holds at the start, and is filled up to. */
export const fullShelf = 100;

export function createStock(stores: number, items: number): Stock {
  return { items, units: new Int32Array(stores * items).fill(fullShelf) };
}

export function unitsOf(stock: Stock, store: number, item: number): number {
  return stock.units[store * stock.items + item] ?? 0;
}

/** Takes what is there of what is wanted and returns how much that was. */
export function take(stock: Stock, store: number, item: number, wanted: number): number {
  const taken = Math.min(wanted, unitsOf(stock, store, item));
  add(stock, store, item, -taken);
  return taken;
}

export function add(stock: Stock, store: number, item: number, units: number): void {
  stock.units[store * stock.items + item] = unitsOf(stock, store, item) + units;
}

/** The units of all items of a store now. */
export function countAll(stock: Stock, store: number): Int32Array {
  return stock.units.slice(store * stock.items, (store + 1) * stock.items);
}
