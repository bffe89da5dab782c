import { describe, expect, it } from "vitest";
import { type CsvOptions, readCsv } from "../../../emulator/input/csv.js";
import type { Schema } from "../../../generator/ir/type.js";
import { ddl } from "../ddl.js";
import { printed, recordedFiles, temporaryFolder, titleOf } from "./recording.js";

const folder = temporaryFolder();

function read(text: string | Uint8Array, schema: Schema, options?: CsvOptions): Promise<readonly string[]> {
  return printed(readCsv(folder.write("rows.csv", text), schema, options), schema);
}

describe("CSV is read as Spark reads it", () => {
  for (const one of recordedFiles("spark-csv.json")) {
    // Java reads hexadecimal floating-point numbers, the emulator says that it does not.
    const refused = one.text.includes("0x1p3");
    it((refused ? "refuses " : "") + titleOf(one), async () => {
      const { header, ...options } = one.options ?? {};
      const rows = read(one.text, ddl(one.ddl), { ...options, header: header === "true" });
      if (refused)
        await expect(rows).rejects.toThrow('value/hexadecimal: "0x1p3" is a hexadecimal floating-point number, which only Java reads');
      else expect(await rows).toEqual(one.result);
    });
  }
});

describe("CSV in pieces", () => {
  it("reads lines over the borders of its buffer", async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `${i},"${"é".repeat(i % 40)}, x"`);
    const rows = await read(`id,name\r\n${lines.join("\r\n")}`, ddl("id INT, name STRING"), { header: true });
    expect(rows).toEqual(Array.from({ length: 60_000 }, (_, i) => `{"id":${i},"name":"${"é".repeat(i % 40)}, x"}`));
  });

  it("reads a line longer than its buffer", async () => {
    const long = "x".repeat(3_000_000);
    expect(await read(`1,${long}\n2,y\n`, ddl("id INT, name STRING"))).toEqual([`{"id":1,"name":"${long}"}`, '{"id":2,"name":"y"}']);
  });
});

describe("CSV refuses", () => {
  it("columns that are no simple values", async () => {
    await expect(read("", ddl("a INT, b ARRAY<INT>, c STRUCT<x: INT>"))).rejects.toThrow(
      'input/unsupported-schema: column "b" is ARRAY<INT>, which CSV has no values of\n' +
        'input/unsupported-schema: column "c" is STRUCT<x: INT>, which CSV has no values of',
    );
  });

  it("a schema of nothing but the corrupt record, and one where it is no text", async () => {
    await expect(read("", ddl("_corrupt_record STRING"))).rejects.toThrow(
      'input/unsupported-schema: a CSV file is read with no column but "_corrupt_record", which Spark refuses',
    );
    await expect(read("", ddl("a INT, _corrupt_record INT"))).rejects.toThrow(
      'input/unsupported-schema: column "_corrupt_record" is INT, but takes the text of malformed lines',
    );
  });

  it("options that are not one character, or the same", async () => {
    const schema = ddl("a INT");
    await expect(read("", schema, { sep: "||", quote: '""' })).rejects.toThrow(
      'input/unsupported-option: option sep is "||"\ninput/unsupported-option: option quote is "\\"\\""',
    );
    await expect(read("", schema, { sep: "" })).rejects.toThrow('input/unsupported-option: option sep is ""');
    await expect(read("", schema, { sep: '"' })).rejects.toThrow(
      'input/unsupported-option: option sep is "\\"", and so is quote or escape',
    );
  });

  it("too many columns, broken UTF-8 and compressed files, with the place", async () => {
    const schema = ddl("a STRING");
    await expect(read(`x\n${",".repeat(20_480)}\n`, schema)).rejects.toMatchObject({
      diagnostics: [
        {
          code: "input/too-many-columns",
          message: "the line has more than 20480 values",
          at: { file: folder.path("rows.csv"), line: 2 },
          fix: "look at the options sep and quote",
        },
      ],
    });
    await expect(read(Uint8Array.of(0x61, 0xff, 0x0a), schema)).rejects.toThrow("input/not-utf8: the file is not UTF-8");
    await expect(printed(readCsv(folder.write("rows.csv.gz", ""), schema), schema)).rejects.toThrow(
      'input/compressed-file: a file that ends in ".gz" is compressed',
    );
  });
});
