import * as z from "zod";
import { decimal, drop, kafka, reference, streamingTable } from "#generator";

/** What every case may read; all of it is right. */

export const Sale = z.object({
  id: z.string(),
  store: z.string().nullable(),
  amount: decimal(10, 2),
  quantity: z.int32(),
  online: z.boolean(),
  tags: z.array(z.string()),
  labels: z.record(z.string(), z.string()),
  address: z.object({ city: z.string(), zip: z.string().nullable() }),
});

export const saleEvents = kafka("sale_events", { topic: "sales", partitions: 1, retention: "1 day", value: Sale });
const { records } = saleEvents.stream().parseJson("value", Sale);

export const sales = streamingTable("sales", { query: records.select((event) => ({ ...event.value, sold_at: event.timestamp })) });
export const returns = streamingTable("returns", {
  query: sales.stream().where((sale) => sale.quantity.lt(0)),
  expect: (sale) => ({ known_store: drop(sale.store.isNotNull()) }),
});
export const stores = reference("store", {
  path: "store.csv",
  format: "csv",
  header: true,
  row: z.object({ store_id: z.string(), city: z.string() }),
});

/** What plain JavaScript knows of a value: nothing. */
export type Js = ReturnType<typeof JSON.parse>;

/** The same without its type, as plain JavaScript has it: `js(sales).where((sale: Js) => sale.chanel)` */
export function js(value: unknown): Js {
  return value;
}
