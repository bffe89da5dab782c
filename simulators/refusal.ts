import { DiagnosticError, error } from "../generator/diagnostic/index.js";

/** The folder, or what lies in it, belongs to something else. */
export function foreign(message: string, notes: readonly string[] = []): DiagnosticError {
  const fix = "give another folder with --out, give the parameters that wrote this one, or remove it";
  return new DiagnosticError([error("simulator/folder-foreign", message, { notes, fix })]);
}

/** A file is not what this simulation left or would write there. */
export function changed(path: string, how: string): DiagnosticError {
  const fix = "simulate into another folder, or remove this one to start over";
  return new DiagnosticError([error("simulator/folder-changed", `${path} cannot be continued: ${how}`, { fix })]);
}

/** The operating system refused. */
export function unwritable(out: string, cause: NodeJS.ErrnoException): DiagnosticError {
  const fix = "give a folder that can be written with --out, or make room; what was written so far stays, and the next run adds the rest";
  return new DiagnosticError([
    error("simulator/folder-unwritable", `cannot write the simulated input to ${out}`, { notes: [cause.message], fix }),
  ]);
}
