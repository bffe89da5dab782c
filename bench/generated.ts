import * as z from "zod";
import { coalesce, kafka, materializedView, type Pipeline, pipeline, streamingTable, sum, type Table, warn } from "#generator";

/** A pipeline of `size` datasets in groups of five: bronze, parsed, enriched, a reference and a total, each group of its own topic. */
export function generatedPipeline(size: number): Pipeline {
  const text = z.string().optional();
  const Event = z.object({
    id: z.string(),
    key: z.string(),
    amount: z.int32(),
    at: z.iso.datetime(),
    a: text,
    b: text,
    c: text,
    d: text,
    e: text,
    f: text,
    g: text,
    h: text,
  });
  const bronze: Record<string, unknown> = {};
  const silver: Record<string, unknown> = {};
  const gold: Record<string, unknown> = {};
  let reference: Table<{ key: "string"; last: "timestamp" | null; total: "bigint" | null }> | undefined;
  for (let group = 0; group * 5 < size; group++) {
    const events = kafka(`events_${group}`, { topic: `events.${group}`, partitions: 4, retention: "7 days", value: Event });
    const raw = streamingTable(`raw_${group}`, { comment: `Everything of topic ${group}.`, query: events.stream() });
    const parsed = streamingTable(`parsed_${group}`, {
      query: raw
        .stream()
        .parseJson("value", events.schema)
        .records.select((event) => ({ ...event.value, received_at: event.timestamp })),
      expect: (event) => ({ positive: warn(event.amount.gt(0)) }),
    });
    const known = reference;
    const enriched = known
      ? streamingTable(`enriched_${group}`, {
          query: parsed.stream().leftJoin(known, {
            on: (event, one) => event.key.eq(one.key),
            select: (event, one) => ({ ...event, before: coalesce(one.total, 0) }),
          }),
        })
      : undefined;
    const totals = materializedView(`totals_${group}`, {
      query: parsed.aggregate({ by: (event) => ({ key: event.key }), select: (event) => ({ total: sum(event.amount) }) }),
    });
    reference ??= materializedView("reference", {
      query: totals.select((total) => ({ key: total.key, last: total.total.cast("string").tryCast("timestamp"), total: total.total })),
    });
    bronze[`raw_${group}`] = raw;
    silver[`parsed_${group}`] = parsed;
    if (enriched) silver[`enriched_${group}`] = enriched;
    gold[`totals_${group}`] = totals;
    gold.reference = reference;
    gold[`top_${group}`] = materializedView(`top_${group}`, { query: totals.where((total) => total.total.gt(100)) });
  }
  return pipeline("generated", { datasets: { bronze, silver, gold } });
}
