import * as z from "zod";
import {
  count,
  drop,
  kafka,
  landing,
  materializedView,
  pipeline,
  reference,
  rowNumber,
  scd1,
  scd2,
  secret,
  streamingTable,
  temporaryView,
  warn,
} from "#generator";
import { type Js, js, Sale, saleEvents, sales } from "../shop.js";
import { type Case, error, placesIn, warning, wrote } from "../told.js";

const at = placesIn(import.meta.url);
const feed = { from: sales.stream(), keys: ["id"], sequenceBy: "sold_at" } as const;
const secretFix = 'put it in a secret scope and write secret("scope", "key")';
const deltaFix = 'select it under another name, or set the property "delta.columnMapping.mode" to "name"';

/** Nothing here is a key; it only looks like one, and stands in parts so that no scanner takes it for one. */
const looksLike = {
  access: ["AKIA", "IOSFODNN7EXAMPLE"].join(""),
  token: ["dapi", "0123456789abcdef0123456789abcdef"].join(""),
  shared: ["SharedAccessKey", "abcdefghijklmnopqrstuvwxyz0="].join("="),
  url: ["https://me:word", "host/"].join("@"),
  pem: ["BEGIN", "PRIVATE KEY"].join(" "),
};

/** What the rules of `check` find. */
export const check: readonly Case[] = [
  wrote(
    "a materialized view over a stream",
    () => [materializedView("now", js({ query: sales.stream() }))],
    error("streaming/view-of-stream", "now is a materialized view and its query is a stream", {
      at: at('[▸materializedView("now"'),
      fix: "read the tables themselves, without stream(), or make it a streaming table",
    }),
  ),
  wrote(
    "a streaming table over a batch",
    () => [streamingTable("now", js({ query: sales }))],
    error("streaming/table-of-batch", "now is a streaming table and its query is a batch", {
      at: at('[▸streamingTable("now"'),
      fix: "read an append-only source with stream(), or make it a materialized view",
    }),
  ),
  wrote(
    "a window function over a stream",
    () => [streamingTable("ranked", { query: sales.stream().derive((sale) => ({ n: rowNumber().over({ orderBy: [sale.id] }) })) })],
    error(
      "streaming/operator",
      "ranked uses row_number over a window over a stream: it would need rows that have not arrived; compute it in a materialized view over the table",
      { at: at('[▸streamingTable("ranked"') },
    ),
  ),
  wrote(
    "an aggregate over a stream",
    () => [streamingTable("totals", { query: sales.stream().aggregate({ select: () => ({ n: count() }) }) })],
    error(
      "streaming/operator",
      "totals uses aggregate over a stream: an aggregate over a stream without windows has no defined result in a streaming table; aggregate the table itself in a materialized view, or use windowed(…) after watermark(…)",
      { at: at('[▸streamingTable("totals"') },
    ),
  ),
  wrote(
    "windows without a watermark",
    () => [
      streamingTable("hourly", {
        query: sales.stream().windowed({ on: "sold_at", size: "1 hour", by: (sale) => ({ id: sale.id }), select: () => ({ n: count() }) }),
      }),
    ],
    error("streaming/window-without-watermark", 'hourly cuts windows from "sold_at", which has no watermark', {
      at: at(' ▸streamingTable("hourly"'),
      notes: ["without one no window ever ends, and Databricks would compute all of them anew in every update"],
      fix: 'write .watermark("sold_at", "10 minutes") before windowed(…)',
    }),
  ),
  wrote(
    "a stream of a materialized view",
    () => {
      const all = materializedView("all_sales", { query: sales });
      return [all, streamingTable("again", { query: js(all).stream() })];
    },
    error("streaming/rewritten", "again streams from all_sales, which is rewritten in place", {
      at: at(' ▸streamingTable("again"'),
      notes: ["all_sales is a materialized view; a stream of it would fail at the first change"],
      fix: "read all_sales as a batch, or stream what feeds it",
    }),
  ),
  wrote(
    "a stream of a target of AUTO CDC",
    () => {
      const latest = scd1("latest", feed);
      return [latest, streamingTable("changes", { query: js(latest).stream() })];
    },
    error("streaming/rewritten", "changes streams from latest, which is rewritten in place", {
      at: at(' ▸streamingTable("changes"'),
      notes: ["latest is the target of AUTO CDC; a stream of it would fail at the first change"],
      fix: "read latest as a batch, or stream what feeds it",
    }),
  ),
  wrote(
    "views read otherwise than they were written",
    () => {
      const [batch, stream] = [temporaryView("batch_view", { query: sales }), temporaryView("stream_view", { query: sales.stream() })];
      return [batch, stream, streamingTable("s1", { query: js(batch).stream() }), materializedView("m1", { query: js(stream) })];
    },
    error("streaming/view-mode", "s1 reads the view batch_view as a stream, and its query is a batch", {
      at: at(' ▸streamingTable("s1"'),
      fix: "read it without stream()",
    }),
    error("streaming/view-mode", "m1 reads the view stream_view as a batch, and its query is a stream", {
      at: at(' ▸materializedView("m1"'),
      fix: "read it with stream()",
    }),
  ),
  wrote(
    "AUTO CDC without keys and sequence",
    () => [scd1("nothing", { ...feed, keys: [], sequenceBy: [] })],
    error("cdc/no-keys", "nothing has no keys", { at: at('[▸scd1("nothing"'), fix: "name the columns that identify a row" }),
    error("cdc/no-sequence", "nothing has no sequence", { at: at('[▸scd1("nothing"'), fix: "name the column that orders a key's events" }),
  ),
  wrote(
    "a key that is left out",
    () => [scd1("keyless", { ...feed, omit: ["id"] })],
    error("cdc/key-omitted", 'keyless omits its key "id"', { at: at('[▸scd1("keyless"'), fix: "keep the keys in the table" }),
  ),
  wrote(
    "a key that is a map",
    () => [scd1("mapped", js({ ...feed, keys: ["labels"] }))],
    error("cdc/not-comparable", '"labels" of mapped is MAP<STRING, STRING>, which cannot be compared', {
      at: at('[▸scd1("mapped"'),
      fix: "use a column of a simple type",
    }),
  ),
  wrote(
    "a feed with a column of AUTO CDC's own",
    () => [scd2("versions", { ...feed, from: sales.stream().derive((sale) => ({ __op: sale.store })) })],
    error("cdc/reserved-column", 'the feed of versions has a column "__op"; names that begin with two underscores belong to AUTO CDC', {
      at: at('[▸scd2("versions"'),
      fix: "give it another name",
    }),
  ),
  wrote(
    "a dataset called as a feed",
    () => [scd1("shelf", { ...feed, from: sales.stream().where((sale) => sale.online) }), materializedView("shelf_feed", { query: sales })],
    error("name/taken", '"shelf_feed" is the name of the view that feeds shelf', {
      at: at('[▸scd1("shelf"'),
      fix: 'give the dataset "shelf_feed" another name',
    }),
  ),
  wrote(
    "a column of the emulator's own",
    () => [materializedView("sequenced", { query: sales.select((sale) => ({ _seq: sale.quantity })) })],
    error("name/taken", '"_seq" of sequenced is a name the emulator keeps for itself', {
      at: at('[▸materializedView("sequenced"'),
      fix: "give the column another name",
    }),
  ),
  wrote(
    "names that Delta refuses, at any depth",
    () => [
      streamingTable("spaced", {
        query: saleEvents
          .stream()
          .parseJson("value", z.object({ "a b": z.string(), list: z.array(z.object({ "c=d": z.string() })) }))
          .records.select((event) => ({ ...event.value })),
      }),
    ],
    error("column/name", '"a b" of spaced cannot be the name of a column: Delta refuses blanks and , ; { } ( ) =', {
      at: at(' ▸streamingTable("spaced"'),
      fix: deltaFix,
    }),
    error("column/name", '"c=d" of spaced cannot be the name of a column: Delta refuses blanks and , ; { } ( ) =', {
      at: at(' ▸streamingTable("spaced"'),
      fix: deltaFix,
    }),
  ),
  wrote(
    "an expectation with a quote",
    () => [streamingTable("quoted", { query: sales.stream(), expect: (sale) => ({ "it's online": warn(sale.online) }) })],
    error("name/malformed", '"it\'s online" is not a name for an expectation of quoted', {
      at: at('[▸streamingTable("quoted"'),
      fix: "use letters, digits, underscores and blanks, a letter first",
    }),
  ),
  wrote(
    "five columns to cluster by",
    () => [materializedView("five", { query: sales, clusterBy: ["id", "store", "quantity", "amount", "sold_at"] })],
    error("layout/cluster-by", "five clusters by 5 columns", { at: at('[▸materializedView("five"'), fix: "choose up to four" }),
  ),
  wrote(
    "clustering by what has no statistics",
    () => [materializedView("flagged", { query: sales, clusterBy: ["online", "tags"] })],
    error("layout/cluster-by", 'flagged clusters by "online", which is BOOLEAN', {
      at: at('[▸materializedView("flagged"'),
      fix: "cluster by numbers, texts, dates or timestamps",
    }),
    error("layout/cluster-by", 'flagged clusters by "tags", which is ARRAY<STRING>', {
      at: at('[▸materializedView("flagged"'),
      fix: "cluster by numbers, texts, dates or timestamps",
    }),
  ),
  wrote(
    "an interval that starts nothing",
    () => pipeline("always", { datasets: { bronze: { sales } }, settings: { mode: "continuous", every: "1 hour" } }),
    warning("settings/interval-unused", 'always is continuous, so "every 1 hour" starts nothing', {
      at: at('=> ▸pipeline("always"'),
      fix: 'leave "every" out, or set mode to "triggered"',
    }),
  ),
  wrote(
    "a time zone of Mars",
    () => pipeline("red", { datasets: { bronze: { sales } }, settings: { timeZone: "Mars/Olympus" } }),
    error("settings/time-zone", '"Mars/Olympus" is not a time zone', {
      at: at('=> ▸pipeline("red"'),
      fix: 'use an IANA name, as in "Europe/Berlin", or "UTC"',
    }),
  ),
  wrote(
    "an offset for a time zone",
    () => pipeline("shifted", { datasets: { bronze: { sales } }, settings: { timeZone: "+02:00" } }),
    error("settings/time-zone", '"+02:00" is not a time zone', {
      at: at('=> ▸pipeline("shifted"'),
      fix: 'use an IANA name, as in "Europe/Berlin", or "UTC"',
    }),
  ),
  ...(
    [
      ["an AWS access key", looksLike.access],
      ["a Databricks token", looksLike.token],
      ["a shared access key", looksLike.shared],
      ["a private key", looksLike.pem],
      ["a URL with a password", looksLike.url],
    ] as const
  ).map(([what, text]) =>
    wrote(
      `${what} in a literal`,
      () => [streamingTable("leaky", { query: sales.stream().where((sale) => sale.id.eq(text)) })],
      error("secret/in-text", `a text in leaky looks like ${what}`, { at: at('() => [▸streamingTable("leaky"'), fix: secretFix }),
    ),
  ),
  wrote(
    "a key in a comment, a property, a column's comment, an expectation and a deletion",
    () => [
      materializedView("in_comment", { query: sales, comment: looksLike.access }),
      materializedView("in_property", { query: sales, properties: { owner: looksLike.access } }),
      materializedView("in_column", { query: sales, comments: { id: looksLike.access } }),
      streamingTable("in_rule", { query: sales.stream(), expect: (sale) => ({ known: drop(sale.id.ne(looksLike.access)) }) }),
      scd1("in_deletion", { ...feed, deleteWhen: (sale) => sale.id.eq(looksLike.access) }),
    ],
    ...["materializedView", "materializedView", "materializedView", "streamingTable", "scd1"].map((made, i) => {
      const name = ["in_comment", "in_property", "in_column", "in_rule", "in_deletion"][i];
      return error("secret/in-text", `a text in ${name} looks like an AWS access key`, { at: at(` ▸${made}("${name}"`), fix: secretFix });
    }),
  ),
  wrote(
    "a key in the comment of the pipeline and in its sources",
    () => {
      const topic = kafka("leaky_topic", {
        topic: "t",
        partitions: 1,
        retention: "1 day",
        value: Sale,
        authentication: { kind: "sasl", mechanism: "PLAIN", username: looksLike.access, password: secret("shop", "password") },
      });
      const zone = landing("leaky_zone", { format: "text", glob: looksLike.access });
      const store = reference("leaky_file", { path: looksLike.access, format: "csv", header: true, row: z.object({ id: z.string() }) });
      const bronze = {
        a: streamingTable("a", { query: topic.stream() }),
        b: streamingTable("b", { query: zone.stream() }),
        c: materializedView("c", { query: store }),
      };
      return pipeline("leaky", { comment: looksLike.access, datasets: { bronze } });
    },
    ...["the comment of leaky", "the source leaky_topic", "the source leaky_zone", "the source leaky_file"].map((where) =>
      error("secret/in-text", `a text in ${where} looks like an AWS access key`, { at: at(' ▸pipeline("leaky"'), fix: secretFix }),
    ),
  ),
];

/** What stands right beside those mistakes and is none. */
export const neighbours: { readonly [what: string]: () => unknown } = {
  "a streaming table of a stream, a materialized view of a batch": () => [
    streamingTable("s", { query: sales.stream() }),
    materializedView("m", { query: sales }),
  ],
  "an aggregate over a batch": () => [materializedView("m", { query: sales.aggregate({ select: () => ({ n: count() }) }) })],
  "windows after a watermark, with a where between": () => [
    streamingTable("s", {
      query: sales
        .stream()
        .watermark("sold_at", "1 hour")
        .where((sale) => sale.online)
        .windowed({ on: "sold_at", size: "1 hour", by: (sale) => ({ id: sale.id }), select: () => ({ n: count() }) }),
    }),
  ],
  "windows over a view with a watermark": () => {
    const late = temporaryView("late", { query: sales.stream().watermark("sold_at", "1 hour") });
    const query = late
      .stream()
      .windowed({ on: "sold_at", size: "1 hour", by: (sale) => ({ id: sale.id }), select: () => ({ n: count() }) });
    return [late, streamingTable("s", { query })];
  },
  "views read as they were written": () => {
    const [batch, stream] = [temporaryView("batch_view", { query: sales }), temporaryView("stream_view", { query: sales.stream() })];
    return [batch, stream, streamingTable("s", { query: stream.stream() }), materializedView("m", { query: batch })];
  },
  "materialized views and AUTO CDC targets read as batches, also beside a stream": () => {
    const [all, latest] = [materializedView("all_sales", { query: sales }), scd1("latest", feed)];
    const query = sales.stream().join(latest, { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ id: a.id, store: b.store }) });
    return [all, latest, streamingTable("s", { query }), materializedView("m", { query: all }), materializedView("n", { query: latest })];
  },
  "AUTO CDC by two keys and two sequences, a column left out": () => [
    scd1("latest", { ...feed, keys: ["id", "store"], sequenceBy: ["sold_at", "quantity"], omit: ["labels"] }),
  ],
  "every version of a row": () => [scd2("history", feed)],
  "a column with one underscore in a feed": () => [
    scd1("latest", { ...feed, from: sales.stream().derive((sale) => ({ _op: sale.store })) }),
  ],
  "a dataset called as the feed of a target that needs none": () => [scd1("rack", feed), materializedView("rack_feed", { query: sales })],
  "a column whose name only ends like the emulator's": () => [
    materializedView("m", { query: sales.select((sale) => ({ my_seq: sale.quantity })) }),
  ],
  "blanks in the columns of a view": () => {
    const view = temporaryView("v", { query: sales.select((sale) => ({ "a b": sale.id })) });
    return [view, materializedView("m", { query: view.select((row) => ({ ab: row["a b"] })) })];
  },
  "blanks in columns that are mapped by name": () => [
    materializedView("m", {
      query: sales.select((sale) => ({ "a b": sale.id })),
      properties: { "delta.columnMapping.mode": "name" },
    }),
  ],
  "an expectation of several words": () => [
    streamingTable("s", { query: sales.stream(), expect: (sale) => ({ "sold online 1": warn(sale.online) }) }),
  ],
  "four columns to cluster by, of every kind": () => [
    materializedView("m", { query: sales, clusterBy: ["id", "quantity", "amount", "sold_at"] }),
  ],
  "a continuous pipeline, and a triggered one in another zone": () =>
    pipeline("p", { datasets: { bronze: { sales } }, settings: { every: "1 hour", timeZone: "Europe/Berlin" } }),
  "a continuous pipeline": () => pipeline("p", { datasets: { bronze: { sales } }, settings: { mode: "continuous" } }),
  "texts that a credential is not": () => [
    materializedView("m", {
      query: sales.where((sale) => sale.id.in(["AKIA", "dapi0123", "https://host/me:word", "me@host"])),
      comment: "SharedAccessKey= is where the key would stand; PRIVATE KEY is only a word",
    }),
  ],
  "a password in a secret scope": () => {
    const topic = kafka("t", {
      topic: "t",
      partitions: 1,
      retention: "1 day",
      value: Sale,
      authentication: { kind: "sasl", mechanism: "PLAIN", username: secret("shop", "user"), password: secret("shop", "password") },
    });
    return [streamingTable("s", { query: topic.stream() })];
  },
  "a condition that a caller wrote in plain JavaScript": () => js(sales).where((sale: Js) => sale.online.and(sale.quantity.gt(1))),
};
