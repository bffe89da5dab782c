import { expressionCases, aggregateCases } from "./expressions.js";
import { expression } from "./values.js";
import { databricks, writeExpression, writeDuckdbExpression, identifier, duckdbName } from "../../../generator/sql/index.js";
import { DiagnosticError } from "../../../generator/diagnostic/index.js";
import { writeFileSync } from "node:fs";
const bindings = { source: () => "", dataset: () => "", fromJson: () => "" };
const out: any = {};
for (const [name, { of }] of [...Object.entries(expressionCases), ...Object.entries(aggregateCases).map(([n, c]) => ["agg:" + n, c] as const)]) {
  const e = expression(of);
  const d = writeExpression(e, databricks([]), (_i, n) => identifier(n)).text;
  let k: any; try { k = writeDuckdbExpression(e, (_i, n) => duckdbName(n), bindings); } catch (f) { if (!(f instanceof DiagnosticError)) throw f; k = { refuse: f.diagnostics[0]!.message }; }
  out[name] = { databricks: d, duckdb: k }; 
}
writeFileSync("/tmp/gt/gen/texts.json", JSON.stringify(out));
