import { callback, expressionOf, Handle, type RowObject, rowObject } from "../column/index.js";
import { type Diagnostic, DiagnosticError, error, placeOf, type Trace, trace } from "../diagnostic/index.js";
import { apply, comparison, functionTable, sortKeyOf } from "../functions/index.js";
import * as ir from "../ir/index.js";
import "./methods.js";
import "./over.js";
import type * as z from "zod";
import type { Batch, Stream } from "./relation-type.js";
import { Sorted } from "./sorted.js";
import { recordOf } from "./zod.js";

type RowCallback<T> = (row: never, other: never) => T;

/**
 * The object behind `Stream`, `Batch` and the datasets. Problems do not stop the loading of a pipeline: a relation that could not be
 * built carries them and whatever is built on it stays silent, so that one run tells every mistake once.
 */
export class Query {
  readonly relation: ir.Relation | undefined;
  readonly problems: readonly Diagnostic[];
  /** What messages call it. */
  readonly label: string;
  /** Datasets and sources read, by name, so that `pipeline` finds what belongs to it. */
  readonly reads: ReadonlySet<unknown>;
  readonly mode: ir.Mode;

  constructor(
    relation: ir.Relation | undefined,
    label: string,
    mode: ir.Mode,
    problems: readonly Diagnostic[] = [],
    reads: ReadonlySet<unknown> = new Set(),
  ) {
    this.relation = relation;
    this.label = label;
    this.mode = relation?.mode ?? mode;
    this.problems = problems;
    this.reads = reads;
  }

  /** Builds a relation on others; what goes wrong is kept with the place of the call. */
  static of(
    at: Trace,
    from: readonly Query[],
    label: string,
    make: (inputs: readonly ir.Relation[]) => ir.Relation,
    problems: readonly Diagnostic[] = [],
  ): Query {
    return combine(at, from, label, make, problems);
  }

  where(predicate: RowCallback<unknown>): Query {
    return this.#next(trace(this.where), (input) => ir.where(input, this.#one(input, predicate)));
  }

  select(columns: RowCallback<object>): Query {
    return this.#next(trace(this.select), (input) => ir.select(input, this.#many(input, columns, "select", true)));
  }

  derive(columns: RowCallback<object>): Query {
    return this.#next(trace(this.derive), (input) => {
      const derived = this.#many(input, columns, "derive", true);
      const replaced = (name: string): boolean => derived.some((one) => one.name.toLowerCase() === name.toLowerCase());
      return ir.select(input, [...ir.columnsOf(input).filter((one) => !replaced(one.name)), ...derived]);
    });
  }

  omit(...columns: string[]): Query {
    return this.#next(trace(this.omit), (input) => {
      const omitted = new Set(columns.map((name) => ir.column(input.schema, name).name));
      return ir.select(
        input,
        ir.columnsOf(input).filter((one) => !omitted.has(one.name)),
      );
    });
  }

  notNull(...columns: string[]): Query {
    return this.#next(trace(this.notNull), (input) => ir.notNull(input, columns));
  }

  parseJson(column: string, schema: z.core.$ZodType): { readonly records: Query; readonly rejected: Query } {
    const at = trace(this.parseJson);
    const { fields, problems } = recordOf(schema, at);
    if (problems.some((one) => one.severity === "error")) {
      const unread = new Query(undefined, this.label, this.mode, [...this.problems, ...problems], this.reads);
      return { records: unread, rejected: unread };
    }
    const parse = (branch: "records" | "rejected"): Query =>
      this.#next(at, (input) => ir.parseJson(input, column, fields, branch), problems);
    return { records: parse("records"), rejected: parse("rejected") };
  }

  explode(name: string, list: RowCallback<unknown>, options: ExplodeOptions = {}): Query {
    return this.#next(trace(this.explode), (input) => ir.explode(input, this.#one(input, list), name, explodeOptions(options)));
  }

  explodeMap([key, value]: readonly [key: string, value: string], map: RowCallback<unknown>, options: ExplodeOptions = {}): Query {
    return this.#next(trace(this.explodeMap), (input) =>
      ir.explode(input, this.#one(input, map), value, { ...explodeOptions(options), key }),
    );
  }

  inline(list: RowCallback<unknown>, options: { readonly outer?: boolean } = {}): Query {
    return this.#next(trace(this.inline), (input) => ir.inlined(input, this.#one(input, list), options.outer ?? false));
  }

  join(right: Query, how: { on: RowCallback<unknown>; select: RowCallback<object> }): Query {
    return this.#join("inner", trace(this.join), right, how);
  }

  leftJoin(right: Query, how: { on: RowCallback<unknown>; select: RowCallback<object> }): Query {
    return this.#join("left", trace(this.leftJoin), right, how);
  }

  rightJoin(right: Query, how: { on: RowCallback<unknown>; select: RowCallback<object> }): Query {
    return this.#join("right", trace(this.rightJoin), right, how);
  }

  fullJoin(right: Query, how: { on: RowCallback<unknown>; select: RowCallback<object> }): Query {
    return this.#join("full", trace(this.fullJoin), right, how);
  }

  crossJoin(right: Query, how: { select: RowCallback<object> }): Query {
    return this.#join("cross", trace(this.crossJoin), right, how);
  }

  semiJoin(right: Query, how: { on: RowCallback<unknown> }): Query {
    return this.#join("semi", trace(this.semiJoin), right, how);
  }

  antiJoin(right: Query, how: { on: RowCallback<unknown> }): Query {
    return this.#join("anti", trace(this.antiJoin), right, how);
  }

  #join(
    how: ir.Join["how"],
    at: Trace,
    right: unknown,
    { on, select }: { on?: RowCallback<unknown>; select?: RowCallback<object> },
  ): Query {
    const partner = queryOf(right, "the right side of the join", at);
    return combine(at, [this, partner], this.label, ([left, other]) => {
      const sides = (first: ir.Schema, second: ir.Schema): readonly [RowObject, RowObject] => [
        rowObject(first, this.label),
        rowObject(second, partner.label, 1),
      ];
      const condition = on ? oneExpression(sides(left.schema, other.schema), on) : ir.literal(true, ir.types.boolean);
      if (!select) return ir.join(how, left, other, condition, ir.columnsOf(left));
      const shown = sides(
        how === "right" || how === "full" ? ir.optional(left.schema) : left.schema,
        how === "left" || how === "full" ? ir.optional(other.schema) : other.schema,
      );
      return ir.join(how, left, other, condition, manyExpressions(shown, select, "select"));
    });
  }

  qualify(predicate: RowCallback<unknown>): Query {
    return this.#next(trace(this.qualify), (input) =>
      ir.qualify(input, oneExpression([rowObject(input.schema, this.label)], predicate, true)),
    );
  }

  pivot(pivot: { by?: RowCallback<object>; on: RowCallback<unknown>; values: object; select: RowCallback<unknown> }): Query {
    return this.#next(trace(this.pivot), (input) => {
      const by = pivot.by ? this.#many(input, pivot.by, "by") : [];
      const on = this.#one(input, pivot.on);
      const [measure] = this.#measures(input, (row: never) => ({ select: pivot.select(row, undefined as never) }));
      return ir.aggregate(input, by, measure ? spread(measure.value, on, pivot.values) : []);
    });
  }

  union(other: Query): Query {
    const at = trace(this.union);
    const second = queryOf(other, "the other side of the union", at);
    return combine(at, [this, second], `${this.label} and ${second.label}`, (both) => ir.union(both));
  }

  intersect(other: Query): Query {
    return this.#set("intersect", false, trace(this.intersect), other);
  }

  intersectAll(other: Query): Query {
    return this.#set("intersect", true, trace(this.intersectAll), other);
  }

  except(other: Query): Query {
    return this.#set("except", false, trace(this.except), other);
  }

  exceptAll(other: Query): Query {
    return this.#set("except", true, trace(this.exceptAll), other);
  }

  #set(operator: ir.SetOperation["operator"], all: boolean, at: Trace, other: unknown): Query {
    const second = queryOf(other, `the other side of ${operator}`, at);
    return combine(at, [this, second], this.label, ([left, right]) => ir.setOperation(operator, all, left, right));
  }

  distinct(): Query {
    return this.#next(trace(this.distinct), ir.distinct);
  }

  aggregate(group: { by?: RowCallback<object>; grouping?: unknown; select: RowCallback<object> }): Query {
    return this.#next(trace(this.aggregate), (input) => {
      const by = group.by ? this.#many(input, group.by, "by") : [];
      return ir.aggregate(input, by, this.#measures(input, group.select), levelsOf(group.grouping));
    });
  }

  orderBy(keys: RowCallback<unknown>): Sorted<Query> {
    return new Sorted((count, offset, at) =>
      this.#next(at, (input) => ir.limit(input, orderOf([rowObject(input.schema, this.label)], keys), count, offset)),
    );
  }

  watermark(column: string, delay: string): Query {
    return this.#next(trace(this.watermark), (input) => ir.watermark(input, column, ir.parseInterval(delay)));
  }

  windowed(window: { on: string; size: string; slide?: string; by: RowCallback<object>; select: RowCallback<object> }): Query {
    return this.#next(trace(this.windowed), (input) => {
      const span = { size: ir.parseInterval(window.size), ...(window.slide !== undefined && { slide: ir.parseInterval(window.slide) }) };
      return ir.window(input, window.on, span, this.#many(input, window.by, "by"), this.#measures(input, window.select));
    });
  }

  #measures(input: ir.Relation, select: RowCallback<object>): readonly ir.Named[] {
    const measures = manyExpressions([rowObject(input.schema, this.label)], select, "select", { measures: true });
    const plain = measures.filter(({ value }) => value.kind !== "aggregate" || functionTable.get(value.function)?.kind !== "aggregate");
    if (plain.length === 0) return measures;
    throw new DiagnosticError(
      plain.map(({ name }) =>
        error("aggregate/plain-column", `"${name}" is not an aggregate, and a group has many rows`, {
          fix: `group by it, or take max(…) or min(…) of it`,
        }),
      ),
    );
  }

  #one(input: ir.Relation, run: RowCallback<unknown>): ir.Expression {
    return oneExpression([rowObject(input.schema, this.label)], run);
  }

  #many(input: ir.Relation, run: RowCallback<object>, what: string, windows = false): readonly ir.Named[] {
    return manyExpressions([rowObject(input.schema, this.label)], run, what, { windows });
  }

  #next(at: Trace, make: (input: ir.Relation) => ir.Relation, problems: readonly Diagnostic[] = []): Query {
    return combine(at, [this], this.label, ([input]) => make(input), problems);
  }
}

/** A column for each value: the aggregate of the rows that have it. Throws `pivot/not-constant` and `function/operand`. */
function spread(measure: ir.Expression, on: ir.Expression, values: object): readonly ir.Named[] {
  return Object.entries(values).map(([name, given]) => {
    const value = expressionOf(given);
    if (value.kind !== "literal") {
      throw new DiagnosticError([
        error("pivot/not-constant", `"${name}" is the column of no constant`, {
          fix: "write the value itself, so that the columns are known",
        }),
      ]);
    }
    const is = apply(comparison.eq.row, [on, value]);
    if (measure.kind !== "aggregate") throw new TypeError("a measure that is no aggregate");
    return { name, value: { ...measure, filter: measure.filter ? apply(comparison.and.row, [is, measure.filter]) : is } };
  });
}

/** The levels of `grouping`, as a user writes them. Throws `aggregate/grouping`. */
function levelsOf(grouping: unknown): ir.Grouping | undefined {
  if (grouping === undefined) return undefined;
  if (grouping === "rollup" || grouping === "cube") return { kind: grouping };
  if (Array.isArray(grouping) && grouping.every((set) => Array.isArray(set) && set.every((one) => typeof one === "string"))) {
    return { kind: "sets", sets: grouping };
  }
  throw new DiagnosticError([
    error("aggregate/grouping", "grouping is neither a word nor a list of sets", {
      fix: 'write "rollup", "cube" or [["region", "day"], ["region"], []]',
    }),
  ]);
}

interface ExplodeOptions {
  readonly outer?: boolean;
  readonly position?: string;
}

function explodeOptions({ outer = false, position }: ExplodeOptions) {
  return { outer, ...(position !== undefined && { position }) };
}

type Built<Q extends readonly Query[]> = { readonly [K in keyof Q]: ir.Relation };

/** Builds a relation on others; what goes wrong is kept with the place of the call. */
function combine<const Q extends readonly Query[]>(
  at: Trace,
  from: Q,
  label: string,
  make: (inputs: Built<Q>) => ir.Relation,
  more: readonly Diagnostic[] = [],
): Query {
  const problems = [...new Set([...from.flatMap((one) => one.problems), ...more])];
  const reads = from.length === 1 && from[0] ? from[0].reads : new Set(from.flatMap((one) => [...one.reads]));
  const mode = from[0]?.mode ?? "batch";
  const inputs = from.map((one) => one.relation);
  if (!inputs.every((one) => one !== undefined)) return new Query(undefined, label, mode, problems, reads);
  try {
    return new Query(make(inputs as unknown as Built<Q>), label, mode, problems, reads);
  } catch (failure) {
    return new Query(undefined, label, mode, [...problems, ...placed(failure, at)], reads);
  }
}

/**
 * The diagnostics of a failure, each with a place: where the user's code was when it failed, which inside a callback is nearer than `at`.
 * Anything else than diagnostics is thrown on.
 */
export function placed(failure: unknown, at: Trace): readonly Diagnostic[] {
  if (!(failure instanceof DiagnosticError)) throw failure;
  return failure.diagnostics.map((one) => {
    const place = one.at ?? placeOf(failure) ?? at.place();
    return place ? { ...one, at: place } : one;
  });
}

/** The one expression a callback gives. */
export function oneExpression(rows: readonly RowObject[], run: RowCallback<unknown>, windows = false): ir.Expression {
  const [first, second] = rows.map((row) => row.columns);
  return callback(
    rows,
    () => rowWise(expressionOf(run(first as never, second as never)), windows),
    (expression) => [expression],
  );
}

/** An aggregate has no value for a single row; a window function has one, but not everywhere. Throws `aggregate/outside-group`, `window/outside-select`. */
function rowWise(expression: ir.Expression, windows = false): ir.Expression {
  if (expression.kind === "aggregate") {
    throw new DiagnosticError([
      error("aggregate/outside-group", `${expression.function} is computed over many rows, and here is one`, {
        fix: "use aggregate({ by, select }), and what it gives after that",
      }),
    ]);
  }
  if (expression.kind === "over" && !windows) {
    throw new DiagnosticError([
      error(
        "window/outside-select",
        `${expression.of.function} over a window is computed of the rows that are there, and here they are not settled`,
        {
          fix: "compute it in derive or select, and use the column after that",
        },
      ),
    ]);
  }
  // Only what stands before OVER is an aggregate; nothing inside it is computed over a window again.
  const inside =
    expression.kind === "over"
      ? ir.children(expression).flatMap((one) => (one === expression.of ? ir.children(one) : [one]))
      : ir.children(expression);
  for (const child of inside) rowWise(child, windows && expression.kind !== "over");
  return expression;
}

/** The keys of an order that a callback gives: one, or a list. */
function orderOf(rows: readonly RowObject[], run: RowCallback<unknown>): readonly ir.SortKey[] {
  const [first] = rows.map((row) => row.columns);
  return callback(
    rows,
    () => {
      const given: unknown = run(first as never, undefined as never);
      return (Array.isArray(given) ? given : [given]).map(sortKeyOf);
    },
    (keys) => keys.map((key) => rowWise(key.value)),
  );
}

/** The named expressions a callback gives. */
function manyExpressions(
  rows: readonly RowObject[],
  run: RowCallback<object>,
  what: string,
  { measures = false, windows = false } = {},
): readonly ir.Named[] {
  const [first, second] = rows.map((row) => row.columns);
  return callback(
    rows,
    () => {
      const result: unknown = run(first as never, second as never);
      if (typeof result !== "object" || result === null || result instanceof Handle) {
        throw new DiagnosticError([
          error("selection/not-an-object", `${what} gives an object of columns`, { fix: "write ({ name: row.column })" }),
        ]);
      }
      return Object.entries(result).map(([name, given]) => {
        const value = expressionOf(given);
        if (measures && value.kind === "aggregate") for (const part of ir.children(value)) rowWise(part);
        else rowWise(value, windows);
        return { name, value };
      });
    },
    (named) => named.map((one) => one.value),
  );
}

/** The object behind a typed relation; for anything else one that carries `relation/not-a-relation`. */
export function queryOf(relation: unknown, what: string, at: Trace): Query {
  if (relation instanceof Query) return relation;
  if (relation instanceof Sorted) {
    return new Query(undefined, what, "batch", [
      error("limit/order-alone", `${what} has an order and no limit`, {
        at: at.place(),
        fix: "write .limit(…) after orderBy(…), or leave the order to who reads the table",
      }),
    ]);
  }
  const fix = "pass a dataset, a source's stream(), or what is built on them";
  return new Query(undefined, what, "batch", [
    error("relation/not-a-relation", `${what} is no stream and no batch`, { at: at.place(), fix }),
  ]);
}

/** The typed form of a relation; the types are kept by the operators' signatures, which the tests compare with the IR's schemas. */
export function asStream<R>(query: Query): Stream<R> {
  return query as unknown as Stream<R>;
}

/** See `asStream`. */
export function asBatch<R>(query: Query): Batch<R> {
  return query as unknown as Batch<R>;
}
