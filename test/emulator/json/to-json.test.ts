import { readFileSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { compileToJson } from "../../../emulator/json/to-json.js";
import { ddl } from "../ddl.js";

interface Recording {
  readonly cases: readonly { readonly ddl: string; readonly spark: string; readonly duckdb: string; readonly result: string }[];
}

const recording: Recording = JSON.parse(readFileSync(new URL("spark-to-json.json", import.meta.url), "utf8"));

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
});

describe("to_json prints as Spark does", () => {
  for (const one of recording.cases) {
    it(`${one.ddl}: ${one.duckdb}`, async () => {
      const [row = []] = (await connection.runAndReadAll(`SELECT ${one.duckdb}`)).getRows();
      expect(compileToJson(ddl(one.ddl))(row)).toBe(one.result);
    });
  }
});

describe("to_json refuses", () => {
  it("maps whose keys Spark prints as addresses", () => {
    expect(() => compileToJson(ddl("a MAP<BINARY, INT>"))).toThrow("json/unsupported-schema: MAP<BINARY, INT> cannot be printed as JSON");
    expect(() => compileToJson(ddl("a MAP<ARRAY<INT>, INT>"))).toThrow(
      "json/unsupported-schema: MAP<ARRAY<INT>, INT> cannot be printed as JSON",
    );
  });

  it("values that are not of the type, which is our mistake", () => {
    expect(() => compileToJson(ddl("a DATE"))(["2024-05-01"])).toThrow("expected a DATE of DuckDB, got 2024-05-01");
    expect(() => compileToJson(ddl("a ARRAY<INT>"))([1])).toThrow("expected a ARRAY<INT> of DuckDB, got 1");
  });
});
