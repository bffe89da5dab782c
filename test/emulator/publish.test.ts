import { expect, test } from "vitest";
import * as z from "zod";
import { kafka, pipeline, streamingTable } from "#generator";
import { emulate } from "../../emulator/testing.js";

const Event = z.object({ count: z.bigint(), note: z.string(), parts: z.array(z.bigint()), left: z.string().optional() });
const events = kafka("events", { topic: "events", partitions: 1, retention: "1 day", value: Event });
const raw = streamingTable("raw", { query: events.stream().select((event) => ({ value: event.value })) });

test("what is published keeps every digit of a bigint, and texts that look like one stay texts", async () => {
  const run = await emulate(pipeline("events", { datasets: { raw } }));
  await run.publish(events, [{ count: 9_007_199_254_740_993n, note: "\u00005", parts: [1n], left: undefined }, "no JSON"]);
  await run.update();
  expect(await run.rows(raw)).toEqual([{ value: '{"count":9007199254740993,"note":"\\u00005","parts":[1]}' }, { value: "no JSON" }]);
  run.close();
});
