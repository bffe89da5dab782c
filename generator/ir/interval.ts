import { DiagnosticError, error } from "../diagnostic/index.js";

/** Seconds in each unit a user may write. Days are 24 hours, as Spark's day-time intervals are. */
const units = { second: 1, minute: 60, hour: 3600, day: 86_400 } as const;

export type IntervalUnit = keyof typeof units;

/** A length of time in whole units, kept as the user wrote it: `{ amount: 10, unit: "minute" }`. */
export interface Interval {
  readonly amount: number;
  readonly unit: IntervalUnit;
}

/** Reads `"10 minutes"`. Throws `interval/malformed` for anything else. */
export function parseInterval(text: string): Interval {
  const found = /^(\d+) (second|minute|hour|day)s?$/.exec(text);
  const [, amount = "", unit = ""] = found ?? [];
  if (!found || Number(amount) === 0 || !Object.hasOwn(units, unit)) {
    throw new DiagnosticError([
      error("interval/malformed", `"${text}" is not an interval`, {
        fix: `write a whole number above 0 and a unit, as in "10 minutes"; units are ${Object.keys(units).join(", ")}`,
      }),
    ]);
  }
  return { amount: Number(amount), unit: unit as IntervalUnit };
}

/** `10 minutes` */
export function printInterval({ amount, unit }: Interval): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

/** Length in seconds. */
export function seconds({ amount, unit }: Interval): number {
  return amount * units[unit];
}
