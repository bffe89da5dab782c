/** The topic of inventory changes; the key of a message is the store. */
export const topic = "pos.inventory_change.v1";

/** Kinds of inventory change; -1 marks a count in the reference data and never occurs in an event. */
export const changeTypes = { sale: 1, shrink: 2, restock: 3, bopis: 4 } as const;

export interface ChangedItem {
  readonly item_id: number;
  /** What it does to the stock: negative when goods leave. */
  readonly quantity: number;
  /** Position in the transaction, written only when the transaction was split into several messages. */
  readonly line?: number;
}

/** One transaction of one store, as its message says it. */
export interface InventoryChange {
  readonly trans_id: string;
  readonly store_id: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly date_time: string;
  readonly change_type_id: number;
  readonly items: readonly ChangedItem[];
}

/** One message of a transaction: what it says, and its text. */
export interface Part {
  readonly event: InventoryChange;
  readonly text: string;
}

/**
 * The messages of one transaction: one, or one for each item when it would be larger than `maxBytes`. The texts are ASCII, so
 * their length is their size.
 */
export function* split(change: InventoryChange, maxBytes: number): Generator<Part> {
  const text = JSON.stringify(change);
  if (text.length <= maxBytes) {
    yield { event: change, text };
    return;
  }
  for (const [line, item] of change.items.entries()) {
    const event = { ...change, items: [{ ...item, line }] };
    yield { event, text: JSON.stringify(event) };
  }
}
