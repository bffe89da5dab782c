import { expect, test } from "vitest";
import * as z from "zod";
import { drop, kafka, pipeline, quarantine, streamingTable } from "#generator";
import { compileIr } from "../../generator/build/index.js";
import { DiagnosticError } from "../../generator/diagnostic/index.js";

const Order = z.object({ id: z.string().describe("The order"), amount: z.int32() });
const events = kafka("events", { topic: "orders", partitions: 1, retention: "1 day", value: Order });
const raw = streamingTable("raw", { query: events.stream() });
const orders = streamingTable("orders", {
  comments: { amount: "What it cost" },
  query: raw
    .stream()
    .parseJson("value", Order)
    .records.select((event) => ({ ...event.value })),
  expect: (order) => ({ costly: drop(order.amount.gt(0)) }),
});
const refused = quarantine("refused", { of: orders, comments: { id: "The order that was refused" } });

test("a quarantine has the columns of its table with their comments, and where a row came from", () => {
  const { ir } = compileIr(pipeline("shop", { datasets: { raw, orders, refused } }));
  expect(ir.datasets.find((one) => one.name === "refused")?.columns.map(({ name, comment }) => [name, comment])).toEqual([
    ["id", "The order that was refused"],
    ["amount", "What it cost"],
    ["topic", "Kafka topic"],
    ["partition", "Kafka partition"],
    ["offset", "Offset in the partition"],
    ["timestamp", "When the broker took the message"],
    ["broken_rules", undefined],
  ]);
});

test("windowed refuses a column that would hide its window", () => {
  const windows = streamingTable("windows", {
    query: raw
      .stream()
      .derive((event) => ({ window: event.topic }))
      .watermark("timestamp", "1 minute")
      .windowed({ on: "timestamp", size: "1 hour", by: (event) => ({ topic: event.topic }), select: () => ({}) }),
  });
  const told = (): unknown => compileIr(pipeline("shop", { datasets: { raw, windows } }));
  expect(told).toThrow(DiagnosticError);
  expect(told).toThrow('name/taken: the column "window" hides the window that windowed makes');
});
