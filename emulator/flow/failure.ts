import { type Diagnostic, DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { raisedBy } from "../condition.js";
import type { Step } from "../plan/step.js";
import { FlowFailure, ValueFailure } from "./outcome.js";

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
  const fault = failure instanceof ValueFailure ? failure.fault : undefined;
  const told = failure instanceof FlowFailure || isFromSystem(failure) ? failure.message : duckdbMessage(failure);
  if (told === undefined) return undefined;
  const message = fault?.sensitive ? redacted(told) : told;
  const name = step.flow === step.dataset ? `"${step.dataset}"` : `the flow "${step.flow}" of "${step.dataset}"`;
  return {
    message,
    diagnostics: [
      error("emulator/flow-failed", `${name} failed`, {
        notes: [
          message,
          ...(fault?.expression === undefined ? [] : [`in ${fault.expression}`]),
          ...(fault?.origin === undefined ? [] : [`the row came from ${fault.origin}`]),
        ],
        fix: "mend the rows or the query and run again: what was committed before stays, and this micro-batch is read again",
      }),
    ],
  };
}

/** A message of DuckDB or Spark without its text, which may show a value: the condition and SQLSTATE are left. */
function redacted(message: string): string {
  const [condition = "", state] = [/^\[[A-Z][A-Z_.]*\]/.exec(message)?.[0], / SQLSTATE: \w{5}$/.exec(message)?.[0] ?? ""];
  return `${condition} The text is left out: it may show a value of a sensitive column.${state}`.trim();
}

/** Is it an error of the database's, raised by a value? */
export function isOfValue(failure: unknown): failure is Error {
  return failure instanceof Error && duckdbError.test(failure.message);
}

/** Did the operating system refuse something, as it does with an input file that may not be read? */
function isFromSystem(failure: unknown): failure is Error {
  return failure instanceof Error && "syscall" in failure;
}

/** DuckDB's text without its own query, which nobody wrote, and without the kind where the text is Spark's. */
function duckdbMessage(failure: unknown): string | undefined {
  if (!(failure instanceof Error) || !duckdbError.test(failure.message)) return undefined;
  const raised = raisedBy(failure.message);
  if (raised) return raised.state === null ? raised.message : `${raised.message} SQLSTATE: ${raised.state}`;
  const [text = ""] = failure.message.split(/\n\s*\n?LINE \d+:/);
  return text.trim();
}
