import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repository } from "../../generator/diagnostic/index.js";

/** A stranger's pipeline: another domain, other operators, nothing of it known anywhere else in the repository. */
const telemetry = `
import { coalesce, count, drop, kafka, landing, materializedView, max, pipeline, quarantine, scd1, streamingTable } from "#generator";
import * as z from "zod";

const Reading = z.object({ device: z.string(), read_at: z.iso.datetime(), celsius: z.number().optional(), flags: z.array(z.string()).optional() });
const readings = kafka("readings", { topic: "plant.readings.v2", partitions: 3, retention: "3 days", value: Reading });
const devices = landing("devices", { format: "csv", header: true, row: z.object({ device: z.string(), hall: z.string(), since: z.iso.datetime() }) });

export const raw = streamingTable("raw_reading", { query: readings.stream() });
const parsed = raw.stream().parseJson("value", Reading);
export const rejected = streamingTable("reading_rejected", { query: parsed.rejected });
export const reading = streamingTable("reading", {
  query: parsed.records.select((r) => ({ ...r.value, received_at: r.timestamp })).omit("flags"),
  expect: (r) => ({ plausible: drop(r.celsius.gt(-50).and(r.celsius.lt(150))) }),
});
export const implausible = quarantine("reading_quarantine", { of: reading });
export const device = scd1("device", { from: devices.stream().notNull("device", "since"), keys: ["device"], sequenceBy: "since", omit: ["file_path", "file_modification_time"] });
export const byHall = materializedView("hottest_by_hall", {
  query: reading
    .leftJoin(device, { on: (r, d) => r.device.eq(d.device), select: (r, d) => ({ hall: coalesce(d.hall, "unknown"), celsius: r.celsius }) })
    .aggregate({ by: (r) => ({ hall: r.hall }), select: (r) => ({ hottest: max(r.celsius), readings: count() }) }),
});
export default pipeline("telemetry", { datasets: { raw, rejected, reading, implausible, device, byHall }, settings: { every: "10 minutes" } });
`;

let clone = "";

beforeAll(() => {
  // The built tool beside a folder of pipelines, as a clone has them; only the dependencies are shared.
  clone = mkdtempSync(join(tmpdir(), "sluice-clone-"));
  for (const name of ["package.json", "tsconfig.json", "cdktf.json", "dist"])
    cpSync(join(repository, name), join(clone, name), { recursive: true });
  symlinkSync(join(repository, "node_modules"), join(clone, "node_modules"));
  mkdirSync(join(clone, "pipelines", "telemetry"), { recursive: true });
  writeFileSync(join(clone, "pipelines", "telemetry", "index.ts"), telemetry);
  const input = join(clone, ".sluice", "telemetry", "input");
  mkdirSync(join(input, "topics", "plant.readings.v2"), { recursive: true });
  mkdirSync(join(input, "files", "devices"), { recursive: true });
  writeFileSync(
    join(input, "files", "devices", "monday"),
    "device,hall,since\npump,north,2024-01-01T00:00:00Z\npump,south,2023-01-01T00:00:00Z\n",
  );
  writeFileSync(
    join(input, "topics", "plant.readings.v2", "0.jsonl"),
    [
      { device: "pump", read_at: "2024-02-29T12:00:00Z", celsius: 21.5 },
      { device: "fan", read_at: "2024-02-29T12:00:00Z", celsius: 900 },
      { device: "fan", read_at: "2024-02-29T12:00:01Z", celsius: 19 },
      { device: "valve" },
    ]
      .map((value) => `${JSON.stringify({ key: value.device, value, timestamp: "2024-02-29T12:00:02Z" })}\n`)
      .join(""),
  );
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function sluice(...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(clone, "dist", "cli", "main.js"), ...args], {
    cwd: clone,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
  });
}

test("a new folder under pipelines/ builds", () => {
  sluice("build", "telemetry", "--out", join(clone, "build"));
  const bronze = readFileSync(join(clone, "build", "telemetry", "databricks", "pipeline.sql"), "utf8");
  expect(bronze).toContain("CREATE OR REFRESH STREAMING TABLE raw_reading (");
  expect(bronze).toContain("subscribe => 'plant.readings.v2'");
  expect(bronze).toContain("CONSTRAINT plausible EXPECT (coalesce(celsius > -50 AND celsius < 150, FALSE)) ON VIOLATION DROP ROW");
  const manifest = JSON.parse(readFileSync(join(clone, "build", "telemetry", "manifest.json"), "utf8")) as { needs: { topics: unknown } };
  expect(manifest.needs.topics).toEqual([
    { name: "readings", topic: "plant.readings.v2", partitions: 3, retention: { amount: 3, unit: "day" } },
  ]);
});

test("it runs", () => {
  sluice("run", "telemetry");
  expect(sluice("rows", "telemetry", "hottest_by_hall", "--json").trim().split("\n")).toEqual([
    '{"hall":"north","hottest":21.5,"readings":1}',
    '{"hall":"unknown","hottest":19.0,"readings":1}',
  ]);
  expect(sluice("rows", "telemetry", "reading_quarantine", "--json")).toBe(
    '{"device":"fan","read_at":"2024-02-29T12:00:00.000000Z","celsius":900.0,"received_at":"2024-02-29T12:00:02.000000Z","topic":"plant.readings.v2","partition":0,"offset":1,"broken_rules":["plausible"]}\n',
  );
  expect(sluice("rows", "telemetry", "reading_rejected", "--json")).toContain('"reason":"missing: read_at"');
});

test("its stacks are synthesized", () => {
  execFileSync(process.execPath, [join(clone, "dist", "infra", "main.js")], { cwd: clone, encoding: "utf8" });
  const stacks = Object.keys(
    (JSON.parse(readFileSync(join(clone, "cdktf.out", "manifest.json"), "utf8")) as { stacks: object }).stacks,
  ).sort();
  expect(stacks).toEqual([
    "aws-dev-base",
    "aws-dev-lakehouse",
    "aws-prod-base",
    "aws-prod-lakehouse",
    "azure-dev-base",
    "azure-dev-lakehouse",
    "azure-prod-base",
    "azure-prod-lakehouse",
  ]);
  for (const cloud of ["aws", "azure"]) {
    expect(readFileSync(join(clone, "cdktf.out", "stacks", `${cloud}-prod-base`, "cdk.tf.json"), "utf8")).toContain("plant.readings.v2");
    expect(readFileSync(join(clone, "cdktf.out", "stacks", `${cloud}-prod-lakehouse`, "cdk.tf.json"), "utf8")).toContain("telemetry");
  }
});
