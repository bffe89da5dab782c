import * as z from "zod";
import {
  asc,
  count,
  countIf,
  cumeDist,
  denseRank,
  desc,
  firstValue,
  lag,
  lastValue,
  lead,
  max,
  min,
  nthValue,
  ntile,
  percentRank,
  range,
  rank,
  rowNumber,
  rows,
  sum,
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
];
