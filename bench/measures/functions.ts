import { openSession } from "../../emulator/session.js";
import { functionTable } from "../../generator/functions/index.js";
import * as ir from "../../generator/ir/index.js";
import { duckdbName, writeDuckdbExpression } from "../../generator/sql/index.js";
import { keyOf } from "../../test/conformance/asked.js";
import type { Case, Input } from "../../test/conformance/case.js";
import { families } from "../../test/conformance/cases/index.js";
import { inDuckdb, queryFor } from "../../test/conformance/input.js";
import { readRecording } from "../../test/conformance/recording.js";

/**
 * Every function whose text is not simply DuckDB's own function, over a million rows: the rows of its first conformance case that have a value,
 * again and again. Beside it DuckDB's nearest plain one, or a cheap one of the same operand. Nothing above 10 × stays without a reason here,
 * and what is in JavaScript should do 500,000 rows a second in constant memory.
 */
const rows = 1_000_000;
const slow = 10;
const javascript = 500_000;

/** DuckDB's nearest plain text over the first operand `x` and the second `y`. Others are compared by the operand's type. */
const nearest: { readonly [id: string]: string } = {
  concat: "concat(x, y)",
  contains: "contains(x, 'a')",
  date_trunc: "date_trunc('day', x)",
  from_json: "json_extract_string(x, '$.a')",
  md5: "md5(x)",
  regexp_extract: "regexp_extract(x, '[a-z]+')",
  regexp_replace: "regexp_replace(x, '[a-z]', '-', 'g')",
  split: "string_split_regex(x, '[,;]')",
  to_timestamp: "try_strptime(x, '%Y-%m-%d %H:%M:%S')",
  date_format: "strftime(x, '%Y-%m-%d')",
};

/** Why a function may cost more than ten times the plain one. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [/_sluice_/, "in JavaScript: each value crosses from DuckDB's vectors and back"],
  [/list_(?:transform|filter|reduce)/, "binds a value to a name by a list of one, so that it is computed once"],
  [
    /\b(?:month|year)\(/,
    "DuckDB walks 400 years at a time to a date, and the rows hold the farthest: 6 ms for 1 M days of 2024, 5,400 of the year 5,000,000",
  ],
  [/base64\(/, "its lines are broken at 76 characters, as Spark does, by a regular expression"],
];

const byType: { readonly [K in ir.ColumnType["kind"]]?: string } = {
  string: "upper(x)",
  binary: "octet_length(x)",
  boolean: "NOT x",
  date: "x + 1",
  timestamp: "date_trunc('day', x)",
  timestamp_ntz: "date_trunc('day', x)",
  array: "len(x)",
  map: "cardinality(x)",
  struct: "x IS NULL",
};

interface Subject {
  readonly id: string;
  readonly value: ir.Expression;
  readonly input: Input;
}

/** The first case of each function that is asked about one by one, with the rows that have a value. */
function subjects(): readonly Subject[] {
  const found = new Map<string, Subject>();
  for (const [family, cases] of Object.entries(families)) {
    const recording = readRecording(family);
    for (const one of cases) {
      const subject = subjectOf(
        one,
        recording?.cases[keyOf(one)]?.results.map(([, outcome]) => "value" in outcome && outcome.value !== null) ?? [],
      );
      if (subject && !found.has(subject.id)) found.set(subject.id, subject);
    }
  }
  return [...found.values()];
}

function subjectOf(one: Case, hasValue: readonly boolean[]): Subject | undefined {
  const [input] = one.runs[0] ?? [];
  if (one.result !== "row" || !input || one.zone !== undefined || one.ansi === false) return undefined;
  const relation = one.relation();
  const value = relation.kind === "select" ? relation.columns[0]?.value : undefined;
  if (value?.kind !== "call" || typeof functionTable.get(value.function)?.duckdb !== "function") return undefined;
  const kept = input.rows.filter((_, i) => hasValue[i]);
  return kept.length === 0 ? undefined : { id: value.function, value, input: { ...input, rows: kept } };
}

const session = await openSession({ timeZone: "UTC", ansi: true });
const { connection } = session;

async function milliseconds(expression: string): Promise<number> {
  const begun = performance.now();
  await connection.run(`SELECT bit_xor(hash(v)) FROM (SELECT ${expression} AS v FROM bench)`);
  return performance.now() - begun;
}

const none = (): string => "";
const wanted = process.env.FUNCTIONS?.split(",");
let above = 0;
let below = 0;
for (const { id, value, input } of subjects()) {
  if (wanted && !wanted.includes(id)) continue;
  let text: string;
  try {
    text = writeDuckdbExpression(value, (_input, name) => duckdbName(name), {
      source: none,
      dataset: none,
      ansi: true,
      javascript: session.javascript,
      timeZone: "UTC",
    });
  } catch {
    continue;
  }
  const [first, second] = input.schema;
  if (!first) continue;
  const named = `${duckdbName(first.name)} AS x, ${duckdbName((second ?? first).name)} AS y`;
  await connection.run(
    `CREATE OR REPLACE TABLE bench AS SELECT t.*, ${named} FROM (${queryFor(input, inDuckdb)}) t, range(${Math.ceil(rows / input.rows.length)}) LIMIT ${rows}`,
  );
  const plain = nearest[id] ?? (ir.isNumeric(first.type) ? "x * 1.5" : (byType[first.type.kind] ?? "x"));
  try {
    const beside = await milliseconds(plain);
    const took = await milliseconds(text);
    const ratio = took / beside;
    const reason = reasons.find(([pattern]) => pattern.test(text))?.[1];
    const isJavascript = text.includes("_sluice_");
    const rate = rows / (took / 1000);
    if (ratio > slow && reason === undefined) above++;
    if (isJavascript && rate < javascript) below++;
    const remark = ratio > slow ? (reason ?? "NO REASON") : "";
    const kind = isJavascript ? "js" : "";
    console.log(
      `  ${id.padEnd(28)} ${(rate / 1e6).toFixed(2).padStart(8)} M rows/s  ${ratio.toFixed(1).padStart(6)} × ${plain.padEnd(46)} ${kind.padEnd(3)}${isJavascript && rate < javascript ? "SLOW " : ""}${remark}`,
    );
  } catch (failure) {
    console.log(`  ${id.padEnd(28)} ${failure instanceof Error ? failure.message.split("\n")[0] : String(failure)}`);
  }
}
console.log(`  ${above} above ${slow} × without a reason, ${below} in JavaScript below ${javascript} rows/s`);
console.log(`  ${Math.round(process.memoryUsage().rss / 1e6)} MB resident after all of them`);
session.close();
