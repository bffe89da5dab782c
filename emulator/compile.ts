import { createHash, randomUUID } from "node:crypto";
import { type Diagnostic, DiagnosticError, throwErrors } from "../generator/diagnostic/index.js";
import { type Dataset, type DatasetRead, findField, type Pipeline, type Relation, type SourceRead } from "../generator/ir/index.js";
import { type DuckdbBindings, writeDuckdbExpression, writeDuckdbQuery } from "../generator/sql/index.js";
import { quoted } from "./database.js";
import type { CompiledExpectation } from "./flow/expectation.js";
import { writeSequence } from "./flow/sequence.js";
import { planUpdate } from "./plan/plan.js";
import type { AppendStep, AutoCdcStep, MaterializedViewStep, Step } from "./plan/step.js";
import { inlineViews, viewsOf } from "./plan/views.js";
import { clock, type Session } from "./session.js";
import { flowKey } from "./state/state.js";
import { hiddenColumns } from "./table/hidden.js";
import type { Query } from "./table/range.js";
import { isMerged, visibleRows } from "./table/table.js";

/** Writes any part of a flow's query; `instead` says what is read in place of a leaf of it. */
export type WritePart = (part: Relation, instead: ReadonlyMap<Relation, string>) => Query;

interface CompiledFlow {
  readonly readsClock: boolean;
  /** To find out where a flow failed; see flow/fault.ts. */
  readonly writePart: WritePart;
}

/** A step with its SQL, which is the same in every update: what differs is in working tables and variables of the session. */
export interface CompiledAppend extends CompiledFlow {
  readonly step: AppendStep;
  readonly query: Query;
  readonly expectations: readonly CompiledExpectation[];
}

export interface CompiledMaterializedView extends CompiledFlow {
  readonly step: MaterializedViewStep;
  readonly query: Query;
  readonly expectations: readonly CompiledExpectation[];
  /** Of everything the result depends on besides rows; none when it depends on the time or on files too. */
  readonly digest: string | undefined;
}

export interface CompiledAutoCdc extends CompiledFlow {
  readonly step: AutoCdcStep;
  /** The events, from which `sequence` and `deletes` are computed under the alias `q`. */
  readonly query: Query;
  readonly keys: readonly string[];
  readonly sequence: string;
  readonly deletes: string;
}

export type Compiled = CompiledAppend | CompiledMaterializedView | CompiledAutoCdc;

/** A temporary view as a query other clients can run, or why they cannot. */
export type CompiledView = { readonly name: string; readonly query: string } | { readonly name: string; readonly reason: string };

export interface CompiledPipeline {
  /** By `flowKey`. */
  readonly steps: ReadonlyMap<string, Compiled>;
  readonly views: readonly CompiledView[];
  /** Of all that the tables and views of a state are made for. */
  readonly digest: string;
}

/** Working table that holds what a stream brought in this micro-batch. */
export function stageTable(stream: number): string {
  return `stream ${stream}`;
}

/** Working table that holds a source that is read whole. */
export function referenceTable(source: string): string {
  return `reference ${source}`;
}

/** Writes the SQL of every flow. Throws everything at once that DuckDB cannot do exactly. */
export function compilePipeline(pipeline: Pipeline, session: Session): CompiledPipeline {
  const datasets = datasetsOf(pipeline);
  const refused: Diagnostic[] = [];
  const steps = new Map<string, Compiled>();
  for (const step of planUpdate(pipeline).steps) {
    try {
      steps.set(flowKey(step.dataset, step.flow), compileStep(step, datasets, session));
    } catch (failure) {
      if (!(failure instanceof DiagnosticError)) throw failure;
      const at = datasets.get(step.dataset)?.at;
      refused.push(...failure.diagnostics.map((one) => (one.at || !at ? one : { ...one, at })));
    }
  }
  throwErrors(refused);
  const views = compileViews(pipeline);
  return { steps, views, digest: digestOf([pipeline, views]) };
}

type Datasets = ReadonlyMap<string, Dataset>;

function datasetsOf(pipeline: Pipeline): Datasets {
  return new Map(pipeline.datasets.map((one) => [one.name, one]));
}

function compileStep(step: Step, datasets: Datasets, session: Session): Compiled {
  const streams = new Map(step.streams.map(({ read }, i) => [read, i]));
  const bindingsOver = (instead: ReadonlyMap<Relation, string>): DuckdbBindings => ({
    source: (read) => {
      const other = instead.get(read);
      if (other !== undefined) return other;
      const stream = streams.get(read);
      return `temp.${quoted(stream === undefined ? referenceTable(read.source) : stageTable(stream))}`;
    },
    dataset: (read) => {
      const other = instead.get(read);
      if (other !== undefined) return other;
      const stream = streams.get(read);
      return `(${rowsOf(read, datasets, stream === undefined ? undefined : rangeCondition(stream))})`;
    },
    ansi: session.ansi,
    timeZone: session.timeZone,
    javascript: session.javascript,
  });
  const bindings = bindingsOver(new Map());
  const writePart: WritePart = (part, instead) => queryOf(writeDuckdbQuery(part, bindingsOver(instead)));
  const ofRow = (_input: number, name: string): string => `q.${quoted(name)}`;
  const text = writeDuckdbQuery(step.query, bindings);
  const query = queryOf(text);
  if (step.kind === "auto_cdc") {
    const { cdc } = step;
    const deletes = cdc.deleteWhen ? `coalesce((${writeDuckdbExpression(cdc.deleteWhen, ofRow, bindings)}), FALSE)` : "FALSE";
    const keys = cdc.keys.map((key) => findField(step.query.schema, key)?.name ?? key);
    return { step, readsClock: callsClock([text, deletes]), writePart, query, keys, sequence: writeSequence(cdc, "q"), deletes };
  }
  const expectations = step.expectations.map(({ name, action, condition }) => ({
    name,
    action,
    condition: writeDuckdbExpression(condition, ofRow, bindings),
  }));
  const readsClock = callsClock([text, ...expectations.map((one) => one.condition)]);
  if (step.kind === "append") return { step, readsClock, writePart, query, expectations };
  const settled = step.references.length === 0 && !readsClock;
  return {
    step,
    readsClock,
    writePart,
    query,
    expectations,
    digest: settled ? digestOf([text, expectations, step.query.schema]) : undefined,
  };
}

/** Is the time of the micro-batch asked for? */
function callsClock(texts: readonly string[]): boolean {
  return texts.some((one) => one.includes(clock));
}

/** Stands for a number until it is known; a text of a user's never has it. */
const open = randomUUID();

function rangeCondition(stream: number): string {
  const seq = quoted(hiddenColumns.seq);
  return `${seq} > ${open}:after:${stream}; AND ${seq} <= ${open}:to:${stream};`;
}

function queryOf(text: string): Query {
  const [first = "", ...rest] = text.split(open);
  const parts = rest.map((part) => {
    const [, edge = "", stream = "", sql = ""] = /^:(after|to):(\d+);(.*)$/s.exec(part) ?? [];
    return { edge: edge === "after" ? ("after" as const) : ("to" as const), stream: Number(stream), sql };
  });
  return (ranges) => first + parts.map(({ edge, stream, sql }) => `${ranges[stream]?.[edge] ?? 0}${sql}`).join("");
}

function rowsOf(read: DatasetRead, datasets: Datasets, where?: string): string {
  const dataset = datasets.get(read.dataset);
  return visibleRows(read.dataset, read.schema, dataset !== undefined && isMerged(dataset), where);
}

/** Thrown and caught here alone: why a view cannot be written for other clients. */
class NoView extends Error {}

/** The temporary views of a pipeline as queries over its tables, as far as they can be. */
export function compileViews(pipeline: Pipeline): readonly CompiledView[] {
  const datasets = datasetsOf(pipeline);
  const views = viewsOf(pipeline);
  const needs = (what: string) => (): never => {
    throw new NoView(what);
  };
  const bindings: DuckdbBindings = {
    source: (read: SourceRead) => needs(`it reads ${read.source}, which is outside of the database`)(),
    dataset: (read) => `(${rowsOf(read, datasets)})`,
    ansi: pipeline.settings.ansi,
    timeZone: pipeline.settings.timeZone,
    javascript: ({ body }) => needs(`it uses ${body}, a function that only Sluice has`)(),
  };
  return [...views].map(([name, relation]) => {
    const { query } = inlineViews(relation, views);
    if (query.mode === "stream") return { name, reason: "it is a stream: each flow that reads it sees other rows" };
    try {
      const text = writeDuckdbQuery(query, bindings);
      return callsClock([text]) ? { name, reason: "it reads current_timestamp, which is the time of an update" } : { name, query: text };
    } catch (failure) {
      if (failure instanceof NoView) return { name, reason: failure.message };
      if (failure instanceof DiagnosticError) return { name, reason: failure.diagnostics.map((one) => one.message).join("; ") };
      throw failure;
    }
  });
}

/** A short name for a value that JSON can hold. Where things stand in the user's files is left out: it changes nothing. */
function digestOf(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(value, (key, part: unknown) => (key === "at" ? undefined : part)))
    .digest("hex");
}
