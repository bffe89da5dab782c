import * as z from "zod";
import { coalesce, count, desc, sum } from "#generator";
import { type Case, relation, table } from "../case.js";

const s = z.string();
const n = z.int32();

const orders = table({ order_id: n, customer: s, amount: z.float64(), placed_at: z.iso.datetime() }, [
  [1, "ann", 10.5, "2024-02-29T12:00:00Z"],
  [2, "bob", 5, "2024-02-29T12:04:59Z"],
  [3, "ann", null, "2024-02-29T12:05:00Z"],
  [4, null, 7.25, null],
  [5, "cas", "-0.0", "2024-03-01T00:00:00Z"],
  [null, "", "NaN", "1582-10-10T00:00:00Z"],
]);
const customers = table({ customer: s, name: s, since: z.iso.date() }, [
  ["ann", "Ann", "2020-01-01"],
  ["ann", "Anna", "2023-01-01"],
  ["bob", "Bob", null],
  [null, "Nobody", "2021-06-01"],
]);

const Message = z.object({
  id: n,
  tags: z.array(s),
  parts: z.array(z.object({ n, note: s.nullable() })),
  extra: z.record(s, n),
  at: z.object({ city: s }).optional(),
});
const messages = table({ id: s, value: s }, [
  ["good", '{"id": 1, "tags": ["x"], "parts": [{"n": 1, "note": null}], "extra": {"k": 2}, "at": {"city": "Ulm"}}'],
  ["optional", '{"id": 2, "tags": [], "parts": [], "extra": {}}'],
  ["no id", '{"tags": ["x"], "parts": [], "extra": {}}'],
  ["null in list", '{"id": 3, "tags": ["x", null], "parts": [], "extra": {}}'],
  ["null in map", '{"id": 4, "tags": [], "parts": [], "extra": {"k": null}}'],
  ["no city", '{"id": 5, "tags": [], "parts": [], "extra": {}, "at": {}}'],
  ["no n", '{"id": 6, "tags": [], "parts": [{"note": "x"}], "extra": {}}'],
  ["several", '{"tags": null, "parts": [null], "extra": {}}'],
  ["wrong type", '{"id": "x", "tags": [], "parts": [], "extra": {}}'],
  ["no json", "{"],
  ["empty", ""],
  ["array", '[{"id": 1, "tags": [], "parts": [], "extra": {}}]'],
  ["null", "null"],
  ["nothing", null],
]);

/** What a query is made of but joins, sets and groups. */
export const select: readonly Case[] = [
  relation({ orders }, ({ orders }) => orders.where((o) => o.amount.gt(6))),
  relation({ orders }, ({ orders }) => orders.where((o) => o.customer.eq("ann").or(o.customer.isNull())).where((o) => o.order_id.lt(4))),
  relation({ orders }, ({ orders }) => orders.where((o) => o.amount.gt(6).not())),
  relation({ orders }, ({ orders }) => orders.notNull("customer", "placed_at")),
  relation({ orders }, ({ orders }) =>
    orders.select((o) => ({ id: o.order_id, hour: o.placed_at.hour() })).select((o) => ({ next: o.id.plus(1), hour: o.hour })),
  ),
  relation({ orders }, ({ orders }) =>
    orders.derive((o) => ({ hour: o.placed_at.hour() })).select((o) => ({ id: o.order_id, a: o.hour, b: o.hour.plus(1) })),
  ),
  relation({ orders }, ({ orders }) =>
    orders
      .derive((o) => ({ twice: o.order_id.times(2), customer: coalesce(o.customer, "?") }))
      .derive((o) => ({ four: o.twice.times(2), eight: o.twice.times(4) })),
  ),
  relation({ orders }, ({ orders }) => orders.omit("amount", "placed_at")),
  relation({ orders }, ({ orders }) => orders.select((o) => ({ id: o.order_id, twice: o.amount.times(2) })).where((o) => o.twice.gt(11))),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .leftJoin(customers, {
        on: (o, c) => o.customer.eq(c.customer),
        select: (o, c) => ({ id: o.order_id, name: c.name, since: c.since }),
      })
      .where((o) => o.since.isNull()),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.leftJoin(
      customers.derive(() => ({ known: true })),
      { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, known: c.known }) },
    ),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name, amount: o.amount }) })
      .leftJoin(customers, {
        on: (o, c) => o.name.eq(c.name),
        select: (o, c) => ({ id: o.id, name: o.name, customer: c.customer, amount: o.amount }),
      })
      .aggregate({ by: (o) => ({ customer: o.customer }), select: (o) => ({ n: count(), amount: sum(o.amount) }) }),
  ),
  relation({ orders }, ({ orders }) =>
    orders
      .select((o) => ({ id: o.order_id, who: o.customer }))
      .union(orders.where((o) => o.amount.gt(6)).select((o) => ({ who: o.customer, id: o.order_id.plus(100) })))
      .where((o) => o.who.isNotNull())
      .aggregate({ by: (o) => ({ who: o.who }), select: (o) => ({ ids: sum(o.id) }) }),
  ),
  relation({ orders }, ({ orders }) =>
    orders
      .aggregate({ by: (o) => ({ customer: o.customer, day: o.placed_at.toDate() }), select: (o) => ({ amount: sum(o.amount) }) })
      .aggregate({ by: (o) => ({ customer: o.customer }), select: (o) => ({ days: count(), amount: sum(o.amount) }) })
      .where((o) => o.days.gt(0)),
  ),
  // An order by a column that has the name of what it is computed from.
  relation(
    { orders },
    ({ orders }) =>
      orders
        .aggregate({ by: (o) => ({ customer: o.customer }), select: (o) => ({ order_id: sum(o.order_id).filter(o.amount.isNotNull()) }) })
        .orderBy((o) => [desc(o.order_id), o.customer])
        .limit(3),
    { ordered: true },
  ),
  // Names: a table, a column and a field of one name, and names that SQL reserves.
  relation(
    {
      item: table({ name: s, item: z.object({ name: s.nullable() }), order: n, "end at": n }, [["column", { name: "field" }, 1, 2]]),
      order: table({ select: n, from: s }, [
        [1, "x"],
        [null, "y"],
      ]),
    },
    ({ item, order }) =>
      item.fullJoin(order, {
        on: (i, o) => i.order.eq(o.select),
        select: (i, o) => ({ name: i.item.name, item: i.name, from: o.from, "end at": i["end at"], select: o.select }),
      }),
  ),
  relation(
    {
      item: table({ name: s, item: z.object({ name: s.nullable() }) }, [
        ["column", { name: "field" }],
        [null, null],
      ]),
    },
    ({ item }) => item.select((i) => ({ a: i.item.name, b: i.name })),
  ),
  relation({ messages }, ({ messages }) => messages.parseJson("value", Message).records.select((m) => ({ key: m.id, ...m.value }))),
  relation({ messages }, ({ messages }) => messages.parseJson("value", Message).rejected),
];
