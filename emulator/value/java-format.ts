import type { NumberPart, PatternField, PatternPart } from "../../generator/functions/java/date-pattern.js";
import { civilOf, daysOfMonth } from "./civil.js";
import { halfDays, months, quarters, short, weekdays } from "./java-text.js";

/** What a clock shows, and in which zone. */
export interface Shown {
  /** Days since 1970-01-01. */
  readonly days: number;
  readonly secondOfDay: number;
  readonly micros: number;
  /** Seconds ahead of UTC. */
  readonly offset: number;
  readonly zone: string;
}

interface Fields extends Shown {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

type Write = (fields: Fields) => string;

const values: { readonly [K in PatternField]: (fields: Fields) => number } = {
  year: (at) => at.year,
  month: (at) => at.month,
  day: (at) => at.day,
  dayOfYear: (at) => at.days - daysOfMonth(at.year, 1) + 1,
  dayOfWeek: (at) => weekdayOf(at.days) + 1,
  quarter: (at) => Math.ceil(at.month / 3),
  halfDay: (at) => (at.secondOfDay < 43_200 ? 0 : 1),
  hour: (at) => Math.floor(at.secondOfDay / 3600),
  clockHour: (at) => Math.floor(at.secondOfDay / 3600) || 24,
  hourOfHalf: (at) => Math.floor(at.secondOfDay / 3600) % 12,
  clockHourOfHalf: (at) => Math.floor(at.secondOfDay / 3600) % 12 || 12,
  minute: (at) => Math.floor(at.secondOfDay / 60) % 60,
  second: (at) => at.secondOfDay % 60,
};

/** 0 is Monday. */
function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** Compiles a pattern to a function that writes times as Java does. */
export function compileFormat(parts: readonly PatternPart[]): (shown: Shown) => string {
  const writers = parts.flatMap(writersOf);
  return (shown) => {
    const { days, secondOfDay, micros, offset, zone } = shown;
    const { year, month, day } = civilOf(days);
    const fields = { days, secondOfDay, micros, offset, zone, year, month, day };
    let text = "";
    for (const write of writers) text += write(fields);
    return text;
  };
}

function writersOf(part: PatternPart): readonly Write[] {
  switch (part.kind) {
    case "literal":
      return [() => part.text];
    case "number":
      return [numberWriter(part)];
    case "fraction":
      return [({ micros }) => String(micros).padStart(6, "0").padEnd(9, "0").slice(0, part.max)];
    case "text":
      return [textWriter(part.field, part.style)];
    case "zoneId":
      return [({ zone }) => zone];
    case "offset":
      return [({ offset }) => offsetText(offset, part)];
    case "localizedOffset":
      return [({ offset }) => localizedOffset(offset, part.style)];
    case "optional":
      // A time with its zone has whatever is asked for.
      return part.parts.flatMap(writersOf);
    case "unknown":
      throw new TypeError(`no format for ${part.letters}`);
  }
}

function numberWriter({ field, min, sign, reduced }: NumberPart): Write {
  const read = values[field];
  if (reduced) return (fields) => two(Math.abs(read(fields)) % 100);
  if (min === 2 && field !== "year") return (fields) => two(read(fields));
  const most = 10 ** min;
  return (fields) => {
    const value = read(fields);
    const digits = String(Math.abs(value)).padStart(min, "0");
    if (value < 0) return `-${digits}`;
    return sign === "exceeds" && value >= most ? `+${digits}` : digits;
  };
}

function textWriter(field: "month" | "dayOfWeek" | "quarter" | "halfDay", style: "short" | "full"): Write {
  const cut = style === "short" ? short : (name: string) => name;
  switch (field) {
    case "month":
      return ({ month }) => cut(months[month - 1] ?? "");
    case "dayOfWeek":
      return ({ days }) => cut(weekdays[weekdayOf(days)] ?? "");
    case "quarter":
      return ({ month }) => (style === "short" ? `Q${Math.ceil(month / 3)}` : (quarters[Math.ceil(month / 3) - 1] ?? ""));
    case "halfDay":
      return ({ secondOfDay }) => halfDays[secondOfDay < 43_200 ? 0 : 1];
  }
}

function offsetText(offset: number, { colon, minutes, seconds, zero }: Extract<PatternPart, { kind: "offset" }>): string {
  const total = Math.abs(offset);
  const [hour, minute, second] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const separator = colon ? ":" : "";
  let text = two(hour);
  let shown = hour;
  if (minutes === "always" || minute > 0) {
    text += separator + two(minute);
    shown += minute;
  }
  if (seconds === "unlessZero" && second > 0) {
    text += separator + two(second);
    shown += second;
  }
  // What has nothing but zeros in what is written is zero.
  return offset === 0 || shown === 0 ? zero : (offset < 0 ? "-" : "+") + text;
}

function localizedOffset(offset: number, style: "short" | "full"): string {
  if (offset === 0) return "GMT";
  const total = Math.abs(offset);
  const [hour, minute, second] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const sign = offset < 0 ? "-" : "+";
  if (style === "full") return `GMT${sign}${two(hour)}:${two(minute)}${second === 0 ? "" : `:${two(second)}`}`;
  const rest = minute !== 0 || second !== 0 ? `:${two(minute)}${second === 0 ? "" : `:${two(second)}`}` : "";
  return `GMT${sign}${hour}${rest}`;
}

const twoDigits = Array.from({ length: 100 }, (_value, i) => String(i).padStart(2, "0"));

/** Two digits; values are below 100, but for days of a year. */
function two(value: number): string {
  return twoDigits[value] ?? String(value);
}
