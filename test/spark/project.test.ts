import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileIr, findPipelines, loadPipeline } from "../../generator/build/index.js";
import { sparkProject } from "../../generator/build/spark/project.js";
import { rewriteIr, rewrites } from "../../generator/build/spark/rewrites.js";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { functionTable } from "../../generator/functions/index.js";
import type * as ir from "../../generator/ir/index.js";
import { notebooksIn, notebooksOf } from "../../generator/notebook/index.js";
import { databricks } from "../../generator/sql/index.js";
import pos from "../../pipelines/pos/index.js";
import { said } from "../emulator/shop.js";
import { tower, twoFlows, yard } from "./pipelines.js";

// Every pipeline of the repository has golden notebooks; those of the tests use what they do not.
const found = await Promise.all(findPipelines().map((one) => loadPipeline(one, (url) => import(url))));
const all: readonly ir.Pipeline[] = [...[...found, yard, tower].map((one) => compileIr(one).ir), twoFlows];
const inRepository = new Set(found.map((one) => one.name));
const folder = "/srv/pipelines";

function filesOf(pipeline: ir.Pipeline): ReadonlyMap<string, string> {
  return sparkProject(pipeline, `${folder}/${pipeline.name}`).files;
}

describe.each(all.map((one) => [one.name, one] as const))("%s for open-source Spark", (name, pipeline) => {
  test("is what was read and approved", async () => {
    for (const [path, text] of filesOf(pipeline)) {
      const file = path.replace("transformations/", "");
      await expect(text).toMatchFileSnapshot(inRepository.has(name) ? `../golden/${name}/spark/${file}` : `golden/${name}/${file}`);
    }
  });

  test("differs from the notebooks by the named rewrites and nothing else", () => {
    const { rewritten } = rewriteIr(pipeline);
    // Byte for byte: the rewritten pipeline in Databricks' own words, then the rewrites of words.
    const notebooks = notebooksIn(rewritten, databricks(rewritten.sources)).map(({ name: layer, text }) => {
      const script = rewrites.reduce((before, one) => (one.level === "text" ? one.apply(before) : before), text);
      return [`transformations/${layer}.sql`, script] as const;
    });
    const scripts = [...filesOf(pipeline)].filter(([path]) => path.startsWith("transformations/"));
    expect(notebooks).toEqual(scripts);
  });

  test("is one text, whatever was compiled before", () => {
    expect([...filesOf(JSON.parse(JSON.stringify(pipeline)) as ir.Pipeline)]).toEqual([...filesOf(pipeline)]);
  });

  test("has no word of Databricks' own left", () => {
    for (const [path, text] of filesOf(pipeline)) {
      if (!path.startsWith("transformations/")) continue;
      expect(text).not.toMatch(/OR REFRESH|read_files|read_kafka|CONSTRAINT|CLUSTER BY|MAGIC|secret\(|'delta\./);
      expect(text.replaceAll("\\u0024{", "")).not.toContain("${");
    }
  });

  test("says in its README where each rewrite was made", () => {
    const readme = filesOf(pipeline).get("README.md") ?? "";
    for (const { rewrite, where } of rewriteIr(pipeline).applied) {
      const places = where.length === 0 ? "every file" : where.map((one) => `\`${one}\``).join(", ");
      expect(readme).toContain(`| ${rewrite.name} | ${rewrite.what} | ${rewrite.exact} | ${places} |`);
    }
  });
});

test("every named rewrite is one that some pipeline needs, and without it the text is another", () => {
  for (const rewrite of rewrites) {
    const needed = all.some((pipeline) => {
      const { rewritten } = rewriteIr(pipeline);
      if (rewrite.level === "ir") return rewrite.where(pipeline).length > 0 && rewrite.where(rewritten).length === 0;
      return notebooksOf(pipeline).some(({ text }) => rewrite.apply(text) !== text);
    });
    expect([rewrite.name, needed]).toEqual([rewrite.name, true]);
  }
  expect(new Set(rewrites.map((one) => one.name)).size).toBe(rewrites.length);
});

test("what open-source Spark cannot do exactly is refused, all of it at once", () => {
  const { ir: whole } = compileIr(tower);
  const wrong: ir.Pipeline = {
    ...whole,
    sources: [...whole.sources, { ...topicOf(compileIr(yard).ir), startingOffsets: "latest" }],
    datasets: whole.datasets.map((one) =>
      one.name === "latest" && one.kind === "streaming_table" ? { ...one, expectations: expectationsOf(whole, "highest") } : one,
    ),
  };
  let told = "";
  try {
    filesOf(wrong);
  } catch (failure) {
    if (!(failure instanceof DiagnosticError)) throw failure;
    told = failure.diagnostics.map(said).join("\n");
  }
  expect(told).toBe(`error dialect/refused: moves begins at the latest record, and open-source Spark reads every record that landed
  fix: land records from where the pipeline shall begin, and write startingOffsets: "earliest"
error dialect/refused: latest has expectations and is fed by AUTO CDC, and open-source Spark has no place between the two to ask them
  fix: put the expectations on the streaming table that it is fed from`);
});

function topicOf({ sources }: ir.Pipeline): ir.TopicSource {
  const topic = sources.find((one) => one.kind === "topic");
  if (!topic) throw new TypeError("no topic");
  return topic;
}

function expectationsOf({ datasets }: ir.Pipeline, name: string): readonly ir.Expectation[] {
  const dataset = datasets.find((one) => one.name === name);
  return dataset === undefined || dataset.kind === "temporary_view" ? [] : dataset.expectations;
}

test("a pipeline called raw has its landed tables elsewhere", () => {
  const files = filesOf({ ...compileIr(yard).ir, name: "raw" });
  expect(files.get("tables.sql")).toContain("CREATE TABLE IF NOT EXISTS landed.moves (");
  expect(files.get("transformations/bronze.sql")).toContain("FROM STREAM(landed.moves);");
});

test("the README says what Spark cannot run of the pipeline", () => {
  const limits = (pipeline: ir.Pipeline): string =>
    /## What Spark 4\.3\.0 cannot run although it parses\n\n([\s\S]*?)\n\n## /.exec(filesOf(pipeline).get("README.md") ?? "")?.[1] ?? "";
  expect(limits(compileIr(pos).ir)).toContain("* **AUTO CDC** (`inventory_change`, `latest_inventory_snapshot`) merges into its target");
  expect(limits(twoFlows)).toContain("* **Two flows into one parquet table lose rows** (`both`)");
  expect(limits(compileIr(yard).ir)).toContain("* **AUTO CDC** needs a table format that can be merged into; this pipeline has none.");
});

test("no function is spelled otherwise for open-source Spark; one that is needs a rewrite with a name", () => {
  expect([...functionTable.values()].filter((row) => row.spark !== undefined).map((row) => row.id)).toEqual([]);
});

test("docs/spark.md lists the rewrites", () => {
  const docs = readFileSync(new URL("../../docs/spark.md", import.meta.url), "utf8");
  const [, table = ""] =
    /\n\| rewrite \| level \| what \| why the rows are the same \|\n\|---\|---\|---\|---\|\n((?:\|.*\n)*)/.exec(docs) ?? [];
  expect(table).toBe(rewrites.map(({ name, level, what, exact }) => `| ${name} | ${level} | ${what} | ${exact} |\n`).join(""));
});
