import type { DuckDBConnection } from "@duckdb/node-api";
import * as ir from "../../generator/ir/index.js";
import { databricks, identifier, writeExpression } from "../../generator/sql/index.js";
import type { Compiled } from "../compile.js";
import { quoted, run, select } from "../database.js";
import type { Outside } from "../outside/outside.js";
import { type Leaf, leavesOf } from "../plan/leaves.js";
import type { Range } from "../table/range.js";
import type { Fault } from "./outcome.js";

/** What a flow that failed was about to compute. */
export interface Failed {
  readonly connection: DuckDBConnection;
  readonly pipeline: ir.Pipeline;
  readonly outside: Outside;
  readonly compiled: Compiled;
  readonly ranges: readonly (Range | undefined)[];
}

/**
 * Finds the row and the expression that a flow failed of, by computing again: first ever fewer rows of the one stream it reads, then on what
 * is left ever smaller parts of its query. Only what is certain is told: a failure that takes several rows has no origin.
 */
export async function findFault(failed: Failed): Promise<Fault> {
  const { compiled } = failed;
  const leaves = leavesOf(compiled.step.query);
  const attempt = attempter(failed);
  const streams = leaves.filter((leaf) => leaf.mode === "stream");
  const [only] = streams.length === 1 ? streams : leaves.length === 1 ? leaves : [];
  const row = only && (await findRow(failed, only, attempt));
  const instead: ReadonlyMap<ir.Relation, string> = only && row !== undefined ? new Map([[only, probe]]) : new Map();
  const origin = only && row !== undefined ? await originOf(failed, only, row) : undefined;
  const found = await findPart(compiled, (part) => attempt(part, instead));
  const sensitive = found ? ir.readsSensitive(found.part, found.sides) : leaves.some((leaf) => leaf.schema.some(ir.holdsSensitive));
  return {
    ...(found && { expression: writeExpression(found.part, databricks([]), (_input, name) => identifier(name)).text }),
    ...(origin !== undefined && { origin }),
    sensitive,
  };
}

/** Computes a part of the query; the error's text when it fails. */
type Attempt = (part: ir.Relation, instead: ReadonlyMap<ir.Relation, string>) => Promise<string | undefined>;

function attempter({ connection, compiled, ranges }: Failed): Attempt {
  return async (part, instead) => {
    try {
      await run(connection, `CREATE OR REPLACE TEMP TABLE "probe result" AS ${compiled.writePart(part, instead)(ranges)}`);
      return undefined;
    } catch (failure) {
      return failure instanceof Error ? failure.message : String(failure);
    }
  };
}

const all = 'temp."probe all"';
const probe = 'temp."probe"';
const place = quoted("probe row");

/** The number of the first row of a leaf that fails alone; `probe` holds it then. */
async function findRow({ connection, compiled, ranges }: Failed, leaf: Leaf, attempt: Attempt): Promise<number | undefined> {
  const rows = compiled.writePart(leaf, new Map())(ranges);
  await run(connection, `CREATE OR REPLACE TEMP TABLE "probe all" AS SELECT *, row_number() OVER () AS ${place} FROM (${rows})`);
  const whole = wholeOf(compiled);
  const fails = async (from: number, to: number): Promise<boolean> => {
    await run(
      connection,
      `CREATE OR REPLACE TEMP TABLE "probe" AS SELECT * EXCLUDE (${place}) FROM ${all} WHERE ${place} BETWEEN ${from} AND ${to} ORDER BY ${place}`,
    );
    for (const part of whole) if ((await attempt(part, new Map([[leaf, probe]]))) !== undefined) return true;
    return false;
  };
  const [count] = await select(connection, `SELECT count(*) AS n FROM ${all}`);
  let [from, to] = [1, Number(count?.n ?? 0)];
  if (to === 0 || !(await fails(from, to))) return undefined;
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    if (await fails(from, middle)) to = middle;
    else if (await fails(middle + 1, to)) from = middle + 1;
    else return undefined;
  }
  return (await fails(from, from)) ? from : undefined;
}

/** Everything a flow computes: its query, and what is asked of its rows. */
function wholeOf({ step }: Compiled): readonly ir.Relation[] {
  const asked = [
    ...step.expectations.map((one) => one.condition),
    ...(step.kind === "auto_cdc" && step.cdc.deleteWhen ? [step.cdc.deleteWhen] : []),
  ];
  return [step.query, ...asked.map((value) => ir.select(step.query, [{ name: "x", value }]))];
}

interface Part {
  readonly part: ir.Expression;
  /** Columns of what it reads. */
  readonly sides: readonly ir.Schema[];
}

/** The smallest expression that fails, in the first operator that does while all it reads succeeds. */
async function findPart(compiled: Compiled, attempt: (part: ir.Relation) => Promise<string | undefined>): Promise<Part | undefined> {
  let whole: ir.Relation | undefined;
  let wanted: string | undefined;
  for (const one of wholeOf(compiled)) {
    whole = one;
    wanted = await attempt(one);
    if (wanted !== undefined) break;
  }
  if (!whole || wanted === undefined) return undefined;
  for (const relation of [...ir.relationsIn(whole)].reverse()) {
    // What fails otherwise is not computed in the whole: nobody reads it, or a filter keeps those rows out.
    if ((await attempt(relation)) !== wanted) continue;
    const inputs = ir.inputs(relation);
    const sides = inputs.map((one) => one.schema);
    for (const expression of ir.expressionsOf(relation)) {
      const [input] = inputs;
      if (!input || inputs.length !== 1) return undefined;
      const part = await smallest(expression, input, attempt);
      if (part) return { part, sides };
    }
    return undefined;
  }
  return undefined;
}

async function smallest(
  expression: ir.Expression,
  input: ir.Relation,
  attempt: (part: ir.Relation) => Promise<string | undefined>,
): Promise<ir.Expression | undefined> {
  if (ir.isOfLevel(expression)) return undefined;
  const failure = await attempt(alone(expression, input));
  if (failure === undefined) return undefined;
  for (const child of ir.children(expression)) {
    // What a lambda computes has no value outside of it; a branch that fails with another error is not taken for these rows.
    if (child.kind === "lambda" || child.kind === "literal" || (await attempt(alone(child, input))) !== failure) continue;
    return (await smallest(child, input, attempt)) ?? child;
  }
  return expression;
}

function alone(expression: ir.Expression, input: ir.Relation): ir.Relation {
  const column = [{ name: "x", value: expression }];
  return expression.kind === "aggregate" ? ir.aggregate(input, [], column) : ir.select(input, column);
}

/** Where a row came from, as far as the leaf's columns say. */
async function originOf({ connection, pipeline, outside }: Failed, leaf: Leaf, row: number): Promise<string | undefined> {
  const named = (origin: ir.Origin): string | undefined => leaf.schema.find((one) => one.origin === origin)?.name;
  const [values] = await select(connection, `SELECT * FROM ${all} WHERE ${place} = ${row}`);
  const textOf = (name: string | undefined): string | undefined => (name === undefined ? undefined : String(values?.[name]));
  const [topic, partition, offset] = [textOf(named("topic")), textOf(named("partition")), textOf(named("offset"))];
  if (topic !== undefined && partition !== undefined && offset !== undefined)
    return `topic ${topic}, partition ${partition}, offset ${offset}`;
  const column = named("file_path");
  const file = textOf(column);
  if (file === undefined || column === undefined) return undefined;
  const source = leaf.kind === "source" ? pipeline.sources.find((one) => one.name === leaf.source) : undefined;
  if (source?.kind !== "landing") return `file ${file}`;
  const [before] = await select(
    connection,
    `SELECT count(*) AS n FROM ${all} WHERE ${place} <= ${row} AND ${quoted(column)} = (SELECT ${quoted(column)} FROM ${all} WHERE ${place} = ${row})`,
  );
  const lines: number[] = [];
  for await (const _ of outside.readFile(source, { path: file.slice(source.zone.length + 1) }, (line) => lines.push(line)));
  const line = lines[Number(before?.n ?? 0) - 1];
  return line === undefined ? `file ${file}` : `file ${file}, line ${line}`;
}
