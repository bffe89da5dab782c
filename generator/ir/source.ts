import type { Interval } from "./interval.js";
import { type Field, holdsSensitive, maybeNull, neverNull, type Schema, types } from "./type.js";

/** A value that lives in a secret scope of the workspace; only its name is ever written anywhere. */
export interface Secret {
  readonly scope: string;
  readonly key: string;
}

/**
 * How a reader proves who it is. A Unity Catalog service credential needs no secret at all and is what every stack provisions; SASL
 * is the fall-back for brokers that have nothing better.
 */
export type KafkaAuthentication =
  | { readonly kind: "service_credential" }
  | { readonly kind: "sasl"; readonly mechanism: "PLAIN" | "SCRAM-SHA-512"; readonly username: Secret | string; readonly password: Secret };

/** A Kafka topic: what infra provisions, what a simulator sends, what `read_kafka` reads. */
export interface TopicSource {
  readonly kind: "topic";
  readonly name: string;
  readonly topic: string;
  readonly partitions: number;
  readonly retention: Interval;
  readonly startingOffsets: "earliest" | "latest";
  readonly authentication: KafkaAuthentication;
  /** The JSON the messages carry; what it means for columns is `parseJson`'s business. */
  readonly value: Schema;
}

/** How a file's bytes become rows. */
export type FileFormat =
  /** One row a line: `value STRING`. */
  | { readonly kind: "text" }
  /** One JSON object a line. */
  | { readonly kind: "json" }
  | { readonly kind: "csv"; readonly header: boolean; readonly separator: string };

/** A folder in which files arrive; each is read once, when it is new (Auto Loader). */
export interface LandingSource {
  readonly kind: "landing";
  readonly name: string;
  readonly zone: string;
  readonly format: FileFormat;
  /** Only files whose name matches are read. */
  readonly glob?: string;
  readonly columns: Schema;
}

/** One file or folder of reference data, read whole in every update. */
export interface ReferenceSource {
  readonly kind: "reference";
  readonly name: string;
  readonly zone: string;
  readonly path: string;
  readonly format: FileFormat;
  readonly columns: Schema;
}

export type Source = TopicSource | LandingSource | ReferenceSource;

/** A table of the catalog over files that landed: what open-source Spark reads in place of a topic, a zone or reference data. */
export interface TableSource {
  readonly kind: "table";
  readonly name: string;
  /** Database and table. */
  readonly table: readonly string[];
}

/** What a Kafka record is to a pipeline: key and value as UTF-8 text, and where it stood. */
const kafkaRecord: Schema = [
  { name: "key", ...maybeNull(types.string), comment: "Message key" },
  { name: "value", ...maybeNull(types.string), comment: "Message as received" },
  { name: "topic", ...maybeNull(types.string), proven: true, comment: "Kafka topic", origin: "topic" },
  { name: "partition", ...maybeNull(types.int), proven: true, comment: "Kafka partition", origin: "partition" },
  { name: "offset", ...maybeNull(types.bigint), proven: true, comment: "Offset in the partition", origin: "offset" },
  { name: "timestamp", ...maybeNull(types.timestamp), proven: true, comment: "When the broker took the message", origin: "timestamp" },
];

const fileColumns: readonly Field[] = [
  { name: "file_path", ...neverNull(types.string), comment: "File the row came from", origin: "file_path" },
  {
    name: "file_modification_time",
    ...neverNull(types.timestamp),
    comment: "When that file was last written",
    origin: "file_modification_time",
  },
];

/** The columns a read of the source gives. A landing zone adds which file a row came from (`_metadata`). */
export function sourceSchema(source: Source): Schema {
  switch (source.kind) {
    case "topic":
      return source.value.some(holdsSensitive)
        ? kafkaRecord.map((one) => (one.name === "value" || one.name === "key" ? { ...one, sensitive: true } : one))
        : kafkaRecord;
    case "landing":
      return [...source.columns, ...fileColumns];
    case "reference":
      return source.columns;
  }
}

/** What a text file's rows are. */
export const textLine: Schema = [{ name: "value", ...maybeNull(types.string), proven: true, comment: "Line as received" }];
