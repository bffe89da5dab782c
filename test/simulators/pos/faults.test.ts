import { expect, test } from "vitest";
import type { PosMessage } from "../../../simulators/pos/index.js";
import { flawless, isMessage, isSnapshot, truth } from "./truth.js";

const messages = truth({}).filter(isMessage);
const firsts = messages.filter(({ duplicate }) => !duplicate);

function share(of: readonly PosMessage[], which: (message: PosMessage) => boolean): number {
  return of.filter(which).length / of.length;
}

test("about one message in a hundred is late or comes twice, two in a thousand are broken", () => {
  expect(Math.abs(share(firsts, ({ late }) => late) - 0.01)).toBeLessThan(0.002);
  expect(Math.abs(share(messages, ({ duplicate }) => duplicate) - 0.01)).toBeLessThan(0.002);
  expect(Math.abs(share(firsts, ({ fault }) => fault !== undefined) - 0.002)).toBeLessThan(0.0007);
});

test("a share of 0 is none and a share of 1 is all", () => {
  const none = truth({ days: 2, ...flawless }).filter(isMessage);
  expect(none.filter(({ late, duplicate, fault }) => late || duplicate || fault !== undefined)).toEqual([]);
  const all = truth({ days: 2, late: 1, malformed: 1, duplicates: 1 }).filter(isMessage);
  expect(all.filter(({ late, fault }) => !late || fault === undefined)).toEqual([]);
  expect(all.filter(({ duplicate }) => duplicate).length).toBeGreaterThan(1000);
});

test("faults do not change what happens: the same events, however they are told", () => {
  const events = (given: Parameters<typeof truth>[0]) =>
    truth({ days: 2, ...given })
      .filter(isMessage)
      .filter(({ duplicate, event }) => !duplicate && Date.parse(event.date_time) < Date.UTC(2021, 0, 2))
      .map(({ event }) => JSON.stringify(event))
      .sort();
  expect(events({ late: 0.3, lateHours: 10, duplicates: 0.3, malformed: 0.3 })).toEqual(events(flawless));
});

test("a late message arrives five minutes to twelve hours after its event, when later ones have arrived", () => {
  const late = firsts.filter((message) => message.late);
  const delays = late.map(({ time, event }) => time - Date.parse(event.date_time));
  expect(delays.filter((delay) => delay < 5 * 60_000 || delay > 12 * 3_600_000)).toEqual([]);

  let newest = 0;
  const overtaken = messages.filter(({ event, late, duplicate }) => {
    const happened = Date.parse(event.date_time);
    newest = Math.max(newest, happened);
    return late && !duplicate && happened < newest;
  });
  expect(overtaken.length / late.length).toBeGreaterThan(0.95);
});

test("a duplicate repeats the key and text of an earlier message, within the hour", () => {
  const delivered = new Map<string, number>();
  const since: number[] = [];
  for (const { key, value, time, duplicate } of messages) {
    const text = `${key} ${value}`;
    if (duplicate) since.push(time - (delivered.get(text) ?? 0));
    else delivered.set(text, time);
  }
  expect(since.length).toBeGreaterThan(500);
  expect(since.filter((milliseconds) => milliseconds < 1000 || milliseconds > 3_600_000)).toEqual([]);
});

const broken = truth({ days: 2, ...flawless, malformed: 0.5 })
  .filter(isMessage)
  .filter(({ fault }) => fault !== undefined);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a strict reader says of a text: everything required is there, with the right type. */
function isWellFormed(value: unknown): boolean {
  const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === "object" && x !== null;
  return (
    isRecord(value) &&
    typeof value.trans_id === "string" &&
    Number.isInteger(value.store_id) &&
    Number.isInteger(value.change_type_id) &&
    typeof value.date_time === "string" &&
    !Number.isNaN(Date.parse(value.date_time)) &&
    Array.isArray(value.items) &&
    value.items.every((item: unknown) => isRecord(item) && Number.isInteger(item.item_id) && Number.isInteger(item.quantity))
  );
}

test("every kind of fault occurs, and breaks what it says", () => {
  const judged: Record<NonNullable<PosMessage["fault"]>, (message: PosMessage) => boolean> = {
    truncated: ({ value, event }) => parse(value) === undefined && JSON.stringify(event).startsWith(value) && value.length > 0,
    notJson: ({ value }) => parse(value) === undefined,
    wrongType: ({ value }) => parse(value) !== undefined && !isWellFormed(parse(value)),
    missingField: ({ value }) => Object.keys(Object(parse(value))).length === 4,
    missingQuantity: ({ value }) => parse(value) !== undefined && !isWellFormed(parse(value)),
    unknownStore: ({ value, key, event }) => key === "999999" && value === JSON.stringify({ ...event, store_id: 999_999 }),
    unknownChangeType: ({ value, event }) => value === JSON.stringify({ ...event, change_type_id: 99 }),
  };
  const seen = new Set<string>();
  for (const message of broken) {
    const { fault, value, key, event } = message;
    if (fault === undefined) continue;
    seen.add(fault);
    expect(judged[fault](message), `${fault}: ${value}`).toBe(true);
    if (fault !== "unknownStore") expect(key).toBe(String(event.store_id));
  }
  expect([...seen].sort()).toEqual(Object.keys(judged).sort());
});

test("counts are wrong by one to three where they are wrong, and never below zero", () => {
  const counts = (miscounts: number) => truth({ days: 6, ...flawless, miscounts }).filter(isSnapshot);
  const right = counts(0);
  let wrong = 0;
  for (const [index, { recount }] of counts(0.1).entries()) {
    for (const [item, quantity] of recount.quantities.entries()) {
      const error = Math.abs(quantity - (right[index]?.recount.quantities[item] ?? 0));
      expect(error <= 3 && quantity >= 0).toBe(true);
      if (error > 0) wrong++;
    }
  }
  expect(Math.abs(wrong / 4000 - 0.1)).toBeLessThan(0.02);
});
