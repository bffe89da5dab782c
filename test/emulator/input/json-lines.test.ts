import { describe, expect, it } from "vitest";
import { readJsonLines } from "../../../emulator/input/json-lines.js";
import type { Schema } from "../../../generator/ir/type.js";
import { ddl } from "../ddl.js";
import { printed, recordedFiles, temporaryFolder, titleOf } from "./recording.js";

const folder = temporaryFolder();

function read(text: string, schema: Schema): Promise<readonly string[]> {
  return printed(readJsonLines(folder.write("rows.json", text), schema), schema);
}

/** What Spark reads and the emulator refuses, because DuckDB cannot hold it. */
const refused = new Map([
  ['{"m":{"p":1,"p":2},"b":1}', "json/duplicate-map-key"],
  ['{"t":9223372036855}', "value/out-of-range"],
  ...["2147483647", "5881580-07-11", "294247-01-10T04:00:54.775807Z", "-290308-12-21T19:59:06"].map(
    (text) => [`{"d":"${text}","t":"${text}","n":"${text}"}`, "value/out-of-range"] as const,
  ),
]);

describe("JSON Lines are read as Spark reads them", () => {
  for (const one of recordedFiles("spark-json-lines.json")) {
    const code = "error" in one.result ? "json/unsupported-schema" : refused.get(one.text);
    it((code === undefined ? "" : "refuses ") + titleOf(one), async () => {
      const rows = read(one.text, ddl(one.ddl));
      if (code === undefined) expect(await rows).toEqual(one.result);
      else await expect(rows).rejects.toThrow(code);
    });
  }
});

describe("JSON Lines in pieces", () => {
  it("reads lines over the borders of its buffer", async () => {
    const lines = Array.from({ length: 50_000 }, (_, i) => `{"id":${i},"name":"${"é".repeat(i % 40)}"}`);
    expect(await read(lines.join("\n"), ddl("id INT, name STRING"))).toEqual(lines);
  });
});

describe("JSON Lines refuse", () => {
  it("a schema that is not read exactly, with every reason", async () => {
    await expect(read("", ddl("a MAP<INT, STRING>, b STRUCT<x: INT, X: INT>, B INT"))).rejects.toThrow(
      'json/unsupported-schema: the record has the fields "b" and "B", which DuckDB takes for one\n' +
        'json/unsupported-schema: column "a" is MAP<INT, STRING>, but the names in a JSON object are strings\n' +
        'json/unsupported-schema: column "b" has the fields "x" and "X", which DuckDB takes for one',
    );
  });
});
