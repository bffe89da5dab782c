import { posix } from "node:path";
import type { LandingSource, ReferenceSource } from "../../generator/ir/index.js";
import { compileGlob } from "../input/glob.js";
import type { TopicPosition, TopicRecord } from "../input/topic.js";
import { compileFromJson } from "../json/from-json.js";
import type { Row } from "../row.js";

import type { ArrivedFile, Outside } from "./outside.js";

/** A message to be published; its offset is counted. */
export interface Message {
  readonly key: string | null;
  readonly value: string | null;
  readonly timestamp: Date;
}

/** An outside world that a test writes. */
export interface MemoryOutside extends Outside {
  publish(topic: string, partition: number, messages: readonly Message[]): void;
  /** Puts a file into a zone, in place of one of its name. Its rows are JSON texts of the source's columns. */
  put(zone: string, path: string, rows: readonly string[], modified: Date): void;
}

interface MemoryFile extends ArrivedFile {
  readonly rows: readonly string[];
}

/** Nothing, until a test publishes it. Times that say no zone are of `timeZone`, the session's. */
export function openMemory(timeZone = "UTC"): MemoryOutside {
  const topics = new Map<string, Map<number, TopicRecord[]>>();
  const zones = new Map<string, Map<string, MemoryFile>>();
  const filesOf = (source: LandingSource | ReferenceSource): readonly MemoryFile[] =>
    [...(zones.get(source.zone)?.values() ?? [])].filter(({ path }) =>
      source.kind === "landing" ? hasName(source, path) : path === source.path,
    );

  return {
    publish: (topic, partition, messages) => {
      const partitions = topics.get(topic) ?? new Map<number, TopicRecord[]>();
      const records = partitions.get(partition) ?? [];
      for (const { key, value, timestamp } of messages) {
        records.push({ key, value, timestampMicros: BigInt(timestamp.getTime()) * 1000n, offset: BigInt(records.length) });
      }
      topics.set(topic, partitions.set(partition, records));
    },
    put: (zone, path, rows, modified) => {
      const size = rows.reduce((sum, row) => sum + Buffer.byteLength(row) + 1, 0);
      zones.set(zone, (zones.get(zone) ?? new Map<string, MemoryFile>()).set(path, { path, size, modified, rows }));
    },
    partitions: async (topic) =>
      [...(topics.get(topic) ?? [])]
        .map(([partition, records]) => ({ partition, end: records.length }))
        .sort((a, b) => a.partition - b.partition),
    readPartition: async function* (topic, partition, from, limit) {
      const records =
        topics
          .get(topic)
          ?.get(partition)
          ?.slice(from.byte, from.byte + limit) ?? [];
      if (records.length > 0) yield { records, position: after(from, records.length) };
    },
    files: async (source) => filesOf(source),
    readFile: async function* (source, file, lines) {
      const read = compileFromJson(source.columns, { timeZone });
      const rows = filesOf(source).find((one) => one.path === file.path)?.rows ?? [];
      yield rows.map((text, i): Row => {
        lines?.(i + 1);
        const values = read(text)?.entries ?? {};
        return source.columns.map((one) => values[one.name] ?? null);
      });
    },
  };
}

function hasName({ glob }: LandingSource, path: string): boolean {
  return glob === undefined || compileGlob(glob)(posix.basename(path));
}

/** Positions count records here, where a file's count bytes. */
function after(from: TopicPosition, records: number): TopicPosition {
  const end = from.byte + records;
  return { byte: end, line: end, offset: BigInt(end), fingerprint: "" };
}
