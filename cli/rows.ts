import { cut, printable } from "../generator/diagnostic/index.js";
import { Interrupted } from "./interrupted.js";
import { fieldsOf } from "./json-fields.js";
import { count } from "./quantity.js";
import type { Surroundings } from "./surroundings.js";
import { table } from "./table.js";

/** Characters that are gathered before they are written. */
const batch = 1 << 16;

/** Writes rows as they are, one a line. */
export async function printRows(rows: AsyncIterable<string>, { results, signal }: Surroundings): Promise<void> {
  let lines = "";
  for await (const row of rows) {
    if (signal.aborted) throw new Interrupted("interrupted");
    lines += `${row}\n`;
    if (lines.length < batch) continue;
    await results.write(lines);
    lines = "";
  }
  if (lines !== "") await results.write(lines);
}

const shownRows = 20;

/** Writes the first rows as a table, and says whether there are more. `read` reads at most so many. */
export async function printTable(
  read: (limit: number) => AsyncIterable<string>,
  limit: number | undefined,
  surroundings: Surroundings,
): Promise<void> {
  const { results, messages } = surroundings;
  const most = limit ?? shownRows;
  const rows: string[] = [];
  for await (const row of read(most + 1)) rows.push(row);
  await results.write(rowTable(rows.slice(0, most), results));
  if (rows.length > most) await messages.write(`the first ${count(most)} rows; --limit shows more, --json all\n`);
  if (rows.length === 0) await messages.write("no rows\n");
}

/** A text in the table is cut after so many columns; `--json` has all of it. */
const widestCell = 60;

/** JSON rows as a table. */
export function rowTable(rows: readonly string[], style: { readonly color: boolean }): string {
  const fields = rows.map(fieldsOf);
  const titles = (fields[0] ?? []).map(({ name }) => name);
  if (titles.length === 0) return "";
  const isNumber = titles.map((_, at) => fields.every((row) => ["null", "number"].includes(kindOf(row[at]?.value ?? "null"))));
  return table(
    titles.map((title, at) => (isNumber[at] ? { title, align: "right" } : { title })),
    fields.map((row) => row.map(({ value }) => cellOf(value))),
    style,
  );
}

function kindOf(json: string): "text" | "number" | "null" | "other" {
  if (json.startsWith('"')) return "text";
  if (json === "null") return "null";
  return /^-?\d/.test(json) ? "number" : "other";
}

function cellOf(json: string): string {
  const kind = kindOf(json);
  const text = kind === "text" ? String(JSON.parse(json)) : kind === "null" ? "NULL" : json;
  // A message may be a quarter of a megabyte, of which a few characters are shown.
  return kind === "number" ? text : cut(printable(text.slice(0, 4 * widestCell)), widestCell);
}
