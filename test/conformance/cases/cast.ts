import * as z from "zod";
import { binary, decimal, smallint, timestampNtz, tinyint } from "#generator";
import { type Case, type CaseOptions, type Cells, scalar } from "../case.js";

/** A column as plain JavaScript has it: the words are data here. */
interface Castable {
  cast(word: string): unknown;
  tryCast(word: string): unknown;
}

/**
 * Casts of a column to each of the words, with and without `try`, under ANSI and without it. What fails is asked for row by row, which takes
 * its time: of many values every third is, the others being asked for with `try` and without ANSI.
 */
function casts(
  name: string,
  type: z.ZodType,
  words: readonly string[],
  values: readonly Cells[number][],
  { zone, loosely = {} }: { readonly zone?: string; readonly loosely?: CaseOptions } = {},
): readonly Case[] {
  const rows = values.map((value) => [value]);
  const some = rows.length > 20 ? rows.filter((_row, i) => i % 3 === 0 || i === rows.length - 1) : rows;
  const options = zone === undefined ? {} : { zone };
  const of =
    (method: keyof Castable, word: string) =>
    (r: { readonly [column: string]: unknown }): unknown =>
      (r[name] as Castable)[method](word);
  return words.flatMap((word) => [
    scalar({ [name]: type }, of("cast", word), some, options),
    scalar({ [name]: type }, of("tryCast", word), rows, options),
    ...(zone === undefined ? [scalar({ [name]: type }, of("cast", word), rows, { ansi: false, ...loosely })] : []),
  ]);
}

/** What Spark makes of a number too great for a time. */
const saturates = { partly: "Spark's last instant is one that DuckDB cannot hold" };

const integers = ["tinyint", "smallint", "int", "bigint"];
const decimals = ["decimal(1,1)", "decimal(5,2)", "decimal(10,0)", "decimal(38,18)", "decimal(38,38)"];
const numbers = [...integers, "float", "double", ...decimals];
const times = ["date", "timestamp", "timestamp_ntz"];

const ofNumber = ["boolean", "string", "timestamp", ...numbers];

const butTime = ofNumber.filter((word) => word !== "timestamp");

const leastBig = "-9223372036854775808";
const mostBig = "9223372036854775807";

/** Numbers about the limits of each integer, halves, what prints with an exponent, and what is no number. */
const doubles = [
  ...[0, "-0.0", 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 1.005, 123.456, 127.9, 128, -128.9, -129, 32767.5, 2147483647.5, -2147483649],
  ...[9.2e18, 2 ** 63, -(2 ** 63), 9.3e18, 1e20, 1e23, 2e23, 1e-7, 1e38, 1e300, 1.7976931348623157e308, 5e-324, 2 ** -44],
  ...[1704067200.123456, -1704067200.999999, "NaN", "Infinity", "-Infinity", null],
];
const floats = [
  ...[0, "-0.0", 1, -1, 0.5, -0.5, 2.5, 0.1, 123.456, 127.9, 128, 16777216, 2147483647, -2147483648, 2 ** 63, 1e10, 1e-7],
  ...[3.4028235e38, 1.4e-45, 1704067200, "NaN", "Infinity", "-Infinity", null],
];

const cents = [
  "0.00",
  "0.50",
  "-0.50",
  "0.99",
  "-0.99",
  "1.00",
  "127.99",
  "-128.99",
  "128.00",
  "32768.50",
  "9999999.99",
  "99999999.99",
  null,
];
const fine = ["0.1234567890123456789012345678901234567", "0", "-0.5", "0.00000000000000000000000000000000000001", null];
const wide = [
  ...["0", "1", "-9", "2147483648", leastBig, "9223372036854775808", "18446744073709551616", "1704067200", "9007199254740993"],
  ...["99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "12345678901234567890123456789012345678", null],
];
const seconds = ["0.0000000", "1.1234567", "-0.0000001", "-1.9999999", "1704067200.1234565", "12345678901.1234567", null];

const blanks = "\u0000 \t\n\r\u001f1\u007f ";

const wholeTexts = [
  ...[
    "0",
    "1",
    "+5",
    "-7",
    " 42 ",
    blanks,
    "007",
    "127",
    "128",
    "-129",
    "32768",
    "2147483647",
    "2147483648",
    mostBig,
    "9223372036854775808",
  ],
  ...[
    leastBig,
    "-9223372036854775809",
    "000000000000000000000000000000000000012",
    "1.23",
    "-1.9",
    "1.",
    ".5",
    ".",
    "-",
    "+",
    "",
    " ",
    "1e3",
    "1 2",
    "--1",
  ],
  ...["0x1F", "1L", "abc", "1,000", "\u0661\u0662", "\u00a01", "1\u3000", "\u2212" + "1", "NaN", null],
];
const floatingTexts = [
  ...[
    "0",
    "-0",
    "1",
    "+1.5",
    " 1.5 ",
    "\u007f1",
    "1d",
    "1D",
    "1f",
    "1.5F",
    "1e3",
    "1E-3",
    "1e400",
    "-1e400",
    "1e-400",
    "4.9e-324",
    "2.4e-324",
  ],
  ...[
    "nan",
    "NaN",
    "-NaN",
    "+nan",
    "inf",
    "+INF",
    "-inf",
    "Infinity",
    "-infinity",
    "infinit",
    ".5",
    "5.",
    ".",
    "1e",
    "e1",
    "1_000",
    "0x1F",
    "1dd",
  ],
  ...["3.4028235e38", "3.4028236e38", "1.00000017881393432617187499", "1.00000017881393432617187500", "1.00000017881393432617187501"],
  ...["9007199254740993", "0.1", "123456789012345678901234567890.123456789", "\u0661", "", " ", "1,5", "true", null],
];
const decimalTexts = [
  ...[
    "0",
    "1",
    "-1",
    "+1.5",
    " 1.5 ",
    "\u007f1",
    "0.05",
    "0.049",
    "0.005",
    "-0.005",
    "999.994",
    "999.995",
    "-999.995",
    "1000",
    "1e2",
    "1E-1",
    "12e-3",
  ],
  ...[
    "1e38",
    "1e37",
    "1e100",
    "0e100",
    "1e-100",
    "1e2147483648",
    "1e99999999999",
    "123456789012345678901234567890123456789",
    ".5",
    "5.",
    ".",
    "1e",
  ],
  ...[
    "0.99999999999999999999999999999999999999",
    "0.999999999999999999999999999999999999995",
    "\u0661\u0662.\u0665",
    "nan",
    "inf",
    "1d",
    "0x1",
    "",
    " ",
  ],
  ...["99999999999999999999.999999999999999999", "99999999999999999999.9999999999999999995", null],
];
const truthTexts = [
  ...[
    "t",
    "true",
    "TRUE",
    "y",
    "Yes",
    "1",
    "f",
    "False",
    "n",
    "NO",
    "0",
    " t ",
    blanks,
    "\u007fno",
    "on",
    "off",
    "01",
    "+1",
    "tru",
    "",
    " ",
    "ja",
    "\u0131",
  ],
  null,
];
const dateTexts = [
  ...[
    "2024-02-29",
    "2023-02-29",
    "2024",
    "2024-3",
    "2024-3-1",
    "2024-01-05 junk",
    "2024-01-05T",
    "2024-01-05Tx",
    "2024-01-05x",
    "2024-01-05-",
    "20240105",
  ],
  ...[
    "0001-01-01",
    "0000-01-01",
    "-0001-01-01",
    "+2024-01-01",
    "10000-01-01",
    "+10000-01-01",
    "1582-10-04",
    "1582-10-10",
    "1582-10-15",
    "24-01-01",
  ],
  ...[
    " 2024-01-01 ",
    "\u0000\u007f2024-01-01\t",
    "2024-13-01",
    "2024-00-01",
    "2024-1-32",
    "2024-01-",
    "2024-",
    "-",
    "",
    " ",
    "2024/01/01",
    "9999999-1-1",
  ],
  ...["5881580-07-10", "\u0662024-01-01", "2024-01-01 25:00:00", "epoch", "today", "12:00", null],
];
const timeTexts = [
  ...[
    "2024-02-29",
    "2024",
    "2024-3",
    "2024-3-1",
    "2024-3-1 1:2:3",
    "2024-02-29 12:34:56",
    "2024-02-29T12:34:56.1",
    "2024-02-29T12:34:56.123456789",
  ],
  ...[
    "2024-02-29 12",
    "2024-02-29 12:34",
    "2024-02-29 12:34:56.",
    "2024-02-29 12:34:56.1234567Z",
    "2024-02-29 12:34:56Z",
    "2024-02-29 12:34:56 UTC",
  ],
  ...[
    "2024-02-29 12:34:56+01:00",
    "2024-02-29 12:34:56+1:0",
    "2024-02-29 12:34:56-08",
    "2024-02-29 12:34:56+0530",
    "2024-02-29 12:34:56+18:00",
  ],
  ...["2024-02-29 12:34:56+18:01", "2024-02-29 12:34:56 Europe/Berlin", "2024-07-01 12:34:56 America/New_York", "2024-02-29 12:34:56 PST"],
  ...["2024-02-29 12:34:56 UTC+3", "2024-02-29 12:34:56 GMT-03:30", "2024-02-29 12:34:56 Foo/Bar", "2024-02-29 12:34:56 europe/berlin"],
  ...[
    "2024-02-29 24:00:00",
    "2024-02-29 23:60:00",
    "2024-02-29 23:59:60",
    "2023-02-29 00:00:00",
    "2024-01-05 junk",
    "2024-02-29  12:00:00",
    "2024-02-29t12:00:00",
  ],
  ...[
    "0001-01-01 00:00:00",
    "0000-01-01 00:00:00",
    "-0001-01-01 00:00:00",
    "9999-12-31 23:59:59.999999",
    "+10000-01-01 00:00:00",
    "123456-01-01",
    "1234567-01-01",
  ],
  ...[
    "294247-01-10 04:00:54.775806",
    "294247-01-10 04:00:54.775808",
    "1582-10-10 00:00:00",
    "1883-11-18 12:00:00",
    " 2024-01-01 00:00:00\t",
    "",
    " ",
    "now",
    "1704067200",
  ],
  ...["2024-03-31 02:30:00", "2024-10-27 02:30:00", "2024-03-10 02:30:00", "2024-11-03 01:30:00", null],
];

const instants = [
  ...[
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999Z",
    "2024-02-29T12:34:56.120000Z",
    "2024-02-29T12:34:56.000001Z",
    "2038-01-19T03:14:08Z",
  ],
  ...[
    "1901-12-13T20:45:51Z",
    "1970-01-01T00:02:07.5Z",
    "1582-10-10T00:00:00Z",
    "0001-01-01T00:00:00Z",
    "0000-06-01T12:00:00Z",
    "-0044-03-15T06:00:00.5Z",
  ],
  ...["+10000-01-01T00:00:00Z", "+290000-01-01T00:00:00.1Z", "-290000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"],
  ...[
    "2024-03-10T07:30:00Z",
    "2024-11-03T05:30:00Z",
    "2024-11-03T06:30:00Z",
    "2024-03-31T01:00:00Z",
    "2024-10-27T00:30:00Z",
    "1883-11-18T16:00:00Z",
    null,
  ],
];
const walls = [
  ...[
    "1970-01-01T00:00:00",
    "1969-12-31T23:59:59.999999",
    "2024-02-29T12:34:56.12",
    "1582-10-10T00:00:00",
    "0001-01-01T00:00:00",
    "0000-06-01T12:00:00",
  ],
  ...[
    "-0044-03-15T06:00:00.5",
    "+10000-01-01T00:00:00",
    "+290000-01-01T00:00:00.1",
    "-290000-01-01T00:00:00",
    "9999-12-31T23:59:59.999999",
  ],
  ...["2024-03-10T02:30:00", "2024-11-03T01:30:00", "2024-03-31T02:30:00", "2024-10-27T02:30:00", "1883-11-18T12:00:00", null],
];
const days = [
  ...["1970-01-01", "1969-12-31", "2024-02-29", "1582-10-10", "0001-01-01", "0000-06-01", "-0044-03-15", "+10000-01-01", "+290000-01-01"],
  // Midnights that clocks jump over, or that are shown twice.
  ...["2018-11-04", "2018-02-18", "2011-12-30", "1919-03-31", "2024-03-31", "2024-11-03", "1883-11-18", null],
];

/** Zones whose clocks jump in the night, at midnight, just before it, over a whole day, and those behind and ahead of UTC. */
const zones = [
  "America/New_York",
  "Europe/Berlin",
  "America/Sao_Paulo",
  "America/Toronto",
  "America/Havana",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Asia/Kolkata",
];

/** Without the years in which the emulator does not know how clocks go. */
function near(values: readonly (string | null)[]): readonly (string | null)[] {
  return values.filter((one) => !one?.includes("290000"));
}

export const cast: readonly Case[] = [
  ...casts("flag", z.boolean(), ["boolean", "string", ...numbers], [true, false, null]),
  ...casts("tiny", tinyint(), ofNumber, [0, 1, -1, 127, -128, null]),
  ...casts("small", smallint(), ofNumber, [0, 1, -1, 127, 128, -129, 255, 256, 32767, -32768, null]),
  ...casts("int", z.int32(), ofNumber, [0, 1, -1, 128, 999, 1000, 32768, 65536, -32769, 16777217, 2147483647, -2147483648, null]),
  ...casts("big", z.int64(), butTime, [
    ...[0, 1, -1, 255, 99999, 2147483648, -2147483649, 4294967296, "9007199254740993", "-9223372036854775807"],
    ...[leastBig, mostBig, "9223372036854775806", "9223371761976868863", null],
  ]),
  ...casts("big", z.int64(), ["timestamp"], [0, 1, -1, 1704067200, 253402300800, 9223372036854, -9223372022400, null]),
  ...casts("float", z.float32(), butTime, floats),
  ...casts("float", z.float32(), ["timestamp"], floats, { loosely: saturates }),
  ...casts("double", z.number(), butTime, doubles),
  ...casts("double", z.number(), ["timestamp"], doubles, { loosely: saturates }),
  ...casts("cents", decimal(10, 2), ofNumber, cents),
  ...casts("fraction", decimal(38, 38), ofNumber, fine),
  ...casts("wide", decimal(38, 0), butTime, wide),
  ...casts("seconds", decimal(18, 7), ["timestamp", "string", "double", "decimal(5,2)"], seconds),
  ...casts("text", z.string(), ["boolean"], truthTexts),
  ...casts("text", z.string(), integers, wholeTexts),
  ...casts("text", z.string(), ["float", "double"], floatingTexts),
  ...casts("text", z.string(), ["decimal(5,2)", "decimal(38,0)", "decimal(38,18)", "decimal(38,38)"], decimalTexts),
  ...casts("text", z.string(), ["string", "binary"], ["", "abc", "é😀\u0000", "a\ufeff", null]),
  ...casts("text", z.string(), ["date"], dateTexts),
  ...casts("text", z.string(), ["timestamp", "timestamp_ntz"], timeTexts),
  ...casts("bytes", binary(), ["string", "binary"], ["", "616263", "c3a9f09f9880", "00", "61efbbbf", null]),
  ...casts("day", z.iso.date(), ["string", ...times], days),
  ...casts("instant", z.iso.datetime(), ["string", ...numbers, ...times], instants),
  ...casts("wall", timestampNtz(), ["string", ...times], walls),
  ...zones.flatMap((zone) => [
    ...casts("text", z.string(), ["timestamp"], [...timeTexts.slice(-5), "2018-11-04", "2024-07-01 12:00:00 UTC"], { zone }),
    ...casts("day", z.iso.date(), ["timestamp", "timestamp_ntz"], near(days), { zone }),
    ...casts("instant", z.iso.datetime(), ["string", "date", "timestamp_ntz", "bigint"], near(instants), { zone }),
    ...casts("wall", timestampNtz(), ["timestamp"], near(walls), { zone }),
  ]),
];
