import * as z from "zod";
import {
  count,
  drop,
  kafka,
  materializedView,
  type Pipeline,
  pipeline,
  quarantine,
  reference,
  scd1,
  streamingTable,
  sum,
  temporaryView,
  warn,
} from "#generator";
import { compileIr } from "../../generator/build/compile.js";
import { type Diagnostic, DiagnosticError } from "../../generator/diagnostic/index.js";
import type * as ir from "../../generator/ir/index.js";

/** A small shop, one dataset of each kind: events as they came, good and bad ones, the latest of each order, totals by store. */
const Order = z.object({ id: z.int32(), store: z.string(), amount: z.int32(), version: z.int32(), deleted: z.boolean().optional() });

export const events = kafka("order_events", { topic: "shop.orders.v1", partitions: 2, retention: "7 days", value: Order });
export const stores = reference("stores", {
  path: "stores.csv",
  format: "csv",
  header: true,
  row: z.object({ store: z.string(), city: z.string() }),
});

export const raw = streamingTable("raw", { query: events.stream() });
const parsed = raw.stream().parseJson("value", Order);
export const rejected = streamingTable("rejected", {
  query: parsed.rejected.select((event) => ({ value: event.value, reason: event.reason })),
});
export const orders = streamingTable("orders", {
  query: parsed.records.select((event) => ({ ...event.value })),
  expect: (order) => ({ positive: drop(order.amount.gt(0)), known_store: warn(order.store.ne("?")) }),
});
export const refused = quarantine("refused", { of: orders });
export const latest = scd1("latest", {
  from: orders.stream(),
  keys: ["id"],
  sequenceBy: ["version"],
  deleteWhen: (order) => order.deleted,
  omit: ["deleted"],
});
export const located = temporaryView("located", {
  query: latest.leftJoin(stores, {
    on: (order, store) => order.store.eq(store.store),
    select: (order, store) => ({ store: order.store, amount: order.amount, city: store.city }),
  }),
});
export const totals = materializedView("totals", {
  query: located.aggregate({
    by: (order) => ({ store: order.store, city: order.city }),
    select: (order) => ({ orders: count(), amount: sum(order.amount) }),
  }),
});

export const shop = pipeline("shop", { datasets: { raw, rejected, orders, refused, latest, located, totals } });

/** A pipeline of the datasets handed over. */
export function pipelineOf(datasets: Readonly<Record<string, unknown>>, name = "shop", settings = {}): Pipeline {
  return pipeline(name, { datasets, settings });
}

/** What the pipeline is as data; warnings are of no interest here. */
export function irOf(definition: Pipeline): ir.Pipeline {
  return compileIr(definition).ir;
}

/** A diagnostic as a few lines of text, without its place. */
export function said(diagnostic: Diagnostic): string {
  const { severity, code, message, notes, fix } = diagnostic;
  return [
    `${severity} ${code}: ${message}`,
    ...notes.map((note) => `  ${note.message}`),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
  ].join("\n");
}

/** What an operation that must fail says. */
export async function refusal(operation: () => unknown): Promise<string> {
  try {
    await operation();
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics.map(said).join("\n");
    throw failure;
  }
  throw new Error("it did not fail");
}
