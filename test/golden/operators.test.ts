import { expect, test } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import type { Relation } from "../../generator/ir/index.js";
import { databricks, duckdbName, spark, writeDuckdbQuery, writeQuery } from "../../generator/sql/index.js";
import { operators } from "./operator-cases.js";

function inDuckdb(relation: Relation): string {
  try {
    return writeDuckdbQuery(relation, {
      source: () => "",
      dataset: (read) => duckdbName(read.dataset),
      ansi: true,
      timeZone: "UTC",
      javascript: ({ body }) => body,
    });
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics.map((one) => `refused: ${one.message}`).join("\n");
    throw failure;
  }
}

/** The texts of all dialects, one under the other; what Spark has like Databricks is not said twice. */
function texts(relation: Relation): string {
  const ofDatabricks = writeQuery(relation, databricks([]));
  const ofSpark = writeQuery(relation, spark());
  return [
    `-- Databricks\n${ofDatabricks}`,
    `-- Spark\n${ofSpark === ofDatabricks ? "-- the same" : ofSpark}`,
    `-- DuckDB\n${inDuckdb(relation)}\n`,
  ].join("\n\n");
}

test.each(Object.entries(operators))("%s", async (name, relation) => {
  await expect(texts(relation)).toMatchFileSnapshot(`operators/${name.replaceAll(/[^a-zA-Z]+/g, "-").toLowerCase()}.sql`);
});
