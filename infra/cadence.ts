import { type Interval, seconds } from "./artefact.js";

/** What Databricks starts a job by. Periodic triggers know no minutes, and a cron expression only what divides its hour. */
export type Cadence =
  | { readonly kind: "cron"; readonly quartz: string }
  | { readonly kind: "periodic"; readonly interval: number; readonly unit: "HOURS" | "DAYS" };

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** The trigger that fires exactly `every`, or nothing when there is none: `cadence({ amount: 5, unit: "minute" })` is cron `0 0/5 * * * ?`. */
export function cadence(every: Interval): Cadence | undefined {
  const length = seconds(every);
  if (length % day === 0) return { kind: "periodic", interval: length / day, unit: "DAYS" };
  if (length % hour === 0) return { kind: "periodic", interval: length / hour, unit: "HOURS" };
  if (length % minute === 0 && hour % length === 0) return { kind: "cron", quartz: `0 0/${length / minute} * * * ?` };
  return undefined;
}
