import type { Predicate, Row, Scalar } from "../column/index.js";
import { callback, rowObject } from "../column/index.js";
import { type Diagnostic, DiagnosticError, error, type Trace, trace } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import { type Expectation, isExpectation } from "./expectation.js";
import { quarantineQuery } from "./quarantine.js";
import { oneExpression, placed, Query, queryOf } from "./query.js";
import type { Batch, Flat, Mode, Relation, Stream, StreamingTable, Table, Views, Without } from "./relation-type.js";
import { requireName } from "./source.js";

/** The object behind every dataset: read as a batch it is a query on itself. */
export class DatasetHandle extends Query {
  static #made = 0;
  readonly name: string;
  readonly at: Trace;
  readonly definition: ir.DatasetDefinition | undefined;
  /** What is wrong with it, told once by the pipeline, not by every reader. */
  readonly faults: readonly Diagnostic[];
  /** Datasets and sources its queries read. */
  readonly uses: ReadonlySet<unknown>;
  /** When it was made, among all: the order of the files, and always after what it reads. */
  readonly order: number;

  constructor(name: string, at: Trace, from: Query, make: (query: ir.Relation) => ir.DatasetDefinition) {
    let definition: ir.DatasetDefinition | undefined;
    let faults = from.problems;
    try {
      requireName("dataset", name);
      if (from.relation) definition = make(from.relation);
    } catch (failure) {
      faults = [...faults, ...placed(failure, at)];
    }
    const mode: ir.Mode = "batch";
    const reads = new Set<unknown>();
    super(definition && ir.readDataset(name, definition.columns, mode), name, mode, [], reads);
    reads.add(this);
    this.name = name;
    this.at = at;
    this.definition = definition;
    this.faults = faults;
    this.uses = from.reads;
    this.order = DatasetHandle.#made++;
  }

  stream(): Query {
    const columns = this.definition?.columns;
    return new Query(columns && ir.readDataset(this.name, columns, "stream"), this.name, "stream", [], new Set([this]));
  }
}

interface Options<R> {
  /** What the table holds; stands in the notebook and in the catalog. */
  readonly comment?: string;
  /** What single columns hold, where the source's own comment does not say it. */
  readonly comments?: { readonly [K in keyof R & string]?: string };
  /** `CLUSTER BY (…)`: up to four columns that readers filter by. */
  readonly clusterBy?: readonly (keyof R & string)[];
  /** `TBLPROPERTIES (…)` */
  readonly properties?: Readonly<Record<string, string>>;
}

interface Expecting<R> extends Options<R> {
  /** Rules each row is held to: `expect: (o) => ({ has_lines: drop(o.lines.size().gt(0)) })` */
  readonly expect?: (row: Row<R>) => { readonly [name: string]: Expectation };
}

function storage(options: Options<never>, schema: ir.Schema) {
  const columns = commented(schema, options.comments ?? {});
  return {
    columns,
    ...(options.comment !== undefined && { comment: options.comment }),
    properties: options.properties ?? {},
    clusterBy: (options.clusterBy ?? []).map((name) => ir.column(columns, name).name),
  };
}

function commented(schema: ir.Schema, comments: Readonly<Record<string, string | undefined>>): ir.Schema {
  const unknown = Object.keys(comments).find((name) => !ir.findField(schema, name));
  if (unknown !== undefined) throw ir.unknownColumn(schema, unknown);
  return schema.map((one) => {
    const comment = comments[one.name];
    return comment === undefined ? one : { ...one, comment };
  });
}

function expectations(name: string, schema: ir.Schema, expect: Expecting<never>["expect"]): readonly ir.Expectation[] {
  if (!expect) return [];
  const row = rowObject(schema, name);
  return callback(
    [row],
    () =>
      Object.entries(expect(row.columns as never)).map(([rule, given]) => {
        if (!isExpectation(given)) {
          throw new DiagnosticError([
            error("expectation/no-action", `"${rule}" does not say what happens to a row that breaks it`, {
              fix: "write warn(…), drop(…) or fail(…) around the condition",
            }),
          ]);
        }
        const { action, condition } = given;
        if (condition.type.kind !== "boolean") {
          throw new DiagnosticError([
            error("expression/not-boolean", `the expectation "${rule}" is ${ir.printType(condition.type)}, not BOOLEAN`, {
              fix: "compare it with something",
            }),
          ]);
        }
        return { name: rule, condition, action };
      }),
    (rules) => rules.map((one) => one.condition),
  );
}

/**
 * A table fed by a stream, each row of which is seen once. `CREATE OR REFRESH STREAMING TABLE name … AS query`
 * `streamingTable("orders_bronze", { comment: "Every order event as received.", query: orderEvents.stream() })`
 */
export function streamingTable<R>(name: string, definition: Expecting<R> & { readonly query: Stream<R> }): StreamingTable<R> {
  return streaming(name, trace(streamingTable), definition);
}

function streaming<R>(name: string, at: Trace, definition: Expecting<R> & { readonly query: Stream<R> }): StreamingTable<R> {
  const query = queryOf(definition.query, `the query of ${name}`, at);
  const handle = new DatasetHandle(name, at, query, (relation) => ({
    kind: "streaming_table",
    name,
    ...storage(definition as Options<never>, relation.schema),
    expectations: expectations(name, relation.schema, definition.expect as Expecting<never>["expect"]),
    flows: [{ kind: "append", name, query: relation }],
  }));
  return handle as unknown as StreamingTable<R>;
}

/**
 * The rows that the drop expectations of a streaming table lose, with the rules each broke and, where the query still has them, the
 * topic, partition, offset or file it came from. It reads the same input a second time.
 * `quarantine("orders_quarantine", { of: orders })`
 */
export function quarantine<R>(
  name: string,
  definition: Options<R> & { readonly of: StreamingTable<R> },
): StreamingTable<Flat<R & { broken_rules: "string"[] }>> {
  const at = trace(quarantine);
  const of = queryOf(definition.of, `what ${name} is a quarantine of`, at);
  const target = of instanceof DatasetHandle ? of.definition : undefined;
  const from = new Query(of.relation, of.label, "stream", of.problems, of instanceof DatasetHandle ? new Set([...of.uses, of]) : of.reads);
  const handle = new DatasetHandle(name, at, from, () => {
    const query = quarantineQuery(of.label, target);
    const inherited = Object.fromEntries((target?.columns ?? []).map((column) => [column.name, column.comment]));
    const options = { ...definition, comments: { ...inherited, ...definition.comments } } as Options<never>;
    return {
      kind: "streaming_table",
      name,
      ...storage(options, query.schema),
      comment: definition.comment ?? `Rows that ${of.label} dropped, with the rules they broke.`,
      expectations: [],
      flows: [{ kind: "append", name, query }],
      quarantineOf: of.label,
    };
  });
  return handle as unknown as StreamingTable<Flat<R & { broken_rules: "string"[] }>>;
}

/**
 * A table that is always what its query would give now. `CREATE OR REFRESH MATERIALIZED VIEW name … AS query`
 */
export function materializedView<R>(name: string, definition: Expecting<R> & { readonly query: Batch<R> }): Table<R> {
  const at = trace(materializedView);
  const handle = new DatasetHandle(name, at, queryOf(definition.query, `the query of ${name}`, at), (query) => ({
    kind: "materialized_view",
    name,
    ...storage(definition as Options<never>, query.schema),
    expectations: expectations(name, query.schema, definition.expect as Expecting<never>["expect"]),
    query,
  }));
  return handle as unknown as Table<R>;
}

/**
 * A name for a query inside the pipeline; nothing is stored, every reader computes it for itself. Over a stream it is read with
 * `stream()`. `CREATE TEMPORARY VIEW name AS query`
 */
export function temporaryView<R, M extends Mode>(
  name: string,
  definition: { readonly comment?: string; readonly query: Relation<R, M> },
): Views<R>[M] {
  const at = trace(temporaryView);
  const handle = new DatasetHandle(name, at, queryOf(definition.query, `the query of ${name}`, at), (query) => ({
    kind: "temporary_view",
    name,
    columns: query.schema,
    ...(definition.comment !== undefined && { comment: definition.comment }),
    query,
  }));
  return handle as unknown as Views<R>[M];
}

interface ChangeFeed<R, D extends keyof R, S> extends Options<Without<R, D>> {
  /** The change events. */
  readonly from: Stream<R>;
  /** What identifies a row; NULL in one fails the flow. */
  readonly keys: readonly { [K in keyof R]: R[K] extends Scalar | null ? K : never }[keyof R][];
  /** The order of a key's events; NULL fails the flow. Several columns are compared one after the other. */
  readonly sequenceBy: S;
  /** Events that delete the key; only TRUE does, NULL is an upsert. */
  readonly deleteWhen?: (row: Row<R>) => Predicate;
  /** Columns of the feed that the table does not keep. */
  readonly omit?: readonly (D & string)[];
}

type Sequence = "timestamp" | "bigint" | "int" | "date" | "string";

function autoCdc(scd: 1 | 2, name: string, at: Trace, feed: ChangeFeed<never, never, unknown>): DatasetHandle {
  const sequenceBy = (Array.isArray(feed.sequenceBy) ? feed.sequenceBy : [feed.sequenceBy]) as readonly string[];
  const from = queryOf(feed.from, `the feed of ${name}`, at);
  return new DatasetHandle(name, at, from, (relation) => {
    const pick = (names: readonly string[]): readonly string[] => names.map((one) => ir.column(relation.schema, one).name);
    const omit = pick(feed.omit ?? []);
    const kept = relation.schema.filter((one) => !omit.includes(one.name));
    const flow: ir.AutoCdcFlow = {
      kind: "auto_cdc",
      name,
      from: relation,
      keys: pick(feed.keys),
      sequenceBy: pick(sequenceBy),
      ...(feed.deleteWhen && { deleteWhen: oneExpression([rowObject(relation.schema, from.label)], feed.deleteWhen as never) }),
      omit,
      scd,
    };
    const columns = scd === 1 ? kept : [...kept, ...validity(flow)];
    return { kind: "streaming_table", name, ...storage(feed as Options<never>, columns), expectations: [], flows: [flow] };
  });
}

/** From which event a version of a row held, and from which it no longer did. */
function validity(flow: ir.AutoCdcFlow): ir.Schema {
  const columns = ir.sequenceColumns(flow);
  const [only] = columns;
  const type: ir.ColumnType = columns.length === 1 && only ? only.type : ir.structType(columns);
  return [
    { name: "__START_AT", type, nullable: true, proven: true, comment: "Sequence of the event this version began with" },
    { name: "__END_AT", type, nullable: true, proven: false, comment: "Sequence of the event that ended it; NULL for the current version" },
  ];
}

/**
 * AUTO CDC, type 1: one row a key, the one with the highest sequence. Also how Databricks SQL removes duplicates from a stream, which
 * has no `dropDuplicates`. `CREATE FLOW name AS AUTO CDC INTO name … STORED AS SCD TYPE 1`
 */
export function scd1<R, D extends keyof R = never>(
  name: string,
  feed: ChangeFeed<
    R,
    D,
    | { [K in keyof R]: R[K] extends Sequence | null ? K : never }[keyof R]
    | readonly { [K in keyof R]: R[K] extends Sequence | null ? K : never }[keyof R][]
  >,
): Table<Flat<Without<R, D>>> {
  return autoCdc(1, name, trace(scd1), feed as unknown as ChangeFeed<never, never, unknown>) as unknown as Table<Flat<Without<R, D>>>;
}

/**
 * AUTO CDC, type 2: every version of a row, with the sequences between which it held; `__END_AT` is NULL for the current one.
 * `CREATE FLOW name AS AUTO CDC INTO name … STORED AS SCD TYPE 2`
 */
export function scd2<R, S extends { [K in keyof R]: R[K] extends Sequence | null ? K : never }[keyof R], D extends keyof R = never>(
  name: string,
  feed: ChangeFeed<R, D, S>,
): Table<Flat<Without<R, D> & { __START_AT: R[S] & {}; __END_AT: R[S] | null }>> {
  return autoCdc(2, name, trace(scd2), feed as unknown as ChangeFeed<never, never, unknown>) as unknown as Table<
    Flat<Without<R, D> & { __START_AT: R[S] & {}; __END_AT: R[S] | null }>
  >;
}
