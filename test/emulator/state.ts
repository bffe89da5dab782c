import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { Pipeline } from "#generator";
import { openEmulator, type UpdateOptions, type UpdateReport } from "../../emulator/index.js";
import { type MemoryOutside, openMemory } from "../../emulator/outside/memory.js";
import { irOf } from "./shop.js";

/** A state file in a folder of its own, and an outside world, on which changing pipelines are run. */
export interface Workbench {
  readonly folder: string;
  readonly state: string;
  readonly outside: MemoryOutside;
  /** Messages, as JSON, into partition 0 of a topic. */
  publish(topic: string, ...values: readonly object[]): void;
  update(pipeline: Pipeline, options?: UpdateOptions): Promise<UpdateReport>;
  rows(pipeline: Pipeline, dataset: string): Promise<readonly unknown[]>;
  /** What another client sees in the state file. */
  query(sql: string): Promise<readonly unknown[]>;
  remove(): Promise<void>;
}

export async function openWorkbench(): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), "sluice-"));
  const state = join(folder, "state.duckdb");
  const outside = openMemory();
  return {
    folder,
    state,
    outside,
    publish: (topic, ...values) => {
      outside.publish(
        topic,
        0,
        values.map((value) => ({ key: null, value: JSON.stringify(value), timestamp: new Date("2024-01-01T00:00:00Z") })),
      );
    },
    update: async (pipeline, options) => {
      const emulator = openEmulator({ pipeline: irOf(pipeline), input: outside, state });
      try {
        return await emulator.update(options);
      } finally {
        emulator.close();
      }
    },
    rows: async (pipeline, dataset) => {
      const emulator = openEmulator({ pipeline: irOf(pipeline), input: outside, state });
      const rows: unknown[] = [];
      try {
        for await (const line of emulator.rows(dataset)) rows.push(JSON.parse(line));
      } finally {
        emulator.close();
      }
      return rows;
    },
    query: (sql) => queryFile(state, sql),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Reads a DuckDB file as any client would, that knows nothing of Sluice. */
export async function queryFile(path: string, sql: string): Promise<readonly unknown[]> {
  const instance = await DuckDBInstance.create(path, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
