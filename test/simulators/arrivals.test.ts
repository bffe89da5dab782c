import fc from "fast-check";
import { expect, test } from "vitest";
import { createArrivals } from "../../simulators/arrivals.js";

test("what has arrived is handed out in order of time, then in the order it was added", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.nat(20), (times, until) => {
      const arrivals = createArrivals<number>();
      for (const [index, time] of times.entries()) arrivals.add(time, index);
      const sorted = times.map((time, index) => ({ time, index })).sort((a, b) => a.time - b.time || a.index - b.index);
      const order = (from: Iterable<{ time: number; what: number }>) => Array.from(from, ({ time, what }) => ({ time, index: what }));

      expect(order(arrivals.until(until))).toEqual(sorted.filter(({ time }) => time <= until));
      expect(order(arrivals.until(Number.POSITIVE_INFINITY))).toEqual(sorted.filter(({ time }) => time > until));
    }),
  );
});

test("what is added while others are handed out takes its place among them", () => {
  const arrivals = createArrivals<string>();
  arrivals.add(1, "first");
  arrivals.add(5, "third");
  const seen: string[] = [];
  for (const { what } of arrivals.until(5)) {
    seen.push(what);
    if (what === "first") arrivals.add(3, "second");
  }
  expect(seen).toEqual(["first", "second", "third"]);
});
