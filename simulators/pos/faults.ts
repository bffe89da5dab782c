import type { Random } from "../random.js";
import type { InventoryChange } from "./event.js";

/** What a broken message looks like: its key and its text. */
interface Broken {
  readonly key: string;
  readonly text: string;
}

/** The ways in which messages break. The last two are well-formed, but name what the reference data does not know. */
const faults = {
  truncated: (event, random) => {
    const text = JSON.stringify(event);
    return broken(event, text.slice(0, random.between(1, text.length - 1)));
  },
  notJson: (event) => broken(event, `TERMINAL ${event.store_id}: PAPER JAM`),
  wrongType: (event, random) => {
    const { items, ...rest } = event;
    const wrong = [
      { ...rest, date_time: "yesterday", items },
      { ...rest, items: items.map((item) => ({ ...item, quantity: "a few" })) },
      { ...rest, items: "none" },
    ];
    return broken(event, JSON.stringify(wrong[random.between(0, wrong.length - 1)]));
  },
  missingField: (event, random) => {
    const fields = Object.entries(event);
    fields.splice(random.between(0, fields.length - 1), 1);
    return broken(event, JSON.stringify(Object.fromEntries(fields)));
  },
  missingQuantity: (event) => broken(event, JSON.stringify({ ...event, items: event.items.map(({ item_id }) => ({ item_id })) })),
  unknownStore: (event) => ({ key: "999999", text: JSON.stringify({ ...event, store_id: 999_999 }) }),
  unknownChangeType: (event) => broken(event, JSON.stringify({ ...event, change_type_id: 99 })),
} as const satisfies Record<string, (event: InventoryChange, random: Random) => Broken>;

export type Fault = keyof typeof faults;

const names = Object.keys(faults) as Fault[];

/** Breaks a message in one of the ways. */
export function breakMessage(event: InventoryChange, random: Random): Broken & { readonly fault: Fault } {
  const fault = names[random.between(0, names.length - 1)] ?? "notJson";
  return { fault, ...faults[fault](event, random) };
}

function broken(event: InventoryChange, text: string): Broken {
  return { key: String(event.store_id), text };
}
