import * as z from "zod";
import { asc, count, currentTimestamp, decimal, grouping, raw, rawRelation, rowNumber, sql, sum, values } from "#generator";
import { type Js, js, sales } from "../shop.js";
import { type Case, error, placesIn, wrote } from "../told.js";

const at = placesIn(import.meta.url);
const probe = placesIn(new URL("../told.ts", import.meta.url).href)('? ▸streamingTable("probe"');

/** Mistakes in joins, sets, orders, groups. */
export const operator: readonly Case[] = [
  wrote(
    "an order by a map",
    () => sales.orderBy((sale) => [sale.id, asc(sale.labels)]).limit(1),
    error("order/not-orderable", "rows cannot be ordered by MAP<STRING, STRING>", {
      at: at("[sale.id, ▸asc(sale.labels)"),
      fix: "order by something in it that can be compared",
    }),
  ),
  wrote(
    "an order by a constant",
    () =>
      js(sales)
        .orderBy(() => 1)
        .limit(7),
    error("order/not-orderable", "a constant is the same for all rows, so it makes no order", {
      at: at("        .▸limit(7),"),
      fix: "leave it out",
    }),
  ),
  wrote(
    "a limit of no whole number",
    () => sales.orderBy((sale) => sale.id).limit(1.5),
    error("limit/not-a-count", "limit takes a whole number of rows from 1 on, and this is 1.5", {
      at: at("sales.orderBy((sale) => sale.id).▸limit(1.5)"),
    }),
  ),
  wrote(
    "an offset before the first row",
    () => sales.orderBy((sale) => sale.id).limit(1, { offset: -1 }),
    error("limit/not-a-count", "offset is a whole number of rows from 0 on, and this is -1", {
      at: at("sales.orderBy((sale) => sale.id).▸limit(1, { offset"),
    }),
  ),
  wrote(
    "a limit without an order",
    () => sales.orderBy(() => []).limit(1),
    error("limit/without-order", "a limit without an order keeps any rows, other ones in every run", {
      at: at("sales.orderBy(() => []).▸limit"),
      fix: "write .orderBy((row) => [row.id]).limit(…)",
    }),
  ),
  wrote(
    "an order without a limit",
    () => sales.union(js(sales).orderBy((sale: Js) => sale.id)),
    error("limit/order-alone", "the other side of the union has an order and no limit", {
      at: at("sales.▸union(js(sales).orderBy"),
      fix: "write .limit(…) after orderBy(…), or leave the order to who reads the table",
    }),
  ),
  wrote(
    "distinct rows with a map in them",
    () => sales.distinct(),
    error("distinct/not-comparable", 'distinct compares whole rows, and "labels" is MAP<STRING, STRING>, which cannot be compared', {
      at: at("sales.▸distinct()"),
      fix: 'leave "labels" out before',
    }),
  ),
  wrote(
    "except of other columns",
    () => js(sales.select((sale) => ({ id: sale.id }))).except(sales.select((sale) => ({ store: sale.store }))),
    error("union/columns-differ", "both sides of except must have the same columns", {
      at: at(".▸except(sales.select((sale) => ({ store"),
      notes: ["only on the left: id", "only on the right: store"],
      fix: "select the columns both have, or derive the missing ones",
    }),
  ),
  wrote(
    "intersect with other types",
    () => js(sales.select((sale) => ({ id: sale.id }))).intersectAll(sales.select((sale) => ({ id: sale.quantity }))),
    error("union/types-differ", '"id" is STRING on one side of intersect and INT on the other', {
      at: at(".▸intersectAll(sales.select"),
      fix: "cast one of them",
    }),
  ),
  wrote(
    "levels without group columns",
    () => sales.aggregate({ grouping: "cube", select: () => ({ n: count() }) }),
    error("aggregate/grouping", "grouping needs group columns", {
      at: at('sales.▸aggregate({ grouping: "cube"'),
      fix: "name them with by",
    }),
  ),
  wrote(
    "levels of columns that are not grouped by",
    () =>
      sales.aggregate({
        by: (sale) => ({ id: sale.id, store: sale.store }),
        grouping: [["id", "city"], []],
        select: () => ({ n: count() }),
      }),
    error("aggregate/grouping", 'grouping names "city", which is no group column', {
      at: at("sales.▸aggregate({\n        by: (sale) => ({ id: sale.id, store"),
      notes: ["they are id, store"],
    }),
    error("aggregate/grouping", 'the group column "store" is in none of the sets of grouping', {
      at: at("sales.▸aggregate({\n        by: (sale) => ({ id: sale.id, store"),
      fix: "put it into one, or leave it out of by",
    }),
  ),
  wrote(
    "a level where there is one only",
    () => sales.aggregate({ by: (sale) => ({ day: sale.sold_at.toDate() }), select: (sale) => ({ g: grouping(sale.sold_at.toDate()) }) }),
    error("aggregate/grouping", '"g" asks for the level of a row, and there is one level only', {
      at: at("sales.▸aggregate({ by: (sale) => ({ day"),
      fix: 'write grouping: "rollup", "cube" or the sets beside by',
    }),
  ),
  wrote(
    "the level of something that is not grouped by",
    () => sales.aggregate({ by: (sale) => ({ id: sale.id }), grouping: "rollup", select: (sale) => ({ g: grouping(sale.store) }) }),
    error("aggregate/grouping", '"g" asks for the level of something that is no group column', {
      at: at('sales.▸aggregate({ by: (sale) => ({ id: sale.id }), grouping: "rollup"'),
      notes: ["group columns are id"],
      fix: "write in grouping(…) what stands in by",
    }),
  ),
  wrote(
    "grouping that is none",
    () => js(sales).aggregate({ by: (sale: Js) => ({ id: sale.id }), grouping: "all", select: () => ({ n: count() }) }),
    error("aggregate/grouping", "grouping is neither a word nor a list of sets", {
      at: at('js(sales).▸aggregate({ by: (sale: Js) => ({ id: sale.id }), grouping: "all"'),
      fix: 'write "rollup", "cube" or [["region", "day"], ["region"], []]',
    }),
  ),
  wrote(
    "rows written out that do not fit",
    () =>
      values(
        z.object({ code: z.string(), rate: decimal(3, 1) }),
        js([
          { code: 1, rate: "1.5" },
          { code: "b", rate: "100.5" },
        ]),
      ),
    error("values/malformed", "row 1, code: Invalid input: expected string, received number", {
      at: at("      ▸values(\n        z.object({ code"),
    }),
    error("values/malformed", "row 2, rate: 100.5 does not fit DECIMAL(3,1)", {
      at: at("      ▸values(\n        z.object({ code"),
    }),
  ),
  wrote(
    "no rows written out",
    () => values(z.object({ flag: z.boolean() }), []),
    error("values/malformed", "values has no row", { at: at("() => ▸values(z.object({ flag") }),
  ),
  wrote(
    "rows written out with lists in them",
    () => values(z.object({ list: z.array(z.string()) }), [{ list: ["a"] }]),
    error("values/malformed", '"list" is ARRAY<STRING>, and only simple values are written out', {
      at: at("() => ▸values(z.object({ list"),
    }),
  ),
  wrote(
    "a right join that starts from a stream",
    () => js(sales.stream()).rightJoin(sales, { on: (a: Js, b: Js) => a.id.eq(b.id), select: (a: Js) => ({ id: a.id }) }),
    error(
      "streaming/operator",
      "probe uses rightJoin over a stream: which rows of the batch have no partner is known only when no row can arrive any more; start from the stream with leftJoin, or join in a materialized view",
      { at: probe },
    ),
  ),
  wrote(
    "distinct over a stream",
    () => js(sales.stream().select((sale) => ({ id: sale.id }))).distinct(),
    error(
      "streaming/operator",
      "probe uses distinct over a stream: every row would have to be remembered for ever; keep the latest of a key with scd1(…), or do it in a materialized view",
      { at: probe },
    ),
  ),
  wrote(
    "except over a stream",
    () => js(sales.stream().select((sale) => ({ id: sale.id }))).except(sales.select((sale) => ({ id: sale.id }))),
    error(
      "streaming/operator",
      "probe uses intersect and except over a stream: what a stream has in common with other rows is known only when all of them are there; use semiJoin or antiJoin, or do it in a materialized view",
      { at: probe },
    ),
  ),
  wrote(
    "a limit over a stream",
    () =>
      js(sales.stream())
        .orderBy((sale: Js) => sale.id)
        .limit(3),
    error(
      "streaming/operator",
      "probe uses limit over a stream: the first rows of a stream are those that arrive first, whatever their order; limit the table itself in a materialized view",
      { at: probe },
    ),
  ),
  wrote(
    "a pivot by what is no constant",
    () => js(sales).pivot({ on: (sale: Js) => sale.id, values: { x: currentTimestamp() }, select: (sale: Js) => sum(sale.quantity) }),
    error("pivot/not-constant", '"x" is the column of no constant', {
      at: at("js(sales).▸pivot({ on: (sale: Js) => sale.id, values: { x"),
      fix: "write the value itself, so that the columns are known",
    }),
  ),
  wrote(
    "a text for one dialect only",
    () => sales.select((sale) => ({ x: raw(js({ gives: z.string(), databricks: () => sql`1` }), sale.id) })),
    error("raw/malformed", "there is no text for spark", {
      at: at("({ x: ▸raw(js("),
      fix: 'write one, or { refuse: "…" } with the reason',
    }),
  ),
  wrote(
    "a text that is no text",
    () => sales.select((sale) => ({ y: raw(js({ gives: z.string(), databricks: () => "1", spark: own, duckdb: own }), sale.id) })),
    error("raw/malformed", "the text for databricks is not made by sql", { at: at("({ y: ▸raw(js("), fix: "make it with sql`…`" }),
  ),
  wrote(
    "a text with a comment in it",
    () => sales.select((sale) => ({ z: raw({ gives: z.string(), databricks: () => sql`1 -- one`, spark: own, duckdb: own }, sale.id) })),
    error("raw/malformed", "the text for databricks has a comment in it", { at: at("({ z: ▸raw({"), fix: "say it in TypeScript" }),
  ),
  wrote(
    "a text over a stream",
    () => rawRelation({ columns: z.object({ id: z.string() }), reads: js([sales.stream()]), databricks: own, spark: own, duckdb: own }),
    error(
      "streaming/operator",
      "probe uses rawRelation over a stream: what a text does with a stream is not known; read the table itself in a materialized view",
      { at: probe },
    ),
  ),
  wrote(
    "a window function in qualify of a stream",
    () =>
      js(sales.stream()).qualify((sale: Js) =>
        rowNumber()
          .over({ orderBy: [sale.id] })
          .eq(1),
      ),
    error(
      "streaming/operator",
      "probe uses qualify over a stream: a window function sees rows that are there, and a stream has never all of them; keep the latest of a key with scd1(…), or do it in a materialized view",
      { at: probe },
    ),
  ),
];

/** A text that is in order. */
function own() {
  return sql`1`;
}
