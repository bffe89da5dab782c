import { expect, test } from "vitest";
import type { GivenParameters } from "../../../simulators/parameters.js";
import { simulator } from "../../../simulators/pos/index.js";
import { simulate } from "../../../simulators/simulate.js";
import { records, temporaryFolder, tree } from "../tree.js";
import { isMessage, isSnapshot, truth } from "./truth.js";

/** Everything that can go wrong goes wrong often, so that a short run has all of it. */
const eventful = { days: 12, items: 60, stores: 2, transactions: 80, late: 0.1, duplicates: 0.1, malformed: 0.1, maxMessageBytes: 1500 };

async function written(given: GivenParameters): Promise<string> {
  const out = temporaryFolder();
  await simulate(simulator, { out, parameters: given });
  return out;
}

test("the same parameters give the same bytes, another seed gives others", async () => {
  const first = tree(await written(eventful));
  expect(tree(await written(eventful))).toEqual(first);

  const other = tree(await written({ ...eventful, seed: 2 }));
  expect(Object.keys(other)).not.toHaveLength(0);
  for (const [path, text] of Object.entries(other)) {
    if (path.startsWith("files/reference/")) expect(text).toBe(first[path]);
    else if (text !== "") expect(text).not.toBe(first[path]);
  }
});

test("a folder that grew in windows has the bytes of one long run", async () => {
  const whole = tree(await written(eventful));
  const out = temporaryFolder();
  for (const days of [0, 0.25, 1, 1, 5, 5.00001, 7.77, 12]) await simulate(simulator, { out, parameters: { ...eventful, days } });
  expect(tree(out)).toEqual(whole);
});

test("the files hold exactly the deliveries, each partition in order of arrival with offsets from 0", async () => {
  const out = await written(eventful);
  const deliveries = truth(eventful);

  const partitions = records(out, "pos.inventory_change.v1");
  expect(partitions).toHaveLength(4);
  for (const partition of partitions) {
    expect(partition.map(({ offset }) => offset)).toEqual(partition.map((_, index) => index));
    expect(partition.map(({ timestamp }) => timestamp)).toEqual(partition.map(({ timestamp }) => timestamp).sort());
    for (const record of partition) {
      expect(Object.keys(record)).toEqual(["key", "value", "timestamp", "offset"]);
      expect(record.timestamp).toMatch(/^2021-01-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    }
  }
  const keysOf = partitions.map((partition) => new Set(partition.map(({ key }) => key)));
  for (const key of ["0", "1", "2"]) expect(keysOf.filter((keys) => keys.has(key))).toHaveLength(1);

  const byText = (a: string, b: string) => (a < b ? -1 : 1);
  const text = (key: string, value: string, timestamp: string) => JSON.stringify([key, value, timestamp]);
  const found = partitions.flat().map(({ key, value, timestamp }) => text(key, value, timestamp));
  const sent = deliveries.filter(isMessage).map(({ key, value, time }) => text(key, value, new Date(time).toISOString()));
  expect(found.sort(byText)).toEqual(sent.sort(byText));

  const files = Object.fromEntries(Object.entries(tree(out)).filter(([path]) => path.startsWith("files/")));
  const dropped = deliveries.filter((delivery) => delivery.kind === "file");
  expect(files).toEqual(
    Object.fromEntries(
      dropped.map(({ zone, name, time, content }) => [`files/${zone}/${name}`, `${new Date(time).toISOString()}\n${content}`]),
    ),
  );
  expect(dropped.filter(isSnapshot)).toHaveLength(9);
});

test("a scenario that ends earlier is the beginning of one that ends later", () => {
  const whole = truth(eventful);
  for (const days of [0.5, 3, 10.01]) {
    const end = Date.UTC(2021, 0, 1) + Math.round(days * 86_400_000);
    expect(truth({ ...eventful, days })).toEqual(whole.filter(({ time }) => time < end));
  }
});

test("a day that is not simulated leaves nothing but the empty topic", async () => {
  expect(Object.keys(tree(await written({ days: 0 })))).toEqual([
    "_simulation.json",
    ...[0, 1, 2, 3].map((n) => `topics/pos.inventory_change.v1/${n}.jsonl`),
  ]);
});
