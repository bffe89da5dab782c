import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import * as z from "zod";
import { drop, fail, fromJson, kafka, landing, materializedView, sensitive, streamingTable, sum, toJson } from "#generator";
import { openEmulator } from "../../emulator/index.js";
import { emulate } from "../../emulator/testing.js";
import { irOf, pipelineOf, said } from "./shop.js";

const Sale = z.object({ id: z.int32(), amount: z.int32(), parts: z.int32(), card: sensitive(z.string()).optional() });
const sales = kafka("sales", { topic: "shop.sales.v1", partitions: 3, retention: "1 day", value: Sale });
const records = sales
  .stream()
  .parseJson("value", Sale)
  .records.select((event) => ({ ...event.value }));
const fix = "  fix: mend the rows or the query and run again: what was committed before stays, and this micro-batch is read again";

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  folder = undefined;
});

async function told(datasets: Readonly<Record<string, unknown>>, ...messages: readonly object[]): Promise<readonly string[]> {
  const pipeline = await emulate(pipelineOf(datasets));
  await pipeline.publish(sales, messages as never, { partition: 2 });
  const { diagnostics } = await pipeline.update();
  pipeline.close();
  return diagnostics.map(said);
}

test("a value without a result is told with its expression and the record it came from", async () => {
  const shares = streamingTable("shares", {
    query: records
      .where((sale) => sale.amount.gt(0))
      .select((sale) => ({ id: sale.id, share: sale.amount.plus(1).dividedBy(sale.parts).plus(1) })),
  });
  const good = Array.from({ length: 300 }, (_, id) => ({ id, amount: 3, parts: 2 }));
  expect(await told({ shares }, ...good, { id: 300, amount: -1, parts: 0 }, { id: 301, amount: 4, parts: 0 }, ...good)).toEqual([
    `error emulator/flow-failed: "shares" failed
  [DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012
  in (amount + 1) / parts
  the row came from topic shop.sales.v1, partition 2, offset 301
${fix}`,
  ]);
});

test("an expectation that cannot be computed is told as any expression", async () => {
  const checked = streamingTable("checked", {
    query: records,
    expect: (sale) => ({ even: drop(sale.amount.dividedBy(sale.parts).gt(1)) }),
  });
  expect(await told({ checked }, { id: 1, amount: 1, parts: 0 })).toEqual([
    `error emulator/flow-failed: "checked" failed
  [DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012
  in amount / parts
  the row came from topic shop.sales.v1, partition 2, offset 0
${fix}`,
  ]);
});

test("a failure that takes several rows has an expression and no origin", async () => {
  const kept = streamingTable("kept", { query: records });
  const total = materializedView("total", { query: kept.aggregate({ select: (sale) => ({ total: sum(sale.amount.times(2)) }) }) });
  const most = 1_073_741_824;
  expect(await told({ kept, total }, { id: 1, amount: most, parts: 1 }, { id: 2, amount: 5, parts: 1 })).toEqual([
    `error emulator/flow-failed: "total" failed
  [ARITHMETIC_OVERFLOW] Overflow in multiplication of INT32 (1073741824 * 2)! SQLSTATE: 22003
  in amount * 2
${fix}`,
  ]);
});

test("the file and the line are told where rows come from files", async () => {
  folder = await mkdtemp(join(tmpdir(), "sluice-fault-"));
  await mkdir(join(folder, "files/drops/day"), { recursive: true });
  await writeFile(join(folder, "files/drops/a.csv"), "id,parts\n1,1\n\n2,1\n");
  await writeFile(join(folder, "files/drops/day/b.csv"), "id,parts\n1,1\n\n\n2,0\n3,1\n");
  const row = z.object({ id: z.int32(), parts: z.int32() });
  const drops = landing("drops", { zone: "drops", format: "csv", header: true, row });
  const shares = streamingTable("shares", { query: drops.stream().select((one) => ({ share: one.id.dividedBy(one.parts) })) });
  const emulator = openEmulator({ pipeline: irOf(pipelineOf({ shares })), input: folder, state: ":memory:" });
  const { diagnostics } = await emulator.update();
  emulator.close();
  expect(diagnostics.map(said)).toEqual([
    `error emulator/flow-failed: "shares" failed
  [DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012
  in id / parts
  the row came from file drops/day/b.csv, line 5
${fix}`,
  ]);
});

test("the value of a sensitive column is in no message, nor one computed from it", async () => {
  const numbers = streamingTable("numbers", {
    query: records.derive((sale) => ({ digits: sale.card.concat("!") })).select((sale) => ({ number: sale.digits.cast("int") })),
  });
  expect(await told({ numbers }, { id: 1, amount: 1, parts: 1, card: "4111-secret" })).toEqual([
    `error emulator/flow-failed: "numbers" failed
  [CAST_INVALID_INPUT] The text is left out: it may show a value of a sensitive column. SQLSTATE: 22018
  in CAST(digits AS INT)
  the row came from topic shop.sales.v1, partition 2, offset 0
${fix}`,
  ]);
});

test("what a schema makes of a text inside a row is sensitive where the schema says so", async () => {
  const Card = z.object({ number: sensitive(z.string()), kind: z.string() });
  const cards = streamingTable("cards", {
    query: records.select((sale) => ({
      number: fromJson(sale.card, Card).number,
      kind: fromJson(sale.card, Card).kind,
      text: toJson(fromJson(sale.card, Card)),
    })),
  });
  const [dataset] = irOf(pipelineOf({ cards })).datasets;
  // The card is sensitive itself, so all that comes from it is.
  expect(dataset?.columns.filter((one) => one.sensitive).map((one) => one.name)).toEqual(["number", "kind", "text"]);
  const plain = streamingTable("plain", {
    query: sales.stream().select((sale) => ({
      number: fromJson(sale.topic, Card).number,
      kind: fromJson(sale.topic, Card).kind,
      text: toJson(fromJson(sale.topic, Card)),
    })),
  });
  const [other] = irOf(pipelineOf({ plain })).datasets;
  expect(other?.columns.filter((one) => one.sensitive).map((one) => one.name)).toEqual(["number", "text"]);
});

test("a row that breaks an expectation is shown without its sensitive values", async () => {
  const strict = streamingTable("strict", {
    query: records.select((sale) => ({ id: sale.id, mark: sale.card.concat("!") })),
    expect: (sale) => ({ small: fail(sale.id.lt(5)) }),
  });
  const [text] = await told({ strict }, { id: 7, amount: 1, parts: 1, card: "4111-secret" });
  expect(text).toBe(`error emulator/flow-failed: "strict" failed
  [EXPECTATION_VIOLATION.VERBOSITY_ALL] Flow 'strict' failed to meet the expectation. Violated expectations: 'small'. Input data: '{}'. Output record: '{"id":7,"mark":"<redacted>"}'. Missing input data: true
${fix}`);
});

test("a mark stays through checks, wrappers, structs and lists", async () => {
  const Person = z.object({
    id: z.int32(),
    a: sensitive(z.string()).min(1).nullable(),
    b: sensitive(z.string().optional()),
    c: z.object({ d: sensitive(z.string()), e: z.string() }),
    f: z.array(z.object({ g: sensitive(z.string()) })),
  });
  const people = kafka("people", { topic: "people", partitions: 1, retention: "1 day", value: Person });
  const parsed = people.stream().parseJson("value", Person);
  const all = streamingTable("all", {
    query: parsed.records
      .explode("item", (one) => one.value.f)
      .select((one) => ({
        a: one.value.a,
        b: one.value.b,
        d: one.value.c.d,
        e: one.value.c.e,
        g: one.item.g,
        id: one.value.id,
        raw: one.key,
      })),
  });
  const rejected = streamingTable("rejected", { query: parsed.rejected });
  const { datasets } = irOf(pipelineOf({ all, rejected }));
  expect(datasets.map((one) => one.columns.filter((column) => column.sensitive).map((column) => column.name))).toEqual([
    ["a", "b", "d", "g", "raw"],
    ["key", "value"],
  ]);
});
