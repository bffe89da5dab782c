import { cp, mkdir, readdir, rename, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { listPartitions, readTopicPartition, type TopicPosition, topicStart } from "../../emulator/input/topic.js";

/**
 * Lands what is new in an input folder of the emulator as generated projects read it: records of topics as JSON files with all columns of a
 * record, files as they are. Gives a function that lands what came since it was last called.
 */
export function lander(input: string, landing: string): () => Promise<void> {
  const read = new Map<string, TopicPosition>();
  const landed = new Set<string>();
  let calls = 0;

  async function landTopic(topic: string): Promise<void> {
    for (const { partition, path } of await listPartitions(join(input, "topics", topic))) {
      const lines: string[] = [];
      for await (const { records, position } of readTopicPartition(path, read.get(path) ?? topicStart)) {
        read.set(path, position);
        for (const { key, value, offset, timestampMicros } of records) {
          const timestamp = new Date(Number(timestampMicros / 1000n)).toISOString();
          lines.push(JSON.stringify({ key, value, topic, partition, offset: Number(offset), timestamp }));
        }
      }
      if (lines.length > 0) await appear(join(landing, "topics", topic), `${partition}-${calls}.jsonl`, `${lines.join("\n")}\n`);
    }
  }

  return async () => {
    calls += 1;
    for (const topic of await readdir(join(input, "topics")).catch(() => [])) {
      await mkdir(join(landing, "topics", topic), { recursive: true });
      await landTopic(topic);
    }
    const files = await readdir(join(input, "files"), { recursive: true, withFileTypes: true });
    for (const entry of files.filter((one) => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      if (!landed.has(path)) landed.add(path);
      else if (!path.startsWith(join(input, "files", "reference"))) continue;
      // Whole seconds, so that both sides read the same time.
      const written = new Date(Date.UTC(2024, 0, 1, 0, 0, landed.size));
      await utimes(path, written, written);
      const copy = join(landing, path.slice(input.length));
      await mkdir(join(copy, ".."), { recursive: true });
      await cp(path, copy, { preserveTimestamps: true });
      await utimes(copy, written, written);
    }
  };
}

/** A file that is whole as soon as anybody sees it. */
async function appear(folder: string, name: string, text: string): Promise<void> {
  await writeFile(join(folder, `.${name}`), text);
  await rename(join(folder, `.${name}`), join(folder, name));
}
