import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openEmulator, readRows } from "../../emulator/index.js";
import { openMemory } from "../../emulator/outside/memory.js";
import { irOf, pipelineOf, raw, refusal, shop } from "./shop.js";
import { openWorkbench, queryFile, type Workbench } from "./state.js";

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.remove());

const order = (id: number, version: number, deleted = false) => ({ id, store: "a", amount: 1, version, deleted });

async function updateAt(state: string, pipeline = shop) {
  const emulator = openEmulator({ pipeline: irOf(pipeline), input: openMemory(), state });
  try {
    return await emulator.update();
  } finally {
    emulator.close();
  }
}

/** The text of a refusal, the folder of the test taken out of it. */
async function refused(operation: () => unknown): Promise<string> {
  return (await refusal(operation)).replaceAll(bench.folder, "…");
}

describe("another client", () => {
  test("reads every dataset by its own name between updates, without what is ours", async () => {
    bench.outside.put("reference", "stores.csv", ['{"store":"a","city":"Aachen"}'], new Date());
    bench.publish("shop.orders.v1", order(1, 1), order(2, 1), order(2, 2, true));
    await bench.update(shop);
    expect(await bench.query("SELECT * FROM latest")).toEqual([{ id: 1, store: "a", amount: 1, version: 1 }]);
    expect(await bench.query("SELECT * FROM totals")).toEqual([{ store: "a", city: "Aachen", orders: "1", amount: "1" }]);
    expect(await bench.query("SELECT count(*)::INT AS n FROM raw")).toEqual([{ n: 3 }]);
    expect(await bench.query("SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY ALL")).toEqual(
      ["event_log", "latest", "orders", "raw", "refused", "rejected", "totals"].map((table_name) => ({ table_name })),
    );
    expect(existsSync(`${bench.state}.wal`)).toBe(false);
  });

  test("reads them under whatever name the file has", async () => {
    bench.publish("shop.orders.v1", order(1, 1));
    await bench.update(shop);
    const copy = join(bench.folder, "another name.db");
    await writeFile(copy, await readFile(bench.state));
    expect(await queryFile(copy, "SELECT id FROM latest")).toEqual([{ id: 1 }]);
    const attached = `ATTACH '${bench.state}' AS there (READ_ONLY); SELECT id FROM there.latest`;
    expect(await queryFile(copy, attached)).toEqual([{ id: 1 }]);
  });

  test("finds nothing of a deleted row but its key and sequence", async () => {
    bench.publish("shop.orders.v1", order(1, 1));
    await bench.update(shop);
    bench.publish("shop.orders.v1", order(1, 2, true));
    await bench.update(shop);
    expect(await bench.query('SELECT * EXCLUDE (_seq, _batch) FROM _sluice."data_latest"')).toEqual([
      { id: 1, store: null, amount: null, version: null, _sequence: 2, _deleted: true },
    ]);
  });

  test("sees the log in _sluice when a dataset is called event_log", async () => {
    const pipeline = irOf(pipelineOf({ raw }));
    const renamed = { ...pipeline, datasets: pipeline.datasets.map((one) => ({ ...one, name: "Event_Log" })) };
    const emulator = openEmulator({ pipeline: renamed, input: bench.outside, state: bench.state });
    bench.publish("shop.orders.v1", order(1, 1));
    await emulator.update();
    emulator.close();
    expect(await bench.query('SELECT "offset"::INT AS o FROM event_log')).toEqual([{ o: 0 }]);
    expect(await bench.query("SELECT DISTINCT origin.flow_name AS flow FROM _sluice.event_log WHERE event_type = 'flow_progress'")).toEqual(
      [{ flow: "raw" }],
    );
  });
});

describe("what is no state file of the pipeline is refused and left as it is", () => {
  const contents = async (path: string) => (await readFile(path)).toString("base64");

  test("another pipeline's", async () => {
    await updateAt(bench.state);
    const before = await contents(bench.state);
    expect(await refused(() => updateAt(bench.state, pipelineOf({ raw }, "market")))).toBe(
      `error state/other-pipeline: the state file …/state.duckdb belongs to the pipeline "shop", not to "market"
  fix: give another --state, or move this file away to begin with an empty one`,
    );
    expect(await contents(bench.state)).toBe(before);
  });

  test("one of a newer format", async () => {
    await updateAt(bench.state);
    const instance = await DuckDBInstance.create(bench.state);
    const connection = await instance.connect();
    await connection.run("UPDATE _sluice.meta SET format = 2; ALTER TABLE _sluice.meta DROP pipeline");
    connection.closeSync();
    instance.closeSync();
    const text = `error state/newer-format: the state file …/state.duckdb has format 2, and this Sluice reads up to 1
  fix: use the Sluice that wrote it; or give another --state, or move this file away to begin with an empty one`;
    expect(await refused(() => updateAt(bench.state))).toBe(text);
    expect(await refused(() => readRows(bench.state, irOf(shop), "raw").next())).toBe(text);
  });

  test.each([
    ["text", "hello\n".repeat(3000), "it is no DuckDB database"],
    ["an empty file", "", "it is no DuckDB database"],
  ])("%s", async (_, text, why) => {
    await writeFile(bench.state, text);
    expect(await refused(() => updateAt(bench.state))).toBe(
      `error state/not-a-state-file: …/state.duckdb is not a state file: ${why}
  fix: give another --state, or move this file away to begin with an empty one`,
    );
    expect((await readFile(bench.state)).toString()).toBe(text);
  });

  test("a damaged database", async () => {
    await updateAt(bench.state);
    const bytes = await readFile(bench.state);
    bytes.fill(7, 8192);
    await writeFile(bench.state, bytes);
    expect(await refused(() => updateAt(bench.state))).toMatch(
      /^error state\/not-a-state-file: …\/state\.duckdb is not a state file: it is damaged\n {2}\S/,
    );
    expect((await readFile(bench.state)).equals(bytes)).toBe(true);
  });

  test("somebody else's database, even one with a log that waits", async () => {
    const child = spawn(process.execPath, [
      "--input-type=module",
      "--eval",
      `import { DuckDBInstance } from ${JSON.stringify(import.meta.resolve("@duckdb/node-api"))};
       const connection = await (await DuckDBInstance.create(${JSON.stringify(bench.state)})).connect();
       await connection.run("CREATE TABLE mine AS SELECT 42 AS answer");
       process.kill(process.pid, "SIGKILL");`,
    ]);
    await new Promise((done) => child.on("exit", done));
    const before = [await contents(bench.state), await contents(`${bench.state}.wal`)];
    expect(await refused(() => updateAt(bench.state))).toBe(
      `error state/not-a-state-file: …/state.duckdb is not a state file: it is a DuckDB database that Sluice did not make
  fix: give another --state, or move this file away to begin with an empty one`,
    );
    expect([await contents(bench.state), await contents(`${bench.state}.wal`)]).toEqual(before);
  });

  test("a folder", async () => {
    await mkdir(bench.state);
    expect(await refused(() => updateAt(bench.state))).toBe(
      `error state/not-a-state-file: …/state.duckdb is not a state file: it is a folder
  fix: give another --state, or move this file away to begin with an empty one`,
    );
  });
});

test("a place that cannot be written", async () => {
  await writeFile(join(bench.folder, "file"), "");
  expect(await refused(() => updateAt(join(bench.folder, "file", "state.duckdb")))).toBe(
    `error state/unwritable: the state file …/file/state.duckdb cannot be opened for writing
  ENOTDIR: not a directory, stat '…/file/state.duckdb'
  fix: give a --state in a folder you may write to`,
  );
});

test("a table that somebody made in the state file is not replaced by a view", async () => {
  await updateAt(bench.state, pipelineOf({ raw }));
  const instance = await DuckDBInstance.create(bench.state);
  const connection = await instance.connect();
  await connection.run("CREATE TABLE rejected AS SELECT 'mine' AS whose");
  connection.closeSync();
  instance.closeSync();
  expect(await refused(() => updateAt(bench.state))).toBe(
    `error state/name-taken: the state file has something called "rejected" that Sluice did not make
  Catalog Error: Existing object rejected is of type Table, trying to replace with type View
  fix: drop or rename it with the client that made it`,
  );
  expect(await queryFile(bench.state, "SELECT * FROM rejected")).toEqual([{ whose: "mine" }]);
  expect((await updateAt(bench.state, pipelineOf({ raw }))).state).toBe("COMPLETED");
});

test("missing folders are made", async () => {
  const state = join(bench.folder, "a", "b", "state.duckdb");
  expect((await updateAt(state)).state).toBe("COMPLETED");
  expect(await queryFile(state, "SELECT pipeline FROM _sluice.meta")).toEqual([{ pipeline: "shop" }]);
});

test("what a killed process left of a new state file is no state file yet, and does not stand in the way", async () => {
  await writeFile(`${bench.state}.new`, "half a database");
  expect((await updateAt(bench.state)).state).toBe("COMPLETED");
  expect(existsSync(`${bench.state}.new`)).toBe(false);
});

test("a log that was left when its state file was deleted does not get into the next one", async () => {
  await writeFile(`${bench.state}.wal`, "of another file");
  expect((await updateAt(bench.state)).state).toBe("COMPLETED");
  expect(existsSync(`${bench.state}.wal`)).toBe(false);
});

describe("in use", () => {
  test("by another process, to write or to read", async () => {
    await updateAt(bench.state);
    for (const options of ["{}", '{ access_mode: "READ_ONLY" }']) {
      const child = spawn(process.execPath, [
        "--input-type=module",
        "--eval",
        `import { DuckDBInstance } from ${JSON.stringify(import.meta.resolve("@duckdb/node-api"))};
         await DuckDBInstance.create(${JSON.stringify(bench.state)}, ${options});
         console.log("open");
         setInterval(() => {}, 1000);`,
      ]);
      await new Promise((done) => child.stdout.once("data", done));
      try {
        expect((await refused(() => updateAt(bench.state))).replaceAll(String(child.pid), "N")).toBe(
          `error state/in-use: the state file …/state.duckdb is in use: process N (node) has it open
  fix: wait until that is done, or close the client that reads it`,
        );
      } finally {
        child.kill("SIGKILL");
        await new Promise((done) => child.on("exit", done));
      }
    }
    expect((await updateAt(bench.state)).state).toBe("COMPLETED");
  });

  test("by an update of this process", async () => {
    bench.publish("shop.orders.v1", order(1, 1));
    let second: Promise<string> | undefined;
    await bench.update(shop, {
      onProgress: () => {
        second ??= refused(() => updateAt(bench.state));
      },
    });
    expect(await second).toBe(`error state/in-use: the state file …/state.duckdb is in use: this process has it open
  fix: wait until that is done, or close the client that reads it`);
  });
});
