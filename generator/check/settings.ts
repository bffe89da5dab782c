import { type Diagnostic, error, warning } from "../diagnostic/index.js";
import { zoneIds } from "../functions/index.js";
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
  if (!zoneIds.has(timeZone)) {
    problems.push(
      error("settings/time-zone", `"${timeZone}" is not a time zone`, { fix: 'use an IANA name, as in "Europe/Berlin", or "UTC"' }),
    );
  }
  return problems;
};
