import * as z from "zod";
import {
  convertTimezone,
  currentDate,
  currentTimestamp,
  currentTimezone,
  dateTrunc,
  dec,
  decimal,
  double,
  fromUtcTimestamp,
  hour,
  localTimestamp,
  makeTimestamp,
  makeTimestampLtz,
  makeTimestampNtz,
  monthsBetween,
  smallint,
  timestampAdd,
  timestampDiff,
  timestampMicros,
  timestampMillis,
  timestampNtz,
  timestampSeconds,
  toUtcTimestamp,
  tryMakeTimestamp,
  unixMicros,
  unixMillis,
  unixSeconds,
} from "#generator";
import { type Case, type Cells, scalar } from "../case.js";
import { days, each, instants, walls, zones } from "./time-values.js";

const at = z.iso.datetime();
const date = z.iso.date();
const int = z.int32();
const long = z.int64();
const beyond = "DuckDB holds fewer times than Spark, and Spark fails without a condition beyond its own";
const units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second", "millisecond", "microsecond"] as const;

const amounts: readonly Cells[] = [
  "2024-03-09T07:30:00Z",
  "2024-02-29T12:34:56.789012Z",
  "2024-11-02T05:30:00Z",
  "1883-11-17T17:00:00Z",
  "2018-11-03T03:00:00Z",
  "0001-01-01T00:00:00Z",
].flatMap((moment) => [1, -1, 25, -49].map((n) => [moment, n] as const));
const far: readonly Cells[] = [
  ["2024-02-29T12:00:00Z", "9223372036854775807"],
  ["2024-02-29T12:00:00Z", "-9223372036854775808"],
  ["2024-02-29T12:00:00Z", 4_294_967_297],
  ["2024-02-29T12:00:00Z", 2_147_483_647],
  ["2024-02-29T12:00:00Z", null],
  [null, 1],
];
const between: readonly Cells[] = [
  ["2024-01-31T00:00:00Z", "2024-02-29T00:00:00Z"],
  ["2024-01-31T12:00:00Z", "2024-02-29T11:59:59.999999Z"],
  ["2024-02-29T12:00:00Z", "2023-02-28T11:00:00Z"],
  ["2024-03-09T08:00:00Z", "2024-03-10T08:00:00Z"],
  ["2024-11-02T05:30:00Z", "2024-11-03T06:30:00.000001Z"],
  ["2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z"],
  ["1969-12-31T23:59:59.999999Z", "1970-01-01T00:00:00Z"],
  ["1970-01-01T00:00:00Z", "1969-12-31T23:59:59.999999Z"],
  ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"],
  ["9999-12-31T23:59:59.999999Z", "1582-10-10T00:00:00Z"],
  ["2024-05-31T00:00:00Z", "2024-02-29T00:00:00Z"],
  ["2024-05-15T10:00:00Z", "2024-02-29T23:00:00Z"],
  [null, "2024-01-01T00:00:00Z"],
  ["2024-01-01T00:00:00Z", null],
];
const zoneTexts = [
  "Europe/Berlin",
  "America/New_York",
  "+02:30",
  "UTC-3",
  "PST",
  "EST",
  "Asia/Kathmandu",
  "US/Pacific",
  "Z",
  "America/Sao_Paulo",
];

const fields: readonly Cells[] = [
  [2024, 2, 29, 23, 59, "59.999999"],
  [2024, 2, 29, 23, 59, "60"],
  [2024, 2, 29, 23, 59, "60.000001"],
  [2024, 2, 29, 23, 59, "61"],
  [2024, 2, 29, 23, 59, "-1"],
  [2024, 2, 29, 23, 59, "-0.5"],
  [2024, 2, 29, 24, 0, "0"],
  [2024, 2, 29, 0, 60, "0"],
  [2024, 2, 29, 0, -1, "0"],
  [2023, 2, 29, 0, 0, "0"],
  [2024, 13, 1, 0, 0, "0"],
  [2024, 3, 10, 2, 30, "0.5"],
  [2024, 11, 3, 1, 30, "0"],
  [1, 1, 1, 0, 0, "0"],
  [0, 1, 1, 0, 0, "0"],
  [-44, 3, 15, 12, 0, "0"],
  [1582, 10, 10, 1, 2, "3.456789"],
  [9999, 12, 31, 23, 59, "60"],
  [10000, 1, 1, 0, 0, "0"],
  [2000000000, 1, 1, 0, 0, "0"],
  [null, 1, 1, 0, 0, "0"],
  [2024, null, 1, 0, 0, "0"],
  [2024, 1, 1, 0, 0, null],
];
const shape = { y: int, m: int, d: int, h: int, mi: int, s: decimal(16, 6) };
const decimals = "Spark takes a DECIMAL literal to be NULL perhaps, for it is the cast of a text";
const without = "without ANSI an invalid time is NULL, and the IR does not know of the setting";

export const timestamp: readonly Case[] = [
  ...units.flatMap((unit) => [
    scalar({ t: at }, (r) => dateTrunc(unit, r.t), each(instants)),
    scalar({ w: timestampNtz() }, (r) => dateTrunc(unit, r.w), each(walls)),
    scalar({ d: date }, (r) => dateTrunc(unit, r.d), each(days), { zone: "America/Toronto" }),
    scalar({ w: timestampNtz() }, (r) => dateTrunc(unit, r.w), each(walls), { zone: "America/New_York" }),
    scalar({ m: long }, (r) => unixMicros(dateTrunc(unit, timestampMicros(r.m))), each(["9223372036854775805", "-9223372022400000000"]), {
      ...(["year", "quarter", "month"].includes(unit) && { partly: beyond }),
    }),
  ]),
  ...(["year", "month", "week", "day", "hour", "minute"] as const).flatMap((unit) =>
    zones.map((zone) => scalar({ t: at }, (r) => dateTrunc(unit, r.t), each(instants), { zone })),
  ),
  scalar({ t: at }, (r) => r.t.truncatedTo("day"), each(instants), { zone: "Europe/Berlin", ansi: false }),
  ...(["second", "millisecond"] as const).map((unit) =>
    scalar({ t: at }, (r) => dateTrunc(unit, r.t), each(instants), { zone: "Africa/Casablanca" }),
  ),
  ...zoneTexts.flatMap((zone) => [
    scalar({ t: at }, (r) => fromUtcTimestamp(r.t, zone), each(instants)),
    scalar({ t: at }, (r) => toUtcTimestamp(r.t, zone), each(instants)),
    scalar({ w: timestampNtz() }, (r) => convertTimezone(zone, r.w), each(walls), { zone: "America/New_York" }),
  ]),
  scalar({ t: at }, (r) => toUtcTimestamp(fromUtcTimestamp(r.t, "Pacific/Apia"), "Europe/Berlin"), each(instants), {
    zone: "America/Sao_Paulo",
  }),
  scalar({ w: timestampNtz() }, (r) => convertTimezone("America/New_York", "Europe/Berlin", r.w), each(walls)),
  scalar({ w: timestampNtz() }, (r) => convertTimezone("Australia/Lord_Howe", "Africa/Casablanca", r.w), each(walls)),
  scalar({ t: at }, (r) => convertTimezone("Europe/Berlin", r.t), each(instants), { zone: "America/New_York" }),
  ...units.flatMap((unit) => [
    scalar({ t: at, n: long }, (r) => timestampAdd(unit, r.n, r.t), [...amounts, ...far], unit === "microsecond" ? {} : {}),
    scalar({ t: at, n: int }, (r) => timestampAdd(unit, r.n, r.t), amounts, { zone: "America/New_York" }),
    scalar({ t: at, n: int }, (r) => timestampAdd(unit, r.n, r.t), amounts, { zone: "America/Sao_Paulo" }),
    scalar({ w: timestampNtz() }, (r) => timestampAdd(unit, 7, r.w), each(walls), { zone: "America/New_York" }),
    scalar({ d: date }, (r) => timestampAdd(unit, -1, r.d), each(days), { zone: "America/Sao_Paulo" }),
    scalar({ a: at, b: at }, (r) => timestampDiff(unit, r.a, r.b), between),
    scalar({ a: at, b: at }, (r) => timestampDiff(unit, r.a, r.b), between, { zone: "America/New_York" }),
  ]),
  scalar({ t: at, n: long }, (r) => timestampAdd("day", r.n, r.t), far, { ansi: false }),
  scalar({ t: at, n: smallint() }, (r) => timestampAdd("month", r.n.plus(1), r.t), [
    ["2024-01-31T00:00:00Z", 1],
    [null, 1],
    ["2024-01-31T00:00:00Z", -12],
  ]),
  scalar(
    { t: at, d: date, w: timestampNtz() },
    (r) => timestampDiff("hour", r.d, r.w).plus(timestampDiff("day", r.t, r.w)),
    [
      ["2024-01-31T00:00:00Z", "2024-01-01", "2024-03-10T02:30:00"],
      [null, "2024-01-01", "2024-03-10T02:30:00"],
      ["2024-01-31T00:00:00Z", null, null],
    ],
    { zone: "America/New_York" },
  ),
  scalar({ a: at, b: at }, (r) => monthsBetween(r.a, r.b), between),
  scalar({ a: at, b: at }, (r) => monthsBetween(r.b, r.a), between, { zone: "America/New_York" }),
  scalar({ a: at, b: at }, (r) => monthsBetween(r.a, r.b, false), between, { zone: "Europe/Berlin" }),
  scalar({ d: date, w: timestampNtz() }, (r) => monthsBetween(r.d, r.w), [
    ["2024-02-29", "2024-01-31T10:00:00"],
    ["2024-02-28", "2024-01-31T10:00:00"],
    [null, "2024-01-31T10:00:00"],
    ["1997-02-28", "1996-10-30T10:30:00"],
  ]),
  scalar(shape, (r) => makeTimestamp(r.y, r.m, r.d, r.h, r.mi, r.s), fields),
  scalar(shape, (r) => makeTimestamp(r.y, r.m, r.d, r.h, r.mi, r.s), fields, { zone: "America/New_York" }),
  scalar(shape, (r) => makeTimestamp(r.y, r.m, r.d, r.h, r.mi, r.s, "America/New_York"), fields),
  scalar(shape, (r) => makeTimestampLtz(r.y, r.m, r.d, r.h, r.mi, r.s, "+05:30"), fields),
  scalar(shape, (r) => makeTimestampLtz(r.y, r.m, r.d, r.h, r.mi, r.s), fields),
  scalar(shape, (r) => makeTimestampNtz(r.y, r.m, r.d, r.h, r.mi, r.s), fields, { zone: "America/New_York" }),
  scalar(shape, (r) => tryMakeTimestamp(r.y, r.m, r.d, r.h, r.mi, r.s), fields, { zone: "Europe/Berlin" }),
  scalar(shape, (r) => tryMakeTimestamp(r.y, r.m, r.d, r.h, r.mi, r.s, "PST"), fields),
  scalar(shape, (r) => makeTimestamp(r.y, r.m, r.d, r.h, r.mi, r.s), fields, { ansi: false }),
  scalar({ y: int }, (r) => makeTimestamp(r.y, 2, 29, 0, 0, 0), [[2024], [2023]], { ansi: false, nullability: without }),
  scalar({ y: smallint(), s: int }, (r) => makeTimestamp(r.y, 2, 28, 0, 0, r.s), [
    [2024, 5],
    [-2023, 60],
    [2024, null],
    [2024, 2147483647],
  ]),
  scalar({ s: decimal(3, 1) }, (r) => makeTimestampNtz(2024, 2, 28, 0, 0, r.s), [["5.5"], ["60.0"], ["60.5"], [null]]),
  scalar({ s: decimal(12, 8) }, (r) => makeTimestamp(2024, 2, 28, 0, 0, r.s), [
    ["59.9999995"],
    ["5.12345649"],
    ["5.1234565"],
    ["-5.1234565"],
    ["59.99999949"],
    [null],
  ]),
  scalar({ y: int }, (r) => makeTimestamp(r.y, 1, 1, 0, 0, dec("1.5")), [[300000], [-300000], [2024]], {
    partly: beyond,
  }),
  ...[unixSeconds, unixMillis, unixMicros].flatMap((f) => [
    scalar({ t: at }, (r) => f(r.t), each(instants)),
    scalar({ t: at }, (r) => f(r.t).plus(1), each(instants), { zone: "America/New_York" }),
    scalar(
      { m: long },
      (r) => f(timestampMicros(r.m)),
      each([0, -1, -1001, -999_999, -1_000_001, "9223372036854775805", "-9223372022400000000"]),
    ),
  ]),
  scalar(
    { m: long },
    (r) => timestampMillis(r.m),
    each([0, -1, 1_709_210_096_789, "9223372036854775807", "-9223372036854775808", "-62135596800001", 253_402_300_800_000]),
  ),
  scalar({ m: long }, (r) => timestampMicros(r.m), [["9223372036854775807"], ["-9223372036854775808"], [5]], { partly: beyond }),
  scalar({ n: int }, (r) => timestampMicros(r.n), each([0, -1, 2147483647])),
  scalar(
    { m: long },
    (r) => timestampSeconds(r.m),
    each([0, -1, 1_709_210_096, "9223372036854775807", "-9223372036854775808", 9_223_372_036_855]),
  ),
  scalar({ n: smallint() }, (r) => timestampSeconds(r.n), each([0, -1, 32767])),
  scalar(
    { x: z.float64() },
    (r) => timestampSeconds(r.x),
    each([0, "-0.0", 1.5, -1.5, 1.1234567, -1.1234567, 1709210096.789012, "NaN", "Infinity", "-Infinity", 1e-7]),
  ),
  scalar({ f: z.float64() }, (r) => timestampSeconds(r.f), [[1e13], [-1e13], [9.2e12]], { partly: beyond }),
  scalar({ d: decimal(12, 2) }, (r) => timestampSeconds(r.d), each(["0.00", "-1.55", "1709210096.79"])),
  scalar(
    { e: decimal(20, 8) },
    (r) => timestampSeconds(r.e),
    [["1.12345678"], ["1.12345600"], ["-1.12345600"], ["999999999999.00000000"]],
    { partly: beyond, nullability: decimals },
  ),
  scalar(
    { t: at },
    (r) => currentTimestamp().isNotNull().and(currentDate().isNotNull()).and(localTimestamp().isNotNull()).and(r.t.isNull()),
    each(instants),
  ),
  scalar({ n: int }, (r) => timestampDiff("day", currentDate(), localTimestamp()).plus(r.n), each([1, 2])),
  scalar({ n: int }, (r) => timestampDiff("second", currentTimestamp(), localTimestamp()).plus(r.n), each([1, 2]), {
    zone: "Asia/Kathmandu",
  }),
  scalar({ n: int }, (r) => timestampDiff("day", dateTrunc("day", currentTimestamp()), currentDate()).plus(r.n), each([1, 2]), {
    zone: "America/New_York",
  }),
  scalar({ n: z.string() }, (r) => currentTimezone().concat(r.n), each(["", "x"]), { zone: "America/New_York" }),
  scalar({ n: int }, (r) => hour(timestampSeconds(double(1.5))).plus(r.n), each([1])),
];
