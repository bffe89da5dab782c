import { call, type Expression, maybeNull, printName, printType, type Schema, structType, types, unproven } from "../ir/index.js";
import { type FunctionRow, javascript } from "./row.js";
import { atom, callOf, sparkText } from "./sql.js";

/** The field that holds a text which is no JSON, or has a value of another type than declared. */
export const corruptRecord = "_corrupt_record";

/**
 * `from_json(text, schema, options)`. The record type is the type of the call, with one field more for what does not fit: a malformed
 * text becomes a struct of NULLs in Spark, not NULL, and so does every single value of a wrong type.
 */
export const fromJsonRow: FunctionRow = {
  id: "from_json",
  kind: "scalar",
  type: () => {
    throw new TypeError("the type of from_json is given by its record");
  },
  nulls: "always",
  databricks: ([text = atom("")], { type }) =>
    callOf("from_json", [
      text,
      sparkText(type.kind === "struct" ? type.fields.map((one) => `${printName(one.name)} ${printType(one.type)}`).join(", ") : ""),
      atom(`map('columnNameOfCorruptRecord', '${corruptRecord}')`),
    ]),
  duckdb: javascript("from_json"),
};

/** The expression that reads `text` as a record. */
export function fromJson(text: Expression, record: Schema): Expression {
  const fields: Schema = [...record, { name: corruptRecord, ...maybeNull(types.string) }];
  return call(fromJsonRow.id, [text], maybeNull(structType(unproven(fields))));
}
