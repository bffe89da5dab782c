import { DiagnosticError, error } from "../diagnostic/index.js";
import { atom, callOf, caseOf, functionTable, type Sql } from "../functions/index.js";
import type * as ir from "../ir/index.js";
import type { Dialect } from "./dialect.js";

/** Writes a column of an item; queries qualify it when they read more than one. */
export type WriteColumn = (input: number, name: string) => string;

/** An expression as SQL. Throws `dialect/refused` for what the dialect cannot do exactly. */
export function writeExpression(expression: ir.Expression, dialect: Dialect, column: WriteColumn): Sql {
  const write = (part: ir.Expression): Sql => writeExpression(part, dialect, column);
  switch (expression.kind) {
    case "column":
      return atom(column(expression.input, expression.name));
    case "variable":
      return atom(dialect.identifier(expression.name));
    case "literal":
      return dialect.literal(expression);
    case "field":
      return atom(`${parenthesised(write(expression.of))}.${dialect.identifier(expression.name)}`);
    case "cast":
      return dialect.cast(write(expression.of), expression.of, expression.type, expression.try);
    case "case":
      return caseOf(
        expression.branches.map((one) => ({ when: write(one.when), then: write(one.then) })),
        expression.otherwise && write(expression.otherwise),
      );
    case "struct":
      return dialect.struct(expression.fields.map((one) => ({ name: one.name, value: write(one.value) })));
    case "lambda":
      return dialect.lambda(dialect.identifier(expression.parameter), write(expression.body));
    case "call":
    case "aggregate":
      return writeCall(expression, dialect, expression.arguments.map(write));
  }
}

function parenthesised(part: Sql): string {
  return /^[\w`".]+$/.test(part.text) ? part.text : `(${part.text})`;
}

function writeCall(call: ir.Call | ir.AggregateCall, dialect: Dialect, parts: readonly Sql[]): Sql {
  const row = functionTable.get(call.function);
  if (!row) throw new TypeError(`no function ${call.function}`);
  const text = dialect.name === "spark" ? (row.spark ?? row.databricks) : row[dialect.name];
  if (typeof text === "string") return callOf(text, parts);
  const { ansi, timeZone, javascript } = dialect;
  if (typeof text === "function") return text(parts, { type: call.type, arguments: call.arguments, ansi, timeZone, javascript });
  throw new DiagnosticError([error("dialect/refused", `${call.function}: ${text.refuse}`)]);
}
