import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, it } from "vitest";
import { openEmulator } from "../../emulator/index.js";
import { compileIr } from "../../generator/build/index.js";
import pos from "../../pipelines/pos/index.js";
import { cli, temporaryFolder } from "./cli.js";
import { change, writeInput } from "./pos-input.js";

const folder = temporaryFolder();
const path = (name: string): string => join(folder, name);

beforeAll(() => writeInput(path("input"), [change("a", -2)]));

function run(state: string) {
  return cli(folder, ["run", "pos", "--input", "input", "--state", state]);
}

describe("a state file that is not this pipeline's", () => {
  it("is garbage, and stays as it is", async () => {
    writeFileSync(path("notes.txt"), "not a database\n");
    const { code, out, err } = await run("notes.txt");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`✘ state/not-a-state-file: ${path("notes.txt")} is not a state file: it is no DuckDB database\n`);
    expect(readFileSync(path("notes.txt"), "utf8")).toBe("not a database\n");
  });

  it("is a database of somebody else", async () => {
    await sql("other.duckdb", "CREATE TABLE mine AS SELECT 1 AS id");
    const { code, err } = await run("other.duckdb");
    expect(code).toBe(1);
    expect(err).toContain(
      `✘ state/not-a-state-file: ${path("other.duckdb")} is not a state file: it is a DuckDB database that Sluice did not make\n`,
    );
  });

  it("belongs to another pipeline", async () => {
    const emulator = openEmulator({ pipeline: { ...compileIr(pos).ir, name: "shop" }, input: path("input"), state: path("shop.duckdb") });
    await emulator.update();
    emulator.close();
    const { code, err } = await run("shop.duckdb");
    expect(code).toBe(1);
    expect(err).toContain(`✘ state/other-pipeline: the state file ${path("shop.duckdb")} belongs to the pipeline "shop", not to "pos"\n`);
  });

  it("has a newer format", async () => {
    await run("newer.duckdb");
    await sql("newer.duckdb", "UPDATE _sluice.meta SET format = 99");
    const { code, err } = await run("newer.duckdb");
    expect(code).toBe(1);
    expect(err).toMatch(/✘ state\/newer-format: the state file \S+newer\.duckdb has format 99, and this Sluice reads up to \d+\n/);
  });
});

describe("a state file that cannot be had", () => {
  it("is in use by another process", async () => {
    await run("busy.duckdb");
    const script = `import { DuckDBInstance } from "@duckdb/node-api";
      const held = await DuckDBInstance.create(process.argv[1]); console.log("held"); process.stdin.resume(); process.stdin.on("end", () => held.closeSync());`;
    const holder = spawn(process.execPath, ["--input-type=module", "-e", script, path("busy.duckdb")], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    await once(holder.stdout, "data");
    const { code, out, err } = await run("busy.duckdb");
    holder.stdin.end();
    await once(holder, "exit");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`✘ state/in-use: the state file ${path("busy.duckdb")} is in use: process ${holder.pid} (node) has it open\n`);
    expect((await run("busy.duckdb")).code).toBe(0);
  });

  it("lies below a file", async () => {
    writeFileSync(path("file"), "");
    const { code, out, err } = await run("file/state.duckdb");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toContain(`✘ state/unwritable: the state file ${path("file/state.duckdb")} cannot be opened for writing\n`);
  });

  it("is a folder", async () => {
    mkdirSync(path("state"));
    expect(await run("state")).toMatchObject({
      code: 1,
      err: expect.stringContaining(`✘ state/not-a-state-file: ${path("state")} is not a state file`),
    });
  });

  it("is not there yet when rows are asked for, and is not made", async () => {
    expect(await cli(folder, "rows pos item --state none.duckdb")).toEqual({
      code: 1,
      out: "",
      err: `✘ state/missing: there is no state file ${path("none.duckdb")}\n\n    fix: run the pipeline first: npx sluice run pos\n`,
    });
    expect(existsSync(path("none.duckdb"))).toBe(false);
  });
});

describe("an input folder", () => {
  it("that is not there", async () => {
    expect(await cli(folder, "run pos")).toEqual({
      code: 1,
      out: "",
      err: "✘ input/missing-folder: there is no input folder .sluice/pos/input\n\n    fix: give one with --input, or make one: npx sluice simulate pos\n",
    });
    expect((await cli(folder, "run pos --input elsewhere")).err).toBe(
      "✘ input/missing-folder: there is no input folder elsewhere\n\n    fix: give one with --input, or make one: npx sluice simulate pos --out elsewhere\n",
    );
  });

  it("that is a file", async () => {
    expect((await cli(folder, "run pos --input file")).err).toBe(
      "✘ input/missing-folder: the input file is no folder\n\n    fix: give one with --input; docs/input.md says what is in it\n",
    );
  });

  it("that holds something else is doubted", async () => {
    mkdirSync(path("photos/2021"), { recursive: true });
    const { err } = await cli(folder, "run pos --input photos --state photos.duckdb");
    expect(err).toContain(
      "⚠ input/nothing-there: photos has neither topics/ nor files/\n\n    fix: give the folder that holds them with --input\n",
    );
  });
});

async function sql(file: string, statement: string): Promise<void> {
  const instance = await DuckDBInstance.create(path(file));
  const connection = await instance.connect();
  await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}
