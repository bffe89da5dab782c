import * as z from "zod";
import {
  asc,
  avg,
  bitXorAll,
  boolAnd,
  boolOr,
  collectList,
  collectSet,
  corr,
  count,
  countIf,
  cumeDist,
  decimal,
  denseRank,
  desc,
  firstValue,
  kurtosis,
  lag,
  lastValue,
  lead,
  max,
  maxBy,
  median,
  min,
  minBy,
  mode,
  nthValue,
  ntile,
  percentile,
  percentileDisc,
  percentRank,
  range,
  rank,
  regrCount,
  regrIntercept,
  rowNumber,
  rows,
  stddevSamp,
  sum,
  trySum,
  varPop,
} from "#generator";
import { type Case, relation, table } from "../case.js";

const sales = () =>
  table({ id: z.int32(), store: z.string(), n: z.int32(), d: z.float64() }, [
    [1, "a", 3, 1.5],
    [2, "a", null, "NaN"],
    [3, "a", 3, "-0.0"],
    [4, "a", -5, null],
    [5, "b", 2147483647, 0],
    [6, "b", null, "Infinity"],
    [7, null, 0, "-Infinity"],
    [8, null, 1, 1e16],
    [9, "", 7, 1],
    [10, "b", -2147483648, -1e16],
    [11, "a", 4, 0.1],
  ]);

const days = () =>
  table({ id: z.int32(), at: z.iso.datetime(), day: z.iso.date(), e: decimal(10, 2), l: z.int() }, [
    [1, "2024-03-09T12:00:00Z", "2024-02-28", "0.10", 1],
    [2, "2024-03-10T12:00:00Z", "2024-02-29", "1.00", 3],
    [3, "2024-03-11T11:59:59.999999Z", "2024-03-01", "1.10", "9223372036854770000"],
    [4, "2024-03-11T12:00:00.000001Z", "2024-03-07", "-1.00", "9223372036854770002"],
    [5, null, null, null, null],
    [6, "2024-11-03T05:30:00Z", "2024-03-08", "3.11", -5],
    [7, "2024-11-03T06:30:00Z", "2023-12-31", "2.00", 0],
    [8, "1582-10-04T00:00:00Z", "1582-10-04", "2.01", 2],
    [9, "1582-10-15T00:00:00Z", "1582-10-15", "2.02", 2],
  ]);

export const window: readonly Case[] = [
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({
      id: s.id,
      first: rowNumber().over({ orderBy: [s.id] }),
      last: rowNumber().over({ orderBy: [desc(s.id)] }),
      inside: rowNumber().over({ partitionBy: [s.store], orderBy: [s.n, desc(s.id)] }),
      rank: rank().over({ partitionBy: [s.store], orderBy: [s.n] }),
      dense: denseRank().over({ partitionBy: [s.store], orderBy: [desc(s.n)] }),
      share: percentRank().over({ partitionBy: [s.store], orderBy: [s.n] }),
      dist: cumeDist().over({ partitionBy: [s.store], orderBy: [asc(s.n, { nulls: "last" })] }),
      part: ntile(3).over({ orderBy: [desc(s.n, { nulls: "first" }), s.id] }),
    })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({
      id: s.id,
      rank: rank().over({ orderBy: [s.d] }),
      back: rank().over({ orderBy: [desc(s.d)] }),
      dense: denseRank().over({ orderBy: [asc(s.d, { nulls: "last" })] }),
      text: denseRank().over({ orderBy: [desc(s.store, { nulls: "first" })] }),
      parts: count().over({ partitionBy: [s.d] }),
    })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({
      id: s.id,
      before: lag(s.n).over({ partitionBy: [s.store], orderBy: [s.id] }),
      two: lag(s.n, 2, { otherwise: 9 }).over({ orderBy: [s.id] }),
      after: lead(s.n, 1, { otherwise: s.id }).over({ partitionBy: [s.store], orderBy: [s.id] }),
      ahead: lag(s.n, -1).over({ orderBy: [s.id] }),
      itself: lead(s.store, 0).over({ orderBy: [s.id] }),
      known: lag(s.n, 1, { ignoreNulls: true }).over({ partitionBy: [s.store], orderBy: [s.id] }),
      known2: lead(s.n, 2, { otherwise: 0, ignoreNulls: true }).over({ partitionBy: [s.store], orderBy: [s.id] }),
    })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({
      id: s.id,
      first: firstValue(s.n).over({ partitionBy: [s.store], orderBy: [s.id] }),
      firstKnown: firstValue(s.n, { ignoreNulls: true }).over({ partitionBy: [s.store], orderBy: [desc(s.id)] }),
      last: lastValue(s.n).over({ partitionBy: [s.store], orderBy: [s.id] }),
      lastOfAll: lastValue(s.n).over({ partitionBy: [s.store], orderBy: [s.id], frame: rows("unbounded", "unbounded") }),
      lastKnown: lastValue(s.n, { ignoreNulls: true }).over({ partitionBy: [s.store], orderBy: [s.id] }),
      second: nthValue(s.n, 2).over({ partitionBy: [s.store], orderBy: [s.id] }),
      secondKnown: nthValue(s.n, 2, { ignoreNulls: true }).over({
        partitionBy: [s.store],
        orderBy: [s.id],
        frame: rows("unbounded", "unbounded"),
      }),
      near: firstValue(s.n).over({ orderBy: [s.id], frame: rows(2, 3) }),
    })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({
      id: s.id,
      all: sum(s.n).over({ partitionBy: [s.store] }),
      every: count().over({}),
      running: sum(s.n).over({ partitionBy: [s.store], orderBy: [s.id] }),
      three: sum(s.n).over({ orderBy: [s.id], frame: rows(-2, 0) }),
      around: max(s.n).over({ orderBy: [s.id], frame: rows(-1, 1) }),
      rest: count(s.n).over({ orderBy: [s.id], frame: rows(1, "unbounded") }),
      before: min(s.n).over({ orderBy: [s.id], frame: rows("unbounded", -1) }),
      nothing: sum(s.n).over({ orderBy: [s.id], frame: rows(100, 200) }),
      none: count().over({ orderBy: [s.id], frame: rows(100, 200) }),
      big: countIf(s.n.gt(2)).over({ partitionBy: [s.store], orderBy: [s.id] }),
      peers: count().over({ orderBy: [s.store] }),
      peerless: count().over({ orderBy: [s.store, s.id], frame: range("unbounded", 0) }),
    })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({
      id: s.id,
      near: sum(s.id).over({ orderBy: [s.id], frame: range(-2, 1) }),
      back: sum(s.id).over({ orderBy: [desc(s.id)], frame: range(-2, 1) }),
      ahead: count().over({ partitionBy: [s.store], orderBy: [s.id], frame: range(1, 3) }),
      behind: collectList(s.id).over({ orderBy: [s.id], frame: range(-3, -2) }),
      from: min(s.id).over({ orderBy: [s.id], frame: range(2, "unbounded") }),
      until: max(s.id).over({ orderBy: [s.id], frame: range("unbounded", -2) }),
      doubles: count().over({ orderBy: [s.d], frame: range(-1, 1) }),
      doubles_back: count().over({ orderBy: [desc(s.d, { nulls: "first" })], frame: range(-1, 0) }),
      peers: count().over({ orderBy: [s.n], frame: range(0, 0) }),
      rest: count().over({ orderBy: [s.store, s.d], frame: range(0, "unbounded") }),
    })),
  ),
  // Beyond the greatest INT.
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({ id: s.id, n: count().over({ orderBy: [s.n], frame: range(-3, 3) }) })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales
      .where((s) => s.id.in([1, 2, 3, 7, 8, 9, 11]))
      .select((s) => ({ id: s.id, n: count().over({ orderBy: [s.n], frame: range(-3, 3) }) })),
  ),
  relation({ days: days() }, ({ days }) =>
    days.select((d) => ({
      id: d.id,
      day: count().over({ orderBy: [d.at], frame: range("-1 day", 0) }),
      hours: collectList(d.id).over({ orderBy: [d.at], frame: range("-1 hour", "24 hours") }),
      seconds: count().over({ orderBy: [desc(d.at)], frame: range("-86401 seconds", "86400 seconds") }),
      week: sum(d.e).over({ orderBy: [d.day], frame: range("-7 days", 0) }),
      next: count().over({ orderBy: [d.day], frame: range("1 day", "2 days") }),
      whole: count().over({ orderBy: [d.e], frame: range(-1, 1) }),
      long: count().over({ orderBy: [d.l], frame: range(-2, 2) }),
      previous: lag(d.at).over({ orderBy: [d.at] }),
    })),
  ),
  relation(
    { days: days() },
    ({ days }) =>
      days.select((d) => ({
        id: d.id,
        hours: collectList(d.id).over({ orderBy: [d.at], frame: range("-23 hours", "1 hour") }),
        minutes: count().over({ orderBy: [desc(d.at)], frame: range("-90 minutes", "60 minutes") }),
        week: sum(d.e).over({ orderBy: [d.day], frame: range("-7 days", 0) }),
      })),
    { zone: "America/New_York" },
  ),
  relation(
    { days: days() },
    ({ days }) => days.select((d) => ({ id: d.id, hours: count().over({ orderBy: [d.at], frame: range("-24 hours", 0) }) })),
    { zone: "America/New_York" },
  ),
  relation(
    {
      sales: table(
        { id: z.int32(), k: z.string(), d: z.float64(), e: decimal(10, 2), w: decimal(38, 2), l: z.int(), b: z.boolean(), s: z.string() },
        [
          [1, "a", 0.1, "1.00", "1.00", 1, true, "x"],
          [2, "a", 0.2, "0.01", "999999999999999999999999999999999999.98", "9223372036854775800", null, "y"],
          [3, "a", 0.3, null, "0.01", 3, false, null],
          [4, "a", "NaN", "2.00", null, null, true, "x"],
          [5, "a", 1e16, "-5.55", "-2.00", -1, true, "z"],
          [6, "a", 1, "0.00", "1.00", 2, null, "x"],
          [7, "a", -1e16, "99999999.99", "1.00", 0, false, "y"],
          [8, "b", "-0.0", null, null, null, null, null],
          [9, null, null, "1.00", "1.00", 1, true, "q"],
        ],
      ),
    },
    ({ sales }) =>
      sales.select((s) => {
        const window = { partitionBy: [s.k], orderBy: [s.id], frame: rows(-2, 0) };
        const whole = { partitionBy: [s.k] };
        return {
          id: s.id,
          d: sum(s.d).over(window),
          d_running: sum(s.d).over({ partitionBy: [s.k], orderBy: [s.id] }),
          d_mean: avg(s.d).over({ orderBy: [s.id], frame: rows(-1, 1) }),
          i_mean: avg(s.id).over(window),
          e: sum(s.e).over(window),
          e_mean: avg(s.e).over(window),
          w: trySum(s.w).over({ partitionBy: [s.k], orderBy: [s.id], frame: rows(-1, 0) }),
          l: sum(s.l).over({ partitionBy: [s.k], orderBy: [s.id], frame: rows(-1, 0) }),
          deviation: stddevSamp(s.d).over(window),
          variance: varPop(s.id).over({ orderBy: [s.id] }),
          kurtosis: kurtosis(s.d).over({ orderBy: [s.id], frame: rows(-3, 3) }),
          corr: corr(s.d, s.id).over(window),
          intercept: regrIntercept(s.d, s.id).over({ orderBy: [s.id], frame: rows(-1, 1) }),
          pairs: regrCount(s.d, s.e).over(window),
          middle: median(s.d).over(whole),
          high: percentile(s.id, 0.7).over({ orderBy: [s.id] }),
          disc: percentileDisc(s.id, 0.7).over(whole),
          all: boolAnd(s.b).over(window),
          some: boolOr(s.b).over(whole),
          bits: bitXorAll(s.l).over(window),
          list: collectList(s.s).over(window),
          set: collectSet(s.s).over(whole),
          by: maxBy(s.s, s.id).over(window),
          least: minBy(s.s, s.d).over({ orderBy: [s.id], frame: rows(0, 3) }),
          least_d: min(s.d).over(window),
          most_d: max(s.d).over(window),
          most_s: max(s.s).over(whole),
          there: count(s.s, s.e).over(window),
        };
      }),
  ),
  relation(
    { sales: sales() },
    ({ sales }) => sales.select((s) => ({ id: s.id, most: mode(s.store).over({ orderBy: [s.id], frame: rows(-2, 0) }) })),
    { partly: "Spark takes any of several modes" },
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales.select((s) => ({ id: s.id, d: s.d, n: rank().over({ partitionBy: [s.d], orderBy: [s.d] }) })),
  ),
  // What is done with it afterwards.
  relation({ sales: sales() }, ({ sales }) =>
    sales
      .where((s) => s.id.gt(1))
      .derive((s) => ({ n: rowNumber().over({ partitionBy: [s.store], orderBy: [s.id] }) }))
      .where((s) => s.n.eq(1))
      .select((s) => ({ id: s.id, twice: s.n.plus(s.n), store: s.store })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales
      .derive((s) => ({ total: sum(s.id).over({ partitionBy: [s.store] }) }))
      .derive((s) => ({ rank: rank().over({ orderBy: [desc(s.total)] }), part: s.id.dividedBy(s.total) }))
      .where((s) => s.rank.lt(5)),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales
      .select((s) => ({
        store: s.store,
        n: rowNumber()
          .over({ partitionBy: [s.store], orderBy: [s.id] })
          .plus(1),
      }))
      .aggregate({ by: (s) => ({ store: s.store }), select: (s) => ({ most: max(s.n), rows: count() }) })
      .select((s) => ({ store: s.store, share: s.rows.dividedBy(sum(s.rows).over({})) })),
  ),
  relation({ sales: sales() }, ({ sales }) =>
    sales
      .select((s) => ({ id: s.id, n: rowNumber().over({ orderBy: [s.id] }) }))
      .join(
        sales.select((s) => ({ id: s.id, n: rowNumber().over({ orderBy: [desc(s.id)] }) })),
        { on: (l, r) => l.n.eq(r.n), select: (l, r) => ({ left: l.id, right: r.id }) },
      )
      .union(sales.select((s) => ({ left: s.id, right: rank().over({ orderBy: [s.id] }) }))),
  ),
];
