import type { Pipeline as PipelineDefinition } from "#generator";
import { compileIr } from "../generator/build/compile.js";
import type { Pipeline, Source } from "../generator/ir/index.js";
import { openEmulator } from "./emulator.js";
import { openMemory } from "./outside/memory.js";
import type { UpdateReport } from "./report/report.js";
import type { UpdateOptions } from "./update.js";

/** Something with a name: a source or a dataset as a pipeline exports it. */
interface Name {
  readonly name: string;
}

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

/** A pipeline in memory, for tests. */
export interface Emulation {
  /**
   * Rows for a source: messages of a topic, a file of a landing zone, the content of reference data. A text is taken as it is, anything
   * else as the JSON it makes; `bigint`s keep their digits.
   */
  publish(source: Name, rows: readonly unknown[], options?: PublishOptions): Promise<void>;
  update(options?: UpdateOptions): Promise<UpdateReport>;
  /** Rows of a dataset in the order of `readRows`. */
  rows(dataset: Name): Promise<readonly unknown[]>;
  /** The same as text, every digit kept. */
  lines(dataset: Name): Promise<readonly string[]>;
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
  const outside = openMemory();
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

  async function lines({ name }: Name): Promise<readonly string[]> {
    const all: string[] = [];
    for await (const line of emulator.rows(name)) all.push(line);
    return all;
  }

  return {
    publish: async ({ name }, rows, options = {}) => {
      const source = definition.sources.find((one) => one.name === name);
      if (!source)
        throw new TypeError(`${definition.name} has no source ${name}; it has ${definition.sources.map((one) => one.name).join(", ")}`);
      put(source, rows, options);
    },
    update: (options) => emulator.update(options),
    rows: async (dataset) => (await lines(dataset)).map((line): unknown => JSON.parse(line)),
    lines,
    close: emulator.close,
  };
}

function json(value: unknown): string {
  if (typeof value === "string") return value;
  // JSON.stringify has no way to write a number of more than 53 bits, so digits travel as a marked text.
  return JSON.stringify(value, (_, one: unknown) => (typeof one === "bigint" ? `\u0000${one}` : one)).replaceAll(/"\\u0000(-?\d+)"/g, "$1");
}
