import type { Schema, Slot } from "../../generator/ir/index.js";
import type { Declared } from "./row-type.js";

/** The IR's answer in the words of a declaration. */
export function ofSlot({ type, nullable, proven }: Slot): Declared {
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

export function ofSchema(schema: Schema): { readonly [name: string]: Declared } {
  return Object.fromEntries(schema.map((one) => [one.name, ofSlot(one)]));
}
