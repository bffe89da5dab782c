import { mkdirSync, readFileSync, utimesSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listFiles } from "../../../emulator/input/files.js";
import { compileGlob } from "../../../emulator/input/glob.js";
import { temporaryFolder } from "./recording.js";

interface Recording {
  readonly cases: readonly {
    readonly glob: string;
    readonly names: readonly string[];
    readonly result: readonly string[] | { readonly error: string };
  }[];
}

const recording: Recording = JSON.parse(readFileSync(new URL("spark-glob.json", import.meta.url), "utf8"));

/** Spark leaves these out before it looks at the pattern. */
const hidden = ["_a.csv", ".a.csv", "c._COPYING_"];

describe("a pattern for names matches as Spark's pathGlobFilter does", () => {
  for (const { glob, names, result } of recording.cases) {
    it(JSON.stringify(glob), () => {
      if ("error" in result)
        expect(() => compileGlob(glob)).toThrow(`input/malformed-glob: the pattern "${glob}" has the set [[], which is not read`);
      else expect(names.filter((name) => !hidden.includes(name) && compileGlob(glob)(name)).sort()).toEqual([...result].sort());
    });
  }

  it("refuses what is not closed", () => {
    expect(() => compileGlob("{a,b")).toThrow('input/malformed-glob: the pattern "{a,b" has a { without }');
    expect(() => compileGlob("[ab")).toThrow('input/malformed-glob: the pattern "[ab" has a [ without ]');
    expect(() => compileGlob("[b-a]")).toThrow('input/malformed-glob: the pattern "[b-a]" has the range b-a, which runs backwards');
    expect(() => compileGlob("a\\")).toThrow('input/malformed-glob: the pattern "a\\" ends in a backslash');
  });
});

describe("the files of a landing zone", () => {
  const folder = temporaryFolder();

  it("are listed by path, whatever the folder, without the hidden ones", async () => {
    for (const name of ["zone", "zone/b", "zone/a", "zone/a/c=1", "zone/_log", "zone/.git", "zone/empty"]) mkdirSync(folder.path(name));
    for (const name of [
      "z.csv",
      "B.csv",
      "b/1.csv",
      "a/2.txt",
      "a/c=1/x.csv",
      "_hidden.csv",
      ".hidden.csv",
      "_d=1.csv",
      "_log/1.csv",
      ".git/x.csv",
      "n._COPYING_",
      "é.csv",
    ]) {
      folder.write(`zone/${name}`, name);
    }
    utimesSync(folder.path("zone/z.csv"), 1_700_000_000, 1_714_558_272.5);
    const files = await listFiles(folder.path("zone"));
    expect(files.map((file) => file.path)).toEqual(["B.csv", "_d=1.csv", "a/2.txt", "a/c=1/x.csv", "b/1.csv", "z.csv", "é.csv"]);
    expect(files.find((file) => file.path === "z.csv")).toEqual({ path: "z.csv", size: 5, modified: new Date(1_714_558_272_500) });
    expect((await listFiles(folder.path("zone"), "[x-z].csv")).map((file) => file.path)).toEqual(["a/c=1/x.csv", "z.csv"]);
  });

  it("are none when the folder is not there", async () => {
    expect(await listFiles(folder.path("nowhere"))).toEqual([]);
  });
});
