import { asc } from "#generator";
import { type Js, js, sales } from "../shop.js";
import { type Case, error, placesIn, wrote } from "../told.js";

const at = placesIn(import.meta.url);

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
];
