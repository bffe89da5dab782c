import { compileFromJson } from "../json/from-json.js";
import { compileGetJsonObject } from "../json/get-json-object.js";
import { compileArrayLength, compileObjectKeys } from "../json/json-shape.js";
import { compileValueToJson } from "../json/to-json.js";
import type { Body } from "./body.js";

export const jsonBodies: { readonly [name: string]: Body } = {
  from_json: {
    compile: ({ gives, timeZone }) => compileFromJson(gives.kind === "struct" ? gives.fields : [], { timeZone }),
    readsNull: true,
    // POS read every text seven times otherwise.
    volatile: true,
  },
  get_json_object: { compile: ({ parameters }) => compileGetJsonObject(String(parameters.path)) },
  json_array_length: { compile: compileArrayLength },
  json_object_keys: { compile: compileObjectKeys },
  to_json: { compile: ({ takes: [type], timeZone }) => compileValueToJson(type ?? { kind: "struct", fields: [] }, timeZone) },
};
