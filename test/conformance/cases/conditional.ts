import * as z from "zod";
import {
  coalesce,
  dec,
  decimal,
  double,
  greatest,
  iff,
  ifnull,
  isnan,
  least,
  nanvl,
  nullif,
  nullifzero,
  nvl,
  nvl2,
  when,
  zeroifnull,
} from "#generator";
import { type Case, type Cell, scalar } from "../case.js";
import { type Kind, kinds } from "./number-values.js";

const i = z.int32();
const d = z.float64();
const f = z.float32();
const s = z.string();
const b = z.int64();
const t = z.boolean();
const p = decimal(10, 2);
const p2 = decimal(12, 4);
const I = [
  [1, 2],
  [null, 2],
  [1, null],
  [null, null],
  [0, 0],
];
const D = [
  [1, "NaN"],
  ["NaN", 1],
  [null, "NaN"],
  ["-0.0", 0],
  [0, "-0.0"],
  [null, null],
  ["Infinity", "NaN"],
  [1, 2],
];
const S = [
  ["a", "b"],
  [null, "b"],
  ["", null],
  [null, null],
  ["😀", "\uFFFD"],
  ["a", "a"],
];
const truths = [true, false, null];
const pairs = truths.flatMap((x) => truths.map((y) => [x, y]));

/** A function of one number, over the edges of several types. */
function each(letters: string, of: unknown): readonly Case[] {
  return [...letters].map((letter) => {
    const { type, edges }: { type: z.ZodType; edges: readonly Cell[] } = kinds[letter as Kind];
    return scalar({ [letter]: type }, (r) => (of as (one: unknown) => unknown)((r as Record<string, unknown>)[letter]), [
      [null],
      ...edges.map((one) => [one]),
    ]);
  });
}

export const conditional: readonly Case[] = [
  scalar({ i, j: i }, (r) => coalesce(r.i, r.j), I),
  scalar({ i, j: i }, (r) => coalesce(r.i, r.j, 5), I),
  scalar({ i }, (r) => coalesce(r.i, 0), [[1], [null]]),
  scalar({ s, s2: s }, (r) => coalesce(r.s, r.s2, "x"), S),
  scalar({ p }, (r) => coalesce(r.p, 0), [["1.05"], [null]]),
  scalar({ p, p2 }, (r) => coalesce(r.p, r.p2), [
    ["1.05", "2.0005"],
    [null, "2.0005"],
    [null, null],
  ]),
  scalar({ d }, (r) => coalesce(r.d, 0), [["1.05"], [null], ["NaN"]]),
  scalar({ b }, (r) => coalesce(r.b, 7), [[5], [null]]),
  scalar({ i, j: i }, (r) => coalesce(r.i, r.j.dividedBy(0).cast("int")), [
    [1, 2],
    [null, 2],
    [null, null],
  ]),
  scalar({ i, j: i }, (r) => coalesce(r.i, r.j.plus(2147483647)), [
    [1, 2],
    [null, 2],
    [null, null],
    [null, 0],
  ]),
  scalar({ d, e: d }, (r) => greatest(r.d, r.e), D),
  scalar({ d, e: d }, (r) => least(r.d, r.e), D),
  scalar({ d }, (r) => greatest(r.d, 1), [[2], [null], ["NaN"], ["-Infinity"]]),
  scalar({ p, p2 }, (r) => greatest(r.p, r.p2), [
    ["1.05", "2.0005"],
    [null, "2.0005"],
    [null, null],
  ]),
  scalar({ p }, (r) => least(r.p, 2), [["1.05"], ["3.00"], [null]]),
  scalar({ s, s2: s }, (r) => greatest(r.s, r.s2), S),
  scalar({ s, s2: s }, (r) => least(r.s, r.s2, "aa"), S),
  scalar({ i, j: i }, (r) => least(r.i, r.j, 1), I),
  scalar({ s, s2: s }, (r) => nvl(r.s, r.s2), S),
  scalar({ s, s2: s }, (r) => ifnull(r.s, r.s2), S),
  scalar({ i }, (r) => nvl(r.i, 3), [[1], [null]]),
  scalar({ s, i, j: i }, (r) => nvl2(r.s, r.i, r.j), [
    ["a", 1, 2],
    [null, 1, 2],
    [null, 1, null],
    ["", null, 3],
  ]),
  scalar({ s }, (r) => nvl2(r.s, "a", "b"), [["a"], [null]]),
  scalar({ s, p }, (r) => nvl2(r.s, r.p, 0), [
    ["a", "1.00"],
    [null, "1.00"],
    ["a", null],
  ]),
  scalar({ s, s2: s }, (r) => nullif(r.s, r.s2), S),
  scalar({ i, j: i }, (r) => nullif(r.i, r.j), I),
  scalar({ i }, (r) => nullif(r.i, 0), [[0], [1], [null]]),
  scalar({ d, e: d }, (r) => nullif(r.d, r.e), [...D, ["NaN", "NaN"]]),
  scalar({ p, d }, (r) => nullif(r.p, r.d), [
    ["0.10", 0.1],
    ["0.10", 0.2],
    [null, 1],
    ["1.00", null],
  ]),
  scalar({ i, b }, (r) => nullif(r.i.plus(1), r.b), [
    [1, 2],
    [2, 2],
    [null, 1],
    [1, null],
  ]),
  ...each("tipdn", nullifzero),
  ...each("ibd", zeroifnull),
  scalar({ t, i, j: i }, (r) => iff(r.t, r.i, r.j), [
    [true, 1, 2],
    [false, 1, 2],
    [null, 1, 2],
    [true, null, 2],
  ]),
  scalar({ t }, (r) => iff(r.t, "a", "b"), [[true], [false], [null]]),
  scalar({ t, p }, (r) => iff(r.t, r.p, 0), [
    [true, "1.00"],
    [false, "1.00"],
    [null, null],
  ]),
  scalar({ i, j: i }, (r) => iff(r.j.eq(0), double(0), r.i.dividedBy(r.j)), [
    [1, 2],
    [1, 0],
    [1, null],
    [null, null],
  ]),
  scalar({ d }, (r) => isnan(r.d), [[1], ["NaN"], [null], ["Infinity"]]),
  scalar({ f }, (r) => isnan(r.f), [[1], ["NaN"], [null], ["Infinity"]]),
  scalar({ d, e: d }, (r) => nanvl(r.d, r.e), [...D, ["NaN", null], ["NaN", "NaN"]]),
  scalar({ d, e: d }, (r) => nanvl(r.d, double(0)), D),
  scalar({ f, g: f }, (r) => nanvl(r.f, r.g), D),
  scalar({ d, i, j: i }, (r) => nanvl(r.d, r.i.dividedBy(r.j)), [
    [1, 1, 0],
    ["NaN", 1, 0],
    ["NaN", 4, 2],
    [null, 1, 0],
  ]),
  scalar({ i, p }, (r) => when(r.i.gt(7), r.p).otherwise(0), [
    [8, "1.00"],
    [0, "1.00"],
    [null, null],
    [8, null],
  ]),
  scalar({ i, d }, (r) => when(r.i.gt(0), r.d).when(r.i.lt(0), -1).end(), [
    [1, 1],
    [0, 1],
    [-1, 1],
    [1, null],
  ]),
  scalar({ i, b }, (r) => when(r.i.gt(0), r.b).otherwise(0), [
    [1, 1],
    [0, 1],
    [-1, 1],
    [1, null],
  ]),
  scalar({ i }, (r) => when(r.i.gt(0), "a").when(r.i.eq(0), "b").end(), [[1], [0], [-1], [null]]),
  scalar({ i, j: i }, (r) => when(r.j.ne(0), r.i.dividedBy(r.j)).end(), [
    [1, 2],
    [1, 0],
    [1, null],
    [null, null],
  ]),
  scalar({ x: t, y: t }, (r) => r.x.and(r.y), pairs),
  scalar({ x: t, y: t }, (r) => r.x.or(r.y), pairs),
  scalar({ x: t }, (r) => r.x.not(), [[true], [false], [null]]),
  scalar({ x: t, i, j: i }, (r) => r.x.and(r.i.dividedBy(r.j).gt(1)), [
    [true, 4, 2],
    [false, 4, 2],
    [null, 4, 2],
    [true, 1, 0],
    [false, 1, 0],
    [null, 1, 0],
    [false, null, 1],
    [true, null, 1],
    [null, 1, 4],
  ]),
  scalar({ x: t, i, j: i }, (r) => r.x.or(r.i.dividedBy(r.j).gt(1)), [
    [true, 4, 2],
    [false, 4, 2],
    [null, 4, 2],
    [true, 1, 0],
    [false, 1, 0],
    [null, 1, 0],
    [false, null, 1],
    [true, null, 1],
    [null, 1, 4],
  ]),
  scalar({ i, j: i }, (r) => r.j.ne(0).and(r.i.dividedBy(r.j).gt(1)).and(r.i.plus(1).gt(0)), [
    [1, 0],
    [4, 2],
    [2147483647, 1],
    [null, 1],
    [1, null],
    [-5, 0],
  ]),
  scalar({ i, d }, (r) => when(r.i.gt(0), r.d).otherwise(0), [
    [1, 1],
    [0, 1],
    [1, "NaN"],
  ]),
  scalar({ i, p }, (r) => when(r.i.gt(0), r.p).otherwise(0), [
    [1, "1.00"],
    [0, "1.00"],
  ]),
  scalar({ i, p }, (r) => when(r.i.gt(5), r.p).otherwise(dec("1.05")), [
    [6, "1.00"],
    [0, "1.00"],
    [null, null],
  ]),
  // What Spark does not compute is no error: the other operand is NULL.
  scalar({ i, j: i, s }, (r) => r.i.plus(r.s.cast("int")), [
    [null, 1, "x"],
    [1, 1, "2"],
    [1, null, "x"],
  ]),
  scalar({ i, j: i, s }, (r) => r.s.cast("int").plus(r.i), [
    [null, 1, "x"],
    [1, 1, "2"],
    [null, 1, null],
  ]),
  scalar({ i, s }, (r) => r.s.cast("int").dividedBy(r.i), [
    [null, "x"],
    [2, "4"],
    [0, "x"],
    [0, "4"],
    [0, null],
    [2, "x"],
  ]),
  scalar({ i, s }, (r) => r.i.dividedBy(r.s.cast("int")), [
    [null, "x"],
    [2, "0"],
    [null, "0"],
    [2, null],
  ]),
  scalar({ i, s }, (r) => r.i.gt(r.s.cast("int")), [
    [null, "x"],
    [2, "1"],
    [2, "x"],
  ]),
  scalar({ i, j: i, s }, (r) => r.i.times(r.j.plus(r.s.cast("int"))).minus(r.j.times(r.s.cast("int"))), [
    [null, 1, "x"],
    [2, null, "x"],
    [2, 1, "x"],
    [2, 1, "3"],
  ]),
  scalar({ f: z.float32() }, (r) => least(r.f, r.f, greatest(r.f, r.f)), [["-0.0"], [0], [null], ["NaN"]]),
];
