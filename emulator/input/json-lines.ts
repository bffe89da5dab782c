import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import type { Schema } from "../../generator/ir/type.js";
import { FAILED, GOOD, type JsonOptions, PARTIAL } from "../json/conversion.js";
import { sliceValue } from "../json/copy.js";
import { compileFields } from "../json/read.js";
import { Scanner } from "../json/scan.js";
import { checkSchema, corruptRecord } from "../json/schema.js";
import { END_ARRAY, FAIL, NONE, START_ARRAY, START_OBJECT } from "../json/token.js";
import type { Lines } from "../outside/outside.js";
import type { Row, Value } from "../row.js";
import { sessionZone } from "../value/zone.js";
import { readLines } from "./lines.js";

/**
 * The rows of a JSON Lines file as Spark's `json` source reads it with a schema, mode PERMISSIVE: a line is an
 * object, or an array of objects, which makes several rows; a malformed line is a row of NULLs and a bad field NULL, with the line
 * in `_corrupt_record` when the schema has it; blank lines are no rows.
 *
 * Throws `json/unsupported-schema`, `input/not-utf8`, and `json/…` or `value/…` for values DuckDB cannot hold.
 * `readJsonLines("items.json", schema)` yields `[[1, "a"]]` for the line `{"id": 1, "name": "a"}`.
 */
export async function* readJsonLines(
  path: string,
  schema: Schema,
  options: JsonOptions = {},
  heard?: Lines,
): AsyncGenerator<readonly Row[]> {
  const read = compileJsonLine(schema, options);
  let number = 0;
  for await (const lines of readLines(path)) {
    yield lines.flatMap((line) => {
      number++;
      const rows = read(line);
      if (heard) for (const _ of rows) heard(number);
      return rows;
    });
  }
}

/** Reads one line of a JSON Lines file: none, one or several rows. */
function compileJsonLine(schema: Schema, options: JsonOptions): (line: string) => readonly Row[] {
  checkSchema(schema);
  const names = schema.map((field) => field.name);
  if (names.every((name) => name === corruptRecord)) {
    throw new DiagnosticError([
      error("json/unsupported-schema", `a JSON file is read with no column but "${corruptRecord}", which Spark refuses`, {
        fix: "read the lines with the text format",
      }),
    ]);
  }
  const corrupt = names.indexOf(corruptRecord);
  const nulls: Readonly<Record<string, Value>> = Object.fromEntries(names.map((name) => [name, null]));
  const readFields = compileFields(schema, { copyText: sliceValue, zone: sessionZone(options.timeZone ?? "UTC") }, corruptRecord);
  const scanner = new Scanner(true);

  const readObject = (): Value[] => {
    const entries = { ...nulls };
    readFields(scanner, entries);
    return names.map((name) => entries[name] ?? null);
  };

  /** The objects of the array just entered. Anything else in it, NULL too, loses the line. */
  const readArray = (): Value[][] => {
    const rows: Value[][] = [];
    let fault = GOOD;
    for (;;) {
      const token = scanner.next();
      if (token === END_ARRAY || token === NONE) break;
      if (token === FAIL || token !== START_OBJECT) {
        scanner.fault = FAILED;
        return [];
      }
      rows.push(readObject());
      if (scanner.fault === FAILED) return [];
      if (scanner.fault === PARTIAL) fault = PARTIAL;
    }
    scanner.fault = fault;
    return rows;
  };

  return (line) => {
    scanner.reset(line.charCodeAt(0) === 0xfeff ? line.slice(1) : line);
    const first = scanner.next();
    if (first === NONE) return [];
    let rows: Value[][] = [];
    if (first === START_OBJECT) rows = [readObject()];
    else if (first === START_ARRAY) rows = readArray();
    else scanner.fault = FAILED;
    if (scanner.fault === FAILED) rows = [names.map(() => null)];
    if (scanner.fault !== GOOD && corrupt >= 0) for (const row of rows) row[corrupt] = line;
    return rows;
  };
}
