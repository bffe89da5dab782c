import * as z from "zod";
import * as ir from "../ir/index.js";
import type { Notebook } from "../notebook/index.js";
import { hash } from "./hash.js";
import type { IrText } from "./ir-text.js";
import { lineageOf } from "./lineage.js";
import { requirements } from "./requirements.js";

/** Raised whenever what a manifest says changes its meaning; a reader refuses a newer one. */
const manifestFormat = 1;

const interval = z.object({ amount: z.number(), unit: z.enum(["second", "minute", "hour", "day"]) });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What was built: enough to plan a change and to draw lineage without reading a query. */
export const manifestSchema = z.object({
  format: z.literal(manifestFormat),
  pipeline: z.string(),
  settings: z.object({
    mode: z.enum(["triggered", "continuous"]),
    every: interval.optional(),
    timeZone: z.string(),
    ansi: z.boolean(),
    channel: z.enum(["CURRENT", "PREVIEW"]),
    serverless: z.boolean(),
  }),
  datasets: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(["streaming_table", "materialized_view", "temporary_view"]),
      layer: z.string(),
      comment: z.string().optional(),
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          nullable: z.boolean(),
          comment: z.string().optional(),
          /** Columns directly upstream that its values come from. */
          upstream: z.array(z.object({ from: z.string(), column: z.string() })),
        }),
      ),
      flows: z.array(z.object({ name: z.string(), kind: z.enum(["append", "auto_cdc"]) })),
      expectations: z.array(z.object({ name: z.string(), action: z.enum(["warn", "drop", "fail"]) })),
      upstream: z.array(z.string()),
      sources: z.array(z.string()),
      /** Texts in SQL of the user's own, as they are on Databricks: nothing proves that the emulator does the same. */
      unproven: z.array(z.string()).optional(),
      quarantineOf: z.string().optional(),
      /** Hash of the kind and the SQL, which names everything the dataset depends on; equal hashes, equal behaviour. */
      hash: sha256,
    }),
  ),
  needs: z.object({
    topics: z.array(z.object({ name: z.string(), topic: z.string(), partitions: z.number(), retention: interval })),
    zones: z.array(z.string()),
    secrets: z.array(z.object({ scope: z.string(), key: z.string() })),
    bindings: z.array(
      z.object({ key: z.string(), kind: z.enum(["bootstrap_servers", "service_credential", "zone"]), zone: z.string().optional() }),
    ),
    configuration: z.record(z.string(), z.string()),
  }),
  notebooks: z.array(z.object({ name: z.string(), file: z.string(), hash: sha256 })),
  /** Hash of what `pipeline.ir.json` defines, places in the source left out. */
  ir: sha256,
  /** Hash of everything above: what is promoted. */
  digest: sha256,
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest of a pipeline and of what was made from it. */
export function manifestOf(pipeline: ir.Pipeline, notebooks: readonly Notebook[], text: IrText): Manifest {
  const { topics, zones, secrets, bindings, configuration } = requirements(pipeline);
  const statements = new Map(notebooks.flatMap((one) => [...one.statements]));
  const whole = {
    format: manifestFormat,
    pipeline: pipeline.name,
    settings: pipeline.settings,
    datasets: pipeline.datasets.map((one) => datasetOf(one, statements.get(one.name) ?? "")),
    needs: {
      topics: [...topics],
      zones: [...zones],
      secrets: [...secrets],
      bindings: [...bindings],
      configuration: { ...configuration },
    },
    notebooks: notebooks.map(({ name, text }) => ({ name, file: `databricks/${name}.sql`, hash: hash(text) })),
    ir: text.hash,
  } satisfies Omit<Manifest, "digest">;
  return { ...whole, digest: hash(JSON.stringify(whole)) };
}

function datasetOf(dataset: ir.Dataset, statements: string): Manifest["datasets"][number] {
  const edges = lineageOf(dataset);
  const unproven = unprovenIn(dataset);
  return {
    name: dataset.name,
    kind: dataset.kind,
    layer: dataset.layer,
    ...(dataset.comment !== undefined && { comment: dataset.comment }),
    columns: dataset.columns.map(({ name, type, nullable, comment }) => ({
      name,
      type: ir.printType(type),
      nullable,
      ...(comment !== undefined && { comment }),
      upstream: [...(edges[name] ?? [])],
    })),
    flows: dataset.kind === "streaming_table" ? dataset.flows.map(({ name, kind }) => ({ name, kind })) : [],
    expectations: dataset.kind === "temporary_view" ? [] : dataset.expectations.map(({ name, action }) => ({ name, action })),
    upstream: [...ir.upstream(dataset)],
    sources: [...ir.sourcesOf(dataset)],
    ...(unproven.length > 0 && { unproven }),
    ...(dataset.kind === "streaming_table" && dataset.quarantineOf !== undefined && { quarantineOf: dataset.quarantineOf }),
    hash: hash(`${dataset.kind}\n${statements}`),
  };
}

function unprovenIn(dataset: ir.Dataset): string[] {
  const relations = ir.queriesOf(dataset).flatMap((query) => ir.relationsIn(query));
  const rules = dataset.kind === "temporary_view" ? [] : dataset.expectations.map((one) => one.condition);
  const expressions = [...relations.flatMap(ir.expressionsOf), ...rules].flatMap((one) => ir.walk(one));
  const texts = [...expressions, ...relations].flatMap((one) => (one.kind === "raw" ? [printRaw(one.texts.databricks)] : []));
  return [...new Set(texts)];
}

/** `soundex({0})` */
function printRaw(text: ir.RawText): string {
  return "refuse" in text ? text.refuse : text.map((part) => (typeof part === "number" ? `{${part}}` : part)).join("");
}
