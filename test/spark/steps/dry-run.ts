import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { compileIr, findPipelines, loadPipeline } from "../../../generator/build/index.js";
import { type Bench, updateOf, workbench } from "../bench.js";
import { tower, twoFlows, yard } from "../pipelines.js";

/** Every generated text, of the repository's pipelines and of the tests', is one that Spark's parser and analyser take. */
export async function dryRun(bench: Bench): Promise<void> {
  const { home, complain, session, timed } = bench;
  const spark = await session(home, { "spark.sql.warehouse.dir": join(home, "dry") });
  const found = await Promise.all(findPipelines().map((one) => loadPipeline(one, (url) => import(url))));
  for (const pipeline of [...[...found, yard, tower].map((one) => compileIr(one).ir), twoFlows]) {
    const { folder, landing, tables, files } = await workbench(bench, pipeline, `dry-${pipeline.name}`);
    for (const source of pipeline.sources) {
      mkdirSync(join(landing, source.kind === "topic" ? `topics/${source.topic}` : `files/${source.zone}`), { recursive: true });
    }
    try {
      await spark.sql("DROP DATABASE IF EXISTS raw CASCADE;");
      await timed(`${pipeline.name} tables`, () => spark.sql(tables));
      await timed(`${pipeline.name} dry-run`, () => spark.update(updateOf(pipeline, folder, files, true)));
    } catch (failure) {
      complain(`dry-run of ${pipeline.name}: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
  }
}
