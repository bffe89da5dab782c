import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as z from "zod";
import { type Line, median, report } from "../report.js";

const task = join(dirname(fileURLToPath(import.meta.url)), "..", "tasks", "compile.ts");
const result = z.object({ datasets: z.number(), seconds: z.number(), json: z.number(), megabytes: z.number() });

/** Seconds and peak memory of compiling generated pipelines, each in a fresh process, beside parsing the JSON that comes out of it. */
const targets = new Map([
  [1000, { seconds: 0.3 }],
  [10_000, { seconds: 3, megabytes: 600 }],
] as [number, { seconds: number; megabytes?: number }][]);

const lines = [100, 1000, 10_000].flatMap((size): Line[] => {
  const runs = Array.from({ length: 3 }, () =>
    result.parse(JSON.parse(execFileSync(process.execPath, ["--import", "tsx", task, String(size)], { encoding: "utf8" }))),
  );
  const seconds = median(runs.map((run) => run.seconds));
  const megabytes = median(runs.map((run) => run.megabytes));
  const json = median(runs.map((run) => run.json));
  const target = targets.get(size);
  return [
    {
      what: `compile ${size} datasets`,
      measured: `${seconds.toFixed(2)} s`,
      beside: `${(seconds / json).toFixed(1)} × JSON.parse of its IR`,
      ...(target && { target: `< ${target.seconds} s`, met: seconds < target.seconds }),
    },
    {
      what: "peak memory of that process",
      measured: `${megabytes.toFixed(0)} MB`,
      ...(target?.megabytes !== undefined && { target: `< ${target.megabytes} MB`, met: megabytes < target.megabytes }),
    },
  ];
});
report(lines);
