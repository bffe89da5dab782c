import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { daysOf } from "./civil.js";
import { isTrimmed, outOfRange } from "./date.js";
import { utc, type Zone, zoneOf } from "./zone.js";

const microsOfDay = 86_400_000_000;
/** Days whose microseconds are whole numbers in a double. */
const safeDays = 100_000;

const leastMicros = -9_223_372_022_400_000_000n;
const mostMicros = 9_223_372_036_854_775_806n;

interface Parsed {
  /** Days since 1970-01-01, or null when the text is a time without a date. */
  readonly days: number | null;
  readonly micros: number;
  /** Text of the zone, trimmed; undefined when there is none. */
  readonly zone: string | undefined;
}

/**
 * Reads a timestamp as Spark casts STRING to TIMESTAMP: `[+-]yyyy[-[m]m[-[d]d[T| ][h]h[:[m]m[:[s]s[.f]]][zone]]]`, in the zone of the
 * session when it has none of its own. Microseconds since 1970-01-01 UTC, or null when Spark has NULL.
 * `parseTimestamp("1970-01-01T01:00:00+01:00")` is `0n`.
 *
 * A time without a date, which Spark reads as of today, is refused with `value/time-without-date`, what is beyond DuckDB's range with
 * `value/out-of-range`.
 */
export function parseTimestamp(text: string, session: Zone = utc): bigint | null {
  const parsed = parse(text);
  if (parsed === null) return null;
  const zone = parsed.zone === undefined ? session : zoneOf(parsed.zone);
  if (zone === undefined) return null;
  if (parsed.days === null) refuseTime(text);
  if (zone === utc) return microsOf(parsed.days, parsed.micros);
  // Beyond these years nothing is known of clocks here.
  if (Math.abs(parsed.days) > 99_999_000) throw outOfRange(`the timestamp "${text}"`);
  const offset = zone(parsed.days * 86_400 + Math.floor(parsed.micros / 1_000_000));
  return microsOf(parsed.days, parsed.micros - offset * 1_000_000);
}

/**
 * As `parseTimestamp` for TIMESTAMP_NTZ: the wall clock's time, and NULL when the text has no date. CAST passes over a zone that there is;
 * with `zoneless`, as the readers of JSON and CSV have it, a zone makes the text NULL.
 */
export function parseTimestampNtz(text: string, zoneless: boolean): bigint | null {
  const parsed = parse(text);
  if (parsed === null || parsed.days === null) return null;
  if (parsed.zone !== undefined && (zoneless || zoneOf(parsed.zone) === undefined)) return null;
  return microsOf(parsed.days, parsed.micros);
}

/** As `from_json` and the CSV reader have it: a second try without the `GMT` that Spark 1.x wrote. */
export function parseLegacyTimestamp(text: string, session: Zone): bigint | null {
  return parseTimestamp(text, session) ?? (text.includes("GMT") ? parseTimestamp(text.replaceAll("GMT", ""), session) : null);
}

/** Refuses what DuckDB's TIMESTAMP cannot hold although Spark's can: `value/out-of-range`. */
export function checkMicros(micros: bigint): bigint {
  if (micros >= leastMicros && micros <= mostMicros) return micros;
  throw outOfRange(`the timestamp of ${micros} microseconds since 1970`);
}

function microsOf(days: number, micros: number): bigint | null {
  if (days > -safeDays && days < safeDays) return BigInt(days * microsOfDay + micros);
  const exact = BigInt(days) * BigInt(microsOfDay) + BigInt(micros);
  return exact === BigInt.asIntN(64, exact) ? checkMicros(exact) : null;
}

/**
 * The form that almost every message has, `2024-05-01T10:11:12`, a fraction and `Z` or nothing behind it; undefined for any other,
 * which says nothing about it.
 */
function parseCommon(text: string): Parsed | undefined {
  const { length } = text;
  if (length < 19 || text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || text.charCodeAt(13) !== 0x3a) return undefined;
  if (text.charCodeAt(10) !== 0x54 || text.charCodeAt(16) !== 0x3a) return undefined;
  const days = daysOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  if (days === null || Number.isNaN(days) || !(hour <= 23 && minute <= 59 && second <= 59)) return undefined;
  let fraction = 0;
  let at = 19;
  if (text.charCodeAt(19) === 0x2e) {
    at++;
    for (let unit = 100_000; isDigit(text, at); at++, unit = Math.floor(unit / 10)) fraction += (text.charCodeAt(at) - 0x30) * unit;
  }
  const isUtc = text.charCodeAt(at) === 0x5a;
  if (at + (isUtc ? 1 : 0) !== length) return undefined;
  return { days, micros: (hour * 3600 + minute * 60 + second) * 1_000_000 + fraction, zone: isUtc ? "Z" : undefined };
}

/** Two digits as a number, else NaN. */
function two(text: string, at: number): number {
  return isDigit(text, at) && isDigit(text, at + 1) ? text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 0x210 : Number.NaN;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** Segments: year, month, day, hour, minute, second, fraction, then a zone. The state machine is Spark's, oddities included. */
function parse(text: string): Parsed | null {
  const common = parseCommon(text);
  if (common !== undefined) return common;
  let at = 0;
  let end = text.length;
  while (at < end && isTrimmed(text.charCodeAt(at))) at++;
  while (end > at && isTrimmed(text.charCodeAt(end - 1))) end--;
  if (at === end) return null;
  const segments = [1, 1, 1, 0, 0, 0, 0];
  let segment = 0;
  let value = 0;
  let digits = 0;
  let isTime = false;
  let zone: string | undefined;
  const first = text.charCodeAt(at);
  const signed = first === 0x2d || first === 0x2b;
  if (signed) at++;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      if (segment !== 6 || digits < 6) value = value * 10 + code - 0x30;
      digits++;
      continue;
    }
    // Spark looks for a leading T at the very first byte only, before which nothing was trimmed.
    if (at === 0 && code === 0x54) {
      isTime = true;
      segment = 3;
      continue;
    }
    if (segment === 0 && code === 0x3a && !signed) {
      isTime = true;
      if (digits === 0 || digits > 2) return null;
      segments[3] = value;
      segment = 4;
    } else {
      if (!isSegment(segment, digits)) return null;
      if (segment === 6) value *= 10 ** Math.max(0, 6 - digits);
      segments[segment] = value;
      if (segment < 2) {
        if (code !== 0x2d) return null;
        segment++;
      } else if (segment === 2) {
        if (code !== 0x20 && code !== 0x54) return null;
        segment++;
      } else if (segment < 5) {
        if (code !== 0x3a) return null;
        segment++;
      } else if (segment === 5 && code === 0x2e) segment++;
      else {
        zone = text.slice(at, end);
        break;
      }
    }
    value = 0;
    digits = 0;
  }
  if (zone === undefined) {
    if (!isSegment(segment, digits)) return null;
    if (segment === 6) value *= 10 ** Math.max(0, 6 - digits);
    segments[segment] = value;
  }
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, fraction = 0] = segments;
  if (hour > 23 || minute > 59 || second > 59) return null;
  const days = isTime ? null : daysOf(first === 0x2d ? -year : year, month, day);
  if (days === null && !isTime) return null;
  return { days, micros: (hour * 3600 + minute * 60 + second) * 1_000_000 + fraction, zone: zone?.replace(/^[\0- ]+|[\0- ]+$/g, "") };
}

function isSegment(segment: number, digits: number): boolean {
  if (segment === 6) return true;
  return segment === 0 ? digits >= 4 && digits <= 6 : digits > 0 && digits <= 2;
}

function refuseTime(text: string): never {
  throw new DiagnosticError([
    error("value/time-without-date", `"${text}" is a time without a date, which Spark reads as a time of today`, {
      notes: ["the result would depend on when the pipeline runs"],
      fix: "write the date in the data, or declare the column as STRING",
    }),
  ]);
}
