import type { Binding, Requirements } from "../artefact.js";
import type { Environment } from "../environment.js";
import { address, kafkaCredentialName, pipelineName, zoneUrl } from "../names.js";
import { pin } from "../pin.js";
import type { Base } from "../stacks/base.js";
import { Construct, Grant, Permissions, Pipeline, Schema } from "../tf.js";

interface LakeflowPipelineProps {
  readonly environment: Environment;
  readonly base: Base;
  readonly requirements: Requirements;
  /** Workspace paths, in the order of the layers. */
  readonly notebooks: readonly string[];
}

/** The Databricks pipeline and the schema it fills. */
export class LakeflowPipeline extends Construct {
  readonly pipelineId: string;

  constructor(scope: Construct, id: string, { environment, base, requirements, notebooks }: LakeflowPipelineProps) {
    super(scope, id);
    const { stage, tags, update, workspace } = environment;
    const { pipeline: name, settings } = requirements;
    const schema = pin(
      new Schema(this, "schema", {
        catalogName: workspace.catalog,
        name: pipelineName(environment, name),
        comment: `Datasets of pipeline ${name}`,
        forceDestroy: false,
      }),
      address("schema", name),
      environment,
    );

    const pipeline = pin(
      new Pipeline(this, "pipeline", {
        name: pipelineName(environment, name),
        catalog: workspace.catalog,
        schema: schema.name,
        library: notebooks.map((path) => ({ notebook: { path } })),
        configuration: {
          ...requirements.configuration,
          ...Object.fromEntries(requirements.bindings.map((binding) => [binding.key, bind(binding, requirements, environment, base)])),
        },
        development: stage.mode === "development",
        // A continuous pipeline cannot be paused, only be triggered: in development nothing runs by itself.
        continuous: settings.mode === "continuous" && stage.mode === "production",
        channel: settings.channel,
        serverless: settings.serverless,
        ...(!settings.serverless && {
          edition: "ADVANCED",
          cluster: [{ label: "default", autoscale: { minWorkers: update.workers.min, maxWorkers: update.workers.max, mode: "ENHANCED" } }],
        }),
        tags: { ...tags },
        ...(stage.mode === "production" && { runAs: { servicePrincipalName: stage.runAs } }),
      }),
      address("pipeline", name),
      environment,
    );

    if (stage.mode === "production") {
      new Grant(this, "fills", {
        schema: schema.id,
        principal: stage.runAs,
        privileges: ["USE_SCHEMA", "CREATE_TABLE", "CREATE_MATERIALIZED_VIEW"],
      });
      new Permissions(this, "runs", {
        pipelineId: pipeline.id,
        accessControl: [{ servicePrincipalName: stage.runAs, permissionLevel: "CAN_RUN" }],
      });
    }
    this.pipelineId = pipeline.id;
  }
}

/** What stands for a `${…}` of the notebooks in this environment. */
function bind(binding: Binding, { pipeline }: Requirements, environment: Environment, { bootstrapServers }: Base): string {
  switch (binding.kind) {
    case "bootstrap_servers":
      if (bootstrapServers === undefined) throw new Error(`pipeline ${pipeline} binds brokers without declaring a topic`);
      return bootstrapServers;
    case "service_credential":
      return kafkaCredentialName(environment, pipeline);
    case "zone":
      return zoneUrl(environment, { pipeline, zone: binding.zone });
  }
}
