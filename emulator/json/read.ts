import { DuckDBListValue, DuckDBMapValue, DuckDBStructValue } from "@duckdb/node-api";
import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import type { ColumnType, Schema } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { enter, FAILED, GOOD, mismatch, PARTIAL, type Read, type Reading, result } from "./conversion.js";
import { readDecimal, readString, readTimestamp, simpleReads } from "./scalar.js";
import type { Scanner } from "./scan.js";
import { END_ARRAY, END_OBJECT, FAIL, NONE, START_ARRAY, START_OBJECT } from "./token.js";

/** Reads a type as Spark's `JacksonParser` converts it. */
function compileRead(type: ColumnType, reading: Reading): Read {
  switch (type.kind) {
    case "string":
      return readString(reading);
    case "decimal":
      return readDecimal(type.precision, type.scale);
    case "array":
      return readArray(compileRead(type.element.type, reading));
    case "map":
      return readMap(compileRead(type.value.type, reading));
    case "struct":
      return readStruct(type.fields, reading);
    default:
      return type.kind === "timestamp" ? readTimestamp(reading) : simpleReads[type.kind];
  }
}

/** Reads the fields of the object just entered into `entries`, which holds NULLs; a field of the name `omitted` is not read. */
export function compileFields(
  fields: Schema,
  reading: Reading,
  omitted?: string,
): (scanner: Scanner, entries: Record<string, Value>) => void {
  const names = fields.map((field) => field.name);
  const reads = fields.map((field) => compileRead(field.type, reading));
  const indexes = new Map(names.flatMap((name, i) => (name === omitted ? [] : [[name, i]])));
  // Records of one source have their fields in one order: which field followed this one last time (index -1: which was first)?
  const followers = new Int32Array(names.length + 1);
  return (scanner, entries) => {
    let partial = false;
    let previous = -1;
    for (;;) {
      const token = scanner.next();
      if (token === FAIL) {
        scanner.fault = FAILED;
        return;
      }
      if (token === NONE || token === END_OBJECT) break;
      let index = followers[previous + 1] as number;
      if (index >= names.length || names[index] === omitted || !scanner.isNamed(names[index] as string)) {
        index = indexes.get(scanner.name() ?? "") ?? -1;
        if (index < 0 || scanner.name() === null) {
          if (scanner.skipChildren()) continue;
          scanner.fault = FAILED;
          return;
        }
        followers[previous + 1] = index;
      }
      previous = index;
      scanner.fault = GOOD;
      const value = (reads[index] as Read)(scanner);
      if (scanner.fault !== FAILED) entries[names[index] as string] = value;
      else if (!scanner.skipChildren()) return;
      if (scanner.fault !== GOOD) partial = true;
    }
    scanner.fault = partial ? PARTIAL : GOOD;
  };
}

function readStruct(fields: Schema, reading: Reading): Read {
  const readFields = compileFields(fields, reading);
  const nulls: Readonly<Record<string, Value>> = Object.fromEntries(fields.map((field) => [field.name, null]));
  return (scanner) => {
    const token = enter(scanner);
    if (token !== START_OBJECT) return mismatch(scanner, token);
    // Copied, so that all structs of a type have one shape: V8 then reads and writes their fields by slot.
    const entries = { ...nulls };
    readFields(scanner, entries);
    return scanner.fault === FAILED ? null : new DuckDBStructValue(entries);
  };
}

/** A lost element loses the array, and the scanner stays inside it: what follows is read as if it stood outside. */
function readArray(readElement: Read): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token !== START_ARRAY) return mismatch(scanner, token);
    const items: Value[] = [];
    let partial = false;
    for (;;) {
      const next = scanner.next();
      if (next === FAIL) return result(scanner, null);
      if (next === NONE || next === END_ARRAY) break;
      scanner.fault = GOOD;
      items.push(readElement(scanner));
      if (scanner.fault === FAILED) return null;
      if (scanner.fault === PARTIAL) partial = true;
    }
    scanner.fault = partial ? PARTIAL : GOOD;
    return new DuckDBListValue(items);
  };
}

/** A lost value loses the map, but it is read to its end. */
function readMap(readValue: Read): Read {
  return (scanner) => {
    const token = enter(scanner);
    if (token !== START_OBJECT) return mismatch(scanner, token);
    const entries: { key: string; value: Value }[] = [];
    let fault = GOOD;
    for (;;) {
      const next = scanner.next();
      if (next === FAIL) return result(scanner, null);
      if (next === NONE || next === END_OBJECT) break;
      const key = scanner.wellFormed(scanner.name() ?? "");
      scanner.fault = GOOD;
      const value = readValue(scanner);
      if (scanner.fault === FAILED) {
        fault = FAILED;
        if (!scanner.skipChildren()) return null;
      } else {
        entries.push({ key, value });
        if (scanner.fault === PARTIAL && fault === GOOD) fault = PARTIAL;
      }
    }
    scanner.fault = fault;
    if (fault === FAILED) return null;
    refuseDuplicates(entries);
    return new DuckDBMapValue(entries);
  };
}

function refuseDuplicates(entries: readonly { readonly key: string }[]): void {
  const seen = new Set<string>();
  for (const { key } of entries) {
    if (!seen.has(key)) {
      seen.add(key);
      continue;
    }
    throw new DiagnosticError([
      error("json/duplicate-map-key", `the key "${key}" comes twice in one JSON object that is read as a MAP`, {
        notes: ["Spark keeps both entries, DuckDB's MAP cannot"],
        fix: "declare the column as STRING, or as a STRUCT, where the last of two equal names is taken",
      }),
    ]);
  }
}
