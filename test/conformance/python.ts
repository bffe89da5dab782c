import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sparkVersion = "4.3.0";

/** Where PySpark is installed; git ignores it. `SLUICE_SPARK` names another virtual environment, to share one among checkouts. */
const environment = process.env.SLUICE_SPARK ?? fileURLToPath(new URL("../../.spark", import.meta.url));

/** Why real Spark cannot run on this machine; undefined when it can. */
export function missing(): string | undefined {
  for (const [what, command] of [
    ["Java 17", ["java", "-version"]],
    ["Python 3", ["python3", "--version"]],
  ] as const) {
    const [name = "", ...args] = command;
    if (spawnSync(name, args).status !== 0) return `no ${what} on the PATH (${command.join(" ")})`;
  }
  return undefined;
}

/** A Python that has PySpark, installed when it is not there yet: about 40 seconds and 900 MB. */
export function pythonWithSpark(): string {
  const python = join(environment, "bin", "python");
  const installed =
    existsSync(python) && spawnSync(python, ["-c", `import pyspark; assert pyspark.__version__ == "${sparkVersion}"`]).status === 0;
  if (installed) return python;
  process.stdout.write(`installing pyspark ${sparkVersion} into ${environment}\n`);
  execFileSync("python3", ["-m", "venv", environment], { stdio: "inherit" });
  execFileSync(python, ["-m", "pip", "install", "--quiet", `pyspark[pipelines]==${sparkVersion}`, "pandas<3"], { stdio: "inherit" });
  return python;
}
