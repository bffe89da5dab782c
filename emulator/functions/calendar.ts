import { DuckDBDateValue, type DuckDBDecimalValue, type DuckDBTimestampValue } from "@duckdb/node-api";
import type { Value } from "../row.js";
import { civilOf, daysOf, daysOfMonth } from "../value/civil.js";
import { type Clocks, sessionClocks, startOfDay, utc } from "../value/zone.js";
import type { Body, Call } from "./body.js";
import { SparkError } from "./body.js";
import { clocksFor, instantKeeping } from "./time.js";
import { isBeyondLong, type Moment, microsOf, momentOf, timeOf } from "./time-point.js";

const mostInt = 2_147_483_647;

function dateOf(days: number): Value {
  if (days > mostInt || days < -mostInt - 1) throw new SparkError("ARITHMETIC_OVERFLOW", "integer overflow");
  if (Math.abs(days) >= mostInt)
    throw new SparkError("EMULATOR_REFUSES", `the date of ${days} days since 1970 is outside what DuckDB can hold`);
  return new DuckDBDateValue(days);
}

/** A day some months later; of a shorter month the last one. */
function plusMonths(days: number, months: number): number {
  const { year, month, day } = civilOf(days);
  const count = year * 12 + month - 1 + months;
  const first = daysOfMonth(Math.floor(count / 12), (((count % 12) + 12) % 12) + 1);
  const next = daysOfMonth(Math.floor((count + 1) / 12), ((((count + 1) % 12) + 12) % 12) + 1);
  return Math.min(first + day - 1, next - 1);
}

const addMonths: Body = {
  compile: () => (date: DuckDBDateValue, months: number) => dateOf(plusMonths(date.days, months)),
};

/** Microseconds of the units that are lengths. */
const lengths: { readonly [unit: string]: bigint } = {
  MICROSECOND: 1n,
  MILLISECOND: 1000n,
  SECOND: 1_000_000n,
  MINUTE: 60_000_000n,
  HOUR: 3_600_000_000n,
  DAY: 86_400_000_000n,
  WEEK: 604_800_000_000n,
};
/** Months of the others. */
const spans: { readonly [unit: string]: bigint } = { MONTH: 1n, QUARTER: 3n, YEAR: 12n };

const utcClocks: Clocks = { offsetAt: () => 0, offsetOf: utc };

/** The clocks that a TIMESTAMP goes by; a TIMESTAMP_NTZ shows what it shows. */
function clocksOfCall(call: Call): Clocks {
  return call.takes[0]?.kind === "timestamp" ? sessionClocks(call.timeZone) : utcClocks;
}

const addToTime: Body = {
  compile: (call) => {
    const clocks = clocksOfCall(call);
    const unit = String(call.parameters.unit);
    const make = timeOf(call.gives);
    const overflow = (): never => {
      if (call.parameters.interval === true)
        throw new SparkError("EMULATOR_REFUSES", "Spark fails here without a condition: long overflow");
      throw new SparkError("DATETIME_OVERFLOW", `Datetime operation overflow: add ${unit}.`);
    };
    const length = lengths[unit];
    // An interval's whole days go by what clocks show, also those that are 24 hours; timestampadd counts hours as time goes by.
    const byClock = call.parameters.interval === true || unit === "DAY" || unit === "WEEK";
    const shift =
      length === undefined ? monthShift(spans[unit] ?? 1n, clocks, overflow) : lengthShift(length, byClock ? clocks : utcClocks, overflow);
    return (time: DuckDBTimestampValue, amount: bigint) => {
      const moment = shift(momentOf(time.micros), amount);
      return isBeyondLong(moment) ? overflow() : make(moment);
    };
  },
};

type Shift = (moment: Moment, amount: bigint) => Moment;

/** Whole days by what clocks show, the rest by how much time goes by: Spark counts 24 hours as a day. */
function lengthShift(length: bigint, clocks: Clocks, overflow: () => never): Shift {
  return ({ seconds, micros }, amount) => {
    const total = amount * length;
    if (BigInt.asIntN(64, total) !== total) return overflow();
    const day = 86_400_000_000n;
    const days = Number(total / day);
    const rest = Number(total % day);
    const offset = clocks.offsetAt(seconds);
    const start = days === 0 ? seconds : instantKeeping(seconds + offset + days * 86_400, offset, clocks);
    const sum = micros + rest;
    const carried = Math.floor(sum / 1_000_000);
    return { seconds: start + carried, micros: sum - carried * 1_000_000 };
  };
}

function monthShift(span: bigint, clocks: Clocks, overflow: () => never): Shift {
  return ({ seconds, micros }, amount) => {
    const months = amount * span;
    if (BigInt.asIntN(32, months) !== months) return overflow();
    const offset = clocks.offsetAt(seconds);
    const local = seconds + offset;
    const days = Math.floor(local / 86_400);
    const later = plusMonths(days, Number(months)) * 86_400 + local - days * 86_400;
    return { seconds: instantKeeping(later, offset, clocks), micros };
  };
}

const wholeUnits: Body = {
  compile: (call) => {
    const { offsetAt } = clocksOfCall(call);
    const unit = String(call.parameters.unit);
    const length = lengths[unit];
    const span = Number(spans[unit] ?? 1n);
    const local = (time: DuckDBTimestampValue): Moment => {
      const { seconds, micros } = momentOf(time.micros);
      return { seconds: seconds + offsetAt(seconds), micros };
    };
    return (start: DuckDBTimestampValue, end: DuckDBTimestampValue) => {
      const [from, to] = [local(start), local(end)];
      if (length === undefined) return BigInt(Math.trunc(wholeMonths(from, to) / span));
      const micros = microsOf(to) - microsOf(from);
      if (BigInt.asIntN(64, micros) !== micros)
        throw new SparkError("EMULATOR_REFUSES", "Spark fails here without a condition: long overflow");
      return micros / length;
    };
  },
};

function wholeMonths(from: Moment, to: Moment): number {
  const [start, end] = [split(from), split(to)];
  let last = end.days;
  if (end.days > start.days && end.time < start.time) last--;
  else if (end.days < start.days && end.time > start.time) last++;
  const [a, b] = [civilOf(start.days), civilOf(last)];
  const packed = (at: typeof a): number => (at.year * 12 + at.month - 1) * 32 + at.day;
  return Math.trunc((packed(b) - packed(a)) / 32);
}

function split({ seconds, micros }: Moment): { readonly days: number; readonly time: number } {
  const days = Math.floor(seconds / 86_400);
  return { days, time: (seconds - days * 86_400) * 1_000_000 + micros };
}

const monthsBetween: Body = {
  compile: (call) => {
    const clocks = sessionClocks(call.timeZone);
    const isRounded = call.parameters.rounds === true;
    const at = ({ micros }: DuckDBTimestampValue) => {
      const moment = momentOf(micros);
      const days = Math.floor((moment.seconds + clocks.offsetAt(moment.seconds)) / 86_400);
      const { year, month, day } = civilOf(days);
      const isLast = civilOf(days + 1).month !== month;
      return { months: year * 12 + month, day, isLast, second: moment.seconds - startOfDay(days, clocks) };
    };
    return (later: DuckDBTimestampValue, earlier: DuckDBTimestampValue) => {
      const [one, other] = [at(later), at(earlier)];
      const months = one.months - other.months;
      if (one.day === other.day || (one.isLast && other.isLast)) return months;
      const seconds = (one.day - other.day) * 86_400 + one.second - other.second;
      const difference = months + seconds / 2_678_400;
      return isRounded ? Math.round(difference * 1e8) / 1e8 : difference;
    };
  },
};

/** From Sunday; 1970-01-04 was one. */
const weekdays = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];

const nextDay: Body = {
  compile:
    ({ ansi }) =>
    (date: DuckDBDateValue, name: string) => {
      const upper = name.toUpperCase();
      const index = weekdays.findIndex((day) => upper === day || upper === day.slice(0, 3) || upper === day.slice(0, 2));
      if (index < 0) {
        if (ansi) throw new SparkError("ILLEGAL_DAY_OF_WEEK", `Illegal input for day of week: ${name}.`);
        return null;
      }
      const ahead = (((index + 2 - date.days) % 7) + 7) % 7;
      return dateOf(date.days + 1 + ahead);
    },
};

function outOfBounds(call: Call, message: string): null {
  if (call.ansi && call.parameters.attempt !== true) throw new SparkError("DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION", message);
  return null;
}

function isYear(year: number): boolean {
  return Math.abs(year) <= 999_999_999;
}

const makeDate: Body = {
  compile: (call) => (year: number, month: number, day: number) => {
    const days = isYear(year) ? daysOf(year, month, day) : null;
    return days === null ? outOfBounds(call, `Invalid date ${year}-${month}-${day}.`) : dateOf(days);
  },
};

const makeTimestamp: Body = {
  compile: (call) => {
    const clocks = call.gives.kind === "timestamp" ? clocksFor(call, call.parameters.zone) : utcClocks;
    const make = timeOf(call.gives);
    return (year: number, month: number, day: number, hour: number, minute: number, second: DuckDBDecimalValue) => {
      // A DECIMAL(16,6)
      const { seconds, micros } = momentOf(second.value);
      const days = isYear(year) ? daysOf(year, month, day) : null;
      const isMinute = seconds === 60 && micros === 0;
      if (seconds === 60 && !isMinute) {
        if (!call.ansi || call.parameters.attempt === true) return null;
        throw new SparkError(
          "INVALID_FRACTION_OF_SECOND",
          `Valid range for seconds is [0, 60] (inclusive), but the provided value is ${second}.`,
        );
      }
      const isTime = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && ((seconds >= 0 && seconds < 60) || isMinute);
      if (days === null || !isTime) return outOfBounds(call, `Invalid time ${year}-${month}-${day} ${hour}:${minute}:${second}.`);
      const local = days * 86_400 + hour * 3600 + minute * 60 + seconds;
      const moment = { seconds: local - clocks.offsetOf(local), micros };
      if (isBeyondLong(moment)) throw new SparkError("EMULATOR_REFUSES", "Spark fails here without a condition: long overflow");
      return make(moment);
    };
  },
};

const timestampOf: Body = {
  compile: (call) => {
    const make = timeOf(call.gives);
    const length = BigInt(Number(call.parameters.length));
    const whole = (micros: bigint): Value => {
      if (BigInt.asIntN(64, micros) === micros) return make(momentOf(micros));
      throw new SparkError("DATETIME_OVERFLOW", "Datetime operation overflow: create a TIMESTAMP.");
    };
    const [type] = call.takes;
    if (type?.kind === "double") {
      return (seconds: number) => {
        if (!Number.isFinite(seconds)) return null;
        const micros = Math.trunc(seconds * 1_000_000);
        // Java takes the greatest number for what is beyond it.
        if (Math.abs(micros) >= 9.2e18) throw new SparkError("EMULATOR_REFUSES", "the time is beyond what DuckDB can hold");
        return make(momentOf(BigInt(micros)));
      };
    }
    if (type?.kind === "decimal") {
      const divisor = 10n ** BigInt(Math.max(type.scale - 6, 0));
      const factor = 10n ** BigInt(Math.max(6 - type.scale, 0));
      return ({ value }: DuckDBDecimalValue) => {
        const micros = (value * factor) / divisor;
        if (value % divisor !== 0n || BigInt.asIntN(64, micros) !== micros) {
          throw new SparkError("EMULATOR_REFUSES", "Spark fails here without a condition: rounding necessary, or long overflow");
        }
        return make(momentOf(micros));
      };
    }
    return (count: bigint) => whole(count * length);
  },
};

export const calendarBodies: { readonly [name: string]: Body } = {
  add_months: addMonths,
  add_to_time: addToTime,
  whole_units: wholeUnits,
  months_between: monthsBetween,
  next_day: nextDay,
  make_date: makeDate,
  make_timestamp: makeTimestamp,
  timestamp_of: timestampOf,
};
