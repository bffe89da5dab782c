import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { report } from "../report.js";

/**
 * What the compiler does to check a pipeline of 100 sources with 41 columns each, 100 left joins and 100 aggregates: type
 * instantiations, which do not depend on the machine, beside the same files without a pipeline in them.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const folder = join(root, ".sluice", "bench-types");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const head = 'import { coalesce, count, kafka, materializedView, streamingTable, sum } from "#generator";\nimport * as z from "zod";\n';
const kinds = ["z.string()", "z.int32()", "z.iso.datetime()", "z.string().nullable()", "z.number()"];

function source(i: number): string {
  const fields = Array.from({ length: 40 }, (_, c) => `c${c}: ${kinds[c % kinds.length]}`).join(", ");
  const columns = Array.from({ length: 20 }, (_, c) => `c${c}: event.value.c${c}`).join(", ");
  return [
    `const s${i} = kafka("s${i}", { topic: "t${i}", partitions: 1, retention: "1 day", value: z.object({ id: z.string(), ${fields} }) });`,
    `const b${i} = streamingTable("b${i}", { query: s${i}.stream() });`,
    `const p${i} = streamingTable("p${i}", { query: b${i}.stream().parseJson("value", s${i}.schema).records.select((event) => ({ id: event.value.id, ${columns} })) });`,
    i === 0
      ? ""
      : `export const j${i} = streamingTable("j${i}", { query: p${i}.stream().leftJoin(p${i - 1}, { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ ...a, other: coalesce(b.c0, "none") }) }) });`,
    `export const g${i} = materializedView("g${i}", { query: p${i}.aggregate({ by: (row) => ({ key: row.c0 }), select: (row) => ({ total: sum(row.c1), rows: count() }) }) });`,
  ].join("\n");
}

function instantiations(name: string, text: string): { readonly count: number; readonly seconds: number } {
  writeFileSync(join(folder, `${name}.ts`), text);
  const config = join(folder, `${name}.json`);
  writeFileSync(
    config,
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: { extendedDiagnostics: true, noEmit: true, types: ["node"] },
      include: [`${name}.ts`],
      exclude: [],
    }),
  );
  const { stdout } = spawnSync(join(root, "node_modules", ".bin", "tsc"), ["-p", config], { encoding: "utf8" });
  const found = /Instantiations:\s+(\d+)/.exec(stdout);
  const check = /Check time:\s+([\d.]+)s/.exec(stdout);
  if (!found || /error TS/.test(stdout)) throw new Error(`tsc did not check ${name}:\n${stdout}`);
  return { count: Number(found[1]), seconds: Number(check?.[1]) };
}

const empty = instantiations("empty", `${head}export const none = [coalesce, count, kafka, materializedView, streamingTable, sum, z];\n`);
const full = instantiations("pipeline", `${head}${Array.from({ length: 100 }, (_, i) => source(i)).join("\n")}\n`);
rmSync(folder, { recursive: true, force: true });
report([
  {
    what: "instantiations, 100 sources of 41 columns",
    measured: `${(full.count / 1e6).toFixed(2)} M`,
    beside: `${(full.count / empty.count).toFixed(1)} × the imports alone, ${full.seconds} s`,
    target: "≤ 0.7 M",
    met: full.count <= 700_000,
  },
]);
