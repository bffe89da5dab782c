import { expect, test } from "vitest";
import * as z from "zod";
import { dec, drop, kafka, materializedView, pipeline, quarantine, scd1, streamingTable, temporaryView } from "#generator";
import { type Js, js, Sale, saleEvents, sales } from "./shop.js";
import { placesIn, told } from "./told.js";

const at = placesIn(import.meta.url);
const brief = (write: () => unknown) => told(write).map(({ code, message, at }) => ({ code, message, at }));

test("a pipeline with six mistakes tells all six", () => {
  const write = () => {
    const topic = kafka("broken_topic", { topic: "no topic", partitions: 1, retention: "1 day", value: Sale });
    const bronze = {
      a: streamingTable("a", { query: topic.stream() }),
      b: streamingTable("b", { query: js(saleEvents.stream()).parseJson("value", z.object({ n: z.any() })).records }),
      sales,
    };
    const silver = {
      c: materializedView("c", { query: js(sales).where((sale: Js) => sale.chanel.eq("web")) }),
      d: materializedView("d", { query: sales, clusterBy: ["online"] }),
      e: streamingTable("e", {
        query: sales.stream(),
        expect: (sale) => ({ some: drop(sale.quantity.gt(1) && sale.amount.gt(dec("1"))) }),
      }),
    };
    return pipeline("six", { datasets: { bronze, silver }, settings: { timeZone: "Mars" } });
  };
  expect(brief(write)).toEqual([
    { code: "source/topic-name", message: '"no topic" is not a topic name', at: at('topic = ▸kafka("broken_topic"') },
    {
      code: "schema/no-column-type",
      message: '"n" has no faithful column type: it is an any',
      at: at('.▸parseJson("value", z.object({ n: z.any() }))'),
    },
    { code: "column/unknown", message: 'no column "chanel" in sales', at: at("sale.▸chanel") },
    {
      code: "expression/dropped",
      message: "this condition was built and then dropped: the result does not contain it",
      at: at("drop(sale.quantity.▸gt(1) &&"),
    },
    { code: "layout/cluster-by", message: 'd clusters by "online", which is BOOLEAN', at: at('d: ▸materializedView("d"') },
    { code: "settings/time-zone", message: '"Mars" is not a time zone', at: at('return ▸pipeline("six"') },
  ]);
});

test("what reads a broken dataset is silent, however it reads", () => {
  const write = () => {
    const broken = streamingTable("broken", { query: js(sales.stream()).where((sale: Js) => sale.oops) });
    const table = js(broken);
    const view = temporaryView("view", { query: table.stream().where((sale: Js) => sale.nothing.at.all) });
    return [
      broken,
      view,
      materializedView("read", { query: table.select((sale: Js) => ({ more: sale.mistakes })) }),
      streamingTable("streamed", { query: table.stream(), expect: (sale: Js) => ({ rule: drop(sale.more) }) }),
      streamingTable("viewed", { query: js(view).stream() }),
      materializedView("joined", { query: js(sales).join(broken, { on: (a: Js, b: Js) => a.x.eq(b.y), select: (a: Js) => ({ z: a.z }) }) }),
      scd1("merged", { from: table.stream(), keys: js(["no"]), sequenceBy: js("no") }),
      quarantine("broken_quarantine", { of: broken }),
    ];
  };
  expect(brief(write)).toEqual([{ code: "column/unknown", message: 'no column "oops" in sales', at: at("sale.▸oops") }]);
});

test("what reads a broken source is silent, and the source is told once for all who read it", () => {
  const write = () => {
    const topic = kafka("broken_source", { topic: "", partitions: 1, retention: "1 day", value: Sale });
    const { records, rejected } = topic.stream().parseJson("value", Sale);
    return [
      streamingTable("first", { query: topic.stream() }),
      streamingTable("second", { query: records }),
      streamingTable("third", { query: js(rejected).select((row: Js) => ({ x: row.mistake })) }),
    ];
  };
  expect(brief(write)).toEqual([{ code: "source/topic-name", message: '"" is not a topic name', at: at(' ▸kafka("broken_source"') }]);
});

test("a broken query that several datasets read is told once", () => {
  const write = () => {
    const wrong = js(sales.stream()).where((sale: Js) => sale.onlin);
    return [
      streamingTable("first", { query: wrong }),
      streamingTable("second", { query: wrong.omit("id") }),
      streamingTable("third", { query: wrong.union(wrong) }),
      streamingTable("fourth", { query: wrong.leftJoin(sales, { on: () => true, select: (sale: Js) => ({ id: sale.id }) }) }),
    ];
  };
  expect(brief(write)).toEqual([{ code: "column/unknown", message: 'no column "onlin" in sales', at: at("sale.▸onlin)") }]);
});

test("the mistakes of a schema are told once, for its good records and the rejected ones", () => {
  const write = () => {
    const { records, rejected } = saleEvents.stream().parseJson("value", z.object({ id: z.string().min(1), n: z.any() }));
    return [streamingTable("good", { query: js(records) }), streamingTable("bad", { query: js(rejected) })];
  };
  expect(told(write).map((one) => [one.code, one.severity])).toEqual([
    ["schema/no-column-type", "error"],
    ["schema/not-enforced", "warning"],
  ]);
});

test("the warning of a schema is told once, for its good records and the rejected ones", () => {
  const write = () => {
    const { records, rejected } = saleEvents.stream().parseJson("value", z.object({ id: z.string().min(1) }));
    return [
      streamingTable("good", { query: records.select((event) => ({ ...event.value })) }),
      streamingTable("again", { query: records.select((event) => ({ id: event.value.id })) }),
      streamingTable("bad", { query: rejected }),
    ];
  };
  expect(told(write).map((one) => [one.code, one.severity])).toEqual([["schema/not-enforced", "warning"]]);
});

test("mistakes in both inputs of a join are told, those of the join then not", () => {
  const write = () => {
    const left = js(sales).where((sale: Js) => sale.lefft);
    const right = js(sales).where((sale: Js) => sale.rihgt);
    return left.join(right, { on: (a: Js) => a.nonsense, select: () => ({}) });
  };
  expect(brief(write).map((one) => one.message)).toEqual(['no column "lefft" in sales', 'no column "rihgt" in sales']);
});
