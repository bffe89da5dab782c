import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import {
  drop,
  kafka,
  landing,
  materializedView,
  pipeline,
  quarantine,
  reference,
  scd1,
  secret,
  streamingTable,
  temporaryView,
  when,
} from "#generator";
import { compile } from "../../generator/build/index.js";
import * as ir from "../../generator/ir/index.js";
import { duckdbName, writeDuckdbExpression, writeDuckdbQuery } from "../../generator/sql/index.js";

const texts: Readonly<Record<string, string>> = {
  "a cell's end": "a\n\n-- COMMAND ----------\n\nb",
  "a cell's end alone": "-- COMMAND ----------",
  "a markdown cell": "-- MAGIC %md\n-- MAGIC # a",
  "a binding": "a \u0024{kafka.bootstrap_servers} b",
  "an unknown binding": "$\u0024{x} \u0024{\u0024{y}",
  "a single quote": "it's '' '",
  "double quotes": 'say "a"',
  "a backslash at the end": "a\\",
  "a backslash before a quote": "\\' OR 1 = 1 --",
  "an escape written out": "\\n \\u0041 \\101 \\% \\_ \\0",
  "a line feed": "a\nb",
  "a carriage return": "a\rb\r\nc",
  "a tab": "a\tb",
  "a NUL": "a\0b",
  "line and paragraph separators": "a\u2028b\u2029c\u0085d",
  "vertical tab and form feed": "a\vb\fc",
  emoji: "a 🦥 b",
  "a semicolon": "a; DROP TABLE x; ",
  comments: "*/ a /* b -- c",
  "a backtick": "`a``",
  blanks: "  a  ",
};

/** The text everywhere that a text of the user's goes. */
function compiled(text: string) {
  const lines = landing("lines", { format: "json", glob: text, row: z.object({ id: z.int32().describe(text), value: z.string() }) });
  const raw = streamingTable("raw", { comment: text, comments: { value: text }, properties: { [text]: text }, query: lines.stream() });
  const kept = streamingTable("kept", {
    query: raw.stream().where((row) => row.value.ne(text)),
    expect: (row) => ({ allowed: drop(row.value.contains(text).not()) }),
  });
  const lost = quarantine("lost", { of: kept, comment: text });
  const latest = scd1("latest", {
    comment: text,
    from: kept.stream().omit("file_path"),
    keys: ["id"],
    sequenceBy: ["file_modification_time"],
    deleteWhen: (row) => row.value.eq(text),
  });
  const view = temporaryView("view", { comment: text, query: raw.where((row) => row.value.in([text, "other"])) });
  const picked = materializedView("picked", {
    query: view.select((row) => ({ value: row.value, picked: when(row.value.eq(text), text).otherwise("other") })),
  });
  const events = kafka("events", {
    topic: "events",
    partitions: 1,
    retention: "1 day",
    value: z.object({}),
    authentication: { kind: "sasl", mechanism: "PLAIN", username: text, password: secret(text, text) },
  });
  const message = streamingTable("message", { query: events.stream().select((one) => ({ value: one.value })) });
  const places = materializedView("places", {
    query: reference("places", { path: `a/${text}.csv`, format: "csv", header: true, separator: text, row: z.object({ id: z.int32() }) }),
  });
  return compile(pipeline("texts", { comment: text, datasets: { bronze: { raw, kept, lost, latest, view, picked, message, places } } }));
}

/** What any reader may take for the end of a line. */
const lineEnd = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

/** Cells as Databricks cuts them: at lines that are the separator, after the line that says what the file is. */
function cellsOf(notebook: string): readonly string[] {
  const lines = notebook.split(lineEnd);
  expect(lines.shift()).toBe("-- Databricks notebook source");
  const cells: string[][] = [[]];
  for (const line of lines) {
    if (line === "-- COMMAND ----------") cells.push([]);
    else cells.at(-1)?.push(line);
  }
  return cells.map((cell) => cell.join("\n").trim());
}

const named: Readonly<Record<string, string>> = { "0": "\0", b: "\b", n: "\n", r: "\r", t: "\t", Z: "\u001a", "%": "\\%", _: "\\_" };

/** Spark's string literals in a statement, read by Spark's rules, and the statement with `''` in place of each. */
function literalsOf(statement: string): { readonly values: readonly string[]; readonly rest: string } {
  const values: string[] = [];
  const rest = statement.replaceAll(/`(?:[^`]|``)*`|'((?:[^'\\]|\\.)*)'/gs, (whole, inside: string | undefined) => {
    if (inside === undefined) return whole;
    values.push(
      inside.replaceAll(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([01][0-7]{2})|(.))/gsu, (_all, short, long, octal, one: string) => {
        if (short !== undefined || long !== undefined) return String.fromCodePoint(Number.parseInt(short ?? long, 16));
        return octal === undefined ? (named[one] ?? one) : String.fromCharCode(Number.parseInt(octal, 8));
      }),
    );
    return "''";
  });
  return { values, rest: rest.replaceAll(/\s+/g, " ") };
}

const harmless = "harmless";

function notebookOf(text: string): string {
  const [notebook, ...others] = compiled(text).notebooks;
  expect(others).toEqual([]);
  return notebook?.text ?? "";
}

const harmlessCells = cellsOf(notebookOf(harmless));
const bindings = ["\u0024{zone.lines}", "\u0024{kafka.bootstrap_servers}", "\u0024{zone.reference}"];

/** Everything that must hold of a notebook with the text in it, beside the one with a harmless text. */
function checkNotebook(text: string): void {
  const notebook = notebookOf(text);
  const cells = cellsOf(notebook);
  expect(cells.length).toBe(harmlessCells.length);
  expect(notebook.match(/\$\{[^}]*\}?/g)).toEqual(bindings);
  cells.forEach((cell, i) => {
    const other = harmlessCells[i] ?? "";
    expect(cell.startsWith("-- MAGIC %md\n")).toBe(other.startsWith("-- MAGIC %md\n"));
    if (cell.startsWith("-- MAGIC")) {
      const lines = cell.split("\n");
      expect(lines.filter((line) => !/^-- MAGIC( |$)/.test(line))).toEqual([]);
      return;
    }
    const expected = literalsOf(other);
    const found = literalsOf(cell);
    expect(found.rest).toBe(expected.rest);
    expect(found.values).toEqual(expected.values.map((one) => one.replaceAll(harmless, () => text)));
  });
}

test("the text is in every place that is meant", () => {
  const values = harmlessCells.map((cell) => literalsOf(cell).values.filter((one) => one.includes(harmless)).length);
  // The notebook's head, and the heads of raw, lost, latest and view.
  expect(harmlessCells.filter((cell) => cell.startsWith("-- MAGIC") && cell.includes(harmless)).length).toBe(5);
  expect(values.filter((count) => count > 0)).toEqual([
    6, // raw: two columns, the table, key and value of a property, the files' pattern
    4, // kept: two columns, its rule, WHERE
    6, // lost: two columns, the table, WHERE of kept, the rule as a reason and as a filter
    4, // latest: two columns, the table, DELETE WHEN
    2, // view: the view, IN
    3, // picked: a column, WHEN and THEN
    3, // message: user, scope and key of the password
    2, // places: the path, the separator
  ]);
});

describe("a text of the user's stays a text, whatever is in it", () => {
  for (const [name, text] of Object.entries(texts)) test(name, () => checkNotebook(text));

  test("and whatever of that comes together", () => {
    const part = fc.constantFrom(
      ..."'\"\\`$;\n\r\t\0\v\f\u0085\u2028\u2029 -*/u0n{}%",
      "${",
      "-- COMMAND ----------",
      "-- MAGIC %md",
      "🦥",
      "é",
      "a",
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("")),
        checkNotebook,
      ),
      { numRuns: 200, seed: 20261120 },
    );
  });
});

describe("DuckDB reads the same text", () => {
  for (const [name, text] of Object.entries(texts)) {
    test(name, async () => {
      const connection = await (await DuckDBInstance.create(":memory:")).connect();
      const columns = (_input: number, column: string): string => duckdbName(column);
      const reads = { source: () => "", dataset: (read: ir.DatasetRead) => duckdbName(read.dataset), ansi: true, javascript: () => "" };
      const literal = writeDuckdbExpression(ir.text(text), columns, reads);
      const [alone] = (await connection.runAndReadAll(`SELECT ${literal} AS x`)).getRows();
      expect(alone).toEqual([text]);

      await connection.run("CREATE TABLE view (value VARCHAR)");
      const insert = await connection.prepare("INSERT INTO view VALUES ($1), ('another')");
      insert.bindVarchar(1, text);
      await insert.run();
      const picked = compiled(text).ir.datasets.find((one) => one.name === "picked");
      if (picked?.kind !== "materialized_view") throw new Error("picked is not there");
      const rows = (await connection.runAndReadAll(writeDuckdbQuery(picked.query, reads))).getRows();
      expect(rows).toEqual([
        [text, text],
        ["another", "other"],
      ]);
    });
  }
});
