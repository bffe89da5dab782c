import type { Requirements } from "../artefact.js";
import { cadence } from "../cadence.js";
import type { Environment } from "../environment.js";
import { pipelineName } from "../names.js";
import { Construct, Job } from "../tf.js";

interface UpdateJobProps {
  readonly environment: Environment;
  readonly requirements: Requirements;
  readonly pipelineId: string;
}

/** The job that starts a triggered pipeline's updates: one at a time, on schedule in production, by hand in development. */
export class UpdateJob extends Construct {
  constructor(scope: Construct, id: string, { environment, requirements, pipelineId }: UpdateJobProps) {
    super(scope, id);
    const { stage, tags, update } = environment;
    new Job(this, "job", {
      name: pipelineName(environment, requirements.pipeline),
      task: [{ taskKey: "update", pipelineTask: { pipelineId, fullRefresh: false } }],
      ...trigger(requirements, stage.mode === "production" ? "UNPAUSED" : "PAUSED"),
      maxConcurrentRuns: 1,
      queue: { enabled: true },
      timeoutSeconds: update.timeoutMinutes * 60,
      editMode: "UI_LOCKED",
      tags: { ...tags },
      ...(stage.mode === "production" && { runAs: { servicePrincipalName: stage.runAs } }),
    });
  }
}

function trigger({ settings: { every, timeZone } }: Requirements, pauseStatus: "PAUSED" | "UNPAUSED") {
  const found = every && cadence(every);
  if (!found) return {};
  return found.kind === "cron"
    ? { schedule: { quartzCronExpression: found.quartz, timezoneId: timeZone, pauseStatus } }
    : { trigger: { periodic: { interval: found.interval, unit: found.unit }, pauseStatus } };
}
