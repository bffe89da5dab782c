// npm run spark: what `sluice build --dialect spark` writes, on real Spark.
//   --only dry-run,pos,tower,yard,cli   these steps only
//   --keep                              leave the folders of the runs
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { missing, pythonWithSpark } from "../conformance/python.js";
import type { Bench } from "./bench.js";
import { Sdp } from "./sdp.js";
import { missingForCdc } from "./shared-tables.js";
import { runCli } from "./steps/cli.js";
import { dryRun } from "./steps/dry-run.js";
import { runPos } from "./steps/pos.js";
import { runTower } from "./steps/tower.js";
import { runYard } from "./steps/yard.js";

/** In the order of what is found soonest. */
const steps: { readonly [name: string]: { readonly what: string; readonly cdc?: true; readonly run: (bench: Bench) => Promise<void> } } = {
  "dry-run": { what: "every generated text, parsed and analysed", run: dryRun },
  yard: { what: "without AUTO CDC, two updates in one session", run: runYard },
  tower: { what: "windows, AUTO CDC of both types, two updates in one session", cdc: true, run: runTower },
  pos: { what: "with AUTO CDC, two updates in one session", cdc: true, run: runPos },
  cli: { what: "the yard's project as it is written, two runs of spark-pipelines", run: runCli },
};

const { values } = parseArgs({ options: { only: { type: "string" }, keep: { type: "boolean", default: false } } });
const why = missing();
if (why !== undefined) {
  process.stdout.write(`skipped, real Spark cannot run here: ${why}\n`);
  process.exit(0);
}

const python = pythonWithSpark();
const home = mkdtempSync(join(tmpdir(), "sluice-spark-"));
const began = performance.now();
const sessions: Sdp[] = [];
let failures = 0;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const timed: Bench["timed"] = async (what, run) => {
  const start = performance.now();
  const result = await run();
  say(`  ${what}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
};

const bench: Bench = {
  python,
  home,
  say,
  timed,
  complain: (text) => {
    failures += 1;
    say(`✘ ${text}`);
  },
  session: async (...options) => {
    const spark = await timed("session", () => Sdp.start(python, ...options));
    sessions.push(spark);
    return spark;
  },
};

const wanted = values.only?.split(",") ?? Object.keys(steps);
const unknown = wanted.filter((name) => !steps[name]);
if (unknown.length > 0) throw new Error(`no step ${unknown.join(", ")}; there are ${Object.keys(steps).join(", ")}`);
const withoutCdc = missingForCdc();
for (const [name, { what, cdc, run }] of Object.entries(steps)) {
  if (!wanted.includes(name)) continue;
  say(`${name}: ${what}`);
  if (cdc && withoutCdc !== undefined) {
    say(`  skipped, AUTO CDC cannot run here: ${withoutCdc}`);
    continue;
  }
  try {
    await timed(name, () => run(bench));
  } catch (failure) {
    bench.complain(`${name}: ${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}`);
  }
  for (const one of sessions.splice(0)) await one.stop();
}
if (values.keep) say(home);
else rmSync(home, { recursive: true, force: true });
const version = execFileSync(python, ["-c", "import pyspark; print(pyspark.__version__)"], { encoding: "utf8" }).trim();
const seconds = Math.round((performance.now() - began) / 1000);
say(`Spark ${version}, ${seconds} s, ${failures === 0 ? "nothing differs" : `${failures} complaints`}`);
process.exit(failures > 0 ? 1 : 0);
