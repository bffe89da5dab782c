import { existsSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type Diagnostic, DiagnosticError, error, fromRepository, nearest, placeOf, repository } from "../diagnostic/index.js";
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

let loader: Promise<unknown> | undefined;

/**
 * Imports TypeScript as it stands. Only `pipelines/` is loaded this way: the tool itself is built, and both share the one copy of the
 * generator that `#generator` names. (tsx's own `tsImport` would load a second one.)
 */
async function importTypeScript(url: string): Promise<unknown> {
  loader ??= import("tsx/esm/api").then(({ register }) => {
    process.setSourceMapsEnabled(true);
    // The repository's settings, not those of whatever folder the process stands in.
    return register({ tsconfig: join(repository, "tsconfig.json") });
  });
  await loader;
  return import(url);
}

/**
 * Loads what a pipeline's `index.ts` exports. Throws `pipeline/cannot-load`
 * when the module throws and `pipeline/no-default-export`.
 */
export async function loadPipeline(
  found: FoundPipeline,
  load: (url: string) => Promise<unknown> = importTypeScript,
): Promise<PipelineDefinition> {
  const file = join(found.folder, "index.ts");
  let module: unknown;
  try {
    module = await load(pathToFileURL(file).href);
  } catch (failure) {
    if (failure instanceof DiagnosticError) throw placed(failure);
    throw new DiagnosticError([cannotLoad(found.name, file, failure)]);
  }
  const definition = typeof module === "object" && module !== null && "default" in module ? module.default : undefined;
  if (definition instanceof PipelineDefinition && definition.name === found.name) return definition;
  if (definition instanceof PipelineDefinition) {
    throw new DiagnosticError([
      error("pipeline/name-differs", `the pipeline in pipelines/${found.name} is called "${definition.name}"`, {
        at: definition.at.place(),
        fix: `write pipeline("${found.name}", …), or rename the folder`,
      }),
    ]);
  }
  throw new DiagnosticError([
    error("pipeline/no-default-export", `pipelines/${found.name}/index.ts does not export a pipeline`, {
      at: { file: fromRepository(file), line: 1 },
      fix: `write: export default pipeline("${found.name}", { datasets: { … } })`,
    }),
  ]);
}

/** Literals and functions stand outside of any dataset too, where nothing else knows the place. */
function placed(failure: DiagnosticError): DiagnosticError {
  const at = placeOf(failure);
  return new DiagnosticError(failure.diagnostics.map((one) => (one.at || !at ? one : { ...one, at })));
}

/** What esbuild says of a file it cannot parse; its columns count from 0. */
const syntaxError = /^(.+):(\d+):(\d+): ERROR: (.+)$/m;

function cannotLoad(name: string, index: string, failure: unknown): Diagnostic {
  const text = failure instanceof Error ? failure.message : String(failure);
  const [, file = index, line, column, syntax] = syntaxError.exec(text) ?? [];
  const thrown = failure instanceof Error ? placeOf(failure) : undefined;
  const at = line === undefined ? thrown : { file: fromRepository(file), line: Number(line), column: Number(column) + 1 };
  return error("pipeline/cannot-load", `pipelines/${name} cannot be loaded: ${(syntax ?? text).replaceAll(repository + sep, "")}`, {
    at: at ?? { file: fromRepository(index), line: 1 },
    fix: "mend what this place throws; npx tsc may say more",
  });
}
