import { streamingTable } from "#generator";
import { inventoryChanges, inventorySnapshots } from "./schemas.js";

const properties = { quality: "bronze" };

export const rawInventoryChange = streamingTable("raw_inventory_change", {
  comment: "Every message of the inventory change topic as it was received.",
  properties,
  query: inventoryChanges.stream(),
});

export const rawInventorySnapshot = streamingTable("raw_inventory_snapshot", {
  comment: "Every line of every recount file as it was received.",
  properties,
  query: inventorySnapshots.stream(),
});
