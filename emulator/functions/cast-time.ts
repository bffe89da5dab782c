import { DuckDBDateValue, DuckDBTimestampTZValue, DuckDBTimestampValue } from "@duckdb/node-api";
import type { Value } from "../row.js";
import { outOfRange } from "../value/date.js";
import { fitDecimal, printPlain } from "../value/decimal.js";
import { printDate, printWall } from "../value/print-time.js";
import { checkMicros } from "../value/timestamp.js";
import { sessionClock, sessionZone } from "../value/zone.js";
import type { CastCall, CastTable } from "./cast-call.js";

const microsOfSecond = 1_000_000n;
const microsOfDay = 86_400_000_000n;

function floor(value: bigint, by: bigint): bigint {
  const rest = value % by;
  return (value - (rest < 0n ? rest + by : rest)) / by;
}

/** What the clocks of the session's zone show at an instant. */
function wallClock(timeZone: string): (micros: bigint) => bigint {
  if (timeZone === "UTC") return (micros) => micros;
  const clock = sessionClock(timeZone);
  return (micros) => micros + BigInt(clock(known(micros))) * microsOfSecond;
}

/** The instant at which the clocks of the session's zone show a time. */
function instant(timeZone: string): (wall: bigint) => bigint {
  if (timeZone === "UTC") return (wall) => wall;
  const zone = sessionZone(timeZone);
  return (wall) => wall - BigInt(zone(known(wall))) * microsOfSecond;
}

/** Whole seconds; nothing is known of clocks beyond the years that JavaScript knows. */
function known(micros: bigint): number {
  const seconds = Number(floor(micros, microsOfSecond));
  if (Math.abs(seconds) > 8_639_000_000_000) throw outOfRange(`the time ${printWall(micros)} in a zone`);
  return seconds;
}

/** The first instant of a day: midnight, or when clocks jump over it the moment they do. */
function startOfDay(timeZone: string): (days: number) => bigint {
  const at = instant(timeZone);
  const clock = timeZone === "UTC" ? (): number => 0 : sessionClock(timeZone);
  return (days) => {
    const wall = BigInt(days) * microsOfDay;
    const micros = at(wall);
    const seconds = Number(micros / microsOfSecond);
    if (timeZone === "UTC" || BigInt(seconds + clock(seconds)) * microsOfSecond === wall) return micros;
    // Clocks were put forward within the days before.
    let before = seconds - 2 * 86_400;
    let after = seconds;
    const offset = clock(after);
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if (clock(middle) === offset) after = middle;
      else before = middle;
    }
    return BigInt(after) * microsOfSecond;
  };
}

const ranges: { readonly [kind: string]: number } = { tinyint: 8, smallint: 16, int: 32 };

function timestampToInteger({ to, timeZone, overflow }: CastCall): (value: DuckDBTimestampTZValue) => Value {
  const width = ranges[to.kind];
  const wall = wallClock(timeZone);
  return ({ micros }) => {
    const seconds = floor(micros, microsOfSecond);
    if (width === undefined) return seconds;
    return BigInt.asIntN(width, seconds) === seconds ? Number(seconds) : overflow(() => `TIMESTAMP '${printWall(wall(micros))}'`);
  };
}

function timestampToDecimal({ to, range }: CastCall): (value: DuckDBTimestampTZValue) => Value {
  if (to.kind !== "decimal") throw new TypeError(to.kind);
  return ({ micros }) => {
    const digits = (micros < 0n ? -micros : micros).toString();
    return fitDecimal({ negative: micros < 0n, digits, scale: 6 }, to.precision, to.scale) ?? range(() => printPlain(micros, 6));
  };
}

function timestampToDate({ timeZone }: CastCall): (value: DuckDBTimestampTZValue) => Value {
  const wall = wallClock(timeZone);
  return ({ micros }) => new DuckDBDateValue(Number(floor(wall(micros), microsOfDay)));
}

function timestampToString({ timeZone }: CastCall): (value: DuckDBTimestampTZValue) => Value {
  const wall = wallClock(timeZone);
  return ({ micros }) => printWall(wall(micros));
}

function timestampToWall({ timeZone }: CastCall): (value: DuckDBTimestampTZValue) => Value {
  const wall = wallClock(timeZone);
  return ({ micros }) => new DuckDBTimestampValue(checkMicros(wall(micros)));
}

function wallToTimestamp({ timeZone }: CastCall): (value: DuckDBTimestampValue) => Value {
  const at = instant(timeZone);
  return ({ micros }) => new DuckDBTimestampTZValue(checkMicros(at(micros)));
}

/** Days whose midnight has microseconds in 64 bits. Beyond them Spark's code overflows, which is NULL for `try_cast`. */
const mostDays = 106_751_991;

function far(days: number, { attempt }: CastCall): null {
  if (attempt) return null;
  throw outOfRange(`the midnight of ${printDate(days)}`);
}

function dateToTimestamp(call: CastCall): (value: DuckDBDateValue) => Value {
  const start = startOfDay(call.timeZone);
  return ({ days }) => (Math.abs(days) > mostDays ? far(days, call) : new DuckDBTimestampTZValue(checkMicros(start(days))));
}

function dateToWall(call: CastCall): (value: DuckDBDateValue) => Value {
  return ({ days }) => (Math.abs(days) > mostDays ? far(days, call) : new DuckDBTimestampValue(checkMicros(BigInt(days) * microsOfDay)));
}

/** Casts between dates and times, and of times to numbers. */
export const timeCasts: CastTable = {
  "date>string": () => (value: DuckDBDateValue) => printDate(value.days),
  "date>timestamp": dateToTimestamp,
  "date>timestamp_ntz": dateToWall,
  "timestamp>integer": timestampToInteger,
  "timestamp>float": () => (value: DuckDBTimestampTZValue) => Math.fround(Number(value.micros) / 1_000_000),
  "timestamp>double": () => (value: DuckDBTimestampTZValue) => Number(value.micros) / 1_000_000,
  "timestamp>decimal": timestampToDecimal,
  "timestamp>string": timestampToString,
  "timestamp>date": timestampToDate,
  "timestamp>timestamp_ntz": timestampToWall,
  "timestamp_ntz>string": () => (value: DuckDBTimestampValue) => printWall(value.micros),
  "timestamp_ntz>date": () => (value: DuckDBTimestampValue) => new DuckDBDateValue(Number(floor(value.micros, microsOfDay))),
  "timestamp_ntz>timestamp": wallToTimestamp,
};
