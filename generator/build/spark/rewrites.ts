import type * as ir from "../../ir/index.js";
import type { Declared } from "../../notebook/index.js";
import { enforced } from "./expectations.js";
import { landed } from "./landed.js";

/** A pipeline on its way to open-source Spark: some of its sources may be tables already. */
export type Rewritten = Declared & { readonly sources: readonly (ir.Source | ir.TableSource)[] };

interface Named {
  /** What it is called in the README of a project and in docs/spark.md. */
  readonly name: string;
  /** What stands on Databricks, and what is written instead. */
  readonly what: string;
  /** Why the rows are the same. */
  readonly exact: string;
}

/** A rewrite of the pipeline before it is written. */
interface OfIr extends Named {
  readonly level: "ir";
  /** The names of the sources or datasets that it changes. */
  readonly where: (pipeline: Rewritten) => readonly string[];
  readonly apply: (pipeline: Rewritten) => Rewritten;
}

/** A rewrite of words in the written text. */
interface OfText extends Named {
  readonly level: "text";
  readonly apply: (text: string) => string;
}

export type Rewrite = OfIr | OfText;

type Stored = ir.StreamingTable | ir.MaterializedView;

/** A rewrite of the sources of some kinds. */
function ofSources(kinds: readonly ir.Source["kind"][]): Pick<OfIr, "where" | "apply"> {
  const isMeant = (source: ir.Source | ir.TableSource): source is ir.Source => kinds.some((kind) => kind === source.kind);
  return {
    where: ({ sources }) => sources.filter(isMeant).map((one) => one.name),
    apply: (pipeline) => ({
      ...pipeline,
      sources: pipeline.sources.map((one) => (isMeant(one) ? landed(one, pipeline.name) : one)),
    }),
  };
}

/** A rewrite of the tables and materialized views that need it. */
function ofStored(needs: (dataset: Stored) => boolean, change: (dataset: Stored) => Stored): Pick<OfIr, "where" | "apply"> {
  const isMeant = (dataset: ir.Dataset): dataset is Stored => dataset.kind !== "temporary_view" && needs(dataset);
  return {
    where: ({ datasets }) => datasets.filter(isMeant).map((one) => one.name),
    apply: (pipeline) => ({ ...pipeline, datasets: pipeline.datasets.map((one) => (isMeant(one) ? change(one) : one)) }),
  };
}

const has = (action: ir.Action) => (dataset: Stored) => dataset.expectations.some((one) => one.action === action);

/** Puts rules into the queries that feed a dataset. */
function enforce(dataset: Stored, rules: readonly ir.Expectation[]): Stored {
  const expectations = dataset.expectations.filter((one) => !rules.includes(one));
  if (dataset.kind === "materialized_view") return { ...dataset, expectations, query: enforced(dataset.name, dataset.query, rules) };
  const flows = dataset.flows.map((flow) => (flow.kind === "append" ? { ...flow, query: enforced(flow.name, flow.query, rules) } : flow));
  return { ...dataset, expectations, flows };
}

const isTypedCdc = (dataset: ir.Dataset): boolean =>
  dataset.kind === "streaming_table" && dataset.columns.length > 0 && dataset.flows.some((flow) => flow.kind === "auto_cdc");

/** Of the properties that Databricks reads, this one means the same to open-source Spark. */
const kept = "pipelines.reset.allowed";
const isForeign = (property: string): boolean => /^(delta|pipelines)\./.test(property) && property !== kept;

/** Everything in which the text for open-source Spark differs from the notebooks, in the order in which it is applied. */
export const rewrites: readonly Rewrite[] = [
  {
    level: "ir",
    name: "landed topic",
    what: "`read_kafka(…)`, which open-source Spark's SQL lacks, becomes a table over files of records; with it go the brokers, the credentials and the starting offsets.",
    exact:
      "The table has the columns of a record as the pipeline sees it, key and value as text. Every file is read once; that every record stands in one file is the lander's part.",
    ...ofSources(["topic"]),
  },
  {
    level: "ir",
    name: "landed files",
    what: "`read_files(…)` becomes a table over the same files with the same columns and options; the binding of the zone becomes the table's path.",
    exact:
      "Both read by path, each file once; `recursiveFileLookup` looks into folders as Auto Loader does, and `maxFileAge` is set so high that no late file is passed over. Times without a zone are read in the pipeline's time zone, which the table names.",
    ...ofSources(["landing", "reference"]),
  },
  {
    level: "ir",
    name: "failing expectation",
    what: "`CONSTRAINT … ON VIOLATION FAIL UPDATE` becomes a CASE in the query that calls `raise_error` with the names of flow and rule; what the dataset's other rules drop is its ELSE.",
    exact:
      "A rule is met only by TRUE. The CASE is asked on every row the query gives and cannot be moved below a join or a generator; the micro-batch fails before it is committed.",
    ...ofStored(has("fail"), (dataset) =>
      enforce(
        dataset,
        dataset.expectations.filter((one) => one.action !== "warn"),
      ),
    ),
  },
  {
    level: "ir",
    name: "dropping expectation",
    what: "`CONSTRAINT … ON VIOLATION DROP ROW` becomes a filter at the end of the query.",
    exact: "A rule is met only by TRUE, and so is a filter. The counts of the event log are lost; a quarantine keeps the rows.",
    ...ofStored(has("drop"), (dataset) =>
      enforce(
        dataset,
        dataset.expectations.filter((one) => one.action === "drop"),
      ),
    ),
  },
  {
    level: "ir",
    name: "warning expectation",
    what: "`CONSTRAINT … EXPECT (…)` without an action is left out.",
    exact: "It only counts in the event log; the rows are the same.",
    ...ofStored(has("warn"), (dataset) => ({ ...dataset, expectations: dataset.expectations.filter((one) => one.action !== "warn") })),
  },
  {
    level: "ir",
    name: "untyped AUTO CDC target",
    what: "The column list of an AUTO CDC target is left out, and the comments of its columns with it.",
    exact: "Spark gives the target the columns and types of the feed; a written list would have to name its own bookkeeping column too.",
    ...ofStored(isTypedCdc, (dataset) => ({ ...dataset, columns: [] })),
  },
  {
    level: "ir",
    name: "clustering",
    what: "`CLUSTER BY` is left out.",
    exact: "It says where rows lie, not which there are; Spark 4.3 parses it, and a run on parquet fails.",
    ...ofStored(
      (dataset) => dataset.clusterBy.length > 0,
      (dataset) => ({ ...dataset, clusterBy: [] }),
    ),
  },
  {
    level: "ir",
    name: "table property",
    what: `Properties of Delta and of Databricks' pipelines (\`delta.…\`, \`pipelines.…\`) are left out, but for \`${kept}\`, which Spark reads too.`,
    exact: "They say how Delta stores rows and how Databricks looks after files; no other format reads them.",
    ...ofStored(
      (dataset) => Object.keys(dataset.properties).some(isForeign),
      (dataset) => ({ ...dataset, properties: Object.fromEntries(Object.entries(dataset.properties).filter(([key]) => !isForeign(key))) }),
    ),
  },
  {
    level: "text",
    name: "or refresh",
    what: "`CREATE OR REFRESH` becomes `CREATE`.",
    exact: "Every run of a pipeline refreshes what its definition creates; open-source Spark's parser does not know the words.",
    apply: (text) => text.replaceAll(/^CREATE OR REFRESH (?=STREAMING TABLE |MATERIALIZED VIEW )/gm, "CREATE "),
  },
  {
    level: "text",
    name: "cells",
    what: "The cells of a notebook become a plain file: markdown cells are comments, and what separates cells is a blank line.",
    exact: "Only comments differ.",
    apply: (text) =>
      text
        .replace(/^-- Databricks notebook source\n/, "")
        .replaceAll("\n\n-- COMMAND ----------\n\n", "\n\n")
        .replaceAll(/^-- MAGIC %md\n/gm, "")
        .replaceAll(/^-- MAGIC( |$)/gm, "--$1")
        .replace(
          "\n-- Generated by Sluice. Change the TypeScript, not this notebook.\n",
          "\n-- Generated by Sluice. Change the TypeScript, not this file.\n",
        ),
  },
];

/** What of the pipeline was rewritten by which rewrite; those of words touch every file. */
export interface Applied {
  readonly rewrite: Rewrite;
  readonly where: readonly string[];
}

/** The pipeline with everything rewritten that is rewritten before writing, and what that was. */
export function rewriteIr(pipeline: ir.Pipeline): { readonly rewritten: Rewritten; readonly applied: readonly Applied[] } {
  let rewritten: Rewritten = pipeline;
  const applied: Applied[] = [];
  for (const rewrite of rewrites) {
    if (rewrite.level === "text") {
      applied.push({ rewrite, where: [] });
      continue;
    }
    const where = rewrite.where(rewritten);
    if (where.length === 0) continue;
    rewritten = rewrite.apply(rewritten);
    applied.push({ rewrite, where });
  }
  return { rewritten, applied };
}
