import * as z from "zod";
import {
  anyValue,
  approxDistinct,
  arrayAgg,
  avg,
  avgDistinct,
  binary,
  bitAndAll,
  bitOrAll,
  bitXorAll,
  boolAnd,
  boolOr,
  collectList,
  collectSet,
  count,
  countDistinct,
  countIf,
  decimal,
  desc,
  first,
  last,
  max,
  maxBy,
  min,
  minBy,
  mode,
  smallint,
  stringAgg,
  sum,
  sumDistinct,
  tinyint,
  tryAvg,
  trySum,
} from "#generator";
import { type Case, type Cells, aggregate as over, relation, table } from "../case.js";

type Tables = readonly (readonly Cells[])[];

/** Tables of one column. */
function columns(...tables: readonly Cells[]): Tables {
  return tables.map((values) => values.map((one) => [one]));
}

const int = { i: z.int32() };
const long = { l: z.int() };
const number = { d: z.float64() };
const single = { f: z.float32() };
const text = { s: z.string() };
const exact = { e: decimal(10, 2) };
const wide = { w: decimal(38, 2) };
const flag = { b: z.boolean() };

const ints = columns([1, 2, 3, null], [null, null], [], [7], [2147483647, 2147483647, -2147483648], [5, 5, null, 5, -5]);
const greatest = "9223372036854775807";
const longs = columns(
  [1, 2, null],
  [null],
  [],
  [greatest, -5],
  [greatest, 1],
  ["-9223372036854775808", -1],
  ["9007199254740993", 1, 1],
  [greatest],
);
const doubles = columns(
  [0.1, 0.2, 0.3, null],
  [0.3, 0.2, 0.1],
  [1e16, 1, -1e16],
  [1e16, -1e16, 1],
  [null, null],
  [],
  ["-0.0"],
  ["NaN", 1],
  ["Infinity", "-Infinity"],
  ["Infinity", 1],
  [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1],
  [1.7976931348623157e308, 1.7976931348623157e308],
  [5e-324, 5e-324],
);
const decimals = columns(
  ["1.50", "2.25", null],
  [null],
  [],
  ["99999999.99", "99999999.99", "0.01"],
  ["-0.01", "0.02"],
  ["1.00", "1.00", "2.00"],
);
const nines = "999999999999999999999999999999999999.99";
const wides = columns(
  ["1.50", "2.25", null],
  [null],
  [],
  [nines, "-1.00"],
  [nines, "0.01"],
  [`-${nines}`, `-${nines}`],
  [nines, nines, nines],
);
const texts = columns(["b", "a", null, "B", "ä", "😀", "\uffff"], [null], [], ["", " "], ["a", "a"]);
const flags = columns([true, false, null], [null, null], [], [true, true], [false, null], [true, null]);

const nth = (n: number): number => (n * 7919) % 1000;

const extremes = (extreme: typeof min) =>
  [
    over(int, (r) => extreme(r.i), ints),
    over(long, (r) => extreme(r.l), longs.slice(0, 4)),
    over(number, (r) => extreme(r.d), [
      ...columns([0, "-0.0"], ["-0.0", 0], ["NaN", "Infinity", null], ["NaN"], ["-Infinity", 1], [null], []),
    ]),
    over(single, (r) => extreme(r.f), columns(["NaN", 1.5, null], ["-0.0", 0], [null])),
    over(text, (r) => extreme(r.s), texts),
    over(flag, (r) => extreme(r.b), flags),
    over(exact, (r) => extreme(r.e), decimals),
    over(wide, (r) => extreme(r.w), wides),
    over(
      { at: z.iso.datetime() },
      (r) => extreme(r.at),
      columns(["2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000001Z", null], ["1582-10-10T00:00:00Z", "0001-01-01T00:00:00Z"], []),
    ),
    over({ day: z.iso.date() }, (r) => extreme(r.day), columns(["2024-02-29", "2023-12-31", null], ["0001-01-01", "9999-12-31"], [])),
    over({ bytes: binary() }, (r) => extreme(r.bytes), columns(["00", "ff", "7f80", null], ["", "00"], [])),
    over({ o: z.object({ a: z.int32().nullable() }) }, (r) => extreme(r.o), columns([{ a: 1 }, { a: null }])),
  ] as const;

const extremesBy = (extreme: typeof minBy) =>
  [
    over({ x: z.string(), y: z.int32() }, (r) => extreme(r.x, r.y), [
      [
        ["a", 1],
        ["b", 2],
        ["c", null],
      ],
      [
        [null, 3],
        ["b", 2],
        [null, 1],
      ],
      [["a", null]],
      [],
    ]),
    over({ s: z.string(), d: z.float64() }, (r) => extreme(r.s, r.d), [
      [
        ["a", "NaN"],
        ["b", "Infinity"],
        ["c", "-Infinity"],
      ],
      [
        ["a", null],
        ["b", 1],
      ],
    ]),
    over({ o: z.object({ a: z.int32().nullable(), b: z.string().nullable() }), at: z.iso.datetime() }, (r) => extreme(r.o, r.at), [
      [
        [{ a: 1, b: null }, "2024-01-01T00:00:00Z"],
        [null, "2024-01-02T00:00:00Z"],
        [{ a: null, b: "x" }, "2023-01-01T00:00:00Z"],
      ],
    ]),
    over({ s: z.string(), o: z.object({ a: z.int32().nullable() }) }, (r) => extreme(r.s, r.o), [[["a", { a: 1 }]]]),
  ] as const;

const bitwise = (bits: typeof bitAndAll) =>
  [
    over(int, (r) => bits(r.i), ints),
    over(long, (r) => bits(r.l), longs),
    over({ t: tinyint() }, (r) => bits(r.t), columns([1, 3, -128, null], [null], [], [127])),
    over({ h: smallint() }, (r) => bits(r.h), columns([1, 3, -32768, null], [null], [])),
  ] as const;

export const aggregate: readonly Case[] = [
  over(int, () => count(), ints),
  over(int, (r) => count(r.i), ints),
  // Of a column without NULL Spark counts rows and does not compute the sums; the emulator computes them.
  over(int, (r) => count(r.i.plus(r.i)), columns([1, 2], [1, 2147483647, null], [null])),
  over({ x: z.int32(), y: z.string() }, (r) => count(r.x, r.y), [
    [
      [1, "a"],
      [1, null],
      [null, "a"],
      [null, null],
      [2, ""],
    ],
    [],
  ]),
  over(flag, (r) => countIf(r.b), flags),
  over(int, (r) => countIf(r.i.gt(1).and(r.i.lt(5))), ints),
  over(text, (r) => countDistinct(r.s), texts),
  over(number, (r) => countDistinct(r.d), columns(["NaN", "NaN", 0, "-0.0", null], [null], [], ["Infinity", "-Infinity", "Infinity"])),
  over(wide, (r) => countDistinct(r.w), wides),
  over({ at: z.iso.datetime(), day: z.iso.date() }, (r) => countDistinct(r.at, r.day), [
    [
      ["2024-01-01T00:00:00Z", "2024-01-01"],
      ["2024-01-01T00:00:00Z", "2024-01-01"],
      ["2024-01-01T00:00:00Z", null],
      [null, "2024-01-01"],
      ["2024-01-01T00:00:00.000001Z", "2024-01-01"],
    ],
    [],
  ]),
  over({ s: z.string(), d: z.float64() }, (r) => countDistinct(r.s, r.d), [
    [
      ["a", "NaN"],
      ["a", "NaN"],
      ["a", 0],
      ["a", "-0.0"],
      [null, 1],
      ["a", null],
      ["", 1],
    ],
    [],
  ]),
  over(text, (r) => approxDistinct(r.s), texts),

  // sums
  over({ t: tinyint() }, (r) => sum(r.t), columns([127, 127, null], [null], [-128])),
  over({ h: smallint() }, (r) => sum(r.h), columns([32767, 32767, null], [], [-32768])),
  over(int, (r) => sum(r.i), ints),
  over(long, (r) => sum(r.l), longs),
  over(long, (r) => sum(r.l), longs, { ansi: false }),
  over({ y: z.int() }, (r) => sum(r.y), columns([greatest, 1, -1], [greatest, -5, 3], [1], [null]), {
    partly: "an overflow on the way depends on the order of the rows",
  }),
  over(number, (r) => sum(r.d), doubles),
  over(single, (r) => sum(r.f), columns([0.1, 0.2, null], ["NaN"], [null], [3.4028234663852886e38, 3.4028234663852886e38])),
  over(exact, (r) => sum(r.e), decimals),
  over(wide, (r) => sum(r.w), wides),
  over(wide, (r) => sum(r.w), wides, { ansi: false }),
  over({ e28: decimal(28, 0) }, (r) => sum(r.e28), columns(["9999999999999999999999999999", "9999999999999999999999999999"], [null])),
  over({ w0: decimal(38, 0) }, (r) => sum(r.w0), columns([`${"9".repeat(38)}`, "1", "-1"], ["1"], [null]), {
    partly: "an overflow on the way depends on the order of the rows",
  }),
  over({ x: z.int32(), y: z.int32() }, (r) => sum(r.x.times(r.y)), [
    [
      [2, 3],
      [4, 5],
      [null, 1],
    ],
    [],
    [[2147483647, 2]],
  ]),
  over(int, (r) => trySum(r.i), ints),
  over(long, (r) => trySum(r.l), longs),
  over(number, (r) => trySum(r.d), doubles.slice(0, 6)),
  over(exact, (r) => trySum(r.e), decimals),
  over(wide, (r) => trySum(r.w), wides),
  over(int, (r) => sumDistinct(r.i), ints),
  over(long, (r) => sumDistinct(r.l), columns([1, 1, 2, null], [null], [], [greatest, greatest], [greatest, 1])),
  over(exact, (r) => sumDistinct(r.e), decimals),
  over(number, (r) => sumDistinct(r.d), columns([1, 1])),

  // means
  over(int, (r) => avg(r.i), ints),
  over({ t: tinyint() }, (r) => avg(r.t), columns([127, 126, null], [null], [])),
  over(long, (r) => avg(r.l), longs),
  over(number, (r) => avg(r.d), doubles),
  over(single, (r) => avg(r.f), columns([0.1, 0.2, null], [null])),
  over(exact, (r) => avg(r.e), [
    ...decimals,
    ...columns(["0.01", "0.01", "0.00"], ["-0.01", "-0.01", "0.00"], ["0.05", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00"]),
  ]),
  over({ e4: decimal(4, 4) }, (r) => avg(r.e4), columns(["0.0001", "0.0000", "0.0000"], ["0.9999"], [null])),
  over({ e18: decimal(18, 2) }, (r) => avg(r.e18), columns(["9999999999999999.99", "9999999999999999.99", "0.00"], [])),
  over(
    { e36: decimal(36, 2) },
    (r) => avg(r.e36),
    columns(["1.00", "2.00", "2.00"], ["9".repeat(34)], [null], ["9".repeat(34), "9".repeat(34)]),
  ),
  over({ e38: decimal(38, 37) }, (r) => avg(r.e38), columns(["1.5"], ["1", "1", "0"])),
  over(wide, (r) => avg(r.w), columns(["1.50", "2.25", null], [null], [nines, "-1.00"], [nines])),
  over(wide, (r) => avg(r.w), columns(["1.50", "2.25", null], [nines, "-1.00"], [nines]), { ansi: false }),
  over(int, (r) => tryAvg(r.i), ints),
  over(exact, (r) => tryAvg(r.e), decimals),
  over(wide, (r) => tryAvg(r.w), columns(["1.50", null], [nines], [])),
  over(number, (r) => tryAvg(r.d), doubles.slice(0, 6)),
  over(int, (r) => avgDistinct(r.i), ints),
  over(exact, (r) => avgDistinct(r.e), decimals),
  over(long, (r) => avgDistinct(r.l), columns([1, 1, 2])),

  // extremes
  ...extremes(min),
  ...extremes(max),
  ...extremesBy(minBy),
  ...extremesBy(maxBy),
  over(int, (r) => first(r.i), ints.slice(0, 3)),
  over(int, (r) => last(r.i), ints.slice(0, 3)),
  over(int, (r) => anyValue(r.i), ints.slice(0, 3)),

  // conditions and bits
  over(flag, (r) => boolAnd(r.b), flags),
  over(flag, (r) => boolOr(r.b), flags),
  ...bitwise(bitAndAll),
  ...bitwise(bitOrAll),
  ...bitwise(bitXorAll),

  // lists
  over(text, (r) => collectList(r.s), texts),
  over(int, (r) => collectList(r.i), ints),
  over({ o: z.object({ a: z.int32().nullable() }) }, (r) => collectList(r.o), columns([{ a: 1 }, { a: null }, null], [null], [])),
  over({ a: z.array(z.int32().nullable()) }, (r) => collectList(r.a), columns([[1, null], [], null], [])),
  over(number, (r) => arrayAgg(r.d), columns(["NaN", "-0.0", null, 1], [], [null], [2, 1, 2])),
  over(text, (r) => collectSet(r.s), [...texts, ...columns(["zebra", "a", "apple", "c", "mango", "b", "a", "Straße", "longer than four"])]),
  over(int, (r) => collectSet(r.i), [...ints, ...columns([5, 17, 1, 33, 100000, -1]), ...sizes(nth)]),
  over(long, (r) => collectSet(r.l), [...longs, ...sizes((n) => nth(n) * 5000000000)]),
  over({ day: z.iso.date() }, (r) => collectSet(r.day), columns(["2024-01-01", "1969-12-31", "0001-01-01", null, "9999-12-31"], [])),
  over(
    { at: z.iso.datetime() },
    (r) => collectSet(r.at),
    columns(["2024-01-01T00:00:00Z", "1969-12-31T00:00:00.5Z", null, "9999-12-31T00:00:00Z"], []),
  ),
  over(flag, (r) => collectSet(r.b), flags),
  over(number, (r) => collectSet(r.d), columns([1, 2])),
  over(text, (r) => stringAgg(r.s, ", ", r.s), texts),
  over(text, (r) => stringAgg(r.s, "'", desc(r.s)), texts),
  over({ x: z.string(), y: z.int32() }, (r) => stringAgg(r.x, "", r.y), [
    [
      ["a", 2],
      ["b", null],
      [null, 0],
      ["c", -1],
    ],
    [[null, 1]],
    [],
  ]),
  over({ x: z.string(), y: z.float64(), n: z.int32() }, (r) => stringAgg(r.x, "-", desc(r.y, { nulls: "first" }), r.n), [
    [
      ["a", "NaN", 1],
      ["b", null, 2],
      ["c", 0, 4],
      ["d", "-0.0", 3],
      ["e", "Infinity", 5],
    ],
  ]),

  // most frequent
  over(text, (r) => mode(r.s), columns(["a", "b", "b", null, null, null], [null], [], ["x"])),
  over(int, (r) => mode(r.i), columns([5, 17, 17], [], [null])),
  over(exact, (r) => mode(r.e), columns(["1.00", "1.00", "2.00"], [])),
  over(number, (r) => mode(r.d), columns(["NaN", "NaN", 1], ["-0.0", "-0.0", 1], [0, "-0.0", 1, null])),
  over({ day: z.iso.date() }, (r) => mode(r.day), columns(["2024-02-29", "2024-02-29", "2024-01-01"])),
  over({ x: z.string() }, (r) => stringAgg(r.x, ",", r.x).filter(r.x.ne("b")), columns(["b", "a", null, "c"], ["b"], [])),
  over({ y: z.string() }, (r) => mode(r.y), columns(["a", "b"], ["a"]), {
    partly: "Spark takes any of several modes",
  }),

  // FILTER
  over({ x: z.int32(), y: z.boolean() }, (r) => sum(r.x).filter(r.y), [
    [
      [1, true],
      [2, false],
      [3, null],
      [null, true],
    ],
    [[1, false]],
    [],
  ]),
  relation(
    {
      sales: table({ k: z.string(), x: z.int32(), d: z.float64(), e: decimal(38, 2), l: z.int(), s: z.string() }, [
        ["a", 1, 0.3, "1.00", 1, "x"],
        ["a", 2, 0.2, nines, greatest, "y"],
        ["a", 3, 0.1, "2.00", 2, "z"],
        ["a", null, "NaN", null, null, null],
        ["b", 5, "Infinity", "-5.00", "-9223372036854775808", "x"],
        ["b", -5, 1, nines, -1, "x"],
        ["b", 7, 0.1, "0.50", 3, null],
        [null, 1, 1, "1.00", 1, "q"],
        [null, 2, 2, "2.00", 2, "q"],
      ]),
    },
    ({ sales }) =>
      sales.aggregate({
        by: (s) => ({ k: s.k }),
        select: (s) => ({
          n: count().filter(s.x.gt(1)),
          there: count(s.x, s.s).filter(s.x.gt(1)),
          some: countIf(s.x.gt(2)).filter(s.d.lt(1)),
          different: countDistinct(s.s).filter(s.x.gt(0)),
          x: sum(s.x).filter(s.x.gt(1)),
          d: sum(s.d).filter(s.d.lt(1)),
          e: sum(s.e).filter(s.e.lt(10)),
          l: sum(s.l).filter(s.l.gt(-5).and(s.l.lt(100))),
          mean: avg(s.x).filter(s.x.gt(1)),
          mean_d: avg(s.d).filter(s.d.lt(1)),
          mean_e: avg(s.e).filter(s.e.lt(10)),
          most: max(s.x).filter(s.x.lt(3)),
          by: maxBy(s.s, s.x).filter(s.x.lt(3)),
          all: boolAnd(s.x.gt(0)).filter(s.d.gt(0)),
          bits: bitOrAll(s.x).filter(s.x.gt(1)),
          list: collectList(s.s).filter(s.x.gt(1)),
          set: collectSet(s.s).filter(s.x.gt(1)),
          once: sumDistinct(s.x).filter(s.x.gt(1)),
        }),
      }),
  ),
];

/** Tables of so many values, around the sizes at which a hash table grows. */
function sizes(value: (n: number) => number): Tables {
  return [10, 11, 12, 13, 22, 23, 24, 25, 26, 47, 48, 49].map((size) => Array.from({ length: size }, (_, n) => [value(n)]));
}
