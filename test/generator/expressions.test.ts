import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { type Expression, printType } from "../../generator/ir/index.js";
import { databricks, duckdbName, identifier, writeDuckdbExpression, writeExpression } from "../../generator/sql/index.js";
import { connect, rowsOf } from "./spark/duckdb.js";
import { expressionCases } from "./spark/expressions.js";
import spark from "./spark/spark.json" with { type: "json" };
import { expression, type Input, tableOf } from "./spark/values.js";

interface Recorded {
  readonly sql: string;
  readonly type: string | null;
  readonly results: readonly ({ readonly value: unknown } | { readonly error: string })[];
}

const bindings = { source: () => "", dataset: () => "", ansi: true, timeZone: "UTC", javascript: () => "" };
let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await connect();
});

/** What DuckDB's text gives for each table; an error is `"error"`, whatever its text. */
async function outcomes(text: string, tables: readonly (readonly Input[])[], read: Expression, zone: string): Promise<readonly unknown[]> {
  await connection.run(`SET TimeZone = '${zone}'`);
  const found: unknown[] = [];
  for (const rows of tables) {
    try {
      const [row] = await rowsOf(connection, `SELECT ${text} AS x FROM ${tableOf(rows, read, "duckdb")}`);
      found.push({ value: row?.[0] });
    } catch {
      found.push("error");
    }
  }
  await connection.run("SET TimeZone = 'UTC'");
  return found;
}

function check(name: string, one: (typeof expressionCases)[string], recorded: Recorded | undefined): void {
  const { of, databricks: text, duckdb } = one;
  const tables = one.inputs.map((input) => [input]);
  const zone = "zone" in one && one.zone !== undefined ? one.zone : "UTC";

  it(`${name}: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`, async () => {
    const built = expression(of);
    expect(writeExpression(built, databricks([]), (_input, column) => identifier(column)).text).toBe(text);
    if (!recorded || recorded.sql !== text || recorded.results.length !== tables.length) {
      throw new Error("Spark has not been asked for this; see the head of test/generator/spark/record.py");
    }
    expect(recorded.type).toBe(printType(built.type).toLowerCase().replaceAll(", ", ",").replaceAll(": ", ":"));
    if (typeof duckdb !== "string") {
      expect(refusalOf(built)).toBe(duckdb.refuse);
      return;
    }
    expect(writeDuckdbExpression(built, (_input, column) => duckdbName(column), bindings)).toBe(duckdb);
    const ofSpark = recorded.results.map((result) => ("error" in result ? "error" : result));
    expect(await outcomes(duckdb, tables, built, zone)).toEqual(ofSpark);
  });
}

function refusalOf(built: Expression): string | undefined {
  try {
    writeDuckdbExpression(built, (_input, column) => duckdbName(column), bindings);
    return undefined;
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics.map((one) => one.message).join("\n");
    throw failure;
  }
}

describe(`expressions, beside what Spark ${spark.spark} gives`, () => {
  const recorded: { readonly [name: string]: Recorded } = spark.expressions;
  for (const [name, one] of Object.entries(expressionCases)) check(name, one, recorded[name]);
});
