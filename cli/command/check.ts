import { throwErrors } from "../../generator/diagnostic/index.js";
import { report, type Surroundings } from "../surroundings.js";
import { table } from "../table.js";
import { UsageCommand } from "../usage.js";

export function checkCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("check")
    .summary("find everything that is wrong with the pipelines")
    .description("Find everything that is wrong with the pipelines, all at once. Nothing is written.")
    .argument("[pipeline...]", "folders under pipelines/; all when left out")
    .action(async (names: readonly string[]) => {
      const { compileEach } = await import("../pipelines.js");
      const attempts = await compileEach(names, surroundings);
      const rows = attempts.map(({ name, compiled, diagnostics }) => [
        name,
        compiled ? String(compiled.ir.datasets.length) : "",
        ...(["error", "warning"] as const).map((severity) => String(diagnostics.filter((one) => one.severity === severity).length)),
      ]);
      await surroundings.results.write(table(columns, rows, surroundings.results));
      const diagnostics = attempts.flatMap((one) => one.diagnostics);
      throwErrors(diagnostics);
      await report(surroundings, diagnostics);
    });
}

const columns = [
  { title: "pipeline" },
  { title: "datasets", align: "right" },
  { title: "errors", align: "right" },
  { title: "warnings", align: "right" },
] as const;
