import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { repository } from "../../generator/diagnostic/index.js";
import type { Relation } from "../../generator/ir/index.js";
import type { Case } from "../conformance/case.js";
import { families } from "../conformance/cases/index.js";
import { type Declared, elementsOf } from "./row-type.js";
import { ofSchema, ofSlot } from "./slot.js";

const folder = join(repository, "test/conformance/cases");
const files = readdirSync(folder).filter((file) => file !== "index.ts");

/**
 * What TypeScript says of the cases of each exported list. The lists are declared as `Case[]`, which forgets it, so copies of the files that
 * hand them to a function of a tuple are compiled.
 */
function declared(): ReadonlyMap<string, string> {
  const copies = mkdtempSync(join(repository, "test/conformance/.types-"));
  try {
    mkdirSync(join(copies, "out"));
    for (const file of files) {
      const text = asTuples(readFileSync(join(folder, file), "utf8"));
      writeFileSync(join(copies, file), `${text}\nfunction casesOf<const T extends readonly unknown[]>(all: T): T {\n  return all;\n}\n`);
    }
    const options = {
      extends: "../../../tsconfig.json",
      include: ["*.ts"],
      exclude: [],
      compilerOptions: { declaration: true, emitDeclarationOnly: true, noEmit: false, rootDir: "../../..", outDir: "out" },
    };
    writeFileSync(join(copies, "tsconfig.json"), JSON.stringify(options));
    const { stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", copies, "--pretty", "false"], {
      cwd: repository,
      encoding: "utf8",
    });
    const name = copies.slice(copies.lastIndexOf("/") + 1);
    const errors = stdout.split("\n").filter((line) => line.includes(name) && !line.includes("TS6133") && line.includes("error"));
    if (errors.length > 0) throw new Error(errors.join("\n"));
    const declarationsOf = (file: string): string =>
      readFileSync(join(copies, "out/test/conformance", name, file.replace(/\.ts$/, ".d.ts")), "utf8");
    return new Map(files.map((file) => [file.replace(/\.ts$/, ""), declarationsOf(file)]));
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

/** `export const text: readonly Case[] = […];` as a tuple. */
function asTuples(text: string): string {
  const [before = "", ...lists] = text.split(/^(?=(?:export )?const \w+: readonly Case\[\] = \[)/m);
  const tuple = (list: string): string => {
    const end = /^.*\];\n/.test(list) ? /\];$/m : /^\];$/m;
    return list.replace(/: readonly Case\[\] = \[/, " = casesOf([").replace(end, "]);");
  };
  return before + lists.map(tuple).join("");
}

const declarations = declared();

/** Is what TypeScript says true of what the IR says? It may think something NULL that is not: the columns of the cases are all nullable for it. */
function contradiction(said: Declared, is: Declared): string | undefined {
  if (is.nullable && !said.nullable) return "TypeScript does not know that it may be NULL";
  const [a, b] = [said.type, is.type];
  if ("word" in a && "word" in b) return a.word === b.word ? undefined : `TypeScript says ${a.word}, the IR ${b.word}`;
  if ("list" in a && "list" in b) return contradiction(a.list, b.list);
  if ("key" in a && "key" in b) return contradiction(a.key, b.key) ?? contradiction(a.value, b.value);
  if ("fields" in a && "fields" in b) {
    const names = Object.keys(b.fields);
    if (names.sort().join() !== Object.keys(a.fields).sort().join()) return `TypeScript says ${Object.keys(a.fields)}, the IR ${names}`;
    const [first] = names.flatMap((name) => {
      const [x, y] = [a.fields[name], b.fields[name]];
      const problem = x && y && contradiction(x, y);
      return problem === undefined ? [] : [`${name}: ${problem}`];
    });
    return first;
  }
  return `TypeScript says ${JSON.stringify(a)}, the IR ${JSON.stringify(b)}`;
}

/** A row's one value, or the row. */
function resultOf(one: Case, relation: Relation): Declared {
  const [only] = relation.schema;
  const isValue = one.result === "row" || (relation.kind === "aggregate" && relation.by.length === 0 && only?.name === "x");
  return isValue && only ? ofSlot(only) : { nullable: false, type: { fields: ofSchema(relation.schema) } };
}

describe("each case has in TypeScript the type that it has in the IR", () => {
  for (const [family, cases] of Object.entries(families)) {
    it(family, () => {
      const said = elementsOf(declarations.get(family) ?? "");
      const problems = cases.flatMap((one, i) => {
        const known = said.at(i, cases.length);
        const problem = known && contradiction(known, resultOf(one, one.relation()));
        return problem === undefined || problem === null ? [] : [`case ${i + 1}: ${problem}`];
      });
      expect(problems).toEqual([]);
    });
  }
});
