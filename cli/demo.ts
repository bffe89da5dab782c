import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openEmulator, readRows, type UpdateReport } from "../emulator/index.js";
import { writeBuild } from "../generator/build/index.js";
import { DiagnosticError, error, palette } from "../generator/diagnostic/index.js";
import type { Pipeline } from "../generator/ir/index.js";
import { defaults } from "./folders.js";
import { compilePipeline } from "./pipelines.js";
import { qualityOf, qualityTable } from "./quality.js";
import { count } from "./quantity.js";
import { rowTable } from "./rows.js";
import { simulateInto } from "./simulation.js";
import { loadSimulator } from "./simulators.js";
import { pathOf, type Surroundings, shownPath } from "./surroundings.js";
import { updateOnce } from "./update.js";
import { updateState, updateTables } from "./update-report.js";

const name = "pos";

/** Small enough for seconds, with enough of everything that goes wrong. */
const parameters = { stores: 1, items: 40, transactions: 80, late: 0.05, duplicates: 0.05, malformed: 0.02 };

/** How far the input reaches at each update. Stores are counted on the days 5 and 10. */
const stages = [
  { days: 6, title: "a first update: everything is new" },
  { days: 8, title: "two days later: only what is new is read" },
  { days: 11, title: "three days later: the stores were counted again" },
];

/** The whole idea on one system: input, notebooks, updates, tables. Whatever an earlier demo left is removed first. */
export async function runDemo(surroundings: Surroundings): Promise<void> {
  const folder = pathOf(surroundings, defaults.demo);
  const { results } = surroundings;
  const { bold } = palette(results.color);
  const say = (title: string, text: string): Promise<void> => results.write(`\n${bold(title)}\n\n${text}`);
  const input = join(folder, "input");
  const state = join(folder, "state.duckdb");
  await removeLast([input, state, `${state}.wal`, join(folder, "build")]);
  const simulator = await loadSimulator(name);
  const compiled = await compilePipeline(name, surroundings);
  const { folder: build } = await writeBuild(compiled, join(folder, "build", name));
  await say(
    `The pipeline ${name}`,
    `${compiled.ir.datasets.length} datasets in ${compiled.notebooks.length} notebooks: ${shownPath(surroundings, join(build, "databricks"))}\n`,
  );

  const updates: UpdateReport[] = [];
  const emulator = openEmulator({ pipeline: compiled.ir, input, state });
  try {
    for (const { days, title } of stages) {
      const arrived = await simulateInto(input, simulator, { parameters: { ...parameters, days } }, surroundings);
      const update = await updateOnce(emulator, name, {}, surroundings);
      updates.push(update);
      await say(
        `Update ${updates.length}, ${title}`,
        [`${arrived}\n`, updateTables(update, results), updateState(update, results)].join("\n"),
      );
      if (update.state === "FAILED") throw new DiagnosticError(update.diagnostics);
    }
  } finally {
    emulator.close();
  }

  await say(
    "Gold: inventory_current, the stock of each item in each store",
    await firstRows(state, compiled.ir, "inventory_current", surroundings),
  );
  await say("Data quality, all updates together", `${messages(updates)}\n${qualityTable(qualityOf(updates), results)}`);
  await say("Where it is", places({ notebooks: join(build, "databricks"), database: state, input }, surroundings));
}

const shownRows = 10;

async function firstRows(state: string, pipeline: Pipeline, dataset: string, { results }: Surroundings): Promise<string> {
  const rows: string[] = [];
  for await (const row of readRows(state, pipeline, dataset, { limit: shownRows })) rows.push(row);
  return rowTable(rows, results);
}

/** What became of the messages. A line of a transaction is kept once, so what is missing between two of the tables came twice. */
function messages(updates: readonly UpdateReport[]): string {
  const added = (dataset: string): number =>
    updates.flatMap((update) => update.datasets.filter((one) => one.name === dataset)).reduce((sum, one) => sum + one.added, 0);
  const lines = added("inventory_change_line");
  return [
    `${count(added("raw_inventory_change"))} messages, ${count(added("inventory_change_rejected"))} of them malformed and kept in inventory_change_rejected`,
    `${count(lines)} good lines, ${count(lines - added("inventory_change"))} of them repeated and removed by AUTO CDC`,
    "",
  ].join("\n");
}

function places(
  paths: { readonly notebooks: string; readonly database: string; readonly input: string },
  surroundings: Surroundings,
): string {
  const more = [
    `npx sluice rows ${name} sales_by_hour --state ${shownPath(surroundings, paths.database)}`,
    `npx sluice graph ${name}`,
    "npx sluice --help",
  ];
  const rows = Object.entries(paths).map(([what, path]) => `${what.padEnd(10)} ${shownPath(surroundings, path)}`);
  return [...rows, "", "The database is an ordinary DuckDB file. Go on with:", ...more.map((line) => `  ${line}`), ""].join("\n");
}

async function removeLast(paths: readonly string[]): Promise<void> {
  try {
    for (const path of paths) await rm(path, { recursive: true, force: true });
  } catch (failure) {
    throw new DiagnosticError([
      error("cli/demo-folder", `what an earlier demo left in ${defaults.demo} cannot be removed`, {
        notes: failure instanceof Error ? [failure.message] : [],
        fix: "remove the folder yourself, or run the demo in another one",
      }),
    ]);
  }
}
