import type { DuckDBConnection } from "@duckdb/node-api";
import { type Diagnostic, warning } from "../../generator/diagnostic/index.js";
import type { Pipeline } from "../../generator/ir/index.js";
import { stageTable } from "../compile.js";
import type { ArrivedFile, Outside } from "../outside/outside.js";
import type { Step, Stream } from "../plan/step.js";
import type { Position } from "../state/position.js";
import type { Checkpoint, State } from "../state/state.js";
import type { Range } from "../table/range.js";
import { openFileReader } from "./file-reader.js";
import type { ConsumedFile, StreamReader } from "./reader.js";
import { openStage } from "./stage.js";
import { openTableReader } from "./table-reader.js";
import { openTopicReader } from "./topic-reader.js";
import { checkUpstream } from "./upstream.js";

/** What the streams of a flow gave to one micro-batch. */
export interface Staged {
  readonly positions: Readonly<Record<string, Position>>;
  /** Of the streams that read tables, by their place. */
  readonly ranges: readonly (Range | undefined)[];
  readonly consumed: Readonly<Record<string, readonly ConsumedFile[]>>;
}

/** All streams of a flow during one update. */
export interface Intake {
  /** Where they stand before the first micro-batch. */
  readonly start: Readonly<Record<string, Position>>;
  readonly warnings: readonly Diagnostic[];
  /** Makes the next micro-batch ready; nothing when all that there was is taken. */
  next(): Promise<Staged | undefined>;
}

export interface IntakeContext {
  readonly connection: DuckDBConnection;
  readonly pipeline: Pipeline;
  readonly outside: Outside;
  /** What a micro-batch takes at most of each stream, so that an update of any backlog fits in memory. */
  readonly microBatchRecords: number;
  readonly state: State;
}

/** Opens the streams of a flow where its checkpoint stands. Throws a `DiagnosticError` when a stream cannot go on from there. */
export async function openIntake(context: IntakeContext, step: Step, checkpoint: Checkpoint | undefined): Promise<Intake> {
  checkUpstream(step, checkpoint, context.state);
  const warnings: Diagnostic[] = [];
  const readers = new Map<string, StreamReader>();
  for (const [index, stream] of step.streams.entries()) {
    readers.set(stream.id, await openReader(context, step, stream, index, checkpoint?.sources[stream.id], warnings));
  }
  const start = Object.fromEntries([...readers].map(([id, reader]) => [id, reader.start]));
  const positions: Record<string, Position> = { ...start };

  async function next(): Promise<Staged | undefined> {
    if (![...readers.values()].some((reader) => reader.waits())) return undefined;
    const consumed: Record<string, readonly ConsumedFile[]> = {};
    const ranges: (Range | undefined)[] = [];
    for (const [id, reader] of readers) {
      const taken = await reader.take(context.microBatchRecords);
      ranges.push(taken?.range);
      if (!taken) continue;
      positions[id] = taken.position;
      consumed[id] = taken.consumed;
    }
    return Object.keys(consumed).length > 0 ? { positions: { ...positions }, ranges, consumed } : undefined;
  }

  return { start, warnings, next };
}

async function openReader(
  { connection, pipeline, outside, state }: IntakeContext,
  step: Step,
  { id, read }: Stream,
  index: number,
  before: Position | undefined,
  warnings: Diagnostic[],
): Promise<StreamReader> {
  if (read.kind === "dataset") {
    const table = state.datasets.get(read.dataset.toLowerCase());
    if (!table) throw new TypeError(`no table of ${read.dataset}`);
    return openTableReader(table, before);
  }
  const source = pipeline.sources.find((one) => one.name === read.source);
  const stage = openStage(connection, stageTable(index), read.schema);
  if (source?.kind === "topic") return openTopicReader(outside, source, before, stage);
  if (source?.kind !== "landing") throw new TypeError(`a stream of ${read.source}, which is no topic and no landing zone`);
  return openFileReader(connection, outside, source, { dataset: step.dataset, flow: step.flow, stream: id }, stage, (files) =>
    warnings.push(changedFiles(step, source.zone, files)),
  );
}

function changedFiles({ flow }: Step, zone: string, files: readonly ArrivedFile[]): Diagnostic {
  const [first, ...others] = files.map((file) => `"${zone}/${file.path}"`);
  const which =
    others.length === 0
      ? `${first} changed after it was read; it is`
      : `${first} and ${others.length} more changed after they were read; they are`;
  return warning("input/changed-file", `${which} not read again by "${flow}"`, {
    notes: ["Auto Loader knows a file by its path, unless cloudFiles.allowOverwrites is set"],
    fix: "give the new version a new name",
  });
}
