import { describe, expect, it } from "vitest";
import { findField, type Schema, type Slot } from "../../generator/ir/index.js";
import * as bronze from "../../pipelines/pos/bronze.js";
import * as gold from "../../pipelines/pos/gold.js";
import * as silver from "../../pipelines/pos/silver.js";
import { compileFixtures } from "./compiler.js";
import * as columns from "./fixtures/columns.js";
import * as pipeline from "./fixtures/pipeline.js";
import { type Declared, datasetsIn } from "./row-type.js";

const { declarationsOf } = compileFixtures();
const modules = {
  "test/types/fixtures/pipeline.ts": pipeline,
  "test/types/fixtures/columns.ts": columns,
  "pipelines/pos/bronze.ts": bronze,
  "pipelines/pos/silver.ts": silver,
  "pipelines/pos/gold.ts": gold,
};

/** The IR's answer in the words of a declaration. */
function ofSlot({ type, nullable, proven }: Slot): Declared {
  const may = { nullable: nullable && !proven };
  switch (type.kind) {
    case "array":
      return { ...may, type: { list: ofSlot(type.element) } };
    case "map":
      return { ...may, type: { key: { nullable: false, type: { word: type.key.kind } }, value: ofSlot(type.value) } };
    case "struct":
      return { ...may, type: { fields: ofSchema(type.fields) } };
    default:
      return { ...may, type: { word: type.kind } };
  }
}

function ofSchema(schema: Schema): { readonly [name: string]: Declared } {
  return Object.fromEntries(schema.map((one) => [one.name, ofSlot(one)]));
}

for (const [file, exports] of Object.entries(modules)) {
  describe(file, () => {
    for (const [name, { row }] of datasetsIn(declarationsOf(file))) {
      it(`${name} has in TypeScript the columns that it has in the IR`, () => {
        const handle: unknown = Reflect.get(exports, name);
        const { definition } = handle as { definition: { columns: Schema; quarantineOf?: string } };
        // A quarantine gains columns that say where a row came from, as far as its query has them; TypeScript does not know them.
        const known =
          definition.quarantineOf === undefined
            ? definition.columns
            : definition.columns.filter((one) => one.name in row || one.origin === undefined);
        expect(ofSchema(known)).toEqual(row);
        expect(findField(known, "")).toBeUndefined();
      });
    }
  });
}
