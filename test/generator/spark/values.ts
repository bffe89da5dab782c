import * as z from "zod";
import { type Batch, binary, decimal, type Row, reference, smallint, timestampNtz, tinyint } from "#generator";
import { expressionOf, rowObject, typedRow } from "../../../generator/column/index.js";
import { trace } from "../../../generator/diagnostic/index.js";
import { queryOf } from "../../../generator/dsl/query.js";
import { type Expression, printType, type Schema, walk } from "../../../generator/ir/index.js";
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

/** `(SELECT CAST(1 AS INT) AS int)`: a table of these rows, with the columns that the expression reads. */
export function tableOf(rows: readonly Input[], read: Expression, dialect: "spark" | "duckdb"): string {
  const names = [...new Set([...walk(read)].flatMap((part) => (part.kind === "column" ? [part.name] : [])))];
  const nothing = Object.fromEntries(names.map((name) => [name, "NULL"]));
  if (rows.length === 0) return `(${selectOf(names, nothing, dialect)} WHERE FALSE)`;
  return `(${rows.map((row) => selectOf(names, row, dialect)).join(" UNION ALL ")})`;
}

function selectOf(names: readonly string[], input: Input, dialect: "spark" | "duckdb"): string {
  const [typeName, quote] = dialect === "spark" ? [printType, (name: string) => `\`${name}\``] : [duckdbTypeName, duckdbName];
  const columns = names.map((name) => {
    const column = schema.find((one) => one.name === name);
    const cell = input[name];
    if (!column || cell === undefined) throw new Error(`no value for ${name}`);
    const value = typeof cell === "string" ? cell : cell[dialect === "spark" ? 0 : 1];
    return `CAST(${value} AS ${typeName(column.type)}) AS ${quote(name)}`;
  });
  return `SELECT ${columns.length > 0 ? columns.join(", ") : "1 AS nothing"}`;
}
