import type { DuckDBConnection } from "@duckdb/node-api";
import { type Action, holdsSensitive, type Schema, types } from "../../generator/ir/index.js";
import { counts, quoted, run } from "../database.js";
import { rowAsJson } from "../rows/row-json.js";
import { type ExpectationCount, FlowFailure } from "./outcome.js";

/** An expectation as SQL over the alias `q`. */
export interface CompiledExpectation {
  readonly name: string;
  readonly action: Action;
  readonly condition: string;
}

/** The rows that passed, as SQL that can follow FROM, and what was counted on the way. */
export interface Evaluated {
  readonly from: string;
  /** Numbers the rows from 1 in the order the query gave them: the same in every run of the same input. */
  readonly number: string;
  readonly dropped: number;
  readonly counts: readonly ExpectationCount[];
}

const staged = 'temp."evaluated"';

/** Names no column has: Delta allows no spaces. */
const order = quoted("row order");
function flag(index: number): string {
  return quoted(`expectation ${index}`);
}

/**
 * Runs a query and evaluates every expectation on each of its rows, NULL being a violation. All are evaluated on the same rows, so a
 * row that one of them drops still counts in the others. Throws a `FlowFailure` when one that must hold does not.
 */
export async function evaluate(
  connection: DuckDBConnection,
  flow: string,
  query: string,
  schema: Schema,
  expectations: readonly CompiledExpectation[],
): Promise<Evaluated> {
  if (expectations.length === 0) return { from: `(${query})`, number: "row_number() OVER ()", dropped: 0, counts: [] };
  const flags = expectations.map(({ condition }, i) => `coalesce((${condition}), FALSE) AS ${flag(i)}`);
  // Without the numbers threads would put the rows into the table in another order each time.
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE "evaluated" AS SELECT q.*, ${flags.join(", ")}, row_number() OVER () AS ${order} FROM (${query}) q`,
  );
  const all = (action: Action): string[] => expectations.flatMap((one, i) => (one.action === action ? [flag(i)] : []));
  const [kept, musts] = [all("drop").join(" AND ") || "TRUE", all("fail").join(" AND ") || "TRUE"];
  const numbers = await counts(
    connection,
    `SELECT count(*), count(*) FILTER (NOT (${kept})), count(*) FILTER (NOT (${musts})), ${expectations.map((_, i) => `count(*) FILTER (${flag(i)})`).join(", ")} FROM ${staged}`,
  );
  const [rows = 0, dropped = 0, broken = 0, ...passed] = numbers;
  if (broken > 0) throw await violation(connection, flow, schema, expectations, musts);
  return {
    from: `(SELECT * FROM ${staged} WHERE ${kept})`,
    number: `row_number() OVER (ORDER BY ${order})`,
    dropped,
    counts: expectations.map(({ name }, i) => ({ name, passed: passed[i] ?? 0, failed: rows - (passed[i] ?? 0) })),
  };
}

/** Databricks' text. Which input row an output row came from is not kept here, and the text has a place to say so. */
async function violation(
  connection: DuckDBConnection,
  flow: string,
  schema: Schema,
  expectations: readonly CompiledExpectation[],
  musts: string,
): Promise<FlowFailure> {
  const flags = expectations.flatMap((one, i) => (one.action === "fail" ? [{ name: one.name, holds: flag(i) }] : []));
  const first = `FROM ${staged} WHERE NOT (${musts}) ORDER BY ${order} LIMIT 1`;
  const held = await counts(connection, `SELECT ${flags.map(({ holds }) => `CAST(${holds} AS INTEGER)`).join(", ")} ${first}`);
  const names = flags.filter((_, i) => held[i] === 0).map(({ name }) => `'${name}'`);
  const shown = schema.map((one) =>
    holdsSensitive(one) ? { ...one, type: types.string, text: "'<redacted>'" } : { ...one, text: quoted(one.name) },
  );
  const record = await rowAsJson(connection, shown, `SELECT ${shown.map((one) => one.text).join(", ")} ${first}`);
  return new FlowFailure(
    `[EXPECTATION_VIOLATION.VERBOSITY_ALL] Flow '${flow}' failed to meet the expectation. Violated expectations: ${names.join(", ")}. Input data: '{}'. Output record: '${record}'. Missing input data: true`,
  );
}
