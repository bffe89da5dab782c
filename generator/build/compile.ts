import { check } from "../check/index.js";
import { type Diagnostic, throwErrors } from "../diagnostic/index.js";
import { type PipelineDefinition, resolve } from "../dsl/index.js";
import type { Pipeline } from "../ir/index.js";
import { type Notebook, notebooksOf } from "../notebook/index.js";
import { writeIr } from "./ir-text.js";
import { type Manifest, manifestOf } from "./manifest.js";

/** Everything one pipeline is compiled to. */
export interface Compiled {
  readonly ir: Pipeline;
  /** The exact text of `pipeline.ir.json`. */
  readonly irText: string;
  readonly notebooks: readonly Notebook[];
  readonly manifest: Manifest;
  readonly warnings: readonly Diagnostic[];
}

/** A pipeline as data, checked. Throws a `DiagnosticError` with everything that is wrong. */
export function compileIr(definition: PipelineDefinition): { readonly ir: Pipeline; readonly warnings: readonly Diagnostic[] } {
  const { ir, problems } = resolve(definition);
  // What is wrong with no single dataset stands where the pipeline is defined.
  const at = definition.at.place();
  const all = [...problems, ...check(ir).map((one) => (one.at || !at ? one : { ...one, at }))];
  throwErrors(all);
  return { ir, warnings: all };
}

/** Compiles a pipeline: IR, notebooks, manifest. Throws a `DiagnosticError` with everything that is wrong. */
export function compile(definition: PipelineDefinition): Compiled {
  const { ir, warnings } = compileIr(definition);
  const notebooks = notebooksOf(ir);
  const text = writeIr(ir);
  return { ir, irText: text.whole, notebooks, manifest: manifestOf(ir, notebooks, text), warnings };
}
