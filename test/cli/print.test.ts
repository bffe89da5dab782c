import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { cut, error, printable, printDiagnostics, warning, widthOf } from "../../generator/diagnostic/index.js";
import { temporaryFolder } from "./cli.js";

const folder = temporaryFolder();
const plain = { color: false };

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const silver = file("silver.ts", `${"\n".repeat(30)}  .where((o) => o.chanel.eq("web"))\n`);

describe("a printed diagnostic", () => {
  it("has the place, the line of source with the word underlined, the notes and the fix", () => {
    const one = error("column/unknown", 'no column "chanel" in orders', {
      at: { file: silver, line: 31, column: 19 },
      notes: ["orders has order_id, channel"],
      fix: 'did you mean "channel"?',
    });
    expect(printDiagnostics([one], plain)).toBe(`✘ column/unknown: no column "chanel" in orders

    ${silver}:31:19
    31 │   .where((o) => o.chanel.eq("web"))
       │                   ~~~~~~
    orders has order_id, channel
    fix: did you mean "channel"?
`);
  });

  it("is one line when there is nothing to add", () => {
    expect(printDiagnostics([error("pipeline/empty", "shop has no table")], plain)).toBe("✘ pipeline/empty: shop has no table\n");
  });

  it("is counted when there are several", () => {
    const all = [error("pipeline/empty", "a"), warning("schema/not-enforced", "b", { fix: "c" }), error("pipeline/empty", "d")];
    expect(printDiagnostics(all, plain)).toBe(
      "✘ pipeline/empty: a\n\n⚠ schema/not-enforced: b\n\n    fix: c\n\n✘ pipeline/empty: d\n\n2 errors, 1 warning\n",
    );
    expect(printDiagnostics([], plain)).toBe("");
  });

  it("shows the place of a note too", () => {
    const one = error("name/duplicate", "two", {
      notes: [{ message: "the other one is here", at: { file: silver, line: 31, column: 4 } }],
    });
    expect(printDiagnostics([one], plain)).toBe(`✘ name/duplicate: two

    the other one is here
    ${silver}:31:4
    31 │   .where((o) => o.chanel.eq("web"))
       │    ~~~~~
`);
  });

  it("marks one character where no word begins, and none behind the end of the line", () => {
    const at = (column: number) => printDiagnostics([error("pipeline/empty", "a", { at: { file: silver, line: 31, column } })], plain);
    expect(at(3).split("\n")[4]).toBe("       │   ^");
    expect(at(36).split("\n").slice(3)).toEqual(['    31 │   .where((o) => o.chanel.eq("web"))', ""]);
  });

  it.each([
    ["a file that is not there", "gone.ts", 1],
    ["a line behind the end", silver, 32],
    ["a folder", folder, 1],
    ["an empty line", silver, 2],
  ])("survives %s", (_what, path, line) => {
    expect(printDiagnostics([error("pipeline/empty", "a", { at: { file: path, line, column: 1 } })], plain)).toBe(
      `✘ pipeline/empty: a\n\n    ${path}:${line}:1\n`,
    );
  });

  it("finds a line far down in a large file, and shows a part of a long one", () => {
    const long = `{"value":"${"x".repeat(300_000)}"}`;
    const path = file("0.jsonl", `${"{}\n".repeat(100_000)}${long}\r\nlast`);
    const [, , place, source, ...rest] = printDiagnostics(
      [error("input/malformed-line", "a", { at: { file: path, line: 100_001 } })],
      plain,
    ).split("\n");
    expect(place).toBe(`    ${path}:100001`);
    expect(source).toBe(`    100001 │ {"value":"${"x".repeat(109)}…`);
    expect(rest).toEqual([""]);
    expect(printDiagnostics([error("input/malformed-line", "a", { at: { file: path, line: 100_002 } })], plain)).toContain(
      "100002 │ last\n",
    );
  });

  it("keeps the mark under its word when the line is long, has tabs or wide characters", () => {
    const path = file("odd.ts", `\t\tconst 在庫 = missing;\n${"a".repeat(150)} missing ${"b".repeat(150)}\n`);
    const marked = (line: number, column: number) =>
      printDiagnostics([error("pipeline/empty", "a", { at: { file: path, line, column } })], plain)
        .split("\n")
        .slice(3, 5);
    expect(marked(1, 14)).toEqual(["    1 │   const 在庫 = missing;", "      │                ~~~~~~~"]);
    expect(marked(2, 152)).toEqual([`    2 │ …${"a".repeat(39)} missing ${"b".repeat(70)}…`, `      │ ${" ".repeat(41)}~~~~~~~`]);
  });

  it("cannot be made to move the cursor", () => {
    const path = file("evil.jsonl", '{"key":"\u001b[2J"}\n');
    const text = printDiagnostics(
      [error("input/malformed-line", "bad \u001b[31m", { at: { file: path, line: 1 }, notes: ["\u0007"], fix: "\u202e" })],
      plain,
    );
    expect(text).toBe(
      `✘ input/malformed-line: bad \\u001b[31m\n\n    ${path}:1\n    1 │ {"key":"\\u001b[2J"}\n    \\u0007\n    fix: \\u202e\n`,
    );
  });

  it("keeps the lines of a message and of a note apart", () => {
    expect(printDiagnostics([error("pipeline/empty", "one\ntwo", { notes: ["three\n\tfour"] })], plain)).toBe(
      "✘ pipeline/empty: one\n\n    two\n    three\n      four\n",
    );
  });

  it("is coloured when asked", () => {
    const text = printDiagnostics([error("column/unknown", "a", { at: { file: silver, line: 31, column: 19 }, fix: "b" })], {
      color: true,
    });
    expect(text).toContain("\u001b[31m✘ column/unknown:\u001b[0m \u001b[1ma\u001b[0m\n");
    expect(text).toContain("\u001b[31m~~~~~~\u001b[0m\n");
    expect(stripVTControlCharacters(text)).toBe(
      printDiagnostics([error("column/unknown", "a", { at: { file: silver, line: 31, column: 19 }, fix: "b" })], plain),
    );
  });
});

describe("a text on a terminal", () => {
  it("is printable", () => {
    expect(printable("a\tb\r\n\u0000\u009bc")).toBe("a\\tb\\r\\n\\u0000\\u009bc");
    expect(printable("naïve 在庫 ✘")).toBe("naïve 在庫 ✘");
  });

  it("has a width", () => {
    expect(["abc", "né", "在庫", "✘", "😀", "e\u0301"].map(widthOf)).toEqual([3, 2, 4, 1, 2, 1]);
  });

  it("is cut", () => {
    expect([cut("inventory", 6), cut("在庫管理", 6), cut("short", 5)]).toEqual(["inven…", "在庫…", "short"]);
  });
});
