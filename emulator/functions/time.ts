import { DuckDBDateValue, DuckDBTimestampTZValue, DuckDBTimestampValue } from "@duckdb/node-api";
import { type PatternPart, readPattern } from "../../generator/functions/java/date-pattern.js";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { parseDate } from "../value/date.js";
import { compileFormat } from "../value/java-format.js";
import { compileParse, type Read, Unread } from "../value/java-parse.js";
import { hasOddCase } from "../value/java-text.js";
import { parseTimestamp, parseTimestampNtz } from "../value/timestamp.js";
import { type Clocks, clocksOf, sessionClocks, startOfDay } from "../value/zone.js";
import type { Body, Call } from "./body.js";
import { SparkError } from "./body.js";
import { isBeyondLong, type Moment, microsOf, momentOf, refusing, timeOf } from "./time-point.js";

/** A zone of a call by its name; "" is the session's. */
export function clocksFor({ timeZone }: Pick<Call, "timeZone">, zone: unknown): Clocks {
  if (zone === "" || zone === undefined) return sessionClocks(timeZone);
  const clocks = clocksOf(String(zone));
  if (clocks === undefined) throw new TypeError(`no time zone ${zone}`);
  return clocks;
}

const changeZone: Body = {
  compile: (call) => {
    const from = clocksFor(call, call.parameters.from);
    const to = clocksFor(call, call.parameters.to);
    const make = timeOf(call.gives);
    return (given: DuckDBTimestampValue) => {
      const { seconds, micros } = momentOf(given.micros);
      const instant = seconds - from.offsetOf(seconds);
      return make({ seconds: instant + to.offsetAt(instant), micros });
    };
  },
};

const startsDay: Body = {
  compile: (call) => {
    const clocks = sessionClocks(call.timeZone);
    const make = timeOf(call.gives);
    return ({ days }: DuckDBDateValue) => make({ seconds: startOfDay(days, clocks), micros: 0 });
  },
};

const unitSeconds: { readonly [unit: string]: number } = { minute: 60, hour: 3600, day: 86_400 };

/** The instant that clocks show after a change of what they show: they keep their offset where it is one of those at that time. */
export function instantKeeping(local: number, offset: number, { offsetAt, offsetOf }: Clocks): number {
  return local - (offsetAt(local - offset) === offset ? offset : offsetOf(local));
}

const truncateInstant: Body = {
  compile: (call) => {
    const clocks = sessionClocks(call.timeZone);
    const unit = unitSeconds[String(call.parameters.unit)] ?? 1;
    const make = timeOf(call.gives);
    return ({ micros }: DuckDBTimestampTZValue) => {
      const { seconds } = momentOf(micros);
      const offset = clocks.offsetAt(seconds);
      const local = Math.floor((seconds + offset) / unit) * unit;
      return make({ seconds: instantKeeping(local, offset, clocks), micros: 0 });
    };
  },
};

function partsOf({ parameters }: Call, parsing: boolean): readonly PatternPart[] {
  const parts = readPattern(String(parameters.pattern), parsing);
  if ("fault" in parts) throw new TypeError(parts.fault);
  return parts;
}

function formatter(call: Call): (moment: Moment) => string {
  const format = compileFormat(partsOf(call, false));
  const { offsetAt } = sessionClocks(call.timeZone);
  return ({ seconds, micros }) => {
    const offset = offsetAt(seconds);
    const local = seconds + offset;
    const days = Math.floor(local / 86_400);
    return format({ days, secondOfDay: local - days * 86_400, micros, offset, zone: call.timeZone });
  };
}

const dateFormat: Body = {
  compile: (call) => {
    const format = formatter(call);
    return ({ micros }: DuckDBTimestampTZValue) => format(momentOf(micros));
  },
};

const fromUnixTime: Body = {
  compile: (call) => {
    const format = formatter(call);
    // Too many seconds wrap around in Spark.
    return (seconds: bigint) => format(momentOf(BigInt.asIntN(64, seconds * 1_000_000n)));
  },
};

/** What was read as a value of the type. */
function giver(call: Call): (read: Read) => Value {
  const session = sessionClocks(call.timeZone);
  const zones = new Map<string | number, Clocks>();
  const clocksAt = (zone: string | number): Clocks => {
    const clocks = zones.get(zone) ?? (typeof zone === "number" ? { offsetAt: () => zone, offsetOf: () => zone } : clocksFor(call, zone));
    zones.set(zone, clocks);
    return clocks;
  };
  const make = call.gives.kind === "timestamp" || call.gives.kind === "timestamp_ntz" ? timeOf(call.gives) : undefined;
  return ({ days, secondOfDay, micros, zone }) => {
    const local = days * 86_400 + secondOfDay;
    if (make !== undefined && call.gives.kind === "timestamp_ntz") return make({ seconds: local, micros });
    const seconds = local - (zone === undefined ? session : clocksAt(zone)).offsetOf(local);
    if (make !== undefined) return make({ seconds, micros });
    if (isBeyondLong({ seconds, micros })) throw new SparkError("EMULATOR_REFUSES", "the time is beyond what Spark can hold");
    if (call.gives.kind === "date") return new DuckDBDateValue(Math.floor((seconds + session.offsetAt(seconds)) / 86_400));
    return microsOf({ seconds, micros }) / 1_000_000n;
  };
}

const parseTime: Body = {
  compile: (call) => {
    const parse = compileParse(partsOf(call, true));
    const give = giver(call);
    const raises = call.ansi && call.parameters.attempt !== true;
    return (text: string) => {
      if (hasOddCase(text))
        throw new SparkError("EMULATOR_REFUSES", `the emulator does not read '${text}' by a pattern: its letters have odd cases`);
      let read: Read | undefined;
      try {
        read = parse(text);
      } catch (failure) {
        if (failure instanceof Unread) throw new SparkError("EMULATOR_REFUSES", failure.message);
        throw failure;
      }
      if (read !== undefined) return give(read);
      if (raises) throw new SparkError("CANNOT_PARSE_TIMESTAMP", `Text '${text}' could not be parsed.`);
      return null;
    };
  },
};

function reader({ gives, timeZone }: Call): (text: string) => Value {
  const { offsetOf } = sessionClocks(timeZone);
  const ofDays = (days: number | null): Value => (days === null ? null : new DuckDBDateValue(days));
  if (gives.kind === "date") return (text) => ofDays(parseDate(text));
  const wrap = (micros: bigint | null, kind: ColumnType["kind"]): Value =>
    micros === null ? null : kind === "timestamp" ? new DuckDBTimestampTZValue(micros) : new DuckDBTimestampValue(micros);
  if (gives.kind === "timestamp") return (text) => wrap(parseTimestamp(text, offsetOf), "timestamp");
  return (text) => wrap(parseTimestampNtz(text, false), "timestamp_ntz");
}

const readTime: Body = {
  compile: (call) => {
    const read = refusing(reader(call));
    const raises = call.ansi && call.parameters.attempt !== true;
    return (text: string) => {
      const value = read(text);
      if (value === null && raises) throw new SparkError("CAST_INVALID_INPUT", `The value '${text}' cannot be cast to ${call.gives.kind}.`);
      return value;
    };
  },
};

export const timeBodies: { readonly [name: string]: Body } = {
  change_zone: changeZone,
  start_of_day: startsDay,
  truncate_instant: truncateInstant,
  date_format: dateFormat,
  from_unixtime: fromUnixTime,
  parse_time: parseTime,
  read_time: readTime,
};
