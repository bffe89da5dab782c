import type { NumberPart, PatternField, PatternPart } from "../../generator/functions/java/date-pattern.js";
import { zoneIds } from "../../generator/functions/java/zone-id.js";
import { daysOf, daysOfMonth } from "./civil.js";
import { halfDays, months, sameLetters, short } from "./java-text.js";

/** What was read: a wall-clock time, and its zone when the text has one. */
export interface Read {
  /** Days since 1970-01-01. */
  readonly days: number;
  readonly secondOfDay: number;
  readonly micros: number;
  /** Name of a zone, or its offset in seconds. */
  readonly zone: string | number | undefined;
}

type Key = PatternField | "nano" | "offset";

/** What was read of each field. */
type Fields = { [K in Key]?: number };

interface State {
  fields: Fields;
  zone: string | undefined;
}

/** Reads a part at a position; gives where it ends, or -1 when it is not there. */
type Parse = (text: string, at: number, state: State) => number;

/** A text that Java reads and the emulator does not. */
export class Unread extends Error {}

/**
 * Compiles a pattern to a function that reads texts as Java's `DateTimeFormatter` does when it is strict and minds no case, and that fills in
 * what is missing as Spark does. It gives undefined for a text that does not follow the pattern, or that is no time.
 */
export function compileParse(parts: readonly PatternPart[]): (text: string) => Read | undefined {
  const parse = sequence(parts.map(parserOf));
  return (text) => {
    const state: State = { fields: {}, zone: undefined };
    return parse(text, 0, state) === text.length ? resolve(state) : undefined;
  };
}

function sequence(parsers: readonly Parse[]): Parse {
  return (text, start, state) => {
    let at = start;
    for (const parse of parsers) {
      at = parse(text, at, state);
      if (at < 0) return -1;
    }
    return at;
  };
}

function parserOf(part: PatternPart): Parse {
  switch (part.kind) {
    case "literal":
      return literalParser(part.text);
    case "number":
      return numberParser(part);
    case "fraction":
      return fractionParser(part.min, part.max);
    case "text":
      return textParser(part.field, part.style);
    case "zoneId":
      return parseZone;
    case "offset":
      return offsetParser(part);
    case "optional":
      return optional(sequence(part.parts.map(parserOf)));
    case "localizedOffset":
    case "unknown":
      throw new TypeError(`no parser for ${part.kind}`);
  }
}

function literalParser(literal: string): Parse {
  const { length } = literal;
  return (text, at) => {
    if (text.startsWith(literal, at)) return at + length;
    const given = text.slice(at, at + length);
    return given.length === length && sameLetters(literal, given) ? at + length : -1;
  };
}

function optional(parse: Parse): Parse {
  return (text, at, state) => {
    const inner: State = { fields: { ...state.fields }, zone: state.zone };
    const end = parse(text, at, inner);
    if (end < 0) return at;
    state.fields = inner.fields;
    state.zone = inner.zone;
    return end;
  };
}

/** A field that is read twice must have the same value. */
function put({ fields }: State, key: Key, value: number): boolean {
  const before = fields[key];
  fields[key] = value;
  return before === undefined || before === value;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function numberParser({ field, min, max, sign, reduced, followed }: NumberPart): Parse {
  return (text, start, state) => {
    const first = text.charAt(start);
    const positive = first === "+";
    const negative = first === "-";
    if (first === "" || (positive && sign !== "exceeds") || (negative && sign === "notNegative")) return -1;
    const begin = positive || negative ? start + 1 : start;
    let end = begin;
    const most = Math.min(begin + max + followed, text.length);
    while (end < most && isDigit(text, end)) end++;
    if (end - begin < min) return -1;
    // What follows without anything between takes its digits from the end.
    if (followed > 0) end = begin + Math.min(Math.max(min, end - begin - followed), end - begin);
    let value = 0;
    for (let i = begin; i < end; i++) value = value * 10 + text.charCodeAt(i) - 0x30;
    if (negative && value === 0) return -1;
    if (!negative && sign === "exceeds" && (positive ? end - begin <= min : end - begin > min)) return -1;
    return put(state, field, reduced ? 2000 + value : negative ? -value : value) ? end : -1;
  };
}

function fractionParser(min: number, max: number): Parse {
  return (text, start, state) => {
    let end = start;
    while (end < start + max && isDigit(text, end)) end++;
    if (end - start < min) return -1;
    return put(state, "nano", Number(text.slice(start, end).padEnd(9, "0"))) ? end : -1;
  };
}

function textParser(field: "month" | "dayOfWeek" | "quarter" | "halfDay", style: "short" | "full"): Parse {
  const names: readonly string[] = field === "halfDay" ? halfDays : style === "short" ? months.map(short) : months;
  const first = field === "halfDay" ? 0 : 1;
  return (text, at, state) => {
    const index = names.findIndex((name) => sameLetters(name, text.slice(at, at + name.length)));
    if (index < 0) return -1;
    const end = at + (names[index]?.length ?? 0);
    return end <= text.length && put(state, field, index + first) ? end : -1;
  };
}

type Offset = Extract<PatternPart, { kind: "offset" }>;

function offsetParser(part: Offset): Parse {
  return (text, at, state) => {
    const found = readOffset(text, at, part);
    return found !== undefined && put(state, "offset", found.seconds) ? found.end : -1;
  };
}

function readOffset(text: string, at: number, { colon, minutes, seconds, zero }: Offset): { seconds: number; end: number } | undefined {
  if (at >= text.length) return undefined;
  const zeroText = text.slice(at, at + zero.length);
  if (zeroText.length === zero.length && sameLetters(zero, zeroText)) return { seconds: 0, end: at + zero.length };
  const sign = text.charAt(at);
  if (sign !== "+" && sign !== "-") return undefined;
  const pair = (from: number, separated: boolean): number | undefined => {
    const begin = separated && colon ? (text.charAt(from) === ":" ? from + 1 : Number.NaN) : from;
    if (Number.isNaN(begin) || !isDigit(text, begin) || !isDigit(text, begin + 1)) return undefined;
    const value = Number(text.slice(begin, begin + 2));
    return value > 59 ? undefined : value;
  };
  const width = colon ? 3 : 2;
  const hour = pair(at + 1, false);
  if (hour === undefined || hour > 23) return undefined;
  let end = at + 3;
  const minute = pair(end, true);
  if (minute === undefined && minutes === "always") return undefined;
  if (minute !== undefined) end += width;
  const second = minute !== undefined && seconds === "unlessZero" ? pair(end, true) : undefined;
  if (second !== undefined) end += width;
  return { seconds: (hour * 3600 + (minute ?? 0) * 60 + (second ?? 0)) * (sign === "-" ? -1 : 1), end };
}

const idOffset: Offset = { kind: "offset", colon: true, minutes: "always", seconds: "unlessZero", zero: "Z" };
const ids = new Map([...zoneIds].map((id) => [id.toLowerCase(), id]));
const longest = Math.max(...[...zoneIds].map((id) => id.length));

/** A zone by its name, in any case, or by its offset, with `UTC`, `GMT` or `UT` before it or nothing. */
function parseZone(text: string, at: number, state: State): number {
  const first = text.charAt(at);
  if (first === "") return -1;
  const set = (zone: string, end: number): number => {
    state.zone = zone;
    return end;
  };
  if (first === "+" || first === "-") {
    const found = readOffset(text, at, idOffset);
    if (found === undefined || Math.abs(found.seconds) > 64_800) return -1;
    return set(text.slice(at, found.end), found.end);
  }
  const upper = text.slice(at, at + 4).toUpperCase();
  if (upper === "GMT0") return set("GMT0", at + 4);
  const prefix = ["UTC", "UT", "GMT"].find((one) => upper.startsWith(one));
  if (prefix !== undefined) {
    const end = at + prefix.length;
    const next = text.charAt(end);
    if (next === "" || next === "0" || next === "Z" || next === "z") return set(prefix, end);
    const found = readOffset(text, end, { ...idOffset, zero: "0" });
    if (found === undefined) return set(prefix, end);
    if (Math.abs(found.seconds) > 64_800) return -1;
    return set(prefix + text.slice(end, found.end), found.end);
  }
  const rest = text.slice(at, at + longest).toLowerCase();
  if (rest.startsWith("systemv/")) throw new Unread("only Java knows zones of the area SystemV");
  for (let length = rest.length; length > 0; length--) {
    const id = ids.get(rest.slice(0, length));
    if (id !== undefined) return set(id, at + length);
  }
  return first === "Z" || first === "z" ? set("Z", at + 1) : -1;
}

function within(value: number | undefined, least: number, most: number): boolean {
  return value === undefined || (value >= least && value <= most);
}

/** The time that the fields are, with Spark's defaults for what is missing: the first of January 1970, midnight. */
function resolve({ fields, zone }: State): Read | undefined {
  const days = resolveDate(fields);
  const secondOfDay = days === undefined ? undefined : resolveTime(fields);
  if (days === undefined || secondOfDay === undefined) return undefined;
  const offset = fields.offset;
  if (offset !== undefined && Math.abs(offset) > 64_800) return undefined;
  return { days, secondOfDay, micros: Math.floor((fields.nano ?? 0) / 1000), zone: zone ?? offset };
}

function resolveDate(fields: Readonly<Fields>): number | undefined {
  const [month, day, dayOfYear] = [fields.month, fields.day, fields.dayOfYear];
  const year = fields.year ?? 1970;
  if (!within(year, -999_999_999, 999_999_999)) return undefined;
  const isWhole = fields.year !== undefined && month !== undefined && day !== undefined;
  if (dayOfYear === undefined || isWhole) {
    const days = daysOf(year, month ?? 1, day ?? 1);
    if (days === null) return undefined;
    return dayOfYear === undefined || days - daysOfMonth(year, 1) + 1 === dayOfYear ? days : undefined;
  }
  const length = daysOfMonth(year + 1, 1) - daysOfMonth(year, 1);
  if (dayOfYear < 1 || dayOfYear > length) return undefined;
  const days = daysOfMonth(year, 1) + dayOfYear - 1;
  // Month and day must be those of the day.
  for (let m = 1; m <= 12; m++) {
    const next = m === 12 ? daysOfMonth(year + 1, 1) : daysOfMonth(year, m + 1);
    if (days >= next) continue;
    const ofMonth = days - daysOfMonth(year, m) + 1;
    return (month ?? m) === m && (day ?? ofMonth) === ofMonth ? days : undefined;
  }
  return undefined;
}

function resolveTime(fields: Readonly<Fields>): number | undefined {
  const [clockHour, clockHourOfHalf, half] = [fields.clockHour, fields.clockHourOfHalf, fields.halfDay];
  let hour = fields.hour;
  let hourOfHalf = fields.hourOfHalf;
  if (!within(clockHour, 1, 24) || !within(clockHourOfHalf, 1, 12)) return undefined;
  if (clockHour !== undefined) {
    if (hour !== undefined && hour !== clockHour % 24) return undefined;
    hour = clockHour % 24;
  }
  if (clockHourOfHalf !== undefined) {
    if (hourOfHalf !== undefined && hourOfHalf !== clockHourOfHalf % 12) return undefined;
    hourOfHalf = clockHourOfHalf % 12;
  }
  const [minute, second] = [fields.minute, fields.second];
  if (!within(hour, 0, 23) || !within(hourOfHalf, 0, 11) || !within(minute, 0, 59) || !within(second, 0, 59)) return undefined;
  if (half !== undefined && hourOfHalf !== undefined) {
    if (hour !== undefined && hour !== half * 12 + hourOfHalf) return undefined;
    hour = half * 12 + hourOfHalf;
  } else if (hour !== undefined && !isPartial(fields)) {
    // One half of what a whole time is must be that of the time.
    if (half !== undefined && half !== Math.floor(hour / 12)) return undefined;
    if (hourOfHalf !== undefined && hourOfHalf !== hour % 12) return undefined;
  }
  return (hour ?? hourOfHalf ?? (half === 1 ? 12 : 0)) * 3600 + (minute ?? 0) * 60 + (second ?? 0);
}

/** Has it seconds without minutes, or a fraction without seconds? Java makes no time of that, and Spark takes what is there. */
function isPartial(fields: Readonly<Fields>): boolean {
  const [minute, second, nano] = [fields.minute !== undefined, fields.second !== undefined, fields.nano !== undefined];
  return minute ? !second && nano : second || nano;
}
