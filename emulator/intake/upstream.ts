import { type Diagnostic, DiagnosticError, error } from "../../generator/diagnostic/index.js";
import type { Step } from "../plan/step.js";
import type { Position } from "../state/position.js";
import type { Checkpoint, DatasetState, State } from "../state/state.js";

/** Can the flow go on from its checkpoint? Throws `state/changed-sources`, `state/upstream-refreshed`, `state/upstream-changed`. */
export function checkUpstream(step: Step, checkpoint: Checkpoint | undefined, state: State): void {
  if (!checkpoint) return;
  const [known, wanted] = [Object.keys(checkpoint.sources), step.streams.map((one) => one.id)];
  if (known.join() !== wanted.join()) throw new DiagnosticError([changedSources(step, known, wanted)]);
  const broken = step.streams.flatMap(({ id, read }) => {
    const table = read.kind === "dataset" ? state.datasets.get(read.dataset.toLowerCase()) : undefined;
    const position = checkpoint.sources[id];
    const problem = table && position && brokenTable(step, table, position);
    return problem ? [problem] : [];
  });
  if (broken.length > 0) throw new DiagnosticError(broken);
}

function fullRefresh({ dataset }: Step): string {
  return `fully refresh it: --full-refresh ${dataset}`;
}

function changedSources(step: Step, known: readonly string[], wanted: readonly string[]): Diagnostic {
  return error("state/changed-sources", `the flow "${step.flow}" of "${step.dataset}" reads other streams than those of its checkpoint`, {
    notes: [
      `checkpoint: ${known.join(", ") || "none"}`,
      `now: ${wanted.join(", ")}`,
      `Spark: There are [${known.length}] sources in the checkpoint offsets and now there are [${wanted.length}] sources requested by the query. Cannot continue.`,
    ],
    fix: `${fullRefresh(step)}; or give the flow another name to have the new streams read from their start beside the rows that are there`,
  });
}

function brokenTable(step: Step, table: DatasetState, position: Position): Diagnostic | undefined {
  if (position.kind !== "table") return undefined;
  if (position.generation !== table.generation) {
    return error(
      "state/upstream-refreshed",
      `[DIFFERENT_DELTA_TABLE_READ_BY_STREAMING_SOURCE] "${step.dataset}" streams from "${table.name}", which was fully refreshed since`,
      { fix: fullRefresh(step) },
    );
  }
  if (position.changes !== table.changes) {
    return error(
      "state/upstream-changed",
      `[DELTA_SOURCE_TABLE_IGNORE_CHANGES] "${step.dataset}" streams from "${table.name}", whose rows were updated or deleted since`,
      {
        notes: ["a stream sees rows that are added, not what happens to them later"],
        fix: `read "${table.name}" in a materialized view; or ${fullRefresh(step)}`,
      },
    );
  }
  return undefined;
}
