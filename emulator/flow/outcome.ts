import type { Diagnostic } from "../../generator/diagnostic/index.js";
import type { Range } from "../table/range.js";

/** Counts of one expectation, over all rows that were evaluated. */
export interface ExpectationCount {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** Where a micro-batch stands in its flow and in its target. */
export interface Batch {
  readonly number: number;
  readonly firstSeq: number;
  /** Of the streams that read tables, by their place: the rows of this micro-batch. */
  readonly ranges: readonly (Range | undefined)[];
}

/** What a micro-batch did to its target. */
export interface Outcome {
  /** Rows that came, changed in place, and went. */
  readonly added: number;
  readonly updated: number;
  readonly deleted: number;
  /** Rows that an expectation kept out. */
  readonly dropped: number;
  readonly expectations: readonly ExpectationCount[];
  readonly nextSeq: number;
  /** Did rows that were there before change or go? Then no stream can read on. */
  readonly rewrote: boolean;
  /** The metrics of the event log. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly warnings: readonly Diagnostic[];
}

/** Which part of a flow's query failed, and of which row. */
export interface Fault {
  /** As Databricks SQL. */
  readonly expression?: string;
  /** `topic pos.orders.v1, partition 0, offset 17`, `file drops/a.json, line 3`. */
  readonly origin?: string;
  /** Does the failing part read a column that is sensitive, or may it, since nothing is known? */
  readonly sensitive: boolean;
}

/** A value had no result: the error of DuckDB, and where it came from. */
export class ValueFailure extends Error {
  override readonly name = "ValueFailure";
  readonly fault: Fault;

  constructor(message: string, fault: Fault) {
    super(message);
    this.fault = fault;
  }
}

/** A flow cannot go on; the message is what Databricks would say, as far as it is known. */
export class FlowFailure extends Error {
  override readonly name = "FlowFailure";
}
