import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { partitionOf } from "./partition.js";
import { openPartitionLog, type PartitionLog } from "./partition-log.js";
import type { Publisher } from "./publisher.js";
import { changed } from "./refusal.js";
import type { FileDrop, Message, Scenario } from "./simulator.js";
import { readIfThere, writeWhole } from "./whole-file.js";

/** Lines are written when so many characters of them wait, if nothing makes them visible earlier. */
const batch = 1024 * 1024;

/**
 * Publishes into a folder that stands for the outside world: `topics/<topic>/<partition>.jsonl`, a line a record with `key`,
 * `value`, `timestamp` and `offset`, and `files/<zone>/<name>`.
 *
 * Files appear whole under their name (until then the name begins with a dot, which readers skip) and carry the simulated moment
 * as their modification time.
 *
 * @throws DiagnosticError when a file is there with other content, or the topics were written by somebody else.
 */
export async function openFolder(out: string, topics: Scenario["topics"]): Promise<Publisher> {
  const logs = new Map<string, readonly PartitionLog[]>();
  for (const [topic, { partitions }] of Object.entries(topics)) {
    const folder = join(out, "topics", topic);
    await mkdir(folder, { recursive: true });
    const files = Array.from({ length: partitions }, (_, partition) => join(folder, `${partition}.jsonl`));
    logs.set(topic, await Promise.all(files.map(openPartitionLog)));
  }
  const all = [...logs.values()].flat();
  let waiting = 0;

  const logFor = ({ topic, key }: Message): PartitionLog => {
    const partitions = logs.get(topic) ?? [];
    const log = partitions[partitionOf(key, partitions.length)];
    if (log === undefined) throw new Error(`the scenario does not declare the topic ${topic}`);
    return log;
  };
  const flush = async () => {
    waiting = 0;
    await Promise.all(all.map((log) => log.flush()));
  };
  return {
    has: async (delivery) => (delivery.kind === "file" ? holdsFile(out, delivery) : logFor(delivery).has(delivery)),
    async publish(delivery) {
      if (delivery.kind === "file") {
        await flush();
        await writeWhole(pathOf(out, delivery), delivery.content, delivery.time);
      } else {
        waiting += logFor(delivery).append(delivery);
        if (waiting >= batch) await flush();
      }
    },
    flush,
    close: flush,
  };
}

function pathOf(out: string, { zone, name }: FileDrop): string {
  return join(out, "files", zone, name);
}

async function holdsFile(out: string, drop: FileDrop): Promise<boolean> {
  const path = pathOf(out, drop);
  const there = await readIfThere(path);
  if (there === undefined) return false;
  if (there === drop.content) return true;
  throw changed(path, "it has other content than this simulation gives it");
}
