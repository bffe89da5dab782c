import type { List, Operand } from "../column/index.js";
import { arrayType, types } from "../ir/index.js";
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
