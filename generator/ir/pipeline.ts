import type { Dataset } from "./dataset.js";
import { queriesOf } from "./dataset.js";
import type { Interval } from "./interval.js";
import { relationsIn } from "./relation.js";
import type { Source } from "./source.js";

/** Raised whenever what the JSON of a pipeline means changes; a reader refuses a newer one. */
export const irFormat = 1;

/** How the pipeline is run on Databricks. Every one is written out, never left to a default of the platform. */
export interface Settings {
  /** `triggered` runs what is there and stops; `continuous` keeps running. */
  readonly mode: "triggered" | "continuous";
  /** How often a triggered pipeline's job starts an update; none means by hand. */
  readonly every?: Interval;
  /** `spark.sql.session.timeZone`, an IANA name. */
  readonly timeZone: string;
  /** `spark.sql.ansi.enabled`: what has no result is an error; without it, it is NULL or wraps around. */
  readonly ansi: boolean;
  readonly channel: "CURRENT" | "PREVIEW";
  readonly serverless: boolean;
}

/** A whole pipeline as plain JSON: functions and operators by id, no closures. */
export interface Pipeline {
  readonly format: number;
  readonly name: string;
  readonly comment?: string;
  readonly settings: Settings;
  readonly sources: readonly Source[];
  /** Every dataset after those it reads. */
  readonly datasets: readonly Dataset[];
}

/** The datasets a dataset reads directly, each once, in the order its queries name them. */
export function upstream(dataset: Dataset): readonly string[] {
  const names = new Set<string>();
  for (const query of queriesOf(dataset)) {
    for (const relation of relationsIn(query)) if (relation.kind === "dataset") names.add(relation.dataset);
  }
  return [...names];
}

/** The sources a dataset reads directly. */
export function sourcesOf(dataset: Dataset): readonly string[] {
  const names = new Set<string>();
  for (const query of queriesOf(dataset)) {
    for (const relation of relationsIn(query)) if (relation.kind === "source") names.add(relation.source);
  }
  return [...names];
}
