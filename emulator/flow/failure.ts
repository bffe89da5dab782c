import { type Diagnostic, DiagnosticError, error } from "../../generator/diagnostic/index.js";
import type { Step } from "../plan/step.js";
import { FlowFailure } from "./outcome.js";

/** Why a flow failed, for its event and for people. */
export interface Failure {
  readonly message: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Errors of DuckDB have no class of their own; the text begins with one of its kinds. */
const duckdbError = /^(?:[A-Z][\w/-]*(?: [\w/-]+)*) Error: /;

/** Says what a flow failed of. Nothing when it is neither the data nor the definition: then it is a bug of ours. */
export function explainFailure(step: Step, failure: unknown): Failure | undefined {
  if (failure instanceof DiagnosticError)
    return { message: failure.diagnostics.map((one) => one.message).join("\n"), diagnostics: failure.diagnostics };
  const message = failure instanceof FlowFailure || isFromSystem(failure) ? failure.message : duckdbMessage(failure);
  if (message === undefined) return undefined;
  const name = step.flow === step.dataset ? `"${step.dataset}"` : `the flow "${step.flow}" of "${step.dataset}"`;
  return {
    message,
    diagnostics: [
      error("emulator/flow-failed", `${name} failed`, {
        notes: [message],
        fix: "mend the rows or the query and run again: what was committed before stays, and this micro-batch is read again",
      }),
    ],
  };
}

/** Did the operating system refuse something, as it does with an input file that may not be read? */
function isFromSystem(failure: unknown): failure is Error {
  return failure instanceof Error && "syscall" in failure;
}

/** DuckDB's text without its own query, which nobody wrote, and without the kind where the text is Spark's. */
function duckdbMessage(failure: unknown): string | undefined {
  if (!(failure instanceof Error) || !duckdbError.test(failure.message)) return undefined;
  const [text = ""] = failure.message.split(/\n\s*\n?LINE \d+:/);
  return text.replace(/^Invalid Input Error: (?=\[)/, "").trim();
}
