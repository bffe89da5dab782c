import { openEmulator, type UpdateOptions, type UpdateReport } from "../emulator/index.js";
import { type Diagnostic, DiagnosticError } from "../generator/diagnostic/index.js";
import type { Pipeline } from "../generator/ir/index.js";
import { Interrupted } from "./interrupted.js";
import { withProgress } from "./progress.js";
import { counted } from "./quantity.js";
import { report, type Surroundings, shownPath } from "./surroundings.js";
import { updateState, updateTables } from "./update-report.js";
import { waitForChange } from "./watch.js";

interface Run {
  readonly pipeline: Pipeline;
  readonly input: string;
  readonly state: string;
  readonly choice: Omit<UpdateOptions, "onProgress">;
  readonly watch: boolean;
}

/** Runs an update and prints what it did; with `watch` another one whenever the input changed. Throws a `DiagnosticError` when a flow failed. */
export async function runUpdates({ pipeline, input, state, choice, watch }: Run, surroundings: Surroundings): Promise<void> {
  const emulator = openEmulator({ pipeline, input, state });
  try {
    if (!watch) return await update(emulator, pipeline.name, choice, surroundings);
    const change = await waitForChange(input, surroundings.signal);
    for (let options: UpdateOptions = choice; ; options = {}) {
      await updateAndGoOn(emulator, pipeline.name, options, surroundings);
      await surroundings.messages.write(`\nwaiting for changes of ${shownPath(surroundings, input)}; Ctrl-C ends\n`);
      await change();
    }
  } finally {
    emulator.close();
  }
}

type Emulator = ReturnType<typeof openEmulator>;

async function update(emulator: Emulator, name: string, options: UpdateOptions, surroundings: Surroundings): Promise<void> {
  const done = await updateOnce(emulator, name, options, surroundings);
  const errors = await show(done, surroundings);
  if (done.state === "FAILED") throw new DiagnosticError(errors);
}

/** A failed flow may succeed when its input is mended, so watching goes on. */
async function updateAndGoOn(emulator: Emulator, name: string, options: UpdateOptions, surroundings: Surroundings): Promise<void> {
  await report(surroundings, await show(await updateOnce(emulator, name, options, surroundings), surroundings));
}

/** Runs one update and shows how far it is. Throws `Interrupted` after Ctrl-C, between two micro-batches. */
export function updateOnce(emulator: Emulator, name: string, options: UpdateOptions, surroundings: Surroundings): Promise<UpdateReport> {
  return withProgress(`updating ${name}`, surroundings, (tell) =>
    emulator.update({
      ...options,
      onProgress: ({ dataset, rows }) => {
        if (surroundings.signal.aborted) throw interrupted();
        tell(rows > 0 ? `${dataset}, ${counted(rows, "row")}` : dataset);
      },
    }),
  );
}

function interrupted(): Interrupted {
  return new Interrupted("interrupted; what was committed stays, and the next update goes on from there");
}

/** Prints an update; the errors are left for the caller. */
async function show(done: UpdateReport, surroundings: Surroundings): Promise<readonly Diagnostic[]> {
  const of = (severity: Diagnostic["severity"]) => done.diagnostics.filter((one) => one.severity === severity);
  await surroundings.results.write(updateTables(done, surroundings.results));
  const warnings = of("warning");
  if (warnings.length > 0) await surroundings.messages.write("\n");
  await report(surroundings, warnings);
  await surroundings.results.write(`\n${updateState(done, surroundings.results)}`);
  return of("error");
}
