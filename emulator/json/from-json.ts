import { type DuckDBConnection, DuckDBScalarFunction, DuckDBStructValue, DuckDBVarCharVector, VARCHAR } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/type.js";
import { duckdbStruct } from "../duckdb-type.js";
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

/**
 * Makes `from_json` of one schema a function of DuckDB, until the instance is closed: after
 * `registerFromJson(connection, "read_order", schema)`, `SELECT read_order(value) FROM raw` gives STRUCTs. What the compiled
 * function throws comes out of the query as an error with the same text.
 */
export function registerFromJson(connection: DuckDBConnection, name: string, schema: Schema, options: JsonOptions = {}): void {
  const fromJson = compileFromJson(schema, options);
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: [VARCHAR],
      returnType: duckdbStruct(schema),
      specialHandling: true,
      // Otherwise a filter on its fields is pushed below the common table expression and reads every text once for each of them (7 times in POS).
      volatile: true,
      mainFunction: (info, chunk, output) => {
        const { rowCount } = chunk;
        const texts = chunk.getColumnVector(0);
        try {
          if (!(texts instanceof DuckDBVarCharVector)) throw new Error(`${name} reads VARCHAR`);
          for (let row = 0; row < rowCount; row++) output.setItem(row, fromJson(textOf(texts, row)));
          output.flush();
        } catch (failure) {
          info.setError(failure instanceof Error ? failure.message : String(failure));
        }
      },
    }),
  );
}

/** UTF-8 of U+FEFF as the first bytes of a little-endian number. */
const byteOrderMark = 0xbfbbef;

/**
 * A text of the vector. Its own decoder drops a byte order mark, which makes a record malformed for Spark: look for it where DuckDB
 * keeps the first four bytes of every string.
 */
function textOf(texts: DuckDBVarCharVector, row: number): string | null {
  const text = texts.getItem(row);
  if (text === null) return null;
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and only so can be reached
  return (texts["dataView"].getUint32(row * 16 + 4, true) & 0xffffff) === byteOrderMark ? `\ufeff${text}` : text;
}
