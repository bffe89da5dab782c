import type { ExpectationReport, UpdateReport } from "../emulator/index.js";
import { count } from "./quantity.js";
import { type Column, table } from "./table.js";

/** How many rows met an expectation of a dataset. */
export interface Quality extends ExpectationReport {
  readonly dataset: string;
}

/**
 * The counts of several updates together. A materialized view evaluates all of its rows every time it is computed, so its last counts
 * stand for all.
 */
export function qualityOf(updates: readonly UpdateReport[]): readonly Quality[] {
  const found = new Map<string, Quality>();
  for (const { name: dataset, kind, expectations } of updates.flatMap((update) => update.datasets)) {
    for (const one of expectations) {
      const key = `${dataset} ${one.name}`;
      const before = kind === "materialized_view" ? undefined : found.get(key);
      const { passed, failed } = before ?? { passed: 0, failed: 0 };
      found.set(key, { dataset, ...one, passed: passed + one.passed, failed: failed + one.failed });
    }
  }
  return [...found.values()];
}

const columns: readonly Column[] = [
  { title: "dataset" },
  { title: "expectation" },
  { title: "action" },
  { title: "passed", align: "right" },
  { title: "failed", align: "right" },
];

/** A line for each expectation. */
export function qualityTable(quality: readonly Quality[], style: { readonly color: boolean }): string {
  return table(
    columns,
    quality.map(({ dataset, name, action, passed, failed }) => [dataset, name, action, count(passed), count(failed)]),
    style,
  );
}
