import type { Event } from "../event-log/log.js";
import type { Step } from "../plan/step.js";
import type { Outcome } from "./outcome.js";

type FlowStatus = "QUEUED" | "STARTING" | "RUNNING" | "COMPLETED" | "FAILED" | "SKIPPED" | "EXCLUDED";

const verbs: { readonly [K in FlowStatus]: string } = {
  QUEUED: "is QUEUED",
  STARTING: "is STARTING",
  RUNNING: "is RUNNING",
  COMPLETED: "has COMPLETED",
  FAILED: "has FAILED",
  SKIPPED: "is SKIPPED",
  EXCLUDED: "is EXCLUDED",
};

type Flow = Pick<Step, "dataset" | "flow">;

/** A `flow_progress` event. */
export function progress({ dataset, flow }: Flow, status: FlowStatus, more: Partial<Event> = {}): Event {
  return { type: "flow_progress", message: `Flow '${flow}' ${verbs[status]}.`, dataset, flow, details: { status }, ...more };
}

/** The metrics of a micro-batch. */
export function metrics(step: Step, batch: number, outcome: Outcome): Event {
  const status = step.kind === "materialized_view" ? "COMPLETED" : "RUNNING";
  const quality = outcome.expectations.length > 0 && {
    data_quality: {
      dropped_records: outcome.dropped,
      expectations: outcome.expectations.map(({ name, passed, failed }) => ({
        name,
        dataset: step.dataset,
        passed_records: passed,
        failed_records: failed,
      })),
    },
  };
  return progress(step, status, { level: "METRICS", batch, details: { status, metrics: outcome.metrics, ...quality } });
}
