import type { DuckDBConnection } from "@duckdb/node-api";
import { arrayType, type ColumnType, type Field, maybeNull, type Schema, structType, types } from "../../generator/ir/index.js";
import { duckdbTypeName } from "../../generator/sql/index.js";
import { quoted, run } from "../database.js";

function columns(of: Readonly<Record<string, ColumnType>>): readonly Field[] {
  return Object.entries(of).map(([name, type]) => ({ name, ...maybeNull(type) }));
}

const { string, bigint, int, boolean, timestamp } = types;

const origin = columns({
  cloud: string,
  region: string,
  org_id: bigint,
  pipeline_id: string,
  pipeline_type: string,
  pipeline_name: string,
  cluster_id: string,
  update_id: string,
  dataset_name: string,
  materialization_name: string,
  table_id: string,
  flow_id: string,
  flow_name: string,
  batch_id: bigint,
  request_id: string,
  host: string,
});

const stackFrame = structType(columns({ declaring_class: string, method_name: string, file_name: string, line_number: int }));
const exception = structType(columns({ class_name: string, message: string, stack: arrayType(maybeNull(stackFrame)) }));

/** Columns of Databricks' event log; `details` is JSON text there too. */
export const eventColumns: Schema = columns({
  id: string,
  sequence: structType(columns({ data_plane_id: structType(columns({ instance: string, seq_no: bigint })), control_plane_seq_no: bigint })),
  origin: structType(origin),
  timestamp,
  message: string,
  level: string,
  maturity_level: string,
  error: structType(columns({ fatal: boolean, exceptions: arrayType(maybeNull(exception)) })),
  details: string,
  event_type: string,
});

/** Where events are appended to, in the session's current database. */
export const eventTable = { schema: "_sluice", name: "event_log" };

export const originNames: readonly string[] = origin.map((one) => one.name);

export async function createEventLog(connection: DuckDBConnection): Promise<void> {
  await run(
    connection,
    `CREATE TABLE ${eventTable.schema}.${eventTable.name} (${eventColumns.map(({ name, type }) => `${quoted(name)} ${duckdbTypeName(type)}`).join(", ")})`,
  );
}
