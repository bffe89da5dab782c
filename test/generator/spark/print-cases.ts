// The cases as JSON, for record.py.
import { aggregateCases, expressionCases } from "./expressions.js";
import { queryCases, tableRows, tables } from "./queries.js";
import { sparkRow } from "./values.js";

const expressions = Object.entries(expressionCases).map(([name, { databricks, inputs, zone }]) => ({
  name,
  sql: databricks,
  ...(zone !== undefined && { zone }),
  queries: inputs.map((input) => `SELECT ${databricks} AS x FROM ${sparkRow(input)}`),
}));
const aggregates = Object.entries(aggregateCases).map(([name, { databricks, tables: rows }]) => ({
  name,
  sql: databricks,
  queries: rows.map((table) => `SELECT ${databricks} AS x FROM (${rowsOf(table)})`),
}));
const queries = Object.entries(queryCases).map(([name, { databricks }]) => ({ name, sql: databricks }));
const views = Object.keys(tables).map((name) => ({ name, sql: tableRows(name, "spark") }));

/** A table of these rows; without rows one that nothing is read from. */
function rowsOf(table: Parameters<typeof sparkRow>[0][]): string;
function rowsOf(table: readonly Parameters<typeof sparkRow>[0][]): string;
function rowsOf(table: readonly Parameters<typeof sparkRow>[0][]): string {
  return table.map((row) => `SELECT * FROM ${sparkRow(row)}`).join(" UNION ALL ");
}

process.stdout.write(JSON.stringify({ expressions, aggregates, queries, views }));
