import { columnOf, type Instant, type NullOf, type Text as TextColumn } from "../column/index.js";
import { types } from "../ir/index.js";
import { apply, open, refused, type Written } from "./row.js";
import { instantAt, wallOf } from "./session-clock.js";
import { atom, type Sql, sqlAtom } from "./sql.js";
import { nullsUnknown, requireTime, type TimeColumn, typeOf, wordOf } from "./time-operand.js";

const units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"] as const;
type Unit = (typeof units)[number];

/**
 * `date_trunc(unit, x)`: the first instant of the unit in the session's time zone, a TIMESTAMP whatever x is. Weeks begin on Monday.
 * `dateTrunc("week", o.placed_at)`
 */
export const dateTrunc = open<<const A extends TimeColumn>(unit: Unit, time: A) => Instant<"timestamp" | NullOf<A>>>({
  name: "date_trunc",
  type: ([unit, time]) => {
    wordOf("date_trunc", unit, units, "unit");
    requireTime("date_trunc", 1, time);
    return types.timestamp;
  },
  nulls: nullsUnknown,
  duckdb: ([unit = atom(""), time = atom("")], written) => {
    const [literal] = written.arguments;
    const word = literal?.kind === "literal" ? String(literal.value) : "";
    return truncated(word, unit, instantAt(time, typeOf(written.arguments, 1), written), written);
  },
});

function truncated(word: string, unit: Sql, instant: Sql, written: Written): Sql {
  const { timestamp, date } = types;
  if (word === "microsecond") return instant;
  // Offsets are whole seconds.
  if (written.timeZone === "UTC" || word === "second" || word === "millisecond") {
    return sqlAtom`make_timestamptz(epoch_us(date_trunc(${unit}, make_timestamp(epoch_us(${instant})))))`;
  }
  if (word === "minute" || word === "hour" || word === "day") {
    const body = written.javascript({ body: "truncate_instant", takes: [timestamp], gives: timestamp, parameters: { unit: word } });
    return sqlAtom`${atom(body)}(${instant})`;
  }
  const first = sqlAtom`CAST(date_trunc(${unit}, ${wallOf(instant, timestamp, written)}) AS DATE)`;
  return instantAt(first, date, written);
}

const clock = atom("CAST(getvariable('sluice_now') AS TIMESTAMPTZ)");

/** The row behind `currentTimestamp`. */
export const now = open({
  name: "current_timestamp",
  type: () => types.timestamp,
  nulls: "never",
  duckdb: () => clock,
});

/** `current_timestamp()`: one instant for a whole micro-batch. */
export function currentTimestamp(): Instant<"timestamp"> {
  return columnOf<"timestamp">(apply(now.row, []));
}

/** `current_date()`: the day of `currentTimestamp()` in the session's time zone. `currentDate()` */
export const currentDate = open<() => Instant<"date">>({
  name: "current_date",
  type: () => types.date,
  nulls: "never",
  duckdb: (_parts, written) => sqlAtom`CAST(${wallOf(clock, types.timestamp, written)} AS DATE)`,
});

/** `localtimestamp()`: `currentTimestamp()` as the clocks of the session's time zone show it, a TIMESTAMP_NTZ. `localTimestamp()` */
export const localTimestamp = open<() => Instant<"timestamp_ntz">>({
  name: "localtimestamp",
  type: () => types.timestamp_ntz,
  nulls: "never",
  duckdb: (_parts, written) => wallOf(clock, types.timestamp, written),
});

/** `current_timezone()`: the name of the session's time zone. `currentTimezone()` */
export const currentTimezone = open<() => TextColumn<"string">>({
  name: "current_timezone",
  type: () => types.string,
  nulls: "never",
  duckdb: (_parts, { timeZone }) => {
    if (timeZone === undefined) throw refused("current_timezone: the session's time zone is not known here");
    return atom(`'${timeZone.replaceAll("'", "''")}'`);
  },
});
