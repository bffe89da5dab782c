import type { LandingSource, ReferenceSource } from "../../generator/ir/index.js";
import type { TopicBatch, TopicPosition } from "../input/topic.js";
import type { Row } from "../row.js";

/** A partition and how far it reaches now, in the units of a position's `byte`. */
export interface ArrivedPartition {
  readonly partition: number;
  readonly end: number;
}

/** A file of a zone. Its path, relative to the zone, is its identity. */
export interface ArrivedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** Hears in which line each row stands, in order. */
export type Lines = (line: number) => void;

/** Everything a pipeline reads that is not its own: topics and zones of files. */
export interface Outside {
  /** The partitions that have a record, in order. */
  partitions(topic: string): Promise<readonly ArrivedPartition[]>;
  /** Records from a position on, at most `limit`. Throws `input/…` with file and line. */
  readPartition(topic: string, partition: number, from: TopicPosition, limit: number): AsyncIterable<TopicBatch>;
  /** The files of a source, in the order they are to be read. */
  files(source: LandingSource | ReferenceSource): Promise<readonly ArrivedFile[]>;
  /** The rows of a file, by the source's columns; `lines` hears the line of each. Throws `input/…` with file and line. */
  readFile(source: LandingSource | ReferenceSource, file: Pick<ArrivedFile, "path">, lines?: Lines): AsyncIterable<readonly Row[]>;
}
