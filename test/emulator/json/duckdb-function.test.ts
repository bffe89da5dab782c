import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { registerFunction } from "../../../emulator/functions/register.js";
import { compileFromJson } from "../../../emulator/json/from-json.js";
import { compileToJson } from "../../../emulator/json/to-json.js";
import { rowOf } from "../../../emulator/row.js";
import { type Schema, structType, types } from "../../../generator/ir/index.js";
import { ddl } from "../ddl.js";

let connection: DuckDBConnection;

beforeAll(async () => {
  const instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
});

function registerFromJson(name: string, record: Schema, timeZone = "UTC"): void {
  const wanted = { body: "from_json", takes: [types.string], gives: structType(record), parameters: {} };
  registerFunction(connection, name, wanted, { timeZone, ansi: true });
}

async function rows(sql: string): Promise<unknown> {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}

/** Every type, nested in every other, so that vectors of all kinds have to grow. */
const columns = `a TINYINT, b SMALLINT, c INT, d BIGINT, e FLOAT, f DOUBLE, g BOOLEAN, h STRING, i BINARY, j DATE, k TIMESTAMP,
  l TIMESTAMP_NTZ, m DECIMAL(4,1), n DECIMAL(9,2), o DECIMAL(18,3), p DECIMAL(38,10), q ARRAY<STRING>, r ARRAY<ARRAY<INT>>,
  s STRUCT<x: INT, y: STRUCT<z: STRING>>, t ARRAY<STRUCT<x: INT, y: ARRAY<DECIMAL(10,2)>>>, u MAP<STRING, ARRAY<INT>>,
  v MAP<STRING, STRUCT<x: STRING>>, _corrupt_record STRING`;

/** Deterministic messages of all lengths, NULLs everywhere. */
function message(n: number): string | null {
  if (n % 11 === 0) return null;
  if (n % 13 === 0) return `{"a": ${n % 100}, "q": ["x", tru`;
  const some = <T>(every: number, value: T): T | null => (n % every === 0 ? null : value);
  return JSON.stringify({
    a: some(2, n % 100),
    b: some(3, n % 30_000),
    c: some(5, -n),
    d: some(7, n * 1_000_003),
    e: some(4, n / 8),
    f: some(6, n / 10),
    g: some(3, n % 2 === 0),
    h: some(4, "äöü€😀\0 ".repeat(n % 5)),
    i: some(3, Buffer.from("bytes".repeat(n % 4)).toString("base64")),
    j: some(2, "2024-02-29"),
    k: some(3, "2024-05-01T10:11:12.123456+02:00"),
    l: some(5, "1969-12-31 23:59:59.999999"),
    m: some(2, 999.9),
    n: some(3, `${n}.25`),
    o: some(4, -n / 4),
    p: some(5, "1234567890123456789012345678.0123456789"),
    q: some(
      3,
      Array.from({ length: n % 6 }, (_, i) => (i % 2 === 0 ? `${n}-${i}-${"x".repeat(i * 7)}` : null)),
    ),
    r: some(
      4,
      Array.from({ length: n % 4 }, (_, i) => (i === 1 ? null : Array.from({ length: (n + i) % 3 }, (_, j) => n + j))),
    ),
    s: some(3, { x: some(2, n), y: some(5, { z: some(2, `z${n}`) }) }),
    t: some(
      4,
      Array.from({ length: n % 3 }, (_, i) => (i === 2 ? null : { x: n + i, y: [n / 4, null] })),
    ),
    u: some(3, Object.fromEntries(Array.from({ length: n % 3 }, (_, i) => [`k${i}`, i === 1 ? null : [n, null]]))),
    v: some(5, { one: { x: `${n}` }, two: null }),
    ...(n % 17 === 0 ? { c: "no number" } : {}),
  });
}

describe("from_json as a function of DuckDB", () => {
  it("carries every type through vectors of more than one chunk", async () => {
    const schema = ddl(columns);
    registerFromJson("read_all", schema);
    const messages = Array.from({ length: 5000 }, (_, n) => message(n));
    await connection.run("CREATE TABLE messages (n INTEGER, value VARCHAR)");
    const appender = await connection.createAppender("messages");
    messages.forEach((value, n) => {
      appender.appendInteger(n);
      if (value === null) appender.appendNull();
      else appender.appendVarchar(value);
      appender.endRow();
    });
    appender.closeSync();
    const read = await connection.runAndReadAll(
      "WITH r AS (SELECT n, read_all(value) AS v FROM messages) SELECT v IS NULL, v.* FROM r ORDER BY n",
    );
    const fromJson = compileFromJson(schema);
    const print = compileToJson(schema);
    const got = read.getRows().map(([isNull, ...row]) => (isNull === true ? null : print(row)));
    const wanted = messages.map((value) => {
      const struct = fromJson(value);
      return struct && print(rowOf(struct, schema));
    });
    expect(got).toEqual(wanted);
    expect(wanted.filter((one) => one === null)).toHaveLength(Math.ceil(5000 / 11));
  });

  it("reads constants, NULL and no rows", async () => {
    registerFromJson("read_one", ddl("a INT, _corrupt_record STRING"));
    expect(await rows(`SELECT read_one('{"a":1}'), read_one(NULL), read_one('x').a, read_one('x')._corrupt_record`)).toEqual([
      [{ a: 1, _corrupt_record: null }, null, null, "x"],
    ]);
    expect(await rows("SELECT read_one(value) FROM messages WHERE n < 0")).toEqual([]);
  });

  it("sees a byte order mark, which makes a record malformed", async () => {
    registerFromJson("read_marked", ddl("a INT, _corrupt_record STRING"));
    const sql = `SELECT v.a, length(v._corrupt_record) FROM (SELECT read_marked(t) AS v FROM (VALUES (chr(65279) || '{"a":1}'), (chr(65279)), ('{"a":2}')) x(t))`;
    expect(await rows(sql)).toEqual([
      [null, "8"],
      [null, "1"],
      [2, null],
    ]);
  });

  it("reads timestamps without offset in the zone of the session", async () => {
    registerFromJson("read_local", ddl("t TIMESTAMP"), "Europe/Berlin");
    expect(await rows(`SELECT (read_local('{"t":"2024-07-01T12:00:00"}').t)::VARCHAR`)).toEqual([["2024-07-01 10:00:00+00"]]);
    expect(() => registerFromJson("read_nowhere", ddl("t TIMESTAMP"), "Europe/Nowhere")).toThrow(
      'settings/time-zone: no time zone "Europe/Nowhere"',
    );
  });

  it("fails the query with the diagnostic for a value it refuses", async () => {
    registerFromJson("read_time", ddl("t TIMESTAMP"));
    await expect(rows(`SELECT read_time('{"t":"10:15"}')`)).rejects.toThrow(
      'value/time-without-date: "10:15" is a time without a date, which Spark reads as a time of today',
    );
    await expect(rows(`SELECT read_time('{"t":"2024-05-01 10:15:00 SystemV/PST8PDT"}')`)).rejects.toThrow(
      'value/zone-region: a timestamp in the time zone "SystemV/PST8PDT" cannot be read here as Spark reads it',
    );
  });
});
