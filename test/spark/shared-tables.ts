import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const artifact = "org.apache.spark:spark-catalyst_2.13:4.2.0:jar:tests";
const pom = `<project><modelVersion>4.0.0</modelVersion><groupId>sluice</groupId><artifactId>jars</artifactId><version>1</version></project>\n`;

/** Why the catalog for AUTO CDC cannot be made here; undefined when it can. */
export function missingForCdc(): string | undefined {
  for (const name of ["mvn", "javac"]) {
    if (spawnSync(name, ["-version"]).status !== 0) return `no ${name} on the PATH`;
  }
  return undefined;
}

/**
 * The class path of the catalog `sluice.SharedTables`: Spark's test classes from Maven Central (8 MB), and the class compiled. Both are
 * kept in the virtual environment that has PySpark.
 */
export function sharedTables(python: string): string {
  const environment = dirname(dirname(python));
  const home = join(environment, "sluice");
  const jars = join(home, "jars");
  const classes = join(home, "classes");
  mkdirSync(jars, { recursive: true });
  mkdirSync(classes, { recursive: true });
  if (!readdirSync(jars).some((name) => name.endsWith(".jar"))) {
    process.stdout.write(`copying ${artifact}\n`);
    // Maven's folder needs a project, whatever it says.
    if (!existsSync(join(home, "pom.xml"))) writeFileSync(join(home, "pom.xml"), pom);
    const args = ["-q", "-B", "dependency:copy", `-Dartifact=${artifact}`, `-DoutputDirectory=${jars}`];
    execFileSync("mvn", args, { cwd: home, stdio: ["ignore", "inherit", "inherit"] });
  }
  const spark = execFileSync(python, ["-c", "import os, pyspark; print(os.path.dirname(pyspark.__file__))"], { encoding: "utf8" }).trim();
  const source = fileURLToPath(new URL("./java/sluice/SharedTables.java", import.meta.url));
  const path = [join(jars, "*"), join(spark, "jars", "*")].join(":");
  execFileSync("javac", ["-nowarn", "-d", classes, "-cp", path, source], { stdio: ["ignore", "inherit", "inherit"] });
  return [...readdirSync(jars).map((name) => join(jars, name)), classes].join(":");
}
