import { count, countDistinct, max, range, rank, rowNumber, rows, sum } from "#generator";
import { type Js, js, saleEvents, sales, stores } from "../shop.js";
import { type Case, error, placesIn, wrote } from "../told.js";

const at = placesIn(import.meta.url);

/** What a shop's sale has, as notes name it. */
const columns = "it has id, store, amount, quantity, online, tags, labels, address, sold_at";
const dropped = {
  notes: ["JavaScript's &&, ||, ?? and ?: pick one of two columns instead of combining them"],
  fix: "join conditions with .and(…) and .or(…), choose values with when(…) and coalesce(…)",
};
const compare = "compare it with something, as in .eq(…) or .gt(…)";

/** Mistakes in the operators of a query. */
export const query: readonly Case[] = [
  wrote(
    "a misspelt column in a callback",
    () => js(sales).where((sale: Js) => sale.quantiti.gt(1)),
    error("column/unknown", 'no column "quantiti" in sales', {
      at: at("sale.▸quantiti"),
      notes: [columns],
      fix: 'did you mean "quantity"?',
    }),
  ),
  wrote(
    "a column that resembles none",
    () => js(sales).where((sale: Js) => sale.weather.gt(1)),
    error("column/unknown", 'no column "weather" in sales', { at: at("sale.▸weather"), notes: [columns] }),
  ),
  wrote(
    "a misspelt field of a struct",
    () => js(sales).select((sale: Js) => ({ town: sale.address.citi })),
    error("column/unknown", 'no column "citi" in "address"', {
      at: at("address.▸citi"),
      notes: ["it has city, zip"],
      fix: 'did you mean "city"?',
    }),
  ),
  wrote(
    "a misspelt column by name",
    () => js(sales).omit("quantit"),
    error("column/unknown", 'no column "quantit" in this relation', {
      at: at("js(sales).▸omit"),
      notes: [columns],
      fix: 'did you mean "quantity"?',
    }),
  ),
  wrote(
    "two columns that differ in case",
    () => sales.select((sale) => ({ id: sale.id, ID: sale.store })),
    error("column/duplicate", 'two columns are called "ID"', {
      at: at("sales.▸select((sale) => ({ id: sale.id, ID"),
      notes: ['"id" and "ID" are one name: Spark compares names without case'],
      fix: "give one of them another name",
    }),
  ),
  wrote(
    "a column without a name",
    () => sales.select((sale) => ({ "": sale.id })),
    error("column/name", '"" cannot be the name of a column: it is empty', {
      at: at('sales.▸select((sale) => ({ ""'),
      fix: "give it another name",
    }),
  ),
  wrote(
    "a predicate that is a number",
    () => js(sales).where((sale: Js) => sale.quantity),
    error("expression/not-boolean", "the predicate of where is INT, not BOOLEAN", {
      at: at("js(sales).▸where((sale: Js) => sale.quantity)"),
      fix: compare,
    }),
  ),
  wrote(
    "a join on a text",
    () => js(sales).join(stores, { on: (sale: Js) => sale.store, select: (sale: Js) => ({ id: sale.id }) }),
    error("expression/not-boolean", "the condition of a join is STRING, not BOOLEAN", {
      at: at("js(sales).▸join(stores, { on: (sale: Js) => sale.store,"),
      fix: compare,
    }),
  ),
  wrote(
    "an explode of a struct",
    () => js(sales).explode("part", (sale: Js) => sale.address),
    error("explode/not-a-list", 'explode takes a list, and "part" comes from STRUCT<city: STRING, zip: STRING>', {
      at: at('js(sales).▸explode("part"'),
    }),
  ),
  wrote(
    "JSON in a number",
    () => js(saleEvents.stream()).parseJson("offset", saleEvents.schema).records,
    error("json/not-text", 'parseJson reads text, and "offset" is BIGINT', { at: at('js(saleEvents.stream()).▸parseJson("offset"') }),
  ),
  wrote(
    "a stream on the right side of a join",
    () => js(sales.stream()).join(sales.stream(), { on: (a: Js, b: Js) => a.id.eq(b.id), select: (a: Js) => ({ id: a.id }) }),
    error("join/stream-on-the-right", "the right side of a join is a batch, and this is a stream", {
      at: at("js(sales.stream()).▸join"),
      fix: "join the dataset itself instead of its stream()",
    }),
  ),
  wrote(
    "a union of other columns",
    () =>
      js(sales.select((sale) => ({ id: sale.id, store: sale.store }))).union(
        sales.select((sale) => ({ id: sale.id, city: sale.address.city })),
      ),
    error("union/columns-differ", "both sides of a union must have the same columns", {
      at: at("store: sale.store }))).▸union"),
      notes: ["only on the left: store", "only on the right: city"],
      fix: "select the columns both have, or derive the missing ones",
    }),
  ),
  wrote(
    "a union of other types",
    () => js(sales.select((sale) => ({ n: sale.id }))).union(sales.select((sale) => ({ n: sale.quantity }))),
    error("union/types-differ", '"n" is STRING on one side of the union and INT on the other', {
      at: at("({ n: sale.id }))).▸union"),
      fix: "cast one of them",
    }),
  ),
  wrote(
    "groups by a map and by a constant",
    () => js(sales).aggregate({ by: (sale: Js) => ({ labels: sale.labels, one: 1 }), select: () => ({ n: count() }) }),
    error("aggregate/not-groupable", 'rows cannot be grouped by "labels", which is MAP<STRING, STRING>', {
      at: at("js(sales).▸aggregate({ by: (sale: Js) => ({ labels"),
      fix: "group by something in it that can be compared",
    }),
    error("aggregate/not-groupable", '"one" is the same for all rows, so it makes no groups', {
      at: at("js(sales).▸aggregate({ by: (sale: Js) => ({ labels"),
      fix: "leave it out of by",
    }),
  ),
  wrote(
    "a plain column among aggregates",
    () => js(sales).aggregate({ select: (sale: Js) => ({ n: count(), id: sale.id }) }),
    error("aggregate/plain-column", '"id" is not an aggregate, and a group has many rows', {
      at: at("js(sales).▸aggregate({ select: (sale: Js) => ({ n: count(), id"),
      fix: "group by it, or take max(…) or min(…) of it",
    }),
  ),
  wrote(
    "an aggregate in a select",
    () => js(sales).select((sale: Js) => ({ total: sum(sale.quantity) })),
    error("aggregate/outside-group", "sum is computed over many rows, and here is one", {
      at: at("js(sales).▸select((sale: Js) => ({ total"),
      fix: "use aggregate({ by, select }), and what it gives after that",
    }),
  ),
  wrote(
    "an aggregate of an aggregate",
    () => js(sales).aggregate({ select: (sale: Js) => ({ most: max(js(sum(sale.quantity))) }) }),
    error("aggregate/outside-group", "sum is computed over many rows, and here is one", {
      at: at("js(sales).▸aggregate({ select: (sale: Js) => ({ most"),
      fix: "use aggregate({ by, select }), and what it gives after that",
    }),
  ),
  wrote(
    "a window function in a filter",
    () => js(sales).where((sale: Js) => js(rowNumber().over({ orderBy: [sale.id] })).eq(1)),
    error("window/outside-select", "row_number over a window is computed of the rows that are there, and here they are not settled", {
      at: at("js(sales).▸where((sale: Js) => js(rowNumber"),
      fix: "compute it in derive or select, and use the column after that",
    }),
  ),
  wrote(
    "a window function inside a window function",
    () => js(sales).derive((sale: Js) => ({ most: max(js(sum(sale.quantity).over({}))).over({}) })),
    error("window/outside-select", "sum over a window is computed of the rows that are there, and here they are not settled", {
      at: at("js(sales).▸derive((sale: Js) => ({ most: max"),
      fix: "compute it in derive or select, and use the column after that",
    }),
  ),
  wrote(
    "a window function without a window",
    () => js(sales).select(() => ({ n: js(rowNumber()) })),
    error("aggregate/outside-group", "row_number is computed over many rows, and here is one", {
      at: at("js(sales).▸select(() => ({ n: js(rowNumber())"),
      fix: "use aggregate({ by, select }), and what it gives after that",
    }),
  ),
  wrote(
    "a window function among aggregates",
    () => js(sales).aggregate({ select: () => ({ n: js(rowNumber()) }) }),
    error("aggregate/plain-column", '"n" is not an aggregate, and a group has many rows', {
      at: at("js(sales).▸aggregate({ select: () => ({ n: js(rowNumber"),
      fix: "group by it, or take max(…) or min(…) of it",
    }),
  ),
  wrote(
    "a rank without an order",
    () => js(sales).select((sale: Js) => ({ n: rank().over({ partitionBy: [sale.store] }) })),
    error("window/function", "rank needs an order", {
      at: at("rank().▸over({ partitionBy: [sale.store] }"),
      fix: "add orderBy to over(…)",
    }),
  ),
  wrote(
    "a rank with a frame",
    () => js(sales).select((sale: Js) => ({ n: rank().over({ orderBy: [sale.store], frame: rows(-1, 0) }) })),
    error("window/function", "rank has a frame of its own", {
      at: at("rank().▸over({ orderBy: [sale.store], frame"),
      fix: "leave frame out of over(…)",
    }),
  ),
  wrote(
    "a count of distinct values over a window",
    () => js(sales).select((sale: Js) => ({ n: countDistinct(sale.store).over({}) })),
    error("window/function", "Spark does not compute count_distinct over a window", {
      at: at("countDistinct(sale.store).▸over({}"),
      fix: "aggregate, and join the result",
    }),
  ),
  wrote(
    "a filter over a window",
    () => js(sales).select((sale: Js) => ({ n: sum(sale.quantity).filter(sale.online).over({}) })),
    error("window/function", "sum with a filter is not computed over a window by every Spark", {
      at: at("sum(sale.quantity).filter(sale.online).▸over({}"),
      fix: "give it NULL where the condition is not TRUE, as in sum(when(condition, o.amount).end())",
    }),
  ),
  wrote(
    "a frame that ends before it begins",
    () => js(sales).select((sale: Js) => ({ n: sum(sale.quantity).over({ orderBy: [sale.id], frame: rows(1, 0) }) })),
    error("window/frame", "a frame from 1 to 0 ends before it begins", {
      at: at("frame: ▸rows(1, 0)"),
      fix: "write the earlier edge first; what is before the current row is negative",
    }),
  ),
  wrote(
    "a frame by half a row",
    () => js(sales).select((sale: Js) => ({ n: sum(sale.quantity).over({ orderBy: [sale.id], frame: rows(-0.5, 0) }) })),
    error("window/frame", "-0.5 is no edge of a frame", { at: at("frame: ▸rows(-0.5, 0)"), fix: "write a whole number" }),
  ),
  wrote(
    "a frame by value without an order",
    () => js(sales).select((sale: Js) => ({ n: sum(sale.quantity).over({ frame: range("unbounded", 0) }) })),
    error("window/frame", "a frame by value needs an order", {
      at: at('sum(sale.quantity).▸over({ frame: range("unbounded"'),
      fix: "add orderBy to over(…)",
    }),
  ),
  wrote(
    "a frame by distance in two columns",
    () => js(sales).select((sale: Js) => ({ n: sum(sale.quantity).over({ orderBy: [sale.quantity, sale.id], frame: range(-1, 0) }) })),
    error("window/frame", "a frame by distance needs exactly one term in orderBy", {
      at: at("sum(sale.quantity).▸over({ orderBy: [sale.quantity, sale.id]"),
      fix: "use rows(…)",
    }),
  ),
  wrote(
    "a frame of days around numbers",
    () => js(sales).select((sale: Js) => ({ n: sum(sale.quantity).over({ orderBy: [sale.quantity], frame: range("-7 days", 0) }) })),
    error("window/frame", "the distance between two values of INT is not an interval of days", {
      at: at('sum(sale.quantity).▸over({ orderBy: [sale.quantity], frame: range("-7'),
      fix: "use rows(…), or order by another column",
    }),
  ),
  wrote(
    "a watermark on a text",
    () => js(sales.stream()).watermark("id", "1 hour"),
    error("watermark/not-a-timestamp", 'a watermark is on a TIMESTAMP, and "id" is STRING', {
      at: at('js(sales.stream()).▸watermark("id"'),
      fix: "cast it to a timestamp first",
    }),
  ),
  wrote(
    "windows over a number",
    () =>
      js(sales.stream()).windowed({ on: "quantity", size: "1 hour", by: (sale: Js) => ({ id: sale.id }), select: () => ({ n: count() }) }),
    error("window/not-a-timestamp", 'windows are cut from a TIMESTAMP, and "quantity" is INT', {
      at: at('js(sales.stream()).▸windowed({ on: "quantity"'),
      fix: "cast it to a timestamp first",
    }),
  ),
  wrote(
    "windows beside a column that is called window",
    () => {
      const named = sales.stream().derive((sale) => ({ window: sale.store }));
      return named.windowed({ on: "sold_at", size: "1 hour", by: (sale) => ({ id: sale.id }), select: () => ({ n: count() }) });
    },
    error("name/taken", 'the column "window" hides the window that windowed makes', {
      at: at("return named.▸windowed("),
      fix: "select it under another name before",
    }),
  ),
  wrote(
    "windows with gaps between them",
    () =>
      sales
        .stream()
        .watermark("sold_at", "10 minutes")
        .windowed({ on: "sold_at", size: "5 minutes", slide: "1 hour", by: (sale) => ({ id: sale.id }), select: () => ({ n: count() }) }),
    error("window/slide", "windows of 5 minutes cannot begin only every 1 hour", {
      at: at('.▸windowed({ on: "sold_at", size: "5 minutes", slide'),
      notes: ["what comes between two windows would be in none, and Spark refuses that"],
      fix: "let them begin at least as often as they are long, or leave slide out",
    }),
  ),
  wrote(
    "half an hour",
    () => js(sales.stream()).watermark("sold_at", "0.5 hours"),
    error("interval/malformed", '"0.5 hours" is not an interval', {
      at: at('js(sales.stream()).▸watermark("sold_at", "0.5'),
      fix: 'write a whole number above 0 and a unit, as in "10 minutes"; units are second, minute, hour, day',
    }),
  ),
  wrote(
    "conditions joined with &&",
    () => sales.where((sale) => sale.quantity.gt(1) && sale.online.eq(true)),
    error("expression/dropped", "this condition was built and then dropped: the result does not contain it", {
      at: at("sale.quantity.▸gt(1) &&"),
      ...dropped,
    }),
  ),
  wrote(
    "a column of another callback's row",
    () => {
      let kept: Js;
      sales.where((sale) => {
        kept = sale;
        return sale.online;
      });
      return sales.select((sale) => ({ id: sale.id, store: kept.store }));
    },
    error("column/foreign", '"store" is a column of sales, which is not read here', {
      at: at("return sales.▸select((sale) => ({ id: sale.id, store: kept"),
      notes: ["this callback reads sales"],
      fix: "use the row this callback is given; to bring another relation's column in, join it",
    }),
  ),
  wrote(
    "a select of nothing",
    () => sales.select(() => ({})),
    error("selection/empty", "no column is left", { at: at("sales.▸select(() => ({}))"), fix: "select at least one" }),
  ),
  wrote(
    "a select of one column as it is",
    () => js(sales).select((sale: Js) => sale.id),
    error("selection/not-an-object", "select gives an object of columns", {
      at: at("js(sales).▸select((sale: Js) => sale.id)"),
      fix: "write ({ name: row.column })",
    }),
  ),
  wrote(
    "a union with a text",
    () => js(sales).union("returns"),
    error("relation/not-a-relation", "the other side of the union is no stream and no batch", {
      at: at('js(sales).▸union("returns")'),
      fix: "pass a dataset, a source's stream(), or what is built on them",
    }),
  ),
  wrote(
    "a count of distinct maps",
    () => js(sales).aggregate({ select: (sale: Js) => ({ n: countDistinct(sale.labels) }) }),
    error(
      "function/operand",
      "operand 1 of count_distinct is MAP<STRING, STRING>, and count_distinct takes a value that can be compared there",
      {
        at: at("n: ▸countDistinct(sale.labels)"),
        fix: "cast it, or use another column",
      },
    ),
  ),
];
