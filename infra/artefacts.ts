import { compile, findPipelines, loadPipeline, requirements } from "../generator/build/index.js";
import type { PipelineArtefact } from "./artefact.js";

/** Every pipeline of the repository, compiled, by name. Throws a `DiagnosticError` with what is wrong in any of them. */
export async function readArtefacts(): Promise<readonly PipelineArtefact[]> {
  const artefacts: PipelineArtefact[] = [];
  for (const found of findPipelines()) {
    const { ir, notebooks, manifest } = compile(await loadPipeline(found));
    artefacts.push({ requirements: requirements(ir), notebooks, digest: manifest.digest });
  }
  return artefacts;
}
