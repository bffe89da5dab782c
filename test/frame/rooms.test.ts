import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const repository = fileURLToPath(new URL("../../", import.meta.url));

interface Room {
  /** A file of this room that others would import. */
  readonly file: string;
  /** Rooms it may import, beside itself. */
  readonly rooms: readonly string[];
  /** What it may import that is not a file of ours. */
  readonly packages: readonly string[];
}

/** The table of docs/architecture.md, in words; biome.rooms.jsonc says the same in patterns. */
const rooms: Readonly<Record<string, Room>> = {
  "pipelines/pos": { file: "pipelines/pos/gold.ts", rooms: ["pipelines/other", "schemas"], packages: ["#generator"] },
  "pipelines/other": { file: "pipelines/other/gold.ts", rooms: ["pipelines/pos", "schemas"], packages: ["#generator"] },
  schemas: { file: "pipelines/pos/schemas.ts", rooms: [], packages: ["#generator", "zod"] },
  generator: {
    file: "generator/index.ts",
    rooms: ["diagnostic", "ir", "column", "functions", "dsl", "sql", "check", "notebook", "build"].map((room) => `generator/${room}`),
    packages: [],
  },
  "generator/diagnostic": generatorRoom("diagnostic", []),
  "generator/ir": generatorRoom("ir", ["diagnostic"]),
  "generator/column": generatorRoom("column", ["diagnostic", "ir"]),
  "generator/functions": generatorRoom("functions", ["diagnostic", "ir", "column"]),
  "generator/dsl": generatorRoom("dsl", ["diagnostic", "ir", "column", "functions"], ["zod"]),
  "generator/sql": generatorRoom("sql", ["diagnostic", "ir", "functions"]),
  "generator/check": generatorRoom("check", ["diagnostic", "ir", "functions", "sql"]),
  "generator/notebook": generatorRoom("notebook", ["diagnostic", "ir", "sql"]),
  "generator/build": generatorRoom(
    "build",
    ["diagnostic", "ir", "column", "functions", "dsl", "sql", "check", "notebook"],
    ["zod", "tsx/esm/api"],
  ),
  kafka: topRoom("kafka", []),
  emulator: topRoom("emulator", ["ir", "functions", "sql", "build"], ["kafka"], ["@duckdb/node-api", "zod"]),
  simulators: topRoom("simulators", [], ["kafka", "schemas"], ["zod"]),
  infra: topRoom("infra", ["build"], [], ["zod"]),
  deploy: topRoom("deploy", ["build"], [], ["zod"]),
  workspace: topRoom("workspace", ["build"], ["emulator"], ["zod"]),
};

/** Rooms that may import everything except Terraform. */
const openRooms = ["cli", "test", "bench"];

const terraform = ["cdktf", "constructs", "@cdktf/provider-aws/lib/msk-cluster/index.js"];
const packages = [
  "node:fs",
  "node:fs/promises",
  "zod",
  "tsx/esm/api",
  "@duckdb/node-api",
  "commander",
  "listr2",
  "#generator",
  ...terraform,
];

function generatorRoom(name: string, below: readonly string[], more: readonly string[] = []): Room {
  const allowed = below.map((room) => `generator/${room}`);
  return { file: `generator/${name}/a.ts`, rooms: allowed, packages: ["node:fs", "node:fs/promises", ...more] };
}

function topRoom(name: string, generator: readonly string[], others: readonly string[] = [], more: readonly string[] = []): Room {
  const allowed = ["diagnostic", ...generator].map((room) => `generator/${room}`);
  return { file: `${name}/a.ts`, rooms: [...allowed, ...others], packages: ["node:fs", "node:fs/promises", ...more] };
}

function specifier(from: string, to: string): string {
  const path = relative(dirname(from), to).replaceAll("\\", "/").replace(/\.ts$/, ".js");
  return path.startsWith(".") ? path : `./${path}`;
}

let clone: string;

beforeAll(() => {
  clone = realpathSync(mkdtempSync(join(tmpdir(), "sluice-rooms-")));
  for (const file of ["biome.json", "biome.rooms.jsonc", "package.json", ".gitignore"])
    copyFileSync(join(repository, file), join(clone, file));
});

afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** Writes the files, lints them with the repository's configuration, and gives `file:line` of what the rule reports. */
function reports(rule: string, files: Readonly<Record<string, readonly string[]>>): string[] {
  for (const [file, lines] of Object.entries(files)) {
    mkdirSync(dirname(join(clone, file)), { recursive: true });
    writeFileSync(join(clone, file), `${lines.join("\n")}\n`);
  }
  const biome = join(repository, "node_modules/@biomejs/biome/bin/biome");
  const args = ["lint", `--only=${rule}`, "--reporter=github", "--max-diagnostics=none", "."];
  const run = spawnSync(process.execPath, [biome, ...args], { cwd: clone, encoding: "utf8" });
  for (const file of Object.keys(files)) rmSync(join(clone, file));
  const errors = run.stdout.matchAll(/^::error title=lint\/\S+?,file=([^,]+),line=(\d+)/gm);
  return [...errors].map(([, file = "", line = ""]) => `${relative(clone, file).replaceAll("\\", "/")}:${line}`).sort();
}

/** Tries every room and package from each file; gives the specifiers that are refused. */
function refused(files: readonly string[]): Record<string, string[]> {
  const targets = (from: string) => {
    const others = Object.values(rooms).filter((room) => room.file !== from);
    return [...others.map((room) => specifier(from, room.file)), ...packages];
  };
  const sources = Object.fromEntries(files.map((file) => [file, targets(file).map((target) => `import "${target}";`)]));
  const found = new Set(reports("style/noRestrictedImports", sources));
  return Object.fromEntries(files.map((file) => [file, targets(file).filter((_, index) => found.has(`${file}:${index + 1}`))]));
}

/** What the table refuses to `file` of the room `name`. */
function forbidden(file: string, name: string, room: Room): string[] {
  const others = Object.entries(rooms).filter(([other]) => other !== name && !room.rooms.includes(other));
  return [...others.map(([, other]) => specifier(file, other.file)), ...packages.filter((target) => !room.packages.includes(target))];
}

describe("rooms", () => {
  it("import only what lies below them", () => {
    const importers = Object.entries(rooms).map(([name, room]) => [room.file.replace("/a.ts", "/b.ts"), name, room] as const);
    const found = refused(importers.map(([file]) => file));
    for (const [file, name, room] of importers) expect(found[file], file).toEqual(forbidden(file, name, room));
  });

  it("import the same from a folder of theirs", () => {
    const importers = Object.entries(rooms)
      .filter(([, room]) => room.file.endsWith("/a.ts"))
      .map(([name, room]) => [room.file.replace("/a.ts", "/folder/b.ts"), name, room] as const);
    const found = refused(importers.map(([file]) => file));
    for (const [file, name, room] of importers) expect(found[file], file).toEqual(forbidden(file, name, room));
  });

  it("may all be imported by the command line, tests and benchmarks, Terraform excepted", () => {
    const files = openRooms.map((room) => `${room}/folder/b.ts`);
    const found = refused(files);
    for (const file of files) expect(found[file], file).toEqual(terraform);
  });

  it("see the public generator in emulator/testing only", () => {
    const found = refused(["emulator/testing.ts", "emulator/update.ts"]);
    expect(found["emulator/testing.ts"]).not.toContain("#generator");
    expect(found["emulator/update.ts"]).toContain("#generator");
  });

  it("reach Terraform through infra/tf.ts, which imports one resource at a time", () => {
    const targets = [
      "cdktf",
      "constructs",
      "@cdktf/provider-aws/lib/msk-cluster/index.js",
      "@cdktf/provider-aws",
      "@cdktf/provider-aws/lib/msk-cluster",
    ];
    const found = reports("style/noRestrictedImports", { "infra/tf.ts": targets.map((target) => `export * from "${target}";`) });
    expect(found).toEqual(["infra/tf.ts:4", "infra/tf.ts:5"]);
  });

  it("are guarded against types, re-exports and dynamic imports too", () => {
    const target = "../../cli/main.js";
    const lines = [
      `import type { A } from "${target}";`,
      `export type { A } from "${target}";`,
      `export * from "${target}";`,
      `export const b = import("${target}");`,
    ];
    const found = reports("style/noRestrictedImports", { "generator/sql/b.ts": lines });
    expect(found).toEqual([1, 2, 3, 4].map((line) => `generator/sql/b.ts:${line}`));
  });

  it("are all in the table", () => {
    const folders = (path: string) => readdirSync(join(repository, path), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const holdsCode = (path: string) =>
      readdirSync(join(repository, path), { recursive: true }).some((file) => String(file).endsWith(".ts"));
    const known = new Set([...Object.keys(rooms).flatMap((name) => [name, dirname(name)]), ...openRooms]);
    const top = folders("").map(({ name }) => name);
    const ours = top.filter((name) => !name.startsWith(".") && !["node_modules", "dist"].includes(name) && holdsCode(name));
    const inner = folders("generator").map(({ name }) => `generator/${name}`);
    expect(ours.length).toBeGreaterThan(1);
    expect([...ours, ...inner].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe("import cycles", () => {
  it("of values are refused", () => {
    const files = {
      "cli/a.ts": ['import { b } from "./b.js";', "export const a = () => b();"],
      "cli/b.ts": ['import { a } from "./a.js";', "export const b = (): unknown => a();"],
    };
    expect(reports("suspicious/noImportCycles", files)).toEqual(["cli/a.ts:1", "cli/b.ts:1"]);
  });

  it("of types are refused", () => {
    const files = {
      "cli/a.ts": ['import type { B } from "./b.js";', "export type A = B[];"],
      "cli/b.ts": ['import type { A } from "./a.js";', "export type B = A | string;"],
    };
    expect(reports("suspicious/noImportCycles", files)).toEqual(["cli/a.ts:1", "cli/b.ts:1"]);
  });

  it("through #generator are refused", () => {
    const files = {
      "generator/index.ts": ['export { a } from "./dsl/a.js";'],
      "generator/dsl/a.ts": ['import * as all from "#generator";', "export const a = () => all;"],
    };
    expect(reports("suspicious/noImportCycles", files)).toEqual(["generator/dsl/a.ts:1", "generator/index.ts:1"]);
  });
});
