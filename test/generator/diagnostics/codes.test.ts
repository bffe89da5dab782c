import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { codes } from "../../../generator/diagnostic/index.js";
import { build } from "./cases/build.js";
import { check, neighbours } from "./cases/check.js";
import { dataset } from "./cases/dataset.js";
import { operator } from "./cases/operator.js";
import { query } from "./cases/query.js";
import { text } from "./cases/text.js";
import { time } from "./cases/time.js";
import { value } from "./cases/value.js";
import { told } from "./told.js";

const tables = { query, operator, text, time, value, dataset, check, build };

for (const [name, cases] of Object.entries(tables)) {
  describe(name, () => {
    test.each(cases)("$what", async ({ provoke, tells }) => {
      expect(await provoke()).toEqual(tells);
    });
  });
}

test.each(Object.entries(neighbours))("nothing is told of %s", (_what, write) => {
  expect(told(write)).toEqual([]);
});

/** The texts of all code of some rooms, without comments, in which codes are named too. */
function codeOf(folders: readonly string[]): string {
  const root = fileURLToPath(new URL("../../../", import.meta.url));
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && file !== join("diagnostic", "codes.ts"))
      .map((file) => join(root, folder, file)),
  );
  return files.map((file) => readFileSync(file, "utf8").replaceAll(/\/\*.*?\*\//gs, "")).join("\n");
}

const named = (text: string): string[] => Object.keys(codes).filter((code) => text.includes(`"${code}"`));

test("every code that these rooms can raise is provoked here", () => {
  const raised = named(codeOf(["ir", "column", "functions", "dsl", "check", "build"].map((room) => join("generator", room))));
  const tested = new Set<string>(Object.values(tables).flatMap((cases) => cases.flatMap(({ tells }) => tells.map((one) => one.code))));
  expect(raised.length).toBeGreaterThan(50);
  expect(raised.filter((code) => !tested.has(code))).toEqual([]);
});

test("every code that can be explained is raised somewhere", () => {
  const raised = new Set(named(codeOf(["generator", "emulator", "simulators", "infra", "cli"])));
  expect(Object.keys(codes).filter((code) => !raised.has(code))).toEqual([]);
});
