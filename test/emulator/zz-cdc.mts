import { mkdirSync, rmSync, writeFileSync, appendFileSync, createWriteStream } from "node:fs";
import * as z from "zod";
import { createHash } from "node:crypto";
import { kafka, pipeline, scd1, streamingTable, materializedView, count } from "#generator";
import { openEmulator } from "../../emulator/index.js";
import { compileIr } from "../../generator/build/compile.js";
const Event = z.object({ trans_id: z.string(), store_id: z.int32(), item_id: z.int32(), line: z.int32(), price: z.number(), name: z.string(), at: z.int64(), minor: z.int32(), op: z.string().nullable() });
const feed = kafka("feed", { topic: "feed", partitions: 1, retention: "1 day", value: Event });
const events = streamingTable("events", { query: feed.stream().parseJson("value", Event).records.select((e) => ({ ...e.value })) });
const latest = scd1("latest", { from: events.stream(), keys: ["trans_id", "store_id", "item_id", "line"], sequenceBy: ["at", "minor"], deleteWhen: (e) => e.op.eq("D"), omit: ["op"] });
const ir = compileIr(pipeline("cdc", { datasets: { events, latest } })).ir;
const dir = "/tmp/emu/cdc"; rmSync(dir, { recursive: true, force: true }); mkdirSync(dir + "/topics/feed", { recursive: true });
const line = (i: number, at: number) => JSON.stringify({ value: { trans_id: createHash("md5").update(String(i)).digest("hex"), store_id: i % 7, item_id: i % 1000, line: i % 5, price: i / 3, name: "name " + i, at, minor: i % 3, op: at > 1e6 && i % 10 === 0 ? "D" : null }, timestamp: at }) + "\n";
let buf = ""; for (let i = 0; i < 1_000_000; i++) { buf += line(i, i); if (i % 10000 === 9999) { appendFileSync(dir + "/topics/feed/0.jsonl", buf); buf = ""; } }
const e = openEmulator({ pipeline: ir, input: dir, state: dir + "/state.duckdb" });
const show = (l: string, r: any, t: number) => { console.log(l, r.state, "wall", (performance.now() - t).toFixed(0), r.datasets.map((d: any) => `${d.name} ${d.milliseconds.toFixed(0)} ms +${d.added} ~${d.updated} -${d.deleted}`).join(", "), "rss", (process.memoryUsage.rss() / 1e6).toFixed(0), "max", (process.resourceUsage().maxRSS / 1e3).toFixed(0)); };
let t = performance.now(); show("1M", await e.update(), t);
for (const n of [10_000, 10_000, 100, 100, 1, 0]) {
  for (let k = 0; k < n; k++) buf += line(Math.floor(k * 97 % 1_000_000) + (k % 20 === 0 ? 2_000_000 : 0), 2e6 + k + Math.random() * 0 + t);
  appendFileSync(dir + "/topics/feed/0.jsonl", buf.replaceAll(/"at":(\d+)\.\d+/g, '"at":$1').replaceAll(/"timestamp":(\d+)\.\d+/g, '"timestamp":$1')); buf = "";
  t = performance.now(); show(String(n), await e.update(), t);
}
e.close();
