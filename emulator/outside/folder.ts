import { stat } from "node:fs/promises";
import { join } from "node:path";
import { listPartitions, readTopicPartition } from "../input/topic.js";
import type { Outside } from "./outside.js";
import { filesOf, readFileRows } from "./zone.js";

/**
 * The folder that stands for the outside world: `topics/<topic>/<partition>.jsonl` and `files/<zone>/…`. What is not there is empty,
 * only reference data must be there. Times in files that say no zone are of `timeZone`, the session's.
 */
export function openFolder(folder: string, timeZone: string): Outside {
  const topic = (name: string): string => join(folder, "topics", name);
  const zone = (name: string): string => join(folder, "files", name);
  return {
    partitions: async (name) => {
      const partitions = await listPartitions(topic(name));
      return Promise.all(partitions.map(async ({ partition, path }) => ({ partition, end: (await stat(path)).size })));
    },
    readPartition: (name, partition, from, limit) => readTopicPartition(join(topic(name), `${partition}.jsonl`), from, limit),
    files: (source) => filesOf(zone(source.zone), source),
    readFile: (source, { path }, lines) => readFileRows(join(zone(source.zone), path), source, timeZone, lines),
  };
}
