import { describe, expect, test } from "vitest";
import * as z from "zod";
import { drop, kafka, landing, materializedView, type Pipeline, pipeline, scd1, scd2, secret, streamingTable, sum } from "#generator";
import { compile, manifestSchema, requirements } from "../../generator/build/index.js";
import pos from "../../pipelines/pos/index.js";

const built = compile(pos);

/** `from.column` of everything that a column of pos is computed from. */
function upstreamOf(dataset: string): Readonly<Record<string, readonly string[]>> {
  const columns = built.manifest.datasets.find((one) => one.name === dataset)?.columns ?? [];
  return Object.fromEntries(columns.map(({ name, upstream }) => [name, upstream.map((edge) => `${edge.from}.${edge.column}`).sort()]));
}

function hashesOf(definition: Pipeline): Readonly<Record<string, string>> {
  return Object.fromEntries(compile(definition).manifest.datasets.map((one) => [one.name, one.hash]));
}

describe("the schema of a manifest", () => {
  const written: unknown = JSON.parse(JSON.stringify(built.manifest));

  test("reads what was written, and loses nothing of it", () => {
    expect(manifestSchema.parse(written)).toEqual(built.manifest);
  });

  test("reads no other format, and no digest that is none", () => {
    const refused = (change: object) =>
      manifestSchema.safeParse({ ...built.manifest, ...change }).error?.issues.map((one) => one.path.join("."));
    expect(refused({ format: 2 })).toEqual(["format"]);
    expect(refused({ digest: "b303" })).toEqual(["digest"]);
    expect(refused({ needs: { ...built.manifest.needs, zones: undefined } })).toEqual(["needs.zones"]);
  });
});

describe("where the columns of pos come from", () => {
  test("inventory_current", () => {
    expect(upstreamOf("inventory_current")).toEqual({
      store_id: ["latest_inventory_snapshot.store_id"],
      store: ["store.name"],
      item_id: ["latest_inventory_snapshot.item_id"],
      item: ["item.name"],
      snapshot_quantity: ["latest_inventory_snapshot.quantity"],
      change_quantity: ["inventory_change.quantity"],
      current_inventory: ["inventory_change.quantity", "latest_inventory_snapshot.quantity"],
      safety_stock_quantity: ["item.safety_stock_quantity"],
      below_safety_stock: ["inventory_change.quantity", "item.safety_stock_quantity", "latest_inventory_snapshot.quantity"],
      date_time: ["inventory_change.date_time", "latest_inventory_snapshot.date_time"],
    });
  });

  test("sales_by_hour", () => {
    expect(upstreamOf("sales_by_hour")).toEqual({
      hour: ["inventory_change.date_time"],
      store_id: ["inventory_change.store_id"],
      store: ["store.name"],
      units: ["inventory_change.quantity"],
      transactions: ["inventory_change.trans_id"],
    });
  });

  test("a line of a message, its place in the list included, comes from the message", () => {
    const message = ["raw_inventory_change.value"];
    expect(upstreamOf("inventory_change_line")).toEqual({
      trans_id: message,
      store_id: message,
      item_id: message,
      line: message,
      date_time: message,
      change_type_id: message,
      quantity: message,
      received_at: ["raw_inventory_change.timestamp"],
      partition: ["raw_inventory_change.partition"],
      offset: ["raw_inventory_change.offset"],
      store: ["store.name"],
      change_type: ["inventory_change_type.change_type"],
    });
  });

  test("a source's columns, and the reason of a rejected message", () => {
    expect(upstreamOf("raw_inventory_snapshot")).toEqual({
      value: ["inventory_snapshots.value"],
      file_path: ["inventory_snapshots.file_path"],
      file_modification_time: ["inventory_snapshots.file_modification_time"],
    });
    expect(upstreamOf("inventory_change_rejected").reason).toEqual(["raw_inventory_change.value"]);
  });
});

describe("what pos needs around it", () => {
  test("topics, zones, bindings and configuration", () => {
    expect(requirements(built.ir)).toEqual({
      pipeline: "pos",
      topics: [{ name: "inventory_changes", topic: "pos.inventory_change.v1", partitions: 4, retention: { amount: 7, unit: "day" } }],
      zones: ["inventory_snapshots", "reference"],
      secrets: [],
      bindings: [
        { key: "kafka.bootstrap_servers", kind: "bootstrap_servers" },
        { key: "kafka.service_credential", kind: "service_credential" },
        { key: "zone.inventory_snapshots", kind: "zone", zone: "inventory_snapshots" },
        { key: "zone.reference", kind: "zone", zone: "reference" },
      ],
      configuration: { "spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "UTC" },
      settings: {
        mode: "triggered",
        every: { amount: 5, unit: "minute" },
        timeZone: "UTC",
        ansi: true,
        channel: "CURRENT",
        serverless: true,
      },
    });
  });

  test("a secret once, however many topics are read with it, and then no service credential", () => {
    const topic = (name: string) =>
      kafka(name, {
        topic: name,
        partitions: 1,
        retention: "1 day",
        value: z.object({}),
        authentication: { kind: "sasl", mechanism: "PLAIN", username: "$ConnectionString", password: secret("shop", "event_hubs") },
      });
    const first = streamingTable("first", { query: topic("a").stream() });
    const second = streamingTable("second", { query: topic("b").stream() });
    const needs = requirements(compile(pipeline("shop", { datasets: { first, second } })).ir);
    expect(needs.secrets).toEqual([{ scope: "shop", key: "event_hubs" }]);
    expect(needs.bindings).toEqual([{ key: "kafka.bootstrap_servers", kind: "bootstrap_servers" }]);
  });
});

const sales = landing("sales", { format: "json", row: z.object({ id: z.int32(), amount: z.int32() }) });

/** Three tables, one after the other; what is said of the middle one may differ. */
function chain({ comment = "Sales that count.", above = 0, column = "Euro", property = "silver" } = {}): Pipeline {
  const raw = streamingTable("raw", { query: sales.stream() });
  const good = streamingTable("good", {
    comment,
    properties: { quality: property },
    query: raw.stream().select((sale) => ({ id: sale.id, amount: sale.amount })),
    expect: (sale) => ({ positive: drop(sale.amount.gt(above)) }),
  });
  const total = materializedView("total", {
    comments: { amount: column },
    query: good.aggregate({ select: (sale) => ({ amount: sum(sale.amount) }) }),
  });
  return pipeline("sales", { datasets: { raw, good, total } });
}

describe("the hash of a dataset", () => {
  const before = hashesOf(chain());
  const changed = (after: Readonly<Record<string, string>>) => Object.keys(before).filter((name) => before[name] !== after[name]);

  test("is the same when nothing changes", () => expect(hashesOf(chain())).toEqual(before));
  test("changes with its comment, and no other does", () => expect(changed(hashesOf(chain({ comment: "Sales." })))).toEqual(["good"]));
  test("changes with the comment of a column", () => expect(changed(hashesOf(chain({ column: "Dollar" })))).toEqual(["total"]));
  test("changes with a property", () => expect(changed(hashesOf(chain({ property: "gold" })))).toEqual(["good"]));
  test("changes with an expression, and no other does", () => expect(changed(hashesOf(chain({ above: 1 })))).toEqual(["good"]));

  test("changes with where its source is read, and no other does", () => {
    const reading = (topic: string) => {
      const raw = streamingTable("raw", {
        query: kafka("sales", { topic, partitions: 1, retention: "1 day", value: z.object({}) }).stream(),
      });
      return pipeline("sales", { datasets: { raw, keys: materializedView("keys", { query: raw.select((sale) => ({ key: sale.key })) }) } });
    };
    const [old, renamed] = [hashesOf(reading("sales.v1")), hashesOf(reading("sales.v2"))];
    expect(Object.keys(old).filter((name) => old[name] !== renamed[name])).toEqual(["raw"]);
  });

  test("is the same when the table it reads gains a column that it does not read", () => {
    const plain = streamingTable("raw", { query: sales.stream() });
    const taxed = streamingTable("raw", { query: sales.stream().derive((sale) => ({ tax: sale.amount.times(2) })) });
    const old = hashesOf(
      pipeline("sales", { datasets: { plain, ids: materializedView("ids", { query: plain.select((sale) => ({ id: sale.id })) }) } }),
    );
    const more = hashesOf(
      pipeline("sales", { datasets: { taxed, ids: materializedView("ids", { query: taxed.select((sale) => ({ id: sale.id })) }) } }),
    );
    expect(Object.keys(old).filter((name) => old[name] !== more[name])).toEqual(["raw"]);
  });

  test("the digest changes with every one of these", () => {
    const changes = [{}, { comment: "Sales." }, { column: "Dollar" }, { property: "gold" }, { above: 1 }];
    expect(new Set(changes.map((one) => compile(chain(one)).manifest.digest)).size).toBe(changes.length);
  });

  test("is the same, and the whole manifest with it, when lines move in the source", () => {
    const upper = pipeline("moved", { datasets: { raw: streamingTable("raw", { query: sales.stream() }) } });

    const lower = pipeline("moved", { datasets: { raw: streamingTable("raw", { query: sales.stream() }) } });
    const [first, second] = [compile(upper), compile(lower)];
    expect(first.ir.datasets[0]?.at?.line).toBe((second.ir.datasets[0]?.at?.line ?? 0) - 2);
    expect(second.manifest).toEqual(first.manifest);
  });

  test("is the same when another dataset joins the pipeline", () => {
    const raw = streamingTable("raw", { query: sales.stream() });
    const ids = materializedView("ids", { query: raw.select((sale) => ({ id: sale.id })) });
    const alone = compile(pipeline("sales", { datasets: { raw } })).manifest;
    const both = compile(pipeline("sales", { datasets: { raw, ids } })).manifest;
    expect(both.datasets[0]).toEqual(alone.datasets[0]);
    expect(both.digest).not.toBe(alone.digest);
  });
});

describe("flows", () => {
  test("are called as their table: the name is where Databricks remembers how far a flow has read", () => {
    const flows = Object.fromEntries(built.manifest.datasets.map((one) => [one.name, one.flows]));
    const append = (name: string) => [{ name, kind: "append" }];
    const autoCdc = (name: string) => [{ name, kind: "auto_cdc" }];
    expect(flows).toEqual({
      raw_inventory_change: append("raw_inventory_change"),
      raw_inventory_snapshot: append("raw_inventory_snapshot"),
      store: [],
      item: [],
      inventory_change_type: [],
      inventory_change_rejected: append("inventory_change_rejected"),
      inventory_change_line: append("inventory_change_line"),
      inventory_change_quarantine: append("inventory_change_quarantine"),
      inventory_change: autoCdc("inventory_change"),
      inventory_snapshot: append("inventory_snapshot"),
      inventory_snapshot_quarantine: append("inventory_snapshot_quarantine"),
      latest_inventory_snapshot: autoCdc("latest_inventory_snapshot"),
      inventory_current: [],
      sales_by_hour: [],
    });
  });

  test("keep their names when the query, the feed or the kind of history changes", () => {
    const raw = streamingTable("raw", { query: sales.stream() });
    const feed = { keys: ["id"], sequenceBy: "file_modification_time" } as const;
    const flowOf = (table: unknown) =>
      compile(pipeline("sales", { datasets: { raw, table } })).manifest.datasets.find((one) => one.name === "latest")?.flows;
    const flows = [
      flowOf(scd1("latest", { from: raw.stream(), ...feed })),
      flowOf(scd1("latest", { from: raw.stream().where((sale) => sale.amount.gt(0)), ...feed })),
      flowOf(scd2("latest", { from: raw.stream(), ...feed })),
    ];
    expect(flows).toEqual(Array.from(flows, () => [{ name: "latest", kind: "auto_cdc" }]));
  });
});

describe("the order of the datasets", () => {
  const misplaced = (definition: Pipeline) => {
    const { datasets } = compile(definition).manifest;
    const names = datasets.map((one) => one.name);
    return datasets.flatMap((one, at) =>
      one.upstream.filter((read) => !names.slice(0, at).includes(read)).map((read) => `${one.name} < ${read}`),
    );
  };

  test("every one of pos stands after those it reads", () => {
    expect(built.manifest.datasets.flatMap((one) => one.upstream).length).toBeGreaterThan(15);
    expect(misplaced(pos)).toEqual([]);
  });

  test("however they are handed over", () => {
    const raw = streamingTable("raw", { query: sales.stream() });
    const good = streamingTable("good", { query: raw.stream() });
    const total = materializedView("total", { query: good });
    const orders = [
      { raw, good, total },
      { total, good, raw },
      { gold: { total }, silver: { good }, bronze: { raw } },
    ].map((datasets) => pipeline("sales", { datasets }));
    expect(orders.flatMap(misplaced)).toEqual([]);
    expect(orders.map((one) => compile(one).manifest.datasets.map(({ name }) => name))).toEqual(orders.map(() => ["raw", "good", "total"]));
  });
});
