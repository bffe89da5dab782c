import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileIr } from "../../../generator/build/index.js";
import * as ir from "../../../generator/ir/index.js";
import { ofSpark } from "../../conformance/value.js";
import { type Bench, updateOf, withCdc, workbench } from "../bench.js";
import { tower } from "../pipelines.js";

const reading = (sensor: string, at: string, value: number | null, more: object = {}): string =>
  JSON.stringify({ sensor, at, value, ...more });

const parts = [
  [
    reading("a", "2024-01-01T00:05:00Z", 1),
    reading("b", "2024-01-01T00:05:00Z", 5000),
    reading("c", "2024-01-01T00:05:00Z", null),
    reading("test", "2024-01-01T00:05:00Z", 3),
  ],
  // Two days later: every window of the first part is over.
  [reading("a", "2024-01-03T00:00:00Z", 2, { "the state": "late" }), reading("b", "2024-01-02T00:00:00Z", 0, { gone: true })],
];

/** What must be there after both, worked out by hand: the emulator does not run windows and AUTO CDC of type 2 yet. */
const expected: { readonly [dataset: string]: readonly string[] } = {
  highest: ["23:15", "23:30", "23:45", "00:00"].flatMap((start) =>
    [["a", 1] as const, ["b", 0] as const, ["test", 3] as const].map(([sensor, highest]) => `${start} ${sensor} ${highest} 1`),
  ),
  recent: ["00:00 3"],
  latest: ["a 2 late", "c null null", "test 3 null"],
  history: [
    "a null 2024-01-01T00:05:00.000000Z 2024-01-03T00:00:00.000000Z",
    "a late 2024-01-03T00:00:00.000000Z null",
    "b null 2024-01-01T00:05:00.000000Z null",
    "test null 2024-01-01T00:05:00.000000Z null",
  ],
  states: ["a null 2", "a late 2", "b null null", "test null 3"],
};

type Row = { readonly [column: string]: unknown };

const shown: { readonly [dataset: string]: (row: Row) => readonly unknown[] } = {
  highest: (row) => [String(row.window_start).slice(11, 16), row.sensor, row.highest, row.readings],
  recent: (row) => [String(row.window_start).slice(11, 16), row.readings],
  latest: (row) => [row.sensor, row.value, row["the state"]],
  history: (row) => [row.sensor, row.state, row.__START_AT, row.__END_AT],
  states: (row) => [row.sensor, row.state, row.value],
};

/** A dry run does not see what a stream cannot do: the tower's plans run, with rules behind windows, and AUTO CDC of both types. */
export async function runTower(bench: Bench): Promise<void> {
  const { python, say, complain, session, timed } = bench;
  const pipeline = compileIr(tower).ir;
  const { folder, landing, tables, files } = await workbench(bench, pipeline);
  const cdc = withCdc(pipeline, files, python);
  const spark = await session(folder, { "spark.sql.warehouse.dir": join(folder, "warehouse"), ...cdc.conf });
  await spark.sql(`${tables}${cdc.tables}`);
  mkdirSync(join(landing, "files/readings"), { recursive: true });
  for (const [update, lines] of parts.entries()) {
    writeFileSync(join(landing, `files/readings/${update}.json`), `${lines.join("\n")}\n`);
    await timed(`Spark's update ${update + 1}`, () => spark.update(updateOf(pipeline, folder, cdc.files)));
  }
  for (const { name, columns } of pipeline.datasets) {
    const show = shown[name];
    if (!show) continue;
    const { rows } = await spark.rows(cdc.tableOf(name), ["__spark_autocdc_metadata"]);
    const given = rows.map((row) =>
      show(ofSpark(row, ir.structType(columns)) as Row)
        .map(String)
        .join(" "),
    );
    const [here, there] = [expected[name] ?? [], given].map((all) => [...all].sort().join("\n    "));
    if (here === there) say(`  ${name}: ${given.length} rows as they must be`);
    else complain(`${name} should be\n    ${here}\n  and is\n    ${there}`);
  }
}
