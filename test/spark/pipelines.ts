import * as z from "zod";
import {
  coalesce,
  count,
  decimal,
  drop,
  fail,
  kafka,
  landing,
  materializedView,
  max,
  pipeline,
  quarantine,
  reference,
  scd1,
  scd2,
  streamingTable,
  sum,
  temporaryView,
  warn,
  when,
} from "#generator";
import { compileIr } from "../../generator/build/index.js";
import type * as ir from "../../generator/ir/index.js";

// ── a yard: everything that open-source Spark runs and the emulator too ────────────────────────────────────────────────────────────
const Move = z.object({
  id: z.int32(),
  plate: z.string().describe("Number plate"),
  at: z.iso.datetime(),
  lanes: z.array(z.string()).optional(),
  weight: decimal(10, 2).nullable(),
  note: z.string().optional(),
});

const moves = kafka("moves", { topic: "yard.moves.v1", partitions: 2, retention: "7 days", value: Move });
const weighings = landing("weighings", {
  format: "json",
  row: z.object({ plate: z.string(), at: z.iso.datetime(), kilograms: z.number(), axles: z.array(z.object({ load: z.int32() })) }),
});
const gates = landing("gates", {
  zone: "hardware",
  format: "csv",
  header: false,
  separator: ";",
  glob: "gate_*.csv",
  row: z.object({ gate: z.string(), opened: z.iso.datetime(), times: z.int32() }),
});
const journal = landing("journal", { format: "text" });
const vehicles = reference("vehicles", {
  path: "vehicles/all.csv",
  format: "csv",
  header: true,
  row: z.object({ plate: z.string(), owner: z.string(), limit: z.int64() }),
});

const rawMove = streamingTable("raw_move", { comment: "Every move, as received; it's text.", query: moves.stream() });
const journalLine = streamingTable("journal_line", { query: journal.stream() });
const vehicle = materializedView("vehicle", { clusterBy: ["plate"], query: vehicles });

const parsed = rawMove.stream().parseJson("value", Move);
const moveRejected = streamingTable("move_rejected", { query: parsed.rejected });
const move = streamingTable("move", {
  comment: "A row for each lane a move crossed; one row when it crossed none.\n-- COMMAND ---------- \u0024{landing} 'quoted'",
  query: parsed.records
    .explode("lane", (message) => message.value.lanes, { outer: true, position: "crossing" })
    .select((message) => ({
      id: message.value.id,
      plate: message.value.plate,
      at: message.value.at,
      weight: message.value.weight,
      note: message.value.note,
      lane: message.lane,
      crossing: coalesce(message.crossing, -1),
      partition: message.partition,
      offset: message.offset,
    }))
    .leftJoin(vehicle, {
      on: (one, known) => one.plate.eq(known.plate),
      select: (one, known) => ({ ...one, owner: known.owner, limit: known.limit }),
    }),
  expect: (one) => ({
    has_plate: fail(one.plate.ne("")),
    // NULL for a vehicle nobody knows, and for a move without weight: both are dropped.
    not_too_heavy: drop(one.weight.cast("double").lte(one.limit.cast("double"))),
    known_lane: drop(one.lane.isNull().or(one.lane.ne("?"))),
    noted: warn(one.note.isNotNull()),
  }),
});
const moveQuarantine = quarantine("move_quarantine", { of: move });
const weighing = streamingTable("weighing", {
  properties: { "delta.enableChangeDataFeed": "true", "pipelines.reset.allowed": "false", quality: "silver" },
  query: weighings.stream().explode("axle", (row) => row.axles),
  expect: (row) => ({ plausible: drop(row.kilograms.gt(0)), loaded: warn(row.axle.load.gt(0)) }),
});
const gate = streamingTable("gate", { query: gates.stream().omit("file_modification_time") });
const heavyMove = temporaryView("heavy_move", { comment: "Ten tons and more.", query: move.stream().where((one) => one.weight.gte(10)) });
const heavy = streamingTable("heavy", { query: heavyMove.stream().select((one) => ({ id: one.id, plate: one.plate, lane: one.lane })) });
const seen = streamingTable("seen", {
  query: move
    .stream()
    .select((one) => ({ plate: one.plate, at: one.at, by: when(one.crossing.lt(0), "nobody").otherwise(coalesce(one.lane, "?")) }))
    .union(weighing.stream().select((one) => ({ plate: one.plate, at: one.at, by: coalesce(one.file_path, "?") }))),
});
const byOwner = temporaryView("by_owner", {
  query: move.leftJoin(vehicle, {
    on: (one, known) => one.plate.eq(known.plate),
    select: (one, known) => ({ owner: known.owner, weight: one.weight, at: one.at }),
  }),
});
const totals = materializedView("totals", {
  clusterBy: ["owner"],
  query: byOwner.aggregate({
    by: (row) => ({ owner: row.owner, day: row.at.truncatedTo("day") }),
    select: (row) => ({ moves: count(), weight: sum(row.weight), last: max(row.at) }),
  }),
  expect: (row) => ({ has_owner: drop(row.owner.isNotNull()), few: warn(row.moves.lt(3)), sane: fail(row.moves.gt(0)) }),
});

/** Landed topics, files of every format and reference data; expectations of all kinds; explode, views, union; a zone that is not UTC. */
export const yard = pipeline("yard", {
  comment: "Moves and weighings of a yard.\n# no `title` <of> its own",
  datasets: {
    bronze: { rawMove, journalLine },
    silver: { vehicle, moveRejected, move, moveQuarantine, weighing, gate, heavyMove, heavy, seen },
    gold: { byOwner, totals },
  },
  settings: { mode: "continuous", timeZone: "America/New_York" },
});

// ── a tower: what the emulator does not run yet ────────────────────────────────────────────────────────────────────────────────────
const readings = landing("readings", {
  format: "json",
  row: z.object({
    sensor: z.string(),
    at: z.iso.datetime(),
    value: z.number(),
    gone: z.boolean().nullable(),
    "the state": z.string().nullable(),
  }),
});
const reading = streamingTable("reading", { properties: { "delta.columnMapping.mode": "name" }, query: readings.stream() });
const highest = streamingTable("highest", {
  query: reading
    .stream()
    .watermark("at", "10 minutes")
    .windowed({
      on: "at",
      size: "1 hour",
      slide: "15 minutes",
      by: (row) => ({ sensor: row.sensor }),
      select: (row) => ({ highest: max(row.value), readings: count() }),
    }),
  expect: (row) => ({ plausible: drop(row.highest.lt(1000)), some: fail(row.readings.gt(0)) }),
});
const recent = streamingTable("recent", {
  query: reading
    .stream()
    .where((row) => row.sensor.ne("test"))
    .watermark("at", "1 day")
    .windowed({ on: "at", size: "1 hour", by: () => ({}), select: () => ({ readings: count() }) }),
});
const latest = scd1("latest", {
  comments: { sensor: "Sensor" },
  properties: { "delta.enableChangeDataFeed": "true", "delta.columnMapping.mode": "name" },
  clusterBy: ["sensor"],
  from: reading.stream(),
  keys: ["sensor"],
  sequenceBy: ["at", "file_path"],
  deleteWhen: (row) => row.gone.or(row["the state"].eq("void")),
  omit: ["gone", "file_modification_time"],
});
const history = scd2("history", {
  from: reading
    .stream()
    .where((row) => row.value.gt(0))
    .select((row) => ({ sensor: row.sensor, at: row.at, state: row["the state"] })),
  keys: ["sensor"],
  sequenceBy: "at",
});
const states = materializedView("states", {
  query: history.leftJoin(latest, {
    on: (then, now) => then.sensor.eq(now.sensor),
    select: (then, now) => ({ sensor: then.sensor, state: then.state, since: then.__START_AT, until: then.__END_AT, value: now.value }),
  }),
});

/** Watermarks and windows, AUTO CDC of both types with a view between, a column that is no plain name. */
export const tower = pipeline("tower", { datasets: { silver: { reading, highest, recent, latest, history, states } } });

/** What no definition makes yet: a table into which two flows of names of their own append. */
export const twoFlows: ir.Pipeline = (() => {
  const { ir: whole } = compileIr(pipeline("fork", { datasets: { bronze: { journalLine }, silver: { gate } } }));
  const [first, second] = [journalLine, gate].map((one) => whole.datasets.find(({ name }) => name === one.name));
  if (first?.kind !== "streaming_table" || second?.kind !== "streaming_table") throw new TypeError("no streaming tables");
  const columns = first.columns.filter((one) => one.name === "file_path");
  const flow = (name: string, of: ir.StreamingTable): ir.AppendFlow => {
    const read: ir.DatasetRead = { kind: "dataset", dataset: of.name, mode: "stream", schema: of.columns };
    const path = of.columns.find((one) => one.name === "file_path");
    if (!path) throw new TypeError("no file_path");
    const value: ir.Expression = { kind: "column", input: 0, name: path.name, type: path.type, nullable: true, proven: false };
    return {
      kind: "append",
      name,
      query: { kind: "select", input: read, columns: [{ name: path.name, value }], mode: "stream", schema: columns },
    };
  };
  const both: ir.StreamingTable = {
    ...first,
    name: "both",
    layer: "silver",
    columns,
    expectations: [],
    flows: [flow("from_journal", first), flow("from_gate", second)],
  };
  return { ...whole, datasets: [...whole.datasets, both] };
})();
