import { DuckDBInstance } from "@duckdb/node-api";
import * as ir from "../../generator/ir/index.js";
import { duckdbName } from "../../generator/sql/index.js";
import { fieldText, type SparkField, slotText, withoutNullability } from "../conformance/type-text.js";
import { ofDuckdb, ofSpark } from "../conformance/value.js";
import type { Sdp } from "./sdp.js";

/** Columns of Spark's own in a target of AUTO CDC. */
const bookkeeping = ["__spark_autocdc_metadata"];

/** What two engines say of the datasets of a pipeline. */
export interface Comparison {
  /** A sentence for each difference. */
  readonly problems: readonly string[];
  /** Rows of each dataset, as the emulator has them. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Compares every stored dataset: columns, types, and rows, exactly and whatever their order. A path of a landed file is compared from its
 * zone on, as the emulator shows it.
 */
export async function compare(
  pipeline: ir.Pipeline,
  state: string,
  spark: Sdp,
  tableOf: (dataset: string) => string,
  landing: string,
): Promise<Comparison> {
  const stored = pipeline.datasets.filter((one) => one.kind !== "temporary_view");
  const problems: string[] = [];
  const counts = new Map<string, number>();
  const instance = await DuckDBInstance.create(state, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  for (const { name, columns } of stored) {
    const query = `SELECT ${columns.map((one) => duckdbName(one.name)).join(", ")} FROM ${duckdbName(name)}`;
    const read = await (await connection.runAndReadAll(query)).getRows();
    const ours = read.map((row) =>
      JSON.stringify(Object.fromEntries(columns.map((one, i) => [one.name, ofDuckdb(row[i] ?? null, one.type)]))),
    );
    counts.set(name, ours.length);
    const { schema, rows } = await spark.rows(tableOf(name), bookkeeping);
    problems.push(...typesDiffer(name, columns, schema.fields));
    const theirs = rows.map((row) => JSON.stringify(ofSpark(row, ir.structType(columns))).replaceAll(`file:${landing}/files/`, ""));
    problems.push(...rowsDiffer(name, ours, theirs));
  }
  connection.closeSync();
  instance.closeSync();
  return { problems, counts };
}

function typesDiffer(name: string, ours: ir.Schema, theirs: readonly SparkField[]): string[] {
  const [left, right] = [
    ours.map((one) => withoutNullability(`${one.name} ${slotText(one)}`)),
    theirs.map((one) => withoutNullability(`${one.name} ${fieldText(one)}`)),
  ].map((all) => all.join(", "));
  return left === right ? [] : [`${name}: the columns are ${left} here and ${right} on Spark`];
}

function rowsDiffer(name: string, ours: readonly string[], theirs: readonly string[]): string[] {
  const [onlyHere, onlyThere] = [without(ours, theirs), without(theirs, ours)];
  if (onlyHere.length === 0 && onlyThere.length === 0) return [];
  const some = (rows: readonly string[]): string => rows.slice(0, 3).join("\n    ");
  return [
    `${name}: ${onlyHere.length} rows only here and ${onlyThere.length} only on Spark\n  here\n    ${some(onlyHere)}\n  Spark\n    ${some(onlyThere)}`,
  ];
}

/** Rows of the one that the other has not, as often. */
function without(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(row) ?? 0;
    if (count > 0) left.set(row, count - 1);
    return count === 0;
  });
}
