// The cases as JSON, for record.py.
import { expressionCases } from "./expressions.js";
import { expression, tableOf } from "./values.js";

const expressions = Object.entries(expressionCases).map(([name, { of, databricks, inputs, zone }]) => ({
  name,
  sql: databricks,
  zone: zone ?? "UTC",
  queries: inputs.map((input) => `SELECT ${databricks} AS x FROM ${tableOf([input], expression(of), "spark")}`),
}));
process.stdout.write(JSON.stringify({ expressions }));
