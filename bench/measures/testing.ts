import { DuckDBInstance } from "@duckdb/node-api";
import * as z from "zod";
import { kafka, materializedView, pipeline, streamingTable, sum } from "#generator";
import { emulate } from "../../emulator/testing.js";
import { median, report } from "../report.js";

/** What a test pays for each publish, update and read of a small pipeline in memory, beside an INSERT and a SELECT in DuckDB. */
const events = kafka("events", {
  topic: "events",
  partitions: 1,
  retention: "1 day",
  value: z.object({ key: z.string(), amount: z.int32() }),
});
const raw = streamingTable("raw", { query: events.stream() });
const parsed = streamingTable("parsed", {
  query: raw
    .stream()
    .parseJson("value", events.schema)
    .records.select((e) => ({ ...e.value })),
});
const totals = materializedView("totals", {
  query: parsed.aggregate({ by: (e) => ({ key: e.key }), select: (e) => ({ amount: sum(e.amount) }) }),
});

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 40; run++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return median(times);
}

const begun = performance.now();
const run = await emulate(pipeline("small", { datasets: { raw, parsed, totals } }));
const cycle = async (): Promise<void> => {
  await run.publish(events, [{ key: "a", amount: 1 }]);
  await run.update();
  await run.rows(totals);
};
await cycle();
const first = performance.now() - begun;
const later = await milliseconds(cycle);
run.close();

const connection = await (await DuckDBInstance.create(":memory:")).connect();
await connection.run("CREATE TABLE plain (key VARCHAR, amount INTEGER)");
const plain = await milliseconds(async () => {
  await connection.run("INSERT INTO plain VALUES ('a', 1)");
  await connection.runAndReadAll("SELECT key, sum(amount) FROM plain GROUP BY key");
});
report([
  { what: "first publish, update and read", measured: `${first.toFixed(0)} ms` },
  {
    what: "every later one, three datasets",
    measured: `${later.toFixed(1)} ms`,
    beside: `${(later / plain).toFixed(1)} × an INSERT and a SELECT in DuckDB`,
  },
]);
