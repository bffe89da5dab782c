import { defaults } from "../folders.js";
import { pathOf, type Surroundings } from "../surroundings.js";
import { UsageCommand } from "../usage.js";
import { readCount } from "../values.js";

interface Options {
  readonly state?: string;
  readonly limit?: string;
  readonly json?: true;
}

export function rowsCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("rows")
    .summary("show the rows of a dataset")
    .description("Show the rows of a dataset as the last update left them.")
    .argument("<pipeline>", "a folder under pipelines/")
    .argument("<dataset>", "a dataset of the pipeline")
    .option("--state <file>", "DuckDB database with rows and checkpoints (default: .sluice/<pipeline>/state.duckdb)")
    .option("--limit <rows>", "at most so many (default: 20 in a table, all with --json)")
    .option("--json", "JSON Lines, each row as Spark's to_json prints it, NULLs included")
    .action(async (name: string, dataset: string, { state, limit, json }: Options) => {
      const most = limit === undefined ? undefined : readCount("--limit", limit);
      const { readPipeline } = await import("../pipelines.js");
      const pipeline = await readPipeline(name, surroundings);
      const { readRows } = await import("../../emulator/index.js");
      const path = pathOf(surroundings, state ?? defaults.state(name));
      const { printRows, printTable } = await import("../rows.js");
      if (json) await printRows(readRows(path, pipeline, dataset, most === undefined ? {} : { limit: most }), surroundings);
      else await printTable((count) => readRows(path, pipeline, dataset, { limit: count }), most, surroundings);
    });
}
