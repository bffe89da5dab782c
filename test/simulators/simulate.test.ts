import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { openFolder } from "../../simulators/folder.js";
import type { ParameterTable } from "../../simulators/parameters.js";
import { simulate } from "../../simulators/simulate.js";
import type { Delivery, Simulator } from "../../simulators/simulator.js";
import { records, temporaryFolder, tree } from "./tree.js";

const start = Date.UTC(2021, 0, 1);

const parameters = {
  days: { type: "integer", default: 2, minimum: 0, maximum: 100, extends: true, help: "days" },
  word: { type: "choice", default: "tick", choices: ["tick", "tock"], help: "what it says" },
  size: { type: "integer", default: 10, minimum: 0, maximum: 1_000_000, help: "length of a message" },
} as const satisfies ParameterTable;

/** Four messages and a file a day. */
const bell: Simulator<typeof parameters> = {
  name: "bell",
  summary: "rings",
  version: 1,
  parameters,
  scenario: ({ days, word, size }) => ({
    start,
    end: start + days * 86_400_000,
    topics: { rings: { partitions: 2 } },
    deliveries: ring(days, word, size),
  }),
};

function* ring(days: number, word: string, size: number): Generator<Delivery> {
  for (let day = 0; day < days; day++) {
    const midnight = start + day * 86_400_000;
    yield { kind: "file", time: midnight, zone: "bells", name: `day ${day}`, content: `${word}\n` };
    for (let i = 0; i < 4; i++) {
      const value = `${word} "${day}.${i}"\n${"·".repeat(size)}`;
      yield { kind: "message", time: midnight + (i + 1) * 3_600_000, topic: "rings", key: `k${i}`, value };
    }
  }
}

/** Runs and returns the diagnostics it ends with, without the folder's name. */
async function failure(out: string, given: Parameters<typeof simulate>[1]["parameters"] = {}) {
  try {
    await simulate(bell, { out, parameters: given });
  } catch (cause) {
    if (cause instanceof DiagnosticError) return JSON.parse(JSON.stringify(cause.diagnostics).replaceAll(out, "OUT")) as unknown;
    throw cause;
  }
  return expect.unreachable();
}

async function rung(given: Parameters<typeof simulate>[1]["parameters"] = {}): Promise<string> {
  const out = temporaryFolder();
  await simulate(bell, { out, parameters: given });
  return out;
}

test("a folder has a file for each partition, a record for each line, and files under their zone", async () => {
  const out = await rung({ days: 1, size: 1 });
  expect(Object.keys(tree(out))).toEqual(["_simulation.json", "files/bells/day 0", "topics/rings/0.jsonl", "topics/rings/1.jsonl"]);
  expect(readFileSync(join(out, "files/bells/day 0"), "utf8")).toBe("tick\n");
  expect(statSync(join(out, "files/bells/day 0")).mtime.toISOString()).toBe("2021-01-01T00:00:00.000Z");

  const [zero = [], one = []] = records(out, "rings");
  expect(
    [...zero, ...one].sort((a, b) => a.key.localeCompare(b.key)).map(({ key, value, timestamp }) => ({ key, value, timestamp })),
  ).toEqual([
    { key: "k0", value: 'tick "0.0"\n·', timestamp: "2021-01-01T01:00:00.000Z" },
    { key: "k1", value: 'tick "0.1"\n·', timestamp: "2021-01-01T02:00:00.000Z" },
    { key: "k2", value: 'tick "0.2"\n·', timestamp: "2021-01-01T03:00:00.000Z" },
    { key: "k3", value: 'tick "0.3"\n·', timestamp: "2021-01-01T04:00:00.000Z" },
  ]);
  for (const partition of [zero, one]) expect(partition.map(({ offset }) => offset)).toEqual(partition.map((_, index) => index));
});

test("a run says what it did", async () => {
  const out = temporaryFolder();
  const end = start + 2 * 86_400_000;
  expect(await simulate(bell, { out })).toEqual({ start, end, time: end, messages: 8, files: 2, held: 0, complete: true });
});

test("a second run adds nothing, a longer one adds the rest", async () => {
  const whole = await rung({ days: 9 });
  const grown = await rung({ days: 3 });
  const before = tree(grown);
  expect(await simulate(bell, { out: grown, parameters: { days: 3 } })).toMatchObject({ messages: 0, files: 0, held: 15, complete: true });
  expect(tree(grown)).toEqual(before);
  expect(await simulate(bell, { out: grown, parameters: { days: 9 } })).toMatchObject({ messages: 24, files: 6, held: 15 });
  expect(tree(grown)).toEqual(tree(whole));
  expect(await simulate(bell, { out: grown, parameters: { days: 1 } })).toMatchObject({ messages: 0, files: 0, held: 5 });
  expect(tree(grown)).toEqual(tree(whole));
});

test("whatever a killed run leaves behind, the next one completes it", async () => {
  const whole = tree(await rung({ days: 5, size: 100 }));
  const { size } = statSync(join(await rung({ days: 5, size: 100 }), "topics/rings/0.jsonl"));
  // every 37th byte: in lines, at their ends, within characters of two bytes
  for (let length = 0; length <= size; length += 37) {
    const out = await rung({ days: 5, size: 100 });
    truncateSync(join(out, "topics/rings/0.jsonl"), length);
    rmSync(join(out, "files/bells/day 4"));
    writeFileSync(join(out, "files/bells/.day 4.tmp"), "ti");
    await simulate(bell, { out, parameters: { days: 5, size: 100 } });
    expect(tree(out), `cut at ${length}`).toEqual(whole);
  }
});

test("lines longer than what is read of a file at once are found again", async () => {
  const given = { days: 2, size: 200_000 };
  const out = await rung(given);
  const before = tree(out);
  for (const [path, text] of Object.entries(before)) {
    if (path.startsWith("topics/")) truncateSync(join(out, path), Buffer.byteLength(text) - 1);
  }
  await simulate(bell, { out, parameters: given });
  expect(tree(out)).toEqual(before);
});

test("an aborted run stops between two deliveries and is completed by the next", async () => {
  const out = temporaryFolder();
  const abort = new AbortController();
  let asked = 0;
  const clock = {
    until: () => {
      if (++asked === 7) abort.abort();
      return undefined;
    },
  };
  const end = start + 2 * 86_400_000;
  expect(await simulate(bell, { out, signal: abort.signal, clock })).toEqual({
    start,
    end,
    time: start + 86_400_000,
    messages: 4,
    files: 2,
    held: 0,
    complete: false,
  });
  expect(records(out, "rings").flat()).toHaveLength(4);
  await simulate(bell, { out });
  expect(tree(out)).toEqual(tree(await rung()));
});

test("before each pause everything published is there for readers, and nothing else", async () => {
  const out = temporaryFolder();
  const asked: number[] = [];
  const clock = {
    until: (time: number) => {
      asked.push(time - start);
      return Promise.resolve();
    },
  };
  let pauses = 0;
  await simulate(bell, {
    out,
    clock,
    onProgress: ({ messages, files }) => {
      pauses++;
      expect(records(out, "rings").flat()).toHaveLength(messages);
      expect(existsSync(join(out, "files/bells")) ? readdirSync(join(out, "files/bells")) : []).toHaveLength(files);
    },
  });
  expect(pauses).toBe(10);
  const hour = 3_600_000;
  expect(asked).toEqual([0, hour, 2 * hour, 3 * hour, 4 * hour, 24 * hour, 25 * hour, 26 * hour, 27 * hour, 28 * hour]);
});

test("a file never appears before the messages that precede it", async () => {
  const out = temporaryFolder();
  const folder = await openFolder(out, { rings: { partitions: 2 } });
  const [file, message] = ring(1, "tick", 1);
  for (const delivery of [message, file]) {
    if (delivery === undefined) continue;
    expect(await folder.has(delivery)).toBe(false);
    await folder.publish(delivery);
  }
  expect(existsSync(join(out, "files/bells/day 0"))).toBe(true);
  expect(records(out, "rings").flat()).toHaveLength(1);
});

test("what is in the folder already is not waited for", async () => {
  const out = await rung({ days: 1 });
  const asked: number[] = [];
  const clock = {
    until: (time: number) => {
      asked.push(time - start);
      return undefined;
    },
  };
  await simulate(bell, { out, clock, parameters: { days: 2 } });
  expect(asked).toEqual([24, 25, 26, 27, 28].map((hours) => hours * 3_600_000));
});

test("a folder with another simulation is refused and stays as it is", async () => {
  const out = await rung({ size: 5 });
  const before = tree(out);
  expect(await failure(out, { word: "tock", size: 6 })).toEqual([
    {
      code: "simulator/folder-foreign",
      severity: "error",
      message: "OUT holds another simulation",
      notes: [{ message: "--word is tick there, tock here" }, { message: "--size is 5 there, 6 here" }],
      fix: "give another folder with --out, give the parameters that wrote this one, or remove it",
    },
  ]);
  expect(tree(out)).toEqual(before);
});

test.each([
  [{ simulator: "gong", version: 1, parameters: {} }, "OUT holds another simulation", ["the simulator is gong there, bell here"]],
  [
    { simulator: "bell", version: 7, parameters: {} },
    "OUT holds another simulation",
    ["version 7 of the simulator wrote it, this is version 1"],
  ],
  [["bell"], "OUT/_simulation.json does not say which simulation the folder holds", []],
])("a folder that says %j is refused", async (marker, message, notes) => {
  const out = temporaryFolder();
  writeFileSync(join(out, "_simulation.json"), JSON.stringify(marker));
  expect(await failure(out)).toMatchObject([{ code: "simulator/folder-foreign", message, notes: notes.map((message) => ({ message })) }]);
});

test("topics that no simulation wrote are refused", async () => {
  const out = temporaryFolder();
  mkdirSync(join(out, "topics/rings"), { recursive: true });
  writeFileSync(join(out, "topics/rings/0.jsonl"), "{}\n");
  expect(await failure(out)).toMatchObject([
    { code: "simulator/folder-foreign", message: "OUT/topics/rings has messages that no simulation wrote", notes: [] },
  ]);
});

const fix = "simulate into another folder, or remove this one to start over";

test.each([
  ["{}\n", "its last line is no record of a simulation"],
  [
    '{"key":"k0","value":"mine","timestamp":"2021-01-03T00:00:00.000Z","offset":2}\n',
    "its last record is not the one with offset 2 of this simulation",
  ],
])("records that somebody else added are refused: %j", async (line, how) => {
  const out = await rung({ days: 2 });
  const path = "topics/rings/0.jsonl";
  expect(records(out, "rings")[0]).toHaveLength(2);
  appendFileSync(join(out, path), line);
  expect(await failure(out, { days: 4 })).toEqual([
    { code: "simulator/folder-changed", severity: "error", message: `OUT/${path} cannot be continued: ${how}`, notes: [], fix },
  ]);
  expect(readFileSync(join(out, path), "utf8").endsWith(line)).toBe(true);
});

test("a file that somebody else changed is refused", async () => {
  const out = await rung();
  writeFileSync(join(out, "files/bells/day 1"), "tuck\n");
  expect(await failure(out)).toEqual([
    {
      code: "simulator/folder-changed",
      severity: "error",
      message: "OUT/files/bells/day 1 cannot be continued: it has other content than this simulation gives it",
      notes: [],
      fix,
    },
  ]);
});

test("a second run at the same time is noticed before it does harm", async () => {
  const out = temporaryFolder();
  let meddled = false;
  const meddler = {
    until: () => {
      if (meddled) return undefined;
      meddled = true;
      return simulate(bell, { out }).then(() => undefined);
    },
  };
  await expect(simulate(bell, { out, clock: meddler })).rejects.toThrow("somebody else is writing to it");
  expect(tree(out)).toEqual(tree(await rung()));
});

test("a place that cannot be written is the user's problem, not a bug", async () => {
  const out = join(temporaryFolder(), "taken");
  writeFileSync(out, "a file");
  expect(await failure(out)).toEqual([
    {
      code: "simulator/folder-unwritable",
      severity: "error",
      message: "cannot write the simulated input to OUT",
      notes: [{ message: "ENOTDIR: not a directory, open 'OUT/_simulation.json'" }],
      fix: "give a folder that can be written with --out, or make room; what was written so far stays, and the next run adds the rest",
    },
  ]);
});

test("a wrong parameter is said before anything is written", async () => {
  const out = join(temporaryFolder(), "new");
  expect(await failure(out, { days: "many" })).toMatchObject([{ code: "simulator/parameter-value" }]);
  expect(existsSync(out)).toBe(false);
});
