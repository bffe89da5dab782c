import { profile } from "./zz-prof.js";
import * as z from "zod";
import { kafka, materializedView, pipeline, streamingTable, sum } from "#generator";
import { emulate } from "../../emulator/testing.js";
const Sale = z.object({ store: z.string(), amount: z.int32() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Sale });
const sales = streamingTable("sales", { query: feed.stream().parseJson("value", Sale).records.select((event) => ({ ...event.value })) });
const totals = materializedView("totals", { query: sales.aggregate({ by: (s) => ({ store: s.store }), select: (s) => ({ amount: sum(s.amount) }) }) });
const run = await emulate(pipeline("tiny", { datasets: { sales, totals } }));
const ts: number[] = [], us: number[] = [];
for (let k = 0; k < 60; k++) { const t = performance.now(); await run.publish(feed, [{ store: "a", amount: k }]); await run.update(); us.push(performance.now() - t); await run.rows(totals); ts.push(performance.now() - t); }
const med = (a: number[]) => a.slice(20).sort((x, y) => x - y)[20]?.toFixed(1);
const c0 = process.cpuUsage(); const w0 = performance.now(); for (let k = 0; k < 50; k++) { await run.publish(feed, [{ store: "a", amount: k }]); await run.update(); } const c = process.cpuUsage(c0); console.log("per update: wall", ((performance.now() - w0) / 50).toFixed(1), "cpu user", (c.user / 50e3).toFixed(1), "sys", (c.system / 50e3).toFixed(1));
profile.start(); for (let k = 0; k < 20; k++) { await run.publish(feed, [{ store: "a", amount: k }]); await run.update(); } profile.stop("20");
