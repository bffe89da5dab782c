import { type Code, DiagnosticError, error, fromRepository, type Note } from "../../generator/diagnostic/index.js";

type InputCode = Extract<Code, `input/${string}`>;

/** An error of an input file: `line` counts from 1, and is 1 when the file as a whole is meant. */
export function inputError(
  code: InputCode,
  message: string,
  at: { readonly file: string; readonly line?: number },
  details: { readonly fix?: string; readonly notes?: readonly (Note | string)[] } = {},
): DiagnosticError {
  return new DiagnosticError([error(code, message, { at: { file: fromRepository(at.file), line: at.line ?? 1 }, ...details })]);
}

/** The beginning of a bad line, short enough for a message. */
export function excerpt(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
