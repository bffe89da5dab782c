import { DiagnosticError, error } from "../diagnostic/index.js";
import { at, atom, callOf, caseOf, chain, functionTable, indent, levels, refused, type Sql, type Text } from "../functions/index.js";
import * as ir from "../ir/index.js";
import type { Dialect } from "./dialect.js";
import { writeRaw } from "./raw.js";

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
    case "raw":
      // How tightly it binds is not known.
      return {
        text: writeRaw(
          expression.texts,
          dialect,
          expression.arguments.map((part) => at(levels.atom, write(part))),
        ),
        level: 0,
      };
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
      return writeCall(expression, dialect, expression.arguments.map(write));
    case "aggregate":
      return writeAggregate(expression, dialect, write);
    case "over":
      return writeAggregate(expression.of, dialect, write, windowText(expression, dialect, write));
  }
}

function parenthesised(part: Sql): string {
  return /^[\w`".]+$/.test(part.text) ? part.text : `(${part.text})`;
}

function writeCall(call: ir.Call, dialect: Dialect, parts: readonly Sql[]): Sql {
  const text = textOf(call, dialect);
  return typeof text === "string" ? callOf(text, parts) : text(parts, { ...writtenFor(call, dialect), orderBy: [], window: false });
}

/** What `text` is in the dialect. Throws `dialect/refused`. */
function textOf(call: ir.Call | ir.AggregateCall, dialect: Dialect): Exclude<Text, { readonly refuse: string }> {
  const row = functionTable.get(call.function);
  if (!row) throw new TypeError(`no function ${call.function}`);
  const text = dialect.name === "spark" ? (row.spark ?? row.databricks) : row[dialect.name];
  if (typeof text === "object") throw new DiagnosticError([error("dialect/refused", `${call.function}: ${text.refuse}`)]);
  return text;
}

function writtenFor(call: ir.Call | ir.AggregateCall, { ansi, timeZone, javascript }: Dialect) {
  return { type: call.type, arguments: call.arguments, ansi, timeZone, javascript, aggregated: (aggregate: Sql): Sql => aggregate };
}

type Write = (part: ir.Expression) => Sql;

/** An aggregate with its FILTER, and with the window it is computed over. On Spark both follow the whole call, in DuckDB every aggregate of its text. */
function writeAggregate(call: ir.AggregateCall, dialect: Dialect, write: Write, over = ""): Sql {
  const parts = call.arguments.map(write);
  const orderBy = (call.orderBy ?? []).map((one) => writeOrdering(one, dialect, write));
  const filter = call.filter && write(call.filter);
  const aggregated = (aggregate: Sql, where?: Sql): Sql => {
    const conditions = [where, filter].filter((one) => one !== undefined);
    const clause = conditions.length === 0 ? "" : ` FILTER (WHERE ${conditions.reduce(both).text})`;
    return atom(`${aggregate.text}${clause}${over}`);
  };
  const text = textOf(call, dialect);
  const window = over !== "";
  if (dialect.name === "duckdb" && typeof text === "function") {
    return text(parts, { ...writtenFor(call, dialect), orderBy, window, aggregated });
  }
  return aggregated(typeof text === "string" ? callOf(text, parts) : text(parts, { ...writtenFor(call, dialect), orderBy, window }));
}

const both = chain("AND", levels.and);

/** `x DESC`, and where NULL goes when the engine's own place for it may be another one. */
export function writeOrdering({ value, descending, nulls }: ir.SortKey, dialect: Dialect, write: Write): Sql {
  const usual = dialect.name !== "duckdb" && nulls === (descending ? "last" : "first");
  return atom(`${write(value).text}${descending ? " DESC" : ""}${usual ? "" : ` NULLS ${nulls.toUpperCase()}`}`);
}

/** ` OVER (PARTITION BY … ORDER BY … ROWS BETWEEN … AND …)`, one clause a line when that would be long. */
function windowText({ partitionBy, orderBy, frame }: ir.Over, dialect: Dialect, write: Write): string {
  const listed = (parts: readonly Sql[]): string => parts.map((one) => one.text).join(", ");
  const by = orderBy[0]?.value.type;
  const key = (part: ir.Expression): Sql => dialect.key(write(part), part.type);
  const clauses = [
    ...(partitionBy.length > 0 ? [`PARTITION BY ${listed(partitionBy.map(key))}`] : []),
    ...(orderBy.length > 0 ? [`ORDER BY ${listed(orderBy.map((one) => writeOrdering(one, dialect, key)))}`] : []),
    ...(frame
      ? [
          `${frame.unit.toUpperCase()} BETWEEN ${edgeText(frame.from, "PRECEDING", by, dialect)} AND ${edgeText(frame.to, "FOLLOWING", by, dialect)}`,
        ]
      : []),
  ];
  const line = ` OVER (${clauses.join(" ")})`;
  return line.length <= 80 ? line : ` OVER (\n${clauses.map(indent).join("\n")}\n)`;
}

function edgeText(edge: ir.FrameEdge, unbounded: "PRECEDING" | "FOLLOWING", by: ir.ColumnType | undefined, dialect: Dialect): string {
  if (edge === "unbounded") return `UNBOUNDED ${unbounded}`;
  const amount = typeof edge === "number" ? edge : edge.amount;
  if (amount === 0) return "CURRENT ROW";
  return `${distance(edge, by, dialect)} ${amount < 0 ? "PRECEDING" : "FOLLOWING"}`;
}

const day = 86_400;

/** Throws `dialect/refused`. */
function distance(edge: number | ir.Interval, by: ir.ColumnType | undefined, dialect: Dialect): string {
  if (typeof edge === "number") return `${Math.abs(edge)}`;
  const length = { ...edge, amount: Math.abs(edge.amount) };
  // A day of Spark's is one of the calendar then, even where it is written as 24 hours.
  if (dialect.name === "duckdb" && by?.kind === "timestamp" && dialect.timeZone !== "UTC" && ir.seconds(length) >= day) {
    throw refused(
      `the emulator does not measure ${ir.printInterval(length)} between timestamps in ${dialect.timeZone ?? "an unknown zone"}: days of 23 and 25 hours are not proven`,
      "order by a date, or set the session's time zone to UTC",
    );
  }
  return `INTERVAL ${ir.printInterval(length).toUpperCase()}`;
}
