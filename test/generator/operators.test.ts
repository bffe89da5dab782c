import type { DuckDBConnection } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { type DatasetRead, printType, type Relation } from "../../generator/ir/index.js";
import { databricks, duckdbName, writeDuckdbQuery, writeQuery } from "../../generator/sql/index.js";
import { connect, rowsOf } from "./spark/duckdb.js";
import { messagesRead, queryCases, tableRows, tables } from "./spark/queries.js";
import spark from "./spark/spark.json" with { type: "json" };

interface Recorded {
  readonly sql: string;
  readonly columns: readonly (readonly string[])[];
  readonly rows: readonly (readonly unknown[])[];
}

const recorded: { readonly [name: string]: Recorded } = spark.queries;
const bindings = {
  source: () => "",
  dataset: (read: DatasetRead) => duckdbName(read.dataset),
  ansi: true,
  javascript: () => "read_message",
};
const messageType =
  'STRUCT(id INTEGER, tags VARCHAR[], parts STRUCT(n INTEGER, note VARCHAR)[], extra MAP(VARCHAR, INTEGER), "at" STRUCT(city VARCHAR), _corrupt_record VARCHAR)';

let connection: DuckDBConnection;
beforeAll(async () => {
  connection = await connect();
  for (const name of Object.keys(tables)) await connection.run(`CREATE TABLE ${duckdbName(name)} AS ${tableRows(name, "duckdb")}`);
  await connection.run(`CREATE TABLE read_messages (value VARCHAR, json ${messageType})`);
  for (const [value, json] of askedOf("messages", messagesRead).rows) {
    const text = (one: unknown): string => `'${String(one).replaceAll("'", "''")}'`;
    await connection.run(
      `INSERT INTO read_messages SELECT ${value === null ? "NULL" : text(value)}, CAST(CAST(${text(JSON.stringify(json))} AS JSON) AS ${messageType})`,
    );
  }
  await connection.run("CREATE MACRO read_message(message) AS (SELECT json FROM read_messages WHERE read_messages.value = message)");
});

/** What Spark gave for this text. */
function askedOf(name: string, sql: string): Recorded {
  const found = recorded[name];
  if (found?.sql !== sql) throw new Error("Spark has not been asked for this; see the head of test/generator/spark/record.py");
  return found;
}

function refusalOf(relation: Relation): string | undefined {
  try {
    writeDuckdbQuery(relation, bindings);
    return undefined;
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics.map((one) => one.message).join("\n");
    throw failure;
  }
}

describe(`operators, beside what Spark ${spark.spark} gives`, () => {
  for (const [name, { of, databricks: text, duckdb }] of Object.entries(queryCases)) {
    it(name, async () => {
      expect(writeQuery(of, databricks([]))).toBe(text);
      const ofSpark = askedOf(name, text);
      expect(ofSpark.columns).toEqual(
        of.schema.map((one) => [one.name, printType(one.type).toLowerCase().replaceAll(", ", ",").replaceAll(": ", ":")]),
      );
      if (typeof duckdb !== "string") {
        expect(refusalOf(of)).toBe(duckdb.refuse);
        return;
      }
      expect(writeDuckdbQuery(of, bindings)).toBe(duckdb);
      const rows = await rowsOf(connection, duckdb);
      expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(new Set(ofSpark.rows.map((row) => JSON.stringify(row))));
      expect(rows.length).toBe(ofSpark.rows.length);
    });
  }

  it("every column that is proven never to be NULL is not NULL in any row", () => {
    for (const [name, { of, databricks: text }] of Object.entries(queryCases)) {
      const never = of.schema.flatMap((one, i) => (one.proven || !one.nullable ? [{ column: one.name, i }] : []));
      for (const { column, i } of never) {
        expect(
          askedOf(name, text).rows.filter((row) => row[i] === null),
          `${column} of ${name}`,
        ).toEqual([]);
      }
    }
  });
});
