import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, hash, manifestSchema, writeBuild } from "../../generator/build/index.js";
import pos from "../../pipelines/pos/index.js";
import { cli, temporaryFolder } from "./cli.js";

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);
const compiled = compile(pos);
const digest = compiled.manifest.digest.slice(0, 12);

/** Every file below a folder with its text. */
function tree(name: string): Readonly<Record<string, string>> {
  const files = readdirSync(path(name), { recursive: true, encoding: "utf8" }).filter((one) => statSync(join(path(name), one)).isFile());
  return Object.fromEntries(files.sort().map((one) => [one, readFileSync(join(path(name), one), "utf8")]));
}

describe("sluice build", () => {
  it("writes notebooks, IR and a manifest that knows the notebooks' hashes", async () => {
    expect(await cli(folder, "build pos")).toEqual({
      code: 0,
      out: `pipeline  notebooks  files      digest        folder\npos               3  5 written  ${digest}  .sluice/build/pos\n`,
      err: "",
    });
    const { "manifest.json": manifest = "", ...files } = tree(".sluice/build/pos");
    expect(Object.keys(files)).toEqual(["databricks/bronze.sql", "databricks/gold.sql", "databricks/silver.sql", "pipeline.ir.json"]);
    const { notebooks } = manifestSchema.parse(JSON.parse(manifest));
    for (const notebook of notebooks) expect(hash(files[notebook.file] ?? "")).toBe(notebook.hash);
    expect(JSON.parse(files["pipeline.ir.json"] ?? "")).toEqual(compiled.ir);
    expect(readdirSync(path(".sluice/build"))).toEqual(["pos"]);
    // Others may have to read it.
    expect(statSync(path(".sluice/build/pos")).mode & 0o777).toBe(0o777 & ~process.umask());
  });

  it("writes the same bytes again, so nothing", async () => {
    const before = statSync(path(".sluice/build/pos/manifest.json")).mtimeMs;
    expect((await cli(folder, "build")).out).toContain(`pos               3  as before  ${digest}`);
    expect(statSync(path(".sluice/build/pos/manifest.json")).mtimeMs).toBe(before);
  });

  it("mends what was changed and removes notebooks that are no longer made, in its own folder only", async () => {
    writeFileSync(path(".sluice/build/pos/databricks/gold.sql"), "-- changed\n");
    writeFileSync(path(".sluice/build/pos/databricks/platinum.sql"), "-- of an earlier build\n");
    writeFileSync(path(".sluice/build/pos/notes.md"), "mine\n");
    writeFileSync(path(".sluice/build/other.sql"), "mine\n");
    expect((await cli(folder, "build pos")).out).toContain(`pos               3  1 written, 1 removed  ${digest}`);
    expect(Object.keys(tree(".sluice/build"))).toEqual([
      "other.sql",
      "pos/databricks/bronze.sql",
      "pos/databricks/gold.sql",
      "pos/databricks/silver.sql",
      "pos/manifest.json",
      "pos/notes.md",
      "pos/pipeline.ir.json",
    ]);
    expect(tree(".sluice/build")["pos/databricks/gold.sql"]).toBe(compiled.notebooks.find((one) => one.name === "gold")?.text);
  });

  it("takes an empty folder", async () => {
    mkdirSync(path("empty/pos"), { recursive: true });
    expect((await cli(folder, "build pos --out empty")).out).toContain("5 written");
  });

  it("goes on where a first build was cut off", async () => {
    // What a killed process leaves: a draft beside the folder, never half a folder.
    mkdirSync(path(`cut/.pos.${process.pid}.tmp/databricks`), { recursive: true });
    writeFileSync(path(`cut/.pos.${process.pid}.tmp/databricks/old.sql`), "-- half\n");
    expect((await cli(folder, "build pos --out cut")).code).toBe(0);
    expect(Object.keys(tree("cut"))).toHaveLength(5);
  });
});

describe("a place where a build cannot go", () => {
  it("is a folder with files of somebody else", async () => {
    mkdirSync(path("pipelines/pos/databricks"), { recursive: true });
    writeFileSync(path("pipelines/pos/databricks/mine.sql"), "select 1\n");
    expect(await cli(folder, "build pos --out pipelines")).toEqual({
      code: 1,
      out: "",
      err: `✘ build/foreign-folder: ${path("pipelines/pos")} is no place for a build of "pos": it has files and no manifest of a build

    fix: give another folder with --out, or move this one away
`,
    });
    expect(tree("pipelines")).toEqual({ "pos/databricks/mine.sql": "select 1\n" });
  });

  it("is a build of another pipeline", async () => {
    await writeBuild({ ...compiled, manifest: { ...compiled.manifest, pipeline: "shop" } }, path("shared/pos"));
    expect((await cli(folder, "build pos --out shared")).err).toContain(
      `✘ build/foreign-folder: ${path("shared/pos")} is no place for a build of "pos": it is a build of the pipeline "shop"\n`,
    );
  });

  it("lies below a file", async () => {
    writeFileSync(path("file"), "");
    const { code, out, err } = await cli(folder, "build pos --out file/below");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(
      /^✘ build\/unwritable: the build cannot be written to \S+file\/below\/pos\n\n {4}ENOTDIR: .*\n {4}fix: give a folder you may write to with --out\n$/,
    );
  });

  it("is no folder for the demo either", async () => {
    mkdirSync(path("demo"));
    writeFileSync(path("demo/.sluice"), "");
    const { code, out, err } = await cli(path("demo"), "demo");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toMatch(
      /^✘ cli\/demo-folder: what an earlier demo left in \.sluice\/demo cannot be removed\n\n {4}ENOTDIR: .*\n {4}fix: .*\n$/,
    );
  });

  it("is a link that leads nowhere", async () => {
    mkdirSync(path("links"));
    symlinkSync(path("nowhere"), path("links/pos"));
    const { code, err } = await cli(folder, "build pos --out links");
    expect({ code, head: err.split("\n")[0] }).toEqual({
      code: 1,
      head: `✘ build/unwritable: the build cannot be written to ${path("links/pos")}`,
    });
  });
});

describe("sluice check", () => {
  it("says what it looked at", async () => {
    const { datasets } = compiled.ir;
    expect(await cli(folder, "check pos")).toEqual({
      code: 0,
      out: `pipeline  datasets  errors  warnings\npos             ${datasets.length}       0         0\n`,
      err: "",
    });
  });
});
