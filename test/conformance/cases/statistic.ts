import * as z from "zod";
import {
  corr,
  covarPop,
  covarSamp,
  dec,
  decimal,
  kurtosis,
  median,
  percentile,
  percentileApprox,
  percentileCont,
  percentileDisc,
  regrCount,
  regrIntercept,
  regrR2,
  regrSlope,
  regrSxx,
  regrSxy,
  regrSyy,
  skewness,
  stddevPop,
  stddevSamp,
  varPop,
  varSamp,
} from "#generator";
import { aggregate, type Case, type Cells, relation, table } from "../case.js";

/** Numbers without a pattern, the same in every run. */
function scattered(n: number): number {
  return ((n * 7919 + 104729) % 10007) / 97 - 40;
}

type Tables = readonly (readonly Cells[])[];

function columns(...tables: readonly Cells[]): Tables {
  return tables.map((values) => values.map((one) => [one]));
}

const samples = columns(
  [1, 2.5, 1000, null, 0.3, -7],
  [0.1, 0.1, 0.1],
  [3.7],
  [],
  ["NaN", 1, 2],
  ["Infinity", 1],
  [1e200, 1e200],
  [1e16, 1, -1e16, 3],
  [1e-120, 2e-120],
  Array.from({ length: 20 }, (_, n) => scattered(n)),
);
const pairs: Tables = [
  [
    [1, 2],
    [2.5, 3.1],
    [null, 1],
    [1000, 0.1],
    [7, null],
    [0.3, 0.7],
  ],
  [
    [1, 2],
    [1, 3],
    [1, 7.1],
  ],
  [
    [2, 1],
    [3, 1],
    [7.1, 1],
  ],
  [[1, 2]],
  [],
  [[null, 1]],
  [
    [1e200, 1e200],
    [1e200, 1e200],
    [-1e200, 1],
  ],
  [
    [1e-150, 2e-150],
    [3e-150, -1e-150],
    [0, 0],
  ],
  [
    ["NaN", 1],
    [1, 2],
  ],
  Array.from({ length: 15 }, (_, n) => [scattered(n), scattered(n * 7 + 3)]),
];
const both = { y: z.float64(), x: z.float64() };

const sampled = (of: typeof stddevSamp) => aggregate({ d: z.float64() }, (r) => of(r.d), samples);
const paired = (of: typeof corr) => aggregate(both, (r) => of(r.y, r.x), pairs);
const shared = (share: number) => aggregate({ i: z.int32() }, (r) => percentile(r.i, share), columns([1, 2, 10, 11, null], [7], []));
const discrete = (share: number) => aggregate({ i: z.int32() }, (r) => percentileDisc(r.i, share), columns([11, 10, 2, 1, null], [7], []));

export const statistic: readonly Case[] = [
  sampled(stddevSamp),
  sampled(stddevPop),
  sampled(varSamp),
  sampled(varPop),
  sampled(skewness),
  sampled(kurtosis),
  paired(corr),
  paired(covarPop),
  paired(covarSamp),
  paired(regrSlope),
  paired(regrIntercept),
  paired(regrR2),
  paired(regrSxx),
  paired(regrSxy),
  paired(regrSyy),
  aggregate(both, (r) => regrCount(r.y, r.x), pairs),
  aggregate({ i: z.int32() }, (r) => stddevSamp(r.i), columns([1, 2, 4, null], [2147483647, -2147483648], [null])),
  aggregate({ l: z.int() }, (r) => varSamp(r.l), columns(["9223372036854775807", "9007199254740993", 1], [])),
  aggregate({ f: z.float32() }, (r) => varPop(r.f), columns([0.1, 0.2, null], ["NaN"])),
  aggregate(
    { w: decimal(38, 10) },
    (r) => stddevPop(r.w),
    columns(["1234567890123456789012345678.0123456789", "0.0000000001", "3"], ["0.1", "0.2", null]),
  ),
  aggregate({ e: decimal(10, 2), i: z.int32() }, (r) => corr(r.e, r.i), [
    [
      ["1.10", 1],
      ["2.30", 2],
      ["9.99", 4],
      [null, 1],
    ],
  ]),
  shared(0),
  shared(0.25),
  shared(0.5),
  shared(0.9),
  shared(1),
  aggregate(
    { d: z.float64() },
    (r) => percentile(r.d, 0.3),
    columns(
      ["NaN", 1, 2, 3],
      ["Infinity", 1, "-Infinity"],
      ["Infinity", "Infinity"],
      [0.1, 0.1, 0.7],
      ["-0.0"],
      [null],
      [1e308, -1e308, 1e308],
    ),
  ),
  aggregate(
    { d: z.float64(), n: z.int32() },
    (r) => percentile(r.d, 0.4),
    [
      [
        [0, 1],
        ["-0.0", 2],
      ],
      [[1, 1]],
    ],
    {
      partly: "which of 0.0 and -0.0 comes first is not known",
    },
  ),
  aggregate({ l: z.int() }, (r) => percentile(r.l, 0.5), columns(["9223372036854775807", "9223372036854775805"], ["9007199254740993", 1])),
  aggregate(
    { w: decimal(38, 10) },
    (r) => percentile(r.w, 0.7),
    columns(["1234567890123456789012345678.0123456789", "0.0000000001", "3"], ["1.5", "2"]),
  ),
  discrete(0),
  discrete(0.34),
  discrete(0.5),
  discrete(0.75),
  discrete(1),
  aggregate({ d: z.float64() }, (r) => percentileDisc(r.d, 0.6), columns(["NaN", 1, 2], ["Infinity", 1], [null])),
  aggregate({ i: z.int32() }, (r) => percentileCont(r.i, 0.6), columns([11, 10, 2, 1, null], [7], [])),
  aggregate({ i: z.int32() }, (r) => median(r.i), columns([11, 10, 2, 1, null], [7], [], [1, 1, 2])),
  aggregate({ d: z.float64() }, (r) => median(r.d), columns([0.1, 0.2], ["NaN", 1], [null])),
  aggregate({ i: z.int32() }, (r) => percentileApprox(r.i, dec("0.5")), columns([1, 2, 3])),
  relation(
    {
      points: table({ k: z.string(), y: z.float64(), x: z.float64() }, [
        ["a", 1, 2],
        ["a", 2.5, 3.1],
        ["a", null, 1],
        ["b", 1000, 0.1],
        ["b", 1e200, 1e200],
        ["b", 1e200, 1e200],
        ["b", 7, null],
        ["a", 0.3, 0.7],
      ]),
    },
    ({ points }) =>
      points.aggregate({
        by: (p) => ({ k: p.k }),
        select: (p) => ({
          deviation: stddevSamp(p.y).filter(p.x.gt(0)),
          skewness: skewness(p.x),
          kurtosis: kurtosis(p.x),
          corr: corr(p.x, p.y).filter(p.x.gt(0)),
          intercept: regrIntercept(p.y, p.x),
          pairs: regrCount(p.y, p.x).filter(p.x.lt(3)),
          middle: median(p.y).filter(p.x.gt(0)),
          high: percentileDisc(p.y, 0.9).filter(p.x.gt(0)),
        }),
      }),
  ),
];
