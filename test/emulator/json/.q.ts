import { writeFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { appendRows } from "../../../emulator/append.js";
import { readCsv } from "../../../emulator/input/csv.js";
import { readJsonLines } from "../../../emulator/input/json-lines.js";
import { readTopicPartition, topicStart } from "../../../emulator/input/topic.js";
import { compileFromJson, registerFromJson } from "../../../emulator/json/from-json.js";
import { compileToJson } from "../../../emulator/json/to-json.js";
import { ddl } from "../ddl.js";

const i = await DuckDBInstance.create(":memory:");
const c = await i.connect();
await c.run("set timezone='UTC'; set threads=1");
await c.run(
  `create table m as select '{"trans_id":"60BE8AA9-7ECE-4337-9A62-799ADD5B2476","store_id":'||(i%10)||',"date_time":"2021-01-01T01:03:55.000Z","change_type_id":1,"items":[{"item_id":'||i||',"quantity":-1},{"item_id":2,"quantity":-3}]}' v from range(300000) t(i)`,
);
const s = ddl(
  "trans_id STRING, store_id INT, date_time TIMESTAMP, change_type_id INT, items ARRAY<STRUCT<item_id: INT, quantity: INT, line: INT>>, _corrupt_record STRING",
);
const text =
  '{"trans_id":"60BE8AA9-7ECE-4337-9A62-799ADD5B2476","store_id":3,"date_time":"2021-01-01T01:03:55.000Z","change_type_id":1,"items":[{"item_id":4711,"quantity":-1},{"item_id":2,"quantity":-3}]}';
async function bench(n: string, rows: number, f: () => unknown) {
  let best = 1e9,
    wall = 1e9;
  for (let k = 0; k < 5; k++) {
    const u = process.cpuUsage(),
      t = performance.now();
    await f();
    const d = process.cpuUsage(u);
    best = Math.min(best, (d.user + d.system) / rows);
    wall = Math.min(wall, ((performance.now() - t) * 1000) / rows);
  }
  console.log(n.padEnd(28), best.toFixed(2), "µs cpu", wall.toFixed(2), "µs wall");
}
const fj = compileFromJson(s);
await bench("JSON.parse", 300000, () => {
  for (let k = 0; k < 300000; k++) JSON.parse(text);
});
await bench("from_json in JavaScript", 300000, () => {
  for (let k = 0; k < 300000; k++) fj(text);
});
registerFromJson(c, "rj", s);
await bench("from_json in DuckDB", 300000, () => c.run("create or replace table o as select rj(v) x from m"));
const drain = async (g: AsyncIterable<{ records?: readonly unknown[] } | readonly unknown[]>) => {
  for await (const _ of g);
};
await bench("topic, value a string", 300000, () => drain(readTopicPartition("/tmp/a.jsonl", topicStart)));
await bench("topic, value an object", 300000, () => drain(readTopicPartition("/tmp/b.jsonl", topicStart)));
writeFileSync("/tmp/l.csv", Array.from({ length: 300000 }, (_, i) => `${i},"name ${i}",2024-05-01T10:00:00Z,12.50,true`).join("\n"));
const cs = ddl("id INT, name STRING, t TIMESTAMP, d DECIMAL(10,2), b BOOLEAN");
await bench("csv, 5 columns", 300000, () => drain(readCsv("/tmp/l.csv", cs)));
writeFileSync(
  "/tmp/l.json",
  Array.from({ length: 300000 }, (_, i) => `{"id":${i},"name":"name ${i}","t":"2024-05-01T10:00:00Z","d":12.50,"b":true}`).join("\n"),
);
await bench("json lines, 5 columns", 300000, () => drain(readJsonLines("/tmp/l.json", cs)));
await c.run("create table t(id integer,name varchar,t timestamptz,d decimal(10,2),b boolean)");
const rows: any[] = [];
for await (const b of readCsv("/tmp/l.csv", cs)) rows.push(...b);
await bench("append, 5 columns", 300000, async () => {
  await c.run("delete from t");
  await appendRows(c, { name: "t" }, cs, [rows]);
});
const p = compileToJson(cs);
await bench("to_json, 5 columns", 300000, () => {
  for (const r of rows) p(r);
});
