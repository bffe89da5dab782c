import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { throwErrors } from "../generator/diagnostic/index.js";
import type { PipelineArtefact } from "./artefact.js";
import { check } from "./check/index.js";
import type { Environment } from "./environment.js";
import { needsOf } from "./needs.js";
import { AwsBase } from "./stacks/aws-base.js";
import { AzureBase } from "./stacks/azure-base.js";
import { Lakehouse, type WrittenArtefact } from "./stacks/lakehouse.js";
import { App } from "./tf.js";

interface Synthesis {
  readonly environments: readonly Environment[];
  readonly artefacts: readonly PipelineArtefact[];
  /** Where the stacks are written; without it, where CDKTF wants them. */
  readonly outdir?: string;
}

/**
 * Writes the stacks of every environment for every pipeline. Throws the diagnostics of `check` before anything is written.
 *
 * @example synthesize({ environments: readEnvironments(deployment), artefacts: await readArtefacts() })
 */
export function synthesize({ environments, artefacts, outdir }: Synthesis): void {
  throwErrors(check(environments, artefacts));
  // CDKTF copies assets from files, so the notebooks lie in one for as long as that takes; neither path nor time gets into the stacks.
  const scratch = mkdtempSync(join(tmpdir(), "sluice-"));
  try {
    const written = artefacts.map((one) => write(one, scratch));
    const needs = needsOf(artefacts);
    const app = new App({ stackTraces: false, ...(outdir !== undefined && { outdir }) });
    for (const environment of environments) {
      const base = environment.cloud === "aws" ? new AwsBase(app, environment, needs) : new AzureBase(app, environment, needs);
      new Lakehouse(app, environment, base, written);
    }
    app.synth();
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function write({ requirements, notebooks, digest }: PipelineArtefact, scratch: string): WrittenArtefact {
  const folder = join(scratch, requirements.pipeline);
  mkdirSync(folder);
  return {
    requirements,
    digest,
    notebooks: notebooks.map(({ name, text }) => {
      const file = join(folder, `${name}.sql`);
      writeFileSync(file, text);
      return { name, file };
    }),
  };
}
