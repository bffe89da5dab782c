import { type DuckDBConnection, DuckDBTimestampTZValue } from "@duckdb/node-api";
import { type Pipeline, type Source, sourceSchema } from "../../generator/ir/index.js";
import { referenceTable } from "../compile.js";
import { topicStart } from "../input/topic.js";
import type { Outside } from "../outside/outside.js";
import type { Row } from "../row.js";
import { openStage } from "./stage.js";
import { topicRow } from "./topic-reader.js";

/** Sources that are read whole: once an update, when the first flow that needs them runs. */
export interface References {
  load(sources: readonly string[]): Promise<void>;
}

export function openReferences(connection: DuckDBConnection, pipeline: Pipeline, outside: Outside): References {
  const loaded = new Set<string>();
  return {
    load: async (sources) => {
      for (const name of sources) {
        const source = pipeline.sources.find((one) => one.name === name);
        if (loaded.has(name) || !source) continue;
        await openStage(connection, referenceTable(name), sourceSchema(source)).fill(allRows(outside, source));
        loaded.add(name);
      }
    },
  };
}

async function* allRows(outside: Outside, source: Source): AsyncGenerator<readonly Row[]> {
  if (source.kind === "topic") {
    for (const { partition } of await outside.partitions(source.topic)) {
      for await (const batch of outside.readPartition(source.topic, partition, topicStart, Number.POSITIVE_INFINITY)) {
        yield batch.records.map((record) => topicRow(record, source.topic, partition));
      }
    }
    return;
  }
  for (const file of await outside.files(source)) {
    const origin =
      source.kind === "landing" ? [`${source.zone}/${file.path}`, new DuckDBTimestampTZValue(BigInt(file.modified.getTime()) * 1000n)] : [];
    for await (const batch of outside.readFile(source, file)) yield batch.map((row) => [...row, ...origin]);
  }
}
