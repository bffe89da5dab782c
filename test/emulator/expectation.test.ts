import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import { drop, fail, kafka, quarantine, streamingTable, warn } from "#generator";
import { type Emulation, emulate } from "../../emulator/testing.js";
import { pipelineOf, said } from "./shop.js";

const Item = z.object({ id: z.int32(), price: z.int32().nullable(), name: z.string().nullable() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Item });
const items = feed
  .stream()
  .parseJson("value", Item)
  .records.select((event) => ({ ...event.value }));

let run: Emulation;
afterEach(() => run.close());

const item = (id: number, price: number | null, name: string | null) => ({ id, price, name });

test("only TRUE passes; all are evaluated on the same rows, and a row is dropped once", async () => {
  const kept = streamingTable("kept", {
    query: items,
    expect: (one) => ({ priced: drop(one.price.gt(0)), named: drop(one.name.ne("")), cheap: warn(one.price.lt(100)) }),
  });
  const lost = quarantine("lost", { of: kept });
  run = await emulate(pipelineOf({ kept, lost }));
  await run.publish(feed, [item(1, 5, "a"), item(2, 0, ""), item(3, null, "c"), item(4, 500, "d"), item(5, 7, null)]);
  const report = await run.update();
  expect(report.datasets[0]).toMatchObject({
    added: 2,
    dropped: 3,
    quarantined: 3,
    expectations: [
      { name: "priced", action: "drop", passed: 3, failed: 2 },
      { name: "named", action: "drop", passed: 3, failed: 2 },
      { name: "cheap", action: "warn", passed: 3, failed: 2 },
    ],
  });
  expect(await run.rows(kept)).toEqual([item(1, 5, "a"), item(4, 500, "d")]);
  expect(await run.rows(lost)).toMatchObject([
    { id: 2, broken_rules: ["priced", "named"] },
    { id: 3, broken_rules: ["priced", "cheap"] },
    { id: 5, broken_rules: ["named"] },
  ]);
});

test("one that must hold rolls the micro-batch back and says which row and which rules", async () => {
  const kept = streamingTable("kept", {
    query: items,
    expect: (one) => ({ sold: fail(one.price.gt(0)), named: drop(one.name.isNotNull()), known: fail(one.id.lt(10)) }),
  });
  const after = streamingTable("after", { query: kept.stream() });
  const beside = streamingTable("beside", { query: items });
  run = await emulate(pipelineOf({ kept, after, beside }));
  await run.publish(feed, [item(1, 5, "a")]);
  await run.update();
  await run.publish(feed, [item(2, 5, null), item(30, null, null)]);
  const report = await run.update();
  const error = `[EXPECTATION_VIOLATION.VERBOSITY_ALL] Flow 'kept' failed to meet the expectation. Violated expectations: 'sold', 'known'. Input data: '{}'. Output record: '{"id":30,"price":null,"name":null}'. Missing input data: true`;
  expect(report.diagnostics.map(said)).toEqual([
    `error emulator/flow-failed: "kept" failed
  ${error}
  fix: mend the rows or the query and run again: what was committed before stays, and this micro-batch is read again`,
  ]);
  expect(report.datasets).toMatchObject([
    { name: "kept", status: "FAILED", added: 0, dropped: 0, expectations: [], error },
    { name: "after", status: "SKIPPED", error: "kept failed" },
    { name: "beside", status: "COMPLETED", added: 2 },
  ]);
  expect(await run.rows(kept)).toEqual([item(1, 5, "a")]);
  expect(await run.rows(beside)).toHaveLength(3);
});
