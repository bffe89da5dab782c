import { join } from "node:path";
import type { Compiled, Written } from "../generator/build/index.js";
import { type Diagnostic, DiagnosticError } from "../generator/diagnostic/index.js";
import { defaults } from "./folders.js";
import { pathOf, type Surroundings, shownPath } from "./surroundings.js";
import type { Column } from "./table.js";

export type BuildDialect = "databricks" | "spark";

/** What can be built, and how the result is shown. */
interface Target {
  /** The folder when none is given. */
  readonly out: string;
  readonly columns: readonly Column[];
  /** Writes each pipeline into a folder of its name, and gives a row for each. */
  readonly write: (all: readonly Compiled[], out: string, surroundings: Surroundings) => Promise<readonly (readonly string[])[]>;
}

export const targets: { readonly [D in BuildDialect]: Target } = {
  databricks: {
    out: defaults.build,
    columns: [{ title: "pipeline" }, { title: "notebooks", align: "right" }, { title: "files" }, { title: "digest" }, { title: "folder" }],
    write: async (all, out, surroundings) => {
      const { writeBuild } = await import("../generator/build/index.js");
      const rows: string[][] = [];
      for (const compiled of all) {
        const { notebooks, manifest } = compiled;
        const written = await writeBuild(compiled, join(pathOf(surroundings, out), manifest.pipeline));
        const digest = manifest.digest.slice(0, 12);
        rows.push([manifest.pipeline, String(notebooks.length), change(written), digest, shownPath(surroundings, written.folder)]);
      }
      return rows;
    },
  },
  spark: {
    out: defaults.spark,
    columns: [{ title: "pipeline" }, { title: "rewrites", align: "right" }, { title: "files" }, { title: "folder" }],
    write: async (all, out, surroundings) => {
      const { sparkProject, writeSparkProject } = await import("../generator/build/index.js");
      const refused: Diagnostic[] = [];
      const projects = all.flatMap(({ ir }) => {
        const folder = join(pathOf(surroundings, out), ir.name);
        try {
          return [{ folder, project: sparkProject(ir, folder) }];
        } catch (failure) {
          if (!(failure instanceof DiagnosticError)) throw failure;
          refused.push(...failure.diagnostics);
          return [];
        }
      });
      if (refused.length > 0) throw new DiagnosticError(refused);
      const rows: string[][] = [];
      for (const { folder, project } of projects) {
        const written = await writeSparkProject(project, folder);
        rows.push([project.pipeline, String(project.applied.length), change(written), shownPath(surroundings, folder)]);
      }
      return rows;
    },
  },
};

function change({ changed, removed }: Written): string {
  const parts = [
    ...(changed.length > 0 ? [`${changed.length} written`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : "as before";
}
