import * as z from "zod";
import type { Aggregate, Batch, Column, FromZod, Row } from "#generator";
import { expressionOf, rowObject, typedRow } from "../../generator/column/index.js";
import { trace } from "../../generator/diagnostic/index.js";
import { asBatch, Query, queryOf } from "../../generator/dsl/query.js";
import { recordOf } from "../../generator/dsl/zod.js";
import * as ir from "../../generator/ir/index.js";

/**
 * A value of an input row, by the type of its column: a number for integers and doubles (`"NaN"`, `"Infinity"`, `"-0.0"` as texts), digits
 * for DECIMAL and big BIGINT, ISO 8601 for times (with its zone for TIMESTAMP), hexadecimal digits for BINARY, an array for ARRAY, an object
 * for STRUCT, an array of pairs for MAP. NULL is `null`.
 */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [field: string]: Cell };

/** The values of a row, in the order of the columns. */
export type Cells = readonly Cell[];

/** A table a case reads. Its columns may be NULL where a row has NULL, and only there. */
export interface Input {
  readonly name: string;
  readonly schema: ir.Schema;
  readonly rows: readonly Cells[];
}

export interface CaseOptions {
  /** Session time zone; UTC unless said otherwise. */
  readonly zone?: string;
  /** ANSI semantics; on unless said otherwise. */
  readonly ansi?: boolean;
  /** More settings of Spark's session. */
  readonly conf?: { readonly [key: string]: string };
  /** Why the emulator gives something else than Spark. A case that says so and does not differ fails. */
  readonly differs?: string;
  /** Why the emulator refuses some of the rows, with `EMULATOR_REFUSES`. A case that says so and refuses none fails. */
  readonly partly?: string;
  /** Why the IR calls something not NULL that Spark's analyser calls nullable, or the other way round. */
  readonly nullability?: string;
}

declare const resultType: unique symbol;

/**
 * One thing asked of both engines: a relation, and the tables to compute it over, each set of tables on its own. `T` is what TypeScript
 * says of the result; test/types compares it with the IR.
 */
export interface Case<out T = unknown> extends CaseOptions {
  readonly [resultType]?: T;
  /** `row`: a value a row, in order, and when one fails the others count all the same. `rows`: a set of rows. `list`: rows in order. */
  readonly result: "row" | "rows" | "list";
  /** Throws what the definition throws. */
  readonly relation: () => ir.Relation;
  readonly runs: readonly (readonly Input[])[];
}

/** What TypeScript says an expression or a query gives. */
type Result<C> = C extends Column<infer T> ? T : C extends Aggregate<infer T> ? T : C extends Batch<infer R> ? R : unknown;

type Shape = { readonly [column: string]: z.ZodType };
type RowOf<S extends Shape> = { [K in keyof S]: FromZod<S[K]> | null };

/**
 * A scalar expression over rows. Every row is a value-case of each function in it.
 * `scalar({ s: z.string() }, (r) => upper(r.s), [["straße"], [null], [""]])`
 */
export function scalar<S extends Shape, C>(
  columns: S,
  of: (row: Row<RowOf<S>>) => C,
  rows: readonly Cells[],
  options: CaseOptions = {},
): Case<Result<C>> {
  const input = inputOf("input", columns, rows);
  const relation = (): ir.Relation => {
    const value = expressionOf(of(typedRow<RowOf<S>>(rowObject(input.schema, "input"))));
    return ir.select(read(input), [{ name: "x", value }]);
  };
  return { ...options, result: "row", relation, runs: [[input]] };
}

/**
 * An aggregate over tables. Every table is a value-case.
 * `aggregate({ n: z.int32() }, (r) => sum(r.n), [[[1], [2]], [[null]], []])`
 */
export function aggregate<S extends Shape, C>(
  columns: S,
  of: (row: Row<RowOf<S>>) => C,
  tables: readonly (readonly Cells[])[],
  options: CaseOptions = {},
): Case<Result<C>> {
  const all = inputOf("input", columns, tables.flat());
  const relation = (): ir.Relation => {
    const value = expressionOf(of(typedRow<RowOf<S>>(rowObject(all.schema, "input"))));
    return ir.aggregate(read(all), [], [{ name: "x", value }]);
  };
  return { ...options, result: "rows", relation, runs: tables.map((rows) => [{ ...all, rows }]) };
}

/** A table of a `relation` case. */
export interface TableOf<S extends Shape> {
  readonly columns: S;
  readonly rows: readonly Cells[];
}

/** `table({ id: z.int32(), name: z.string() }, [[1, "a"], [2, null]])` */
export function table<S extends Shape>(columns: S, rows: readonly Cells[]): TableOf<S> {
  return { columns, rows };
}

/**
 * A query over named tables; its rows are compared as a set, or in order with `ordered`.
 * `relation({ orders: table({ id: z.int32() }, [[1], [null]]) }, ({ orders }) => orders.where((o) => o.id.gt(0)))`
 */
export function relation<T extends { readonly [name: string]: TableOf<Shape> }, C>(
  tables: T,
  of: (tables: { readonly [K in keyof T]: Batch<RowOf<T[K]["columns"]>> }) => C,
  options: CaseOptions & { readonly ordered?: true } = {},
): Case<Result<C>> {
  const inputs = Object.entries(tables).map(([name, { columns, rows }]) => inputOf(name, columns, rows));
  const at = trace(relation);
  return {
    ...options,
    result: options.ordered ? "list" : "rows",
    relation: () => {
      const batches = Object.fromEntries(inputs.map((one) => [one.name, asBatch(new Query(read(one), one.name, "batch"))]));
      const { relation: built, problems } = queryOf(of(batches as never), "the case", at);
      if (!built) throw new Error(problems.map((one) => `${one.code}: ${one.message}`).join("\n"));
      return built;
    },
    runs: [inputs],
  };
}

function read({ name, schema }: Input): ir.DatasetRead {
  // Not readDataset: whether a column may be NULL is known of these tables.
  return { kind: "dataset", dataset: name, mode: "batch", schema };
}

function inputOf(name: string, columns: Shape, rows: readonly Cells[]): Input {
  const { fields, problems } = recordOf(z.object(columns), trace(inputOf));
  if (problems.some((one) => one.severity === "error")) throw new Error(problems.map((one) => one.message).join("\n"));
  const schema = fields.map((field, i): ir.Field => {
    const { type } = anyNull(field.type);
    return {
      name: field.name,
      ...(rows.length === 0 || rows.some((row) => (row[i] ?? null) === null) ? ir.maybeNull(type) : ir.neverNull(type)),
    };
  });
  return { name, schema, rows };
}

/** What is inside an array, a map or a struct may be NULL: the tables are cast to such types. */
function anyNull(type: ir.ColumnType): ir.Slot {
  const [field] = ir.unproven([{ name: "x", ...ir.neverNull(type) }]);
  if (!field) throw new TypeError("no field");
  return field;
}
