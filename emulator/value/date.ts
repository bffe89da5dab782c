import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { daysOf, daysOfMonth } from "./civil.js";

/** Blanks as Spark trims them before it reads a date or a timestamp: blank, control characters, DEL. */
export function isTrimmed(code: number): boolean {
  return code <= 0x20 || code === 0x7f;
}

const leastInt = -2_147_483_648;
const mostInt = 2_147_483_647;
/** DuckDB's last days; those beyond mean infinity or nothing. */
const mostDays = mostInt - 1;

/** The error for a date or timestamp that Spark can hold and DuckDB cannot. */
export function outOfRange(what: string): DiagnosticError {
  return new DiagnosticError([
    error("value/out-of-range", `${what} is outside what DuckDB can hold`, {
      fix: "keep such records out of the input, or declare the column as STRING",
    }),
  ]);
}

function checkDays(days: number): number {
  if (Math.abs(days) <= mostDays) return days;
  throw outOfRange(`the date of ${days} days since 1970`);
}

/**
 * Reads a date as Spark casts STRING to DATE: `[+-]yyyy[-[m]m[-[d]d]]`, anything after `T` or a blank is ignored. Days since
 * 1970-01-01, or null when Spark has NULL. `parseDate("2024-3-1 10:00")` is 19783. Throws `value/out-of-range`.
 */
export function parseDate(text: string): number | null {
  let at = 0;
  let end = text.length;
  while (at < end && isTrimmed(text.charCodeAt(at))) at++;
  while (end > at && isTrimmed(text.charCodeAt(end - 1))) end--;
  if (at === end) return null;
  let sign = 1;
  const first = text.charCodeAt(at);
  if (first === 0x2d || first === 0x2b) {
    if (first === 0x2d) sign = -1;
    at++;
  }
  const segments = [1, 1, 1];
  let segment = 0;
  let value = 0;
  let digits = 0;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x54) break;
    if (segment < 2 && code === 0x2d) {
      if (!isSegment(segment, digits)) return null;
      segments[segment++] = value;
      value = 0;
      digits = 0;
    } else {
      if (code < 0x30 || code > 0x39) return null;
      value = value * 10 + code - 0x30;
      digits++;
    }
  }
  if (!isSegment(segment, digits) || (segment < 2 && at < end)) return null;
  segments[segment] = value;
  const [year = 1, month = 1, day = 1] = segments;
  const days = daysOf(sign * year, month, day);
  return days === null || days < leastInt || days > mostInt ? null : checkDays(days);
}

function isSegment(segment: number, digits: number): boolean {
  return segment === 0 ? digits >= 4 && digits <= 7 : digits > 0 && digits <= 2;
}

/** The first day of the Gregorian calendar, 1582-10-15. */
const gregorianStart = -141_427;

/**
 * Reads a date as `from_json` and the CSV reader do: what `parseDate` does not know may be days since 1970-01-01, as Spark 1.5
 * wrote dates, counted in the old Julian calendar before 1582-10-15. `parseLegacyDate("365")` is 365.
 */
export function parseLegacyDate(text: string): number | null {
  const days = parseDate(text) ?? parseDate(text.replaceAll("GMT", ""));
  if (days !== null) return days;
  if (!/^[+-]?[0-9]{1,10}$/.test(text)) return null;
  const number = Number(text);
  if (number < leastInt || number > mostInt) return null;
  return checkDays(number >= gregorianStart ? number + 0 : fromJulian(number));
}

/** The same year, month and day in the Gregorian calendar as the Julian calendar has for that day. */
function fromJulian(days: number): number {
  const z = days + 719_470;
  const era = Math.floor(z / 1461);
  const dayOfEra = z - era * 1461;
  const yearOfEra = Math.min(3, Math.floor(dayOfEra / 365));
  const dayOfYear = dayOfEra - yearOfEra * 365;
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const year = era * 4 + yearOfEra + (month <= 2 ? 1 : 0);
  return daysOfMonth(year, month) + dayOfYear - Math.floor((153 * march + 2) / 5);
}
