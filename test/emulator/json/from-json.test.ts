import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileFromJson } from "../../../emulator/json/from-json.js";
import { compileToJson } from "../../../emulator/json/to-json.js";
import { rowOf } from "../../../emulator/row.js";
import { DiagnosticError } from "../../../generator/diagnostic/index.js";
import { ddl } from "../ddl.js";

interface Recording {
  readonly cases: readonly {
    readonly ddl: string;
    readonly timeZone?: string;
    readonly text: string | null;
    readonly result: string | null;
  }[];
}

const recording: Recording = JSON.parse(readFileSync(new URL("spark-from-json.json", import.meta.url), "utf8"));

/** What Spark reads and the emulator refuses: what DuckDB cannot hold. */
const refused = new Map([
  ['{"m":{"p":1,"p":2},"b":1}', "json/duplicate-map-key"],
  ['{"t":9223372036855}', "value/out-of-range"],
  ...["2147483647", "5881580-07-11", "294247-01-10T04:00:54.775807Z", "-290308-12-21T19:59:06"].map(
    (text) => [`{"d":"${text}","t":"${text}","n":"${text}"}`, "value/out-of-range"] as const,
  ),
]);

describe("from_json reads as Spark does", () => {
  for (const group of new Set(recording.cases.map(groupOf))) {
    describe(group, () => {
      const cases = recording.cases.filter((one) => groupOf(one) === group);
      const schema = ddl(cases[0]?.ddl ?? "");
      const read = compileFromJson(schema, { timeZone: cases[0]?.timeZone ?? "UTC" });
      const print = compileToJson(schema);
      for (const { text, result } of cases) {
        const code = text === null ? undefined : refused.get(text);
        it(`${code === undefined ? "" : "refuses "}${shorten(text ?? "NULL")}`, () => {
          if (code !== undefined) {
            expect(() => read(text)).toThrow(DiagnosticError);
            expect(() => read(text)).toThrow(code);
            return;
          }
          const struct = read(text);
          expect(struct && print(rowOf(struct, schema))).toBe(result);
        });
      }
    });
  }
});

function groupOf(one: { readonly ddl: string; readonly timeZone?: string }): string {
  return one.timeZone === undefined ? one.ddl : `${one.ddl} in ${one.timeZone}`;
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 100)}… (${text.length} characters)` : text;
}
