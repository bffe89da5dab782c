import type { Place } from "../diagnostic/index.js";
import type { Expression } from "./expression.js";
import type { Relation } from "./relation.js";
import { findField, type Schema } from "./type.js";

/** What happens when a row does not meet an expectation: it is counted; counted and lost; or the update fails. */
export type Action = "warn" | "drop" | "fail";

/** A row meets an expectation only when the condition is TRUE; NULL is a violation. */
export interface Expectation {
  readonly name: string;
  readonly condition: Expression;
  readonly action: Action;
}

/** Appends the new rows of a streaming query. Its name is its checkpoint's identity. */
export interface AppendFlow {
  readonly kind: "append";
  readonly name: string;
  readonly query: Relation;
}

/** Merges a change feed into its target by key, in the order of `sequenceBy` (`AUTO CDC INTO`). */
export interface AutoCdcFlow {
  readonly kind: "auto_cdc";
  readonly name: string;
  readonly from: Relation;
  readonly keys: readonly string[];
  /** One column, or several compared in this order as a struct. */
  readonly sequenceBy: readonly string[];
  /** Only TRUE deletes; FALSE and NULL are upserts. */
  readonly deleteWhen?: Expression;
  /** Columns of the feed that the target does not store. */
  readonly omit: readonly string[];
  readonly scd: 1 | 2;
}

export type Flow = AppendFlow | AutoCdcFlow;

interface Common {
  readonly name: string;
  readonly layer: string;
  readonly comment?: string;
  readonly columns: Schema;
  readonly at?: Place;
}

interface Stored extends Common {
  readonly properties: Readonly<Record<string, string>>;
  readonly clusterBy: readonly string[];
  readonly expectations: readonly Expectation[];
}

/** A table fed by flows, each of which sees every input row once. */
export interface StreamingTable extends Stored {
  readonly kind: "streaming_table";
  readonly flows: readonly Flow[];
  /** The dataset whose dropped rows this one keeps. */
  readonly quarantineOf?: string;
}

/** A table that is always what its query would give now. */
export interface MaterializedView extends Stored {
  readonly kind: "materialized_view";
  readonly query: Relation;
}

/** A name for a query inside the pipeline; every reader computes it for itself. */
export interface TemporaryView extends Common {
  readonly kind: "temporary_view";
  readonly query: Relation;
}

export type Dataset = StreamingTable | MaterializedView | TemporaryView;

type Unplaced<D> = D extends Dataset ? Omit<D, "layer" | "at"> : never;

/** What a dataset is before it belongs to a pipeline. */
export type DatasetDefinition = Unplaced<Dataset>;

/** A table that is rewritten in place, so that its rows cannot be streamed. */
export function isRewritten(dataset: Dataset): boolean {
  return (
    dataset.kind === "materialized_view" || (dataset.kind === "streaming_table" && dataset.flows.some((flow) => flow.kind === "auto_cdc"))
  );
}

/** The queries that feed a dataset. */
export function queriesOf(dataset: Dataset): readonly Relation[] {
  return dataset.kind === "streaming_table"
    ? dataset.flows.map((flow) => (flow.kind === "append" ? flow.query : flow.from))
    : [dataset.query];
}

/** The columns a flow's events are ordered by, in the order they are compared in. */
export function sequenceColumns(flow: AutoCdcFlow): Schema {
  return flow.sequenceBy.flatMap((name) => findField(flow.from.schema, name) ?? []);
}

/** The name of the view that shapes a change feed: `AUTO CDC` reads a name, not a query. */
export function feedName(target: string): string {
  return `${target}_feed`;
}
