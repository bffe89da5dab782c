import { expect, test } from "vitest";
import * as z from "zod";
import { kafka, landing, materializedView, pipeline, streamingTable } from "#generator";
import { emulate } from "../../emulator/testing.js";

const Event = z.object({ at: z.iso.datetime({ local: true }) });
const events = kafka("events", { topic: "events", partitions: 1, retention: "1 day", value: Event });
const lines = landing("lines", { format: "csv", header: false, row: Event });
const raw = streamingTable("raw", { query: events.stream() });
const times = streamingTable("times", {
  query: raw
    .stream()
    .parseJson("value", Event)
    .records.select((e) => ({ at: e.value.at })),
});
const landed = streamingTable("landed", { query: lines.stream().select((e) => ({ at: e.at })) });
const days = materializedView("days", { query: times.select((e) => ({ day: e.at.toDate(), hour: e.at.hour() })) });

test("a time that says no zone is one of the session's, in messages, in files and in what is computed", async () => {
  const run = await emulate(pipeline("berlin", { datasets: { raw, times, landed, days }, settings: { timeZone: "Europe/Berlin" } }));
  await run.publish(events, [{ at: "2024-07-01T00:30:00" }, { at: "2024-07-01T00:30:00Z" }]);
  await run.publish(lines, [{ at: "2024-12-01T00:30:00" }]);
  await run.update();
  expect(await run.rows(times)).toEqual([{ at: "2024-06-30T22:30:00.000000Z" }, { at: "2024-07-01T00:30:00.000000Z" }]);
  expect(await run.rows(landed)).toEqual([{ at: "2024-11-30T23:30:00.000000Z" }]);
  expect(await run.rows(days)).toEqual([
    { day: "2024-07-01", hour: 0 },
    { day: "2024-07-01", hour: 2 },
  ]);
  run.close();
});
