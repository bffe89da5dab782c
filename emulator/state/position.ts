import type { TopicPosition } from "../input/topic.js";

/** Positions by partition number. Offsets are whole numbers that JSON can hold; the reader has them as `bigint`. */
interface TopicProgress {
  readonly kind: "topic";
  readonly partitions: Readonly<Record<string, Omit<TopicPosition, "offset"> & { readonly offset: number }>>;
}

/** Which files were consumed stands in a table of its own: there may be a million of them. */
interface FileProgress {
  readonly kind: "files";
}

interface TableProgress {
  readonly kind: "table";
  /** The last row that was read. */
  readonly seq: number;
  readonly generation: number;
  readonly changes: number;
}

/** What a materialized view was computed by: while it and its tables stay, so does the result. */
interface QueryProgress {
  readonly kind: "query";
  readonly digest: string;
}

/** How far a flow came in one of its streams, as JSON in its checkpoint. */
export type Position = TopicProgress | FileProgress | TableProgress | QueryProgress;

export function topicProgress(partitions: ReadonlyMap<number, TopicPosition>): Position {
  return {
    kind: "topic",
    partitions: Object.fromEntries(
      [...partitions].map(([partition, { offset, ...rest }]) => [partition, { ...rest, offset: Number(offset) }]),
    ),
  };
}

export function topicPositions(position: Position | undefined): Map<number, TopicPosition> {
  if (position?.kind !== "topic") return new Map();
  return new Map(
    Object.entries(position.partitions).map(([partition, { offset, ...rest }]) => [Number(partition), { ...rest, offset: BigInt(offset) }]),
  );
}
