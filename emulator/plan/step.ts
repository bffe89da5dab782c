import type { AutoCdcFlow, Expectation, Pipeline, Relation } from "../../generator/ir/index.js";
import type { Leaf } from "./leaves.js";

/** One read of a stream inside a flow. Two reads of one table are two streams, each with a checkpoint of its own. */
export interface Stream {
  /** Place among the flow's streams and what is read, `0:topic:orders.v1`: the checkpoint's identity, as Spark's is the place. */
  readonly id: string;
  readonly read: Leaf;
}

/** What the refresh of a dataset does: take what is new, or forget everything and begin again. */
export type Refresh = "new rows" | "full";

interface Common {
  readonly dataset: string;
  readonly flow: string;
  readonly refresh: Refresh;
  /** The flow's query with temporary views put in place; its leaves are those of `streams`, `tables` and `references`. */
  readonly query: Relation;
  readonly streams: readonly Stream[];
  /** Datasets read whole, as they are when a micro-batch begins. */
  readonly tables: readonly string[];
  /** Sources read whole. */
  readonly references: readonly string[];
  /** Temporary views the query was put together from. */
  readonly views: readonly string[];
  readonly expectations: readonly Expectation[];
}

export interface AppendStep extends Common {
  readonly kind: "append";
}

export interface AutoCdcStep extends Common {
  readonly kind: "auto_cdc";
  readonly cdc: AutoCdcFlow;
}

export interface MaterializedViewStep extends Common {
  readonly kind: "materialized_view";
}

/** One flow of an update, as plain data: what it reads, how, and what becomes of it. */
export type Step = AppendStep | AutoCdcStep | MaterializedViewStep;

/** The steps of an update in the order they run. */
export interface Plan {
  readonly pipeline: Pipeline;
  readonly steps: readonly Step[];
  /** Datasets that were not chosen. */
  readonly excluded: readonly string[];
}

/** The datasets of the pipeline that a step reads. */
export function upstreamOf(step: Step): readonly string[] {
  const streamed = step.streams.flatMap(({ read }) => (read.kind === "dataset" ? [read.dataset] : []));
  return [...new Set([...streamed, ...step.tables])];
}
