import * as z from "zod";
import {
  coalesce,
  count,
  decimal,
  dec,
  desc,
  drop,
  grouping,
  groupingId,
  kafka,
  type LandingZone,
  landing,
  materializedView,
  max,
  quarantine,
  raw,
  rawRelation,
  reference,
  rowNumber,
  sql,
  streamingTable,
  sum,
  values,
  warn,
  when,
} from "#generator";
import { trace } from "../../generator/diagnostic/index.js";
import { DatasetHandle } from "../../generator/dsl/dataset.js";
import { queryOf } from "../../generator/dsl/query.js";
import type { Relation } from "../../generator/ir/index.js";

const at = trace(() => undefined);

/** The relation behind a stream or a batch. */
function relationOf(of: unknown): Relation {
  const { relation, problems } = queryOf(of, "the case", at);
  if (!relation) throw new Error(problems.map((one) => `${one.code}: ${one.message}`).join("\n"));
  return relation;
}

/** The query that feeds a streaming table. */
function queryBehind(of: unknown): Relation {
  const handle = queryOf(of, "the case", at);
  const definition = handle instanceof DatasetHandle ? handle.definition : undefined;
  const [query] =
    definition?.kind === "streaming_table" ? definition.flows.flatMap((flow) => (flow.kind === "append" ? [flow.query] : [])) : [];
  if (!query) throw new Error("no streaming table");
  return query;
}

// ── tables ─────────────────────────────────────────────────────────────────────────────────────
const Line = z.object({ sku: z.string(), quantity: z.int32() });
const json = { path: "x.json", format: "json" } as const;

const orders = materializedView("orders", {
  query: reference("orders_source", {
    ...json,
    row: z.object({
      order_id: z.int32(),
      customer: z.string(),
      amount: decimal(10, 2),
      placed_at: z.iso.datetime(),
      lines: z.array(Line),
    }),
  }),
});
const customers = materializedView("customers", {
  query: reference("customers_source", { ...json, row: z.object({ customer: z.string(), name: z.string(), since: z.iso.date() }) }),
});
/** A table, a column and a field of one name, and names that SQL reserves. */
const item = materializedView("item", {
  query: reference("item_source", {
    ...json,
    row: z.object({ name: z.string(), item: z.object({ name: z.string() }), order: z.int32(), "end at": z.int32() }),
  }),
});
const order = materializedView("order", {
  query: reference("order_source", { ...json, row: z.object({ select: z.int32(), from: z.string() }) }),
});
const lines: LandingZone<{ value: "string" }> = landing("lines_source", { format: "text" });
const messages = streamingTable("messages", {
  query: kafka("messages_source", { topic: "messages", partitions: 1, retention: "1 day", value: z.object({ a: z.string() }) })
    .stream()
    .select((message) => ({ id: message.key, value: message.value })),
});

const orderStream = streamingTable("order_stream", {
  query: lines.stream().select((l) => ({ customer: l.value, placed_at: l.value.cast("timestamp") })),
});


/** What the messages are parsed by. */
const Message = z.object({
  id: z.int32(),
  tags: z.array(z.string()),
  parts: z.array(z.object({ n: z.int32(), note: z.string().nullable() })),
  extra: z.record(z.string(), z.int32()),
  at: z.object({ city: z.string() }).optional(),
});

const parsed = messages.stream().parseJson("value", Message);
const dropping = streamingTable("dropping", {
  query: messages.stream().select((m) => ({ id: m.id, size: m.value.length() })),
  expect: (m) => ({ short: drop(m.size.lt(50)), named: drop(m.id.isNotNull()), odd: warn(m.id.contains("o")) }),
});

const paid = orders.where((o) => o.amount.gt(0));
const known = customers.select((c) => ({ customer: c.customer }));
const buyers = orders.select((o) => ({ customer: o.customer }));

/** Every operator, alone and combined. */
export const operators: { readonly [name: string]: Relation } = {
  "a table as it is": relationOf(orders),
  where: relationOf(orders.where((o) => o.amount.gt(6))),
  "where twice, with or": relationOf(orders.where((o) => o.customer.eq("ann").or(o.customer.isNull())).where((o) => o.order_id.lt(4))),
  notNull: relationOf(orders.notNull("customer", "placed_at")),
  select: relationOf(orders.select((o) => ({ id: o.order_id, day: o.placed_at.toDate(), first: o.lines.at(0).sku }))),
  "select of a select": relationOf(
      orders.select((o) => ({ id: o.order_id, hour: o.placed_at.hour() })).select((o) => ({ next: o.id.plus(1), hour: o.hour })),
    ),
  "a computed column used twice": relationOf(orders.derive((o) => ({ hour: o.placed_at.hour() })).select((o) => ({ id: o.order_id, a: o.hour, b: o.hour.plus(1) }))),
  "derive, one new and one in place of another": relationOf(orders.derive((o) => ({ size: o.lines.size(), customer: coalesce(o.customer, "?") }))),
  "derive after derive": relationOf(
      orders.derive((o) => ({ twice: o.order_id.times(2) })).derive((o) => ({ four: o.twice.times(2), eight: o.twice.times(4) })),
    ),
  omit: relationOf(orders.omit("lines", "amount")),
  "where on a computed column": relationOf(orders.select((o) => ({ id: o.order_id, size: o.lines.size() })).where((o) => o.size.gt(0))),
  explode: relationOf(orders.explode("line", (o) => o.lines).select((o) => ({ id: o.order_id, sku: o.line.sku, quantity: o.line.quantity }))),
  "explode with position": relationOf(orders.explode("line", (o) => o.lines, { position: "n" }).select((o) => ({ id: o.order_id, n: o.n, sku: o.line.sku }))),
  "explode outer": relationOf(orders.explode("line", (o) => o.lines, { outer: true }).select((o) => ({ id: o.order_id, sku: o.line.sku }))),
  "explode outer with position": relationOf(orders.explode("line", (o) => o.lines, { outer: true, position: "n" }).omit("lines", "line", "amount", "placed_at")),
  "explode in place of the list": relationOf(
      orders
        .explode("lines", (o) => o.lines)
        .where((o) => o.lines.isNotNull())
        .select((o) => ({ id: o.order_id, sku: o.lines.sku })),
    ),
  "explode, then join": relationOf(
      orders
        .explode("line", (o) => o.lines)
        .join(customers, {
          on: (o, c) => o.customer.eq(c.customer),
          select: (o, c) => ({ id: o.order_id, sku: o.line.sku, name: c.name }),
        }),
    ),
  "join, then explode": relationOf(
      orders
        .join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, lines: o.lines, name: c.name }) })
        .explode("line", (o) => o.lines)
        .omit("lines"),
    ),
  "explode of words of a text": relationOf(
      customers.explode("letter", (c) => c.name.split("n"), { position: "i" }).select((c) => ({ name: c.name, i: c.i, letter: c.letter })),
    ),
  "inner join": relationOf(
      orders.join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) }),
    ),
  "left join": relationOf(
      orders.leftJoin(customers, {
        on: (o, c) => o.customer.eq(c.customer),
        select: (o, c) => ({ id: o.order_id, name: c.name, known: c.name.isNotNull() }),
      }),
    ),
  "join on what may be NULL on both sides": relationOf(
      orders.leftJoin(customers, { on: (o, c) => o.customer.eqNullSafe(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) }),
    ),
  "join with conditions on both": relationOf(
      orders.leftJoin(customers, {
        on: (o, c) => o.customer.eq(c.customer).and(o.placed_at.toDate().gt(c.since)).and(c.name.ne("Ann")),
        select: (o, c) => ({ id: o.order_id, name: c.name }),
      }),
    ),
  "left join of what was filtered": relationOf(
      orders
        .where((o) => o.order_id.lt(4))
        .leftJoin(
          customers.where((c) => c.since.isNotNull()),
          { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) },
        ),
    ),
  "where after a left join": relationOf(
      orders
        .leftJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) })
        .where((o) => o.name.isNull()),
    ),
  "left join of a computed constant": relationOf(
      orders.leftJoin(
        customers.select((c) => ({ customer: c.customer, known: when(c.name.isNotNull(), "yes").otherwise("no") })),
        { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, known: c.known }) },
      ),
    ),
  "a table joined with itself": relationOf(
      orders.join(orders, {
        on: (a, b) => a.customer.eq(b.customer).and(a.order_id.lt(b.order_id)),
        select: (a, b) => ({ first: a.order_id, second: b.order_id }),
      }),
    ),
  "joined sides that would have one name": relationOf(
      orders
        .select((o) => ({ id: o.order_id, hour: o.placed_at.hour() }))
        .select((o) => ({ id: o.id, a: o.hour, b: o.hour.plus(1) }))
        .join(
          orders.select((o) => ({ id: o.order_id, size: o.lines.size() })),
          { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ ...a, size: b.size }) },
        ),
    ),
  "three joins": relationOf(
      orders
        .join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ ...o, name: c.name }) })
        .leftJoin(customers, { on: (o, c) => o.name.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: o.name, other: c.name }) })
        .leftJoin(item, { on: (o, i) => o.name.eq(i.name), select: (o, i) => ({ ...o, item: i.item }) }),
    ),
  union: relationOf(
      orders
        .select((o) => ({ id: o.order_id, who: o.customer }))
        .union(customers.select((c) => ({ who: c.name, id: c.name.length() })))
        .union(orders.where((o) => o.order_id.eq(5)).select((o) => ({ id: o.order_id.negated(), who: o.customer }))),
    ),
  "where and aggregate over a union": relationOf(
      orders
        .select((o) => ({ who: o.customer }))
        .union(customers.select((c) => ({ who: c.customer })))
        .where((r) => r.who.isNotNull())
        .aggregate({ by: (r) => ({ who: r.who }), select: () => ({ n: count() }) }),
    ),
  aggregate: relationOf(
      orders.aggregate({
        by: (o) => ({ customer: o.customer }),
        select: (o) => ({ n: count(), total: sum(o.amount), last: max(o.placed_at) }),
      }),
    ),
  "aggregate by a computed value": relationOf(
      orders.aggregate({ by: (o) => ({ day: o.placed_at.toDate(), customer: o.customer }), select: (o) => ({ n: count(o.amount) }) }),
    ),
  "aggregate of everything": relationOf(orders.where((o) => o.order_id.gt(100)).aggregate({ select: (o) => ({ n: count(), total: sum(o.amount) }) })),
  "groups without measures": relationOf(orders.aggregate({ by: (o) => ({ customer: o.customer }), select: (o) => ({ n: count(o.order_id) }) }).omit("n")),
  "aggregate of an aggregate": relationOf(
      orders
        .aggregate({ by: (o) => ({ customer: o.customer }), select: () => ({ n: count() }) })
        .where((r) => r.n.gt(1))
        .aggregate({ select: (r) => ({ customers: count(), most: max(r.n) }) }),
    ),
  "aggregate over a join": relationOf(
      orders
        .leftJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ ...o, name: c.name }) })
        .aggregate({ by: (o) => ({ name: o.name }), select: (o) => ({ total: sum(o.amount) }) }),
    ),
  "a field of a column that is called like its table": relationOf(item.select((i) => ({ name: i.item.name, order: i.order, end: i["end at"] }))),
  "the same where two tables are read": relationOf(
      item.join(order, {
        on: (i, o) => i.order.eq(o.select),
        select: (i, o) => ({ name: i.item.name, from: o.from, select: o.select, "end at": i["end at"] }),
      }),
    ),
  "a table with a reserved name": relationOf(order.where((o) => o.select.gt(0))),
  "parseJson: records": relationOf(parsed.records),
  "parseJson: rejected": relationOf(parsed.rejected),
  "parseJson, then explode and where": relationOf(
      parsed.records
        .explode("part", (m) => m.value.parts, { outer: true, position: "i" })
        .select((m) => ({ id: m.id, number: m.value.id, i: m.i, n: m.part.n, city: m.value.at.city }))
        .where((m) => m.number.lt(3)),
    ),
  quarantine: queryBehind(quarantine("dropping_quarantine", { of: dropping })),
  windowed: relationOf(
      orderStream
        .stream()
        .watermark("placed_at", "10 minutes")
        .windowed({ on: "placed_at", size: "5 minutes", by: (o) => ({ customer: o.customer }), select: () => ({ n: count() }) }),
    ),
  "right join": relationOf(orders.rightJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) })),
  "full join of what was filtered": relationOf(paid.fullJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) })),
  "cross join": relationOf(orders.crossJoin(customers, { select: (o, c) => ({ id: o.order_id, name: c.name }) })),
  "semi join": relationOf(orders.semiJoin(customers, { on: (o, c) => o.customer.eq(c.customer) }).select((o) => ({ id: o.order_id }))),
  "anti join": relationOf(paid.antiJoin(customers, { on: (o, c) => o.customer.eq(c.customer).and(c.since.isNotNull()) }).select((o) => ({ id: o.order_id }))),
  "intersect": relationOf(buyers.intersect(known)),
  "except all, then union": relationOf(buyers.exceptAll(known).union(known)),
  "distinct": relationOf(orders.select((o) => ({ customer: o.customer, day: o.placed_at.toDate() })).distinct()),
  "order and limit": relationOf(orders.select((o) => ({ id: o.order_id, amount: o.amount })).orderBy((o) => [desc(o.amount, { nulls: "first" }), o.id]).limit(10, { offset: 20 })),
  "limit of an aggregate": relationOf(orders.aggregate({ by: (o) => ({ customer: o.customer }), select: (o) => ({ amount: sum(o.amount) }) }).orderBy((o) => [desc(o.amount), o.customer]).limit(3)),
  "rollup": relationOf(orders.aggregate({ by: (o) => ({ customer: o.customer, day: o.placed_at.toDate() }), grouping: "rollup", select: (o) => ({ amount: sum(o.amount), level: groupingId() }) })),
  "grouping sets": relationOf(orders.aggregate({ by: (o) => ({ customer: o.customer, day: o.placed_at.toDate() }), grouping: [["customer"], ["day"], []], select: (o) => ({ n: count(), any: grouping(o.customer) }) })),
  "having": relationOf(orders.aggregate({ by: (o) => ({ customer: o.customer }), select: () => ({ n: count() }) }).where((o) => o.n.gt(1))),
  "qualify": relationOf(orders.select((o) => ({ id: o.order_id, customer: o.customer, placed_at: o.placed_at })).qualify((o) => rowNumber().over({ partitionBy: [o.customer], orderBy: [desc(o.placed_at), o.id] }).eq(1))),
  "pivot": relationOf(orders.pivot({ by: (o) => ({ day: o.placed_at.toDate() }), on: (o) => o.customer, values: { ann: "ann", bob: "bob" }, select: (o) => sum(o.amount) })),
  "values": relationOf(orders.join(values(z.object({ customer: z.string(), rate: decimal(3, 2) }), [{ customer: "ann", rate: "0.10" }, { customer: "it's", rate: "0.00" }]), { on: (o, v) => o.customer.eq(v.customer), select: (o, v) => ({ id: o.order_id, rate: v.rate.plus(dec("1.00")) }) })),
  "a relation used twice": relationOf(paid.join(paid, { on: (a, b) => a.customer.eq(b.customer).and(a.order_id.lt(b.order_id)), select: (a, b) => ({ a: a.order_id, b: b.order_id }) })),
  "raw": relationOf(orders.select((o) => ({ id: o.order_id, sounds: raw({ gives: z.string(), databricks: (x) => sql`soundex(${x})`, spark: (x) => sql`soundex(${x})`, duckdb: { refuse: "DuckDB has no soundex" } }, o.customer) }))),
  "raw relation": relationOf(rawRelation({ columns: z.object({ id: z.int32() }), reads: [paid], databricks: (o) => sql`SELECT order_id AS id FROM ${o} TABLESAMPLE (10 PERCENT)`, spark: (o) => sql`SELECT order_id AS id FROM ${o} TABLESAMPLE (10 PERCENT)`, duckdb: (o) => sql`SELECT order_id AS id FROM ${o} USING SAMPLE 10%` })),
};
