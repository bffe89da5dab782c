import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeEach, describe, expect, it } from "vitest";
import { appendRows } from "../../emulator/append.js";
import { duckdbType } from "../../emulator/duckdb-type.js";
import { compileFromJson } from "../../emulator/json/from-json.js";
import { compileToJson } from "../../emulator/json/to-json.js";
import { type Row, rowOf } from "../../emulator/row.js";
import type { Schema } from "../../generator/ir/type.js";
import { ddl } from "./ddl.js";

let connection: DuckDBConnection;

beforeEach(async () => {
  connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
});

async function createTable(name: string, schema: Schema): Promise<void> {
  await connection.run(`CREATE TABLE ${name} (${schema.map((field) => `${field.name} ${duckdbType(field.type)}`).join(", ")})`);
}

describe("rows appended to a table", () => {
  it("are there with every type, NULLs and nested values, over many chunks and batches", async () => {
    const schema = ddl(`a INT, b BIGINT, c STRING, d TIMESTAMP, e DECIMAL(38,3), f ARRAY<STRUCT<x: INT, y: ARRAY<STRING>>>,
      g MAP<STRING, DATE>, h BINARY, i BOOLEAN, j STRUCT<k: TIMESTAMP_NTZ, l: DOUBLE>`);
    const fromJson = compileFromJson(schema);
    const rows = Array.from({ length: 7000 }, (_, n): Row => {
      const struct = fromJson(
        JSON.stringify({
          a: n % 3 === 0 ? null : n,
          b: n * 1_000_000_007,
          c: n % 4 === 0 ? null : `é\0${"x".repeat(n % 20)}`,
          d: 1_700_000_000 + n,
          e: n % 5 === 0 ? null : `${n}.125`,
          f: n % 6 === 0 ? null : Array.from({ length: n % 4 }, (_, i) => (i === 1 ? null : { x: n, y: i === 2 ? null : ["p", null] })),
          g: n % 7 === 0 ? null : { one: "2024-05-01", two: null },
          h: n % 8 === 0 ? null : "QUJD",
          i: n % 9 === 0 ? null : n % 2 === 0,
          j: n % 10 === 0 ? null : { k: "2024-05-01 10:00:00", l: n / 8 },
        }),
      );
      return struct === null ? [] : rowOf(struct, schema);
    });
    await createTable("rows", schema);
    const batches = [rows.slice(0, 1), [], rows.slice(1, 5000), rows.slice(5000)];
    expect(await appendRows(connection, { name: "rows" }, schema, batches)).toBe(7000);
    const stored = (await connection.runAndReadAll("SELECT * FROM rows")).getRows();
    const print = compileToJson(schema);
    expect(stored.map(print)).toEqual(rows.map(print));
  });

  it("go to a schema of another catalog, within the transaction", async () => {
    const schema = ddl("a INT");
    await connection.run("ATTACH ':memory:' AS state; CREATE SCHEMA state.inner_schema; CREATE TABLE state.inner_schema.t (a INTEGER)");
    await connection.run("BEGIN");
    expect(await appendRows(connection, { catalog: "state", schema: "inner_schema", name: "t" }, schema, [[[1], [null]]])).toBe(2);
    await connection.run("ROLLBACK");
    expect((await connection.runAndReadAll("SELECT count(*) FROM state.inner_schema.t")).getRows()).toEqual([[0n]]);
  });

  it("are none when their source fails, and the failure comes through", async () => {
    const schema = ddl("a INT");
    await createTable("t", schema);
    async function* failing(): AsyncGenerator<readonly Row[]> {
      yield [[1]];
      throw new Error("the disk is gone");
    }
    await expect(appendRows(connection, { name: "t" }, schema, failing())).rejects.toThrow("the disk is gone");
    expect((await connection.runAndReadAll("SELECT count(*) FROM t")).getRows()).toEqual([[0n]]);
  });
});
