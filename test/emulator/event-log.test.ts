import { afterEach, beforeEach, expect, test } from "vitest";
import { pipelineOf, raw, shop } from "./shop.js";
import { openWorkbench, type Workbench } from "./state.js";

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  bench.publish("shop.orders.v1", { id: 1, store: "?", amount: 5, version: 1 }, { id: 2, store: "a", amount: 0, version: 1 });
});
afterEach(() => bench.remove());

test("an update tells what Databricks' event log would", async () => {
  const { id } = await bench.update(shop, { now: new Date("2024-05-01T10:00:00Z") });
  expect(
    await bench.query("SELECT DISTINCT origin.update_id AS id, origin.pipeline_name AS name, timestamp::VARCHAR AS t FROM event_log"),
  ).toEqual([{ id, name: "shop", t: "2024-05-01 10:00:00+00" }]);
  expect(
    await bench.query(
      "SELECT details->>'$.update_progress.state' AS state FROM event_log WHERE event_type = 'update_progress' ORDER BY sequence",
    ),
  ).toEqual(["INITIALIZING", "SETTING_UP_TABLES", "RUNNING", "COMPLETED"].map((state) => ({ state })));
  expect(
    await bench.query(
      `SELECT details->>'$.dataset_definition.dataset_type' AS type, list(origin.dataset_name ORDER BY sequence) AS names
       FROM event_log WHERE event_type = 'dataset_definition' GROUP BY ALL ORDER BY ALL`,
    ),
  ).toEqual([
    { type: "MATERIALIZED_VIEW", names: ["totals"] },
    { type: "STREAMING_TABLE", names: ["raw", "rejected", "orders", "refused", "latest"] },
    { type: "VIEW", names: ["located"] },
  ]);
  expect(
    await bench.query(
      "SELECT details->'$.flow_definition.input_datasets' AS inputs, details->>'$.flow_definition.flow_type' AS type FROM event_log WHERE event_type = 'flow_definition' AND origin.flow_name = 'latest'",
    ),
  ).toEqual([{ inputs: '[{"name":"orders"}]', type: "CHANGE" }]);
  expect(
    await bench.query(
      `SELECT origin.flow_name AS flow, list(details->>'$.flow_progress.status' ORDER BY sequence) AS statuses
       FROM event_log WHERE event_type = 'flow_progress' GROUP BY ALL ORDER BY ALL`,
    ),
  ).toEqual(
    ["latest", "orders", "raw", "refused", "rejected", "totals"].map((flow) => ({
      flow,
      statuses: flow === "totals" ? ["QUEUED", "STARTING", "COMPLETED"] : ["QUEUED", "STARTING", "RUNNING", "COMPLETED"],
    })),
  );
});

test("metrics and data quality are those of each micro-batch", async () => {
  await bench.update(shop);
  await bench.update(shop);
  const metrics = await bench.query(
    `SELECT origin.flow_name AS flow, origin.batch_id::INT AS batch, details->'$.flow_progress.metrics' AS metrics, details->'$.flow_progress.data_quality' AS quality
     FROM event_log WHERE level = 'METRICS' ORDER BY timestamp, sequence`,
  );
  const quality =
    '{"dropped_records":1,"expectations":[{"name":"positive","dataset":"orders","passed_records":1,"failed_records":1},{"name":"known_store","dataset":"orders","passed_records":1,"failed_records":1}]}';
  expect(metrics).toEqual([
    { flow: "raw", batch: 0, metrics: '{"num_output_rows":2}', quality: null },
    { flow: "rejected", batch: 0, metrics: '{"num_output_rows":0}', quality: null },
    { flow: "orders", batch: 0, metrics: '{"num_output_rows":1}', quality },
    { flow: "refused", batch: 0, metrics: '{"num_output_rows":1}', quality: null },
    { flow: "latest", batch: 0, metrics: '{"num_upserted_rows":1,"num_deleted_rows":0}', quality: null },
    { flow: "totals", batch: 0, metrics: '{"num_output_rows":1}', quality: null },
    // The second update found nothing, but reads its reference data anew.
    { flow: "totals", batch: 1, metrics: '{"num_output_rows":1}', quality: null },
  ]);
  // What came out as before was not written again.
  expect(await bench.query("SELECT DISTINCT _batch::INT AS batch FROM _sluice.data_totals")).toEqual([{ batch: 0 }]);
});

test("the canonical query for expectations runs on it", async () => {
  await bench.update(shop);
  expect(
    await bench.query(
      `WITH e AS (
         SELECT unnest(from_json(details->'$.flow_progress.data_quality.expectations', '[{"name":"VARCHAR","dataset":"VARCHAR","passed_records":"INTEGER","failed_records":"INTEGER"}]')) AS x
         FROM event_log WHERE event_type = 'flow_progress')
       SELECT x.dataset, x.name, sum(x.passed_records)::INT AS passed, sum(x.failed_records)::INT AS failed FROM e GROUP BY ALL ORDER BY ALL`,
    ),
  ).toEqual([
    { dataset: "orders", name: "known_store", passed: 1, failed: 1 },
    { dataset: "orders", name: "positive", passed: 1, failed: 1 },
  ]);
});

test("a failure, what is skipped and what was not chosen are told with their reason", async () => {
  await bench.update(shop);
  await bench.update(shop, { fullRefresh: ["raw"] });
  const { id } = await bench.update(shop, { refresh: ["orders", "latest"] });
  const told = await bench.query(
    `SELECT origin.flow_name AS flow, details->>'$.flow_progress.status' AS status, level, error.exceptions[1].message AS error
     FROM event_log WHERE origin.update_id = '${id}' AND event_type = 'flow_progress' AND (details->>'$.flow_progress.status') NOT IN ('QUEUED', 'STARTING') ORDER BY sequence`,
  );
  expect(told).toEqual([
    ...["raw", "rejected", "refused", "totals"].map((flow) => ({ flow, status: "EXCLUDED", level: "INFO", error: null })),
    {
      flow: "orders",
      status: "FAILED",
      level: "ERROR",
      error: '[DIFFERENT_DELTA_TABLE_READ_BY_STREAMING_SOURCE] "orders" streams from "raw", which was fully refreshed since',
    },
    { flow: "latest", status: "SKIPPED", level: "WARN", error: null },
  ]);
  expect(
    await bench.query(
      `SELECT details FROM event_log WHERE origin.update_id = '${id}' AND event_type IN ('create_update', 'update_progress') ORDER BY sequence`,
    ),
  ).toEqual(
    [
      '{"create_update":{"cause":"USER_ACTION","full_refresh":false,"full_refresh_selection":[],"refresh_selection":["orders","latest"]}}',
      ...["INITIALIZING", "SETTING_UP_TABLES", "RUNNING", "FAILED"].map((state) => `{"update_progress":{"state":"${state}"}}`),
    ].map((details) => ({ details })),
  );
});

test("a full refresh is an update that resets", async () => {
  const pipeline = pipelineOf({ raw });
  await bench.update(pipeline, { fullRefresh: "all" });
  expect(
    await bench.query(
      "SELECT details->>'$.update_progress.state' AS state FROM event_log WHERE event_type = 'update_progress' ORDER BY sequence",
    ),
  ).toEqual(["INITIALIZING", "RESETTING", "SETTING_UP_TABLES", "RUNNING", "COMPLETED"].map((state) => ({ state })));
});

test("an update that is ended from outside is told as canceled, and goes on the next time", async () => {
  const end = (): never => {
    throw new Error("enough");
  };
  let steps = 0;
  await expect(bench.update(shop, { onProgress: () => (++steps > 4 ? end() : undefined) })).rejects.toThrow("enough");
  expect(
    await bench.query(
      "SELECT details->>'$.update_progress.state' AS state FROM event_log WHERE event_type = 'update_progress' ORDER BY sequence",
    ),
  ).toEqual(["INITIALIZING", "SETTING_UP_TABLES", "RUNNING", "CANCELED"].map((state) => ({ state })));
  expect(await bench.query("SELECT count(*)::INT AS n FROM raw")).toEqual([{ n: 2 }]);
  expect((await bench.update(shop)).datasets.map((one) => one.added)).toEqual([0, 0, 1, 1, 1, 1]);
});
