import type { NullOf, Num, Text } from "../column/index.js";
import { decimalType, types } from "../ir/index.js";
import { open } from "./row.js";
import { dayOf, wallOf } from "./session-clock.js";
import { atom, type Sql, sqlAtom } from "./sql.js";
import { type ClockColumn, nullsAs, requireTime, type TimeColumn, typeOf, wordOf } from "./time-operand.js";

type OfDay = <const A extends TimeColumn>(time: A) => Num<"int" | NullOf<A>>;
type OfClock = <const A extends ClockColumn>(time: A) => Num<"int" | NullOf<A>>;
type NameOfDay = <const A extends TimeColumn>(time: A) => Text<"string" | NullOf<A>>;

/** DuckDB's text of a part of a day, a DATE. Its DATE is of the proleptic Gregorian calendar, as Spark's. */
const ofDay: { readonly [name: string]: (day: Sql) => Sql } = {
  year: (day) => sqlAtom`CAST(year(${day}) AS INTEGER)`,
  yearofweek: (day) => sqlAtom`CAST(isoyear(${day}) AS INTEGER)`,
  quarter: (day) => sqlAtom`CAST(quarter(${day}) AS INTEGER)`,
  month: (day) => sqlAtom`CAST(month(${day}) AS INTEGER)`,
  week: (day) => sqlAtom`CAST(weekofyear(${day}) AS INTEGER)`,
  day: (day) => sqlAtom`CAST(day(${day}) AS INTEGER)`,
  dayofweek: (day) => sqlAtom`CAST(dayofweek(${day}) + 1 AS INTEGER)`,
  dayofweek_iso: (day) => sqlAtom`CAST(isodow(${day}) AS INTEGER)`,
  weekday: (day) => sqlAtom`CAST(isodow(${day}) - 1 AS INTEGER)`,
  doy: (day) => sqlAtom`CAST(dayofyear(${day}) AS INTEGER)`,
};

/** The same of a time of day, a TIMESTAMP. */
const ofClock: { readonly [name: string]: (wall: Sql) => Sql } = {
  hour: (wall) => sqlAtom`CAST(hour(${wall}) AS INTEGER)`,
  minute: (wall) => sqlAtom`CAST(minute(${wall}) AS INTEGER)`,
  second: (wall) => sqlAtom`CAST(second(${wall}) AS INTEGER)`,
  secondWithFraction: (wall) =>
    sqlAtom`CAST(CAST(microsecond(${wall}) AS DECIMAL(8,0)) * CAST('0.000001' AS DECIMAL(6,6)) AS DECIMAL(8,6))`,
};

function dayField(name: string, field: string) {
  return open<OfDay>({
    name,
    type: ([time]) => {
      requireTime(name, 0, time);
      return types.int;
    },
    nulls: nullsAs(types.date),
    duckdb: ([time = atom("")], written) => ofDay[field]?.(dayOf(time, typeOf(written.arguments, 0), written)) ?? atom(""),
  });
}

function clockField(name: string) {
  return open<OfClock>({
    name,
    type: ([time]) => {
      requireTime(name, 0, time, ["timestamp", "timestamp_ntz"]);
      return types.int;
    },
    duckdb: ([time = atom("")], written) => ofClock[name]?.(wallOf(time, typeOf(written.arguments, 0), written)) ?? atom(""),
  });
}

function nameField(name: string) {
  return open<NameOfDay>({
    name,
    type: ([time]) => {
      requireTime(name, 0, time);
      return types.string;
    },
    nulls: nullsAs(types.date),
    duckdb: ([time = atom("")], written) => sqlAtom`left(${atom(name)}(${dayOf(time, typeOf(written.arguments, 0), written)}), 3)`,
  });
}

/** `year(x)` in the session's time zone: `year(o.placed_at)`. */
export const year = dayField("year", "year");

/** `quarter(x)`, 1 to 4, in the session's time zone: `quarter(o.placed_at)`. */
export const quarter = dayField("quarter", "quarter");

/** `month(x)`, 1 to 12, in the session's time zone: `month(o.placed_at)`. */
export const month = dayField("month", "month");

/** `day(x)`: the day of the month, in the session's time zone. `dayOfMonth(o.placed_at)` */
export const dayOfMonth = dayField("day", "day");

/** `dayofweek(x)`: 1 is Sunday, 7 Saturday. `dayOfWeek(o.placed_at)` */
export const dayOfWeek = dayField("dayofweek", "dayofweek");

/** `weekday(x)`: 0 is Monday, 6 Sunday. `weekday(o.placed_at)` */
export const weekday = dayField("weekday", "weekday");

/** `dayofyear(x)`, 1 to 366: `dayOfYear(o.placed_at)`. */
export const dayOfYear = dayField("dayofyear", "doy");

/** `weekofyear(x)`: the week of ISO 8601, from Monday; the first has the year's first Thursday. `weekOfYear(o.placed_at)` */
export const weekOfYear = dayField("weekofyear", "week");

/** `hour(x)`: 0 to 23 in the session's time zone. `hour(o.placed_at)` */
export const hour = clockField("hour");

/** `minute(x)`: 0 to 59 in the session's time zone. `minute(o.placed_at)` */
export const minute = clockField("minute");

/** `second(x)`: 0 to 59, without its fraction. `second(o.placed_at)` */
export const second = clockField("second");

/** `dayname(x)`: `Mon` to `Sun`. `dayName(o.placed_at)` */
export const dayName = nameField("dayname");

/** `monthname(x)`: `Jan` to `Dec`. `monthName(o.placed_at)` */
export const monthName = nameField("monthname");

const dayUnits = ["year", "yearofweek", "quarter", "month", "week", "day", "dayofweek", "dayofweek_iso", "doy"] as const;
const clockUnits = ["hour", "minute", "second"] as const;
type DayUnit = (typeof dayUnits)[number];

interface Extract {
  <const A extends TimeColumn>(unit: DayUnit, time: A): Num<"int" | NullOf<A>>;
  <const A extends ClockColumn>(unit: "hour" | "minute", time: A): Num<"int" | NullOf<A>>;
  <const A extends ClockColumn>(unit: "second", time: A): Num<"decimal" | NullOf<A>>;
}

/**
 * `extract(unit FROM x)`: a part of a date or a time, in the session's time zone. `second` is a DECIMAL(8,6) with the fraction, the others
 * are INT. `extract("yearofweek", o.placed_at)`
 */
export const extract = open<Extract>({
  name: "extract",
  type: ([unit, time]) => {
    const word = wordOf("extract", unit, [...dayUnits, ...clockUnits], "unit");
    const isDay = dayUnits.some((one) => one === word);
    requireTime("extract", 1, time, isDay ? undefined : ["timestamp", "timestamp_ntz"]);
    return word === "second" ? decimalType(8, 6) : types.int;
  },
  nulls: (args) => (args[1]?.type.kind === "timestamp_ntz" && isDayUnit(args[0]) ? nullsAs(undefined, types.date)(args) : nullsAs()(args)),
  databricks: ([, time = atom("")], { arguments: [unit] }) => sqlAtom`extract(${atom(unitText(unit).toUpperCase())} FROM ${time})`,
  duckdb: ([, time = atom("")], written) => {
    const unit = unitText(written.arguments[0]);
    const type = typeOf(written.arguments, 1);
    const field = ofDay[unit];
    if (field !== undefined) return field(dayOf(time, type, written));
    return ofClock[unit === "second" ? "secondWithFraction" : unit]?.(wallOf(time, type, written)) ?? atom("");
  },
});

function unitText(unit: unknown): string {
  return String((unit as { readonly value?: unknown } | undefined)?.value ?? "");
}

function isDayUnit(unit: unknown): boolean {
  return dayUnits.some((one) => one === unitText(unit));
}
