import { type Diagnostic, DiagnosticError, error, type Trace, trace } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import { DatasetHandle } from "./dataset.js";
import type { IntervalText } from "./relation-type.js";
import { requireName, SourceHandle } from "./source.js";

/** How the pipeline is run. What is left out has the value given here, and is written out all the same. */
export interface PipelineSettings {
  /** `triggered` (the default) runs what is there and stops; `continuous` keeps running. */
  readonly mode?: "triggered" | "continuous";
  /** How often the job starts an update of a triggered pipeline. */
  readonly every?: IntervalText;
  /** Session time zone, an IANA name; `UTC` unless said otherwise. */
  readonly timeZone?: string;
  /**
   * ANSI semantics, on unless said otherwise: dividing by zero, an overflow, a text that is no number are errors that stop the flow.
   * Without it they give NULL, or wrap around, and nothing tells. `spark.sql.ansi.enabled`
   */
  readonly ansi?: boolean;
  /** Databricks runtime channel; `CURRENT` unless said otherwise. */
  readonly channel?: "CURRENT" | "PREVIEW";
  /** Serverless compute; on unless said otherwise. */
  readonly serverless?: boolean;
}

/** Datasets by export name; other exports are left alone, so that `import * as bronze from "./bronze.js"` can be handed over. */
type Exports = { readonly [name: string]: unknown };

export interface PipelineOptions {
  readonly comment?: string;
  /** All datasets, `{ ...bronze, ...silver, ...gold }`, or by layer, `{ bronze, silver, gold }`: each layer is a notebook. */
  readonly datasets: Exports;
  readonly settings?: PipelineSettings;
}

/** A pipeline as its `index.ts` exports it. */
export class PipelineDefinition {
  readonly name: string;
  readonly options: PipelineOptions;
  readonly at: Trace;

  constructor(name: string, options: PipelineOptions, at: Trace) {
    this.name = name;
    this.options = options;
    this.at = at;
  }
}

/**
 * A pipeline: the default export of `pipelines/<name>/index.ts`.
 * `export default pipeline("pos", { datasets: { bronze, silver, gold }, settings: { every: "5 minutes" } });`
 */
export function pipeline(name: string, options: PipelineOptions): PipelineDefinition {
  return new PipelineDefinition(name, options, trace(pipeline));
}

interface Placed {
  readonly layer: string;
  readonly handle: DatasetHandle;
}

const layers = ["bronze", "silver", "gold"];

/** The datasets handed over, each once, in the order in which the files define them: so every one stands after those it reads. */
function collect({ datasets }: PipelineOptions): readonly Placed[] {
  const found = new Map<DatasetHandle, Placed>();
  const add = (handle: DatasetHandle, layer: string): void => {
    if (!found.has(handle)) found.set(handle, { handle, layer });
  };
  for (const [key, value] of Object.entries(datasets)) {
    if (value instanceof DatasetHandle) add(value, layerOf(value));
    else if (isExports(value)) for (const one of Object.values(value)) if (one instanceof DatasetHandle) add(one, key);
  }
  return [...found.values()].sort((a, b) => a.handle.order - b.handle.order);
}

function isExports(value: unknown): value is Exports {
  return (
    typeof value === "object" &&
    value !== null &&
    (Object.getPrototypeOf(value) === null || Object.getPrototypeOf(value) === Object.prototype)
  );
}

/** A dataset handed over without its layer belongs to the one its file is named after. */
function layerOf(handle: DatasetHandle): string {
  const file = handle.at.place()?.file ?? "";
  return layers.find((layer) => file.endsWith(`/${layer}.ts`) || file.endsWith(`/${layer}.js`)) ?? "pipeline";
}

/** The pipeline as plain JSON, and everything that is wrong with how it was written. With errors the IR has only what could be built. */
export function resolve(definition: PipelineDefinition): { readonly ir: ir.Pipeline; readonly problems: readonly Diagnostic[] } {
  const found = collect(definition.options);
  const handles = new Set(found.map((one) => one.handle));
  const problems = new Set<Diagnostic>();
  const sources = new Map<string, SourceHandle>();
  const seen = new Set<SourceHandle>();
  const told = new Set<DatasetHandle>();
  for (const { handle } of found) {
    for (const fault of handle.faults) problems.add(fault);
    for (const used of handle.uses) {
      if (used instanceof SourceHandle) {
        for (const fault of used.problems) problems.add(fault);
        if (seen.has(used)) continue;
        seen.add(used);
        if (sources.has(used.name)) problems.add(duplicate("source", used.name, handle.at));
        sources.set(used.name, used);
      } else if (used instanceof DatasetHandle && !handles.has(used) && !told.has(used)) {
        told.add(used);
        problems.add(notInPipeline(definition, handle, used));
      }
    }
  }
  const names = new Map<string, DatasetHandle>();
  for (const { handle } of found) {
    if (names.has(handle.name)) problems.add(duplicate("dataset", handle.name, handle.at));
    names.set(handle.name, handle);
  }
  let settings = settingsOf({});
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch (failure) {
      if (!(failure instanceof DiagnosticError)) throw failure;
      const at = definition.at.place();
      for (const one of failure.diagnostics) problems.add({ ...one, ...(at && { at }) });
    }
  };
  attempt(() => requireName("pipeline", definition.name));
  for (const layer of new Set(found.map((one) => one.layer))) attempt(() => requireName("layer", layer));
  attempt(() => {
    settings = settingsOf(definition.options.settings ?? {});
  });
  if (!found.some((one) => one.handle.definition?.kind !== "temporary_view")) {
    const at = definition.at.place();
    problems.add(
      error("pipeline/empty", `${definition.name} has no table`, {
        at,
        fix: "hand over datasets, as in pipeline(name, { datasets: { bronze, silver, gold } })",
      }),
    );
  }
  const datasets = found.flatMap(({ handle, layer }): ir.Dataset[] => {
    const at = handle.at.place();
    return handle.definition ? [{ ...handle.definition, layer, ...(at && { at }) }] : [];
  });
  return {
    ir: {
      format: ir.irFormat,
      name: definition.name,
      ...(definition.options.comment !== undefined && { comment: definition.options.comment }),
      settings,
      sources: [...sources.values()].flatMap((one) => (one.source ? [one.source] : [])),
      datasets,
    },
    problems: [...problems],
  };
}

function settingsOf(settings: PipelineSettings): ir.Settings {
  return {
    mode: settings.mode ?? "triggered",
    ...(settings.every !== undefined && { every: ir.parseInterval(settings.every) }),
    timeZone: settings.timeZone ?? "UTC",
    ansi: settings.ansi ?? true,
    channel: settings.channel ?? "CURRENT",
    serverless: settings.serverless ?? true,
  };
}

function duplicate(what: string, name: string, at: Trace): Diagnostic {
  return error("name/duplicate", `two ${what}s are called "${name}"`, { at: at.place(), fix: "give one of them another name" });
}

function notInPipeline(definition: PipelineDefinition, reader: DatasetHandle, used: DatasetHandle): Diagnostic {
  const home = folderOf(definition.at);
  const other = folderOf(used.at);
  const at = reader.at.place();
  if (home !== undefined && other !== undefined && home !== other && other.includes("pipelines/")) {
    return error("graph/other-pipeline", `${reader.name} reads "${used.name}", which belongs to ${other}`, {
      at,
      fix: "read the source it comes from, or move the dataset into this pipeline",
    });
  }
  return error("graph/not-in-pipeline", `${reader.name} reads "${used.name}", which is not among the datasets of ${definition.name}`, {
    at,
    fix: `export it from the file of its layer, or hand it over in pipeline("${definition.name}", { datasets: … })`,
  });
}

function folderOf(at: Trace): string | undefined {
  const file = at.place()?.file;
  return file?.slice(0, file.lastIndexOf("/"));
}
