import {
  type ColumnType,
  call,
  type Expression,
  literal,
  maybeNull,
  printName,
  printType,
  type Schema,
  structType,
  types,
  unproven,
} from "../ir/index.js";
import { type FunctionRow, javascript, refused } from "./row.js";
import { atom, callOf, type Sql, sparkText } from "./sql.js";

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
    callOf("from_json", [text, schemaText(type), atom(`map('columnNameOfCorruptRecord', '${corruptRecord}')`)]),
  duckdb: javascript("from_json"),
};

function schemaText(type: ColumnType): Sql {
  return sparkText(type.kind === "struct" ? type.fields.map((one) => `${printName(one.name)} ${printType(one.type)}`).join(", ") : "");
}

/**
 * `from_json(text, schema, options)` as a column: what does not fit is NULL, and nothing says so. Options follow the text, name by name. There
 * always is one: without any, Spark's optimizer reads only the fields that are used, which may then be others, and `to_json(from_json(x))` is x.
 */
export const fromJsonColumnRow: FunctionRow = {
  ...fromJsonRow,
  id: "from_json_column",
  databricks: ([text = atom(""), ...options], { type }) => callOf("from_json", [text, schemaText(type), callOf("map", options)]),
  duckdb: ([text = atom("")], written) => {
    const given = written.arguments.slice(1).map((one) => (one.kind === "literal" ? one.value : undefined));
    const unknown = given.filter((name, i) => i % 2 === 0 && !(name === "mode" && given[i + 1] === "PERMISSIVE"));
    if (unknown.length > 0) {
      throw refused(
        `the emulator reads JSON without options of Spark's, and from_json is given ${unknown.join(", ")}`,
        "leave the option out",
      );
    }
    return callOf(written.javascript({ body: "from_json", takes: [types.string], gives: written.type, parameters: {} }), [text]);
  },
};

/** The expression that reads `text` as a record, every value of which may be NULL. */
export function fromJsonColumn(text: Expression, record: Schema, options: readonly (readonly [name: string, value: string])[]): Expression {
  const written = options.some(([name]) => name === "mode") ? options : [["mode", "PERMISSIVE"], ...options];
  return call(
    fromJsonColumnRow.id,
    [text, ...written.flat().map((one) => literal(one, types.string))],
    maybeNull(structType(unproven(record))),
  );
}

/** The expression that reads `text` as a record. */
export function fromJson(text: Expression, record: Schema): Expression {
  const fields: Schema = [...record, { name: corruptRecord, ...maybeNull(types.string) }];
  return call(fromJsonRow.id, [text], maybeNull(structType(unproven(fields))));
}
