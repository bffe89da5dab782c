import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { type BuildDialect, targets } from "../build.js";
import { defaults } from "../folders.js";
import { report, type Surroundings } from "../surroundings.js";
import { table } from "../table.js";
import { UsageCommand } from "../usage.js";
import { readChoice } from "../values.js";

interface Options {
  readonly dialect: string;
  readonly out?: string;
}

export function buildCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("build")
    .summary("write notebooks, manifest and IR")
    .description("Write the notebooks, the manifest and the IR of pipelines. Nothing is written when one of them has errors.")
    .argument("[pipeline...]", "folders under pipelines/; all when left out")
    .option("--dialect <dialect>", "databricks, or spark: projects that spark-pipelines of open-source Spark runs", "databricks")
    .option("--out <folder>", `where: a folder for each pipeline (default: ${defaults.build}, for spark ${defaults.spark})`)
    .action(async (names: readonly string[], { dialect, out }: Options) => {
      const target = targets[readChoice("--dialect", dialect, Object.keys(targets) as BuildDialect[])];
      const { compileEach } = await import("../pipelines.js");
      const attempts = await compileEach(names, surroundings);
      const diagnostics = attempts.flatMap((one) => one.diagnostics);
      if (attempts.some((one) => !one.compiled)) throw new DiagnosticError(diagnostics);
      await report(surroundings, diagnostics);
      const compiled = attempts.flatMap((one) => one.compiled ?? []);
      const rows = await target.write(compiled, out ?? target.out, surroundings);
      await surroundings.results.write(table(target.columns, rows, surroundings.results));
    });
}
