import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  children,
  column,
  type Expression,
  field,
  hasOver,
  type LiteralValue,
  type Named,
  type RawTexts,
  type SortKey,
} from "./expression.js";
import { type Interval, printInterval, seconds } from "./interval.js";
import { type Source, sourceSchema } from "./source.js";
import {
  type Field,
  findField,
  holdsSensitive,
  isOrderable,
  isSensitiveType,
  nameFault,
  neverNull,
  printType,
  type Schema,
  type Slot,
  types,
} from "./type.js";

/** A stream holds what arrived since the flow last looked; a batch holds everything there is. */
export type Mode = "stream" | "batch";

interface Common {
  readonly mode: Mode;
  readonly schema: Schema;
}

/** Reads a declared source. */
export interface SourceRead extends Common {
  readonly kind: "source";
  readonly source: string;
}

/** Reads a dataset of the pipeline: as a stream the rows appended to it, as a batch all of it. */
export interface DatasetRead extends Common {
  readonly kind: "dataset";
  readonly dataset: string;
}

/** Keeps the rows for which the predicate is TRUE. */
export interface Where extends Common {
  readonly kind: "where";
  readonly input: Relation;
  readonly predicate: Expression;
}

/** Keeps the rows in which none of the columns is NULL. */
export interface NotNull extends Common {
  readonly kind: "not_null";
  readonly input: Relation;
  readonly columns: readonly string[];
}

/** Computes a new list of columns; `select`, `derive` and `omit` of the authoring surface are all this. */
export interface Select extends Common {
  readonly kind: "select";
  readonly input: Relation;
  readonly columns: readonly Named[];
}

/**
 * Reads JSON text by a record type. `records` has the rows whose text is JSON of that shape with every required field; `rejected`
 * has the others, the text untouched, and says why. A row is in exactly one of them.
 */
export interface ParseJson extends Common {
  readonly kind: "parse_json";
  readonly input: Relation;
  readonly column: string;
  readonly record: Schema;
  readonly branch: "records" | "rejected";
}

/**
 * One row for each element of a list, or each entry of a map, whose key is `key`; `outer` keeps a row, with NULL, where there is none.
 * `position` counts from 0.
 */
export interface Explode extends Common {
  readonly kind: "explode";
  readonly input: Relation;
  readonly list: Expression;
  readonly as: string;
  readonly key?: string;
  readonly position?: string;
  readonly outer: boolean;
}

/**
 * Joins with a batch; a stream on the left stays a stream and sees the batch as it is at that micro-batch. `semi` keeps the rows of the left
 * that have a partner, `anti` those that have none; both give the columns of the left. `cross` joins every row with every row, `on` is TRUE.
 */
export interface Join extends Common {
  readonly kind: "join";
  readonly how: "inner" | "left" | "right" | "full" | "semi" | "anti" | "cross";
  readonly left: Relation;
  readonly right: Relation;
  readonly on: Expression;
  readonly columns: readonly Named[];
}

/** All rows of all inputs, columns matched by name. */
export interface Union extends Common {
  readonly kind: "union";
  readonly inputs: readonly Relation[];
}

/** Rows that are in both, or in the first only, columns matched by name; NULL equals NULL there. Without `all` each row once. */
export interface SetOperation extends Common {
  readonly kind: "set";
  readonly operator: "intersect" | "except";
  readonly all: boolean;
  readonly left: Relation;
  readonly right: Relation;
}

/** Each row once. */
export interface Distinct extends Common {
  readonly kind: "distinct";
  readonly input: Relation;
}

/** Rows written out in the pipeline. A cell is the value of a literal of its column's type. */
export interface Values extends Common {
  readonly kind: "values";
  readonly rows: readonly (readonly LiteralValue[])[];
}

/** Groups of several levels at once; `sets` name the group columns that each level keeps. */
export type Grouping = { readonly kind: "rollup" | "cube" } | { readonly kind: "sets"; readonly sets: readonly (readonly string[])[] };

/** One row a group; without group columns one row in all. */
export interface Aggregate extends Common {
  readonly kind: "aggregate";
  readonly input: Relation;
  readonly grouping?: Grouping;
  readonly by: readonly Named[];
  readonly measures: readonly Named[];
}

/** Keeps the rows for which a predicate over window functions is TRUE. */
export interface Qualify extends Common {
  readonly kind: "qualify";
  readonly input: Relation;
  readonly predicate: Expression;
}

/** A query in SQL of the user's own. Nothing proves that its texts agree. */
export interface RawRelation extends Common {
  readonly kind: "raw";
  readonly inputs: readonly Relation[];
  readonly texts: RawTexts;
}

/** The first `count` rows of an order, `offset` rows left out before them. */
export interface Limit extends Common {
  readonly kind: "limit";
  readonly input: Relation;
  readonly order: readonly SortKey[];
  readonly count: number;
  readonly offset: number;
}

/** Says how late a row may be: rows more than `delay` behind the latest event time may be dropped by what follows. */
export interface Watermark extends Common {
  readonly kind: "watermark";
  readonly input: Relation;
  readonly column: string;
  readonly delay: Interval;
}

/** Groups a stream by windows of event time, tumbling or, with `slide`, sliding. */
export interface Window extends Common {
  readonly kind: "window";
  readonly input: Relation;
  readonly on: string;
  readonly size: Interval;
  readonly slide?: Interval;
  readonly by: readonly Named[];
  readonly measures: readonly Named[];
}

export type Relation =
  | SourceRead
  | DatasetRead
  | Where
  | NotNull
  | Select
  | ParseJson
  | Explode
  | Join
  | Union
  | SetOperation
  | Distinct
  | Values
  | Aggregate
  | Qualify
  | RawRelation
  | Limit
  | Watermark
  | Window;

/** The relations a relation reads. */
export function inputs(relation: Relation): readonly Relation[] {
  switch (relation.kind) {
    case "source":
    case "dataset":
    case "values":
      return [];
    case "join":
    case "set":
      return [relation.left, relation.right];
    case "union":
    case "raw":
      return relation.inputs;
    default:
      return [relation.input];
  }
}

/** Every relation in the tree, the root first, then what it reads from left to right. */
export function relationsIn(root: Relation): readonly Relation[] {
  const all: Relation[] = [];
  const waiting = [root];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    all.push(one);
    waiting.push(...[...inputs(one)].reverse());
  }
  return all;
}

export function readSource(source: Source, mode: Mode): SourceRead {
  return { kind: "source", source: source.name, mode, schema: sourceSchema(source) };
}

/** Whatever its query says, Spark calls every column of a table nullable, since none is declared NOT NULL. */
export function readDataset(dataset: string, schema: Schema, mode: Mode): DatasetRead {
  return { kind: "dataset", dataset, mode, schema: schema.map((one) => (one.nullable ? one : { ...one, nullable: true })) };
}

/** Throws `expression/not-boolean`. */
export function where(input: Relation, predicate: Expression): Where {
  requireBoolean(predicate, "the predicate of where");
  return { kind: "where", input, predicate, mode: input.mode, schema: input.schema };
}

/** Throws `expression/not-boolean`. Without a window function in it, it is a `where`. */
export function qualify(input: Relation, predicate: Expression): Qualify | Where {
  if (!hasOver(predicate)) return where(input, predicate);
  requireBoolean(predicate, "the predicate of qualify");
  return { kind: "qualify", input, predicate, mode: input.mode, schema: input.schema };
}

/** Throws `column/unknown`. */
export function notNull(input: Relation, columns: readonly string[]): NotNull {
  const proven = new Set(columns.map((name) => column(input.schema, name).name));
  const schema = input.schema.map((one) => (proven.has(one.name) ? { ...one, proven: true } : one));
  return { kind: "not_null", input, columns: [...proven], mode: input.mode, schema };
}

/** Throws `column/duplicate`. */
export function select(input: Relation, columns: readonly Named[]): Select {
  return { kind: "select", input, columns, mode: input.mode, schema: fieldsOf(columns, [input.schema]) };
}

/** Every column of the relation, as a selection. */
export function columnsOf(relation: Relation): readonly Named[] {
  return relation.schema.map(({ name }) => ({ name, value: column(relation.schema, name) }));
}

/** The column `rejected` adds. */
export const reason = "reason";

/** Throws `column/unknown` and `json/not-text`. */
export function parseJson(input: Relation, name: string, record: Schema, branch: ParseJson["branch"]): ParseJson {
  const text = column(input.schema, name);
  if (text.type.kind !== "string") {
    throw new DiagnosticError([error("json/not-text", `parseJson reads text, and "${text.name}" is ${printType(text.type)}`)]);
  }
  const parsed: Slot = { type: { kind: "struct", fields: record }, nullable: true, proven: true };
  const schema =
    branch === "records"
      ? input.schema.map((one) => (one.name === text.name ? { name: one.name, ...parsed } : one))
      : [
          ...input.schema.filter((one) => one.name !== reason),
          { name: reason, ...neverNull(types.string), comment: "Why the record was rejected" },
        ];
  return { kind: "parse_json", input, column: text.name, record, branch, mode: input.mode, schema };
}

/** Throws `explode/not-a-list` and `column/duplicate`. */
export function explode(
  input: Relation,
  list: Expression,
  as: string,
  options: { outer: boolean; position?: string; key?: string },
): Explode {
  const { outer, position, key } = options;
  const wanted = key === undefined ? "array" : "map";
  if (list.type.kind !== wanted) {
    throw new DiagnosticError([
      error(
        "explode/not-a-list",
        `${key === undefined ? "explode takes a list" : "explodeMap takes a map"}, and "${as}" comes from ${printType(list.type)}`,
        {
          ...(list.type.kind === "map" && { fix: 'name keys and values: explodeMap(["key", "value"], …)' }),
          ...(list.type.kind === "array" && { fix: "use explode" }),
        },
      ),
    ]);
  }
  const added: Field[] = [
    ...(position === undefined ? [] : [{ name: position, ...neverNull(types.int) }]),
    ...(list.type.kind === "map" && key !== undefined ? [{ name: key, ...neverNull(list.type.key) }] : []),
    { name: as, ...(list.type.kind === "map" ? list.type.value : list.type.kind === "array" ? list.type.element : neverNull(list.type)) },
  ].map((one) => ({ ...one, nullable: outer || one.nullable, proven: !outer && (one.proven || !one.nullable) }));
  const kept = input.schema.filter((one) => !findField(added, one.name));
  return { kind: "explode", input, list, as, ...options, mode: input.mode, schema: unique([...kept, ...added]) };
}

/** One row for each struct of a list, its fields as columns; `outer` keeps a row, with NULL, where there is none. Throws `explode/not-a-list`. */
export function inlined(input: Relation, list: Expression, outer: boolean): Select {
  if (list.type.kind !== "array" || list.type.element.type.kind !== "struct") {
    throw new DiagnosticError([error("explode/not-a-list", `inline takes a list of structs, and this is ${printType(list.type)}`)]);
  }
  const { fields } = list.type.element.type;
  let name = "item";
  for (let i = 2; findField([...input.schema, ...fields], name); i++) name = `item_${i}`;
  const exploded = explode(input, list, name, { outer });
  const item = column(exploded.schema, name);
  const kept = input.schema.filter((one) => !findField(fields, one.name));
  return select(exploded, [
    ...kept.map((one) => ({ name: one.name, value: column(exploded.schema, one.name) })),
    ...fields.map((one) => ({ name: one.name, value: field(item, one.name) })),
  ]);
}

/** Throws `column/unknown` and `watermark/not-a-timestamp`. */
export function watermark(input: Relation, name: string, delay: Interval): Watermark {
  const time = column(input.schema, name);
  requireTimestamp(
    time.type.kind === "timestamp",
    "watermark/not-a-timestamp",
    `a watermark is on a TIMESTAMP, and "${name}" is ${printType(time.type)}`,
  );
  return { kind: "watermark", input, column: time.name, delay, mode: input.mode, schema: input.schema };
}

/** Throws `column/unknown`, `column/duplicate`, `window/not-a-timestamp`, `aggregate/not-groupable`, `name/taken`. */
export function window(
  input: Relation,
  on: string,
  span: { readonly size: Interval; readonly slide?: Interval },
  by: readonly Named[],
  measures: readonly Named[],
): Window {
  // Spark would read `window.start` as a field of that column.
  if (findField(input.schema, "window")) {
    throw new DiagnosticError([
      error("name/taken", `the column "window" hides the window that windowed makes`, { fix: "select it under another name before" }),
    ]);
  }
  const time = column(input.schema, on);
  requireTimestamp(
    time.type.kind === "timestamp",
    "window/not-a-timestamp",
    `windows are cut from a TIMESTAMP, and "${on}" is ${printType(time.type)}`,
  );
  if (span.slide && seconds(span.slide) > seconds(span.size)) {
    throw new DiagnosticError([
      error("window/slide", `windows of ${printInterval(span.size)} cannot begin only every ${printInterval(span.slide)}`, {
        notes: ["what comes between two windows would be in none, and Spark refuses that"],
        fix: "let them begin at least as often as they are long, or leave slide out",
      }),
    ]);
  }
  requireGroupable(by);
  const edge = { type: types.timestamp, nullable: true, proven: true };
  const edges: Field[] = [
    { name: "window_start", ...edge, comment: "First instant of the window" },
    { name: "window_end", ...edge, comment: "First instant after the window" },
  ];
  const schema = unique([...edges, ...fieldsOf([...by, ...measures], [input.schema])]);
  return { kind: "window", input, on: time.name, ...span, by, measures, mode: input.mode, schema };
}

function requireTimestamp(is: boolean, code: "watermark/not-a-timestamp" | "window/not-a-timestamp", message: string): void {
  if (!is) throw new DiagnosticError([error(code, message, { fix: "cast it to a timestamp first" })]);
}

export function requireGroupable(by: readonly Named[]): void {
  const wrong = by.flatMap(({ name, value }) => {
    // GROUP BY 1 is the first column of the SELECT.
    if (value.kind === "literal")
      return [error("aggregate/not-groupable", `"${name}" is the same for all rows, so it makes no groups`, { fix: "leave it out of by" })];
    return isOrderable(value.type)
      ? []
      : [
          error("aggregate/not-groupable", `rows cannot be grouped by "${name}", which is ${printType(value.type)}`, {
            fix: "group by something in it that can be compared",
          }),
        ];
  });
  if (wrong.length > 0) throw new DiagnosticError(wrong);
}

export function requireBoolean(expression: Expression, what: string): void {
  if (expression.type.kind === "boolean") return;
  throw new DiagnosticError([
    error("expression/not-boolean", `${what} is ${printType(expression.type)}, not BOOLEAN`, {
      fix: "compare it with something, as in .eq(…) or .gt(…)",
    }),
  ]);
}

/** The columns a selection makes. What is passed on untouched keeps its comment and its origin. Throws `selection/empty`. */
export function fieldsOf(columns: readonly Named[], sides: readonly Schema[]): Schema {
  if (columns.length === 0) throw new DiagnosticError([error("selection/empty", "no column is left", { fix: "select at least one" })]);
  return unique(
    columns.map(({ name, value }) => {
      const { type, nullable, proven } = value;
      const from = untouched(value, sides);
      return {
        name,
        type,
        nullable,
        proven,
        ...(from?.comment !== undefined && { comment: from.comment }),
        ...(from?.origin !== undefined && { origin: from.origin }),
        ...(readsSensitive(value, sides) && { sensitive: true as const }),
      };
    }),
  );
}

/** Does an expression read something sensitive? `sides` are the columns of its inputs. */
export function readsSensitive(expression: Expression, sides: readonly Schema[]): boolean {
  const read = readBy(expression, sides);
  // What a schema made of a text, as fromJson does, is sensitive where the schema says so.
  if (!read) return isSensitiveType(expression.type) || children(expression).some((child) => readsSensitive(child, sides));
  return holdsSensitive(read) || (expression.kind === "field" && isInSensitive(expression.of, sides));
}

/** The column or field that an expression is. */
function readBy(expression: Expression, sides: readonly Schema[]): Field | undefined {
  if (expression.kind === "column") return findField(sides[expression.input] ?? [], expression.name);
  if (expression.kind !== "field" || expression.of.type.kind !== "struct") return undefined;
  return findField(expression.of.type.fields, expression.name);
}

/** Is the whole struct sensitive that a field is taken from? That another field of it is says nothing. */
function isInSensitive(struct: Expression, sides: readonly Schema[]): boolean {
  const read = readBy(struct, sides);
  if (!read) return children(struct).some((child) => readsSensitive(child, sides));
  return read.sensitive === true || (struct.kind === "field" && isInSensitive(struct.of, sides));
}

function untouched(value: Expression, sides: readonly Schema[]): Field | undefined {
  if (value.kind === "column") return findField(sides[value.input] ?? [], value.name);
  if (value.kind === "field" && value.of.type.kind === "struct") return findField(value.of.type.fields, value.name);
  return undefined;
}

function unique(fields: Schema): Schema {
  const seen = new Map<string, string>();
  for (const { name } of fields) {
    const fault = nameFault(name);
    if (fault !== undefined) {
      throw new DiagnosticError([
        error("column/name", `"${name}" cannot be the name of a column: ${fault}`, { fix: "give it another name" }),
      ]);
    }
    const before = seen.get(name.toLowerCase());
    if (before !== undefined) {
      throw new DiagnosticError([
        error("column/duplicate", `two columns are called "${name}"`, {
          ...(before !== name && { notes: [`"${before}" and "${name}" are one name: Spark compares names without case`] }),
          fix: "give one of them another name",
        }),
      ]);
    }
    seen.set(name.toLowerCase(), name);
  }
  return fields;
}

/** The expressions a relation holds itself, not those of its inputs. */
export function expressionsOf(relation: Relation): readonly Expression[] {
  switch (relation.kind) {
    case "where":
    case "qualify":
      return [relation.predicate];
    case "select":
      return relation.columns.map((one) => one.value);
    case "explode":
      return [relation.list];
    case "join":
      return [relation.on, ...relation.columns.map((one) => one.value)];
    case "aggregate":
    case "window":
      return [...relation.by, ...relation.measures].map((one) => one.value);
    case "limit":
      return relation.order.map((one) => one.value);
    default:
      return [];
  }
}
