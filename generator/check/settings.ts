import { type Diagnostic, error, warning } from "../diagnostic/index.js";
import { printInterval } from "../ir/index.js";
import type { Rule } from "./rule.js";

/** Settings that contradict each other. */
export const settings: Rule = ({ name, settings: { mode, every, timeZone } }) => {
  const problems: Diagnostic[] = [];
  if (mode === "continuous" && every) {
    problems.push(
      warning("settings/interval-unused", `${name} is continuous, so "every ${printInterval(every)}" starts nothing`, {
        fix: 'leave "every" out, or set mode to "triggered"',
      }),
    );
  }
  if (!isTimeZone(timeZone)) {
    problems.push(
      error("settings/time-zone", `"${timeZone}" is not a time zone`, { fix: 'use an IANA name, as in "Europe/Berlin", or "UTC"' }),
    );
  }
  return problems;
};

/** Newer versions of Node also take offsets, whose rules for summer time nobody could know. */
function isTimeZone(name: string): boolean {
  if (name === "UTC") return true; // Most pipelines: asking ICU costs 10 ms.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
