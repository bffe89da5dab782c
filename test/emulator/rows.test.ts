import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as z from "zod";
import { decimal, kafka, landing, materializedView, reference, scd1, streamingTable, temporaryView } from "#generator";
import { openEmulator, readRows } from "../../emulator/index.js";
import { irOf, located, pipelineOf, raw, refusal, shop } from "./shop.js";
import { openWorkbench, type Workbench } from "./state.js";

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
});
afterEach(() => bench.remove());

const Item = z.object({
  id: z.int64(),
  price: decimal(20, 4),
  at: z.iso.datetime(),
  tags: z.array(z.string().nullable()).nullable(),
  size: z.object({ width: z.number() }).nullable(),
});
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Item });
const items = streamingTable("items", {
  query: feed
    .stream()
    .parseJson("value", Item)
    .records.select((event) => ({ ...event.value })),
});
const latest = scd1("latest", { from: items.stream(), keys: ["id"], sequenceBy: ["at"], omit: ["tags", "size"] });
const prices = materializedView("prices", { query: items.select((item) => ({ price: item.price, id: item.id })) });
const dear = temporaryView("dear", { query: latest.where((item) => item.price.gt(2)) });
const shown = materializedView("shown", { query: dear });
const pipeline = pipelineOf({ items, latest, prices, dear, shown });

async function lines(dataset: string, limit?: number): Promise<string[]> {
  const all: string[] = [];
  for await (const line of readRows(bench.state, irOf(pipeline), dataset, limit === undefined ? {} : { limit })) all.push(line);
  return all;
}

const message = (id: string, price: string, at: string): string =>
  `{"id":${id},"price":${price},"at":"${at}","tags":["a",null],"size":{"width":1.5}}`;

async function update(...values: readonly string[]) {
  bench.outside.publish(
    "feed",
    0,
    values.map((value) => ({ key: null, value, timestamp: new Date("2024-01-01T00:00:00Z") })),
  );
  expect((await bench.update(pipeline)).state).toBe("COMPLETED");
}

test("rows come as Spark's to_json prints them, every digit kept", async () => {
  await update(message("9007199254740993", "1234567890123456.7891", "2024-05-01T12:00:00.5+02:00"));
  const row = '"id":9007199254740993,"price":1234567890123456.7891,"at":"2024-05-01T10:00:00.500000Z"';
  expect(await lines("ITEMS")).toEqual([`{${row},"tags":["a",null],"size":{"width":1.5}}`]);
  expect(await lines("latest")).toEqual([`{${row}}`]);
});

test("each kind of dataset has an order", async () => {
  await update(message("3", "1", "2024-05-01T00:00:00Z"), message("1", "3", "2024-05-01T00:00:00Z"));
  await update(message("2", "2", "2024-05-01T00:00:00Z"), message("1", "2.5", "2024-05-02T00:00:00Z"));
  const ids = async (dataset: string, limit?: number) =>
    (await lines(dataset, limit)).map((line) => (JSON.parse(line) as { id: number }).id);
  expect(await ids("items")).toEqual([3, 1, 2, 1]);
  expect(await ids("items", 2)).toEqual([3, 1]);
  expect(await ids("latest")).toEqual([1, 2, 3]);
  expect(await ids("prices")).toEqual([3, 2, 1, 1]);
  expect(await ids("dear")).toEqual([1]);
  expect(await bench.query("SELECT id::INT AS id FROM dear")).toEqual([{ id: 1 }]);
});

test("who stops reading in the middle does not hold the state file", async () => {
  await update(...Array.from({ length: 5000 }, (_, i) => message(String(i), "1", "2024-05-01T00:00:00Z")));
  const emulator = openEmulator({ pipeline: irOf(pipeline), input: bench.outside, state: bench.state });
  let first = "";
  for await (const line of emulator.rows("items")) {
    first = line;
    break;
  }
  expect(JSON.parse(first)).toMatchObject({ id: 0 });
  expect((await emulator.update()).state).toBe("COMPLETED");
  emulator.close();
  for await (const line of readRows(bench.state, irOf(pipeline), "items")) {
    expect(line).toBe(first);
    break;
  }
  await update(message("7", "7", "2024-05-02T00:00:00Z"));
});

test("there is a reason for every dataset that has no rows to show", async () => {
  await bench.update(pipelineOf({ raw }));
  const ask = (name: string) => refusal(() => readRows(bench.state, irOf(shop), name).next());
  expect(await ask("totls")).toBe(`error rows/unknown-dataset: no dataset "totls" in shop
  it has raw, rejected, orders, refused, latest, located, totals
  fix: did you mean "totals"?`);
  expect(await ask("latest")).toBe(`error rows/not-computed: "latest" is not in the state file yet: it is newer than the last update
  fix: run an update`);
  expect(
    await ask(located.name),
  ).toBe(`error rows/no-view: the temporary view "located" cannot be looked at: it reads stores, which is outside of the database
  fix: look at the datasets that read it`);
  const parsed = temporaryView("parsed", { query: raw.stream().parseJson("value", Item).records });
  const whole = temporaryView("whole", { query: raw.parseJson("value", Item).records.select((event) => ({ id: event.value.id })) });
  const two = irOf(pipelineOf({ raw, parsed, whole, ids: materializedView("ids", { query: whole }) }));
  expect(await refusal(() => readRows(bench.state, two, "parsed").next())).toBe(
    `error rows/no-view: the temporary view "parsed" cannot be looked at: it is a stream: each flow that reads it sees other rows
  fix: look at the datasets that read it`,
  );
  expect(await refusal(() => readRows(bench.state, two, "whole").next())).toBe(
    `error rows/no-view: the temporary view "whole" cannot be looked at: it uses from_json, a function that only Sluice has
  fix: look at the datasets that read it`,
  );
});

test("without a state file there are no rows", async () => {
  expect((await refusal(() => readRows(bench.state, irOf(shop), "raw").next())).replaceAll(bench.folder, "…")).toBe(
    `error state/missing: there is no state file …/state.duckdb
  fix: run the pipeline first: npx sluice run shop`,
  );
});

test("a folder stands for the outside world", async () => {
  const input = join(bench.folder, "input");
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(join(input, path, ".."), { recursive: true });
    await writeFile(join(input, path), text);
  };
  const arrivals = landing("arrivals", {
    zone: "drops",
    glob: "*.{csv,txt}",
    format: "csv",
    header: true,
    row: z.object({ id: z.int32(), name: z.string() }),
  });
  const lines = landing("notes", { format: "text" });
  const names = reference("names", { path: "names", format: "json", row: z.object({ id: z.int32(), full: z.string() }) });
  const arrived = streamingTable("arrived", {
    query: arrivals
      .stream()
      .leftJoin(names, { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ id: a.id, name: a.name, full: b.full, file: a.file_path }) }),
  });
  const noted = streamingTable("noted", { query: lines.stream().select((line) => ({ value: line.value })) });
  const own = irOf(pipelineOf({ arrived, noted }));
  const emulator = openEmulator({ pipeline: own, input, state: ":memory:" });
  const failed = await emulator.update();
  expect(failed.datasets.map((one) => one.status)).toEqual(["FAILED", "COMPLETED"]);
  expect(failed.diagnostics.map((one) => [one.code, one.message, one.fix])).toEqual([
    ["input/missing-reference", '"names" reads names, and there is no such file', "put the file there"],
  ]);

  await put("files/drops/2024/b.csv", "id,name\n1,one\n");
  await put("files/drops/a.txt", 'id,name\n2,"two, or so"\n');
  await put("files/drops/_late.csv", "id,name\n9,nine\n");
  await put("files/drops/c.json", '{"id":3}\n');
  await put("files/reference/names/1.json", '{"id":1,"full":"number one"}\n');
  await put("files/notes/x", "first\nlast");
  expect((await emulator.update()).datasets.map((one) => one.added)).toEqual([2, 2]);
  expect((await emulator.update()).datasets.map((one) => one.added)).toEqual([0, 0]);
  const rows: unknown[] = [];
  for (const name of ["arrived", "noted"]) for await (const line of emulator.rows(name)) rows.push(JSON.parse(line));
  emulator.close();
  expect(rows).toEqual([
    { id: 1, name: "one", full: "number one", file: "drops/2024/b.csv" },
    { id: 2, name: "two, or so", full: null, file: "drops/a.txt" },
    { value: "first" },
    { value: "last" },
  ]);
});

test("a malformed line of a topic fails what reads the topic, with file and line", async () => {
  const input = join(bench.folder, "input");
  await mkdir(join(input, "topics", "shop.orders.v1"), { recursive: true });
  await writeFile(join(input, "topics", "shop.orders.v1", "0.jsonl"), '{"value":"a","timestamp":0}\nnot json\n');
  const emulator = openEmulator({ pipeline: irOf(pipelineOf({ raw })), input, state: ":memory:" });
  const report = await emulator.update();
  emulator.close();
  expect(report.datasets).toMatchObject([{ status: "FAILED", added: 0 }]);
  expect(report.diagnostics).toMatchObject([{ code: "input/malformed-line", at: { line: 2 } }]);
});

test("a topic that was replaced by another one is not taken for the same", async () => {
  const input = join(bench.folder, "input");
  const topic = join(input, "topics", "shop.orders.v1");
  const put = async (...values: readonly string[]): Promise<void> => {
    await rm(topic, { recursive: true, force: true });
    await mkdir(topic, { recursive: true });
    await writeFile(join(topic, "0.jsonl"), values.map((value) => `${JSON.stringify({ value, timestamp: 0 })}\n`).join(""));
  };
  const emulator = openEmulator({ pipeline: irOf(pipelineOf({ raw })), input, state: ":memory:" });
  await put("a", "b");
  await emulator.update();
  const said: unknown[] = [];
  for (const change of [() => put("a"), () => put("x", "y", "z"), () => rm(topic, { recursive: true })]) {
    await change();
    const { state, diagnostics } = await emulator.update();
    said.push([state, ...diagnostics.map((one) => one.code)]);
  }
  expect(said).toEqual(Array.from({ length: 3 }, () => ["FAILED", "input/replaced-file"]));
  await put("x");
  expect((await emulator.update({ fullRefresh: "all" })).datasets).toMatchObject([{ added: 1 }]);
  emulator.close();
});

test("a line that is not finished is left for the next update", async () => {
  const input = join(bench.folder, "input");
  const topic = join(input, "topics", "shop.orders.v1");
  await mkdir(topic, { recursive: true });
  await writeFile(join(topic, "0.jsonl"), '{"value":"a","timestamp":0}\n{"value":"b","ti');
  const emulator = openEmulator({ pipeline: irOf(pipelineOf({ raw })), input, state: ":memory:" });
  const added: (number | undefined)[] = [];
  const update = async () => added.push((await emulator.update()).datasets[0]?.added);
  await update();
  await update();
  await writeFile(join(topic, "0.jsonl"), 'mestamp":0}\n', { flag: "a" });
  await update();
  emulator.close();
  expect(added).toEqual([1, 0, 1]);
});

test("the session has the pipeline's time zone, and an unknown one is refused", async () => {
  const hours = streamingTable("hours", { query: feed.stream().select((event) => ({ hour: event.timestamp.hour() })) });
  const berlin = pipelineOf({ hours }, "shop", { timeZone: "Europe/Berlin" });
  bench.outside.publish("feed", 0, [{ key: null, value: "x", timestamp: new Date("2024-07-01T22:30:00Z") }]);
  await bench.update(berlin);
  expect(await bench.rows(berlin, "hours")).toEqual([{ hour: 0 }]);
  const ir = irOf(berlin);
  const emulator = openEmulator({
    pipeline: { ...ir, settings: { ...ir.settings, timeZone: "Europe/Berlinn" } },
    input: bench.outside,
    state: ":memory:",
  });
  expect(await refusal(() => emulator.update())).toMatch(
    /^error settings\/time-zone: no time zone "Europe\/Berlinn"\n {2}Not implemented Error: Unknown TimeZone 'Europe\/Berlinn'/,
  );
});
