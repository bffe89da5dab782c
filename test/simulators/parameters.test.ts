import { expect, test } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { flagOf, type ParameterTable, readParameters } from "../../simulators/parameters.js";

const table = {
  days: { type: "number", default: 30, minimum: 0, maximum: 100, help: "simulated days" },
  maxItems: { type: "integer", default: 5, minimum: 1, maximum: 10, help: "items" },
  shape: { type: "choice", default: "round", choices: ["round", "square"], help: "shape of the box" },
} as const satisfies ParameterTable;

test("what is not given is the default", () => {
  expect(readParameters(table, {})).toEqual({ days: 30, maxItems: 5, shape: "round" });
  expect(readParameters(table, { days: undefined })).toEqual({ days: 30, maxItems: 5, shape: "round" });
});

test("values come as text or as they are", () => {
  expect(readParameters(table, { days: "0.5", maxItems: 7, shape: "square" })).toEqual({ days: 0.5, maxItems: 7, shape: "square" });
});

test("a parameter is a flag in kebab-case", () => {
  expect(flagOf("maxItems")).toBe("--max-items");
  expect(flagOf("days")).toBe("--days");
});

test("everything that is wrong is said at once", () => {
  try {
    readParameters(table, { day: "3", days: "1e3", maxItems: "2.5", shape: "oval" });
    expect.unreachable();
  } catch (cause) {
    expect(cause instanceof DiagnosticError && cause.diagnostics).toEqual([
      {
        code: "simulator/parameter-unknown",
        severity: "error",
        message: "no parameter --day",
        notes: [{ message: "there are --days, --max-items, --shape" }],
        fix: "did you mean --days?",
      },
      {
        code: "simulator/parameter-value",
        severity: "error",
        message: '--days cannot be "1e3"',
        notes: [{ message: "--days: simulated days" }],
        fix: "give a number from 0 to 100, or leave it out for 30",
      },
      {
        code: "simulator/parameter-value",
        severity: "error",
        message: '--max-items cannot be "2.5"',
        notes: [{ message: "--max-items: items" }],
        fix: "give a whole number from 1 to 10, or leave it out for 5",
      },
      {
        code: "simulator/parameter-value",
        severity: "error",
        message: '--shape cannot be "oval"',
        notes: [{ message: "--shape: shape of the box" }],
        fix: "give one of round, square, or leave it out for round",
      },
    ]);
  }
});

test.each([Number.NaN, -1, 101, Number.POSITIVE_INFINITY])("%d days are out of range", (days) => {
  expect(() => readParameters(table, { days })).toThrow(`simulator/parameter-value: --days cannot be ${days}`);
});
