import { type DuckDBConnection, DuckDBScalarFunction, DuckDBVarCharVector, type DuckDBVector } from "@duckdb/node-api";
import type { JavaScriptFunction } from "../../generator/functions/index.js";
import { duckdbType } from "../duckdb-type.js";
import type { Value } from "../row.js";
import type { SessionSettings } from "../session-settings.js";
import { bodies } from "./bodies.js";

/**
 * Makes a function of JavaScript one of DuckDB, until the instance is closed: then `SELECT name(value) FROM raw` computes it, a vector of
 * some 2,000 rows at a time. What the body throws comes out of the query as an error with the same text.
 */
export function registerFunction(connection: DuckDBConnection, name: string, wanted: JavaScriptFunction, settings: SessionSettings): void {
  const body = bodies[wanted.body];
  if (!body) throw new TypeError(`no body ${wanted.body} in emulator/functions/bodies.ts`);
  const compute = body.compile({ ...wanted, ...settings }) as (...args: readonly Value[]) => Value;
  connection.registerScalarFunction(
    DuckDBScalarFunction.create({
      name,
      parameterTypes: wanted.takes.map(duckdbType),
      returnType: duckdbType(wanted.gives),
      // Without it DuckDB gives NULL for a NULL argument and may leave the call out.
      specialHandling: true,
      volatile: body.volatile ?? false,
      mainFunction: (info, chunk, output) => {
        try {
          const columns = wanted.takes.map((_type, i) => readerOf(chunk.getColumnVector(i)));
          const run = body.readsNull ? compute : skippingNull(compute);
          for (let row = 0; row < chunk.rowCount; row++) output.setItem(row, run(...columns.map((read) => read(row))));
          output.flush();
        } catch (failure) {
          info.setError(failure instanceof Error ? failure.message : String(failure));
        }
      },
    }),
  );
}

function skippingNull(compute: (...args: readonly Value[]) => Value): (...args: readonly Value[]) => Value {
  return (...args) => (args.includes(null) ? null : compute(...args));
}

function readerOf(vector: DuckDBVector): (row: number) => Value {
  return vector instanceof DuckDBVarCharVector ? (row) => textOf(vector, row) : (row) => vector.getItem(row);
}

/** UTF-8 of U+FEFF as the first bytes of a little-endian number. */
const byteOrderMark = 0xbfbbef;

/**
 * A text of the vector. Its own decoder drops a byte order mark at the start: look for it where DuckDB keeps the first four bytes of
 * every string.
 */
function textOf(texts: DuckDBVarCharVector, row: number): string | null {
  const text = texts.getItem(row);
  if (text === null) return null;
  // biome-ignore lint/complexity/useLiteralKeys: it is private, and only so can be reached
  return (texts["dataView"].getUint32(row * 16 + 4, true) & 0xffffff) === byteOrderMark ? `\ufeff${text}` : text;
}
