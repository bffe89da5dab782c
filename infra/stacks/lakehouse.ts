import type { PipelineArtefact } from "../artefact.js";
import { LakeflowPipeline } from "../constructs/lakeflow-pipeline.js";
import { type NotebookFile, Notebooks } from "../constructs/notebooks.js";
import { UpdateJob } from "../constructs/update-job.js";
import type { Environment } from "../environment.js";
import { Construct, TerraformOutput } from "../tf.js";
import type { Base } from "./base.js";
import { EnvironmentStack } from "./stack.js";

/** A compiled pipeline whose notebooks lie on the disk. */
export interface WrittenArtefact extends Pick<PipelineArtefact, "requirements" | "digest"> {
  readonly notebooks: readonly NotebookFile[];
}

/** The pipelines themselves: schema, notebooks, Databricks pipeline, and job. The same on every cloud. */
export class Lakehouse extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, base: Base & EnvironmentStack, artefacts: readonly WrittenArtefact[]) {
    super(scope, environment, "lakehouse");
    // Names tie the two together where no attribute does: credentials and zones have to be there first.
    this.addDependency(base);
    for (const { requirements, notebooks, digest } of artefacts) {
      const { pipeline, settings } = requirements;
      const parts = new Construct(this, pipeline);
      const { paths } = new Notebooks(parts, "notebooks", { environment, pipeline, notebooks });
      const { pipelineId } = new LakeflowPipeline(parts, "pipeline", { environment, base, requirements, notebooks: paths });
      if (settings.mode === "triggered") new UpdateJob(parts, "updates", { environment, requirements, pipelineId });
      new TerraformOutput(this, `${pipeline}_digest`, {
        value: digest,
        staticId: true,
        description: `What is deployed of pipeline ${pipeline}`,
      });
    }
  }
}
