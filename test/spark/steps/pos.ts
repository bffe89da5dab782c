import { join } from "node:path";
import { compileIr } from "../../../generator/build/index.js";
import pos from "../../../pipelines/pos/index.js";
import { simulator } from "../../../simulators/pos/index.js";
import { simulate } from "../../../simulators/simulate.js";
import { type Bench, emulate, refreshReferences, report, updateOf, withCdc, workbench } from "../bench.js";
import { compare } from "../rows.js";

/** POS with AUTO CDC, two updates in one session. */
export async function runPos(bench: Bench): Promise<void> {
  const { python, session, timed } = bench;
  const pipeline = compileIr(pos).ir;
  const { folder, input, state, tables, files, emulator, landing, land } = await workbench(bench, pipeline);
  const cdc = withCdc(pipeline, files, python);
  const spark = await session(folder, {
    "spark.sql.warehouse.dir": join(folder, "warehouse"),
    // The names of recounts have colons, which Hadoop's usual file system for local disks cannot read.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    ...cdc.conf,
  });
  await spark.sql(`${tables}${cdc.tables}`);
  for (const [update, days] of [4, 7].entries()) {
    const parameters = { seed: 7, items: 20, transactions: 40, late: 0.05, duplicates: 0.05, malformed: 0.03, lateHours: 30, days };
    await simulate(simulator, { out: input, parameters });
    await land();
    await timed(`emulated update ${update + 1}`, () => emulate(emulator, bench));
    await refreshReferences(spark, pipeline);
    await timed(`Spark's update ${update + 1}`, () => spark.update(updateOf(pipeline, folder, cdc.files)));
    report(`update ${update + 1}`, await timed("compared", () => compare(pipeline, state, spark, cdc.tableOf, landing)), bench);
  }
  emulator.close();
}
