import { type FunctionRow, functionFamilies } from "../../generator/functions/index.js";
import type { Case } from "./case.js";
import type { Recording } from "./recording.js";
import type { Status, Verdict } from "./verdict.js";

/** A family with what became of its cases. */
export interface Judged {
  readonly family: string;
  readonly recording: Recording | undefined;
  readonly cases: readonly { readonly one: Case; readonly verdict: Verdict }[];
}

/** How a function stands. `unproven`: no case asks Spark about it. */
export type Standing = Status | "unproven";

interface Row {
  readonly name: string;
  readonly standing: Standing;
  readonly cases: number;
  readonly values: number;
  readonly remark: string;
}

/** Value-cases that a function needs at least: ordinary, NULL, edge. */
const least = 3;

/** The escape hatches. */
const ownTexts: { readonly [use: string]: string } = { "expression:raw": "raw", "operator:raw": "rawRelation" };

/** What is asked of Spark elsewhere. */
const apart: { readonly [id: string]: string } = {
  from_json: "parseJson: 1,330 recorded texts, `test/emulator/json/spark-from-json.json`",
};

/** `docs/conformance.md`: the same cases and recordings make the same text. */
export function report(judged: readonly Judged[]): string {
  const verdicts = judged.flatMap(({ cases }) => cases);
  const functions = Object.entries(functionFamilies).map(([family, rows]) => ({
    family,
    rows: byName(rows.map((row) => functionRow(row, verdicts))),
  }));
  const casts = rowsOf(verdicts, /^(?:try_)?cast:/);
  const operators = rowsOf(verdicts, /^(?:operator|expression):/);
  const recordings = judged.flatMap(({ recording }) => (recording ? [recording] : []));
  const [first] = recordings;
  const latest = recordings
    .map((one) => one.recorded)
    .sort()
    .at(-1);
  return `${[
    "# Conformance",
    "",
    "Written by `npm run conformance`; do not edit. Each case is one expression or query of the authoring surface, computed by real Spark and by the",
    "emulator over the same rows. Values are compared exactly, errors by condition and SQLSTATE, types and nullability with Spark's analyser.",
    "",
    `Spark ${first?.spark}, Java ${first?.java}; recorded on ${latest}. ${settings(first)}`,
    "",
    ...table(
      ["", "proven", "partly", "differs", "refused", "unproven"],
      [
        totals(
          "functions",
          functions.flatMap(({ rows }) => rows),
        ),
        totals("casts", casts),
        totals("operators and forms", operators),
      ],
    ),
    "",
    `${verdicts.length} cases, ${verdicts.reduce((sum, { verdict }) => sum + verdict.equal, 0)} values equal.`,
    "",
    "- **proven**: every value of every case is equal.",
    "- **partly**: equal where the emulator computes; some operand types, literals or values it refuses with a sentence.",
    "- **differs**: a case gives something else than Spark; the remark says why that is accepted.",
    "- **refused**: the emulator does not run it; on Databricks it runs.",
    "- **unproven**: Spark was not asked. The build fails while there is one, escape hatches aside: their texts are their author's.",
    "",
    ...functions.flatMap(({ family, rows }) =>
      rows.length === 0 ? [] : [`## Functions: ${family}`, "", ...table(header, rows.map(cells)), ""],
    ),
    "## Casts",
    "",
    ...castTable(casts),
    "",
    "## Operators and forms",
    "",
    ...table(header, operators.map(cells)),
    "",
    ...marks("Differences", verdicts, ({ differs }) => differs),
    ...marks("Values that are refused", verdicts, ({ partly }) => partly),
    ...marks("NULL: where the IR and Spark's analyser say different things", verdicts, ({ nullability }) => nullability),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

/** Functions that no case asks about, or too few. */
export function unproven(judged: readonly Judged[]): readonly string[] {
  const verdicts = judged.flatMap(({ cases }) => cases);
  return Object.values(functionFamilies).flatMap((rows) =>
    byName(rows.map((row) => functionRow(row, verdicts)))
      .filter(({ standing, values }) => standing === "unproven" || ((standing === "proven" || standing === "partly") && values < least))
      .map(({ name, values }) => `${name}: ${values} of ${least} value-cases`),
  );
}

/** The order of a module's exports is not the same in every loader. */
function byName(rows: readonly Row[]): readonly Row[] {
  return [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
}

type Asked = Judged["cases"][number];

const header = ["", "status", "cases", "values", "remark"];

function cells({ name, standing, cases, values, remark }: Row): readonly string[] {
  return [`\`${name.replaceAll("|", "\\|")}\``, standing, String(cases), String(values), remark];
}

function functionRow({ id, duckdb }: FunctionRow, verdicts: readonly Asked[]): Row {
  const row = rowOf(id, `function:${id}`, verdicts);
  const elsewhere = apart[id];
  if (elsewhere !== undefined && row.values === 0) return { ...row, standing: "proven", values: least, remark: elsewhere };
  if (typeof duckdb !== "object") return row;
  return { ...row, standing: "refused", remark: duckdb.refuse };
}

function rowsOf(verdicts: readonly Asked[], pattern: RegExp): readonly Row[] {
  const uses = new Set(verdicts.flatMap(({ verdict }) => [...verdict.uses]).filter((use) => pattern.test(use)));
  return [...uses].sort().map((use) => {
    const name = ownTexts[use];
    if (name === undefined) return rowOf(use.replace(/^(operator|expression):/, ""), use, verdicts);
    return { ...rowOf(name, use, verdicts), standing: "unproven", remark: "the text of each dialect is its author's" };
  });
}

/** Cases about it count; where there is none, those that use it among other things. */
function rowOf(name: string, use: string, verdicts: readonly Asked[]): Row {
  const about = verdicts.filter(({ verdict }) => verdict.subject === use);
  const all = about.length > 0 ? about : verdicts.filter(({ verdict }) => verdict.uses.has(use));
  const values = all.reduce((sum, { verdict }) => sum + verdict.equal, 0);
  const remarks = new Set(
    all.flatMap(({ one, verdict }) => [one.differs, one.partly, verdict.refused].filter((text) => text !== undefined)),
  );
  return { name, standing: standingOf(all), cases: all.length, values, remark: [...remarks].map(sentence).join("; ") };
}

function standingOf(all: readonly Asked[]): Standing {
  const statuses = new Set(all.map(({ verdict }) => verdict.status));
  if (statuses.size === 0) return "unproven";
  if (statuses.has("differs")) return "differs";
  if (statuses.size === 1 && statuses.has("refused")) return "refused";
  return statuses.size === 1 && statuses.has("proven") ? "proven" : "partly";
}

function sentence(text: string): string {
  return text.replaceAll("\n", " ").replaceAll("|", "\\|");
}

function totals(name: string, rows: readonly Row[]): readonly string[] {
  const count = (standing: Standing): string => String(rows.filter((one) => one.standing === standing).length);
  return [name, count("proven"), count("partly"), count("differs"), count("refused"), count("unproven")];
}

/** From rows to columns; `try_cast` stands under its cast. */
function castTable(casts: readonly Row[]): readonly string[] {
  const pairs = casts.map((row) => ({ ...row, pair: row.name.replace(/^(try_)?cast:/, "") }));
  const parts = (pair: string): readonly string[] => pair.split(">");
  const froms = [...new Set(pairs.map(({ pair }) => parts(pair)[0] ?? ""))];
  const tos = [...new Set(pairs.map(({ pair }) => parts(pair)[1] ?? ""))].sort();
  const standing = (from: string, to: string): string =>
    ["cast", "try_cast"]
      .flatMap((how) =>
        pairs.filter(({ name }) => name === `${how}:${from}>${to}`).map((one) => `${how === "cast" ? "" : "try "}${one.standing}`),
      )
      .join("<br>");
  return table(
    ["from \\ to", ...tos],
    froms.map((from) => [from, ...tos.map((to) => standing(from, to))]),
  );
}

function marks(title: string, verdicts: readonly Asked[], of: (one: Case) => string | undefined): readonly string[] {
  const found = verdicts.flatMap(({ one, verdict }) => (of(one) === undefined ? [] : [`- \`${verdict.key}\`: ${sentence(of(one) ?? "")}`]));
  return found.length === 0 ? [] : [`## ${title}`, "", ...found, ""];
}

function settings(recording: Recording | undefined): string {
  const all = Object.entries(recording?.configuration ?? {}).map(([key, value]) => `\`${key}=${value}\``);
  return `Configuration: ${all.join(", ")}, unless a case says otherwise.`;
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [titles, titles.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`);
}
