// The cases as JSON, for record.py.
import { expressionCases } from "./expressions.js";
import { messagesRead, queryCases, tableRows, tables } from "./queries.js";
import { expression, tableOf } from "./values.js";

const expressions = Object.entries(expressionCases).map(([name, { of, databricks, inputs, zone }]) => ({
  name,
  sql: databricks,
  zone: zone ?? "UTC",
  queries: inputs.map((input) => `SELECT ${databricks} AS x FROM ${tableOf([input], expression(of), "spark")}`),
}));
const queries = [
  ...Object.entries(queryCases).map(([name, { databricks }]) => ({ name, sql: databricks })),
  { name: "messages", sql: messagesRead },
];
const views = Object.keys(tables).map((name) => ({ name, sql: tableRows(name, "spark") }));

process.stdout.write(JSON.stringify({ expressions, queries, views }));
