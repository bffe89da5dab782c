import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { repository } from "../../generator/diagnostic/index.js";

// The README's two pieces of TypeScript, as a reader would save them: the pipeline, and the test of it, which runs as part of this file.
const [pipeline = "", itsTest = ""] = [...readFileSync(join(repository, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(
  (found) => found[1] ?? "",
);
const folder = join(repository, ".sluice", "readme");
const files = {
  "pipelines/orders/index.ts": pipeline,
  "test/orders.ts": itsTest.replace("../emulator/testing.js", "../../../emulator/testing.js"),
  "tsconfig.json": JSON.stringify({ extends: "../../tsconfig.json", include: ["."], exclude: [] }),
};
rmSync(folder, { recursive: true, force: true });
for (const [name, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the README's code compiles", () => {
  expect(pipeline).toContain("export default pipeline(");
  expect(itsTest).toContain("emulate(orders)");
  execFileSync(join(repository, "node_modules", ".bin", "tsc"), ["-p", folder], { stdio: "inherit" });
});

await import(/* @vite-ignore */ pathToFileURL(join(folder, "test", "orders.ts")).href);
