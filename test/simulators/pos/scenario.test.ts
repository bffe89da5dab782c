import { expect, test } from "vitest";
import { type PosMessage, snapshotRows } from "../../../simulators/pos/index.js";
import { flawless, isMessage, isSnapshot, truth } from "./truth.js";

const day = 86_400_000;
const start = Date.UTC(2021, 0, 1);

const month = truth({});
const messages = month.filter(isMessage);

/** What happened: every transaction of a store once, whatever became of its messages. */
function transactions(of: readonly PosMessage[]): PosMessage["event"][] {
  return of.filter(({ duplicate }) => !duplicate).map(({ event }) => event);
}

test("thirty days of two stores are fifty to a hundred thousand messages", () => {
  expect(messages.length).toBeGreaterThan(50_000);
  expect(messages.length).toBeLessThan(100_000);
});

test("events are of two stores and four types, with quantities of the right sign, in January 2021", () => {
  const sign = [0, -1, -1, 1, -1];
  const isEvent = ({ trans_id, store_id, date_time, change_type_id, items }: PosMessage["event"]) =>
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(trans_id) &&
    (store_id === 0 || store_id === 1) &&
    /^2021-01-\d\dT\d\d:\d\d:\d\d\.000Z$/.test(date_time) &&
    items.length > 0 &&
    items.every(
      ({ item_id, quantity, ...rest }) =>
        item_id >= 100_001 &&
        item_id <= 101_000 &&
        Number.isInteger(quantity) &&
        Math.sign(quantity) === sign[change_type_id] &&
        !("line" in rest),
    );
  const events = transactions(messages);
  expect(events.filter((event) => !isEvent(event))).toEqual([]);
  const kinds = new Set(events.map(({ store_id, change_type_id }) => `${store_id}/${change_type_id}`));
  expect([...kinds].sort()).toEqual(["0/1", "0/2", "0/3", "0/4", "1/1", "1/2", "1/3", "1/4"]);
});

test("a good message says its event, and nothing else is in the text", () => {
  const good = messages.filter(({ fault }) => fault === undefined);
  expect(good.filter(({ value, event, key }) => value !== JSON.stringify(event) || key !== String(event.store_id))).toEqual([]);
  const text =
    /^\{"trans_id":"[0-9a-f-]{36}","store_id":\d,"date_time":"[0-9T:.-]{23}Z","change_type_id":\d,"items":\[(\{"item_id":\d{6},"quantity":-?\d+\},?)+\]\}$/;
  expect(good.filter(({ value }) => !text.test(value))).toEqual([]);
});

test("an item may stand on two lines of one transaction", () => {
  const twice = transactions(messages).filter(({ items }) => new Set(items.map(({ item_id }) => item_id)).size < items.length);
  expect(twice.length).toBeGreaterThan(10);
});

test("an order that is picked up is recorded twice: online and in the physical store, alike but for the store", () => {
  const orders = new Map<string, PosMessage["event"][]>();
  for (const event of transactions(truth({ days: 3, stores: 3, items: 200, ...flawless }).filter(isMessage))) {
    if (event.change_type_id === 4) orders.set(event.trans_id, [...(orders.get(event.trans_id) ?? []), event]);
  }
  expect(orders.size).toBeGreaterThan(100);
  const fulfilling = new Set<number>();
  for (const [first, second, ...more] of orders.values()) {
    expect(more).toEqual([]);
    const sides = [first, second].sort((a, b) => (a?.store_id ?? 0) - (b?.store_id ?? 0));
    expect(sides[0]?.store_id).toBe(0);
    expect(sides[1]).toEqual({ ...sides[0], store_id: sides[1]?.store_id });
    fulfilling.add(sides[1]?.store_id ?? 0);
  }
  expect([...fulfilling].sort()).toEqual([1, 2, 3]);
});

test("all other transactions have an id of their own", () => {
  const ids = transactions(messages).filter(({ change_type_id }) => change_type_id !== 4);
  expect(new Set(ids.map(({ trans_id }) => trans_id)).size).toBe(ids.length);
});

test("a flawless count finds the first hundred of each item and all earlier changes but the orders picked up elsewhere", () => {
  const deliveries = truth({ days: 16, stores: 2, items: 80, transactions: 150, ...flawless });
  const events = transactions(deliveries.filter(isMessage));
  const counts = deliveries.filter(isSnapshot);
  expect(counts.map(({ recount }) => [recount.store_id, (recount.time - start) / day])).toEqual(
    [0, 5, 10, 15].flatMap((days) => [0, 1, 2].map((store) => [store, days])),
  );
  for (const { recount } of counts) {
    const expected = new Map(Array.from({ length: 80 }, (_, i) => [100_001 + i, 100]));
    for (const { store_id, date_time, change_type_id, items } of events) {
      if (store_id !== recount.store_id || Date.parse(date_time) >= recount.time || (store_id === 0 && change_type_id === 4)) continue;
      for (const { item_id, quantity } of items) expected.set(item_id, (expected.get(item_id) ?? 0) + quantity);
    }
    expect(new Map(Array.from(snapshotRows(recount), ({ item_id, quantity }) => [item_id, quantity]))).toEqual(expected);
  }
});

test("nothing is handed out that is not there", () => {
  const stock = new Map<string, number>();
  let empty = 0;
  for (const { store_id, change_type_id, items } of transactions(
    truth({ days: 7, items: 100, transactions: 500, ...flawless }).filter(isMessage),
  )) {
    if (store_id === 0 && change_type_id === 4) continue;
    for (const { item_id, quantity } of items) {
      const left = (stock.get(`${store_id}/${item_id}`) ?? 100) + quantity;
      expect(left).toBeGreaterThanOrEqual(0);
      if (left === 0) empty++;
      stock.set(`${store_id}/${item_id}`, left);
    }
  }
  expect(empty).toBeGreaterThan(0);
});

test("stores are restocked at midnight: what runs low every day, every item on the day after a count", () => {
  const restocks = transactions(truth({ days: 12, ...flawless }).filter(isMessage)).filter(({ change_type_id }) => change_type_id === 3);
  const lines = new Map(restocks.map(({ store_id, date_time, items }) => [`${store_id} ${date_time}`, items.length]));
  for (const store of [0, 1]) {
    for (let days = 1; days < 12; days++) {
      const items = lines.get(`${store} ${new Date(start + days * day).toISOString()}`) ?? 0;
      if (days % 5 === 1) expect(items).toBe(1000);
      else expect(items > 0 && items < 500, `${items} items on day ${days}`).toBe(true);
    }
  }
  expect(lines.size).toBe(2 * 11);
});

test("a physical store trades from 8 to 22, the online store around the clock", () => {
  const hours = (store: number) =>
    new Set(
      transactions(messages)
        .filter(({ store_id, change_type_id }) => store_id === store && change_type_id === 1)
        .map(({ date_time }) => new Date(date_time).getUTCHours()),
    );
  expect([...hours(0)].sort((a, b) => a - b)).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
  expect([...hours(1)].sort((a, b) => a - b)).toEqual(Array.from({ length: 14 }, (_, hour) => hour + 8));
});

test("deliveries come in order of time, and events in order of theirs unless they are late", () => {
  const inOrder = (times: readonly number[]) => times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
  expect(inOrder(month.map(({ time }) => time))).toBe(true);

  const punctual = messages.filter(({ late, duplicate }) => !late && !duplicate);
  expect(inOrder(punctual.map(({ event }) => Date.parse(event.date_time)))).toBe(true);
  const onTheWay = punctual.map(({ time, event }) => time - Date.parse(event.date_time));
  expect(onTheWay.filter((milliseconds) => milliseconds < 20 || milliseconds >= 1000)).toEqual([]);
});

test("no event is delivered before the count that precedes it", () => {
  const counted = new Map<number, number>();
  const early: PosMessage[] = [];
  for (const delivery of month) {
    if (isSnapshot(delivery)) counted.set(delivery.recount.store_id, delivery.recount.time);
    if (!isMessage(delivery)) continue;
    const due = start + Math.floor((Date.parse(delivery.event.date_time) - start) / (5 * day)) * 5 * day;
    if ((counted.get(delivery.event.store_id) ?? 0) < due) early.push(delivery);
  }
  expect(early).toEqual([]);
});

test("with the online store alone nothing is picked up", () => {
  const events = transactions(truth({ days: 2, stores: 0, items: 50 }).filter(isMessage));
  expect(new Set(events.map(({ store_id }) => store_id))).toEqual(new Set([0]));
  expect(new Set(events.map(({ change_type_id }) => change_type_id))).toEqual(new Set([1, 2, 3]));
});
