import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DiagnosticError, error, fromRepository, nearest, repository } from "../diagnostic/index.js";
import { PipelineDefinition } from "../dsl/index.js";

/** A folder under `pipelines/` with an `index.ts`. */
export interface FoundPipeline {
  readonly name: string;
  readonly folder: string;
}

/** Every pipeline of a repository, by name; nothing has to be registered. */
export function findPipelines(root = repository): readonly FoundPipeline[] {
  const home = join(root, "pipelines");
  if (!existsSync(home)) return [];
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(home, entry.name, "index.ts")))
    .map((entry) => ({ name: entry.name, folder: join(home, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The pipeline of a name. Throws `pipeline/not-found`. */
export function findPipeline(name: string, root = repository): FoundPipeline {
  const all = findPipelines(root);
  const found = all.find((one) => one.name === name);
  if (found) return found;
  const names = all.map((one) => one.name);
  const meant = nearest(name, names);
  throw new DiagnosticError([
    error("pipeline/not-found", `no pipeline "${name}"`, {
      notes: [names.length > 0 ? `pipelines/ has ${names.join(", ")}` : "pipelines/ has no folder with an index.ts"],
      fix: meant ? `did you mean "${meant}"?` : `make pipelines/${name}/index.ts`,
    }),
  ]);
}

/**
 * Loads what a pipeline's `index.ts` exports. `load` imports TypeScript; only `pipelines/` needs it. Throws `pipeline/cannot-load`
 * when the module throws and `pipeline/no-default-export`.
 */
export async function loadPipeline(found: FoundPipeline, load: (url: string) => Promise<unknown>): Promise<PipelineDefinition> {
  const file = join(found.folder, "index.ts");
  let module: unknown;
  try {
    module = await load(pathToFileURL(file).href);
  } catch (failure) {
    if (failure instanceof DiagnosticError) throw failure;
    throw new DiagnosticError([
      error("pipeline/cannot-load", `pipelines/${found.name} cannot be loaded: ${failure instanceof Error ? failure.message : String(failure)}`, {
        at: { file: fromRepository(file), line: 1 },
        notes: failure instanceof Error && failure.stack ? [failure.stack.split("\n").slice(1, 4).join("\n").trim()] : [],
      }),
    ]);
  }
  const definition = typeof module === "object" && module !== null && "default" in module ? module.default : undefined;
  if (definition instanceof PipelineDefinition) return definition;
  throw new DiagnosticError([
    error("pipeline/no-default-export", `pipelines/${found.name}/index.ts does not export a pipeline`, {
      at: { file: fromRepository(file), line: 1 },
      fix: `write: export default pipeline("${found.name}", { datasets: { … } })`,
    }),
  ]);
}
