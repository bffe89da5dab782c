import type { DuckDBConnection } from "@duckdb/node-api";
import type { Pipeline } from "../generator/ir/index.js";
import { type CompiledPipeline, compilePipeline, digestOf } from "./compile.js";
import { run } from "./database.js";
import { openFolder } from "./outside/folder.js";
import type { Outside } from "./outside/outside.js";
import { planUpdate } from "./plan/plan.js";
import { selectDatasets } from "./refresh/selection.js";
import type { UpdateReport } from "./report/report.js";
import { findDataset, type RowsOptions, readDataset, readRows } from "./rows/rows.js";
import { openSession, type Session } from "./session.js";
import { createInMemory, inMemory, openState } from "./state/file.js";
import { loadState, type State } from "./state/state.js";
import { runUpdate, type UpdateOptions } from "./update.js";

/** What to run, on what, and where its state is kept. */
export interface EmulatorOptions {
  readonly pipeline: Pipeline;
  /** The outside world, or the folder that stands for it. */
  readonly input: Outside | string;
  /** Path of the state file, made when it is not there; `:memory:` keeps the state in this process until `close`. */
  readonly state: string;
  /** Records of topics and rows of files that a micro-batch takes at most; files are whole, so the last one may go beyond. */
  readonly microBatchRecords?: number;
}

/** A pipeline that can be run update by update. */
export interface Emulator {
  /**
   * Runs one update; one at a time. The state file is held only while it runs. Throws a `DiagnosticError` when the update cannot begin;
   * what goes wrong in a flow is in the report.
   */
  update(options?: UpdateOptions): Promise<UpdateReport>;
  /** As `readRows`. */
  rows(dataset: string, options?: RowsOptions): AsyncIterable<string>;
  /** Frees what is held in memory. */
  close(): void;
}

interface Ready {
  readonly session: Session;
  readonly compiled: CompiledPipeline;
}

/**
 * Opens an emulator; nothing is read or written yet.
 *
 * `const report = await openEmulator({ pipeline, input: "input", state: "state.duckdb" }).update()`
 */
export function openEmulator({ pipeline, input, state, microBatchRecords = 100_000 }: EmulatorOptions): Emulator {
  const outside = typeof input === "string" ? openFolder(input) : input;
  const digest = digestOf(pipeline);
  let ready: Ready | undefined;
  let kept: State | undefined;

  async function prepare(): Promise<Ready> {
    const session = await openSession(pipeline.settings.timeZone, state === inMemory ? undefined : `${state}.tmp`);
    try {
      const compiled = compilePipeline(pipeline, session);
      if (state === inMemory) await createInMemory(session.connection, pipeline.name);
      return { session, compiled };
    } catch (failure) {
      session.close();
      throw failure;
    }
  }

  async function holdingState<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
    if (state === inMemory) return work();
    const release = await openState(connection, state, pipeline.name);
    try {
      return await work();
    } finally {
      await release();
    }
  }

  return {
    update: async (options = {}) => {
      const selection = selectDatasets(pipeline, options);
      const plan = planUpdate(pipeline, selection);
      ready ??= await prepare();
      const { session, compiled } = ready;
      return holdingState(session.connection, async () => {
        const current = kept ?? (await loadState(session.connection));
        // An update that throws may leave it half changed; the database is whole.
        kept = undefined;
        const report = await runUpdate(
          { session, outside, microBatchRecords, durable: state !== inMemory, plan, selection, compiled, digest, state: current },
          options,
        );
        if (state === inMemory) kept = current;
        return report;
      });
    },
    rows: async function* (name, options = {}) {
      if (state !== inMemory) {
        yield* readRows(state, pipeline, name, options);
        return;
      }
      const dataset = findDataset(pipeline, name);
      ready ??= await prepare();
      const connection = await ready.session.connect();
      try {
        await run(connection, "USE state");
        yield* readDataset(connection, pipeline, await loadState(connection), dataset, options);
      } finally {
        connection.closeSync();
      }
    },
    close: () => {
      ready?.session.close();
      ready = undefined;
    },
  };
}
