import type { DatasetReport, UpdateReport } from "../emulator/index.js";
import { palette } from "../generator/diagnostic/index.js";
import { qualityOf, qualityTable } from "./quality.js";
import { count, duration } from "./quantity.js";
import { type Column, table } from "./table.js";

const columns: readonly Column[] = [
  { title: "dataset" },
  { title: "kind" },
  { title: "added", align: "right" },
  { title: "updated", align: "right" },
  { title: "deleted", align: "right" },
  { title: "quarantined", align: "right" },
  { title: "dropped", align: "right" },
  { title: "time", align: "right" },
];

/** What an update did to each dataset, and the expectations that some rows did not meet. */
export function updateTables(update: UpdateReport, style: { readonly color: boolean }): string {
  const unmet = qualityOf([update]).filter((one) => one.failed > 0);
  const tables = [datasetTable(update.datasets, style), ...(unmet.length > 0 ? [qualityTable(unmet, style)] : [])];
  return tables.join("\n");
}

function datasetTable(datasets: readonly DatasetReport[], style: { readonly color: boolean }): string {
  // Usually all datasets are completed, and then a column that says so is noise.
  const withStatus = datasets.some((one) => one.status !== "COMPLETED");
  const rows = datasets.map((one) => [
    one.name,
    one.kind.replaceAll("_", " "),
    ...[one.added, one.updated, one.deleted, one.quarantined, one.dropped].map(count),
    duration(one.milliseconds),
    ...(withStatus ? [one.status] : []),
  ]);
  return table(withStatus ? [...columns, { title: "status" }] : columns, rows, style);
}

/** How an update ended, in one line. */
export function updateState({ id, state, milliseconds }: UpdateReport, { color }: { readonly color: boolean }): string {
  const { red, green } = palette(color);
  return `update ${id} is ${(state === "COMPLETED" ? green : red)(state)} after ${duration(milliseconds)}\n`;
}
