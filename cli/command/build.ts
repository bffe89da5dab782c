import { join } from "node:path";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { defaults } from "../folders.js";
import { pathOf, report, type Surroundings, shownPath } from "../surroundings.js";
import { table } from "../table.js";
import { UsageCommand } from "../usage.js";

export function buildCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("build")
    .summary("write notebooks, manifest and IR")
    .description("Write the notebooks, the manifest and the IR of pipelines. Nothing is written when one of them has errors.")
    .argument("[pipeline...]", "folders under pipelines/; all when left out")
    .option("--out <folder>", "where: <folder>/<pipeline>/databricks/*.sql, manifest.json, pipeline.ir.json", defaults.build)
    .action(async (names: readonly string[], { out }: { readonly out: string }) => {
      const { compileEach } = await import("../pipelines.js");
      const { writeBuild } = await import("../../generator/build/index.js");
      const attempts = await compileEach(names, surroundings);
      const diagnostics = attempts.flatMap((one) => one.diagnostics);
      if (attempts.some((one) => !one.compiled)) throw new DiagnosticError(diagnostics);
      await report(surroundings, diagnostics);
      const rows: string[][] = [];
      for (const { name, compiled } of attempts) {
        if (!compiled) continue;
        const written = await writeBuild(compiled, join(pathOf(surroundings, out), name));
        const { notebooks, manifest } = compiled;
        rows.push([name, String(notebooks.length), change(written), manifest.digest.slice(0, 12), shownPath(surroundings, written.folder)]);
      }
      await surroundings.results.write(table(columns, rows, surroundings.results));
    });
}

const columns = [
  { title: "pipeline" },
  { title: "notebooks", align: "right" },
  { title: "files" },
  { title: "digest" },
  { title: "folder" },
] as const;

function change({ changed, removed }: { readonly changed: readonly string[]; readonly removed: readonly string[] }): string {
  const parts = [
    ...(changed.length > 0 ? [`${changed.length} written`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : "as before";
}
