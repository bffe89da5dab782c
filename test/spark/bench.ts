import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Emulator, openEmulator } from "../../emulator/index.js";
import { requirements, sparkProject, writeSparkProject } from "../../generator/build/index.js";
import type * as ir from "../../generator/ir/index.js";
import { lander } from "./land.js";
import type { Comparison } from "./rows.js";
import type { Sdp, SessionOptions, Update } from "./sdp.js";
import { sharedTables } from "./shared-tables.js";

/** Where the steps work, what they say, and what they start. */
export interface Bench {
  readonly python: string;
  readonly home: string;
  readonly say: (text: string) => void;
  /** Something differs, or failed. */
  readonly complain: (text: string) => void;
  /** Runs something and says how long it took. */
  readonly timed: <T>(what: string, run: () => Promise<T>) => Promise<T>;
  /** A session that ends with the step. */
  readonly session: (...options: SessionOptions) => Promise<Sdp>;
}

/** A project on disk, an input of the emulator beside it, and what runs both. */
export async function workbench({ home }: Bench, pipeline: ir.Pipeline, name: string = pipeline.name) {
  const folder = join(home, name, "project");
  const input = join(home, name, "input");
  const state = join(home, name, "state.duckdb");
  const project = sparkProject(pipeline, folder);
  mkdirSync(dirname(folder), { recursive: true });
  await writeSparkProject(project, folder);
  const files = [...project.files].filter(([path]) => path.startsWith("transformations/"));
  const landing = join(folder, "landing");
  return {
    folder,
    input,
    state,
    files,
    landing,
    tables: project.files.get("tables.sql") ?? "",
    emulator: openEmulator({ pipeline, input, state }),
    land: lander(input, landing),
  };
}

/** One update of the emulator. */
export async function emulate(emulator: Emulator, { complain }: Bench): Promise<void> {
  const report = await emulator.update({ now: new Date("2024-06-01T00:00:00Z") });
  if (report.state !== "COMPLETED") complain(`the emulator: ${JSON.stringify(report.diagnostics)}`);
}

/** What is asked of Spark for one update. */
export function updateOf(pipeline: ir.Pipeline, folder: string, files: Update["update"], dry = false): Update {
  const { configuration } = requirements(pipeline);
  return { update: files, conf: configuration, database: pipeline.name, storage: `file://${folder}/storage`, dry };
}

/** A session remembers which files a table has; a stream looks anew, reference data does not. */
export async function refreshReferences(spark: Sdp, pipeline: ir.Pipeline): Promise<void> {
  for (const source of pipeline.sources) if (source.kind === "reference") await spark.sql(`REFRESH TABLE raw.${source.name};`);
}

/** Says what a comparison found. */
export function report(what: string, { problems, counts }: Comparison, { say, complain }: Bench): void {
  for (const problem of problems) complain(`${what}: ${problem}`);
  const rows = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const each = [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
  if (problems.length === 0) say(`  ${what}: ${counts.size} datasets equal, ${rows} rows (${each})`);
}

/**
 * A pipeline with AUTO CDC for real Spark: its targets are put into a catalog that can be merged into, in the texts and for who reads them.
 * The texts are else as they were generated.
 */
export function withCdc(pipeline: ir.Pipeline, files: Update["update"], python: string) {
  const targets = pipeline.datasets
    .filter((one) => one.kind === "streaming_table" && one.flows.some((flow) => flow.kind === "auto_cdc"))
    .map((one) => one.name);
  const tableOf = (name: string): string => (targets.includes(name) ? `mem.db.${name}` : `${pipeline.name}.${name}`);
  const place = (text: string, target: string): string =>
    text.replaceAll(new RegExp(`(STREAMING TABLE|INTO|FROM|JOIN) ${target}(?=[;\\s])`, "g"), `$1 ${tableOf(target)}`);
  return {
    tableOf,
    files: files.map(([name, text]) => [name, targets.reduce(place, text)] as const),
    tables: "CREATE NAMESPACE IF NOT EXISTS mem.db;",
    conf: { "spark.driver.extraClassPath": sharedTables(python), "spark.sql.catalog.mem": "sluice.SharedTables" },
  };
}
