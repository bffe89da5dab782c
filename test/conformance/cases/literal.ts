import * as z from "zod";
import { big, bytes, day, dec, double, instant, nullOf, wallTime } from "#generator";
import { type Case, scalar } from "../case.js";

/** Literals by themselves, each in a row of its own case. */
function literals(...of: readonly (() => unknown)[]): readonly Case[] {
  return of.map((one) => scalar({ n: z.int32() }, one, [[0]]));
}

const integer = [[0], [1], [-5], [2147483647], [-2147483648], [null]];
const long = [["0"], ["-1"], ["9223372036854775807"], ["-9223372036854775808"], [null]];

export const literal: readonly Case[] = [
  ...literals(
    ...[
      "",
      "it's",
      "a\\b",
      "\\",
      "\\'",
      '"',
      "a\u0000b",
      "\u0000",
      "line\nline\r\n\t",
      "\u2028\u2029\u0085",
      "\u001b\u007f",
      "é e\u0301 😀 \u{10ffff}",
    ].map((text) => () => text),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: just such a text
    ...["${x}", "$${a}", "\\${b}", "%_", "--", "/* */", "a;b", " padded ", "\\u0041", "{{x}}", "$$"].map((text) => () => text),
    ...[true, false].map((value) => () => value),
    ...[0, 1, -1, 2147483647, -2147483648].map((value) => () => value),
    ...[0n, 1n, -1n, 9223372036854775807n, -9223372036854775808n].map((value) => () => big(value)),
    ...[
      "0",
      "0.0",
      "-0.00",
      "1.50",
      "-0.10",
      "007.5",
      "99999999999999999999999999999999999999",
      "-0.99999999999999999999999999999999999999",
    ].map((digits) => () => dec(digits)),
    () => dec("1234567890123456789012345678.9012345678"),
    ...[0, -0, 1.5, -1.5, 0.1, 1e21, 1e-7, 5e-324, 1.7976931348623157e308, 2.2250738585072014e-308].map((value) => () => double(value)),
    ...[Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map((value) => () => double(value)),
    ...["", "00ff", "ABCDEF", "efbbbf", "27"].map((digits) => () => bytes(digits)),
    ...["2024-02-29", "1582-10-10", "0001-01-01", "0000-02-29", "-0044-03-15", "9999-12-31", "+10000-01-01", "+123456-02-28"].map(
      (date) => () => day(date),
    ),
    ...[
      "2024-02-29T12:00:00Z",
      "2024-02-29T12:00:00.123456-08:00",
      "2024-02-29T12:00:00.5+17:59",
      "0001-01-01T00:00:00Z",
      "0000-01-01T00:00:00Z",
    ].map((time) => () => instant(time)),
    ...["-0044-03-15T06:00:00.1Z", "9999-12-31T23:59:59.999999Z", "+12345-01-01T00:00:00+05:30", "1582-10-10T00:00:00Z"].map(
      (time) => () => instant(time),
    ),
    ...["2024-02-29T12:00:00", "2024-02-29T12:00:00.123456", "0001-01-01T00:00:00", "0000-01-01T00:00:00", "-0044-03-15T06:00:00.1"].map(
      (time) => () => wallTime(time),
    ),
    ...["9999-12-31T23:59:59.999999", "+12345-01-01T00:00:00", "2024-03-10T02:30:00"].map((time) => () => wallTime(time)),
    ...(["boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal(10,2)", "decimal(38,38)"] as const).map(
      (word) => () => nullOf(word),
    ),
    ...(["string", "binary", "date", "timestamp", "timestamp_ntz"] as const).map((word) => () => nullOf(word)),
    () => big(-5n).negated(),
    () => big(9223372036854775807n).negated(),
    () => dec("-1.5").negated(),
    () => double(-0).negated(),
    () => big(-5n).minus(-5).times(-2),
    () => nullOf("int").plus(1),
  ),
  // A time of a zone is the same instant in every session, a wall clock's the same time.
  scalar({ n: z.int32() }, () => instant("2024-03-10T02:30:00-05:00"), [[0]], { zone: "America/New_York" }),
  scalar({ n: z.int32() }, () => wallTime("2024-03-10T02:30:00"), [[0]], { zone: "America/New_York" }),
  scalar({ n: z.int32() }, () => day("2024-03-10"), [[0]], { zone: "America/New_York" }),
  // A negative number in each place.
  scalar({ n: z.int32() }, (r) => r.n.minus(-5), integer),
  scalar({ n: z.int32() }, (r) => r.n.plus(-5).minus(-2147483648), integer),
  scalar({ n: z.int32() }, (r) => r.n.times(-2147483648), integer),
  scalar({ n: z.int32() }, (r) => r.n.dividedBy(-2147483648), integer),
  scalar({ n: z.int32() }, (r) => r.n.eq(-2147483648), integer),
  scalar({ n: z.int32() }, (r) => r.n.lt(-5).or(r.n.gte(2147483647)), integer),
  scalar({ n: z.int32() }, (r) => r.n.in([-2147483648, -5, 0]), integer),
  scalar({ n: z.int32() }, (r) => r.n.negated().minus(-1), integer),
  scalar({ l: z.int64() }, (r) => r.l.minus(big(-9223372036854775808n)), long),
  scalar({ l: z.int64() }, (r) => r.l.eq(big(-9223372036854775808n)), long),
  scalar({ l: z.int64() }, (r) => r.l.times(big(-1n)), long),
  scalar({ l: z.int64() }, (r) => r.l.plus(-2147483648), long),
  scalar({ d: z.number() }, (r) => r.d.minus(double(-0.5)).times(double(-0)), [[0], ["-0.0"], [1.5], ["NaN"], [null]]),
];
