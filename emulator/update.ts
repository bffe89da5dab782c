import type { Diagnostic } from "../generator/diagnostic/index.js";
import type { CompiledPipeline } from "./compile.js";
import { definitions } from "./event-log/definitions.js";
import { openEventLog } from "./event-log/log.js";
import { explainFailure } from "./flow/failure.js";
import { progress } from "./flow/progress.js";
import { type Running, runStep } from "./flow/run-step.js";
import { openReferences } from "./intake/reference.js";
import type { Outside } from "./outside/outside.js";
import { type Plan, type Step, upstreamOf } from "./plan/step.js";
import type { Choice, Selection } from "./refresh/selection.js";
import type { Status, UpdateReport } from "./report/report.js";
import { openTally, type Tally } from "./report/tally.js";
import type { Session } from "./session.js";
import { reconcile, reconciled } from "./state/reconcile.js";
import { flowKey, type State } from "./state/state.js";

/** What a listener hears while an update runs. */
export interface Progress {
  readonly dataset: string;
  readonly flow: string;
  readonly status: "RUNNING" | Status;
  /** Rows written so far in this update. */
  readonly rows: number;
}

export interface UpdateOptions extends Choice {
  /** What `current_timestamp` is; the time it is, when left out. */
  readonly now?: Date;
  readonly onProgress?: (progress: Progress) => void;
}

/** All that an update needs; the state is open. */
export interface UpdateContext {
  readonly session: Session;
  readonly outside: Outside;
  readonly microBatchRecords: number;
  /** Is the state in a file? */
  readonly durable: boolean;
  readonly plan: Plan;
  readonly selection: Selection;
  readonly compiled: CompiledPipeline;
  readonly state: State;
}

/** One update of the pipeline: takes what is new since each flow's checkpoint, flow after flow. */
export async function runUpdate(context: UpdateContext, options: UpdateOptions): Promise<UpdateReport> {
  const { plan, state, session, compiled, selection } = context;
  const { connection } = session;
  const { pipeline, steps } = plan;
  const begin = performance.now();
  const { now } = options;
  const clock = now ? () => now : () => new Date();
  const log = openEventLog(connection, pipeline.name, clock, context.durable);
  const tally = openTally(pipeline, plan.excluded);
  const say = (name: string): void =>
    log.add({ type: "update_progress", message: `Update ${log.updateId} is ${name}.`, details: { state: name } });

  log.add({ type: "create_update", message: `Update ${log.updateId} started.`, details: created(options) });
  for (const name of ["INITIALIZING", ...(steps.some((one) => one.refresh === "full") ? ["RESETTING"] : []), "SETTING_UP_TABLES"])
    say(name);
  for (const event of definitions(pipeline, steps)) log.add(event);
  const { problems, warnings } =
    reconciled(pipeline, compiled.digest, state, selection) ??
    (await log.commit(() => reconcile(connection, pipeline, compiled, state, selection)));
  tally.warn(warnings);
  say("RUNNING");
  for (const step of steps) log.add(progress(step, "QUEUED"));
  for (const dataset of plan.excluded) log.add(progress({ dataset, flow: dataset }, "EXCLUDED"));

  const { outside, microBatchRecords } = context;
  const references = openReferences(connection, pipeline, outside);
  const running: Running = { connection, pipeline, outside, microBatchRecords, state, log, references, clock };
  try {
    for (const step of steps) await runOrSkip(running, context, step, problems, tally, options);
  } catch (failure) {
    // Somebody ended it, or we have a bug; what was committed stays.
    say("CANCELED");
    await log.flush().catch(() => undefined);
    throw failure;
  }
  const result = tally.report(log.updateId, performance.now() - begin);
  say(result.state);
  await log.flush();
  return result;
}

async function runOrSkip(
  running: Running,
  context: UpdateContext,
  step: Step,
  problems: ReadonlyMap<string, Diagnostic>,
  tally: Tally,
  options: UpdateOptions,
): Promise<void> {
  const { log } = running;
  const tell = (status: Status): void => options.onProgress?.({ dataset: step.dataset, flow: step.flow, status, rows: 0 });
  const problem = problems.get(step.dataset);
  const reasons = upstreamOf(step).flatMap((name) => tally.broken(name) ?? (problems.has(name) ? [`${name} cannot be updated`] : []));
  if (problem) {
    log.add(progress(step, "FAILED", { level: "ERROR", error: problem.message }));
    tally.failed(step.dataset, problem.message, [problem]);
    tell("FAILED");
  } else if (reasons.length > 0) {
    log.add(progress(step, "SKIPPED", { level: "WARN" }));
    tally.skipped(step.dataset, reasons.join(", "));
    tell("SKIPPED");
  } else await attempt(running, context, step, tally, options);
}

async function attempt(
  running: Running,
  { compiled }: UpdateContext,
  step: Step,
  tally: Tally,
  { onProgress }: UpdateOptions,
): Promise<void> {
  const { log } = running;
  const found = compiled.steps.get(flowKey(step.dataset, step.flow));
  if (!found) throw new TypeError(`the flow ${step.flow} was not compiled`);
  const begin = performance.now();
  let rows = 0;
  let completed = false;
  const tell = (status: Progress["status"]): void => onProgress?.({ dataset: step.dataset, flow: step.flow, status, rows });
  log.add(progress(step, "STARTING"));
  tell("RUNNING");
  try {
    await runStep(running, found, {
      batch: (outcome) => {
        tally.outcome(step.dataset, outcome);
        rows += outcome.added + outcome.updated + outcome.deleted;
        tell("RUNNING");
        // The metrics of a materialized view come with its completion.
        completed = step.kind === "materialized_view";
      },
      warn: tally.warn,
    });
    if (!completed) log.add(progress(step, "COMPLETED"));
    tell("COMPLETED");
  } catch (failure) {
    const explained = explainFailure(step, failure);
    if (!explained) throw failure;
    log.add(progress(step, "FAILED", { level: "ERROR", error: explained.message }));
    tally.failed(step.dataset, explained.message, explained.diagnostics);
    tell("FAILED");
  } finally {
    tally.time(step.dataset, performance.now() - begin);
  }
}

function created({ fullRefresh, refresh }: Choice): object {
  return {
    cause: "USER_ACTION",
    full_refresh: fullRefresh === "all",
    full_refresh_selection: fullRefresh === undefined || fullRefresh === "all" ? [] : fullRefresh,
    refresh_selection: refresh ?? [],
  };
}
