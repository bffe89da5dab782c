import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { kafka, scd1, streamingTable } from "#generator";
import { type Emulation, emulate } from "../../emulator/testing.js";
import { pipelineOf, said } from "./shop.js";

const Change = z.object({
  run: z.int32().nullable(),
  id: z.int32().nullable(),
  name: z.string().nullable(),
  seq: z.int32().nullable(),
  minor: z.int32().nullable(),
  op: z.string().nullable(),
});
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Change });
const changes = feed
  .stream()
  .parseJson("value", Change)
  .records.select((event) => ({ ...event.value }));
const target = scd1("target", {
  from: changes,
  keys: ["run", "id"],
  sequenceBy: ["seq"],
  deleteWhen: (change) => change.op.eq("D"),
  omit: ["op", "minor"],
});
const byTwo = scd1("by_two", {
  from: changes,
  keys: ["run", "id"],
  sequenceBy: ["seq", "minor"],
  deleteWhen: (change) => change.op.eq("D"),
  omit: ["op"],
});

let run: Emulation;
afterEach(() => run.close());

type Event = [id: number | null, name: string | null, seq: number | null, op?: "D" | undefined, minor?: number | null];

async function publish(...events: readonly Event[]): Promise<void> {
  await run.publish(
    feed,
    events.map(([id, name, seq, op, minor]) => ({ run: 1, id, name, seq, op: op ?? null, minor: minor ?? null })),
  );
}

/** One update with these events; added, updated, deleted and what is warned of. */
async function update(...events: readonly Event[]) {
  await publish(...events);
  const report = await run.update();
  const [dataset] = report.datasets;
  return [dataset?.added, dataset?.updated, dataset?.deleted, ...report.diagnostics.map(said)];
}

async function rows() {
  return (await run.rows(target)).map(({ id, name, seq }) => [id, name, seq]);
}

const tie = (
  n: number,
  of = "target",
): string => `warning emulator/cdc-tie: ${n} change${n === 1 ? "" : "s"} into "${of}" had the key and the sequence of another that says something else
  an upsert was preferred to a delete, and of two upserts the later arrival; Databricks does not define which one wins
  fix: add something to sequenceBy that tells them apart, as the partition and the offset of the record do`;

describe("one sequence column", () => {
  test("the documented example", async () => {
    run = await emulate(pipelineOf({ target }));
    await update([124, "Oaxaca", 1], [123, "Monterrey", 1], [125, "Tijuana", 2], [126, "Cancun", 2]);
    expect(await update([123, null, 6, "D"], [125, "Guadalajara", 6], [125, "Mexicali", 5], [123, "Chihuahua", 5])).toEqual([0, 1, 1]);
    expect(await rows()).toEqual([
      [124, "Oaxaca", 1],
      [125, "Guadalajara", 6],
      [126, "Cancun", 2],
    ]);
  });

  test("a late older change is ignored, in the same update and in a later one", async () => {
    run = await emulate(pipelineOf({ target }));
    expect(await update([1, "new", 5], [1, "old", 4])).toEqual([1, 0, 0]);
    expect(await update([1, "older", 3])).toEqual([0, 0, 0]);
    expect(await rows()).toEqual([[1, "new", 5]]);
  });

  test("an older upsert does not bring a deleted key back, a newer one does", async () => {
    run = await emulate(pipelineOf({ target }));
    await update([1, "a", 1]);
    expect(await update([1, null, 5, "D"])).toEqual([0, 0, 1]);
    expect(await update([1, "late", 4])).toEqual([0, 0, 0]);
    expect(await rows()).toEqual([]);
    expect(await update([1, "again", 6])).toEqual([1, 0, 0]);
    expect(await rows()).toEqual([[1, "again", 6]]);
  });

  test("a delete that arrives before its upsert leaves a tombstone", async () => {
    run = await emulate(pipelineOf({ target }));
    expect(await update([1, null, 5, "D"])).toEqual([0, 0, 0]);
    expect(await update([1, "late", 4])).toEqual([0, 0, 0]);
    expect(await rows()).toEqual([]);
  });

  test("an equal sequence in a later update overwrites, and is warned of", async () => {
    run = await emulate(pipelineOf({ target }));
    await update([1, "a", 1]);
    expect(await update([1, "b", 1])).toEqual([0, 1, 0, tie(1)]);
    expect(await rows()).toEqual([[1, "b", 1]]);
  });

  test("at equal sequences an upsert beats a delete, whichever comes first and whenever", async () => {
    run = await emulate(pipelineOf({ target }));
    expect(await update([1, "a", 1], [1, null, 1, "D"], [2, null, 1, "D"], [2, "b", 1])).toEqual([2, 0, 0, tie(2)]);
    expect(await update([1, null, 1, "D"], [3, null, 1, "D"])).toEqual([0, 0, 0, tie(1)]);
    expect(await update([3, "c", 1])).toEqual([1, 0, 0, tie(1)]);
    expect(await rows()).toEqual([
      [1, "a", 1],
      [2, "b", 1],
      [3, "c", 1],
    ]);
  });

  test("of two upserts at one sequence the later arrival stays", async () => {
    run = await emulate(pipelineOf({ target }));
    expect(await update([1, "first", 1], [1, "second", 1])).toEqual([1, 0, 0, tie(1)]);
    expect(await rows()).toEqual([[1, "second", 1]]);
  });

  test("a repeated event is no tie", async () => {
    run = await emulate(pipelineOf({ target }));
    expect(await update([1, "a", 1], [1, "a", 1], [2, null, 1, "D"], [2, null, 1, "D"])).toEqual([1, 0, 0]);
    expect(await update([1, "a", 1], [2, null, 1, "D"])).toEqual([0, 1, 0]);
  });

  test("only TRUE deletes: an unknown operation is an upsert", async () => {
    run = await emulate(pipelineOf({ target }));
    expect(await update([1, "a", 1], [2, null, 2])).toEqual([2, 0, 0]);
    expect(await rows()).toEqual([
      [1, "a", 1],
      [2, null, 2],
    ]);
  });

  test("a NULL key fails the micro-batch, again and again", async () => {
    run = await emulate(pipelineOf({ target }));
    await publish([1, "a", 1], [null, "b", 1]);
    for (let attempt = 0; attempt < 2; attempt++) {
      const report = await run.update();
      expect(report.state).toBe("FAILED");
      expect(report.diagnostics.map(said)).toEqual([
        `error emulator/flow-failed: "target" failed
  [AUTOCDC_MICROBATCH_VALIDATION.NULL_KEY] The micro-batch 0 of the AUTO CDC flow 'target' into 'target' has rows with a NULL key, of 2 (id: 1).
  fix: mend the rows or the query and run again: what was committed before stays, and this micro-batch is read again`,
      ]);
      expect(await rows()).toEqual([]);
    }
  });

  test("a NULL sequence fails the micro-batch", async () => {
    run = await emulate(pipelineOf({ target }));
    await update([1, "a", 1]);
    await publish([1, "b", null]);
    expect((await run.update()).datasets[0]?.error).toBe(
      "[AUTOCDC_MICROBATCH_VALIDATION.NULL_SEQUENCE] The micro-batch 1 of the AUTO CDC flow 'target' into 'target' has 1 of 1 rows with a NULL sequence (seq).",
    );
    expect(await rows()).toEqual([[1, "a", 1]]);
  });
});

describe("a sequence of several columns", () => {
  const named = async () => (await run.rows(byTwo)).map(({ id, name, seq }) => [id, name, seq]);

  test("is compared column by column", async () => {
    run = await emulate(pipelineOf({ byTwo }));
    expect(await update([1, "high minor", 1, undefined, 9], [1, "high seq", 2, undefined, 0], [1, "between", 2, undefined, -1])).toEqual([
      1, 0, 0,
    ]);
    expect(await named()).toEqual([[1, "high seq", 2]]);
    expect(await update([1, "older", 1, undefined, 99], [2, "two", 5, undefined, 5])).toEqual([1, 0, 0]);
    expect(await update([2, null, 5, "D", 6])).toEqual([0, 0, 1]);
    expect(await named()).toEqual([[1, "high seq", 2]]);
  });

  test("a NULL column comes before every value, as in Spark, and is no NULL sequence", async () => {
    run = await emulate(pipelineOf({ byTwo }));
    expect(await update([1, "null", 1, undefined, null], [1, "value", 1, undefined, -5], [2, "null", null, undefined, 100])).toEqual([
      2, 0, 0,
    ]);
    expect(await update([1, "null again", 1, undefined, null], [2, "value", -1, undefined, 0])).toEqual([0, 1, 0]);
    expect(await named()).toEqual([
      [1, "value", 1],
      [2, "value", -1],
    ]);
    expect(await update([3, "a", 1, undefined, null])).toEqual([1, 0, 0]);
    expect(await update([3, "b", 1, undefined, null])).toEqual([0, 1, 0, tie(1, "by_two")]);
  });
});

test("a stream from an append table feeds the same merge", async () => {
  const log = streamingTable("log", { query: changes });
  const merged = scd1("merged", { from: log.stream(), keys: ["id"], sequenceBy: ["seq"] });
  run = await emulate(pipelineOf({ log, merged }));
  await publish([1, "a", 1]);
  await run.update();
  await publish([1, "b", 2], [1, "c", 0]);
  await run.update();
  expect(await run.rows(merged)).toMatchObject([{ id: 1, name: "b", seq: 2 }]);
});

test("whatever the order and the split, the table is what the highest sequence of each key says", { timeout: 120_000 }, async () => {
  run = await emulate(pipelineOf({ target, byTwo }));
  let runs = 0;
  const event = fc.record({ id: fc.integer({ min: 1, max: 5 }), name: fc.constantFrom("a", "b", null), isDelete: fc.boolean() });
  // Distinct sequences: the place in the history; where the list is shuffled to is the arrival.
  const history = fc.array(event, { minLength: 1, maxLength: 25 }).chain((events) =>
    fc.tuple(
      fc.shuffledSubarray(
        events.map((one, i) => ({ ...one, seq: i })),
        { minLength: events.length },
      ),
      fc.array(fc.nat({ max: events.length }), { maxLength: 3 }),
      fc.boolean(),
    ),
  );
  await fc.assert(
    fc.asyncProperty(history, async ([arrivals, cuts, repeat]) => {
      runs += 1;
      const messages = arrivals.map(({ id, name, isDelete, seq }) => {
        const [major, minor] = [Math.floor(seq / 3), seq % 3 === 0 ? null : seq % 3];
        return {
          whole: { run: runs, id, name, seq, minor: 0, op: isDelete ? "D" : null },
          split: { run: -runs, id, name, seq: major, minor, op: isDelete ? "D" : null },
        };
      });
      const edges = [0, ...[...cuts].sort((a, b) => a - b), messages.length];
      for (const [i, from] of edges.entries()) {
        const part = messages.slice(from, edges[i + 1] ?? messages.length);
        await run.publish(
          feed,
          part.flatMap(({ whole, split }) => [whole, split]),
        );
        if (repeat)
          await run.publish(
            feed,
            part.flatMap(({ whole }) => [whole]),
          );
        expect((await run.update()).state).toBe("COMPLETED");
      }
      const wanted = naive(arrivals);
      const found = (await run.rows(target)).filter((row) => row.run === runs);
      expect(found).toEqual(wanted.map(({ id, name, seq }) => ({ run: runs, id, name, seq })));
      const split = (await run.rows(byTwo)).filter((row) => row.run === -runs);
      expect(split).toMatchObject(wanted.map(({ id, name }) => ({ run: -runs, id, name })));
    }),
    { numRuns: 30, seed: 20_241_120 },
  );
});

interface Arrival {
  readonly id: number;
  readonly name: string | null;
  readonly isDelete: boolean;
  readonly seq: number;
}

/** Sort the events of each key by sequence; the last one decides. */
function naive(events: readonly Arrival[]): readonly Arrival[] {
  const last = new Map<number, Arrival>();
  for (const event of [...events].sort((a, b) => a.seq - b.seq)) last.set(event.id, event);
  return [...last.values()].filter((one) => !one.isDelete).sort((a, b) => a.id - b.id);
}
