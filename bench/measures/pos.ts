import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { openEmulator, type UpdateReport } from "../../emulator/index.js";
import { functionsOf, type Session } from "../../emulator/session.js";
import { compileIr } from "../../generator/build/index.js";
import type { AutoCdcFlow, Dataset, Pipeline, Relation } from "../../generator/ir/index.js";
import { duckdbName, duckdbTypeName, writeDuckdbQuery } from "../../generator/sql/index.js";
import pos from "../../pipelines/pos/index.js";
import { simulator } from "../../simulators/pos/index.js";
import { simulate } from "../../simulators/simulate.js";
import { median, report } from "../report.js";

/**
 * POS, 30 days of two stores: the first update of the emulator beside raw DuckDB that reads the same input with its own readers and runs
 * the same SQL once, without state, checkpoints, counts or log; and an update with about 1 % new messages beside the first, there and
 * with five times as many stores, since a flow's fixed cost weighs less the more there is to read.
 */
const { ir: pipeline } = compileIr(pos);
const folder = mkdtempSync(join(tmpdir(), "sluice-bench-"));
const input = join(folder, "input");

async function deliver(days: number, out = input, stores = 1): Promise<void> {
  await simulate(simulator, { out, parameters: { days, stores } });
}

/** How much of the streaming work of a first update one takes that has half a day more to read. */
async function increment(
  name: string,
  stores: number,
): Promise<{ readonly added: number; readonly of: number; readonly milliseconds: number; readonly share: number }> {
  const out = join(folder, name);
  const update = (): Promise<UpdateReport> => openEmulator({ pipeline, input: out, state: join(folder, `${name}.duckdb`) }).update();
  // Day 29 has no recount, so that only messages arrive.
  await deliver(29, out, stores);
  const first = await update();
  await deliver(29.5, out, stores);
  const second = await update();
  return { added: messages(second), of: messages(first), milliseconds: streaming(second), share: streaming(second) / streaming(first) };
}

function messages(update: UpdateReport): number {
  return update.datasets.find((one) => one.name === "raw_inventory_change")?.added ?? 0;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

function streaming(update: UpdateReport): number {
  return update.datasets.filter((one) => one.kind === "streaming_table").reduce((sum, one) => sum + one.milliseconds, 0);
}

/** The same SQL once: sources as tables, every dataset as a table made by its query. */
async function raw(pipeline: Pipeline, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const javascript = functionsOf(connection, { timeZone: "UTC", ansi: true });
  for (const source of pipeline.sources) await load(connection, source);
  for (const dataset of pipeline.datasets)
    await connection.run(`CREATE TABLE ${duckdbName(dataset.name)} AS ${sqlOf(dataset, javascript)}`);
  connection.closeSync();
  instance.closeSync();
}

async function load(connection: DuckDBConnection, source: Pipeline["sources"][number]): Promise<void> {
  const table = duckdbName(`source ${source.name}`);
  if (source.kind === "topic") {
    const files = `${input}/topics/${source.topic}/*.jsonl`;
    await connection.run(
      `CREATE TABLE ${table} AS SELECT key, value, '${source.topic}' AS topic, CAST(parse_filename(filename, true) AS INTEGER) AS partition, "offset", CAST(timestamp AS TIMESTAMPTZ) AS timestamp FROM read_json('${files}', format = 'newline_delimited', filename = true, columns = {key: 'VARCHAR', value: 'VARCHAR', "offset": 'BIGINT', timestamp: 'VARCHAR'})`,
    );
  } else if (source.kind === "landing") {
    await connection.run(
      `CREATE TABLE ${table} AS SELECT value, filename AS file_path, CAST(NULL AS TIMESTAMPTZ) AS file_modification_time FROM read_csv('${input}/files/${source.zone}/*', header = false, delim = '\\0', quote = '', columns = {value: 'VARCHAR'}, filename = true)`,
    );
  } else {
    const columns = source.columns.map((one) => `${duckdbName(one.name)}: '${duckdbTypeName(one.type)}'`).join(", ");
    await connection.run(
      `CREATE TABLE ${table} AS SELECT * FROM read_csv('${input}/files/${source.zone}/${source.path}', header = true, columns = {${columns}})`,
    );
  }
}

function sqlOf(dataset: Dataset, javascript: Session["javascript"]): string {
  const query = (relation: Relation): string =>
    writeDuckdbQuery(relation, {
      source: (read) => duckdbName(`source ${read.source}`),
      dataset: (read) => duckdbName(read.dataset),
      ansi: true,
      javascript,
    });
  if (dataset.kind !== "streaming_table") return query(dataset.query);
  const [flow] = dataset.flows;
  if (flow?.kind === "auto_cdc") return latest(flow, query(flow.from));
  const rules = dataset.expectations.filter((one) => one.action === "drop").map((one) => one.condition);
  const kept = rules.flatMap((one) =>
    one.kind === "call" && one.function === "isnotnull" && one.arguments[0]?.kind === "column"
      ? [`${duckdbName(one.arguments[0].name)} IS NOT NULL`]
      : [],
  );
  return flow ? `SELECT * FROM (${query(flow.query)}) WHERE ${["TRUE", ...kept].join(" AND ")}` : "SELECT 1";
}

function latest(flow: AutoCdcFlow, query: string): string {
  const names = (columns: readonly string[]): string => columns.map(duckdbName).join(", ");
  return `SELECT * EXCLUDE (${names(flow.omit)}) FROM (${query}) QUALIFY row_number() OVER (PARTITION BY ${names(flow.keys)} ORDER BY ${flow.sequenceBy.map((one) => `${duckdbName(one)} DESC`).join(", ")}) = 1`;
}

try {
  await deliver(30);
  const ours: number[] = [];
  const theirs: number[] = [];
  const first: UpdateReport[] = [];
  for (let run = 0; run < 3; run++) {
    ours.push(
      await seconds(async () => {
        const update = await openEmulator({ pipeline, input, state: join(folder, `state-${run}.duckdb`) }).update();
        if (update.state !== "COMPLETED") throw new Error(JSON.stringify(update));
        first.push(update);
      }),
    );
    theirs.push(await seconds(() => raw(pipeline, join(folder, `raw-${run}.duckdb`))));
  }
  const [a, b] = [median(ours), median(theirs)];
  const steps = [await increment("two stores", 1), await increment("eleven stores", 10)];
  report([
    {
      what: `first update, ${first.map(messages)[0]} messages`,
      measured: `${a.toFixed(2)} s`,
      beside: `${(a / b).toFixed(2)} × raw DuckDB, ${b.toFixed(2)} s`,
      target: "≤ 1.5 ×",
      met: a / b <= 1.5,
    },
    ...steps.map(({ added, of, milliseconds, share }) => ({
      what: `streams, ${added} messages after ${of}`,
      measured: `${milliseconds.toFixed(0)} ms`,
      beside: `${(share * 100).toFixed(1)} % of the first update's`,
      target: "≤ 5 %",
      met: share <= 0.05,
    })),
  ]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
