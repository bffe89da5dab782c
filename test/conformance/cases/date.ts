import * as z from "zod";
import {
  addMonths,
  currentDate,
  dateAdd,
  datediff,
  dateFromUnixDate,
  dateSub,
  day,
  lastDay,
  makeDate,
  month,
  nextDay,
  smallint,
  timestampNtz,
  tinyint,
  trunc,
  unixDate,
  year,
} from "#generator";
import { type Case, type Cells, scalar } from "../case.js";
import { days, each, instants, walls, zones } from "./time-values.js";

const on = z.iso.date();
const at = z.iso.datetime();
const int = z.int32();
const beyond = "DuckDB holds fewer days than Spark, 5877642 BC to 5881580";

const shifts: readonly Cells[] = [
  ...[0, 1, -1, 31, -366, 12, 719_528].map((n) => ["2024-02-29", n] as const),
  ...[1, -1, 365].map((n) => ["1582-10-15", n] as const),
  ["0001-01-01", -1],
  ["9999-12-31", 1],
  ["1970-01-01", 2_000_000_000],
  ["1970-01-01", -2_000_000_000],
  [null, 1],
  ["2024-01-31", null],
  ["2024-01-31", 1],
  ["2024-01-31", 13],
  ["2023-12-31", 2],
  ["2024-03-31", -1],
  ["-0044-03-15", 528],
];
const wrapping: readonly Cells[] = [
  ["2024-02-29", 2_147_483_647],
  ["2024-02-29", -2_147_483_648],
  ["2024-02-29", 1],
];
const pairs: readonly Cells[] = [
  ["2024-03-01", "2024-02-28"],
  ["2024-02-28", "2024-03-01"],
  ["1582-10-15", "1582-10-04"],
  ["0001-01-01", "9999-12-31"],
  ["-0044-03-15", "2024-01-01"],
  [null, "2024-01-01"],
  ["2024-01-01", null],
  ["2024-01-01", "2024-01-01"],
];
const wide: readonly Cells[] = [
  [2_147_483_646, -2_147_483_646],
  [-2_147_483_646, 2_147_483_646],
  [2_147_483_646, 0],
  [-2_147_483_646, 5],
  [0, null],
];

export const date: readonly Case[] = [
  ...zones.map((zone) => scalar({ t: at }, (r) => r.t.toDate(), each(instants), { zone })),
  ...[dateAdd, dateSub].flatMap((f) => [
    scalar({ x: on, n: int }, (r) => f(r.x, r.n), [...shifts, ...wrapping], { partly: beyond }),
    scalar({ t: at }, (r) => f(r.t, 1), each(instants), { zone: "America/New_York" }),
    scalar({ w: timestampNtz() }, (r) => f(r.w, -3), each(walls)),
    scalar({ d: on, s: smallint() }, (r) => f(r.d, r.s), [
      ["2024-02-29", 32767],
      ["2024-02-29", -32768],
      [null, 1],
    ]),
    scalar({ d: on, t: tinyint() }, (r) => f(f(r.d, r.t), r.t), [
      ["2024-02-29", 127],
      ["2024-02-29", -128],
      ["2024-02-29", null],
    ]),
  ]),
  scalar({ x: on, n: int }, (r) => dateAdd(r.x, r.n.plus(1)), [
    ["2024-02-29", 1],
    [null, 1],
    ["2024-02-29", -5],
  ]),
  scalar({ x: on, n: int }, (r) => dateSub(r.x, r.n.minus(1)), [
    ["2024-02-29", 1],
    [null, 1],
    ["2024-02-29", -5],
  ]),
  scalar({ n: int }, (r) => dateSub(day("2024-02-29"), r.n.negated()), [[1], [null], [-5]]),
  scalar(
    { x: on, n: int },
    (r) => addMonths(r.x, r.n),
    shifts.filter(([, n]) => Math.abs(Number(n)) < 1_000_000),
  ),
  scalar({ x: on, months: int }, (r) => addMonths(r.x, r.months), [
    ["2024-01-31", 2_147_483_647],
    ["2024-01-31", -2_147_483_648],
    ["2024-01-31", 70_000_000],
  ]),
  scalar(
    { x: on, n: int },
    (r) => addMonths(r.x, r.n),
    [
      ["2024-01-31", 2_147_483_647],
      ["2024-01-31", 1],
    ],
    { ansi: false },
  ),
  scalar({ t: at }, (r) => addMonths(r.t, 1), each(instants), { zone: "Europe/Berlin" }),
  scalar({ w: timestampNtz() }, (r) => addMonths(r.w, 1), each(walls)),
  scalar({ d: on, s: smallint() }, (r) => addMonths(r.d, r.s), [
    ["2024-02-29", 12],
    ["2024-02-29", -12],
    [null, 1],
  ]),
  scalar({ x: on, y: on }, (r) => datediff(r.x, r.y), pairs),
  scalar({ a: int, b: int }, (r) => datediff(dateFromUnixDate(r.a), dateFromUnixDate(r.b)), wide),
  scalar(
    { t: at, y: on },
    (r) => datediff(r.t, r.y),
    [
      ["2024-03-10T04:30:00Z", "2024-03-09"],
      ["2024-03-10T05:00:00Z", "2024-03-09"],
      [null, "2024-01-01"],
    ],
    { zone: "America/New_York" },
  ),
  scalar({ x: on, w: timestampNtz() }, (r) => datediff(r.x, r.w), [
    ["2024-03-10", "2024-03-09T23:59:59"],
    ["2024-03-10", null],
    ["2024-03-10", "0001-01-01T00:00:00"],
  ]),
  scalar({ x: on }, (r) => datediff(currentDate(), currentDate()).plus(year(r.x)), each(days)),
  scalar({ x: on }, (r) => lastDay(r.x), each(days)),
  scalar({ t: at }, (r) => lastDay(r.t), each(instants)),
  scalar({ t: at }, (r) => lastDay(r.t), each(instants), { zone: "America/Sao_Paulo" }),
  scalar({ w: timestampNtz() }, (r) => lastDay(r.w), each(walls)),
  ...(["year", "quarter", "month", "week"] as const).flatMap((unit) => [
    scalar({ x: on }, (r) => trunc(r.x, unit), each(days)),
    scalar({ t: at }, (r) => trunc(r.t, unit), each(instants), { zone: "Pacific/Apia" }),
    scalar({ w: timestampNtz() }, (r) => trunc(r.w, unit), each(walls)),
  ]),
  scalar({ n: int }, (r) => trunc(dateFromUnixDate(r.n), "year"), [[107_000_000], [-107_000_000], [2_147_483_646]], { partly: beyond }),
  scalar({ x: on }, (r) => nextDay(r.x, "monday"), each(days)),
  scalar({ x: on, d: z.string() }, (r) => nextDay(r.x, r.d), [
    ...["mo", "TUE", "Wednesday", "th", "FRI", "saturday", "Su", "mond", "", " mon", "Montag", "ſunday"].map(
      (d) => ["2024-02-29", d] as const,
    ),
    [null, "mo"],
    ["2024-02-29", null],
  ]),
  scalar(
    { x: on, d: z.string() },
    (r) => nextDay(r.x, r.d),
    [
      ["2024-02-29", "mo"],
      ["2024-02-29", "x"],
      ["1582-10-15", "friday"],
    ],
    { ansi: false },
  ),
  scalar({ t: at }, (r) => nextDay(r.t, "sun"), each(instants), { zone: "Asia/Kathmandu" }),
  scalar({ y: int, m: int, d: int }, (r) => makeDate(r.y, r.m, r.d), [
    ...[
      [2024, 2, 29],
      [2023, 2, 28],
      [0, 1, 1],
      [-44, 3, 15],
      [1582, 10, 10],
      [9999, 12, 31],
      [10000, 1, 1],
      [5_000_000, 12, 31],
    ],
    ...[
      [2023, 2, 29],
      [1900, 2, 29],
      [2024, 13, 1],
      [2024, 0, 1],
      [2024, 4, 31],
      [2024, 1, 0],
      [2024, -1, 1],
    ],
    ...[
      [2_147_483_647, 1, 1],
      [999_999_999, 1, 1],
      [-999_999_999, 1, 1],
      [-1_000_000_000, 1, 1],
      [2024, 2_147_483_647, 1],
    ],
    ...[
      [null, 1, 1],
      [2024, null, 1],
      [2024, 1, null],
    ],
  ]),
  scalar({ y: int }, (r) => makeDate(r.y, 2, 29), [[2024], [2023], [null], [1_000_000_000]], {
    ansi: false,
  }),
  scalar({ y: smallint(), m: tinyint() }, (r) => makeDate(r.y, r.m, 1), [
    [2024, 2],
    [null, 1],
    [-32768, 12],
  ]),
  scalar({ n: int }, (r) => dateFromUnixDate(r.n), [[0], [-1], [19_782], [2_147_483_646], [-719_529], [null]]),
  scalar({ n: int }, (r) => dateFromUnixDate(r.n.plus(1)), [[0], [-1], [null]]),
  scalar({ days: int }, (r) => dateFromUnixDate(r.days), [[2_147_483_647], [-2_147_483_648], [1]], { partly: beyond }),
  scalar({ x: on }, (r) => unixDate(r.x), each(days)),
  scalar({ n: int }, (r) => unixDate(dateFromUnixDate(r.n)), [[2_147_483_646], [-2_147_483_646], [null]]),
  scalar({ n: int }, (r) => month(dateFromUnixDate(r.n)), [[2_147_483_646], [-2_147_483_646], [null]]),
  scalar({ x: on }, (r) => currentDate().isNotNull().and(year(r.x).eq(1970)), each(days)),
];
