import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const sparkVersion = "4.3.0";

/** Where PySpark is installed; git ignores it. `SLUICE_SPARK` names another virtual environment, to share one among checkouts. */
const environment = process.env.SLUICE_SPARK ?? fileURLToPath(new URL("../../.spark", import.meta.url));

/** Why real Spark cannot run on this machine as it did for the recording; undefined when it can. */
export function missing(): string | undefined {
  if (spawnSync("python3", ["-m", "venv", "--help"]).status !== 0) return "no Python 3 with venv on the PATH";
  const { status, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  if (status !== 0) return "no Java on the PATH; the recording was made with Java 17";
  const version = /version "(\d+)/.exec(stderr)?.[1];
  // From 19 on Java prints some doubles with a digit less.
  return version === "17"
    ? undefined
    : `Java ${version ?? "of an unknown version"} is on the PATH, and the recording was made with Java 17`;
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
