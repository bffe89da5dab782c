// npm run conformance:fuzz -- --cases 50000 --seed 7: random well-typed expressions, aggregates and queries on real Spark and in the emulator.
// Each block of cases has a seed of its own; the first that differs in it is shrunk, told, and the next block begins.
import { parseArgs } from "node:util";
import fc from "fast-check";
import * as ir from "../../../generator/ir/index.js";
import { ask, keyOf } from "../asked.js";
import type { Case, Input } from "../case.js";
import { closeSessions } from "../emulated.js";
import { missing, pythonWithSpark } from "../python.js";
import { Spark } from "../spark.js";
import { judge } from "../verdict.js";
import { aggregates } from "./aggregate.js";
import { expressions, schema } from "./expression.js";
import { relations } from "./relation.js";
import { rowsOf } from "./rows.js";
import { type Kind, kinds, signatures } from "./signature.js";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    only: { type: "string" },
  },
});
const why = missing();
if (why !== undefined) {
  process.stderr.write(`real Spark cannot run here: ${why}\n`);
  process.exit(1);
}

const blockSize = 50;
const rowsOfCase = 6;
const zones = ["UTC", "America/New_York", "Europe/Berlin"];

/** Mulberry32: the same numbers for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Spark computes a query over rows written out at once, also columns that nobody reads, before it looks at what is read; over tables it does not.
 */
const asTables = { "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.ConvertToLocalRelation" };
const asRows = { "spark.sql.optimizer.excludedRules": "" };

/** The case that asks for an expression, over the columns it reads. */
function caseOf(value: ir.Expression, seed: number): Case {
  const read = new Set([...ir.walk(value)].flatMap((part) => (part.kind === "column" ? [part.name] : [])));
  const used = schema.map((field, i) => ({ field, i })).filter(({ field }) => read.has(field.name));
  const columns = used.length > 0 ? used : [{ field: schema[0] as ir.Field, i: 0 }];
  const rows = rowsOf(rowsOfCase, randomOf(seed)).map((row) => columns.map(({ i }) => row[i] ?? null));
  const input: Input = { name: "input", schema: columns.map(({ field }) => field), rows };
  // A NULL more, so that every column may be NULL for Spark as it may for the IR.
  const withNull = { ...input, rows: [...rows, columns.map(() => null)] };
  const from: ir.DatasetRead = { kind: "dataset", dataset: "input", mode: "batch", schema: input.schema };
  const x = [{ name: "x", value }];
  const isAggregate = value.kind === "aggregate";
  return {
    conf: asRows,
    zone: zones[seed % zones.length] ?? "UTC",
    ansi: seed % 7 !== 0,
    result: isAggregate ? "rows" : "row",
    relation: () => (isAggregate ? ir.aggregate(from, [], x) : ir.select(from, x)),
    runs: [[withNull]],
  };
}

/** The case that asks for a query over two tables, `input` and `other`. */
function caseOfRelation({ relation, ordered }: { readonly relation: ir.Relation; readonly ordered: boolean }, seed: number): Case {
  const table = (name: string, of: number): Input => ({
    name,
    schema,
    rows: [...rowsOf(rowsOfCase, randomOf(of)), schema.map(() => null)],
  });
  return {
    conf: asTables,
    zone: zones[seed % zones.length] ?? "UTC",
    ansi: seed % 7 !== 0,
    result: ordered ? "list" : "rows",
    relation: () => relation,
    runs: [[table("input", seed), table("other", seed + 1)]],
  };
}

const began = Date.now();
const first = Number(values.seed);
const wanted = Number(values.cases);
const chosen = values.only?.split(",");
/** The clocks of two engines are not one; and what the Spark dialect writes for a failing expectation is no function of users. */
const apart = ["current_timestamp", "current_date", "now", "localtimestamp", "raise_error"];
const all = signatures("scalar", randomOf(first)).filter(({ row }) => !apart.includes(row.id) && (chosen?.includes(row.id) ?? true));
const ofKind = expressions(all);
const some = fc.constantFrom(...(Object.keys(kinds) as Kind[])).chain(ofKind);
/** Of equal rows any may win; others mean something only beside levels of grouping, or with an order of their own. */
const bound = ["min_by", "max_by", "grouping", "grouping_id", "listagg", "string_agg", "percentile_cont", "percentile_disc"];
const grouped = aggregates(
  signatures("aggregate", randomOf(first)).filter(({ row }) => !bound.includes(row.id)),
  ofKind,
);
type Make = (seed: number) => Case;
const ofExpressions = some.map(
  (value): Make =>
    (seed) =>
      caseOf(value, seed),
);
const ofGrouped = grouped.map(
  (value): Make =>
    (seed) =>
      caseOf(value, seed),
);
const ofQueries = relations(ofKind).map(
  (query): Make =>
    (seed) =>
      caseOfRelation(query, seed),
);
const spark = await Spark.start(pythonWithSpark());

let asked = 0;
let refused = 0;
let partly = 0;
let equal = 0;
/** Cases that fail here where Spark has a value, since it does not compute an operand beside one that is NULL. The flow stops: nothing is silent. */
let uncomputedCases = 0;
const uncomputed = /: Spark gives \{"value":.*\}, the emulator \{"error":"[A-Z_.]+","state":"\w{5}"\}$/s;
const found: string[] = [];
/** What Spark itself refuses is our fault too: the text does not compile there. */
async function problemsOf(one: Case): Promise<readonly string[]> {
  try {
    const recorded = await ask(one, spark);
    const verdict = await judge({ ...one, partly: "random values" }, recorded);
    if (verdict.status === "refused") {
      refused++;
      return [];
    }
    if (verdict.status === "partly") partly++;
    equal += verdict.equal;
    // An analyser that thinks something NULL changes no value; the cases compare it.
    const others = verdict.problems.filter(
      (text) => !text.startsWith("it says that some rows are refused") && !text.endsWith("(nullability)"),
    );
    const silent = others.filter((text) => !uncomputed.test(text) && !text.startsWith("  with "));
    if (silent.length === 0 && others.length > 0) uncomputedCases++;
    return silent.length === 0 ? [] : others;
  } catch (failure) {
    const text = failure instanceof Error ? failure.message : String(failure);
    // Rows leave it to TypeScript's signatures how many operands they take; those are not asked here.
    return text.includes("[WRONG_NUM_ARGS") ? [] : [text];
  }
}

for (let block = 0; asked < wanted; block++) {
  const seed = first * 1_000_003 + block;
  const made = block % 10 === 9 ? ofGrouped : block % 5 === 2 ? ofQueries : ofExpressions;
  const values = fc.tuple(made, fc.noShrink(fc.nat(1_000_000)));
  const result = await fc.check(
    fc.asyncProperty(values, async ([make, rows]) => {
      asked++;
      const problems = await problemsOf(make(rows));
      if (problems.length > 0) throw new Error(problems.join("\n  "));
    }),
    { seed, numRuns: Math.min(blockSize, wanted - asked), verbose: 0 },
  );
  if (result.failed && result.counterexample) {
    const [[make, rows]] = result.counterexample;
    const one = make(rows);
    const problems = await problemsOf(one);
    found.push(`${keyOf(one)}\n  ${problems.join("\n  ")}`);
    process.stdout.write(`${found.at(-1)}\n`);
  }
  if (block % 10 === 9) process.stdout.write(`… ${asked} asked, ${found.length} found, ${Math.round((Date.now() - began) / 1000)} s\n`);
}
spark.stop();
await closeSessions();
process.stdout.write(
  `seed ${first}: ${asked} cases of ${new Set(all.map(({ row }) => row.id)).size} functions, ${equal} values equal, ${refused} cases refused, ${partly} refused in part, ${uncomputedCases} fail where Spark has a value, ${found.length} differ, ${Math.round((Date.now() - began) / 1000)} s\n`,
);
process.exit(found.length > 0 ? 1 : 0);
