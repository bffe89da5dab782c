import { type DuckDBConnection, DuckDBScalarFunction } from "@duckdb/node-api";
import type { JavaScriptFunction } from "../../generator/functions/index.js";
import { duckdbType } from "../duckdb-type.js";
import type { Value } from "../row.js";
import type { SessionSettings } from "../session-settings.js";
import { bodies } from "./bodies.js";
import { readerOf } from "./reader.js";

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
