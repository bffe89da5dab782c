import * as z from "zod";
import {
  coalesce,
  count,
  decimal,
  drop,
  kafka,
  type LandingZone,
  landing,
  materializedView,
  max,
  quarantine,
  reference,
  streamingTable,
  sum,
  warn,
  when,
} from "#generator";
import { trace } from "../../../generator/diagnostic/index.js";
import { DatasetHandle } from "../../../generator/dsl/dataset.js";
import { queryOf } from "../../../generator/dsl/query.js";
import { printName, printType, type Relation, type Schema } from "../../../generator/ir/index.js";
import { duckdbName, duckdbTypeName } from "../../../generator/sql/index.js";
import type { Cell } from "./values.js";

/** A relation, the query each dialect has for it. What it gives in Spark over the tables below is recorded. */
export interface QueryCase {
  readonly of: Relation;
  readonly databricks: string;
  readonly duckdb: string | { readonly refuse: string };
}

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

export const tables: { readonly [name: string]: { readonly schema: Schema; readonly rows: readonly (readonly Cell[])[] } } = {
  orders: {
    schema: relationOf(orders).schema,
    rows: [
      [
        "1",
        "'ann'",
        "10.50",
        "'2024-02-29 12:00:00'",
        [
          "array(named_struct('sku', 'a', 'quantity', 1), named_struct('sku', 'b', 'quantity', 2))",
          "[{'sku': 'a', 'quantity': 1}, {'sku': 'b', 'quantity': 2}]",
        ],
      ],
      ["2", "'bob'", "5.00", "'2024-02-29 12:04:59'", ["array()", "[]"]],
      [
        "3",
        "'ann'",
        "NULL",
        "'2024-02-29 12:05:00'",
        ["array(NULL, named_struct('sku', NULL, 'quantity', 4))", "[NULL, {'sku': NULL, 'quantity': 4}]"],
      ],
      ["4", "NULL", "7.25", "NULL", "NULL"],
      ["5", "'cas'", "0.00", "'2024-03-01 00:00:00'", ["array(named_struct('sku', 'a', 'quantity', 5))", "[{'sku': 'a', 'quantity': 5}]"]],
    ],
  },
  customers: {
    schema: relationOf(customers).schema,
    rows: [
      ["'ann'", "'Ann'", "'2020-01-01'"],
      ["'ann'", "'Anna'", "'2023-01-01'"],
      ["'bob'", "'Bob'", "NULL"],
      ["NULL", "'Nobody'", "'2021-06-01'"],
    ],
  },
  item: {
    schema: relationOf(item).schema,
    rows: [["'column'", ["named_struct('name', 'field')", "{'name': 'field'}"], "1", "2"]],
  },
  order: { schema: relationOf(order).schema, rows: [["1", "'x'"]] },
  messages: {
    schema: relationOf(messages).schema,
    rows: [
      ["'good'", `'{"id": 1, "tags": ["x"], "parts": [{"n": 1, "note": null}], "extra": {"k": 2}, "at": {"city": "Ulm"}}'`],
      ["'optional'", `'{"id": 2, "tags": [], "parts": [], "extra": {}}'`],
      ["'no id'", `'{"tags": ["x"], "parts": [], "extra": {}}'`],
      ["'null in list'", `'{"id": 3, "tags": ["x", null], "parts": [], "extra": {}}'`],
      ["'null in map'", `'{"id": 4, "tags": [], "parts": [], "extra": {"k": null}}'`],
      ["'no city'", `'{"id": 5, "tags": [], "parts": [], "extra": {}, "at": {}}'`],
      ["'no n'", `'{"id": 6, "tags": [], "parts": [{"note": "x"}], "extra": {}}'`],
      ["'several'", `'{"tags": null, "parts": [null], "extra": {}}'`],
      ["'wrong type'", `'{"id": "x", "tags": [], "parts": [], "extra": {}}'`],
      ["'no json'", "'{'"],
      ["'empty'", "''"],
      ["'array'", `'[{"id": 1, "tags": [], "parts": [], "extra": {}}]'`],
      ["'null'", "'null'"],
      ["'nothing'", "NULL"],
    ],
  },
  order_stream: {
    schema: relationOf(orderStream).schema,
    rows: [
      ["'ann'", "'2024-02-29 12:00:00'"],
      ["'ann'", "'2024-02-29 12:04:59.999999'"],
      ["'bob'", "'2024-02-29 12:04:00'"],
      ["'ann'", "'2024-02-29 12:05:00'"],
      ["'ann'", "NULL"],
    ],
  },
};

/** The rows of a table as one SELECT in each engine. */
export function tableRows(name: string, dialect: "spark" | "duckdb"): string {
  const table = tables[name];
  if (!table) throw new Error(`no table ${name}`);
  const quote = dialect === "spark" ? printName : duckdbName;
  const typeName = dialect === "spark" ? printType : duckdbTypeName;
  const selects = table.rows.map((row) => {
    const columns = table.schema.map((column, i) => {
      const cell = row[i] ?? "NULL";
      const value = typeof cell === "string" ? cell : cell[dialect === "spark" ? 0 : 1];
      return `CAST(${value} AS ${typeName(column.type)}) AS ${quote(column.name)}`;
    });
    return `SELECT ${columns.join(", ")}`;
  });
  return selects.join("\nUNION ALL\n");
}

/** What Spark reads the messages as; `read_message` in the DuckDB texts gives just that. */
export const messagesRead = `SELECT value, from_json(
  value,
  'id INT, tags ARRAY<STRING>, parts ARRAY<STRUCT<n: INT, note: STRING>>, extra MAP<STRING, INT>, at STRUCT<city: STRING>, _corrupt_record STRING',
  map('columnNameOfCorruptRecord', '_corrupt_record')
) AS json
FROM messages`;

/** What the messages are parsed by. */
const Message = z.object({
  id: z.int32(),
  tags: z.array(z.string()),
  parts: z.array(z.object({ n: z.int32(), note: z.string().nullable() })),
  extra: z.record(z.string(), z.int32()),
  at: z.object({ city: z.string() }).optional(),
});

// ── cases ──────────────────────────────────────────────────────────────────────────────────────
const parsed = messages.stream().parseJson("value", Message);
const dropping = streamingTable("dropping", {
  query: messages.stream().select((m) => ({ id: m.id, size: m.value.length() })),
  expect: (m) => ({ short: drop(m.size.lt(50)), named: drop(m.id.isNotNull()), odd: warn(m.id.contains("o")) }),
});

/** Every operator, alone and combined. */
export const queryCases: { readonly [name: string]: QueryCase } = {
  "a table as it is": {
    of: relationOf(orders),
    databricks: `SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders`,
    duckdb: `SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines"
FROM "orders"`,
  },
  where: {
    of: relationOf(orders.where((o) => o.amount.gt(6))),
    databricks: `SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders
WHERE amount > 6`,
    duckdb: `SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines"
FROM "orders"
WHERE "amount" > CAST(6 AS DECIMAL(10,2))`,
  },
  "where twice, with or": {
    of: relationOf(orders.where((o) => o.customer.eq("ann").or(o.customer.isNull())).where((o) => o.order_id.lt(4))),
    databricks: `SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders
WHERE (customer = 'ann' OR customer IS NULL)
  AND order_id < 4`,
    duckdb: `SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines"
FROM "orders"
WHERE ("customer" = 'ann' OR "customer" IS NULL)
  AND "order_id" < 4`,
  },
  notNull: {
    of: relationOf(orders.notNull("customer", "placed_at")),
    databricks: `SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines
FROM orders
WHERE customer IS NOT NULL
  AND placed_at IS NOT NULL`,
    duckdb: `SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines"
FROM "orders"
WHERE "customer" IS NOT NULL
  AND "placed_at" IS NOT NULL`,
  },
  select: {
    of: relationOf(orders.select((o) => ({ id: o.order_id, day: o.placed_at.toDate(), first: o.lines.at(0).sku }))),
    databricks: `SELECT order_id AS id, CAST(placed_at AS DATE) AS day, (get(lines, 0)).sku AS first
FROM orders`,
    duckdb: `SELECT
  "order_id" AS "id",
  CAST("placed_at" AS DATE) AS "day",
  (list_extract("lines", 1))."sku" AS "first"
FROM "orders"`,
  },
  "select of a select": {
    of: relationOf(
      orders.select((o) => ({ id: o.order_id, hour: o.placed_at.hour() })).select((o) => ({ next: o.id.plus(1), hour: o.hour })),
    ),
    databricks: `SELECT order_id + 1 AS next, hour(placed_at) AS hour
FROM orders`,
    duckdb: `SELECT add("order_id", 1) AS "next", CAST(hour("placed_at") AS INTEGER) AS "hour"
FROM "orders"`,
  },
  "a computed column used twice": {
    of: relationOf(orders.derive((o) => ({ hour: o.placed_at.hour() })).select((o) => ({ id: o.order_id, a: o.hour, b: o.hour.plus(1) }))),
    databricks: `WITH derived AS (
  SELECT
    order_id,
    customer,
    amount,
    placed_at,
    lines,
    hour(placed_at) AS hour
  FROM orders
)
SELECT order_id AS id, hour AS a, hour + 1 AS b
FROM derived`,
    duckdb: `WITH "derived" AS (
  SELECT
    "order_id",
    "customer",
    "amount",
    "placed_at",
    "lines",
    CAST(hour("placed_at") AS INTEGER) AS "hour"
  FROM "orders"
)
SELECT "order_id" AS "id", "hour" AS "a", add("hour", 1) AS "b"
FROM "derived"`,
  },
  "derive, one new and one in place of another": {
    of: relationOf(orders.derive((o) => ({ size: o.lines.size(), customer: coalesce(o.customer, "?") }))),
    databricks: `SELECT
  order_id,
  amount,
  placed_at,
  lines,
  size(lines) AS size,
  coalesce(customer, '?') AS customer
FROM orders`,
    duckdb: `SELECT
  "order_id",
  "amount",
  "placed_at",
  "lines",
  CAST(len("lines") AS INTEGER) AS "size",
  coalesce("customer", '?') AS "customer"
FROM "orders"`,
  },
  "derive after derive": {
    of: relationOf(
      orders.derive((o) => ({ twice: o.order_id.times(2) })).derive((o) => ({ four: o.twice.times(2), eight: o.twice.times(4) })),
    ),
    databricks: `WITH derived AS (
  SELECT
    order_id,
    customer,
    amount,
    placed_at,
    lines,
    order_id * 2 AS twice
  FROM orders
)
SELECT
  order_id,
  customer,
  amount,
  placed_at,
  lines,
  twice,
  twice * 2 AS four,
  twice * 4 AS eight
FROM derived`,
    duckdb: `WITH "derived" AS (
  SELECT
    "order_id",
    "customer",
    "amount",
    "placed_at",
    "lines",
    multiply("order_id", 2) AS "twice"
  FROM "orders"
)
SELECT
  "order_id",
  "customer",
  "amount",
  "placed_at",
  "lines",
  "twice",
  multiply("twice", 2) AS "four",
  multiply("twice", 4) AS "eight"
FROM "derived"`,
  },
  omit: {
    of: relationOf(orders.omit("lines", "amount")),
    databricks: `SELECT order_id, customer, placed_at
FROM orders`,
    duckdb: `SELECT "order_id", "customer", "placed_at"
FROM "orders"`,
  },
  "where on a computed column": {
    of: relationOf(orders.select((o) => ({ id: o.order_id, size: o.lines.size() })).where((o) => o.size.gt(0))),
    databricks: `WITH selected AS (
  SELECT order_id AS id, size(lines) AS size
  FROM orders
)
SELECT id, size
FROM selected
WHERE size > 0`,
    duckdb: `WITH "selected" AS (
  SELECT "order_id" AS "id", CAST(len("lines") AS INTEGER) AS "size"
  FROM "orders"
)
SELECT "id", "size"
FROM "selected"
WHERE "size" > 0`,
  },
  explode: {
    of: relationOf(orders.explode("line", (o) => o.lines).select((o) => ({ id: o.order_id, sku: o.line.sku, quantity: o.line.quantity }))),
    databricks: `SELECT orders.order_id AS id, exploded.line.sku AS sku, exploded.line.quantity AS quantity
FROM orders
LATERAL VIEW explode(orders.lines) exploded AS line`,
    duckdb: `SELECT
  "orders"."order_id" AS "id",
  "exploded"."line"."sku" AS "sku",
  "exploded"."line"."quantity" AS "quantity"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line") AS "exploded"`,
  },
  "explode with position": {
    of: relationOf(orders.explode("line", (o) => o.lines, { position: "n" }).select((o) => ({ id: o.order_id, n: o.n, sku: o.line.sku }))),
    databricks: `SELECT orders.order_id AS id, exploded.n, exploded.line.sku AS sku
FROM orders
LATERAL VIEW posexplode(orders.lines) exploded AS n, line`,
    duckdb: `SELECT "orders"."order_id" AS "id", "exploded"."n", "exploded"."line"."sku" AS "sku"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line", CAST(unnest(range(len("orders"."lines"))) AS INTEGER) AS "n") AS "exploded"`,
  },
  "explode outer": {
    of: relationOf(orders.explode("line", (o) => o.lines, { outer: true }).select((o) => ({ id: o.order_id, sku: o.line.sku }))),
    databricks: `SELECT orders.order_id AS id, exploded.line.sku AS sku
FROM orders
LATERAL VIEW OUTER explode(orders.lines) exploded AS line`,
    duckdb: `SELECT "orders"."order_id" AS "id", "exploded"."line"."sku" AS "sku"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest(CASE WHEN len("orders"."lines") > 0 THEN "orders"."lines" ELSE [NULL] END) AS "line") AS "exploded"`,
  },
  "explode outer with position": {
    of: relationOf(orders.explode("line", (o) => o.lines, { outer: true, position: "n" }).omit("lines", "line", "amount", "placed_at")),
    databricks: `SELECT orders.order_id, orders.customer, exploded.n
FROM orders
LATERAL VIEW OUTER posexplode(orders.lines) exploded AS n, line`,
    duckdb: `SELECT "orders"."order_id", "orders"."customer", "exploded"."n"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest(CASE WHEN len("orders"."lines") > 0 THEN "orders"."lines" ELSE [NULL] END) AS "line", CAST(unnest(CASE WHEN len("orders"."lines") > 0 THEN range(len("orders"."lines")) ELSE [NULL] END) AS INTEGER) AS "n") AS "exploded"`,
  },
  "explode in place of the list": {
    of: relationOf(
      orders
        .explode("lines", (o) => o.lines)
        .where((o) => o.lines.isNotNull())
        .select((o) => ({ id: o.order_id, sku: o.lines.sku })),
    ),
    databricks: `SELECT orders.order_id AS id, exploded.lines.sku AS sku
FROM orders
LATERAL VIEW explode(orders.lines) exploded AS lines
WHERE exploded.lines IS NOT NULL`,
    duckdb: `SELECT "orders"."order_id" AS "id", "exploded"."lines"."sku" AS "sku"
FROM "orders"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "lines") AS "exploded"
WHERE "exploded"."lines" IS NOT NULL`,
  },
  "explode, then join": {
    of: relationOf(
      orders
        .explode("line", (o) => o.lines)
        .join(customers, {
          on: (o, c) => o.customer.eq(c.customer),
          select: (o, c) => ({ id: o.order_id, sku: o.line.sku, name: c.name }),
        }),
    ),
    databricks: `WITH exploded AS (
  SELECT
    orders.order_id,
    orders.customer,
    orders.amount,
    orders.placed_at,
    orders.lines,
    exploded.line
  FROM orders
  LATERAL VIEW explode(orders.lines) exploded AS line
)
SELECT exploded.order_id AS id, exploded.line.sku AS sku, customers.name
FROM exploded
JOIN customers
  ON exploded.customer = customers.customer`,
    duckdb: `WITH "exploded" AS (
  SELECT
    "orders"."order_id",
    "orders"."customer",
    "orders"."amount",
    "orders"."placed_at",
    "orders"."lines",
    "exploded"."line"
  FROM "orders"
  CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line") AS "exploded"
)
SELECT "exploded"."order_id" AS "id", "exploded"."line"."sku" AS "sku", "customers"."name"
FROM "exploded"
JOIN "customers"
  ON "exploded"."customer" = "customers"."customer"`,
  },
  "join, then explode": {
    of: relationOf(
      orders
        .join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, lines: o.lines, name: c.name }) })
        .explode("line", (o) => o.lines)
        .omit("lines"),
    ),
    databricks: `SELECT orders.order_id AS id, customers.name, exploded.line
FROM orders
JOIN customers
  ON orders.customer = customers.customer
LATERAL VIEW explode(orders.lines) exploded AS line`,
    duckdb: `SELECT "orders"."order_id" AS "id", "customers"."name", "exploded"."line"
FROM "orders"
JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
CROSS JOIN LATERAL (SELECT unnest("orders"."lines") AS "line") AS "exploded"`,
  },
  "explode of words of a text": {
    of: relationOf(
      customers.explode("letter", (c) => c.name.split("n"), { position: "i" }).select((c) => ({ name: c.name, i: c.i, letter: c.letter })),
    ),
    databricks: `SELECT customers.name, exploded.i, exploded.letter
FROM customers
LATERAL VIEW posexplode(split(customers.name, 'n')) exploded AS i, letter`,
    duckdb: `SELECT "customers"."name", "exploded"."i", "exploded"."letter"
FROM "customers"
CROSS JOIN LATERAL (SELECT unnest(string_split("customers"."name", 'n')) AS "letter", CAST(unnest(range(len(string_split("customers"."name", 'n')))) AS INTEGER) AS "i") AS "exploded"`,
  },
  "inner join": {
    of: relationOf(
      orders.join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) }),
    ),
    databricks: `SELECT orders.order_id AS id, customers.name
FROM orders
JOIN customers
  ON orders.customer = customers.customer`,
    duckdb: `SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
JOIN "customers"
  ON "orders"."customer" = "customers"."customer"`,
  },
  "left join": {
    of: relationOf(
      orders.leftJoin(customers, {
        on: (o, c) => o.customer.eq(c.customer),
        select: (o, c) => ({ id: o.order_id, name: c.name, known: c.name.isNotNull() }),
      }),
    ),
    databricks: `SELECT orders.order_id AS id, customers.name, customers.name IS NOT NULL AS known
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer`,
    duckdb: `SELECT "orders"."order_id" AS "id", "customers"."name", "customers"."name" IS NOT NULL AS "known"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"`,
  },
  "join on what may be NULL on both sides": {
    of: relationOf(
      orders.leftJoin(customers, { on: (o, c) => o.customer.eqNullSafe(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) }),
    ),
    databricks: `SELECT orders.order_id AS id, customers.name
FROM orders
LEFT JOIN customers
  ON orders.customer <=> customers.customer`,
    duckdb: `SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" IS NOT DISTINCT FROM "customers"."customer"`,
  },
  "join with conditions on both": {
    of: relationOf(
      orders.leftJoin(customers, {
        on: (o, c) => o.customer.eq(c.customer).and(o.placed_at.toDate().gt(c.since)).and(c.name.ne("Ann")),
        select: (o, c) => ({ id: o.order_id, name: c.name }),
      }),
    ),
    databricks: `SELECT orders.order_id AS id, customers.name
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer
  AND CAST(orders.placed_at AS DATE) > customers.since
  AND customers.name <> 'Ann'`,
    duckdb: `SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
  AND CAST("orders"."placed_at" AS DATE) > "customers"."since"
  AND "customers"."name" <> 'Ann'`,
  },
  "left join of what was filtered": {
    of: relationOf(
      orders
        .where((o) => o.order_id.lt(4))
        .leftJoin(
          customers.where((c) => c.since.isNotNull()),
          { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) },
        ),
    ),
    databricks: `WITH filtered AS (
  SELECT customer, name, since
  FROM customers
  WHERE since IS NOT NULL
)
SELECT orders.order_id AS id, filtered.name
FROM orders
LEFT JOIN filtered
  ON orders.customer = filtered.customer
WHERE orders.order_id < 4`,
    duckdb: `WITH "filtered" AS (
  SELECT "customer", "name", "since"
  FROM "customers"
  WHERE "since" IS NOT NULL
)
SELECT "orders"."order_id" AS "id", "filtered"."name"
FROM "orders"
LEFT JOIN "filtered"
  ON "orders"."customer" = "filtered"."customer"
WHERE "orders"."order_id" < 4`,
  },
  "where after a left join": {
    of: relationOf(
      orders
        .leftJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: c.name }) })
        .where((o) => o.name.isNull()),
    ),
    databricks: `SELECT orders.order_id AS id, customers.name
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer
WHERE customers.name IS NULL`,
    duckdb: `SELECT "orders"."order_id" AS "id", "customers"."name"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
WHERE "customers"."name" IS NULL`,
  },
  "left join of a computed constant": {
    of: relationOf(
      orders.leftJoin(
        customers.select((c) => ({ customer: c.customer, known: when(c.name.isNotNull(), "yes").otherwise("no") })),
        { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.order_id, known: c.known }) },
      ),
    ),
    databricks: `WITH selected AS (
  SELECT customer, CASE WHEN name IS NOT NULL THEN 'yes' ELSE 'no' END AS known
  FROM customers
)
SELECT orders.order_id AS id, selected.known
FROM orders
LEFT JOIN selected
  ON orders.customer = selected.customer`,
    duckdb: `WITH "selected" AS (
  SELECT "customer", CASE WHEN "name" IS NOT NULL THEN 'yes' ELSE 'no' END AS "known"
  FROM "customers"
)
SELECT "orders"."order_id" AS "id", "selected"."known"
FROM "orders"
LEFT JOIN "selected"
  ON "orders"."customer" = "selected"."customer"`,
  },
  "a table joined with itself": {
    of: relationOf(
      orders.join(orders, {
        on: (a, b) => a.customer.eq(b.customer).and(a.order_id.lt(b.order_id)),
        select: (a, b) => ({ first: a.order_id, second: b.order_id }),
      }),
    ),
    databricks: `SELECT orders.order_id AS first, orders_2.order_id AS second
FROM orders
JOIN orders AS orders_2
  ON orders.customer = orders_2.customer
  AND orders.order_id < orders_2.order_id`,
    duckdb: `SELECT "orders"."order_id" AS "first", "orders_2"."order_id" AS "second"
FROM "orders"
JOIN "orders" AS "orders_2"
  ON "orders"."customer" = "orders_2"."customer"
  AND "orders"."order_id" < "orders_2"."order_id"`,
  },
  "joined sides that would have one name": {
    of: relationOf(
      orders
        .select((o) => ({ id: o.order_id, hour: o.placed_at.hour() }))
        .select((o) => ({ id: o.id, a: o.hour, b: o.hour.plus(1) }))
        .join(
          orders.select((o) => ({ id: o.order_id, size: o.lines.size() })),
          { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ ...a, size: b.size }) },
        ),
    ),
    databricks: `WITH selected AS (
  SELECT order_id AS id, hour(placed_at) AS hour
  FROM orders
),
selected_2 AS (
  SELECT id, hour AS a, hour + 1 AS b
  FROM selected
),
selected_3 AS (
  SELECT order_id AS id, size(lines) AS size
  FROM orders
)
SELECT
  selected_2.id,
  selected_2.a,
  selected_2.b,
  selected_3.size
FROM selected_2
JOIN selected_3
  ON selected_2.id = selected_3.id`,
    duckdb: `WITH "selected" AS (
  SELECT "order_id" AS "id", CAST(hour("placed_at") AS INTEGER) AS "hour"
  FROM "orders"
),
"selected_2" AS (
  SELECT "id", "hour" AS "a", add("hour", 1) AS "b"
  FROM "selected"
),
"selected_3" AS (
  SELECT "order_id" AS "id", CAST(len("lines") AS INTEGER) AS "size"
  FROM "orders"
)
SELECT
  "selected_2"."id",
  "selected_2"."a",
  "selected_2"."b",
  "selected_3"."size"
FROM "selected_2"
JOIN "selected_3"
  ON "selected_2"."id" = "selected_3"."id"`,
  },
  "three joins": {
    of: relationOf(
      orders
        .join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ ...o, name: c.name }) })
        .leftJoin(customers, { on: (o, c) => o.name.eq(c.customer), select: (o, c) => ({ id: o.order_id, name: o.name, other: c.name }) })
        .leftJoin(item, { on: (o, i) => o.name.eq(i.name), select: (o, i) => ({ ...o, item: i.item }) }),
    ),
    databricks: `SELECT
  orders.order_id AS id,
  customers.name,
  customers_2.name AS other,
  item.item
FROM orders
JOIN customers
  ON orders.customer = customers.customer
LEFT JOIN customers AS customers_2
  ON customers.name = customers_2.customer
LEFT JOIN item
  ON customers.name = item.name`,
    duckdb: `SELECT
  "orders"."order_id" AS "id",
  "customers"."name",
  "customers_2"."name" AS "other",
  "item"."item"
FROM "orders"
JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
LEFT JOIN "customers" AS "customers_2"
  ON "customers"."name" = "customers_2"."customer"
LEFT JOIN "item"
  ON "customers"."name" = "item"."name"`,
  },
  union: {
    of: relationOf(
      orders
        .select((o) => ({ id: o.order_id, who: o.customer }))
        .union(customers.select((c) => ({ who: c.name, id: c.name.length() })))
        .union(orders.where((o) => o.order_id.eq(5)).select((o) => ({ id: o.order_id.negated(), who: o.customer }))),
    ),
    databricks: `SELECT order_id AS id, customer AS who
FROM orders
UNION ALL
SELECT length(name) AS id, name AS who
FROM customers
UNION ALL
SELECT -order_id AS id, customer AS who
FROM orders
WHERE order_id = 5`,
    duckdb: `SELECT "order_id" AS "id", "customer" AS "who"
FROM "orders"
UNION ALL
SELECT CAST(length("name") AS INTEGER) AS "id", "name" AS "who"
FROM "customers"
UNION ALL
SELECT -"order_id" AS "id", "customer" AS "who"
FROM "orders"
WHERE "order_id" = 5`,
  },
  "where and aggregate over a union": {
    of: relationOf(
      orders
        .select((o) => ({ who: o.customer }))
        .union(customers.select((c) => ({ who: c.customer })))
        .where((r) => r.who.isNotNull())
        .aggregate({ by: (r) => ({ who: r.who }), select: () => ({ n: count() }) }),
    ),
    databricks: `WITH combined AS (
  SELECT customer AS who
  FROM orders
  UNION ALL
  SELECT customer AS who
  FROM customers
)
SELECT who, count(*) AS n
FROM combined
WHERE who IS NOT NULL
GROUP BY who`,
    duckdb: `WITH "combined" AS (
  SELECT "customer" AS "who"
  FROM "orders"
  UNION ALL
  SELECT "customer" AS "who"
  FROM "customers"
)
SELECT "who", count(*) AS "n"
FROM "combined"
WHERE "who" IS NOT NULL
GROUP BY "who"`,
  },
  aggregate: {
    of: relationOf(
      orders.aggregate({
        by: (o) => ({ customer: o.customer }),
        select: (o) => ({ n: count(), total: sum(o.amount), last: max(o.placed_at) }),
      }),
    ),
    databricks: `SELECT
  customer,
  count(*) AS n,
  sum(amount) AS total,
  max(placed_at) AS last
FROM orders
GROUP BY customer`,
    duckdb: `SELECT
  "customer",
  count(*) AS "n",
  CAST(sum("amount") AS DECIMAL(20,2)) AS "total",
  max("placed_at") AS "last"
FROM "orders"
GROUP BY "customer"`,
  },
  "aggregate by a computed value": {
    of: relationOf(
      orders.aggregate({ by: (o) => ({ day: o.placed_at.toDate(), customer: o.customer }), select: (o) => ({ n: count(o.amount) }) }),
    ),
    databricks: `SELECT CAST(placed_at AS DATE) AS day, customer, count(amount) AS n
FROM orders
GROUP BY CAST(placed_at AS DATE), customer`,
    duckdb: `SELECT CAST("placed_at" AS DATE) AS "day", "customer", count("amount") AS "n"
FROM "orders"
GROUP BY CAST("placed_at" AS DATE), "customer"`,
  },
  "aggregate of everything": {
    of: relationOf(orders.where((o) => o.order_id.gt(100)).aggregate({ select: (o) => ({ n: count(), total: sum(o.amount) }) })),
    databricks: `SELECT count(*) AS n, sum(amount) AS total
FROM orders
WHERE order_id > 100`,
    duckdb: `SELECT count(*) AS "n", CAST(sum("amount") AS DECIMAL(20,2)) AS "total"
FROM "orders"
WHERE "order_id" > 100`,
  },
  "groups without measures": {
    of: relationOf(orders.aggregate({ by: (o) => ({ customer: o.customer }), select: (o) => ({ n: count(o.order_id) }) }).omit("n")),
    databricks: `WITH aggregated AS (
  SELECT customer, count(order_id) AS n
  FROM orders
  GROUP BY customer
)
SELECT customer
FROM aggregated`,
    duckdb: `WITH "aggregated" AS (
  SELECT "customer", count("order_id") AS "n"
  FROM "orders"
  GROUP BY "customer"
)
SELECT "customer"
FROM "aggregated"`,
  },
  "aggregate of an aggregate": {
    of: relationOf(
      orders
        .aggregate({ by: (o) => ({ customer: o.customer }), select: () => ({ n: count() }) })
        .where((r) => r.n.gt(1))
        .aggregate({ select: (r) => ({ customers: count(), most: max(r.n) }) }),
    ),
    databricks: `WITH aggregated AS (
  SELECT customer, count(*) AS n
  FROM orders
  GROUP BY customer
)
SELECT count(*) AS customers, max(n) AS most
FROM aggregated
WHERE n > 1`,
    duckdb: `WITH "aggregated" AS (
  SELECT "customer", count(*) AS "n"
  FROM "orders"
  GROUP BY "customer"
)
SELECT count(*) AS "customers", max("n") AS "most"
FROM "aggregated"
WHERE "n" > 1`,
  },
  "aggregate over a join": {
    of: relationOf(
      orders
        .leftJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ ...o, name: c.name }) })
        .aggregate({ by: (o) => ({ name: o.name }), select: (o) => ({ total: sum(o.amount) }) }),
    ),
    databricks: `SELECT customers.name, sum(orders.amount) AS total
FROM orders
LEFT JOIN customers
  ON orders.customer = customers.customer
GROUP BY customers.name`,
    duckdb: `SELECT "customers"."name", CAST(sum("orders"."amount") AS DECIMAL(20,2)) AS "total"
FROM "orders"
LEFT JOIN "customers"
  ON "orders"."customer" = "customers"."customer"
GROUP BY "customers"."name"`,
  },
  "a field of a column that is called like its table": {
    of: relationOf(item.select((i) => ({ name: i.item.name, order: i.order, end: i["end at"] }))),
    databricks: `SELECT item.item.name AS name, item.\`order\`, item.\`end at\` AS \`end\`
FROM item`,
    duckdb: `SELECT "item"."item"."name" AS "name", "item"."order", "item"."end at" AS "end"
FROM "item"`,
  },
  "the same where two tables are read": {
    of: relationOf(
      item.join(order, {
        on: (i, o) => i.order.eq(o.select),
        select: (i, o) => ({ name: i.item.name, from: o.from, select: o.select, "end at": i["end at"] }),
      }),
    ),
    databricks: `SELECT
  item.item.name AS name,
  \`order\`.\`from\`,
  \`order\`.\`select\`,
  item.\`end at\`
FROM item
JOIN \`order\`
  ON item.\`order\` = \`order\`.\`select\``,
    duckdb: `SELECT
  "item"."item"."name" AS "name",
  "order"."from",
  "order"."select",
  "item"."end at"
FROM "item"
JOIN "order"
  ON "item"."order" = "order"."select"`,
  },
  "a table with a reserved name": {
    of: relationOf(order.where((o) => o.select.gt(0))),
    databricks: `SELECT \`select\`, \`from\`
FROM \`order\`
WHERE \`select\` > 0`,
    duckdb: `SELECT "select", "from"
FROM "order"
WHERE "select" > 0`,
  },
  "parseJson: records": {
    of: relationOf(parsed.records),
    databricks: `WITH parsed AS (
  SELECT
    id,
    value,
    from_json(
      value,
      'id INT, tags ARRAY<STRING>, parts ARRAY<STRUCT<n: INT, note: STRING>>, extra MAP<STRING, INT>, at STRUCT<city: STRING>, _corrupt_record STRING',
      map('columnNameOfCorruptRecord', '_corrupt_record')
    ) AS value_json
  FROM STREAM(messages)
)
SELECT
  id,
  named_struct(
    'id', value_json.id,
    'tags', value_json.tags,
    'parts', value_json.parts,
    'extra', value_json.extra,
    'at', value_json.at
  ) AS value
FROM parsed
WHERE value_json IS NOT NULL
  AND value_json._corrupt_record IS NULL
  AND value_json.id IS NOT NULL
  AND value_json.tags IS NOT NULL
  AND forall(value_json.tags, element_1 -> element_1 IS NOT NULL)
  AND value_json.parts IS NOT NULL
  AND forall(value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL)
  AND value_json.extra IS NOT NULL
  AND forall(map_values(value_json.extra), element_1 -> element_1 IS NOT NULL)
  AND (value_json.at IS NULL OR value_json.at.city IS NOT NULL)`,
    duckdb: `WITH "parsed" AS MATERIALIZED (
  SELECT "id", "value", read_message("value") AS "value_json"
  FROM "messages"
)
SELECT
  "id",
  struct_pack("id" := "value_json"."id", "tags" := "value_json"."tags", "parts" := "value_json"."parts", "extra" := "value_json"."extra", "at" := "value_json"."at") AS "value"
FROM "parsed"
WHERE "value_json" IS NOT NULL
  AND "value_json"."_corrupt_record" IS NULL
  AND "value_json"."id" IS NOT NULL
  AND "value_json"."tags" IS NOT NULL
  AND len(list_filter("value_json"."tags", lambda element_1: NOT ("element_1" IS NOT NULL))) = 0
  AND "value_json"."parts" IS NOT NULL
  AND len(list_filter("value_json"."parts", lambda element_1: NOT ("element_1" IS NOT NULL AND "element_1"."n" IS NOT NULL))) = 0
  AND "value_json"."extra" IS NOT NULL
  AND len(list_filter(map_values("value_json"."extra"), lambda element_1: NOT ("element_1" IS NOT NULL))) = 0
  AND ("value_json"."at" IS NULL OR "value_json"."at"."city" IS NOT NULL)`,
  },
  "parseJson: rejected": {
    of: relationOf(parsed.rejected),
    databricks: `WITH parsed AS (
  SELECT
    id,
    value,
    from_json(
      value,
      'id INT, tags ARRAY<STRING>, parts ARRAY<STRUCT<n: INT, note: STRING>>, extra MAP<STRING, INT>, at STRUCT<city: STRING>, _corrupt_record STRING',
      map('columnNameOfCorruptRecord', '_corrupt_record')
    ) AS value_json
  FROM STREAM(messages)
)
SELECT
  id,
  value,
  CASE
    WHEN value IS NULL THEN 'no message'
    WHEN NOT (value_json IS NOT NULL AND value_json._corrupt_record IS NULL) THEN 'not JSON of the declared types'
    ELSE concat('missing: ', concat_ws(', ', array_compact(array(
      CASE WHEN value_json.id IS NULL THEN 'id' END,
      CASE WHEN value_json.tags IS NULL THEN 'tags' END,
      CASE WHEN NOT forall(value_json.tags, element_1 -> element_1 IS NOT NULL) THEN 'tags[]' END,
      CASE WHEN value_json.parts IS NULL THEN 'parts' END,
      CASE
        WHEN NOT forall(value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL) THEN 'parts[]'
      END,
      CASE WHEN value_json.extra IS NULL THEN 'extra' END,
      CASE
        WHEN NOT forall(map_values(value_json.extra), element_1 -> element_1 IS NOT NULL) THEN 'extra{}'
      END,
      CASE WHEN NOT (value_json.at IS NULL OR value_json.at.city IS NOT NULL) THEN 'at.city' END
    ))))
  END AS reason
FROM parsed
WHERE NOT (
  value_json IS NOT NULL
  AND value_json._corrupt_record IS NULL
  AND value_json.id IS NOT NULL
  AND value_json.tags IS NOT NULL
  AND forall(value_json.tags, element_1 -> element_1 IS NOT NULL)
  AND value_json.parts IS NOT NULL
  AND forall(value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL)
  AND value_json.extra IS NOT NULL
  AND forall(map_values(value_json.extra), element_1 -> element_1 IS NOT NULL)
  AND (value_json.at IS NULL OR value_json.at.city IS NOT NULL)
)`,
    duckdb: `WITH "parsed" AS MATERIALIZED (
  SELECT "id", "value", read_message("value") AS "value_json"
  FROM "messages"
)
SELECT
  "id",
  "value",
  CASE
    WHEN "value" IS NULL THEN 'no message'
    WHEN NOT ("value_json" IS NOT NULL AND "value_json"."_corrupt_record" IS NULL) THEN 'not JSON of the declared types'
    ELSE 'missing: ' || array_to_string(list_filter([CASE WHEN "value_json"."id" IS NULL THEN 'id' END, CASE WHEN "value_json"."tags" IS NULL THEN 'tags' END, CASE
      WHEN NOT len(list_filter("value_json"."tags", lambda element_1: NOT ("element_1" IS NOT NULL))) = 0 THEN 'tags[]'
    END, CASE WHEN "value_json"."parts" IS NULL THEN 'parts' END, CASE
      WHEN NOT len(list_filter("value_json"."parts", lambda element_1: NOT ("element_1" IS NOT NULL AND "element_1"."n" IS NOT NULL))) = 0 THEN 'parts[]'
    END, CASE WHEN "value_json"."extra" IS NULL THEN 'extra' END, CASE
      WHEN NOT len(list_filter(map_values("value_json"."extra"), lambda element_1: NOT ("element_1" IS NOT NULL))) = 0 THEN 'extra{}'
    END, CASE WHEN NOT ("value_json"."at" IS NULL OR "value_json"."at"."city" IS NOT NULL) THEN 'at.city' END], lambda element: element IS NOT NULL), ', ')
  END AS "reason"
FROM "parsed"
WHERE NOT (
  "value_json" IS NOT NULL
  AND "value_json"."_corrupt_record" IS NULL
  AND "value_json"."id" IS NOT NULL
  AND "value_json"."tags" IS NOT NULL
  AND len(list_filter("value_json"."tags", lambda element_1: NOT ("element_1" IS NOT NULL))) = 0
  AND "value_json"."parts" IS NOT NULL
  AND len(list_filter("value_json"."parts", lambda element_1: NOT ("element_1" IS NOT NULL AND "element_1"."n" IS NOT NULL))) = 0
  AND "value_json"."extra" IS NOT NULL
  AND len(list_filter(map_values("value_json"."extra"), lambda element_1: NOT ("element_1" IS NOT NULL))) = 0
  AND ("value_json"."at" IS NULL OR "value_json"."at"."city" IS NOT NULL)
)`,
  },
  "parseJson, then explode and where": {
    of: relationOf(
      parsed.records
        .explode("part", (m) => m.value.parts, { outer: true, position: "i" })
        .select((m) => ({ id: m.id, number: m.value.id, i: m.i, n: m.part.n, city: m.value.at.city }))
        .where((m) => m.number.lt(3)),
    ),
    databricks: `WITH parsed AS (
  SELECT
    id,
    value,
    from_json(
      value,
      'id INT, tags ARRAY<STRING>, parts ARRAY<STRUCT<n: INT, note: STRING>>, extra MAP<STRING, INT>, at STRUCT<city: STRING>, _corrupt_record STRING',
      map('columnNameOfCorruptRecord', '_corrupt_record')
    ) AS value_json
  FROM STREAM(messages)
)
SELECT
  parsed.id,
  parsed.value_json.id AS number,
  exploded.i,
  exploded.part.n AS n,
  parsed.value_json.at.city AS city
FROM parsed
LATERAL VIEW OUTER posexplode(parsed.value_json.parts) exploded AS i, part
WHERE parsed.value_json IS NOT NULL
  AND parsed.value_json._corrupt_record IS NULL
  AND parsed.value_json.id IS NOT NULL
  AND parsed.value_json.tags IS NOT NULL
  AND forall(parsed.value_json.tags, element_1 -> element_1 IS NOT NULL)
  AND parsed.value_json.parts IS NOT NULL
  AND forall(parsed.value_json.parts, element_1 -> element_1 IS NOT NULL AND element_1.n IS NOT NULL)
  AND parsed.value_json.extra IS NOT NULL
  AND forall(map_values(parsed.value_json.extra), element_1 -> element_1 IS NOT NULL)
  AND (parsed.value_json.at IS NULL OR parsed.value_json.at.city IS NOT NULL)
  AND parsed.value_json.id < 3`,
    duckdb: `WITH "parsed" AS MATERIALIZED (
  SELECT "id", "value", read_message("value") AS "value_json"
  FROM "messages"
)
SELECT
  "parsed"."id",
  "parsed"."value_json"."id" AS "number",
  "exploded"."i",
  "exploded"."part"."n" AS "n",
  "parsed"."value_json"."at"."city" AS "city"
FROM "parsed"
CROSS JOIN LATERAL (SELECT unnest(CASE WHEN len("parsed"."value_json"."parts") > 0 THEN "parsed"."value_json"."parts" ELSE [NULL] END) AS "part", CAST(unnest(CASE WHEN len("parsed"."value_json"."parts") > 0 THEN range(len("parsed"."value_json"."parts")) ELSE [NULL] END) AS INTEGER) AS "i") AS "exploded"
WHERE "parsed"."value_json" IS NOT NULL
  AND "parsed"."value_json"."_corrupt_record" IS NULL
  AND "parsed"."value_json"."id" IS NOT NULL
  AND "parsed"."value_json"."tags" IS NOT NULL
  AND len(list_filter("parsed"."value_json"."tags", lambda element_1: NOT ("element_1" IS NOT NULL))) = 0
  AND "parsed"."value_json"."parts" IS NOT NULL
  AND len(list_filter("parsed"."value_json"."parts", lambda element_1: NOT ("element_1" IS NOT NULL AND "element_1"."n" IS NOT NULL))) = 0
  AND "parsed"."value_json"."extra" IS NOT NULL
  AND len(list_filter(map_values("parsed"."value_json"."extra"), lambda element_1: NOT ("element_1" IS NOT NULL))) = 0
  AND ("parsed"."value_json"."at" IS NULL OR "parsed"."value_json"."at"."city" IS NOT NULL)
  AND "parsed"."value_json"."id" < 3`,
  },
  quarantine: {
    of: queryBehind(quarantine("dropping_quarantine", { of: dropping })),
    databricks: `WITH selected AS (
  SELECT id, length(value) AS size
  FROM STREAM(messages)
)
SELECT
  id,
  size,
  array_compact(array(
    CASE WHEN NOT coalesce(size < 50, FALSE) THEN 'short' END,
    CASE WHEN id IS NULL THEN 'named' END,
    CASE WHEN NOT coalesce(contains(id, 'o'), FALSE) THEN 'odd' END
  )) AS broken_rules
FROM selected
WHERE NOT (coalesce(size < 50, FALSE) AND id IS NOT NULL)`,
    duckdb: `WITH "selected" AS (
  SELECT "id", CAST(length("value") AS INTEGER) AS "size"
  FROM "messages"
)
SELECT
  "id",
  "size",
  list_filter([CASE WHEN NOT coalesce("size" < 50, FALSE) THEN 'short' END, CASE WHEN "id" IS NULL THEN 'named' END, CASE WHEN NOT coalesce(contains("id", 'o'), FALSE) THEN 'odd' END], lambda element: element IS NOT NULL) AS "broken_rules"
FROM "selected"
WHERE NOT (coalesce("size" < 50, FALSE) AND "id" IS NOT NULL)`,
  },
  windowed: {
    of: relationOf(
      orderStream
        .stream()
        .watermark("placed_at", "10 minutes")
        .windowed({ on: "placed_at", size: "5 minutes", by: (o) => ({ customer: o.customer }), select: () => ({ n: count() }) }),
    ),
    databricks: `SELECT
  window.start AS window_start,
  window.end AS window_end,
  customer,
  count(*) AS n
FROM STREAM(order_stream) WATERMARK placed_at DELAY OF INTERVAL 10 MINUTES
GROUP BY window(placed_at, '5 minutes'), customer`,
    duckdb: { refuse: "window_start: windows are computed by the steps of a flow, not by one query" },
  },
};
