import { DiagnosticError, error, nearest } from "../diagnostic/index.js";
import { castMayBeNull } from "./cast.js";
import type { Interval } from "./interval.js";
import { type ColumnType, canBeNull, findField, neverNull, printType, type Schema, type Slot, types } from "./type.js";

/** A value literal as plain JSON: big integers and decimals as digits, dates and timestamps in ISO 8601. */
export type LiteralValue = string | number | boolean | null;

/** Reads a column of the relation's input; in a join 0 is the left one, 1 the right. */
export interface ColumnReference extends Slot {
  readonly kind: "column";
  readonly input: number;
  readonly name: string;
}

export interface FieldAccess extends Slot {
  readonly kind: "field";
  readonly of: Expression;
  readonly name: string;
}

export interface Literal extends Slot {
  readonly kind: "literal";
  readonly value: LiteralValue;
}

/** A call of a scalar function by its id in the function table. */
export interface Call extends Slot {
  readonly kind: "call";
  readonly function: string;
  readonly arguments: readonly Expression[];
}

/**
 * A call of an aggregate or of a window function. `aggregate` and `window` relations hold aggregates; elsewhere both stand inside `Over`
 * only.
 */
export interface AggregateCall extends Slot {
  readonly kind: "aggregate";
  readonly function: string;
  readonly arguments: readonly Expression[];
  /** Only rows for which it is TRUE count: `FILTER (WHERE …)`. */
  readonly filter?: Expression;
  /** The order in which it takes its rows: `WITHIN GROUP (ORDER BY …)`. */
  readonly orderBy?: readonly SortKey[];
}

/** One key of an order. Where NULL stands is always said; Spark's own rule is first when ascending, last when descending. */
export interface SortKey {
  readonly value: Expression;
  readonly descending: boolean;
  readonly nulls: "first" | "last";
}

/** An edge of a frame: `unbounded`, or how far from the current row, negative before it. Intervals are for frames by time. */
export type FrameEdge = "unbounded" | number | Interval;

/** The rows around the current one that a window function sees. */
export interface Frame {
  readonly unit: "rows" | "range";
  readonly from: FrameEdge;
  readonly to: FrameEdge;
}

/** `of OVER (PARTITION BY … ORDER BY … frame)`: a value for each row, computed over rows around it. Only a `select` relation holds it. */
export interface Over extends Slot {
  readonly kind: "over";
  readonly of: AggregateCall;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortKey[];
  readonly frame?: Frame;
}

/** `CAST(of AS type)`, or `try_cast`, which gives NULL where the cast would fail. */
export interface Cast extends Slot {
  readonly kind: "cast";
  readonly of: Expression;
  readonly try: boolean;
}

export interface Case extends Slot {
  readonly kind: "case";
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise?: Expression;
}

export interface StructExpression extends Slot {
  readonly kind: "struct";
  readonly fields: readonly Named[];
}

/**
 * `(x, y) -> body`, an argument of a higher-order function. Its slot is the body's. A parameter is called differently from those of the
 * lambdas around it; where the text needs another name, because a column has this one, it gets one there.
 */
export interface Lambda extends Slot {
  readonly kind: "lambda";
  readonly parameters: readonly string[];
  readonly body: Expression;
}

/** The parameter of an enclosing lambda. */
export interface Variable extends Slot {
  readonly kind: "variable";
  readonly name: string;
}

/** Pieces of a text in SQL, and between them the places of what it is given; or why a dialect has none. */
export type RawText = readonly (string | number)[] | { readonly refuse: string };

/** A text of the user's for every dialect. */
export interface RawTexts {
  readonly databricks: RawText;
  readonly spark: RawText;
  readonly duckdb: RawText;
}

/** A value in SQL of the user's own. Nothing proves that its texts agree. */
export interface Raw extends Slot {
  readonly kind: "raw";
  readonly texts: RawTexts;
  readonly arguments: readonly Expression[];
}

export type Expression =
  | ColumnReference
  | FieldAccess
  | Literal
  | Call
  | AggregateCall
  | Over
  | Cast
  | Case
  | StructExpression
  | Lambda
  | Variable
  | Raw;

/** An expression and the column it becomes. */
export interface Named {
  readonly name: string;
  readonly value: Expression;
}

function slotOf({ type, nullable, proven }: Slot): Slot {
  return { type, nullable, proven };
}

/** Reads a column. Throws `column/unknown` when the schema has none of that name. */
export function column(schema: Schema, name: string, input = 0): ColumnReference {
  const field = findField(schema, name);
  if (!field) throw unknownColumn(schema, name);
  return { kind: "column", input, name: field.name, ...slotOf(field) };
}

export function unknownColumn(schema: Schema, name: string, where = "this relation"): DiagnosticError {
  const names = schema.map((field) => field.name);
  const meant = nearest(name, names);
  return new DiagnosticError([
    error("column/unknown", `no column "${name}" in ${where}`, {
      notes: [`it has ${names.join(", ")}`],
      ...(meant && { fix: `did you mean "${meant}"?` }),
    }),
  ]);
}

/** Reads a field of a struct; NULL when the struct is. */
export function field(of: Expression, name: string): FieldAccess {
  if (of.type.kind !== "struct") throw new TypeError(`field "${name}" of a ${printType(of.type)}`);
  const found = findField(of.type.fields, name);
  if (!found) throw unknownColumn(of.type.fields, name, `this ${printType(of.type)}`);
  return {
    kind: "field",
    of,
    name: found.name,
    type: found.type,
    nullable: found.nullable || of.nullable,
    proven: (found.proven || !found.nullable) && !canBeNull(of),
  };
}

/** Types whose literals Spark has as text to be cast, which its analyser calls nullable. */
const castLiterals: readonly ColumnType["kind"][] = ["tinyint", "smallint", "float", "double", "decimal"];

/** A literal of a type. Only NULL is NULL. */
export function literal(value: LiteralValue, type: ColumnType): Literal {
  if (value === null) return { kind: "literal", value, type, nullable: true, proven: false };
  return { kind: "literal", value, type, nullable: castLiterals.includes(type.kind), proven: true };
}

export function text(value: string): Literal {
  return literal(value, types.string);
}

export function call(id: string, args: readonly Expression[], slot: Slot): Call {
  return { kind: "call", function: id, arguments: args, ...slotOf(slot) };
}

export function aggregateCall(id: string, args: readonly Expression[], slot: Slot): AggregateCall {
  return { kind: "aggregate", function: id, arguments: args, ...slotOf(slot) };
}

export function cast(of: Expression, type: ColumnType, attempt = false): Cast {
  // The one cast under ANSI that gives NULL for what does not fit: NaN and the infinities have no decimal, and Spark lets them pass.
  const loses = type.kind === "decimal" && (of.type.kind === "double" || of.type.kind === "float");
  return {
    kind: "cast",
    of,
    try: attempt,
    type,
    nullable: of.nullable || castMayBeNull(of.type, type, attempt),
    proven: !attempt && !loses && !canBeNull(of),
  };
}

export function struct(fields: readonly Named[]): StructExpression {
  return {
    kind: "struct",
    fields,
    ...neverNull({ kind: "struct", fields: fields.map(({ name, value }) => ({ name, ...slotOf(value) })) }),
  };
}

/** `CASE WHEN … THEN … [ELSE …] END`; all results must have one type. */
export function conditional(branches: Case["branches"], otherwise?: Expression): Case {
  const first = branches[0];
  if (!first) throw new TypeError("CASE without a branch");
  const results = [...branches.map((branch) => branch.then), ...(otherwise ? [otherwise] : [])];
  return {
    kind: "case",
    branches,
    ...(otherwise && { otherwise }),
    type: first.then.type,
    nullable: !otherwise || results.some((result) => result.nullable),
    proven: otherwise !== undefined && results.every((result) => !canBeNull(result)),
  };
}

export function variable(name: string, slot: Slot): Variable {
  return { kind: "variable", name, ...slotOf(slot) };
}

export function lambda(parameters: readonly string[], body: Expression): Lambda {
  return { kind: "lambda", parameters, body, ...slotOf(body) };
}

/** An aggregate or a window function over the rows around each row. */
export function over(of: AggregateCall, window: Pick<Over, "partitionBy" | "orderBy" | "frame">): Over {
  return { kind: "over", of, ...window, ...slotOf(of) };
}

/** Does it hold a window function, so that its value depends on which rows there are? */
export function hasOver(expression: Expression): boolean {
  return walk(expression).some((part) => part.kind === "over");
}

/** The expressions directly inside one. */
export function children(of: Expression): readonly Expression[] {
  switch (of.kind) {
    case "column":
    case "literal":
    case "variable":
      return [];
    case "field":
    case "cast":
      return [of.of];
    case "call":
    case "raw":
      return of.arguments;
    case "aggregate":
      return [...of.arguments, ...(of.filter ? [of.filter] : []), ...(of.orderBy ?? []).map((one) => one.value)];
    case "over":
      return [of.of, ...of.partitionBy, ...of.orderBy.map((one) => one.value)];
    case "case":
      return [...of.branches.flatMap((branch) => [branch.when, branch.then]), ...(of.otherwise ? [of.otherwise] : [])];
    case "struct":
      return of.fields.map((one) => one.value);
    case "lambda":
      return [of.body];
  }
}

/** The same expression with its direct children replaced. */
export function withChildren(of: Expression, replace: (child: Expression) => Expression): Expression {
  switch (of.kind) {
    case "column":
    case "literal":
    case "variable":
      return of;
    case "field":
    case "cast":
      return { ...of, of: replace(of.of) };
    case "call":
    case "raw":
      return { ...of, arguments: of.arguments.map(replace) };
    case "aggregate":
      return aggregateWith(of, replace);
    case "over":
      return {
        ...of,
        of: aggregateWith(of.of, replace),
        partitionBy: of.partitionBy.map(replace),
        orderBy: of.orderBy.map((one) => ({ ...one, value: replace(one.value) })),
      };
    case "case":
      return {
        ...of,
        branches: of.branches.map((branch) => ({ when: replace(branch.when), then: replace(branch.then) })),
        ...(of.otherwise && { otherwise: replace(of.otherwise) }),
      };
    case "struct":
      return { ...of, fields: of.fields.map((one) => ({ ...one, value: replace(one.value) })) };
    case "lambda":
      return { ...of, body: replace(of.body) };
  }
}

function aggregateWith(of: AggregateCall, replace: (child: Expression) => Expression): AggregateCall {
  return {
    ...of,
    arguments: of.arguments.map(replace),
    ...(of.filter && { filter: replace(of.filter) }),
    ...(of.orderBy && { orderBy: of.orderBy.map((one) => ({ ...one, value: replace(one.value) })) }),
  };
}

/** Every expression in the tree, the root first. An array, not a generator: this runs for every expression of every dataset, often. */
export function walk(root: Expression): readonly Expression[] {
  const all = [root];
  for (let i = 0; i < all.length; i++) {
    const one = all[i];
    if (one && one.kind !== "column" && one.kind !== "literal") all.push(...children(one));
  }
  return all;
}
