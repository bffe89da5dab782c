import type { Code } from "./codes.js";
import type { Place } from "./place.js";

export type Severity = "error" | "warning";

export interface Note {
  readonly message: string;
  readonly at?: Place;
}

/**
 * One thing that is wrong or doubtful, told so that it can be mended without asking anyone.
 *
 * `message` is lower case without a final period and uses the user's own words; `fix` is the change to make. `at` is where the
 * user wrote it, for input files where the bad line stands.
 */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly at?: Place;
  readonly notes: readonly Note[];
  readonly fix?: string;
}

interface Details {
  readonly at?: Place | undefined;
  readonly notes?: readonly (Note | string)[];
  readonly fix?: string | undefined;
}

function diagnostic(severity: Severity, code: Code, message: string, details: Details): Diagnostic {
  return {
    code,
    severity,
    message,
    ...(details.at && { at: details.at }),
    notes: (details.notes ?? []).map((note) => (typeof note === "string" ? { message: note } : note)),
    ...(details.fix !== undefined && { fix: details.fix }),
  };
}

/** A diagnostic that stops the work. `error("column/unknown", "no column \"chanel\" in orders", { at, fix: "did you mean \"channel\"?" })` */
export function error(code: Code, message: string, details: Details = {}): Diagnostic {
  return diagnostic("error", code, message, details);
}

/** A diagnostic that is worth reading and stops nothing. */
export function warning(code: Code, message: string, details: Details = {}): Diagnostic {
  return diagnostic("warning", code, message, details);
}

/** Carries diagnostics up to whoever prints them. Any other exception that reaches the command line is a bug of Sluice. */
export class DiagnosticError extends Error {
  override readonly name = "DiagnosticError";
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics.map((one) => `${one.code}: ${one.message}`).join("\n"));
    this.diagnostics = diagnostics;
  }
}

/** Throws when there is an error among them. */
export function throwErrors(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.some((one) => one.severity === "error")) throw new DiagnosticError(diagnostics);
}
