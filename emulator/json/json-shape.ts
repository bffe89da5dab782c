import { DuckDBListValue } from "@duckdb/node-api";
import { Scanner } from "./scan.js";
import { END_ARRAY, END_OBJECT, FAIL, NAME, START_ARRAY, START_OBJECT } from "./token.js";

/** Spark's `json_array_length(text)`: NULL for what is no array, or malformed before its end. */
export function compileArrayLength(): (text: string) => number | null {
  const scanner = new Scanner(false, true);
  return (text) => {
    scanner.reset(text);
    if (scanner.next() !== START_ARRAY) return null;
    for (let length = 0; ; length++) {
      const token = scanner.next();
      if (token === FAIL) return null;
      if (token === END_ARRAY) return length;
      if (!scanner.skipChildren()) return null;
    }
  };
}

/** Spark's `json_object_keys(text)`: every name of the object as often as it comes; NULL for what is no object, or malformed before its end. */
export function compileObjectKeys(): (text: string) => DuckDBListValue | null {
  const scanner = new Scanner(false, true);
  return (text) => {
    scanner.reset(text);
    if (scanner.next() !== START_OBJECT) return null;
    const names: string[] = [];
    for (;;) {
      const token = scanner.next();
      if (token === FAIL) return null;
      if (token === END_OBJECT) return new DuckDBListValue(names);
      if (token === NAME) names.push(scanner.wellFormed(scanner.name() ?? ""));
      else if (!scanner.skipChildren()) return null;
    }
  };
}
