import { randomUUID } from "node:crypto";
import { type DuckDBConnection, DuckDBListValue, DuckDBStructValue, DuckDBTimestampTZValue } from "@duckdb/node-api";
import { appendRows } from "../append.js";
import { transaction } from "../database.js";
import type { Row, Value } from "../row.js";
import { eventColumns, eventTable, originNames } from "./table.js";

/** What happened, as an event of Databricks' event log: `details` is the payload of `type`. */
export interface Event {
  readonly type: "create_update" | "update_progress" | "dataset_definition" | "flow_definition" | "flow_progress";
  readonly message: string;
  readonly details: object;
  readonly level?: "INFO" | "WARN" | "ERROR" | "METRICS";
  readonly dataset?: string;
  readonly flow?: string;
  readonly batch?: number;
  readonly error?: string;
}

/** The event log of one update. Events wait here for the next transaction, so that one commit carries rows, checkpoint and metrics. */
export interface EventLog {
  readonly updateId: string;
  add(event: Event): void;
  /** All of `body` and of the events so far in one transaction, or nothing; events that a failed `body` added are forgotten. */
  commit<T>(body: () => Promise<T>): Promise<T>;
  /** Writes the events that are left. */
  flush(): Promise<void>;
}

/** With `durable` false events wait for `flush` alone: nothing that is only in memory can outlive the update that wrote it. */
export function openEventLog(connection: DuckDBConnection, pipeline: string, clock: () => Date, durable: boolean): EventLog {
  const updateId = randomUUID();
  let waiting: Row[] = [];
  let count = 0n;

  function add(event: Event): void {
    count += 1n;
    waiting.push(rowOf(event, pipeline, updateId, count, clock()));
  }

  async function commit<T>(body: () => Promise<T>): Promise<T> {
    const before = waiting.length;
    try {
      const result = await transaction(connection, async () => {
        const made = await body();
        if (durable) await write();
        return made;
      });
      if (durable) waiting = [];
      return result;
    } catch (failure) {
      waiting.length = before;
      throw failure;
    }
  }

  async function write(): Promise<void> {
    if (waiting.length > 0) await appendRows(connection, eventTable, eventColumns, [waiting]);
  }

  async function flush(): Promise<void> {
    await write();
    waiting = [];
  }

  return { updateId, add, commit, flush };
}

/** In the order of `eventColumns`. */
function rowOf(event: Event, pipeline: string, updateId: string, count: bigint, time: Date): Row {
  const known: Readonly<Record<string, Value | undefined>> = {
    pipeline_id: pipeline,
    pipeline_name: pipeline,
    pipeline_type: "WORKSPACE",
    update_id: updateId,
    dataset_name: event.dataset,
    materialization_name: event.dataset,
    flow_id: event.flow,
    flow_name: event.flow,
    batch_id: event.batch === undefined ? undefined : BigInt(event.batch),
  };
  const place = new DuckDBStructValue({
    data_plane_id: new DuckDBStructValue({ instance: updateId, seq_no: count }),
    control_plane_seq_no: count,
  });
  const origin = new DuckDBStructValue(Object.fromEntries(originNames.map((name) => [name, known[name] ?? null])));
  const timestamp = new DuckDBTimestampTZValue(BigInt(time.getTime()) * 1000n);
  const details = JSON.stringify({ [event.type]: event.details });
  return [randomUUID(), place, origin, timestamp, event.message, event.level ?? "INFO", "STABLE", errorOf(event), details, event.type];
}

function errorOf({ error }: Event): Value {
  if (error === undefined) return null;
  const exception = new DuckDBStructValue({ class_name: null, message: error, stack: new DuckDBListValue([]) });
  return new DuckDBStructValue({ fatal: true, exceptions: new DuckDBListValue([exception]) });
}
