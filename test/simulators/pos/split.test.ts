import { expect, test } from "vitest";
import type { PosMessage } from "../../../simulators/pos/index.js";
import { flawless, isMessage, truth } from "./truth.js";

const limit = 256 * 1024;
const restocks = (given: Parameters<typeof truth>[0]): PosMessage[] =>
  truth({ ...flawless, transactions: 20, ...given })
    .filter(isMessage)
    .filter(({ event }) => event.change_type_id === 3);

test("a restock beyond 256 KiB is split into one message an item, of the same transaction, with the line it had", () => {
  const parts = restocks({ days: 2, items: 9000 }).filter(({ event }) => event.store_id === 1);
  const [whole] = restocks({ days: 2, items: 9000, maxMessageBytes: 100_000_000 }).filter(({ event }) => event.store_id === 1);

  expect(whole?.event.items).toHaveLength(9000);
  expect(Buffer.byteLength(whole?.value ?? "")).toBeGreaterThan(limit);
  expect(parts).toHaveLength(9000);
  for (const [line, { value, event, time }] of parts.entries()) {
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(limit);
    expect(event).toEqual({ ...whole?.event, items: [{ ...whole?.event.items[line], line }] });
    expect(JSON.parse(value)).toEqual(event);
    expect(time).toBe(whole?.time);
  }
});

test("a message of exactly the limit is not split, one byte less splits it", () => {
  const [whole] = restocks({ days: 2, items: 30 });
  const size = Buffer.byteLength(whole?.value ?? "");
  expect(restocks({ days: 2, items: 30, maxMessageBytes: size })[0]?.value).toBe(whole?.value);
  expect(restocks({ days: 2, items: 30, maxMessageBytes: size - 1 })[0]?.event.items).toEqual([{ ...whole?.event.items[0], line: 0 }]);
});

test("parts can be broken or come twice, each by itself", () => {
  const parts = restocks({ days: 3, items: 500, maxMessageBytes: 1000, malformed: 0.2, duplicates: 0.2 });
  const firsts = parts.filter(({ event, duplicate }) => event.store_id === 1 && !duplicate && event.items[0]?.line !== undefined);
  expect(firsts.map(({ event }) => event.items[0]?.line)).toEqual(Array.from({ length: 500 }, (_, line) => line));
  expect(firsts.filter(({ fault }) => fault !== undefined).length).toBeGreaterThan(50);
  expect(parts.filter(({ duplicate }) => duplicate).length).toBeGreaterThan(50);
});
