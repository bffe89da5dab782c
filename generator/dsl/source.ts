import type * as z from "zod";
import { type Diagnostic, DiagnosticError, error, type Trace, trace } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import { asBatch, asStream, placed, Query } from "./query.js";
import type { Batch, Flat, IntervalText, Stream } from "./relation-type.js";
import { recordOf } from "./zod.js";
import type { FromZod } from "./zod-type.js";

/** What a Kafka record is to a pipeline: key and value as text, and where it stood. */
export type KafkaRecord = {
  key: "string" | null;
  value: "string" | null;
  topic: "string";
  partition: "int";
  offset: "bigint";
  timestamp: "timestamp";
};

/** What a landing zone adds to a file's own columns. */
export type FileOrigin = { file_path: "string"; file_modification_time: "timestamp" };

/** A declared source: what infra provisions, what simulators feed, what the emulator reads. */
export class SourceHandle {
  readonly name: string;
  readonly source: ir.Source | undefined;
  readonly problems: readonly Diagnostic[];

  constructor(name: string, at: Trace, make: () => ir.Source, problems: readonly Diagnostic[] = []) {
    this.name = name;
    let source: ir.Source | undefined;
    let failed: readonly Diagnostic[] = [];
    try {
      requireName("source", name);
      source = make();
    } catch (failure) {
      failed = placed(failure, at);
    }
    this.problems = [...problems, ...failed];
    this.source = this.problems.some((one) => one.severity === "error") ? undefined : source;
  }

  read(mode: ir.Mode): Query {
    return new Query(this.source && ir.readSource(this.source, mode), this.name, mode, this.problems, new Set([this]));
  }
}

/** A topic of the pipeline; `schema` is what its messages carry. */
export interface Topic<Z extends z.core.$ZodType> {
  readonly name: string;
  readonly schema: Z;
  /** Every record of the topic, as it arrives. `STREAM read_kafka(…)` */
  stream(): Stream<KafkaRecord>;
}

/** A folder in which files arrive. */
export interface LandingZone<R> {
  readonly name: string;
  /** The rows of every new file. `STREAM read_files(…)` */
  stream(): Stream<Flat<R & FileOrigin>>;
}

/** A value in a secret scope of the workspace; only its name is ever written. */
export function secret(scope: string, key: string): ir.Secret {
  return { scope, key };
}

/**
 * A Kafka topic the pipeline needs: an MSK topic on AWS, an event hub on Azure. Read from the earliest offset unless said otherwise, so
 * that a pipeline that starts after its producers loses nothing.
 * `kafka("order_events", { topic: "pos.orders.v1", partitions: 6, retention: "7 days", value: Order })`
 */
export function kafka<Z extends z.core.$ZodType>(
  name: string,
  need: {
    readonly topic: string;
    readonly partitions: number;
    readonly retention: IntervalText;
    readonly value: Z;
    readonly startingOffsets?: "earliest" | "latest";
    readonly authentication?: ir.KafkaAuthentication;
  },
): Topic<Z> {
  const at = trace(kafka);
  const handle = new SourceHandle(name, at, () => {
    if (!/^[A-Za-z0-9._-]{1,249}$/.test(need.topic)) {
      throw new DiagnosticError([
        error("source/topic-name", `"${need.topic}" is not a topic name`, {
          fix: "use up to 249 letters, digits, dots, underscores and hyphens",
        }),
      ]);
    }
    if (!Number.isInteger(need.partitions) || need.partitions < 1) {
      throw new DiagnosticError([
        error("source/partitions", `${need.partitions} partitions`, { fix: "a topic has a whole number of partitions, at least 1" }),
      ]);
    }
    return {
      kind: "topic",
      name,
      topic: need.topic,
      partitions: need.partitions,
      retention: ir.parseInterval(need.retention),
      startingOffsets: need.startingOffsets ?? "earliest",
      authentication: need.authentication ?? { kind: "service_credential" },
      value: recordOf(need.value, at).fields,
    };
  });
  const topic = Object.assign(handle, { schema: need.value, stream: (): Stream<KafkaRecord> => asStream(handle.read("stream")) });
  return topic;
}

/** How files hold rows: lines of text, one JSON object a line, or comma separated values. */
export type FileFormatOption =
  | { readonly format: "json" }
  | { readonly format: "csv"; readonly header: boolean; readonly separator?: string };

function formatOf(option: FileFormatOption | { readonly format: "text" }): ir.FileFormat {
  return option.format === "csv" ? { kind: "csv", header: option.header, separator: option.separator ?? "," } : { kind: option.format };
}

/**
 * Files that arrive in a folder and are read once each, by path. With a `row` schema they are JSON lines or CSV; `format: "text"` gives
 * one row a line, `value`, and leaves the reading to the pipeline.
 * `landing("counts", { zone: "counts", format: "csv", header: true, row: z.object({ item_id: z.int32() }) })`
 */
export function landing<Z extends z.core.$ZodType = never>(
  name: string,
  need: { readonly zone?: string; readonly glob?: string } & (
    | ({ readonly row: Z } & FileFormatOption)
    | { readonly format: "text"; readonly row?: never }
  ),
): LandingZone<LandedRow<Z>> {
  const at = trace(landing);
  const columns = fileColumns(need, at);
  const handle = new SourceHandle(
    name,
    at,
    () => {
      const zone = need.zone ?? name;
      requireName("zone", zone);
      return {
        kind: "landing",
        name,
        zone,
        format: formatOf(need),
        ...(need.glob !== undefined && { glob: need.glob }),
        columns: columns.fields,
      };
    },
    columns.problems,
  );
  return Object.assign(handle, { stream: () => asStream<Flat<LandedRow<Z> & FileOrigin>>(handle.read("stream")) });
}

type LandedRow<Z extends z.core.$ZodType> = [Z] extends [never] ? { value: "string" } : Nulls<FromZod<Z>>;

/** A file reader fills what it cannot read with NULL, at every depth, so nothing in a file is known to be there. */
type Nulls<R> = { [K in keyof R]: Unproven<R[K]> };
type Unproven<S> = S & {} extends infer B
  ? B extends string
    ? B | null
    : B extends readonly (infer E)[]
      ? Unproven<E>[] | null
      : B extends ReadonlyMap<infer K, infer V>
        ? ReadonlyMap<K, Unproven<V>> | null
        : { [K in keyof B]: Unproven<B[K]> } | null
  : never;

function fileColumns(
  { row, format }: { readonly row?: z.core.$ZodType | undefined; readonly format: ir.FileFormat["kind"] },
  at: Trace,
): { fields: ir.Schema; problems: readonly Diagnostic[] } {
  if (!row) return { fields: ir.textLine, problems: [] };
  const { fields, problems } = recordOf(row, at);
  const unheld = format === "csv" ? fields.filter((one) => notInCsv.has(one.type.kind)) : [];
  const notCsv = unheld.map((one) =>
    error("source/csv-column", `"${one.name}" is ${ir.printType(one.type)}, which a CSV file does not hold`, {
      at: at.place(),
      fix: "read JSON, or describe the column as text",
    }),
  );
  return { fields: ir.unproven(fields), problems: [...problems, ...notCsv] };
}

const notInCsv = new Set<ir.ColumnType["kind"]>(["array", "map", "struct", "binary"]);

/**
 * Reference data: a file read whole in every update, so that a changed file changes what is computed from it.
 * `reference("store", { path: "store.txt", format: "csv", header: true, row: Store })`
 */
export function reference<Z extends z.core.$ZodType>(
  name: string,
  need: { readonly zone?: string; readonly path: string; readonly row: Z } & FileFormatOption,
): Batch<Nulls<FromZod<Z>>> & { readonly name: string } {
  const at = trace(reference);
  const columns = fileColumns(need, at);
  const handle = new SourceHandle(
    name,
    at,
    () => {
      const zone = need.zone ?? "reference";
      requireName("zone", zone);
      if (need.path.startsWith("/") || need.path.split("/").includes("..")) {
        throw new DiagnosticError([
          error("source/path", `"${need.path}" leaves its zone`, {
            fix: "write the path inside the zone, without a leading slash and without ..",
          }),
        ]);
      }
      return { kind: "reference", name, zone, path: need.path, format: formatOf(need), columns: columns.fields };
    },
    columns.problems,
  );
  return Object.assign(asBatch<Nulls<FromZod<Z>>>(handle.read("batch")), { name });
}

/** Names become configuration keys, folders and SQL identifiers. Throws `name/malformed`. */
export function requireName(what: string, name: string): void {
  if (/^[a-z][a-z0-9_]{0,62}$/.test(name)) return;
  throw new DiagnosticError([
    error("name/malformed", `"${name}" is not a name for a ${what}`, {
      fix: "use lower case letters, digits and underscores, a letter first, at most 63",
    }),
  ]);
}
