import type { Pipeline } from "../generator/ir/index.js";
import { type CompiledPipeline, compilePipeline } from "./compile.js";
import { openFolder } from "./outside/folder.js";
import type { Outside } from "./outside/outside.js";
import { planUpdate } from "./plan/plan.js";
import { selectDatasets } from "./refresh/selection.js";
import type { UpdateReport } from "./report/report.js";
import { findDataset, type RowsOptions, readDataset } from "./rows/rows.js";
import { openSession, type Session } from "./session.js";
import { openStore } from "./state/store.js";
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

/**
 * Opens an emulator; nothing is read or written yet.
 *
 * `const report = await openEmulator({ pipeline, input: "input", state: "state.duckdb" }).update()`
 */
export function openEmulator({ pipeline, input, state, microBatchRecords = 100_000 }: EmulatorOptions): Emulator {
  const outside = typeof input === "string" ? openFolder(input, pipeline.settings.timeZone) : input;
  let store = openStore(state, pipeline.name);
  let session: Promise<Session> | undefined;
  let compiled: CompiledPipeline | undefined;
  let users = 0;
  let closing = false;

  function enter(): Promise<Session> {
    users += 1;
    closing = false;
    session ??= openSession(pipeline.settings, store.spill);
    return session;
  }

  /** DuckDB does not survive being closed under a running query, so whoever leaves last closes. */
  function leave(): void {
    users -= 1;
    if (!closing || users > 0) return;
    // A session that could not be opened has told so already.
    session?.then((open) => open.close()).catch(() => undefined);
    session = undefined;
    compiled = undefined;
    store = openStore(state, pipeline.name);
  }

  return {
    update: async (options = {}) => {
      const selection = selectDatasets(pipeline, options);
      const plan = planUpdate(pipeline, selection);
      try {
        const current = await enter();
        compiled ??= compilePipeline(pipeline, current);
        const fixed = { session: current, outside, microBatchRecords, durable: store.durable, plan, selection, compiled };
        return await store.update(current, (state) => runUpdate({ ...fixed, state }, options));
      } finally {
        leave();
      }
    },
    rows: async function* (name, options = {}) {
      const dataset = findDataset(pipeline, name);
      try {
        yield* readDataset(await store.read(await enter()), pipeline, dataset, options);
      } finally {
        leave();
      }
    },
    close: () => {
      closing = true;
      users += 1;
      leave();
    },
  };
}
