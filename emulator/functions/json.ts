import { compileFromJson } from "../json/from-json.js";
import type { Body } from "./body.js";

export const jsonBodies: { readonly [name: string]: Body } = {
  from_json: {
    compile: ({ gives, timeZone }) => compileFromJson(gives.kind === "struct" ? gives.fields : [], { timeZone }),
    readsNull: true,
    // POS read every text seven times otherwise.
    volatile: true,
  },
};
