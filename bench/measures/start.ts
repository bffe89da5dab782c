import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { median, report } from "../report.js";

/** How long the built command line takes to say its version, beside a Node that does nothing. */
const main = join(dirname(fileURLToPath(import.meta.url)), "..", "..", "dist", "cli", "main.js");

function milliseconds(args: readonly string[]): number {
  const runs = Array.from({ length: 15 }, () => {
    const begun = performance.now();
    execFileSync(process.execPath, args, { stdio: "ignore" });
    return performance.now() - begun;
  });
  return median(runs);
}

const nothing = milliseconds(["-e", ""]);
report(
  ["version", "--help"].map((argument) => {
    const took = milliseconds([main, argument]);
    return {
      what: `sluice ${argument}`,
      measured: `${took.toFixed(0)} ms`,
      beside: `${(took / nothing).toFixed(1)} × node -e ""`,
      target: "< 150 ms",
      met: took < 150,
    };
  }),
);
