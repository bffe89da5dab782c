// npm run spark: what `sluice build --dialect spark` writes, on real Spark.
//   --only dry-run,pos,yard,cli    these steps only
//   --keep                         leave the folders of the runs
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { type Emulator, openEmulator } from "../../emulator/index.js";
import { compileIr, requirements, sparkProject, writeSparkProject } from "../../generator/build/index.js";
import type * as ir from "../../generator/ir/index.js";
import pos from "../../pipelines/pos/index.js";
import { simulator } from "../../simulators/pos/index.js";
import { simulate } from "../../simulators/simulate.js";
import { missing, pythonWithSpark } from "../conformance/python.js";
import { lander } from "./land.js";
import { tower, twoFlows, yard } from "./pipelines.js";
import { compare } from "./rows.js";
import { Sdp, type SessionOptions, SparkFailure } from "./sdp.js";
import { missingForCdc, sharedTables } from "./shared-tables.js";
import { nameless, send, writePart } from "./yard-input.js";

const { values } = parseArgs({ options: { only: { type: "string" }, keep: { type: "boolean", default: false } } });
const why = missing();
if (why !== undefined) {
  process.stdout.write(`skipped, real Spark cannot run here: ${why}\n`);
  process.exit(0);
}
const python = pythonWithSpark();
const home = mkdtempSync(join(tmpdir(), "sluice-spark-"));
const began = performance.now();
let failures = 0;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  failures += 1;
  say(`✘ ${text}`);
}

/** Runs something and says how long it took. */
async function timed<T>(what: string, run: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await run();
  say(`  ${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

const sessions: Sdp[] = [];

async function session(...started: SessionOptions): Promise<Sdp> {
  const spark = await timed("session", () => Sdp.start(python, ...started));
  sessions.push(spark);
  return spark;
}

/** A project on disk, an input of the emulator beside it, and what runs both. */
async function workbench(pipeline: ir.Pipeline, name: string) {
  const folder = join(home, name, "project");
  const input = join(home, name, "input");
  const state = join(home, name, "state.duckdb");
  const project = sparkProject(pipeline, folder);
  mkdirSync(dirname(folder), { recursive: true });
  await writeSparkProject(project, folder);
  const files = [...project.files].filter(([path]) => path.endsWith(".sql") && path !== "tables.sql");
  const emulator = openEmulator({ pipeline, input, state });
  const landing = join(folder, "landing");
  return { folder, input, state, project, files, emulator, landing, land: lander(input, landing) };
}

async function emulate(emulator: Emulator): Promise<void> {
  const report = await emulator.update({ now: new Date("2024-06-01T00:00:00Z") });
  if (report.state !== "COMPLETED") complain(`the emulator: ${JSON.stringify(report.diagnostics)}`);
}

function updateOf(pipeline: ir.Pipeline, folder: string, files: readonly (readonly [string, string])[], dry = false) {
  const { configuration } = requirements(pipeline);
  return { update: files, conf: configuration, database: pipeline.name, storage: `file://${folder}/storage`, dry };
}

function report(step: string, { problems, counts }: Awaited<ReturnType<typeof compare>>): void {
  for (const problem of problems) complain(`${step}: ${problem}`);
  const rows = [...counts.values()].reduce((sum, one) => sum + one, 0);
  if (problems.length === 0)
    say(`  ${step}: ${counts.size} datasets equal, ${rows} rows (${[...counts].map(([name, n]) => `${name} ${n}`).join(", ")})`);
}

/** Every generated text is one that Spark's parser and analyser take. */
async function dryRun(): Promise<void> {
  const spark = await session(home, { "spark.sql.warehouse.dir": join(home, "dry") });
  for (const pipeline of [compileIr(pos).ir, compileIr(yard).ir, compileIr(tower).ir, twoFlows]) {
    const { folder, landing, project, files } = await workbench(pipeline, `dry-${pipeline.name}`);
    for (const source of pipeline.sources) {
      const path = source.kind === "topic" ? `topics/${source.topic}` : `files/${source.zone}`;
      mkdirSync(join(landing, path), { recursive: true });
    }
    try {
      await spark.sql("DROP DATABASE IF EXISTS raw CASCADE;");
      await timed(`${pipeline.name} tables`, () => spark.sql(project.files.get("tables.sql") ?? ""));
      await timed(`${pipeline.name} dry-run`, () => spark.update(updateOf(pipeline, folder, files, true)));
    } catch (failure) {
      complain(`dry-run of ${pipeline.name}: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
  }
}

/** POS with AUTO CDC, two updates in one session; the targets of AUTO CDC are in a catalog that can be merged into. */
async function runPos(): Promise<void> {
  const absent = missingForCdc();
  if (absent !== undefined) {
    say(`  skipped, AUTO CDC cannot run here: ${absent}`);
    return;
  }
  const pipeline = compileIr(pos).ir;
  const { folder, input, state, project, files, emulator, landing, land } = await workbench(pipeline, "pos");
  const targets = pipeline.datasets
    .filter((one) => one.kind === "streaming_table" && one.flows.some((flow) => flow.kind === "auto_cdc"))
    .map((one) => one.name);
  const tableOf = (name: string): string => (targets.includes(name) ? `mem.db.${name}` : `${pipeline.name}.${name}`);
  const placed = files.map(([name, text]) => {
    const place = (before: string, target: string): string =>
      before.replaceAll(new RegExp(`(STREAMING TABLE|INTO|FROM|JOIN) ${target}(?=[;\\s])`, "g"), `$1 ${tableOf(target)}`);
    return [name, targets.reduce(place, text)] as const;
  });
  const conf = {
    "spark.sql.warehouse.dir": join(folder, "warehouse"),
    "spark.driver.extraClassPath": sharedTables(python),
    "spark.sql.catalog.mem": "sluice.SharedTables",
    // The names of recounts have colons, which Hadoop's usual file system for local disks cannot read.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
  };
  const spark = await session(folder, conf);
  await spark.sql(`${project.files.get("tables.sql")}\nCREATE NAMESPACE IF NOT EXISTS mem.db;`);
  for (const [update, days] of [4, 7].entries()) {
    const parameters = { seed: 7, items: 20, transactions: 40, late: 0.05, duplicates: 0.05, malformed: 0.03, lateHours: 30, days };
    await simulate(simulator, { out: input, parameters });
    await land();
    await timed(`emulated update ${update + 1}`, () => emulate(emulator));
    await refreshReferences(spark, pipeline);
    await timed(`Spark's update ${update + 1}`, () => spark.update(updateOf(pipeline, folder, placed)));
    report(`update ${update + 1}`, await timed("compared", () => compare(pipeline, state, spark, tableOf, landing)));
  }
  emulator.close();
}

/** A session remembers which files a table has; a stream looks anew, reference data does not. */
async function refreshReferences(spark: Sdp, pipeline: ir.Pipeline): Promise<void> {
  for (const source of pipeline.sources) if (source.kind === "reference") await spark.sql(`REFRESH TABLE raw.${source.name};`);
}

/** The yard in one session: two updates, then a row that an expectation forbids. */
async function runYard(): Promise<void> {
  const pipeline = compileIr(yard).ir;
  const { folder, input, state, project, files, emulator, landing, land } = await workbench(pipeline, "yard");
  const spark = await session(folder, { "spark.sql.warehouse.dir": join(folder, "warehouse") });
  const tableOf = (name: string): string => `${pipeline.name}.${name}`;
  await spark.sql(project.files.get("tables.sql") ?? "");
  for (const update of [0, 1]) {
    writePart(input, update);
    await land();
    await timed(`emulated update ${update + 1}`, () => emulate(emulator));
    await refreshReferences(spark, pipeline);
    await timed(`Spark's update ${update + 1}`, () => spark.update(updateOf(pipeline, folder, files)));
    report(`update ${update + 1}`, await compare(pipeline, state, spark, tableOf, landing));
  }
  send(input, "topics/yard.moves.v1/0.jsonl", nameless);
  await land();
  const emulated = await emulator.update();
  if (!JSON.stringify(emulated).includes("has_plate")) complain(`the emulator let a row without plate pass: ${JSON.stringify(emulated)}`);
  const message = "[USER_RAISED_EXCEPTION] [EXPECTATION_VIOLATION] a row of move breaks has_plate, in partition 0";
  const failed = await spark.update(updateOf(pipeline, folder, files)).catch((failure: unknown) => failure);
  if (failed instanceof SparkFailure && failed.message.includes(message)) say("  a row that breaks a fail expectation stops both");
  else complain(`Spark did not say ${message}: ${String(failed)}`);
  const { problems } = await compare(
    { ...pipeline, datasets: pipeline.datasets.filter((one) => one.name === "move") },
    state,
    spark,
    tableOf,
    landing,
  );
  for (const problem of problems) complain(`after a failed update: ${problem}`);
  emulator.close();
}

/** The yard's project as it is written: spark-sql and spark-pipelines, each a process of its own. */
async function runCli(): Promise<void> {
  const pipeline = compileIr(yard).ir;
  const { folder, input, state, emulator, landing, land } = await workbench(pipeline, "cli");
  const bin = dirname(python);
  const env = { ...process.env, SPARK_CONF_DIR: join(folder, "conf"), SPARK_LOCAL_IP: "127.0.0.1", PATH: `${bin}:${process.env.PATH}` };
  const run = async (command: string, ...args: readonly string[]): Promise<void> => {
    const { status, stdout, stderr } = spawnSync(join(bin, command), args, { cwd: folder, env, encoding: "utf8" });
    const failed = /has FAILED/.test(stdout + stderr);
    if (status !== 0 || failed)
      complain(`${command} ${args.join(" ")} (${status}):\n${(stdout + stderr).split("\n").slice(-40).join("\n")}`);
  };
  writePart(input, 0);
  await land();
  await timed("spark-sql -f tables.sql", () => run("spark-sql", "-f", "tables.sql"));
  for (const update of [0, 1]) {
    if (update === 1) {
      writePart(input, 1);
      await land();
      // What a file was read for once is not read again, whatever it holds now.
      for (const name of readdirSync(join(landing, "files/journal")).slice(0, 1))
        appendFileSync(join(landing, "files/journal", name), "\nlater\n");
    }
    await emulate(emulator);
    await timed(`spark-pipelines run ${update + 1}`, () => run("spark-pipelines", "run"));
  }
  const spark = await session(folder, {}, { SPARK_CONF_DIR: join(folder, "conf") });
  report("after two runs", await compare(pipeline, state, spark, (name) => `${pipeline.name}.${name}`, landing));
  emulator.close();
}

const steps = { "dry-run": dryRun, pos: runPos, yard: runYard, cli: runCli };
const wanted = values.only?.split(",") ?? Object.keys(steps);
for (const [name, step] of Object.entries(steps)) {
  if (!wanted.includes(name)) continue;
  say(`${name}: ${step === runCli ? "the generated project by its command lines" : "one session"}`);
  try {
    await timed(name, step);
  } catch (failure) {
    complain(`${name}: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`);
  }
  for (const one of sessions.splice(0)) await one.stop();
}
if (values.keep) say(home);
else rmSync(home, { recursive: true, force: true });
const version = execFileSync(python, ["-c", "import pyspark; print(pyspark.__version__)"], { encoding: "utf8" }).trim();
say(
  `Spark ${version}, ${Math.round((performance.now() - began) / 1000)} s, ${failures === 0 ? "no difference" : `${failures} differences`}`,
);
process.exit(failures > 0 ? 1 : 0);
