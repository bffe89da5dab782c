import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as generator from "#generator";
import { Handle } from "../../generator/column/index.js";
import { repository } from "../../generator/diagnostic/index.js";
import { DatasetHandle } from "../../generator/dsl/dataset.js";
import { Query } from "../../generator/dsl/query.js";
import * as bronze from "../../pipelines/pos/bronze.js";
import * as gold from "../../pipelines/pos/gold.js";
import * as silver from "../../pipelines/pos/silver.js";
import { compileFixtures } from "./compiler.js";
import * as columns from "./fixtures/columns.js";
import * as pipeline from "./fixtures/pipeline.js";
import { datasetsIn } from "./row-type.js";
import { ofSchema } from "./slot.js";

const { declarationsOf } = compileFixtures();
const modules = {
  "test/types/fixtures/pipeline.ts": pipeline,
  "test/types/fixtures/columns.ts": columns,
  "pipelines/pos/bronze.ts": bronze,
  "pipelines/pos/silver.ts": silver,
  "pipelines/pos/gold.ts": gold,
};

for (const [file, exports] of Object.entries(modules)) {
  describe(file, () => {
    const declared = datasetsIn(declarationsOf(file));
    const handles = Object.entries(exports).flatMap(([name, one]: [string, unknown]) =>
      one instanceof DatasetHandle ? [{ name, one }] : [],
    );

    it("declares every dataset it exports", () => {
      expect([...declared.keys()].sort()).toEqual(handles.map(({ name }) => name).sort());
    });

    for (const { name, one } of handles) {
      it(`${name} has in TypeScript the columns that it has in the IR`, () => {
        const row = declared.get(name)?.row ?? {};
        const columns = one.definition?.columns ?? [];
        const isQuarantine = one.definition?.kind === "streaming_table" && one.definition.quarantineOf !== undefined;
        // A quarantine gains columns that say where a row came from, as far as its query has them; TypeScript does not know them.
        const known = isQuarantine ? columns.filter((column) => column.name in row || column.origin === undefined) : columns;
        expect(ofSchema(known)).toEqual(row);
      });
    }
  });
}

it("every method of columns and relations, and what makes sources and datasets, stands in the fixture", () => {
  const fixture = readFileSync(join(repository, "test/types/fixtures/columns.ts"), "utf8");
  const methods = [Handle.prototype, Query.prototype]
    .flatMap((one) => Object.getOwnPropertyNames(one))
    .filter((name) => name !== "constructor");
  // The types of the function table's rows are compared over the cases of the conformance suite.
  const functions = Object.entries(generator).flatMap(([name, one]) => (typeof one === "function" && !("row" in one) ? [name] : []));
  // What a pipeline is made of besides: its own declaration, the action, the secret and the text that no type of a row shows.
  const apart = ["pipeline", "fail", "secret", "sql"];
  expect(methods.filter((name) => !fixture.includes(`.${name}(`))).toEqual([]);
  expect(functions.filter((name) => !apart.includes(name) && !new RegExp(`\\b${name}\\(`).test(fixture))).toEqual([]);
});

describe("a hover shows the DDL's words", () => {
  /** The declaration of one export, as the editor shows its type. */
  function declarationIn(file: string, name: string): string {
    const found = new RegExp(`^export declare const ${name}: [\\s\\S]*?^(?:\\}>)?;?$`, "m").exec(declarationsOf(file));
    return (found?.[0] ?? "").replaceAll('import("#generator").', "");
  }

  it("of a table from parsed JSON", () => {
    expect(declarationIn("test/types/fixtures/pipeline.ts", "orders")).toBe(`export declare const orders: StreamingTable<{
    order_id: "string";
    customer_id: "string";
    placed_at: "timestamp";
    channel: "string" | null;
    lines: readonly {
        sku: "string";
        quantity: "int";
        unit_price: "double";
    }[];
    address: {
        city: "string";
        postcode: "string" | null;
    } | null;
    ingested_at: "timestamp";
}>;`);
  });

  it("of a target of AUTO CDC, type 2", () => {
    expect(declarationIn("test/types/fixtures/pipeline.ts", "customers")).toBe(`export declare const customers: Table<{
    __START_AT: "timestamp";
    __END_AT: "timestamp" | null;
    customer_id: "string";
    segment: "string" | null;
    changed_at: "timestamp";
}>;`);
  });

  it("of windows", () => {
    expect(
      declarationIn("test/types/fixtures/pipeline.ts", "salesPer5Minutes"),
    ).toBe(`export declare const salesPer5Minutes: StreamingTable<{
    window_start: "timestamp";
    window_end: "timestamp";
    city: "string" | null;
    revenue: "double" | null;
    lines: "bigint";
}>;`);
  });

  it("of POS's stock", () => {
    expect(declarationIn("pipelines/pos/gold.ts", "inventoryCurrent")).toBe(`export declare const inventoryCurrent: Table<{
    store_id: "int" | null;
    store: "string" | null;
    item_id: "int" | null;
    item: "string" | null;
    snapshot_quantity: "int" | null;
    change_quantity: "bigint";
    current_inventory: "bigint" | null;
    safety_stock_quantity: "int" | null;
    below_safety_stock: "boolean" | null;
    date_time: "timestamp" | null;
}>;`);
  });
});
