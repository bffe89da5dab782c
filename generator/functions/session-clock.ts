import { type ColumnType, types } from "../ir/index.js";
import type { Written } from "./row.js";
import { type Sql, sqlAtom } from "./sql.js";

/**
 * Between instants and what the clocks of the session's zone show. DuckDB takes the later of two instants that clocks show alike and Spark
 * the earlier, so outside UTC it is JavaScript, with Java's rules; in UTC it is the same microseconds.
 */

function body(written: Written, name: string, takes: ColumnType, gives: ColumnType, parameters = {}): string {
  return written.javascript({ body: name, takes: [takes], gives, parameters });
}

/** What clocks show, as DuckDB's TIMESTAMP: `make_timestamp(epoch_us(at))`. */
export function wallOf(part: Sql, type: ColumnType, written: Written): Sql {
  if (type.kind === "timestamp_ntz") return part;
  if (type.kind === "date") return sqlAtom`CAST(${part} AS TIMESTAMP)`;
  if (written.timeZone === "UTC") return sqlAtom`make_timestamp(epoch_us(${part}))`;
  const name = body(written, "change_zone", types.timestamp, types.timestamp_ntz, { from: "UTC", to: "" });
  return sqlAtom`${{ text: name, level: 0 }}(${part})`;
}

/** The day that clocks show, as a DATE. */
export function dayOf(part: Sql, type: ColumnType, written: Written): Sql {
  return type.kind === "date" ? part : sqlAtom`CAST(${wallOf(part, type, written)} AS DATE)`;
}

/** The instant at which clocks show a time, or a day begins. */
export function instantAt(part: Sql, type: ColumnType, written: Written): Sql {
  if (type.kind === "timestamp") return part;
  const wall = wallOf(part, type, written);
  if (written.timeZone === "UTC") return sqlAtom`make_timestamptz(epoch_us(${wall}))`;
  if (type.kind === "date") return sqlAtom`${{ text: body(written, "start_of_day", types.date, types.timestamp), level: 0 }}(${part})`;
  const name = body(written, "change_zone", types.timestamp_ntz, types.timestamp, { from: "", to: "UTC" });
  return sqlAtom`${{ text: name, level: 0 }}(${wall})`;
}
