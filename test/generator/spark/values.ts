import * as z from "zod";
import { type Batch, binary, decimal, type Row, reference, smallint, timestampNtz, tinyint } from "#generator";
import { expressionOf, rowObject, typedRow } from "../../../generator/column/index.js";
import { trace } from "../../../generator/diagnostic/index.js";
import { queryOf } from "../../../generator/dsl/query.js";
import { type Expression, printType, type Schema } from "../../../generator/ir/index.js";
import { duckdbName, duckdbTypeName } from "../../../generator/sql/index.js";

const Place = z.object({ city: z.string(), street: z.string() });

/** Columns of every type, two of those that are compared or computed with. */
const source = reference("inputs", {
  path: "inputs.json",
  format: "json",
  row: z.object({
    text: z.string(),
    other_text: z.string(),
    flag: z.boolean(),
    other_flag: z.boolean(),
    byte: tinyint(),
    other_byte: tinyint(),
    short: smallint(),
    int: z.int32(),
    other_int: z.int32(),
    third_int: z.int32(),
    long: z.int(),
    other_long: z.int(),
    single: z.float32(),
    other_single: z.float32(),
    number: z.number(),
    other_number: z.number(),
    exact: decimal(10, 2),
    other_exact: decimal(10, 2),
    wide: decimal(38, 2),
    fine: decimal(20, 10),
    moment: z.iso.datetime(),
    other_moment: z.iso.datetime(),
    wall: timestampNtz(),
    day: z.iso.date(),
    other_day: z.iso.date(),
    bytes: binary(),
    texts: z.array(z.string()),
    ints: z.array(z.int32()),
    place: Place,
    places: z.array(Place),
  }),
});

type Inputs = typeof source extends Batch<infer R> ? R : never;

const relation = queryOf(
  source,
  "inputs",
  trace(() => undefined),
).relation;
const schema: Schema = relation?.schema ?? [];

/** An expression over the columns of every type. */
export function expression(of: (row: Row<Inputs>) => unknown): Expression {
  return expressionOf(of(typedRow<Inputs>(rowObject(schema, "inputs"))));
}

/** A value as SQL: one text for both engines, or Spark's and DuckDB's. */
export type Cell = string | readonly [spark: string, duckdb: string];

/** Values of the columns that an expression reads. */
export interface Input {
  readonly [column: string]: Cell;
}

/** `(SELECT CAST(1 AS INT) AS int)`, as Spark reads it. */
export function sparkRow(input: Input): string {
  return selectOf(
    input,
    (cell) => (typeof cell === "string" ? cell : cell[0]),
    printType,
    (name) => `\`${name}\``,
  );
}

/** The same as DuckDB reads it. */
export function duckdbRow(input: Input): string {
  return selectOf(input, (cell) => (typeof cell === "string" ? cell : cell[1]), duckdbTypeName, duckdbName);
}

function selectOf(input: Input, pick: (cell: Cell) => string, typeName: typeof printType, quote: (name: string) => string): string {
  const columns = Object.entries(input).map(([name, cell]) => {
    const column = schema.find((one) => one.name === name);
    if (!column) throw new Error(`no column ${name} in the inputs`);
    return `CAST(${pick(cell)} AS ${typeName(column.type)}) AS ${quote(name)}`;
  });
  return `(SELECT ${columns.length > 0 ? columns.join(", ") : "1 AS nothing"})`;
}
