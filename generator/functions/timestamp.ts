import type { Column, Instant, NullOf, Num, Operand } from "../column/index.js";
import { type ColumnType, decimalType, type Expression, isInteger, types } from "../ir/index.js";
import { open, type Text, type Written, wrongOperand } from "./row.js";
import { instantAt, wallOf } from "./session-clock.js";
import { atom, type Sql, sqlAtom } from "./sql.js";
import {
  type ClockColumn,
  nullsAs,
  requireInt,
  requireTime,
  type TimeColumn,
  typeOf,
  wordOf,
  zoneOf as zoneNamed,
} from "./time-operand.js";

const { timestamp, timestamp_ntz: wallClock } = types;

/** Calls a body of JavaScript. */
function called(body: string, written: Written, takes: readonly ColumnType[], parts: readonly Sql[], parameters = {}): Sql {
  const name = written.javascript({ body, takes, gives: written.type, parameters });
  return sqlAtom`${atom(name)}(${atom(parts.map((part) => part.text).join(", "))})`;
}

/** An operand as the instant it is. */
function instantOf(parts: readonly Sql[], written: Written, index = 0): Sql {
  return instantAt(parts[index] ?? atom(""), typeOf(written.arguments, index), written);
}

function zoneText(written: Written, index: number): string {
  const given = written.arguments[index];
  return given?.kind === "literal" ? String(given.value) : "";
}

type OfSession = <const A extends Column<"timestamp" | null>>(time: A, zone: string) => Instant<"timestamp" | NullOf<A>>;

function ofUtc(name: string, parameters: (zone: string) => { readonly from: string; readonly to: string }) {
  return open<OfSession>({
    name,
    type: ([time, zone]) => {
      requireTime(name, 0, time, ["timestamp"]);
      zoneNamed(name, 1, zone);
      return timestamp;
    },
    duckdb: ([time = atom("")], written) => called("change_zone", written, [timestamp], [time], parameters(zoneText(written, 1))),
  });
}

/**
 * `from_utc_timestamp(x, zone)`: what clocks in the zone show when clocks in UTC show x. Spark keeps it as an instant, so it is meant for
 * sessions in UTC. `fromUtcTimestamp(o.placed_at, "Europe/Berlin")`
 */
export const fromUtcTimestamp = ofUtc("from_utc_timestamp", (zone) => ({ from: "UTC", to: zone }));

/** `to_utc_timestamp(x, zone)`: what clocks in UTC show when clocks in the zone show x. `toUtcTimestamp(o.local_time, "Europe/Berlin")` */
export const toUtcTimestamp = ofUtc("to_utc_timestamp", (zone) => ({ from: zone, to: "UTC" }));

interface ConvertTimezone {
  <const A extends ClockColumn>(from: string, to: string, time: A): Instant<"timestamp_ntz" | NullOf<A>>;
  <const A extends ClockColumn>(to: string, time: A): Instant<"timestamp_ntz" | NullOf<A>>;
}

/**
 * `convert_timezone([from,] to, x)`: what clocks in one zone show when clocks in another, or of the session, show x.
 * `convertTimezone("America/New_York", "Europe/Berlin", o.local_time)`
 */
export const convertTimezone = open<ConvertTimezone>({
  name: "convert_timezone",
  type: (args) => {
    const zones = args.slice(0, -1);
    zones.forEach((zone, i) => {
      zoneNamed("convert_timezone", i, zone);
    });
    requireTime("convert_timezone", zones.length, args.at(-1), ["timestamp", "timestamp_ntz"]);
    return wallClock;
  },
  nulls: (args) => nullsAs(wallClock)(args.slice(-1)),
  duckdb: (parts, written) => {
    const last = parts.length - 1;
    const wall = wallOf(parts[last] ?? atom(""), typeOf(written.arguments, last), written);
    const parameters = last === 1 ? { from: "", to: zoneText(written, 0) } : { from: zoneText(written, 0), to: zoneText(written, 1) };
    return called("change_zone", written, [wallClock], [wall], parameters);
  },
});

const addUnits = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"] as const;
type AddUnit = (typeof addUnits)[number];

interface TimestampAdd {
  <const N extends Whole, const A extends Column<"date" | "timestamp" | null>>(
    unit: AddUnit,
    amount: N,
    time: A,
  ): Instant<"timestamp" | NullOf<A> | NullOf<N>>;
  <const N extends Whole, const A extends Column<"timestamp_ntz" | null>>(
    unit: AddUnit,
    amount: N,
    time: A,
  ): Instant<"timestamp_ntz" | NullOf<A> | NullOf<N>>;
}

/** A unit stands as a bare word. */
function withUnit(name: string): Text {
  return (parts, { arguments: [unit] }) => {
    const word = unit?.kind === "literal" ? String(unit.value).toUpperCase() : "";
    return sqlAtom`${atom(name)}(${atom([word, ...parts.slice(1).map((part) => part.text)].join(", "))})`;
  };
}

/**
 * `timestampadd(unit, amount, x)`: days and longer go by what clocks show, hours and shorter by how much time goes by. A DATE becomes a TIMESTAMP. An error beyond
 * what a timestamp can be (DATETIME_OVERFLOW). `timestampAdd("hour", 3, o.placed_at)`
 */
export const timestampAdd = open<TimestampAdd>({
  name: "timestampadd",
  type: ([unit, amount, time]) => {
    wordOf("timestampadd", unit, addUnits, "unit");
    if (!amount || !isInteger(amount.type)) throw wrongOperand("timestampadd", 1, "bigint", amount);
    return requireTime("timestampadd", 2, time).kind === "timestamp_ntz" ? wallClock : timestamp;
  },
  databricks: withUnit("timestampadd"),
  duckdb: ([, amount = atom(""), time = atom("")], written) => {
    const start = written.type.kind === "timestamp" ? instantAt(time, typeOf(written.arguments, 2), written) : time;
    const unit = zoneText(written, 0).toUpperCase();
    return called("add_to_time", written, [written.type, types.bigint], [start, sqlAtom`CAST(${amount} AS BIGINT)`], { unit });
  },
});

type TimestampDiff = <const A extends TimeColumn, const B extends TimeColumn>(
  unit: AddUnit,
  start: A,
  end: B,
) => Num<"bigint" | NullOf<A> | NullOf<B>>;

/**
 * `timestampdiff(unit, start, end)`: how many whole units went by from start to end, as clocks in the session's time zone show them.
 * `timestampDiff("minute", o.placed_at, o.shipped_at)`
 */
export const timestampDiff = open<TimestampDiff>({
  name: "timestampdiff",
  type: ([unit, start, end]) => {
    wordOf("timestampdiff", unit, addUnits, "unit");
    requireTime("timestampdiff", 1, start);
    requireTime("timestampdiff", 2, end);
    return types.bigint;
  },
  databricks: withUnit("timestampdiff"),
  duckdb: (parts, written) =>
    called("whole_units", written, [timestamp, timestamp], [instantOf(parts, written, 1), instantOf(parts, written, 2)], {
      unit: zoneText(written, 0).toUpperCase(),
    }),
});

type MonthsBetween = <const A extends TimeColumn, const B extends TimeColumn>(
  end: A,
  start: B,
  round?: boolean,
) => Num<"double" | NullOf<A> | NullOf<B>>;

/**
 * `months_between(end, start[, round])`: whole months, or months and a fraction of 31 days, rounded to 8 digits unless `round` is false.
 * `monthsBetween(o.shipped_at, o.placed_at)`
 */
export const monthsBetween = open<MonthsBetween>({
  name: "months_between",
  type: ([end, start, round]) => {
    requireTime("months_between", 0, end);
    requireTime("months_between", 1, start);
    if (round !== undefined && (round.kind !== "literal" || round.type.kind !== "boolean" || round.value === null)) {
      throw wrongOperand("months_between", 2, "true or false, written out,", round);
    }
    return types.double;
  },
  duckdb: (parts, written) => {
    const [, , round] = written.arguments;
    const rounds = round?.kind !== "literal" || round.value === true;
    return called("months_between", written, [timestamp, timestamp], [instantOf(parts, written, 0), instantOf(parts, written, 1)], {
      rounds,
    });
  },
});

type Int = Operand<"int" | "smallint" | "tinyint">;
type NullOfEach<T extends readonly unknown[]> = { [K in keyof T]: NullOf<T[K]> }[number];
type Fields = readonly [
  year: Int,
  month: Int,
  day: Int,
  hour: Int,
  minute: Int,
  second: Operand<"int" | "smallint" | "tinyint" | "decimal">,
];

const seconds = decimalType(16, 6);

function requireFields(name: string, args: readonly Expression[]): void {
  for (let i = 0; i < 5; i++) requireInt(name, i, args[i]);
  const second = args[5];
  if (
    second?.type.kind === "decimal"
      ? second.type.precision - second.type.scale > 10
      : !second || !isInteger(second.type) || second.type.kind === "bigint"
  ) {
    throw wrongOperand(name, 5, "an INT, or a DECIMAL with at most 10 digits before the point,", second);
  }
  if (args.length > 6) zoneNamed(name, 6, args[6]);
}

function makeTime(attempt: boolean): Text {
  const { int } = types;
  return (parts, written) => {
    const [year, month, day, hour, minute, second = atom("")] = parts;
    const fields = [year, month, day, hour, minute].map((one = atom("")) => one);
    return called("make_timestamp", written, [int, int, int, int, int, seconds], [...fields, sqlAtom`CAST(${second} AS DECIMAL(16,6))`], {
      zone: zoneText(written, 6),
      attempt,
    });
  };
}

const nullsOfFields = nullsAs(undefined, undefined, undefined, undefined, undefined, seconds);

interface MakeTimestamp {
  <const F extends Fields>(...fields: F): Instant<"timestamp" | NullOfEach<F>>;
  <const F extends Fields>(...fields: [...F, zone: string]): Instant<"timestamp" | NullOfEach<F>>;
}

function madeTimestamp(name: string) {
  return open<MakeTimestamp>({
    name,
    type: (args) => {
      requireFields(name, args);
      return timestamp;
    },
    nulls: nullsOfFields,
    duckdb: makeTime(false),
  });
}

/**
 * `make_timestamp(year, month, day, hour, minute, second[, zone])`: an instant of the session's time zone or of another. The second has
 * microseconds when it is a DECIMAL. An error where there is no such time (DATETIME_FIELD_OUT_OF_BOUNDS), and for a fraction of second 60.
 * `makeTimestamp(2024, 2, 29, o.hour, 0, 0)`
 */
export const makeTimestamp = madeTimestamp("make_timestamp");

/** `make_timestamp_ltz(…)`, the same as `makeTimestamp`: `makeTimestampLtz(2024, 2, 29, o.hour, 0, 0)`. */
export const makeTimestampLtz = madeTimestamp("make_timestamp_ltz");

type TryMakeTimestamp = (...fields: Fields | readonly [...Fields, zone: string]) => Instant<"timestamp" | null>;

/** `try_make_timestamp(…)`: as `makeTimestamp`, and NULL where there is no such time. `tryMakeTimestamp(2024, 2, o.day, 0, 0, 0)` */
export const tryMakeTimestamp = open<TryMakeTimestamp>({
  name: "try_make_timestamp",
  type: (args) => {
    requireFields("try_make_timestamp", args);
    return timestamp;
  },
  nulls: "always",
  duckdb: makeTime(true),
});

/** `make_timestamp_ntz(year, month, day, hour, minute, second)`: what clocks show. `makeTimestampNtz(2024, 2, 29, o.hour, 0, 0)` */
export const makeTimestampNtz = open<<const F extends Fields>(...fields: F) => Instant<"timestamp_ntz" | NullOfEach<F>>>({
  name: "make_timestamp_ntz",
  type: (args) => {
    if (args.length > 6) throw wrongOperand("make_timestamp_ntz", 6, "no zone", args[6]);
    requireFields("make_timestamp_ntz", args);
    return wallClock;
  },
  nulls: nullsOfFields,
  duckdb: makeTime(false),
});

type ToNumber = <const A extends Column<"timestamp" | null>>(time: A) => Num<"bigint" | NullOf<A>>;

function sinceEpoch(name: string, text: (instant: Sql) => Sql) {
  return open<ToNumber>({
    name,
    type: ([time]) => {
      requireTime(name, 0, time, ["timestamp"]);
      return types.bigint;
    },
    duckdb: ([instant = atom("")]) => text(instant),
  });
}

/** `unix_seconds(x)`: whole seconds since 1970, rounded down. `unixSeconds(o.placed_at)` */
export const unixSeconds = sinceEpoch(
  "unix_seconds",
  (instant) => sqlAtom`(epoch_us(date_trunc('second', make_timestamp(epoch_us(${instant})))) // 1000000)`,
);

/** `unix_millis(x)`: whole milliseconds since 1970, rounded down. `unixMillis(o.placed_at)` */
export const unixMillis = sinceEpoch(
  "unix_millis",
  (instant) => sqlAtom`(epoch_us(date_trunc('millisecond', make_timestamp(epoch_us(${instant})))) // 1000)`,
);

/** `unix_micros(x)`: microseconds since 1970. `unixMicros(o.placed_at)` */
export const unixMicros = sinceEpoch("unix_micros", (instant) => sqlAtom`epoch_us(${instant})`);

function fromEpoch(name: string, length: number) {
  return open<<const N extends Whole>(count: N) => Instant<"timestamp" | NullOf<N>>>({
    name,
    type: ([count]) => {
      if (!count || !isInteger(count.type)) throw wrongOperand(name, 0, "bigint", count);
      return timestamp;
    },
    duckdb: ([count = atom("")], written) =>
      called("timestamp_of", written, [types.bigint], [sqlAtom`CAST(${count} AS BIGINT)`], { length }),
  });
}

/** `timestamp_millis(x)`: the instant so many milliseconds after 1970. `timestampMillis(o.epoch_ms)` */
export const timestampMillis = fromEpoch("timestamp_millis", 1000);

/** `timestamp_micros(x)`: the instant so many microseconds after 1970. `timestampMicros(o.epoch_us)` */
export const timestampMicros = fromEpoch("timestamp_micros", 1);

type Whole = Operand<"bigint" | "int" | "smallint" | "tinyint">;
type Seconds = Whole | Operand<"double" | "decimal">;

/**
 * `timestamp_seconds(x)`: the instant so many seconds after 1970; a DOUBLE or a DECIMAL has a fraction. `timestampSeconds(o.epoch)`
 */
export const timestampSeconds = open<
  <const N extends Seconds>(count: N) => Instant<"timestamp" | NullOf<N> | (N extends Column<"double" | null> ? null : never)>
>({
  name: "timestamp_seconds",
  type: ([count]) => {
    const type = count?.type;
    if (!type || !(isInteger(type) || type.kind === "double" || type.kind === "decimal")) {
      throw wrongOperand("timestamp_seconds", 0, "a BIGINT, DOUBLE or DECIMAL", count);
    }
    return timestamp;
  },
  nulls: (args) => (args[0]?.type.kind === "double" ? { nullable: true, proven: false } : nullsAs()(args)),
  duckdb: ([count = atom("")], written) => {
    const type = typeOf(written.arguments, 0);
    if (isInteger(type)) {
      return called("timestamp_of", written, [types.bigint], [sqlAtom`CAST(${count} AS BIGINT)`], { length: 1_000_000 });
    }
    return called("timestamp_of", written, [type], [count], { length: 1_000_000 });
  },
});
