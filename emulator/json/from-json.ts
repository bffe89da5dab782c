import { DuckDBStructValue } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { sessionZone } from "../value/zone.js";
import { FAILED, GOOD, type JsonOptions } from "./conversion.js";
import { copyValue } from "./copy.js";
import { compileFields } from "./read.js";
import { Scanner } from "./scan.js";
import { checkSchema, corruptRecord } from "./schema.js";
import { NONE, START_OBJECT } from "./token.js";

/**
 * Spark 4.3's `from_json(text, schema, map('columnNameOfCorruptRecord', '_corrupt_record'))`, mode PERMISSIVE. A
 * malformed record is a struct of NULLs, a bad field is NULL beside the good ones; either puts the text into the field
 * `_corrupt_record` when the schema has it. NULL and blank text give NULL.
 *
 * The function keeps state between calls, so compile one per flow. Throws a `DiagnosticError` with `json/unsupported-schema` for a
 * schema it cannot read exactly; the function throws one with `json/…` or `value/…` for a value DuckDB cannot hold or that depends
 * on the machine.
 *
 * `compileFromJson([{ name: "id", type: types.int, … }])('{"id": 1}')` is `DuckDBStructValue { entries: { id: 1 } }`.
 */
export function compileFromJson(schema: Schema, options: JsonOptions = {}): (text: string | null) => DuckDBStructValue | null {
  checkSchema(schema);
  const keepsCorrupt = schema.some((field) => field.name === corruptRecord);
  const nulls: Readonly<Record<string, Value>> = Object.fromEntries(schema.map((field) => [field.name, null]));
  const readFields = compileFields(schema, { copyText: copyValue, zone: sessionZone(options.timeZone ?? "UTC") }, corruptRecord);
  const scanner = new Scanner();
  return (text) => {
    if (text === null) return null;
    scanner.reset(text);
    const first = scanner.next();
    if (first === NONE) return null;
    let entries = { ...nulls };
    if (first === START_OBJECT) readFields(scanner, entries);
    else scanner.fault = FAILED;
    if (scanner.fault === FAILED) entries = { ...nulls };
    if (scanner.fault !== GOOD && keepsCorrupt) entries[corruptRecord] = text;
    return new DuckDBStructValue(entries);
  };
}
