// npm run conformance: asks real Spark for every case, writes what it gives, and compares the emulator with it.
//   --check        write nothing; fail when what Spark gives is not what is recorded
//   --only a,b     these families only
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { repository } from "../../generator/diagnostic/index.js";
import { ask, keyOf, type Recorded } from "./asked.js";
import type { Case } from "./case.js";
import { families } from "./cases/index.js";
import { closeSessions } from "./emulated.js";
import { missing, pythonWithSpark } from "./python.js";
import { pathOf, type Recording, readRecording, textOf } from "./recording.js";
import { type Judged, report, unproven } from "./report.js";
import { Spark } from "./spark.js";
import { judge, type Verdict } from "./verdict.js";

const { values } = parseArgs({ options: { check: { type: "boolean", default: false }, only: { type: "string" } } });
const wanted = values.only?.split(",") ?? Object.keys(families);
const why = missing();
if (why !== undefined) {
  process.stderr.write(`real Spark cannot run here: ${why}\n`);
  process.exit(1);
}

const began = Date.now();
const spark = await Spark.start(pythonWithSpark());
const judged: Judged[] = [];
let failures = 0;
const complain = (text: string): void => {
  failures++;
  process.stdout.write(`${text}\n`);
};

for (const family of wanted) {
  const cases = families[family];
  if (!cases) throw new Error(`no family ${family}`);
  const before = readRecording(family);
  const recorded: Record<string, Recorded> = {};
  const verdicts: { one: Case; verdict: Verdict }[] = [];
  for (const one of cases) {
    const key = keyOf(one);
    if (recorded[key]) complain(`${family}: ${key} stands twice; put the rows together`);
    try {
      recorded[key] = await ask(one, spark);
    } catch (failure) {
      complain(`${family}: ${failure instanceof Error ? failure.message : String(failure)}`);
      continue;
    }
    const verdict = await judge(one, recorded[key]);
    verdicts.push({ one, verdict });
    for (const problem of verdict.problems) complain(`${family}: ${key}: ${problem}`);
  }
  const { version } = spark;
  const now: Recording = { ...version, recorded: new Date().toISOString().slice(0, 10), cases: recorded };
  // The day changes only with what was recorded, so that a run that changes nothing leaves the file as it is.
  const kept = before && JSON.stringify(before.cases) === JSON.stringify(now.cases) && before.spark === now.spark;
  const text = textOf(kept ? before : now);
  if (values.check) {
    if (!kept)
      complain(`${family}: Spark no longer gives what is recorded, or cases were changed: npm run conformance -- --only ${family}`);
  } else if (!before || text !== textOf(before)) writeFileSync(pathOf(family), text);
  judged.push({ family, recording: kept ? before : now, cases: verdicts });
  const results = Object.values(recorded).reduce((sum, one) => sum + one.results.length, 0);
  process.stdout.write(
    `${family}: ${Object.keys(recorded).length} cases, ${results} results${kept ? "" : values.check ? "" : ", written"}\n`,
  );
}
if (values.only === undefined) {
  const path = join(repository, "docs/conformance.md");
  const text = report(judged);
  for (const problem of unproven(judged)) complain(`not proven: ${problem}`);
  if (!values.check) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, "utf8") !== text)
    complain("docs/conformance.md is not what the cases give: npm run conformance");
}
spark.stop();
await closeSessions();
process.stdout.write(`Spark ${spark.version.spark}, Java ${spark.version.java}, ${Math.round((Date.now() - began) / 1000)} s\n`);
process.exit(failures > 0 ? 1 : 0);
