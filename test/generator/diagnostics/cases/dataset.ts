import * as z from "zod";
import {
  binary,
  count,
  drop,
  kafka,
  landing,
  materializedView,
  pipeline,
  quarantine,
  reference,
  scd1,
  streamingTable,
  temporaryView,
} from "#generator";
import { type Js, js, returns, Sale, saleEvents, sales } from "../shop.js";
import { type Case, error, placesIn, warning, wrote } from "../told.js";

const at = placesIn(import.meta.url);
const nameFix = "use lower case letters, digits and underscores, a letter first, at most 63";

/** A topic that is right but for one thing. */
const rest = { topic: "t", partitions: 1, retention: "1 day", value: Sale } as const;

const ambiguous = saleEvents.stream();

const Order = z.object({ id: z.string() });

/** Mistakes in sources, datasets and pipelines. */
export const dataset: readonly Case[] = [
  wrote(
    "a topic name with a blank",
    () => kafka("events", { ...rest, topic: "my sales" }).stream(),
    error("source/topic-name", '"my sales" is not a topic name', {
      at: at('() => ▸kafka("events", { ...rest, topic: "my'),
      fix: "use up to 249 letters, digits, dots, underscores and hyphens",
    }),
  ),
  wrote(
    "a topic without partitions",
    () => kafka("events", { ...rest, partitions: 0 }).stream(),
    error("source/partitions", "0 partitions", {
      at: at('() => ▸kafka("events", { ...rest, partitions: 0'),
      fix: "a topic has a whole number of partitions, at least 1",
    }),
  ),
  wrote(
    "a retention of a month",
    () => kafka("events", js({ ...rest, retention: "1 month" })).stream(),
    error("interval/malformed", '"1 month" is not an interval', {
      at: at('() => ▸kafka("events", js({ ...rest, retention'),
      fix: 'write a whole number above 0 and a unit, as in "10 minutes"; units are second, minute, hour, day',
    }),
  ),
  wrote(
    "reference data outside its zone",
    () => reference("store", { path: "../store.csv", format: "csv", header: true, row: Order }),
    error("source/path", '"../store.csv" leaves its zone', {
      at: at('() => ▸reference("store", { path: "../store.csv"'),
      fix: "write the path inside the zone, without a leading slash and without ..",
    }),
  ),
  wrote(
    "a list and bytes in a CSV file",
    () =>
      landing("cells", {
        format: "csv",
        header: true,
        row: z.object({ id: z.string(), tags: z.array(z.string()), raw: binary() }),
      }).stream(),
    error("source/csv-column", '"tags" is ARRAY<STRING>, which a CSV file does not hold', {
      at: at(' ▸landing("cells"'),
      fix: "read JSON, or describe the column as text",
    }),
    error("source/csv-column", '"raw" is BINARY, which a CSV file does not hold', {
      at: at(' ▸landing("cells"'),
      fix: "read JSON, or describe the column as text",
    }),
  ),
  wrote(
    "a source with a hyphen",
    () => kafka("sale-events", rest).stream(),
    error("name/malformed", '"sale-events" is not a name for a source', { at: at('() => ▸kafka("sale-events"'), fix: nameFix }),
  ),
  wrote(
    "a zone with a slash",
    () => landing("files", { zone: "in/out", format: "text" }).stream(),
    error("name/malformed", '"in/out" is not a name for a zone', { at: at('() => ▸landing("files", { zone'), fix: nameFix }),
  ),
  wrote(
    "a dataset in upper case",
    () => [materializedView("Sales2", { query: sales })],
    error("name/malformed", '"Sales2" is not a name for a dataset', { at: at('() => [▸materializedView("Sales2"'), fix: nameFix }),
  ),
  wrote(
    "a pipeline and a layer with a hyphen",
    () => pipeline("my-shop", { datasets: { "layer-1": { sales } } }),
    error("name/malformed", '"my-shop" is not a name for a pipeline', { at: at('() => ▸pipeline("my-shop"'), fix: nameFix }),
    error("name/malformed", '"layer-1" is not a name for a layer', { at: at('() => ▸pipeline("my-shop"'), fix: nameFix }),
  ),
  wrote(
    "two datasets with one name",
    () => [materializedView("twins", { query: sales }), materializedView("twins", { query: returns })],
    error("name/duplicate", 'two datasets are called "twins"', {
      at: at(', ▸materializedView("twins", { query: returns'),
      fix: "give one of them another name",
    }),
  ),
  wrote(
    "two sources with one name, read again and again",
    () => {
      const [one, two] = [kafka("twin", rest), kafka("twin", { ...rest, topic: "u" })];
      return [
        streamingTable("first", { query: one.stream() }),
        streamingTable("second", { query: two.stream() }),
        streamingTable("third", { query: one.stream() }),
        streamingTable("fourth", { query: two.stream() }),
      ];
    },
    error("name/duplicate", 'two sources are called "twin"', {
      at: at(' ▸streamingTable("second", { query: two'),
      fix: "give one of them another name",
    }),
  ),
  wrote(
    "a record that is a list",
    () => js(saleEvents.stream()).parseJson("value", z.array(Order)).records,
    error("schema/not-an-object", "a record is read by an object schema, and this is an array", {
      at: at('.▸parseJson("value", z.array(Order))'),
      fix: "write z.object({ … })",
    }),
  ),
  wrote(
    "checks that SQL does not make",
    () =>
      saleEvents
        .stream()
        .parseJson("value", z.object({ id: z.uuid(), n: z.int32().min(1).max(9), of: z.enum(["a", "b"]) }))
        .records.select((event) => ({ ...event.value })),
    warning(
      "schema/not-enforced",
      "SQL does not enforce these checks of the schema: id (uuid), n (greater than), n (less than), of (enum)",
      {
        at: at('.▸parseJson("value", z.object({ id: z.uuid()'),
        fix: "state what matters as expectations, or leave the checks out",
      },
    ),
  ),
  wrote(
    "a field of two types",
    () =>
      js(saleEvents.stream()).parseJson("value", z.object({ lines: z.array(z.object({ n: z.union([z.string(), z.number()]) })) })).records,
    error("schema/no-column-type", '"lines[].n" has no faithful column type: it is a union', {
      at: at('.▸parseJson("value", z.object({ lines: z.array(z.object({ n: z.union'),
      fix: "give the field one type",
    }),
  ),
  wrote(
    "fields that Spark cannot tell apart, or not name",
    () =>
      js(ambiguous).parseJson("value", z.object({ a: z.string(), A: z.string(), "x\ny": z.string(), _corrupt_record: z.string() })).records,
    error("column/duplicate", '"a" and "A" of the record are one name: Spark compares names without case', {
      at: at("js(ambiguous).▸parseJson"),
      fix: "leave one of them out",
    }),
    error("column/name", '"x\ny" cannot be the name of a column: it has a control character', {
      at: at("js(ambiguous).▸parseJson"),
      fix: "leave it out of the schema",
    }),
    error("name/taken", '"_corrupt_record" is where Spark puts a record that it cannot read', {
      at: at("js(ambiguous).▸parseJson"),
      fix: "leave it out of the schema",
    }),
  ),
  wrote(
    "an expectation that is a number",
    () => [streamingTable("held", { query: sales.stream(), expect: (sale) => ({ many: drop(js(sale.quantity)) }) })],
    error("expression/not-boolean", 'the expectation "many" is INT, not BOOLEAN', {
      at: at('() => [▸streamingTable("held", { query: sales.stream(), expect: (sale) => ({ many: drop(js(sale.quantity'),
      fix: "compare it with something",
    }),
  ),
  wrote(
    "an expectation that says nothing of what happens",
    () => [streamingTable("held", { query: sales.stream(), expect: (sale: Js) => ({ many: sale.quantity.gt(1) }) })],
    error("expectation/no-action", '"many" does not say what happens to a row that breaks it', {
      at: at('() => [▸streamingTable("held", { query: sales.stream(), expect: (sale: Js) => ({ many: sale.quantity.gt(1)'),
      fix: "write warn(…), drop(…) or fail(…) around the condition",
    }),
  ),
  wrote(
    "a comment on a column that is not there",
    () => [materializedView("named", { query: sales, comments: js({ idd: "Number" }) })],
    error("column/unknown", 'no column "idd" in this relation', {
      at: at('() => [▸materializedView("named"'),
      notes: ["it has id, store, amount, quantity, online, tags, labels, address, sold_at"],
      fix: 'did you mean "id"?',
    }),
  ),
  wrote(
    "a dataset without a query",
    () => [materializedView("hollow", js({}))],
    error("relation/not-a-relation", "the query of hollow is no stream and no batch", {
      at: at('() => [▸materializedView("hollow"'),
      fix: "pass a dataset, a source's stream(), or what is built on them",
    }),
  ),
  wrote(
    "a quarantine of what drops nothing",
    () => [quarantine("sales_quarantine", { of: sales })],
    error("quarantine/nothing-dropped", "sales has no drop expectation, so there is nothing to quarantine", {
      at: at('() => [▸quarantine("sales_quarantine"'),
      fix: "give sales an expectation with drop(…), or remove the quarantine",
    }),
  ),
  wrote(
    "a quarantine over windows",
    () => {
      const hourly = streamingTable("hourly", {
        query: sales
          .stream()
          .watermark("sold_at", "1 hour")
          .windowed({ on: "sold_at", size: "1 hour", by: (sale) => ({ store: sale.store }), select: () => ({ n: count() }) }),
        expect: (row) => ({ known_store: drop(row.store.isNotNull()) }),
      });
      return [hourly, quarantine("hourly_quarantine", { of: hourly })];
    },
    error("quarantine/stateful", "the query of hourly keeps state (windowed), and a quarantine would keep a second one", {
      at: at(' ▸quarantine("hourly_quarantine"'),
      fix: "put the expectation on a streaming table before that step and quarantine that one",
    }),
  ),
  wrote(
    "a dataset that nobody handed over",
    () => {
      const hidden = temporaryView("hidden", { query: sales });
      return [materializedView("one", { query: hidden }), materializedView("two", { query: hidden })];
    },
    error("graph/not-in-pipeline", 'one reads "hidden", which is not among the datasets of shop', {
      at: at('return [▸materializedView("one"'),
      fix: 'export it from the file of its layer, or hand it over in pipeline("shop", { datasets: … })',
    }),
  ),
  wrote(
    "a pipeline of views",
    () => pipeline("views", { datasets: { bronze: { only: temporaryView("only", { query: saleEvents.stream() }) } } }),
    error("pipeline/empty", "views has no table", {
      at: at('() => ▸pipeline("views"'),
      fix: "hand over datasets, as in pipeline(name, { datasets: { bronze, silver, gold } })",
    }),
  ),
  wrote(
    "change events by a key that is not there",
    () => [scd1("latest", js({ from: sales.stream(), keys: ["idd"], sequenceBy: "sold_at" }))],
    error("column/unknown", 'no column "idd" in this relation', {
      at: at('() => [▸scd1("latest"'),
      notes: ["it has id, store, amount, quantity, online, tags, labels, address, sold_at"],
      fix: 'did you mean "id"?',
    }),
  ),
];
