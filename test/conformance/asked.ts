import { printName, printType } from "../../generator/ir/index.js";
import { spark as dialect, writeQuery } from "../../generator/sql/index.js";
import type { Case, Input } from "./case.js";
import { sorted } from "./emulated.js";
import { inSpark, queryFor, rowTexts } from "./input.js";
import type { Outcome } from "./outcome.js";
import type { Answer, Request, Spark } from "./spark.js";
import { fieldText } from "./type-text.js";
import { type Canonical, ofSpark, type SparkJson } from "./value.js";

/** A case as it is recorded: what was asked, and what Spark gave. */
export interface Recorded {
  /** Tables read, `input(s STRING, n INT)`. */
  readonly reads: string;
  /** Columns of the result, with what Spark says of NULL: `x STRING NOT NULL`; or the error with which Spark refuses the query. */
  readonly gives: string;
  /** Input and outcome of each row or run. */
  readonly results: readonly (readonly [input: string, outcome: Outcome])[];
}

/** What identifies a case: its text on Spark, and the settings where they are not the usual ones. */
export function keyOf(one: Case): string {
  const sql = writeQuery(one.relation(), dialect());
  const short = one.result === "row" ? sql.replace(/^SELECT (.*) AS x\nFROM input$/s, "$1") : sql.replaceAll("\n", " ");
  return short + (one.zone === undefined ? "" : ` -- ${one.zone}`) + (one.ansi === false ? " -- not ANSI" : "");
}

/** What is read: it must be what was recorded. */
export function readsOf({ runs }: Case): string {
  return (runs[0] ?? [])
    .map(
      ({ name, schema }) =>
        `${name}(${schema.map((one) => `${printName(one.name)} ${printType(one.type)}${one.nullable ? "" : " NOT NULL"}`).join(", ")})`,
    )
    .join("; ");
}

/** The input of each row or run, as recorded. */
export function inputsOf({ result, runs }: Case): readonly string[] {
  const texts = (one: Input): readonly string[] => rowTexts(one, inSpark);
  if (result === "row") return runs.flatMap((inputs) => inputs.flatMap(texts));
  return runs.map((inputs) =>
    inputs
      .map((one) =>
        texts(one)
          .map((row) => `(${row})`)
          .join(", "),
      )
      .join("; "),
  );
}

/** Asks Spark for a case. */
export async function ask(one: Case, spark: Spark): Promise<Recorded> {
  const relation = one.relation();
  const sql = writeQuery(relation, dialect());
  const conf = { "spark.sql.session.timeZone": one.zone ?? "UTC", "spark.sql.ansi.enabled": String(one.ansi ?? true), ...one.conf };
  const types = relation.schema.map(({ type }) => type);
  const read = (answer: Answer): readonly (readonly Canonical[])[] | undefined => {
    if ("error" in answer) return undefined;
    return answer.rows.map((row) => {
      const pairs = (row as Extract<SparkJson, { "{}": unknown }>)["{}"];
      return pairs.map(([, value], i) => ofSpark(value, types[i] ?? { kind: "string" }));
    });
  };
  const asked = (inputs: readonly Input[]): Promise<Answer> => spark.ask({ conf, sql, views: viewsOf(inputs) });

  const planned = await spark.ask({ conf, sql, plan: true, views: viewsOf(everyInput(one)) });
  if ("error" in planned) throw new Error(`Spark does not plan ${sql}\n${planned.message}`);
  const gives = planned.schema.fields.map((field) => `${printName(field.name)} ${fieldText(field)}`).join(", ");
  const outcomes: Outcome[] = [];
  for (const inputs of one.runs) {
    const whole = await asked(inputs);
    const rows = read(whole);
    const [input] = inputs;
    if (one.result !== "row" || !input) {
      outcomes.push(rows ? { value: one.result === "list" ? rows : sorted(rows) } : errorOf(whole));
    } else if (rows) outcomes.push(...rows.map(([value]) => ({ value: value ?? null })));
    else {
      for (const row of input.rows) {
        const alone = await asked([{ ...input, rows: [row] }]);
        const [first] = read(alone) ?? [];
        outcomes.push(first ? { value: first[0] ?? null } : errorOf(alone));
      }
    }
  }
  const inputs = inputsOf(one);
  return { reads: readsOf(one), gives, results: outcomes.map((outcome, i) => [inputs[i] ?? "", outcome] as const) };
}

function viewsOf(inputs: readonly Input[]): Request["views"] & {} {
  return Object.fromEntries(inputs.map((input) => [input.name, queryFor(input, inSpark)]));
}

/** The tables with the rows of all runs: only so does Spark see where there may be NULL. */
function everyInput({ runs }: Case): readonly Input[] {
  const [first = []] = runs;
  return first.map((input, i) => ({ ...input, rows: runs.flatMap((inputs) => inputs[i]?.rows ?? []) }));
}

function errorOf(answer: Answer): Outcome {
  if (!("error" in answer)) throw new Error("no error");
  return { error: answer.error, state: answer.state };
}
