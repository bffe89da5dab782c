import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Runs every measurement, each in a process of its own, and prints where each target stands. `npm run bench -- compile` runs one.
 * Nothing here passes or fails: times belong to the machine they were taken on, so each stands beside something real of the same run.
 */
const here = dirname(fileURLToPath(import.meta.url));
const all = readdirSync(join(here, "measures"))
  .map((file) => file.replace(/\.ts$/, ""))
  .sort();
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : all) {
  if (!all.includes(name)) {
    console.error(`no measurement "${name}"; there are ${all.join(", ")}`);
    process.exitCode = 1;
    continue;
  }
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, ["--conditions=source", "--import", "tsx", join(here, "measures", `${name}.ts`)], {
    stdio: "inherit",
  });
  if (status !== 0) process.exitCode = 1;
}
