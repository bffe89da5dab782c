import { describe, expect, it } from "vitest";
import { fieldsOf } from "../../cli/json-fields.js";
import { qualityOf } from "../../cli/quality.js";
import { count, counted, duration } from "../../cli/quantity.js";
import { channelOf } from "../../cli/surroundings.js";
import { table } from "../../cli/table.js";
import { wrap } from "../../cli/wrap.js";
import type { DatasetReport, UpdateReport } from "../../emulator/index.js";
import { codes } from "../../generator/diagnostic/index.js";
import { cli } from "./cli.js";

describe("sluice explain", () => {
  it("says what a code means, in lines of at most 100 columns", async () => {
    expect(await cli(".", "explain state/in-use")).toEqual({
      code: 0,
      out: "state/in-use: the state file is in use\n\nDuckDB lets one process write to a file, or several read it. An update holds the file only while it\nruns.\n",
      err: "",
    });
  });

  it("lists every code", async () => {
    const { out } = await cli(".", "explain");
    expect(
      out
        .split("\n")
        .slice(1, -1)
        .map((line) => line.split(" ")[0]),
    ).toEqual(Object.keys(codes).sort());
  });
});

describe("a table", () => {
  it("is aligned and has no blanks at the ends of its lines", () => {
    const columns = [{ title: "store" }, { title: "stock", align: "right" }, { title: "note" }] as const;
    expect(
      table(
        columns,
        [
          ["online", "1"],
          ["在庫", "1,200", "x"],
        ],
        { color: false },
      ),
    ).toBe("store   stock  note\nonline      1\n在庫    1,200  x\n");
    expect(table(columns, [], { color: true })).toBe("\u001b[2mstore  stock  note\u001b[0m\n");
  });
});

describe("words and numbers", () => {
  it("counts", () => {
    expect([0, 999, 1000, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,234,567"]);
    expect([counted(1, "row"), counted(2000, "row")]).toEqual(["1 row", "2,000 rows"]);
  });

  it("tells times", () => {
    expect([0, 42, 9_994, 9_996, 99_940, 99_960, 3_599_600].map(duration)).toEqual([
      "0.00 s",
      "0.04 s",
      "9.99 s",
      "10.0 s",
      "99.9 s",
      "1 min 40 s",
      "60 min 0 s",
    ]);
  });

  it("wraps", () => {
    expect(wrap("one two  three fourfourfour", 7)).toEqual(["one two", "three", "fourfourfour"]);
  });
});

describe("the fields of a JSON object", () => {
  it("keep their source text", () => {
    expect(fieldsOf('{"a":1.50,"b,\\"c":"x}\\\\","d":{"e":[1,{"f":"]"}]},"g":[],"h":null,"i":"：,é"}')).toEqual([
      { name: "a", value: "1.50" },
      { name: 'b,"c', value: '"x}\\\\"' },
      { name: "d", value: '{"e":[1,{"f":"]"}]}' },
      { name: "g", value: "[]" },
      { name: "h", value: "null" },
      { name: "i", value: '"：,é"' },
    ]);
    expect(fieldsOf("{}")).toEqual([]);
  });
});

describe("data quality of several updates", () => {
  it("adds what streams evaluated and takes the last of what is computed anew", () => {
    const dataset = (name: string, kind: DatasetReport["kind"], passed: number, failed: number): DatasetReport => ({
      name,
      kind,
      status: "COMPLETED",
      added: 0,
      updated: 0,
      deleted: 0,
      quarantined: 0,
      dropped: 0,
      milliseconds: 0,
      expectations: [{ name: "good", action: "drop", passed, failed }],
    });
    const update = (passed: number): UpdateReport => ({
      id: "",
      state: "COMPLETED",
      milliseconds: 0,
      datasets: [dataset("stream", "streaming_table", passed, 1), dataset("view", "materialized_view", passed, 2)],
      diagnostics: [],
    });
    expect(qualityOf([update(10), update(5)])).toEqual([
      { dataset: "stream", name: "good", action: "drop", passed: 15, failed: 2 },
      { dataset: "view", name: "good", action: "drop", passed: 5, failed: 2 },
    ]);
  });
});

describe("a stream of the process", () => {
  const looks = (isTTY: boolean, environment: Readonly<Record<string, string>>) => {
    const { color, redraws } = channelOf({ isTTY } as NodeJS.WriteStream, environment);
    return { color, redraws };
  };

  it.each([
    [true, {}, { color: true, redraws: true }],
    [true, { NO_COLOR: "1" }, { color: false, redraws: true }],
    [true, { NO_COLOR: "" }, { color: true, redraws: true }],
    [true, { CI: "true" }, { color: true, redraws: false }],
    [true, { TERM: "dumb" }, { color: false, redraws: false }],
    [false, {}, { color: false, redraws: false }],
    [false, { FORCE_COLOR: "1" }, { color: true, redraws: false }],
    [false, { FORCE_COLOR: "1", NO_COLOR: "1" }, { color: false, redraws: false }],
    [true, { FORCE_COLOR: "0" }, { color: false, redraws: true }],
  ])("terminal %s with %j", (isTTY, environment, expected) => {
    expect(looks(isTTY, environment)).toEqual(expected);
  });
});
