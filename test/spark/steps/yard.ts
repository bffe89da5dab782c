import { join } from "node:path";
import { compileIr } from "../../../generator/build/index.js";
import { type Bench, emulate, refreshReferences, report, updateOf, workbench } from "../bench.js";
import { yard } from "../pipelines.js";
import { compare } from "../rows.js";
import { SparkFailure } from "../sdp.js";
import { nameless, send, writePart } from "../yard-input.js";

/** The yard in one session: two updates, then a row that an expectation forbids. */
export async function runYard(bench: Bench): Promise<void> {
  const { say, complain, session, timed } = bench;
  const pipeline = compileIr(yard).ir;
  const { folder, input, state, tables, files, emulator, landing, land } = await workbench(bench, pipeline);
  const spark = await session(folder, { "spark.sql.warehouse.dir": join(folder, "warehouse") });
  const tableOf = (name: string): string => `${pipeline.name}.${name}`;
  await spark.sql(tables);
  for (const update of [0, 1]) {
    writePart(input, update);
    await land();
    await timed(`emulated update ${update + 1}`, () => emulate(emulator, bench));
    await refreshReferences(spark, pipeline);
    await timed(`Spark's update ${update + 1}`, () => spark.update(updateOf(pipeline, folder, files)));
    report(`update ${update + 1}`, await compare(pipeline, state, spark, tableOf, landing), bench);
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
