import * as z from "zod";
import { count, sum } from "#generator";
import { aggregate, type Case, relation, scalar, table } from "../case.js";

const s = z.string();

export const text: readonly Case[] = [
  scalar({ s }, (r) => r.s.trim(), [["  a b "], [""], [null], ["\ta\t"], ["\u00a0a"]]),
  scalar({ s }, (r) => r.s.length(), [["abc"], [""], ["é€😀"]]),
  scalar({ a: s, b: s }, (r) => r.a.concat(r.b), [
    ["a", "b"],
    ["a", null],
    [null, null],
    ["", ""],
  ]),
  scalar({ n: z.int32(), m: z.int32() }, (r) => r.n.plus(r.m), [
    [1, 2],
    [2147483647, 1],
    [null, 2],
    [-2147483648, -1],
  ]),
  aggregate({ n: z.int32() }, (r) => sum(r.n), [[[1], [2], [null]], [[null]], []]),
  relation(
    {
      orders: table({ id: z.int32(), at: z.iso.datetime() }, [
        [1, "2024-02-29T12:00:00.123456Z"],
        [null, "1582-10-10T00:00:00Z"],
        [2, "2024-01-01T00:00:00Z"],
      ]),
    },
    ({ orders }) => orders.aggregate({ by: (o) => ({ at: o.at }), select: () => ({ n: count() }) }),
  ),
];
