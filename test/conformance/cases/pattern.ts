import * as z from "zod";
import {
  dateFormat,
  fromUnixtime,
  timestampMicros,
  timestampNtz,
  toDate,
  toTimestamp,
  toTimestampLtz,
  toTimestampNtz,
  toUnixTimestamp,
  tryToDate,
  tryToTimestamp,
  unixTimestamp,
} from "#generator";
import { type Case, type Cells, scalar } from "../case.js";
import { days, each, instants, walls, zones } from "./time-values.js";

const s = z.string();
const at = z.iso.datetime();
const beyond = "DuckDB holds fewer times than Spark";

const formats = [
  ...["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX", "yyyyMMddHHmmssSSS", "dd.MM.yyyy", "d/M/yy", "EEE, dd MMM yyyy"],
  ...["EEEE, MMMM d, yyyy h:mm a", "y yyy yyyyy yyyyyy", "D DD DDD", "k kk K KK h hh H HH", "m mm s ss", "S SS SSS SSSS SSSSSSS SSSSSSSSS"],
  ...[
    "Q QQ QQQ QQQQ q qq qqq qqqq",
    "L LL LLL LLLL",
    "'it''s' yyyy '' [MM[-dd]]",
    "VV O OOOO",
    "X XX XXX XXXX XXXXX",
    "x xx xxx xxxx xxxxx",
  ],
  ...["Z ZZ ZZZ ZZZZ ZZZZZ", "é😀 -/.,_", "E EE EEE EEEE"],
];
const refusedFormats = ["z", "zzzz", "v", "F", "G yyyy", "g"];

const texts: { readonly [pattern: string]: readonly string[] } = {
  "yyyy-MM-dd": [
    ...["2024-02-29", "2023-02-29", "2024-2-9", "2024-02-29 ", " 2024-02-29", "", "2024-13-01", "2024-00-10", "1582-10-10", "0001-01-01"],
    ...[
      "0000-01-01",
      "-0001-01-01",
      "+10000-01-01",
      "10000-01-01",
      "+2024-01-01",
      "-0000-01-01",
      "2024-02-29T10",
      "２０２４-01-01",
      "2024/02/29",
    ],
    ...["99999-01-01", "9999-12-31", "02024-01-01", "2024-04-31"],
  ],
  "yyyy-MM-dd HH:mm:ss": [
    "2024-02-29 12:34:56",
    "2024-02-29 24:00:00",
    "2024-02-29 23:59:60",
    "2024-03-10 02:30:00",
    "2024-11-03 01:30:00",
    "x",
  ],
  "yyyy-MM-dd'T'HH:mm:ss.SSSXXX": [
    ...[
      "2024-02-29T12:34:56.1Z",
      "2024-02-29t12:34:56.123+01:00",
      "2024-02-29T12:34:56.1234Z",
      "2024-02-29T12:34:56.Z",
      "2024-02-29T12:34:56.12z",
    ],
    ...[
      "2024-02-29T12:34:56.12-18:00",
      "2024-02-29T12:34:56.12+18:01",
      "2024-02-29T12:34:56.12+0100",
      "2024-02-29T12:34:56.12+1:00",
      "2024-02-29T12:34:56.12+24:00",
    ],
  ],
  "yyyy-MM-dd HH:mm:ss.SSSSSSSSS": [
    "2024-02-29 12:34:56.123456789",
    "2024-02-29 12:34:56.9999999",
    "2024-02-29 12:34:56.1",
    "1969-12-31 23:59:59.999999999",
  ],
  yyyyMMdd: ["20240229", "2024022", "202402299", "+120240229", "-00010101", "20241301"],
  yyyyMMddHHmmssSSS: ["20240229123456123", "2024022912345612"],
  yyyyMMddHHmmss: ["20240229123456", "202402291234560", "2024022912345"],
  yyMMdd: ["240229", "990101", "000229", "24022", "2402290", "-10101"],
  "d/M/yy": ["9/2/24", "09/02/24", "31/12/99", "1/1/1", "1/1/2024", "-1/1/24", "+1/1/24"],
  "dd MMM yyyy": ["29 Feb 2024", "29 FEB 2024", "29 feb 2024", "29 Febr 2024", "01 Sept 2024", "01 Sep 2024", "1 Sep 2024", "01 May 2024"],
  "MMMM d, yyyy h:mm a": [
    "February 29, 2024 1:05 PM",
    "february 1, 2024 12:00 am",
    "May 1, 2024 12:00 pm",
    "May 1, 2024 0:00 AM",
    "May 1, 2024 13:00 AM",
    "Mai 1, 2024 1:00 AM",
  ],
  "hh:mm a": ["12:30 AM", "12:30 pm", "01:05 PM", "13:00 PM", "00:10 AM", "1:10 AM"],
  "K:mm": ["0:30", "11:59", "12:00"],
  "k:mm": ["24:30", "0:30", "1:00"],
  HH: ["00", "23", "24", "7"],
  a: ["AM", "pm", "x"],
  "ss.SSS": ["59.1", "60.0", "5.1"],
  "mm:ss": ["59:59", "60:00"],
  DDD: ["060", "366", "365", "0", "60"],
  "yyyy-DDD": ["2024-060", "2024-366", "2023-366", "2024-60", "2024-000"],
  "yyyy-MM-dd D": ["2024-02-29 60", "2024-02-29 61"],
  "D MM": ["60 03", "60 02", "400 01"],
  "MM-dd": ["02-28", "02-29", "12-31", "13-01"],
  yyyy: ["2024", "24", "0000"],
  y: ["2024", "-5", "+5", "12345678901234567890"],
  "yyyy-MM-dd[ HH:mm[:ss]]": ["2024-02-29", "2024-02-29 12:34", "2024-02-29 12:34:56", "2024-02-29 12", "2024-02-29 12:34:"],
  "[yyyy-MM-dd][dd.MM.yyyy]": ["2024-02-29", "29.02.2024", "", "2024-02-2929.02.2024", "2024-02-2928.02.2024"],
  "yyyy-MM-dd HH:mm VV": [
    ...[
      "2024-03-31 02:30 Europe/Berlin",
      "2024-03-31 02:30 europe/berlin",
      "2024-03-31 02:30 UTC",
      "2024-03-31 02:30 UTC+01:30",
      "2024-03-31 02:30 +01:30",
    ],
    ...[
      "2024-03-31 02:30 Z",
      "2024-03-31 02:30 GMT0",
      "2024-03-31 02:30 PST",
      "2024-03-31 02:30 EST5EDT",
      "2024-03-31 02:30 Nowhere",
      "2024-03-31 02:30 America/New_York",
    ],
    ...[
      "2024-03-31 02:30 Etc/GMT+5",
      "2024-03-31 02:30 utc",
      "2024-03-31 02:30 UT-1",
      "2024-03-31 02:30 US/Pacific",
      "2024-03-31 02:30 +1",
      "2024-03-31 02:30 +19:00",
    ],
  ],
  "yyyy-MM-dd Z": ["2024-03-31 +0100", "2024-03-31 -0000", "2024-03-31 +01:00", "2024-03-31 Z", "2024-03-31 +000000"],
  "yyyy-MM-dd X": ["2024-03-31 +01", "2024-03-31 +0130", "2024-03-31 Z", "2024-03-31 +1", "2024-03-31 +01300"],
  "yyyy-MM-dd xx": ["2024-03-31 +0100", "2024-03-31 Z", "2024-03-31 -1200"],
  "yyyy-MM-dd XXXXX": ["2024-03-31 +01:00:30", "2024-03-31 +01:00", "2024-03-31 Z"],
  "'Day' d 'of' MMM ''yy": ["Day 5 of Jan '24", "day 5 OF jan '24", "Day 5 of Jan 24"],
};

const rowsOf = (pattern: string): readonly Cells[] => each(texts[pattern] ?? []);
const seconds = [
  0,
  -1,
  1_709_210_096,
  -12_219_292_800,
  253_402_300_799,
  253_402_300_800,
  "9223372036854775807",
  -62_135_596_801,
  "9223372036854",
];

export const pattern: readonly Case[] = [
  ...formats.flatMap((one) => [
    scalar({ t: at }, (r) => dateFormat(r.t, one), each(instants)),
    scalar({ t: at }, (r) => dateFormat(r.t, one), each(instants), { zone: "America/New_York" }),
  ]),
  ...["yyyy-MM-dd HH:mm:ss.SSSSSS XXXXX VV", "O OOOO x xxxx xxxxx"].flatMap((one) =>
    zones.slice(1).map((zone) => scalar({ t: at }, (r) => dateFormat(r.t, one), each(instants), { zone })),
  ),
  scalar({ d: z.iso.date() }, (r) => dateFormat(r.d, "EEEE yyyy-MM-dd HH:mm:ss"), each(days)),
  scalar({ d: z.iso.date() }, (r) => dateFormat(r.d, "yyyy-MM-dd HH:mm XXX"), each([...days, "2018-11-04", "2011-12-30", "1919-03-31"]), {
    zone: "America/Sao_Paulo",
  }),
  scalar({ d: z.iso.date() }, (r) => dateFormat(r.d, "yyyy-MM-dd HH:mm XXXXX"), each([...days, "2018-11-04", "2011-12-30", "1919-03-31"]), {
    zone: "America/Toronto",
  }),
  scalar({ w: timestampNtz() }, (r) => dateFormat(r.w, "yyyy-MM-dd HH:mm:ss.SSSSSS"), each(walls)),
  ...["America/New_York", "America/Toronto", "Australia/Lord_Howe"].map((zone) =>
    scalar({ w: timestampNtz() }, (r) => dateFormat(r.w, "yyyy-MM-dd HH:mm:ss.SSSSSS XXXXX"), each(walls), { zone }),
  ),
  scalar({ n: z.int32() }, (r) => dateFormat(timestampMicros(r.n), "SSSSSS"), each([0, -1, 2147483647])),
  ...refusedFormats.map((one) => scalar({ t: at }, (r) => dateFormat(r.t, one), each(["2024-02-29T12:00:00Z"]))),
  scalar({ n: z.int64() }, (r) => fromUnixtime(r.n), each(seconds)),
  scalar({ n: z.int64() }, (r) => fromUnixtime(r.n), each(seconds), { zone: "Europe/Berlin" }),
  scalar({ n: z.int32() }, (r) => fromUnixtime(r.n, "d.M.yy H:m:s"), each([0, -1, 2147483647, -2147483648])),
  ...Object.keys(texts).flatMap((one) => [
    scalar({ s }, (r) => toTimestamp(r.s, one), rowsOf(one)),
    scalar({ s }, (r) => tryToTimestamp(r.s, one), rowsOf(one), { zone: "America/New_York" }),
    scalar({ s }, (r) => tryToDate(r.s, one), rowsOf(one), { zone: "Australia/Lord_Howe" }),
    scalar({ s }, (r) => toTimestampNtz(r.s, one), rowsOf(one), { ansi: false }),
  ]),
  ...["yyyy-MM-dd", "MM-dd", "yyyy-MM-dd HH:mm VV"].flatMap((one) => [
    scalar({ s }, (r) => toDate(r.s, one), rowsOf(one)),
    scalar({ s }, (r) => toDate(r.s, one), rowsOf(one), { ansi: false }),
    scalar({ s }, (r) => toTimestampLtz(r.s, one), rowsOf(one), { zone: "Europe/Berlin" }),
    scalar({ s }, (r) => unixTimestamp(r.s, one), rowsOf(one), { zone: "America/New_York" }),
    scalar({ s }, (r) => toUnixTimestamp(r.s, one), rowsOf(one), { ansi: false }),
  ]),
  ...["yyyy-MM-dd HH:mm O", "yyyy-MM-dd HH:mm z", "G yyyy", "ss.SSS''", "yyyy VV X"].map((one) =>
    scalar({ s }, (r) => tryToTimestamp(r.s, one), [["2024-03-31 02:30 GMT+1"], ["x"]]),
  ),
  scalar(
    { s },
    (r) => tryToTimestamp(r.s, "yyyy-MM-dd"),
    [["+294248-01-01"], ["-290309-01-01"], ["+294246-01-01"], ["+999999999-01-01"], ["+1000000000-01-01"]],
    {
      partly: beyond,
      zone: "Asia/Kathmandu",
    },
  ),
  scalar({ s }, (r) => tryToTimestamp(r.s, "dd MMM yyyy"), [["01 ſep 2024"], ["01 Sep 2024"]], {
    partly: "letters whose other case is an ASCII letter",
  }),
  scalar({ s }, (r) => unixTimestamp(r.s), each(["2024-02-29 12:34:56", "2024-02-29", "", "1969-12-31 23:59:59", "2024-03-10 02:30:00"])),
  scalar({ s }, (r) => toUnixTimestamp(r.s), each(["2024-02-29 12:34:56", "2024-03-10 02:30:00", "2024-11-03 01:30:00"]), {
    zone: "America/New_York",
  }),
  scalar({ t: at }, (r) => unixTimestamp(r.t), each(instants)),
  scalar({ d: z.iso.date() }, (r) => unixTimestamp(r.d), each(days), { zone: "America/Sao_Paulo" }),
  scalar({ w: timestampNtz() }, (r) => toUnixTimestamp(r.w), each(walls), { zone: "Australia/Lord_Howe" }),
  ...[toDate, tryToDate].map((f) =>
    scalar(
      { s },
      (r) => f(r.s),
      each(["2024-02-29", "2024-2-9", " 2024 ", "2024-02-29 junk", "", "x", "+10000-01-01", "-0001-1-1", "1582-10-10", "2023-02-29"]),
    ),
  ),
  ...[toTimestamp, tryToTimestamp, toTimestampLtz, toTimestampNtz].flatMap((f) =>
    ["UTC", "America/New_York"].map((zone) =>
      scalar(
        { s },
        (r) => f(r.s),
        each([
          "2024-02-29 12:34:56.789",
          "2024-02-29T1:2:3",
          "2024",
          "2024-03-10 02:30:00",
          "2024-11-03 01:30:00",
          "2024-01-01 00:00:00+02:00",
          "2024-01-01 00:00:00 Europe/Berlin",
          "",
          "x",
        ]),
        { zone },
      ),
    ),
  ),
  scalar({ s }, (r) => toDate(r.s), each(["x", "2024-02-29"]), { ansi: false }),
  scalar({ s }, (r) => toTimestamp(r.s), each(["x", "2024-02-29"]), { ansi: false }),
  scalar({ s }, (r) => tryToTimestamp(r.s), [["10:00"], ["2024-01-01"]], { partly: "a time without a date is one of today" }),
  scalar({ t: at }, (r) => toDate(r.t), each(instants), { zone: "America/Sao_Paulo" }),
  scalar({ w: timestampNtz() }, (r) => toDate(r.w), each(walls)),
  scalar({ d: z.iso.date() }, (r) => toTimestamp(r.d), each([...days, "2018-11-04"]), { zone: "America/Sao_Paulo" }),
  scalar({ d: z.iso.date() }, (r) => toTimestampNtz(r.d), each(days), { zone: "America/Sao_Paulo" }),
  scalar({ w: timestampNtz() }, (r) => toTimestamp(r.w), each(walls), { zone: "America/New_York" }),
  scalar({ t: at }, (r) => toTimestampNtz(r.t), each(instants), { zone: "Asia/Kathmandu" }),
];
