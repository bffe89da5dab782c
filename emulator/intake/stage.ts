import type { DuckDBConnection } from "@duckdb/node-api";
import type { Schema } from "../../generator/ir/index.js";
import { duckdbTypeName } from "../../generator/sql/index.js";
import { appendRows } from "../append.js";
import { quoted, run } from "../database.js";
import type { Row } from "../row.js";

/** A working table that rows from outside are put into, in order, before SQL sees them. It is never in the state file. */
export interface Stage {
  /** Replaces what the last micro-batch left there; the number of rows. */
  fill(batches: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>): Promise<number>;
}

export function openStage(connection: DuckDBConnection, name: string, schema: Schema): Stage {
  const columns = schema.map((one) => `${quoted(one.name)} ${duckdbTypeName(one.type)}`);
  return {
    fill: async (batches) => {
      await run(connection, `CREATE OR REPLACE TEMP TABLE ${quoted(name)} (${columns.join(", ")})`);
      return appendRows(connection, { catalog: "temp", schema: "main", name }, schema, batches);
    },
  };
}
