import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Clone, makeClone } from "./clone.js";

let clone: Clone;

beforeAll(() => {
  clone = makeClone();
});

describe("the built tool", () => {
  it("simulates, builds, runs several updates and shows the tables; a second time too", async () => {
    const first = await clone.sluice("demo");
    expect(first).toMatchObject({ code: 0, err: "simulating pos\nupdating pos\n".repeat(3) });
    for (const title of [
      "The pipeline pos",
      "Update 1",
      "Update 2",
      "Update 3",
      "Gold: inventory_current",
      "Data quality",
      "Where it is",
    ]) {
      expect(first.out).toContain(`\n${title}`);
    }
    expect(first.out).toMatch(/[1-9]\d* of them malformed .*\n.*[1-9]\d* of them repeated/);
    // Not even colours: the output is no terminal.
    expect(first.out).not.toContain("\u001b");
    const second = await clone.sluice("demo", { environment: { NO_COLOR: "1", CI: "true" } });
    const steady = (text: string) => text.replace(/[0-9a-f-]{36}/g, "ID").replace(/ *\d+\.\d\d s/g, "");
    expect(steady(second.out)).toBe(steady(first.out));
  });

  it("stops at Ctrl-C with 130", async () => {
    const { code, err } = await clone.sluice("simulate pos --speed 1", { interruptAt: "simulating pos" });
    expect({ code, end: err.trim().split("\n").at(-1) }).toEqual({
      code: 130,
      end: expect.stringMatching(/^interrupted after 0 days of pos, .*; the same command again writes the rest$/),
    });
  });

  it("calls its own failures its own", async () => {
    clone.write({
      // A getter that throws where no code of a pipeline can be expected to.
      "trap/index.ts": `import { pipeline } from "#generator";
const trapped = pipeline("trap", { datasets: {} });
Object.defineProperty(trapped, "options", { get: () => { throw new RangeError("sprung"); } });
export default trapped;
`,
    });
    const { code, out, err } = await clone.sluice("check trap");
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(/^✘ this is a bug in Sluice, not a mistake of yours\n\n {4}RangeError: sprung\n {8}at .*/);
    expect(err).toMatch(
      /\n\n {4}sluice \d+\.\d+\.\d+, node \d+\.\d+\.\d+, \w+-\w+\n {4}Please report it with the lines above and what you did\.\n$/,
    );
  });
});

describe("a pipeline of the user's", () => {
  it("needs nothing but its folder", async () => {
    clone.write({
      "shop/schemas.ts": `import { kafka } from "#generator";
import * as z from "zod";

export const orders = kafka("orders", {
  topic: "shop.orders",
  partitions: 1,
  retention: "1 day",
  value: z.object({ id: z.string().min(1), amount: z.int32() }),
});
`,
      "shop/bronze.ts": `import { streamingTable } from "#generator";
import { orders } from "./schemas.js";

export const paid = streamingTable("paid", {
  query: orders.stream().parseJson("value", orders.schema).records.select((o) => ({ id: o.value.id, amount: o.value.amount })),
});
`,
      "shop/gold.ts": `import { materializedView, sum } from "#generator";
import { paid } from "./bronze.js";

export const revenue = materializedView("revenue", {
  query: paid.aggregate({ by: (o) => ({ id: o.id }), select: (o) => ({ amount: sum(o.amount) }) }),
});
`,
      "shop/index.ts": `import { pipeline } from "#generator";
import * as bronze from "./bronze.js";
import * as gold from "./gold.js";

export default pipeline("shop", { datasets: { bronze, gold } });
`,
    });
    expect(await clone.sluice("check shop")).toEqual({
      code: 0,
      out: "pipeline  datasets  errors  warnings\nshop             2       0         1\n",
      err: expect.stringMatching(/^⚠ schema\/not-enforced: .*\n\n {4}pipelines\/shop\/.*\.ts:\d+:\d+\n/),
    });
    expect((await clone.sluice("build shop")).out).toContain("shop              2  4 written");
    mkdirSync(join(clone.folder, ".sluice/shop/input/topics/shop.orders"), { recursive: true });
    const line = (value: object) => `${JSON.stringify({ key: null, value, timestamp: "2021-01-01T00:00:00Z" })}\n`;
    writeFileSync(
      join(clone.folder, ".sluice/shop/input/topics/shop.orders/0.jsonl"),
      line({ id: "a", amount: 2 }) + line({ id: "b", amount: 5 }) + line({ id: "a", amount: 40 }),
    );
    expect((await clone.sluice("run shop")).code).toBe(0);
    expect((await clone.sluice("rows shop revenue --json")).out).toBe('{"id":"a","amount":42}\n{"id":"b","amount":5}\n');
    expect((await clone.sluice("simulate shop")).err).toBe(`✘ simulator/not-found: there is no simulator for "shop"

    there are simulators for pos
    fix: write simulators/shop/index.ts, or put files of your own into the input folder
`);
  });
});

describe("a pipeline that is wrong", () => {
  const head = `import { kafka, pipeline, streamingTable } from "#generator";
import * as z from "zod";

interface Erased {
  readonly by: "the loader";
}

export type { Erased };

const orders = kafka("orders", { topic: "orders", partitions: 1, retention: "1 day", value: z.object({ id: z.string() }) });
`;

  it("is told with the exact place in its TypeScript, and so is everything else that is wrong", async () => {
    clone.write({
      "typo/index.ts": `${head}
const raw = streamingTable("raw", {
  query: orders
    .stream()
    .where((o) => (o as unknown as { valeu: typeof o.value }).valeu.isNotNull()),
});
const twice = streamingTable("twice", { query: orders.stream().select((o) => ({ a: o.key, A: o.key })) });

export default pipeline("typo", { datasets: { raw, twice } });
`,
    });
    expect(await clone.sluice("check typo")).toEqual({
      code: 1,
      out: "pipeline  datasets  errors  warnings\ntypo                     2         0\n",
      err: `✘ column/unknown: no column "valeu" in orders

    pipelines/typo/index.ts:15:63
    15 │     .where((o) => (o as unknown as { valeu: typeof o.value }).valeu.isNotNull()),
       │                                                               ~~~~~
    it has key, value, topic, partition, offset, timestamp
    fix: did you mean "value"?

✘ column/duplicate: two columns are called "A"

    pipelines/typo/index.ts:17:64
    17 │ const twice = streamingTable("twice", { query: orders.stream().select((o) => ({ a: o.key, A: o.key })) });
       │                                                                ~~~~~~
    "a" and "A" are one name: Spark compares names without case
    fix: give one of them another name

2 errors
`,
    });
  });

  it.each([
    [
      "throws while it loads",
      {
        "index.ts": 'import "./bronze.js";\n',
        "bronze.ts": "interface Gone {\n  readonly a: string;\n}\n\nconst rows: Gone[] = [];\nexport const first = rows[0]!.a;\n",
      },
      `pipelines/wrong cannot be loaded: Cannot read properties of undefined (reading 'a')

    pipelines/wrong/bronze.ts:6:31
    6 │ export const first = rows[0]!.a;
      │                               ^
    fix: mend what this place throws; npx tsc may say more
`,
    ],
    [
      "is no TypeScript",
      { "index.ts": "const wrong = {;\n", "bronze.ts": "" },
      `pipelines/wrong cannot be loaded: Expected identifier but found ";"

    pipelines/wrong/index.ts:1:16
    1 │ const wrong = {;
      │                ^
    fix: mend what this place throws; npx tsc may say more
`,
    ],
    [
      "imports what is not there",
      { "index.ts": 'import "./gold.js";\n', "bronze.ts": "" },
      `pipelines/wrong cannot be loaded: Cannot find module 'pipelines/wrong/gold.js' imported from pipelines/wrong/index.ts

    pipelines/wrong/index.ts:1
    1 │ import "./gold.js";
    fix: mend what this place throws; npx tsc may say more
`,
    ],
    [
      "throws something that is no error",
      { "index.ts": 'throw "enough";\n', "bronze.ts": "" },
      `pipelines/wrong cannot be loaded: enough

    pipelines/wrong/index.ts:1
    1 │ throw "enough";
    fix: mend what this place throws; npx tsc may say more
`,
    ],
  ])("%s", async (_what, files, text) => {
    clone.write(Object.fromEntries(Object.entries(files).map(([name, source]) => [`wrong/${name}`, source])));
    expect(await clone.sluice("graph wrong")).toEqual({ code: 1, out: "", err: `✘ pipeline/cannot-load: ${text}` });
  });

  it("exports no pipeline", async () => {
    clone.write({ "nothing/index.ts": "export const pipeline = 1;\n" });
    expect(
      (await clone.sluice("run nothing --input .")).err,
    ).toContain(`✘ pipeline/no-default-export: pipelines/nothing/index.ts does not export a pipeline

    pipelines/nothing/index.ts:1
    1 │ export const pipeline = 1;
    fix: write: export default pipeline("nothing", { datasets: { … } })
`);
  });

  it("stops the build of all, and nothing is written", async () => {
    clone.write({ "nothing/index.ts": "export const pipeline = 1;\n" });
    expect(await clone.sluice("build pos nothing --out built")).toMatchObject({ code: 1, out: "" });
    expect((await clone.sluice("build pos --out built")).out).toContain("5 written");
  });
});
