import type { Compiled } from "../generator/build/index.js";
import { type Diagnostic, DiagnosticError, error } from "../generator/diagnostic/index.js";
import type { Pipeline } from "../generator/ir/index.js";
import type { Surroundings } from "./surroundings.js";

/** The pipeline of a folder under `pipelines/`, as data. Throws a `DiagnosticError` when it is not there or something is wrong with it. */
export async function readPipeline(name: string, { load }: Surroundings): Promise<Pipeline> {
  const { compileIr, findPipeline, loadPipeline } = await import("../generator/build/index.js");
  return compileIr(await loadPipeline(findPipeline(name), load)).ir;
}

/** As `readPipeline`, with notebooks and manifest. */
export async function compilePipeline(name: string, { load }: Surroundings): Promise<Compiled> {
  const { compile, findPipeline, loadPipeline } = await import("../generator/build/index.js");
  return compile(await loadPipeline(findPipeline(name), load));
}

/** What became of compiling one pipeline. */
export interface Attempt {
  readonly name: string;
  /** Nothing when there are errors. */
  readonly compiled: Compiled | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Compiles these pipelines, or all, and goes on where one has errors. Throws `pipeline/not-found`. */
export async function compileEach(names: readonly string[], surroundings: Surroundings): Promise<readonly Attempt[]> {
  const { findPipeline, findPipelines } = await import("../generator/build/index.js");
  const found = names.length > 0 ? [...new Set(names)].map((name) => findPipeline(name)) : findPipelines();
  if (found.length === 0)
    throw new DiagnosticError([
      error("pipeline/not-found", "there is no pipeline", { fix: "make a folder under pipelines/ with an index.ts" }),
    ]);
  const attempts: Attempt[] = [];
  for (const { name } of found) attempts.push(await attempt(name, surroundings));
  return attempts;
}

async function attempt(name: string, surroundings: Surroundings): Promise<Attempt> {
  try {
    const compiled = await compilePipeline(name, surroundings);
    return { name, compiled, diagnostics: compiled.warnings };
  } catch (failure) {
    if (failure instanceof DiagnosticError) return { name, compiled: undefined, diagnostics: failure.diagnostics };
    throw failure;
  }
}
