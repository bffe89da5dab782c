import { Option } from "commander";
import { defaults, requireInput } from "../folders.js";
import { pathOf, type Surroundings } from "../surroundings.js";
import { UsageCommand } from "../usage.js";
import { readInstant } from "../values.js";

interface Options {
  readonly input?: string;
  readonly state?: string;
  readonly fullRefresh?: true | string;
  readonly now?: string;
  readonly watch?: true;
}

export function runCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("run")
    .summary("run one update here: what arrived since the last")
    .description(
      "Run one update of a pipeline here: it takes what arrived in the input since the last one. The state file is held only while it runs.",
    )
    .argument("<pipeline>", "a folder under pipelines/")
    .option("--input <folder>", "the folder that stands for the outside world (default: .sluice/<pipeline>/input)")
    .option(
      "--state <file>",
      "DuckDB database with rows and checkpoints, made when it is not there (default: .sluice/<pipeline>/state.duckdb)",
    )
    .option("--full-refresh [datasets]", "begin again with these datasets (a,b,c) and leave the others alone, or with all of them")
    .addOption(
      new Option("--now <instant>", "what current_timestamp is, as in 2021-01-05T12:00:00Z (default: the time it is)").conflicts("watch"),
    )
    .option("--watch", "keep going: another update whenever the input changed, until Ctrl-C")
    .action(async (name: string, { input, state, fullRefresh, now, watch }: Options) => {
      const instant = now === undefined ? undefined : readInstant("--now", now);
      const { findPipeline } = await import("../../generator/build/index.js");
      const folder = await requireInput(findPipeline(name).name, input, surroundings);
      const { readPipeline } = await import("../pipelines.js");
      const { runUpdates } = await import("../update.js");
      await runUpdates(
        {
          pipeline: await readPipeline(name, surroundings),
          input: folder,
          state: pathOf(surroundings, state ?? defaults.state(name)),
          choice: { ...(instant && { now: instant }), ...(fullRefresh !== undefined && { fullRefresh: datasets(fullRefresh) }) },
          watch: watch === true,
        },
        surroundings,
      );
    });
}

function datasets(given: true | string): "all" | readonly string[] {
  return given === true ? "all" : given.split(",").map((name) => name.trim());
}
