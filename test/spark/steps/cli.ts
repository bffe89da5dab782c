import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileIr } from "../../../generator/build/index.js";
import { type Bench, emulate, report, workbench } from "../bench.js";
import { connectPort } from "../connect-port.js";
import { yard } from "../pipelines.js";
import { compare } from "../rows.js";
import { writePart } from "../yard-input.js";

/** The yard's project as it is written: spark-sql and spark-pipelines, each a process of its own. */
export async function runCli(bench: Bench): Promise<void> {
  const { python, complain, session, timed } = bench;
  const pipeline = compileIr(yard).ir;
  const { folder, input, state, emulator, landing, land } = await workbench(bench, pipeline, "cli");
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
    await emulate(emulator, bench);
    await connectPort();
    await timed(`spark-pipelines run ${update + 1}`, () => run("spark-pipelines", "run"));
  }
  const spark = await session(folder, {}, { SPARK_CONF_DIR: join(folder, "conf") });
  report("after two runs", await compare(pipeline, state, spark, (name) => `${pipeline.name}.${name}`, landing), bench);
  emulator.close();
}
