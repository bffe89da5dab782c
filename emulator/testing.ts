import type * as z from "zod";
import type { Batch, LandingZone, Pipeline as PipelineDefinition, StreamView, Table, Topic } from "#generator";
import { compileIr } from "../generator/build/compile.js";
import type { Pipeline, Source } from "../generator/ir/index.js";
import { openEmulator } from "./emulator.js";
import { openMemory } from "./outside/memory.js";
import { type Plain, type PlainRow, plainRow } from "./plain.js";
import type { UpdateReport } from "./report/report.js";
import type { UpdateOptions } from "./update.js";

export interface PublishOptions {
  /** Partition of the topic; 0 when left out. */
  readonly partition?: number;
  /** Key of every message. */
  readonly key?: string;
  /** When the messages were taken by the broker, or the file was written; 1 January 2024 when left out. */
  readonly timestamp?: Date;
  /** Path of the file in its zone; a new one when left out. */
  readonly path?: string;
}

/** A file's row as a test writes it; what is left out is NULL. */
type FileRow<R> = { readonly [K in keyof R as K extends "file_path" | "file_modification_time" ? never : K]?: Plain<R[K]> | null };

/** A pipeline in memory, for tests. */
export interface Emulation {
  /**
   * Messages of a topic, as the zod schema takes them. A text is a message as it is, so that malformed ones can be sent; `null` has no
   * value.
   */
  publish<Z extends z.core.$ZodType>(
    topic: Topic<Z>,
    messages: readonly (z.input<Z> | string | null)[],
    options?: PublishOptions,
  ): Promise<void>;
  /** A file for a landing zone. A text is a line as it is. */
  publish<R>(zone: LandingZone<R>, rows: readonly (FileRow<R> | string)[], options?: PublishOptions): Promise<void>;
  /** The content of reference data. A text is a line as it is. */
  publish<R>(
    reference: Batch<R> & { readonly name: string },
    rows: readonly (FileRow<R> | string)[],
    options?: PublishOptions,
  ): Promise<void>;
  /** Runs one update. */
  update(options?: UpdateOptions): Promise<UpdateReport>;
  /** Rows of a dataset, typed and exact, in the order of `readRows`. */
  rows<R>(dataset: Table<R> | StreamView<R>): Promise<PlainRow<R>[]>;
  /** The same as JSON Lines. */
  lines(dataset: { readonly name: string }): Promise<readonly string[]>;
  close(): void;
}

const before = new Date("2024-01-01T00:00:00Z");

/**
 * Runs a pipeline in memory: no file, no folder. Throws a `DiagnosticError` when its definition has errors.
 *
 * `const pos = await emulate(pipeline); await pos.publish(orders, [{ id: 1 }]); await pos.update(); await pos.rows(gold)`
 */
export async function emulate(pipeline: Pipeline | PipelineDefinition): Promise<Emulation> {
  const definition = "format" in pipeline ? pipeline : compileIr(pipeline).ir;
  const outside = openMemory(definition.settings.timeZone);
  const emulator = openEmulator({ pipeline: definition, input: outside, state: ":memory:" });
  let files = 0;

  function put(source: Source, rows: readonly unknown[], { partition = 0, key, timestamp = before, path }: PublishOptions): void {
    if (source.kind === "topic") {
      outside.publish(
        source.topic,
        partition,
        rows.map((row) => ({ key: key ?? null, value: row === null ? null : json(row), timestamp })),
      );
      return;
    }
    const name = path ?? (source.kind === "reference" ? source.path : `file-${++files}`);
    const isText = source.format.kind === "text";
    outside.put(
      source.zone,
      name,
      rows.map((row) => (isText ? JSON.stringify({ value: row }) : json(row))),
      timestamp,
    );
  }

  async function lines({ name }: { readonly name: string }): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const line of emulator.rows(name)) all.push(line);
    return all;
  }

  return {
    publish: async ({ name }: { readonly name: string }, rows: readonly unknown[], options: PublishOptions = {}) => {
      const source = definition.sources.find((one) => one.name === name);
      if (!source)
        throw new TypeError(`${definition.name} has no source ${name}; it has ${definition.sources.map((one) => one.name).join(", ")}`);
      put(source, rows, options);
    },
    update: (options) => emulator.update(options),
    rows: async <R>(dataset: { readonly name: string }) => {
      const schema = definition.datasets.find((one) => one.name === dataset.name)?.columns ?? [];
      return (await lines(dataset)).map((line) => plainRow(line, schema) as PlainRow<R>);
    },
    lines,
    close: emulator.close,
  };
}

/** A message's text: a text as it is, anything else as JSON. `JSON.stringify` has no way to write a number of more than 53 bits. */
function json(value: unknown): string {
  return typeof value === "string" ? value : exactJson(value);
}

function exactJson(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(exactJson).join(",")}]`;
  if (typeof value !== "object" || value === null || value instanceof Date) return JSON.stringify(value ?? null);
  const fields = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${exactJson(one)}`).join(",")}}`;
}
