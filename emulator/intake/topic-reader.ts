import { DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { TopicSource } from "../../generator/ir/index.js";
import { type TopicPosition, type TopicRecord, topicStart } from "../input/topic.js";
import type { ArrivedPartition, Outside } from "../outside/outside.js";
import type { Row } from "../row.js";
import { type Position, topicPositions, topicProgress } from "../state/position.js";
import type { StreamReader } from "./reader.js";
import type { Stage } from "./stage.js";

/** Reads what a topic holds now, beginning where the checkpoint stands. */
export async function openTopicReader(
  outside: Outside,
  source: TopicSource,
  before: Position | undefined,
  stage: Stage,
): Promise<StreamReader> {
  const { topic } = source;
  const positions = topicPositions(before);
  const partitions = withGone(await outside.partitions(topic), positions);
  const positionOf = (partition: number): TopicPosition => positions.get(partition) ?? topicStart;
  if (before === undefined && source.startingOffsets === "latest") {
    for (const { partition, end } of partitions) positions.set(partition, await endOf(outside, topic, partition, end));
  }
  // A partition that ends before its position is read, too: the reader says what became of it. One that grows meanwhile is not.
  const shrunk = new Set(partitions.filter(({ partition, end }) => positionOf(partition).byte > end));
  const waiting = () => partitions.filter((one) => positionOf(one.partition).byte < one.end || shrunk.has(one));

  async function* records(limit: number): AsyncGenerator<readonly Row[]> {
    const sources = waiting();
    // Every partition has its share, so that one with a long backlog does not hold up the others.
    const share = Math.max(1, Math.floor(limit / Math.max(1, sources.length)));
    for (const { partition } of sources) {
      for await (const batch of outside.readPartition(topic, partition, positionOf(partition), share)) {
        positions.set(partition, batch.position);
        moved = true;
        yield batch.records.map((record) => topicRow(record, topic, partition));
      }
    }
  }
  let moved = false;

  return {
    start: topicProgress(positions),
    waits: () => waiting().length > 0,
    take: async (limit) => {
      moved = false;
      await stage.fill(records(limit));
      // Only a line that is not finished yet may be left.
      return moved ? { position: topicProgress(positions), consumed: [] } : undefined;
    },
  };
}

/** A partition that was read and is not there any more ends before it begins. */
function withGone(partitions: readonly ArrivedPartition[], positions: ReadonlyMap<number, TopicPosition>): readonly ArrivedPartition[] {
  const there = new Set(partitions.map((one) => one.partition));
  const gone = [...positions].filter(([partition, position]) => !there.has(partition) && position.byte > 0);
  return [...partitions, ...gone.map(([partition]) => ({ partition, end: 0 }))];
}

async function endOf(outside: Outside, topic: string, partition: number, end: number): Promise<TopicPosition> {
  let position = topicStart;
  for await (const batch of outside.readPartition(topic, partition, topicStart, Number.POSITIVE_INFINITY)) {
    position = batch.position;
    if (position.byte >= end) break;
  }
  return position;
}

/** A record as a row of `kafkaRecord`. */
export function topicRow({ key, value, timestampMicros, offset }: TopicRecord, topic: string, partition: number): Row {
  return [key, value, topic, partition, offset, new DuckDBTimestampTZValue(timestampMicros)];
}
