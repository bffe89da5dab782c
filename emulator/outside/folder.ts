import { stat } from "node:fs/promises";
import { join } from "node:path";
import { listPartitions, readTopicPartition } from "../input/topic.js";
import type { Outside } from "./outside.js";

/**
 * The folder that stands for the outside world: `topics/<topic>/<partition>.jsonl` and `files/<zone>/…`. What is not there is empty.
 */
export function openFolder(folder: string): Outside {
  const partitionsOf = (topic: string) => listPartitions(join(folder, "topics", topic));
  return {
    partitions: async (topic) => {
      const partitions = await partitionsOf(topic);
      return Promise.all(partitions.map(async ({ partition, path }) => ({ partition, end: (await stat(path)).size })));
    },
    readPartition: (topic, partition, from, limit) => readTopicPartition(join(folder, "topics", topic, `${partition}.jsonl`), from, limit),
    files: async () => [],
    readFile: async function* () {},
  };
}
