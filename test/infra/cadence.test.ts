import { expect, test } from "vitest";
import { cadence } from "../../infra/cadence.js";

test.each([
  [
    { amount: 1, unit: "minute" },
    { kind: "cron", quartz: "0 0/1 * * * ?" },
  ],
  [
    { amount: 300, unit: "second" },
    { kind: "cron", quartz: "0 0/5 * * * ?" },
  ],
  [
    { amount: 30, unit: "minute" },
    { kind: "cron", quartz: "0 0/30 * * * ?" },
  ],
  [
    { amount: 60, unit: "minute" },
    { kind: "periodic", interval: 1, unit: "HOURS" },
  ],
  [
    { amount: 5, unit: "hour" },
    { kind: "periodic", interval: 5, unit: "HOURS" },
  ],
  [
    { amount: 24, unit: "hour" },
    { kind: "periodic", interval: 1, unit: "DAYS" },
  ],
  [
    { amount: 7, unit: "day" },
    { kind: "periodic", interval: 7, unit: "DAYS" },
  ],
] as const)("every %o is %o", (every, expected) => {
  expect(cadence(every)).toEqual(expected);
});

test.each([
  { amount: 30, unit: "second" },
  { amount: 7, unit: "minute" },
  { amount: 90, unit: "minute" },
  { amount: 3601, unit: "second" },
] as const)("every %o is nothing Databricks can do exactly", (every) => {
  expect(cadence(every)).toBeUndefined();
});
