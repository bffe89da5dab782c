import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { compile } from "../../generator/build/index.js";
import { repository } from "../../generator/diagnostic/index.js";
import pos from "../../pipelines/pos/index.js";

const built = compile(pos);
const elsewhere = mkdtempSync(join(tmpdir(), "sluice-golden-"));
afterAll(() => rmSync(elsewhere, { recursive: true, force: true }));

test("the notebooks of pos are the ones that were read and approved", async () => {
  expect(built.notebooks.map((one) => one.name)).toEqual(["bronze", "silver", "gold"]);
  for (const { name, text } of built.notebooks) await expect(text).toMatchFileSnapshot(`pos/databricks/${name}.sql`);
});

test("the manifest of pos is the one that was read and approved", async () => {
  await expect(`${JSON.stringify(built.manifest, null, 2)}\n`).toMatchFileSnapshot("pos/manifest.json");
});

/** What another process makes of pos with the built tool: every text, in one string. */
function compiledIn(cwd: string, env: Readonly<Record<string, string>>): string {
  const script = `
    import { compile, findPipeline, loadPipeline } from ${JSON.stringify(pathToFileURL(join(repository, "dist/generator/build/index.js")).href)};
    const { notebooks, manifest, irText } = compile(await loadPipeline(findPipeline("pos")));
    console.log(JSON.stringify([notebooks.map((one) => [one.name, one.text]), manifest, irText]));
  `;
  return execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
}

test("two processes in different folders, time zones and languages make the same bytes, and none of them a path of the machine", () => {
  const here = compiledIn(repository, { TZ: "UTC", LANG: "C" });
  expect(here).toContain("CREATE OR REFRESH MATERIALIZED VIEW inventory_current (");
  expect(compiledIn(elsewhere, { TZ: "Pacific/Auckland", LANG: "tr_TR.UTF-8" })).toBe(here);
  expect(here).not.toContain(repository);
  expect(here).not.toContain(tmpdir());
});
