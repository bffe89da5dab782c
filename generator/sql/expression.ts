import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  at,
  atom,
  callOf,
  caseOf,
  chain,
  functionTable,
  indent,
  levels,
  mayRaise,
  refused,
  requireDifferent,
  type Sql,
  type Text,
  type Written,
} from "../functions/index.js";
import * as ir from "../ir/index.js";
import type { Dialect } from "./dialect.js";
import { writeRaw } from "./raw.js";

/** Writes a column of an item; queries qualify it when they read more than one. */
export type WriteColumn = (input: number, name: string) => string;

/** What the parameters of the lambdas around an expression are written as, and the names that are taken there. */
interface Around {
  readonly variables: ReadonlyMap<string, Sql>;
  readonly names: ReadonlySet<string>;
}

const nothing: Around = { variables: new Map(), names: new Set() };

/** An expression as SQL. Throws `dialect/refused` for what the dialect cannot do exactly. */
export function writeExpression(expression: ir.Expression, dialect: Dialect, column: WriteColumn): Sql {
  return write(expression, { dialect, column }, nothing);
}

interface Writing {
  readonly dialect: Dialect;
  readonly column: WriteColumn;
}

function write(expression: ir.Expression, writing: Writing, around: Around): Sql {
  const { dialect, column } = writing;
  const inner = (part: ir.Expression): Sql => write(part, writing, around);
  switch (expression.kind) {
    case "column":
      return atom(column(expression.input, expression.name));
    case "variable":
      return around.variables.get(expression.name) ?? atom(dialect.identifier(expression.name));
    case "literal":
      return dialect.literal(expression);
    case "field":
      return atom(`${parenthesised(inner(expression.of))}.${dialect.identifier(expression.name)}`);
    case "raw":
      // How tightly it binds is not known.
      return {
        text: writeRaw(
          expression.texts,
          dialect,
          expression.arguments.map((part) => at(levels.atom, inner(part))),
        ),
        level: 0,
      };
    case "cast":
      return dialect.cast(inner(expression.of), expression.of, expression.type, expression.try);
    case "case": {
      const branches = expression.branches.map((one) => ({ when: inner(one.when), then: inner(one.then) }));
      const otherwise = expression.otherwise && inner(expression.otherwise);
      if (dialect.name === "duckdb" && otherwise) {
        requireDifferent(
          expression.branches.map((one) => one.when),
          [...branches.map((one) => one.then), otherwise],
        );
      }
      return caseOf(branches, otherwise);
    }
    case "struct":
      return dialect.struct(expression.fields.map((one) => ({ name: one.name, value: inner(one.value) })));
    case "lambda":
      return writeLambda(expression, writing, around);
    case "call":
      return writeCall(expression, writing, around);
    case "aggregate":
      return writeAggregate(expression, writing, around);
    case "over":
      return writeAggregate(expression.of, writing, around, windowText(expression, dialect, inner));
  }
}

function parenthesised(part: Sql): string {
  return /^[\w`".]+$/.test(part.text) ? part.text : `(${part.text})`;
}

/** A parameter hides a column or a table of its name, in every dialect: it is renamed where the body or a lambda around it has that name. */
function writeLambda(lambda: ir.Lambda, writing: Writing, around: Around): Sql {
  const { dialect } = writing;
  const taken = new Set([...around.names, ...namesIn(lambda.body, writing)]);
  const variables = new Map(around.variables);
  const names = lambda.parameters.map((wanted) => {
    const name = free(wanted, taken);
    taken.add(name.toLowerCase());
    variables.set(wanted, atom(dialect.identifier(name)));
    return name;
  });
  const inside: Around = { variables, names: new Set([...around.names, ...names.map((name) => name.toLowerCase())]) };
  return dialect.lambda(names.map(dialect.identifier), write(lambda.body, writing, inside));
}

/** The words of all columns in an expression, those of the tables they are qualified with among them. */
function namesIn(expression: ir.Expression, { column }: Writing): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of ir.walk(expression)) {
    if (part.kind !== "column") continue;
    for (const word of column(part.input, part.name).toLowerCase().match(/\w+/g) ?? []) names.add(word);
  }
  return names;
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${wanted}_${i}`;
  return name;
}

/** Written when it is read: a text that has its own words for the parameters of a lambda asks for the body instead. */
function later(run: () => Sql): Sql {
  return {
    get text(): string {
      return run().text;
    },
    level: levels.atom,
  };
}

function writeCall(call: ir.Call, writing: Writing, around: Around): Sql {
  const parts = partsOf(call, writing, around);
  const text = textOf(call, writing.dialect);
  const written =
    typeof text === "string" ? callOf(text, parts) : text(parts, { ...writtenFor(call, writing, around), orderBy: [], window: false });
  return writing.dialect.name === "duckdb" ? unlessNull(call, parts, written) : written;
}

/** Operators of which Spark computes one operand first, and the other only when that is not NULL: its index. */
const computedFirst: { readonly [id: string]: 0 | 1 } = {
  ...{ "+": 0, "-": 0, "*": 0, "=": 0, "<>": 0, "<": 0, "<=": 0, ">": 0, ">=": 0 },
  // The divisor comes first (`DivModLike.eval`).
  ...{ "/": 1, "%": 1, div: 1, pmod: 1 },
};

/** An error of an operand that Spark never computes must not happen in DuckDB, which computes all. */
function unlessNull({ function: id, arguments: args }: ir.Call, parts: readonly Sql[], written: Sql): Sql {
  const first = computedFirst[id];
  if (first === undefined) return written;
  const [one, other, part] = [args[first], args[1 - first], parts[first]];
  if (!one || !other || !part || !ir.canBeNull(one) || !mayRaise(other)) return written;
  return atom(`CASE WHEN ${at(levels.compare + 1, part)} IS NULL THEN NULL ELSE ${written.text} END`);
}

function partsOf(call: ir.Call | ir.AggregateCall, writing: Writing, around: Around): readonly Sql[] {
  return call.arguments.map((one) => (one.kind === "lambda" ? later(() => write(one, writing, around)) : write(one, writing, around)));
}

/** What `text` is in the dialect. Throws `dialect/refused`. */
function textOf(call: ir.Call | ir.AggregateCall, dialect: Dialect): Exclude<Text, { readonly refuse: string }> {
  const row = functionTable.get(call.function);
  if (!row) throw new TypeError(`no function ${call.function}`);
  const text = dialect.name === "spark" ? (row.spark ?? row.databricks) : row[dialect.name];
  if (typeof text === "object") throw new DiagnosticError([error("dialect/refused", `${call.function}: ${text.refuse}`)]);
  return text;
}

function writtenFor(call: ir.Call | ir.AggregateCall, writing: Writing, around: Around): Omit<Written, "orderBy" | "window"> {
  const { dialect } = writing;
  const { ansi, timeZone, javascript, type: typeName } = dialect;
  const own = new Set<string>();
  return {
    type: call.type,
    arguments: call.arguments,
    ansi,
    timeZone,
    javascript,
    aggregated: (aggregate) => aggregate,
    typeName,
    unused: (wanted) => {
      const name = free(wanted, new Set([...around.names, ...own, ...namesIn(call, writing)]));
      own.add(name.toLowerCase());
      return atom(dialect.identifier(name));
    },
    body: (argument, texts) => {
      const lambda = call.arguments[argument];
      if (lambda?.kind !== "lambda") throw new TypeError(`argument ${argument} of ${call.function} is no lambda`);
      const variables = new Map(around.variables);
      lambda.parameters.forEach((name, at) => {
        const as = texts[at];
        if (as) variables.set(name, as);
      });
      return write(lambda.body, writing, { variables, names: new Set([...around.names, ...own]) });
    },
  };
}

type Write = (part: ir.Expression) => Sql;

/** An aggregate with its FILTER, and with the window it is computed over. On Spark both follow the whole call, in DuckDB every aggregate of its text. */
function writeAggregate(call: ir.AggregateCall, writing: Writing, around: Around, over = ""): Sql {
  const { dialect } = writing;
  const inner: Write = (part) => write(part, writing, around);
  const parts = partsOf(call, writing, around);
  const orderBy = (call.orderBy ?? []).map((one) => writeOrdering(one, dialect, inner));
  const filter = call.filter && inner(call.filter);
  const aggregated = (aggregate: Sql, where?: Sql): Sql => {
    const conditions = [where, filter].filter((one) => one !== undefined);
    const clause = conditions.length === 0 ? "" : ` FILTER (WHERE ${conditions.reduce(both).text})`;
    return atom(`${aggregate.text}${clause}${over}`);
  };
  const text = textOf(call, dialect);
  const window = over !== "";
  if (dialect.name === "duckdb" && typeof text === "function") {
    return text(parts, { ...writtenFor(call, writing, around), orderBy, window, aggregated });
  }
  return aggregated(
    typeof text === "string" ? callOf(text, parts) : text(parts, { ...writtenFor(call, writing, around), orderBy, window }),
  );
}

const both = chain("AND", levels.and);

/** `x DESC`, and where NULL goes when the engine's own place for it may be another one. */
function writeOrdering({ value, descending, nulls }: ir.SortKey, dialect: Dialect, write: Write): Sql {
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
