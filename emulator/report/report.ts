import type { Diagnostic } from "../../generator/diagnostic/index.js";
import type { Action, Dataset } from "../../generator/ir/index.js";

/** Rows that were evaluated against an expectation in this update. */
export interface ExpectationReport {
  readonly name: string;
  readonly action: Action;
  readonly passed: number;
  readonly failed: number;
}

export type Status = "COMPLETED" | "FAILED" | "SKIPPED" | "EXCLUDED";

/** What an update did to one dataset. */
export interface DatasetReport {
  readonly name: string;
  readonly kind: Exclude<Dataset["kind"], "temporary_view">;
  readonly status: Status;
  /** Rows that came, changed in place, and went. A materialized view's are compared by content. */
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  /** Rows that went to the quarantine of this dataset. */
  readonly quarantined: number;
  /** Rows that an expectation kept out. */
  readonly dropped: number;
  readonly milliseconds: number;
  readonly expectations: readonly ExpectationReport[];
  /** Why it failed, or was skipped. */
  readonly error?: string;
}

/** What an update did, as plain data. */
export interface UpdateReport {
  /** The update's id in the event log. */
  readonly id: string;
  readonly state: "COMPLETED" | "FAILED";
  readonly milliseconds: number;
  readonly datasets: readonly DatasetReport[];
  /** Errors of flows that failed, and warnings. */
  readonly diagnostics: readonly Diagnostic[];
}
