import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type FunctionRow, functionTable } from "../../generator/functions/index.js";
import * as ir from "../../generator/ir/index.js";
import { keyOf } from "./asked.js";
import { families } from "./cases/index.js";
import { closeSessions } from "./emulated.js";
import { readRecording } from "./recording.js";
import { judge } from "./verdict.js";

// The test of the test: with a function's DuckDB text broken, a case that proves it must fail.

const table = functionTable as Map<string, FunctionRow>;
const whole = new Map(functionTable);
afterEach(() => {
  for (const [id, row] of whole) table.set(id, row);
});
afterAll(closeSessions);

const all = Object.entries(families).flatMap(([family, cases]) => cases.map((one) => ({ family, one })));

/** The function that a case is about. */
function subjectOf(relation: ir.Relation): string | undefined {
  const [value] = ir.expressionsOf(relation);
  return value?.kind === "call" || value?.kind === "aggregate" ? value.function : undefined;
}

const asked = new Map<string, (typeof all)[number][]>();
for (const one of all) {
  const id = subjectOf(one.one.relation());
  if (id !== undefined) asked.set(id, [...(asked.get(id) ?? []), one]);
}

function breakText(id: string, broken: (text: string) => string): void {
  const row = table.get(id);
  if (!row || typeof row.duckdb === "object") throw new Error(`${id} has no text`);
  const { duckdb } = row;
  const text: FunctionRow["duckdb"] = (parts, written) => {
    const before = typeof duckdb === "string" ? `${duckdb}(${parts.map((part) => part.text).join(", ")})` : duckdb(parts, written).text;
    return { text: broken(before), level: 100 };
  };
  table.set(id, { ...row, duckdb: text });
}

describe("a case fails when DuckDB's text of its function", () => {
  for (const [id, cases] of asked) {
    const row = functionTable.get(id);
    if (!row || typeof row.duckdb === "object") continue;
    it(`is always NULL: ${id}`, async () => {
      breakText(id, (text) => `CASE WHEN FALSE THEN ${text} END`);
      const statuses = new Set<string>();
      for (const { family, one } of cases) {
        const { status } = await judge(one, readRecording(family)?.cases[keyOf(one)]);
        statuses.add(status);
        if (status === "differs") break;
      }
      // What the emulator refuses in every case has no text that could be broken.
      if (statuses.size > 1 || !statuses.has("refused")) expect([...statuses]).toContain("differs");
    });
  }

  it("counts one character too many", async () => {
    breakText("length", (text) => `(${text} + 1)`);
    const [first] = asked.get("length") ?? [];
    expect(first).toBeDefined();
    if (!first) return;
    const verdict = await judge(first.one, readRecording(first.family)?.cases[keyOf(first.one)]);
    expect(verdict.status).toBe("differs");
  });
});
