import * as z from "zod";
import { big, binary, day, dec, double, instant } from "#generator";
import { type Case, type Cell, scalar } from "../case.js";
import { edgePairs, type Kind, kinds } from "./number-values.js";

/** A column of any type, so that one case serves every pair. */
interface Comparable {
  eq(other: unknown): unknown;
  ne(other: unknown): unknown;
  lt(other: unknown): unknown;
  lte(other: unknown): unknown;
  gt(other: unknown): unknown;
  gte(other: unknown): unknown;
  eqNullSafe(other: unknown): unknown;
  in(values: readonly unknown[]): unknown;
}
type Method = Exclude<keyof Comparable, "in">;

function columnOf(row: unknown, name: string): Comparable {
  return (row as Record<string, Comparable>)[name] as Comparable;
}

/** Numbers of two types that meet in a third, where the last digits count. */
const close: { readonly [pair: string]: readonly (readonly [Cell, Cell])[] } = {
  bd: [
    ["9007199254740993", 9007199254740992],
    ["9223372036854775807", 2 ** 63],
  ],
  pd: [["0.10", 0.1]],
  pf: [
    ["0.10", 0.1],
    ["0.50", 0.5],
  ],
  fd: [
    [0.1, 0.1],
    [0.5, 0.5],
    ["NaN", "NaN"],
    ["-0.0", 0],
  ],
  dd: [
    ["NaN", "NaN"],
    ["-0.0", 0],
    [0, "-0.0"],
    ["NaN", "Infinity"],
  ],
  vi: [
    ["0.00000000050000000000000000000000000000", 0],
    ["0.50000000000000000000000000000000000000", 1],
  ],
  wv: [
    ["0.0000000001", "0.00000000005000000000000000000000000000"],
    ["0.0000000000", "0.00000000005000000000000000000000000000"],
  ],
};

function crossed(pairs: string, methods: readonly Method[]): readonly Case[] {
  return pairs.split(" ").flatMap((pair) => {
    const [x, y] = [...pair] as [Kind, Kind];
    const rows = [...edgePairs(x, y), ...(close[pair] ?? [])];
    return methods.map((method) =>
      scalar({ [`${x}1`]: kinds[x].type, [`${y}2`]: kinds[y].type }, (r) => columnOf(r, `${x}1`)[method](columnOf(r, `${y}2`)), rows),
    );
  });
}

function edgesOf(kind: Kind): readonly (readonly Cell[])[] {
  const { edges }: { readonly edges: readonly Cell[] } = kinds[kind];
  return [[null], ...edges.map((one) => [one])];
}

/** A column beside literals. */
function beside(kind: Kind, literals: readonly unknown[], more: readonly Cell[] = []): readonly Case[] {
  const rows = [...edgesOf(kind), ...more.map((one) => [one])];
  return literals.flatMap((literal) =>
    (["eq", "gt", "eqNullSafe"] as const).map((method) =>
      scalar({ [kind]: kinds[kind].type }, (r) => columnOf(r, kind)[method](literal), rows),
    ),
  );
}

function within(kind: Kind, values: readonly number[]): Case {
  return scalar({ [kind]: kinds[kind].type }, (r) => columnOf(r, kind).in(values), edgesOf(kind));
}

/** Every comparison of two columns of one type. */
function ordered(name: string, type: z.ZodType, rows: readonly (readonly [Cell, Cell])[]): readonly Case[] {
  return (["eq", "ne", "lt", "lte", "gt", "gte", "eqNullSafe"] as const).map((method) =>
    scalar({ [`${name}1`]: type, [`${name}2`]: type }, (r) => columnOf(r, `${name}1`)[method](columnOf(r, `${name}2`)), rows),
  );
}

const many = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

export const comparison: readonly Case[] = [
  ...crossed("ti tb ib bb if bd bf id ip bn pq pw nw nv wv vi qp pd pf fd ff dd ww", ["eq", "lt", "eqNullSafe"]),
  ...crossed("bd pd dd", ["ne", "lte", "gt", "gte"]),
  ...beside("t", [1, 127, 1000, -128]),
  ...beside("i", [1, -1, big(9000000000n), double(3), double(2147483646.5), dec("3.0"), dec("3.5")]),
  ...beside("b", [1, double(9007199254740992), double(2 ** 63), dec("10.00"), double(Number.NaN), double(-0)], ["9007199254740992"]),
  ...beside("p", [1, 99999999, 2147483647, dec("1.050"), dec("1.051"), double(1.05), double(0.01)], ["1.00"]),
  ...beside("v", [0, 1, big(0n)]),
  ...beside("n", [0, 7, dec("7.5")]),
  ...beside("f", [0, 16777217, double(0.1), dec("0.1"), dec("0.5")]),
  ...beside("d", [0, 1, dec("0.1"), double(Number.NaN), double(-0), big(9007199254740993n)], [-1, 1]),
  ...(Object.keys(kinds) as Kind[]).flatMap((kind) => [
    within(kind, [0, 1]),
    within(kind, [5, 3, 16777217, 2147483647]),
    within(kind, many),
  ]),
  ...ordered("s", z.string(), [
    ["a", "a"],
    ["a", "A"],
    ["a", "a "],
    ["ab", "a"],
    ["", "a"],
    ["ä", "z"],
    ["😀", "\uFFFD"],
    ["\uFFFD", "😀"],
    ["a\u0301", "á"],
    ["a\u0000", "a"],
    [null, "a"],
    ["a", null],
    [null, null],
  ]),
  ...ordered("t", z.boolean(), [
    [true, true],
    [true, false],
    [false, true],
    [false, false],
    [null, true],
    [false, null],
    [null, null],
  ]),
  ...ordered("x", binary(), [
    ["", "00"],
    ["ff", "7f"],
    ["00", "0000"],
    ["0102", "0102"],
    ["80", "7fff"],
    [null, "00"],
    ["", null],
    [null, null],
  ]),
  ...ordered("day", z.iso.date(), [
    ["2024-02-29", "2024-02-29"],
    ["1582-10-04", "1582-10-15"],
    ["0001-01-01", "9999-12-31"],
    ["1969-12-31", "1970-01-01"],
    [null, "2024-02-29"],
    [null, null],
  ]),
  ...ordered("at", z.iso.datetime(), [
    ["2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"],
    ["2024-02-29T12:00:00.000001Z", "2024-02-29T12:00:00Z"],
    ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"],
    [null, "2024-02-29T12:00:00Z"],
    [null, null],
  ]),
  scalar({ s: z.string() }, (r) => r.s.in(["a", "b"]), [["a"], ["c"], ["A"], [null]]),
  scalar({ s: z.string() }, (r) => r.s.in(["a", "b"]).not(), [["a"], ["c"], ["A"], [null]]),
  scalar({ t: z.boolean() }, (r) => r.t.in([true]), [[true], [false], [null]]),
  scalar({ s: z.string() }, (r) => r.s.gt("b"), [["a"], ["c"], ["ba"], [null]]),
  scalar({ s: z.string(), t: z.boolean() }, (r) => r.s.eq("a").eq(r.t), [
    ["a", true],
    ["b", true],
    ["b", false],
    [null, true],
  ]),
  scalar({ day: z.iso.date() }, (r) => r.day.lte(day("2024-02-29")), [["2024-02-29"], ["2024-03-01"], [null]]),
  scalar({ at: z.iso.datetime() }, (r) => r.at.gte(instant("2024-02-29T12:00:00Z")), [
    ["2024-02-29T12:00:00Z"],
    ["2024-02-29T11:59:59.999999Z"],
    [null],
  ]),
  scalar({ s: z.string() }, (r) => r.s.isNull(), [["a"], [""], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.gt(1).isNotNull(), [[1], [2], [null]]),
  // No value is NULL, and yet the sum is computed.
  scalar({ i: z.int32() }, (r) => r.i.plus(r.i).isNull(), [[1], [2147483647]]),
  scalar({ i: z.int32() }, (r) => r.i.plus(r.i).isNotNull(), [[1], [2147483647]]),
];
