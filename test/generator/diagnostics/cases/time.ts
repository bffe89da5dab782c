import { addInterval, convertTimezone, dateFormat, nextDay, toDate, toUtcTimestamp, tryToTimestamp, unixTimestamp } from "#generator";
import { type Js, js, sales } from "../shop.js";
import { type Case, error, placesIn, wrote } from "../told.js";

const at = placesIn(import.meta.url);
const javaPattern = 'write one of Java\'s DateTimeFormatter, as in "yyyy-MM-dd HH:mm:ss"';
const anyZone = 'write an IANA name, as in "Europe/Berlin", or an offset, as in "+02:00"';
const recognised = "(INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION)";
const anyInterval = 'write whole numbers and units, as in "1 day 2 hours" or "3 months"';

/** Mistakes in patterns, zones, units and intervals. */
export const time: readonly Case[] = [
  wrote(
    "a time cut to fortnights",
    () => js(sales).select((sale: Js) => ({ week: sale.sold_at.truncatedTo("fortnight") })),
    error(
      "function/operand",
      'date_trunc takes year, quarter, month, week, day, hour, minute, second, millisecond, microsecond as unit, not "fortnight"',
      { at: at('sale.sold_at.▸truncatedTo("fortnight")'), fix: "write one of these out" },
    ),
  ),
  wrote(
    "the year of a week in a pattern",
    () => sales.select((sale) => ({ x: dateFormat(sale.sold_at, "YYYY-MM-dd") })),
    error(
      "function/date-pattern",
      `date_format: "YYYY-MM-dd" is no pattern that Spark takes: Y counts by weeks, which Spark forbids ${recognised}`,
      { at: at('x: ▸dateFormat(sale.sold_at, "YYYY-MM-dd")'), fix: javaPattern },
    ),
  ),
  wrote(
    "the day of the week in a pattern to read by",
    () => sales.select((sale) => ({ x: toDate(sale.id, "EEE, dd MMM yyyy") })),
    error(
      "function/date-pattern",
      `to_date: "EEE, dd MMM yyyy" is no pattern that Spark takes: E is only for formatting, and this parses ${recognised}`,
      { at: at('x: ▸toDate(sale.id, "EEE'), fix: javaPattern },
    ),
  ),
  wrote(
    "too many letters in a pattern",
    () => sales.select((sale) => ({ x: dateFormat(sale.sold_at, "MMMMM") })),
    error("function/date-pattern", `date_format: "MMMMM" is no pattern that Spark takes: there are too many letters M ${recognised}`, {
      at: at('x: ▸dateFormat(sale.sold_at, "MMMMM")'),
      fix: javaPattern,
    }),
  ),
  wrote(
    "a letter that Spark forbids in a pattern",
    () => sales.select((sale) => ({ x: tryToTimestamp(sale.id, "yyyy A") })),
    error(
      "function/date-pattern",
      'try_to_timestamp: "yyyy A" is no pattern that Spark takes: Spark forbids the letter A (INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER)',
      { at: at('x: ▸tryToTimestamp(sale.id, "yyyy A")'), fix: javaPattern },
    ),
  ),
  wrote(
    "a quote that is not closed in a pattern",
    () => sales.select((sale) => ({ x: unixTimestamp(sale.id, "yyyy-MM-dd'T") })),
    error(
      "function/date-pattern",
      `unix_timestamp: "yyyy-MM-dd'T" is no pattern that Spark takes: a quote is not closed (INVALID_DATETIME_PATTERN.WITH_SUGGESTION)`,
      { at: at("x: ▸unixTimestamp(sale.id"), fix: javaPattern },
    ),
  ),
  wrote(
    "a pattern of a column",
    () => js(sales).select((sale: Js) => ({ x: js(dateFormat)(sale.sold_at, sale.id) })),
    error(
      "function/operand",
      "operand 2 of date_format is STRING, and date_format takes a pattern that is written out, not one of a column, there",
      { at: at("x: js(dateFormat)▸(sale.sold_at, sale.id)"), fix: "cast it, or use another column" },
    ),
  ),
  wrote(
    "a zone that nobody knows",
    () => sales.select((sale) => ({ x: toUtcTimestamp(sale.sold_at, "Europe/Bielefeld") })),
    error("function/time-zone", 'to_utc_timestamp: "Europe/Bielefeld" is no time zone that Spark knows (INVALID_TIMEZONE)', {
      at: at('x: ▸toUtcTimestamp(sale.sold_at, "Europe/Bielefeld")'),
      fix: anyZone,
    }),
  ),
  wrote(
    "a zone in another case than Java's",
    () => sales.select((sale) => ({ x: convertTimezone("europe/berlin", sale.sold_at) })),
    error("function/time-zone", 'convert_timezone: "europe/berlin" is no time zone that Spark knows (INVALID_TIMEZONE)', {
      at: at('x: ▸convertTimezone("europe/berlin", sale.sold_at)'),
      fix: anyZone,
    }),
  ),
  wrote(
    "a day of no week",
    () => sales.select((sale) => ({ x: nextDay(sale.sold_at, "Montag") })),
    error("function/operand", 'next_day: "montag" is no day of the week (ILLEGAL_DAY_OF_WEEK)', {
      at: at('x: ▸nextDay(sale.sold_at, "Montag")'),
      fix: 'write one, as in "monday"',
    }),
  ),
  wrote(
    "an interval of months and days",
    () => sales.select((sale) => ({ x: addInterval(sale.sold_at, "1 month 1 day") })),
    error("interval/malformed", '"1 month 1 day" is not an interval: months and years are not mixed with shorter units', {
      at: at('x: ▸addInterval(sale.sold_at, "1 month 1 day")'),
      fix: anyInterval,
    }),
  ),
  wrote(
    "an interval in words",
    () => sales.select((sale) => ({ x: addInterval(sale.sold_at, "one day") })),
    error("interval/malformed", '"one day" is not an interval: it is not numbers and units', {
      at: at('x: ▸addInterval(sale.sold_at, "one day")'),
      fix: anyInterval,
    }),
  ),
];
