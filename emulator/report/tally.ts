import type { Diagnostic } from "../../generator/diagnostic/index.js";
import type { Dataset, Pipeline } from "../../generator/ir/index.js";
import type { Outcome } from "../flow/outcome.js";
import type { DatasetReport, Status, UpdateReport } from "./report.js";

/** What happened to a dataset so far. */
interface Entry {
  status: Status;
  added: number;
  updated: number;
  deleted: number;
  dropped: number;
  milliseconds: number;
  readonly expectations: Map<string, { passed: number; failed: number }>;
  error: string | undefined;
}

/** Adds up an update while it runs. */
export interface Tally {
  outcome(dataset: string, outcome: Outcome): void;
  time(dataset: string, milliseconds: number): void;
  failed(dataset: string, error: string, diagnostics: readonly Diagnostic[]): void;
  skipped(dataset: string, reason: string): void;
  warn(warnings: readonly Diagnostic[]): void;
  /** Why nothing may be built on the dataset: it failed or was skipped. */
  broken(dataset: string): string | undefined;
  report(id: string, milliseconds: number): UpdateReport;
}

export function openTally(pipeline: Pipeline, excluded: readonly string[]): Tally {
  const entries = new Map<string, Entry>();
  const diagnostics: Diagnostic[] = [];
  for (const { name } of pipeline.datasets) entries.set(name, emptyEntry(excluded.includes(name) ? "EXCLUDED" : "COMPLETED"));
  const entry = (dataset: string): Entry => {
    const found = entries.get(dataset);
    if (!found) throw new TypeError(`no dataset ${dataset} in the tally`);
    return found;
  };
  return {
    outcome: (dataset, outcome) => add(entry(dataset), outcome, diagnostics),
    time: (dataset, milliseconds) => {
      entry(dataset).milliseconds += milliseconds;
    },
    failed: (dataset, error, because) => {
      Object.assign(entry(dataset), { status: "FAILED", error });
      diagnostics.push(...because);
    },
    skipped: (dataset, reason) => {
      const one = entry(dataset);
      if (one.status !== "FAILED") Object.assign(one, { status: "SKIPPED", error: reason });
    },
    warn: (warnings) => void diagnostics.push(...warnings),
    broken: (dataset) => {
      const { status } = entry(dataset);
      return status === "FAILED" ? `${dataset} failed` : status === "SKIPPED" ? `${dataset} was skipped` : undefined;
    },
    report: (id, milliseconds) => {
      const datasets = pipeline.datasets.flatMap((dataset) =>
        dataset.kind === "temporary_view" ? [] : [reportOf(dataset, entry(dataset.name), pipeline, entries)],
      );
      const state = datasets.some((one) => one.status === "FAILED") ? "FAILED" : "COMPLETED";
      return { id, state, milliseconds, datasets, diagnostics };
    },
  };
}

function emptyEntry(status: Status): Entry {
  return { status, added: 0, updated: 0, deleted: 0, dropped: 0, milliseconds: 0, expectations: new Map(), error: undefined };
}

function add(entry: Entry, outcome: Outcome, diagnostics: Diagnostic[]): void {
  entry.added += outcome.added;
  entry.updated += outcome.updated;
  entry.deleted += outcome.deleted;
  entry.dropped += outcome.dropped;
  for (const { name, passed, failed } of outcome.expectations) {
    const before = entry.expectations.get(name) ?? { passed: 0, failed: 0 };
    entry.expectations.set(name, { passed: before.passed + passed, failed: before.failed + failed });
  }
  diagnostics.push(...outcome.warnings);
}

function reportOf(
  dataset: Exclude<Dataset, { kind: "temporary_view" }>,
  entry: Entry,
  pipeline: Pipeline,
  entries: ReadonlyMap<string, Entry>,
): DatasetReport {
  const quarantines = pipeline.datasets.filter((one) => one.kind === "streaming_table" && one.quarantineOf === dataset.name);
  return {
    name: dataset.name,
    kind: dataset.kind,
    status: entry.status,
    added: entry.added,
    updated: entry.updated,
    deleted: entry.deleted,
    quarantined: quarantines.reduce((sum, one) => sum + (entries.get(one.name)?.added ?? 0), 0),
    dropped: entry.dropped,
    milliseconds: entry.milliseconds,
    expectations: dataset.expectations.flatMap(({ name, action }) => {
      const counted = entry.expectations.get(name);
      return counted ? [{ name, action, ...counted }] : [];
    }),
    ...(entry.error !== undefined && { error: entry.error }),
  };
}
