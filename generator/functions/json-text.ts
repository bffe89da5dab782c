import type { Column, List, Operand, Text } from "../column/index.js";
import { arrayType, type ColumnType, printType, types } from "../ir/index.js";
import { javascript, open, refused, scalar, wrongOperand } from "./row.js";
import { callOf } from "./sql.js";

/**
 * `get_json_object(text, path)`: what a path such as `$.a.b[0]['c d']` finds, as text; a string without its quotes. NULL when there is nothing,
 * when the text is malformed before the end of what was found, or when the path cannot be read. Of equal names the first counts. `[*]` gives
 * an array of what is found in the elements, or the one thing found. Numbers are printed anew: 1.50 is `1.5`.
 * `getJsonObject(o.body, "$.customer.id")`. To read a record, use `parseJson`.
 */
export const getJsonObject = scalar({
  name: "get_json_object",
  takes: ["string", "string"],
  gives: "string",
  nulls: "always",
  duckdb: ([text], written) => {
    const path = written.arguments[1];
    if (path?.kind !== "literal" || typeof path.value !== "string" || !text) {
      throw refused(
        "the emulator reads the path of get_json_object when the query is made, not for each row",
        'write it out, as in "$.a.b"',
      );
    }
    return callOf(
      written.javascript({ body: "get_json_object", takes: [types.string], gives: types.string, parameters: { path: path.value } }),
      [text],
    );
  },
});

/** `json_array_length(text)`: the number of elements of the array that a text is; NULL when it is none. `jsonArrayLength(o.lines)` */
export const jsonArrayLength = scalar({
  name: "json_array_length",
  takes: ["string"],
  gives: "int",
  nulls: "always",
  duckdb: javascript("json_array_length"),
});

/** `json_object_keys(text)`: the names of the object that a text is, also those that come twice; NULL when it is none. `jsonObjectKeys(o.body)` */
export const jsonObjectKeys = open<<O extends Operand<"string">>(text: O) => List<"string", null>>({
  name: "json_object_keys",
  type: ([text]) => {
    if (text?.type.kind !== "string") throw wrongOperand("json_object_keys", 0, "string", text);
    return arrayType({ type: types.string, nullable: true, proven: true });
  },
  nulls: "always",
  duckdb: javascript("json_object_keys"),
});

/** What may be printed: structs, lists, maps. */
type Nested = readonly unknown[] | ReadonlyMap<unknown, unknown> | { readonly [field: string]: unknown };

/**
 * `to_json(value)`: a struct, a list or a map as JSON text. Fields that are NULL are left out, elements and values of maps are not. Timestamps
 * have milliseconds and the offset of the session's zone, binary is base64, NaN and the infinities are strings.
 * `toJson(o.customer)` is `{"id":1,"since":"2024-02-29T12:00:00.000Z"}`
 */
export const toJson = open<<S extends Nested | null>(value: Column<S>) => Text<"string" | null>>({
  name: "to_json",
  type: ([value]) => {
    const kind = value?.type.kind;
    if (kind !== "struct" && kind !== "array" && kind !== "map") throw wrongOperand("to_json", 0, "a struct, a list or a map", value);
    return types.string;
  },
  nulls: "always",
  duckdb: (parts, written) => {
    for (const { type } of written.arguments) requirePrintable(type);
    return javascript("to_json")(parts, written);
  },
});

/** Spark prints keys that are binary as addresses in memory, and those that are nested in a way of its own. */
function requirePrintable(type: ColumnType): void {
  if (type.kind === "array") requirePrintable(type.element.type);
  else if (type.kind === "struct") for (const field of type.fields) requirePrintable(field.type);
  else if (type.kind === "map") {
    const { kind } = type.key;
    if (kind === "binary" || kind === "array" || kind === "map" || kind === "struct") {
      throw refused(`the emulator does not print the keys of ${printType(type)} as JSON`, "give the map keys of a simple type");
    }
    requirePrintable(type.value.type);
  }
}

/** `schema_of_json(text)`: the schema of a text that is written out, in DDL. `schemaOfJson('{"a":1}')` is `STRUCT<a: BIGINT>`. The emulator refuses it. */
export const schemaOfJson = scalar({
  name: "schema_of_json",
  takes: ["string"],
  gives: "string",
  nulls: "never",
  duckdb: { refuse: "the emulator does not guess schemas; read the text with a schema that is written out" },
});
