import { DiagnosticError, error, nearest } from "../generator/diagnostic/index.js";

const instant = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;

/** Reads an instant in ISO 8601 with a zone. `readInstant("--now", "2021-01-05T12:00:00Z")` */
export function readInstant(flag: string, text: string): Date {
  const [, year, month, day] = instant.exec(text) ?? [];
  const date = new Date(text);
  // JavaScript takes 30 February for 2 March.
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (isDay && !Number.isNaN(date.getTime())) return date;
  throw wrongValue(flag, text, "give a date and time with a zone, as in 2021-01-05T12:00:00Z");
}

/** Reads a number of rows. `readCount("--limit", "20")` is `20`. */
export function readCount(flag: string, text: string): number {
  const count = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (count > 0) return count;
  throw wrongValue(flag, text, "give a whole number of at least 1");
}

/** Reads one of a few words. `readChoice("--dialect", "spark", ["databricks", "spark"])` */
export function readChoice<T extends string>(flag: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  const meant = nearest(text, choices);
  throw wrongValue(flag, text, meant === undefined ? `give ${choices.join(" or ")}` : `did you mean "${meant}"?`);
}

function wrongValue(flag: string, text: string, fix: string): DiagnosticError {
  return new DiagnosticError([error("cli/option-value", `${flag} cannot be ${JSON.stringify(text)}`, { fix })]);
}
