import { spawn } from "node:child_process";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openEmulator } from "../../emulator/index.js";
import { irOf, shop } from "./shop.js";
import { openWorkbench, queryFile, type Workbench } from "./state.js";

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.remove());

/** Numbers from 0 up to 1 that are the same in every run. */
function randoms(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Runs an update in a process of its own and ends it with SIGKILL once it has told of so many steps. */
async function kill(input: string, state: string, steps: number): Promise<"killed" | "through"> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--conditions=source", fileURLToPath(new URL("kill-child.ts", import.meta.url)), input, state],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let told = 0;
  child.stdout.on("data", (dots: Buffer) => {
    told += dots.length;
    if (told >= steps) child.kill("SIGKILL");
  });
  const signal = await new Promise((done) => child.on("exit", (_, by) => done(by)));
  return signal === "SIGKILL" ? "killed" : "through";
}

const datasets = ["raw", "rejected", "orders", "refused", "latest", "totals"];

/** All rows, whatever their order. */
async function rows(state: string): Promise<readonly unknown[]> {
  const columns = (name: string) => queryFile(state, `SELECT * FROM "${name}" ORDER BY ALL`);
  return Promise.all(datasets.map(columns));
}

test("killed at any point, nothing is lost and nothing is there twice", { timeout: 180_000 }, async () => {
  const random = randoms(7);
  const input = join(bench.folder, "input");
  const topic = join(input, "topics", "shop.orders.v1");
  await mkdir(topic, { recursive: true });
  await mkdir(join(input, "files", "reference"), { recursive: true });
  await writeFile(join(input, "files", "reference", "stores.csv"), "store,city\na,Aachen\nb,Berlin\n");
  let sent = 0;
  const produce = async (records: number): Promise<void> => {
    const lines = [0, 1].map(() => [] as string[]);
    for (let i = 0; i < records; i++, sent++) {
      const order = {
        id: Math.floor(random() * 300),
        store: random() < 0.5 ? "a" : "b",
        amount: Math.floor(random() * 20),
        version: sent,
        deleted: random() < 0.1,
      };
      const value = random() < 0.05 ? "{broken" : order;
      lines[random() < 0.7 ? 0 : 1]?.push(JSON.stringify({ key: null, value, timestamp: sent }));
    }
    for (const [partition, text] of lines.entries())
      await appendFile(join(topic, `${partition}.jsonl`), text.map((line) => `${line}\n`).join(""));
  };

  // 600 records make at least 15 micro-batches of the first flow alone, so every one of these ends in the middle of the work.
  const left: number[] = [];
  for (let attempt = 1; attempt <= 7; attempt++) {
    await produce(600);
    expect(await kill(input, bench.state, 1 + Math.floor(random() * 16))).toBe("killed");
    const [there] = await queryFile(bench.state, "SELECT count(*)::INT AS n FROM raw").catch(() => [{ n: 0 }]);
    left.push(600 * attempt - (there as { n: number }).n);
  }
  expect(left.some((n) => n > 0)).toBe(true);

  for (const state of [bench.state, join(bench.folder, "uninterrupted.duckdb")]) {
    const emulator = openEmulator({ pipeline: irOf(shop), input, state });
    expect((await emulator.update()).state).toBe("COMPLETED");
    emulator.close();
  }
  expect(await rows(bench.state)).toEqual(await rows(join(bench.folder, "uninterrupted.duckdb")));
  const counted = await queryFile(
    bench.state,
    "SELECT origin.flow_name AS flow, sum((details->>'$.flow_progress.metrics.num_output_rows')::INT)::INT AS n FROM event_log WHERE level = 'METRICS' AND origin.flow_name = 'raw' GROUP BY ALL",
  );
  expect(counted).toEqual([{ flow: "raw", n: sent }]);
});
