import type { Simulator } from "../simulator.js";
import { firstMidnight } from "./calendar.js";
import { deliveries, endOf } from "./deliveries.js";
import { topic } from "./event.js";
import { type PosParameters, parameters } from "./parameters.js";

/**
 * Points of sale: the stores of a retailer send every change of their inventory, and count their shelves every five days.
 *
 * Its deliveries carry the truth about themselves, see `PosDelivery`.
 */
export const simulator = {
  name: "pos",
  summary: "inventory changes of an online and some physical stores, with a recount every five days",
  version: 1,
  parameters,
  scenario: (values: PosParameters) => ({
    start: firstMidnight,
    end: endOf(values),
    topics: { [topic]: { partitions: values.partitions } },
    deliveries: deliveries(values),
  }),
} satisfies Simulator<typeof parameters>;

export type { PosDelivery, PosMessage, SnapshotDrop } from "./deliveries.js";
export type { InventoryChange } from "./event.js";
export { snapshotRows } from "./snapshots.js";
