import * as z from "zod";
import {
  arrayAppend,
  arrayCompact,
  arrayConcat,
  arrayContains,
  arrayDistinct,
  arrayExcept,
  arrayInsert,
  arrayIntersect,
  arrayJoin,
  arrayMax,
  arrayMin,
  array as arrayOf,
  arrayPosition,
  arrayPrepend,
  arrayRemove,
  arrayRepeat,
  arrayReverse,
  arraySize,
  arraySort,
  arraysOverlap,
  arraysZip,
  arrayUnion,
  big,
  cardinality,
  decimal,
  double,
  elementAt,
  flatten,
  get,
  sequence,
  size,
  slice,
  sortArray,
  subscript,
  tryElementAt,
  when,
} from "#generator";
import { type Case, type Cells, scalar } from "../case.js";

const n = z.int32();
const s = z.string();
const ints = z.array(z.int32().nullable());
const longs = z.array(z.int64().nullable());
const texts = z.array(z.string().nullable());
const doubles = z.array(z.float64().nullable());
const days = z.array(z.iso.date().nullable());
const instants = z.array(z.iso.datetime().nullable());
const flags = z.array(z.boolean().nullable());
const decimals = z.array(decimal(10, 2).nullable());
const lists = z.array(ints.nullable());
const structs = z.array(z.object({ a: z.int32().nullable(), b: z.string().nullable() }).nullable());

/** Lists of each shape. */
const intLists: readonly Cells[] = [
  [[1, 2, 3]],
  [null],
  [[]],
  [[null]],
  [[3, null, 1, null, 3]],
  [[2147483647, -2147483648, 0]],
  [[5, 5, 5]],
];
const textLists: readonly Cells[] = [
  [["b", "a", "c"]],
  [null],
  [[]],
  [[null, null]],
  [["a", null, "A", "a", ""]],
  [["😀", "\uffee", "é", "é", "z"]],
  [[" a", "a ", "a"]],
];
const doubleLists: readonly Cells[] = [
  [[1.5, "NaN", -1]],
  [["NaN", "NaN", null]],
  [["Infinity", "-Infinity", "NaN", 0]],
  [["-0.0", 1]],
  [null],
  [[]],
  [[1e300, 5e-324, null, 1e300]],
];
const zeros: readonly Cells[] = [[[0, "-0.0"]], [["-0.0", 0, null]], [["-0.0", "-0.0"]]];
const structLists: readonly Cells[] = [
  [
    [
      { a: 1, b: "x" },
      { a: 1, b: null },
      { a: null, b: "x" },
    ],
  ],
  [[{ a: null, b: null }, null, { a: null, b: null }, { a: 1, b: "x" }, { a: 1, b: "x" }]],
  [[null]],
  [null],
  [[]],
];
const nestedLists: readonly Cells[] = [
  [[[1], [1, 2], [], [null], null, [1], []]],
  [null],
  [[]],
  [[null]],
  [[[2], [1, 9], [1]]],
  [
    [
      [null, 1],
      [1, null],
    ],
  ],
];

/** Pairs of each list with each value. */
function beside(all: readonly Cells[], ...values: Cells): readonly Cells[] {
  return all.flatMap(([list]) => values.map((value) => [list ?? null, value]));
}

const pairs: readonly Cells[] = [
  [
    [1, 2, 2],
    [2, 3],
  ],
  [null, [1]],
  [[1], null],
  [[], [1, 1]],
  [[1], []],
  [[], []],
  [
    [null, 1, null],
    [null, 2],
  ],
  [[1, null], [2]],
  [[1], [null]],
  [[null], [null]],
  [[1, null], [1]],
  [
    [3, 1, 3, 2],
    [2, 9, 9, 3],
  ],
];
const doublePairs: readonly Cells[] = [
  [
    ["NaN", 1],
    ["NaN", 2],
  ],
  [[0], ["-0.0"]],
  [
    ["-0.0", "NaN", "NaN"],
    [0, null],
  ],
  [["Infinity"], ["-Infinity"]],
];
const structPairs: readonly Cells[] = [
  [
    [
      { a: 1, b: null },
      { a: 2, b: "x" },
    ],
    [{ a: 1, b: null }],
  ],
  [[{ a: 1, b: null }], [{ a: null, b: null }, null]],
  [[null], [null]],
];

const access: readonly Cells[] = [
  ...beside([[[10, 20, null]]], 0, 1, 2, 3, 4, -1, -3, -4, null, 2147483647, -2147483648),
  [null, 1],
  [null, 0],
  [null, null],
  [[], 0],
  [[], 1],
  [[], -1],
  [[null], 1],
  [[7], 1],
];

const making: readonly Case[] = [
  scalar({ a: n, b: n }, (r) => arrayOf(r.a, r.b), [
    [1, 2],
    [null, 2],
    [null, null],
  ]),
  scalar({ a: n }, (r) => arrayOf(r.a, 5, r.a), [[1], [null], [-2147483648]]),
  scalar({ a: z.float64() }, (r) => arrayOf(r.a, double(1.5), double(Number.NaN)), [[1], [null], ["-0.0"]]),
  scalar({ a: z.int64() }, (r) => arrayOf(1, r.a), [[1], [null], ["9223372036854775807"]]),
  scalar({ a: s }, (r) => arrayOf(r.a, "x'\\"), [["😀"], [null], [""]]),
  scalar({ a: n, b: n }, (r) => arrayOf(arrayOf(r.a, 1), arrayOf(r.b, 1)), [
    [1, 2],
    [null, 2],
    [3, null],
  ]),
  scalar({ a: s, c: n }, (r) => arrayRepeat(r.a, r.c), [
    ["x", 3],
    [null, 2],
    ["x", 0],
    ["x", -1],
    ["x", null],
    ["x", -2147483648],
  ]),
  scalar({ c: n }, (r) => arrayRepeat(r.c, 2), [[1], [null], [0]]),
  scalar({ c: n }, (r) => arrayRepeat("y", r.c), [[1], [2147483647], [-5]]),
  scalar({ a: n, b: n }, (r) => sequence(r.a, r.b), [
    [1, 5],
    [5, 1],
    [3, 3],
    [null, 1],
    [1, null],
    [-2, 2],
    [2147483645, 2147483647],
    [-2147483646, -2147483648],
    [-2147483648, 2147483647],
    [-1, -2147483648],
  ]),
  scalar({ a: n, b: n, c: n }, (r) => sequence(r.a, r.b, r.c), [
    [1, 5, 2],
    [5, 1, -2],
    [1, 5, 10],
    [3, 3, 0],
    [3, 3, 1],
    [3, 3, -1],
    [1, 2, null],
    [null, 2, 1],
    [-2147483648, 2147483647, 2147483647],
  ]),
  scalar(
    { from: n, to: n, by: n },
    (r) => sequence(r.from, r.to, r.by),
    [
      [1, 5, -1],
      [5, 1, 1],
      [1, 2, 0],
      [1, 3, 1],
    ],
    {
      partly: "Spark's error for a step that leads away has no condition",
    },
  ),
  scalar({ a: z.int64() }, (r) => sequence(r.a, big(9_223_372_036_854_775_807n)), [
    ["9223372036854775806"],
    ["9223372036854775807"],
    [null],
  ]),
  scalar({ a: z.int64() }, (r) => sequence(1, r.a, 3), [[10], [1], [null]]),
];

const measuring: readonly Case[] = [
  scalar({ l: ints }, (r) => size(r.l), intLists),
  scalar({ o: structs }, (r) => r.o.size(), structLists),
  scalar({ l: ints }, (r) => size(r.l), intLists, { ansi: false, nullability: "without ANSI the size of NULL is -1" }),
  scalar({ l: ints }, (r) => cardinality(r.l), intLists),
  scalar({ t: texts }, (r) => arraySize(r.t), textLists),
  scalar({ l: ints }, (r) => arraySize(r.l), intLists, { ansi: false }),
];

const accessing: readonly Case[] = [
  scalar({ l: ints, i: n }, (r) => get(r.l, r.i), access),
  scalar({ l: ints, i: n }, (r) => get(r.l, r.i), access, { ansi: false }),
  scalar({ l: ints, i: n }, (r) => get(arrayReverse(r.l), r.i.plus(1)), [
    [[1, 2, 3], 0],
    [[1, 2, 3], 2],
    [[1, 2, 3], -1],
    [[1, 2], -3],
    [null, 1],
  ]),
  scalar({ l: ints }, (r) => r.l.at(1), intLists),
  scalar({ o: structs }, (r) => get(r.o, 0).b, structLists),
  scalar({ m: lists }, (r) => get(get(r.m, 0), 0), nestedLists),
  scalar({ l: ints, i: n }, (r) => subscript(r.l, r.i), access),
  scalar({ l: ints, i: n }, (r) => subscript(r.l, r.i), access, { ansi: false }),
  scalar({ l: ints, i: n }, (r) => subscript(arrayReverse(r.l), r.i.plus(1)), [
    [[1, 2, 3], 0],
    [[1, 2, 3], 2],
    [[1, 2], -2],
    [null, 1],
  ]),
  scalar({ t: texts }, (r) => subscript(r.t, 0), textLists),
  scalar({ l: ints, i: n }, (r) => elementAt(r.l, r.i), access),
  scalar({ l: ints, i: n }, (r) => elementAt(r.l, r.i), access, { ansi: false }),
  scalar({ t: texts }, (r) => elementAt(r.t, -1), textLists),
  scalar({ t: texts }, (r) => elementAt(arrayCompact(r.t), 1), textLists),
  // Where Spark believes that nothing is NULL it forgets a position that is.
  scalar({ i: n }, (r) => elementAt(arrayOf(10, 20), r.i), [[1], [2], [-1], [0], [3]]),
  scalar({ j: n }, (r) => elementAt(arrayOf(10, 20), r.j), [[1], [null]], { partly: "Spark gives 0 for NULL" }),
  scalar({ j: n }, (r) => subscript(arrayOf(10, 20), r.j), [[1], [null]], { partly: "Spark gives 0 for NULL" }),
  scalar({ j: n, a: n }, (r) => subscript(arrayOf(r.a, 20), r.j), [
    [1, 1],
    [0, null],
  ]),
  scalar({ j: n, c: n }, (r) => elementAt(sequence(1, r.c), r.j), [
    [1, 1],
    [2, 3],
    [1, null],
  ]),
  scalar({ a: n }, (r) => elementAt(arrayOf(r.a, 1), 1), [[1], [null]]),
  scalar({ a: n }, (r) => elementAt(arrayOf(r.a, 1), -1), [[1], [null]]),
  scalar({ a: n }, (r) => subscript(arrayOf(1, r.a), 0), [[1], [null]]),
  scalar({ a: n }, (r) => subscript(arrayOf(1, r.a), 2), [[1], [null]]),
  scalar({ l: ints, i: n }, (r) => tryElementAt(r.l, r.i), access),
  scalar({ l: ints, i: n }, (r) => tryElementAt(r.l, r.i), access, { ansi: false }),
];

const finding: readonly Case[] = [
  scalar({ l: ints, v: n }, (r) => arrayContains(r.l, r.v), beside(intLists, 3, null, 0)),
  scalar({ t: texts, v: s }, (r) => arrayContains(r.t, r.v), beside(textLists, "a", "é", null)),
  scalar({ t: texts }, (r) => arrayContains(r.t, "é"), textLists),
  scalar({ g: longs }, (r) => arrayContains(r.g, 3), [[[1, 3]], [[2, null]], [["9223372036854775807"]], [null]]),
  scalar({ d: doubles, v: z.float64() }, (r) => arrayContains(r.d, r.v), beside([...doubleLists, ...zeros], "NaN", 0, "-0.0", null)),
  scalar(
    { o: structs, v: z.object({ a: n.nullable(), b: s.nullable() }) },
    (r) => arrayContains(r.o, r.v),
    beside(structLists, { a: 1, b: null }, { a: null, b: null }, null),
  ),
  scalar({ m: lists, v: ints }, (r) => arrayContains(r.m, r.v), beside(nestedLists, [1], [], [null], null)),
  scalar(
    { y: days, v: z.iso.date() },
    (r) => arrayContains(r.y, r.v),
    beside([[["2024-02-29", null]], [["0001-01-01"]]], "2024-02-29", "0001-01-01"),
  ),
  scalar({ p: decimals, v: decimal(10, 2) }, (r) => arrayContains(r.p, r.v), beside([[["1.50", "-0.01"]], [[null]]], "1.50", "0.00")),
  scalar({ a: n, b: n }, (r) => arrayContains(arrayOf(r.a, 1), r.b), [
    [2, 1],
    [2, 3],
    [1, 2],
  ]),
  scalar({ l: ints, v: n }, (r) => arrayPosition(r.l, r.v), beside(intLists, 3, null, 1)),
  scalar({ d: doubles, v: z.float64() }, (r) => arrayPosition(r.d, r.v), beside([...doubleLists, ...zeros], "NaN", 0, "-0.0")),
  scalar({ t: texts }, (r) => arrayPosition(r.t, "a"), textLists),
  scalar({ l: ints, v: n }, (r) => arrayRemove(r.l, r.v), beside(intLists, 3, null, 5)),
  scalar({ d: doubles, v: z.float64() }, (r) => arrayRemove(r.d, r.v), beside([...doubleLists, ...zeros], "NaN", 0)),
  scalar({ t: texts }, (r) => arrayRemove(r.t, "a"), textLists),
  scalar(
    { o: structs, v: z.object({ a: n.nullable(), b: s.nullable() }) },
    (r) => arrayRemove(r.o, r.v),
    beside(structLists, { a: 1, b: "x" }, { a: null, b: null }),
  ),
  scalar({ a: ints, b: ints }, (r) => arraysOverlap(r.a, r.b), pairs),
  scalar({ d: doubles, d2: doubles }, (r) => arraysOverlap(r.d, r.d2), doublePairs),
  scalar({ o: structs, o2: structs }, (r) => arraysOverlap(r.o, r.o2), structPairs),
];

const growing: readonly Case[] = [
  scalar({ l: ints, v: n }, (r) => arrayAppend(r.l, r.v), beside(intLists, 3, null)),
  scalar({ t: texts }, (r) => arrayAppend(r.t, "😀"), textLists),
  scalar({ g: longs }, (r) => arrayAppend(r.g, 7), [[[1]], [[]], [null]]),
  scalar({ l: ints, v: n }, (r) => arrayPrepend(r.l, r.v), beside(intLists, 3, null)),
  scalar(
    { o: structs, v: z.object({ a: n.nullable(), b: s.nullable() }) },
    (r) => arrayPrepend(r.o, r.v),
    beside(structLists, { a: 1, b: null }, null),
  ),
  scalar({ l: ints, p: n, v: n }, (r) => arrayInsert(r.l, r.p, r.v), [
    [[1, 2, 3], 1, 9],
    [[1, 2, 3], 4, 9],
    [[1, 2, 3], 6, 9],
    [[1, 2, 3], -1, 9],
    [[1, 2, 3], -3, 9],
    [[1, 2, 3], -4, 9],
    [[1, 2, 3], -6, 9],
    [[1, 2, 3], 0, 9],
    [[], 1, 9],
    [[], 3, 9],
    [[], -1, 9],
    [[], -2, 9],
    [[1], 1, null],
    [null, 1, 9],
    [null, 0, 9],
    [[1], null, 9],
    [[1], 2147483647, 9],
    [[1], -2147483648, 9],
  ]),
  scalar({ t: texts }, (r) => arrayInsert(r.t, 2, "x"), textLists),
  scalar({ l: ints }, (r) => arrayCompact(r.l), intLists),
  scalar({ o: structs }, (r) => arrayCompact(r.o), structLists),
  scalar({ a: ints, b: ints }, (r) => arrayConcat(r.a, r.b), pairs),
  scalar({ t: texts, t2: texts }, (r) => arrayConcat(r.t, r.t2, arrayOf("x")), [
    [["a"], ["b", null]],
    [null, ["b"]],
    [[], []],
  ]),
  scalar({ l: ints }, (r) => arrayConcat(r.l), intLists),
  scalar({ t: texts, d: s }, (r) => arrayJoin(r.t, r.d), beside(textLists, ", ", "", null)),
  scalar({ t: texts, d: s, x: s }, (r) => arrayJoin(r.t, r.d, r.x), [
    [["a", null, "b"], ",", "-"],
    [[null, null], ",", ""],
    [["a", null], ",", null],
    [["a"], null, "-"],
    [null, ",", "-"],
    [[], ",", "-"],
    [["", ""], "😀", "-"],
  ]),
  scalar({ m: lists }, (r) => flatten(r.m), nestedLists),
  scalar({ q: z.array(z.array(structs.nullable()).nullable()) }, (r) => flatten(r.q), [
    [[[[{ a: 1, b: null }], null], []]],
    [[null]],
    [null],
  ]),
  scalar({ l: ints, a: n, c: n }, (r) => slice(r.l, r.a, r.c), [
    [[1, 2, 3, 4], 2, 2],
    [[1, 2, 3, 4], -2, 5],
    [[1, 2, 3, 4], -4, 1],
    [[1, 2, 3, 4], -5, 3],
    [[1, 2, 3, 4], 5, 1],
    [[1, 2, 3, 4], 1, 0],
    [[1, 2, 3, 4], 0, 1],
    [[1, 2, 3, 4], 1, -1],
    [[1, 2, 3, 4], 0, -1],
    [[1, null], 2, 2147483647],
    [[1, null], 2147483647, 1],
    [[1, null], -2147483648, 1],
    [[], 1, 1],
    [null, 0, 1],
    [[1], null, 1],
    [[1], 1, null],
  ]),
  scalar({ t: texts }, (r) => slice(r.t, 1, 2), textLists),
  scalar({ a: ints, b: texts }, (r) => arraysZip({ n: r.a, a_text: r.b }), [
    [[1, 2], ["a"]],
    [[], ["a", null]],
    [[null], []],
    [null, ["a"]],
    [[1], null],
    [[], []],
  ]),
  scalar({ a: ints }, (r) => arraysZip({ n: r.a }), intLists),
];

const sets: readonly Case[] = [
  scalar({ l: ints }, (r) => arrayDistinct(r.l), intLists),
  scalar({ t: texts }, (r) => arrayDistinct(r.t), textLists),
  scalar({ d: doubles }, (r) => arrayDistinct(r.d), [...doubleLists, ...zeros]),
  scalar({ o: structs }, (r) => arrayDistinct(r.o), structLists),
  scalar({ m: lists }, (r) => arrayDistinct(r.m), nestedLists),
  scalar({ w: instants }, (r) => arrayDistinct(r.w), [
    [["2024-01-01T00:00:00Z", "2024-01-01T00:00:00.000001Z", "2024-01-01T00:00:00Z"]],
    [[null, null]],
  ]),
  scalar({ a: ints, b: ints }, (r) => arrayUnion(r.a, r.b), pairs),
  scalar({ d: doubles, d2: doubles }, (r) => arrayUnion(r.d, r.d2), doublePairs),
  scalar({ o: structs, o2: structs }, (r) => arrayUnion(r.o, r.o2), structPairs),
  scalar({ a: ints, b: ints }, (r) => arrayIntersect(r.a, r.b), pairs),
  scalar({ d: doubles, d2: doubles }, (r) => arrayIntersect(r.d, r.d2), doublePairs),
  scalar({ o: structs, o2: structs }, (r) => arrayIntersect(r.o, r.o2), structPairs),
  scalar({ a: n, b: ints }, (r) => arrayIntersect(arrayOf(r.a), r.b), [
    [1, [1, null]],
    [2, [1]],
  ]),
  scalar({ a: ints, b: ints }, (r) => arrayExcept(r.a, r.b), pairs),
  scalar({ d: doubles, d2: doubles }, (r) => arrayExcept(r.d, r.d2), doublePairs),
  scalar({ t: texts, t2: texts }, (r) => arrayExcept(r.t, r.t2), [
    [["a", "b", "a"], ["b"]],
    [["é"], ["é"]],
    [["😀", "\uffee"], ["😀"]],
  ]),
  scalar({ o: structs, o2: structs }, (r) => arrayExcept(r.o, r.o2), structPairs),
];

const long = Array.from({ length: 40 }, (_none, i) => (i * 17) % 23);

const ordering: readonly Case[] = [
  scalar({ l: ints }, (r) => arrayMax(r.l), intLists),
  scalar({ t: texts }, (r) => arrayMax(r.t), textLists),
  scalar({ d: doubles }, (r) => arrayMax(r.d), [...doubleLists, ...zeros]),
  scalar({ o: structs }, (r) => arrayMax(r.o), structLists),
  scalar({ y: days }, (r) => arrayMax(r.y), [[["2024-02-29", "1582-10-10", null]], [["0001-01-01", "9999-12-31"]], [[]]]),
  scalar({ l: ints }, (r) => arrayMin(r.l), intLists),
  scalar({ t: texts }, (r) => arrayMin(r.t), textLists),
  scalar({ d: doubles }, (r) => arrayMin(r.d), [...doubleLists, ...zeros]),
  scalar({ m: lists }, (r) => arrayMin(r.m), nestedLists),
  scalar({ f: flags }, (r) => arrayMin(r.f), [[[true, false]], [[true, null]], [[]]]),
  scalar({ l: ints }, (r) => arrayReverse(r.l), intLists),
  scalar({ t: texts }, (r) => arrayReverse(r.t), textLists),
  scalar({ l: ints }, (r) => sortArray(r.l), [...intLists, [long]]),
  scalar({ t: texts }, (r) => sortArray(r.t), textLists),
  scalar({ d: doubles }, (r) => sortArray(r.d), doubleLists),
  scalar({ zeros: doubles }, (r) => sortArray(r.zeros), [[["-0.0", 0]], [[0, "-0.0"]], [[0, 1]]], {
    partly: "Spark orders 0.0 and -0.0 by how the list was made",
  }),
  scalar({ o: structs }, (r) => sortArray(r.o), structLists),
  scalar({ m: lists }, (r) => sortArray(r.m), nestedLists),
  scalar({ l: ints }, (r) => sortArray(r.l, false), intLists),
  scalar({ t: texts }, (r) => sortArray(r.t, false), textLists),
  scalar({ o: structs }, (r) => sortArray(r.o, false), structLists),
  scalar({ p: decimals }, (r) => sortArray(r.p, true), [[["1.50", "-3.00", "0.00", null]], [["99999999.99", "-99999999.99"]], [null]]),
  scalar({ l: ints }, (r) => arraySort(r.l), intLists),
  scalar({ t: texts }, (r) => arraySort(r.t), textLists),
  scalar({ d: doubles }, (r) => arraySort(r.d), doubleLists),
  scalar({ o: structs }, (r) => arraySort(r.o), structLists),
  scalar({ m: lists }, (r) => arraySort(r.m), nestedLists),
  scalar(
    { t: texts },
    (r) => arraySort(r.t, (a, b) => when(a.length().lt(b.length()), -1).when(a.length().gt(b.length()), 1).otherwise(0)),
    [[["ccc", "a", "bb", "b", "aa"]], [[]], [null], [["x"]], [["b", null, "a"]]],
  ),
  // No order: never 0, NULL, only one way.
  scalar({ l: ints }, (r) => arraySort(r.l, (a, b) => when(a.gt(b), 1).otherwise(-1)), [
    [[1, 3, 2, 3, 1, 2]],
    [[3, 2, 1]],
    [[1, 1, 1]],
    [[5, null, 3]],
  ]),
  scalar({ l: ints }, (r) => arraySort(r.l, (a, b) => b.minus(a)), [[[1, 3, 2]], [[7]], [[null]], [long]]),
  scalar({ l: ints }, (r) => arraySort(r.l, (a, b) => a.minus(b)), [[[1, null, 3]], [[null, null]], [[3, 1, 2]]], {
    partly: "a comparator that gives NULL is an error whose condition depends on where Spark computes it",
  }),
  scalar({ many: ints }, (r) => arraySort(r.many, (a, b) => when(a.gt(b), 1).otherwise(-1)), [[long], [[2, 1]]], {
    partly: "a comparator that is no order, and more than 31 elements",
  }),
];

export const array: readonly Case[] = [...making, ...measuring, ...accessing, ...finding, ...growing, ...sets, ...ordering];
