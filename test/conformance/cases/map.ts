import * as z from "zod";
import {
  array,
  arrayContains,
  coalesce,
  double,
  elementAt,
  mapConcat,
  mapContainsKey,
  mapEntries,
  mapFilter,
  mapFromArrays,
  mapFromEntries,
  mapKeys,
  map as mapOf,
  mapValues,
  mapZipWith,
  size,
  strToMap,
  struct,
  subscript,
  transform,
  transformKeys,
  transformValues,
  tryElementAt,
} from "#generator";
import { type Case, type Cells, scalar } from "../case.js";

const n = z.int32();
const s = z.string();
const ints = z.array(z.int32().nullable());
const texts = z.array(z.string().nullable());
const doubles = z.array(z.float64().nullable());
const m = z.record(z.string(), z.int32().nullable());
const t = z.record(z.string(), z.string().nullable());
const entries = z.array(z.object({ key: z.string().nullable(), value: z.int32().nullable() }).nullable());

const maps: readonly Cells[] = [
  [
    [
      ["b", 1],
      ["a", null],
      ["c", 3],
    ],
  ],
  [null],
  [[]],
  [[["", 0]]],
  [
    [
      ["😀", 2147483647],
      ["é", -2147483648],
      ["\uffee", 5],
    ],
  ],
];

/** Each map with each key. */
function beside(all: readonly Cells[], ...keys: Cells): readonly Cells[] {
  return all.flatMap(([one]) => keys.map((key) => [one ?? null, key]));
}

const pairs: readonly Cells[] = [
  [[["a", 1]], [["b", null]]],
  [[["a", 1]], [["a", 2]]],
  [[], []],
  [null, [["a", 1]]],
  [[["a", 1]], null],
  [
    [
      ["x", 1],
      ["a", 2],
      ["y", null],
    ],
    [
      ["y", 5],
      ["z", 6],
      ["a", null],
    ],
  ],
];

export const map: readonly Case[] = [
  scalar({ a: s, b: n }, (r) => mapOf([r.a, r.b], ["fixed", 7]), [
    ["x", 1],
    ["x", null],
    ["fixed", 1],
    [null, 1],
    ["", -1],
  ]),
  scalar({ a: n, b: s }, (r) => mapOf([1, r.b], [r.a, "y"]), [
    [2, "x"],
    [1, "x"],
    [null, "x"],
    [3, null],
  ]),
  scalar({ a: z.float64(), b: z.float64() }, (r) => mapOf([r.a, 1], [r.b, 2]), [
    ["-0.0", 1],
    [0, "-0.0"],
    ["NaN", "NaN"],
    ["NaN", "Infinity"],
  ]),
  scalar({ k: texts, v: ints }, (r) => mapFromArrays(r.k, r.v), [
    [
      ["b", "a"],
      [1, null],
    ],
    [
      ["a", "a"],
      [1, 2],
    ],
    [
      ["a", null],
      [1, 2],
    ],
    [[], []],
    [null, [1]],
    [["a"], null],
  ]),
  scalar({ kd: doubles, v: ints }, (r) => mapFromArrays(r.kd, r.v), [
    [
      ["-0.0", "NaN"],
      [1, 2],
    ],
    [
      [0, "-0.0"],
      [1, 2],
    ],
    [
      ["NaN", "NaN"],
      [1, 2],
    ],
  ]),
  scalar(
    { k2: ints, v2: texts },
    (r) => mapFromArrays(r.k2, r.v2),
    [
      [[1], ["a", "b"]],
      [[1], ["a"]],
      [[1, 2], ["a"]],
    ],
    {
      partly: "Spark's error for lists of different lengths has no condition",
    },
  ),
  scalar({ e: entries }, (r) => mapFromEntries(r.e), [
    [
      [
        { key: "b", value: 1 },
        { key: "a", value: null },
      ],
    ],
    [[null, { key: "a", value: 1 }]],
    [[{ key: null, value: 1 }]],
    [
      [
        { key: "a", value: 1 },
        { key: "a", value: 1 },
      ],
    ],
    [[]],
    [null],
    [[null, { key: null, value: 1 }]],
    [[{ key: null, value: 1 }, null]],
  ]),
  scalar({ a: n }, (r) => mapFromEntries(array(struct({ key: r.a, value: "x" }))), [[1], [null]]),
  scalar({ ed: z.array(z.object({ key: z.float64().nullable(), value: z.int32().nullable() }).nullable()) }, (r) => mapFromEntries(r.ed), [
    [[{ key: "-0.0", value: 1 }]],
    [
      [
        { key: "-0.0", value: 1 },
        { key: 0, value: 2 },
      ],
    ],
    [
      [
        { key: "NaN", value: 1 },
        { key: 1, value: 2 },
      ],
    ],
  ]),
  scalar({ kd: doubles, v: ints }, (r) => mapConcat(mapFromArrays(r.kd, r.v), mapFromArrays(array(double(7)), array(7))), [
    [["-0.0"], [1]],
    [
      ["NaN", 0],
      [1, null],
    ],
    [[7], [1]],
  ]),
  scalar({ kd: doubles, v: ints }, (r) => transformValues(mapFromArrays(r.kd, r.v), (k, v) => struct({ k, v })), [
    [["-0.0"], [1]],
    [
      ["NaN", 0],
      [1, null],
    ],
  ]),
  scalar({ kd: doubles, v: ints }, (r) => mapFilter(mapFromArrays(r.kd, r.v), (k) => k.lte(0)), [
    [["-0.0"], [1]],
    [
      ["NaN", 0],
      [1, null],
    ],
  ]),
  scalar(
    { kd: doubles, v: ints },
    (r) => mapZipWith(mapFromArrays(r.kd, r.v), mapFromArrays(array(double(0)), array(7)), (k, a, b) => struct({ k, a, b })),
    [
      [["-0.0"], [1]],
      [
        ["NaN", 0],
        [1, null],
      ],
    ],
  ),
  scalar({ kd: doubles, v: ints }, (r) => transformKeys(mapFromArrays(r.kd, r.v), (k) => k.negated()), [
    [[0], [1]],
    [
      ["NaN", 1],
      [1, null],
    ],
  ]),
  scalar({ kd: doubles, v: ints }, (r) => subscript(mapFromArrays(r.kd, r.v), double(0)), [
    [["-0.0"], [1]],
    [
      ["NaN", 0],
      [1, 2],
    ],
    [[1], [1]],
  ]),
  scalar({ kd: doubles, v: ints }, (r) => mapContainsKey(mapFromArrays(r.kd, r.v), double(-0)), [
    [["-0.0"], [1]],
    [
      ["NaN", 0],
      [1, 2],
    ],
    [[1], [1]],
  ]),
  scalar({ m }, (r) => mapKeys(r.m), maps),
  scalar({ m }, (r) => mapValues(r.m), maps),
  scalar({ m }, (r) => mapEntries(r.m), maps),
  scalar({ a: s, b: n }, (r) => mapValues(mapOf([r.a, r.b], ["z", 1])), [
    ["x", 1],
    ["x", null],
  ]),
  scalar({ k: texts, v: ints }, (r) => mapKeys(mapFromArrays(r.k, r.v)), [
    [
      ["b", "a"],
      [1, null],
    ],
    [[], []],
    [null, []],
  ]),
  scalar({ m }, (r) => size(r.m), maps),
  scalar({ m }, (r) => size(r.m), maps, { ansi: false, nullability: "without ANSI the size of NULL is -1" }),
  scalar({ m, o: m }, (r) => mapConcat(r.m, r.o), pairs),
  scalar({ m }, (r) => mapConcat(r.m), maps),
  scalar({ m }, (r) => mapConcat(r.m, mapOf(["new", 1])), [...maps, [[["new", 2]]]]),
  scalar({ m, k: s }, (r) => mapContainsKey(r.m, r.k), beside(maps, "a", "", "é", null)),
  scalar({ m }, (r) => mapContainsKey(r.m, "é"), maps),
  scalar({ a: z.float64(), b: z.float64() }, (r) => mapContainsKey(mapOf([r.a, 1]), r.b), [
    ["NaN", "NaN"],
    [0, "-0.0"],
    ["-0.0", 0],
    [1, 2],
  ]),
  scalar({ m, k: s }, (r) => elementAt(r.m, r.k), beside(maps, "a", "c", "é", null)),
  scalar({ m, k: s }, (r) => elementAt(r.m, r.k), beside(maps, "a", "c", null), { ansi: false }),
  scalar({ m, k: s }, (r) => tryElementAt(r.m, r.k), beside(maps, "a", "c", null)),
  scalar({ m, k: s }, (r) => subscript(r.m, r.k), beside(maps, "b", "c", "nope", null)),
  scalar({ m }, (r) => subscript(r.m, "😀"), maps, { ansi: false }),
  scalar({ a: z.int64() }, (r) => elementAt(mapOf([r.a, "x"]), 5), [[5], [6]]),
  scalar({ a: z.float64(), b: z.float64() }, (r) => subscript(mapOf([r.a, 1]), r.b), [
    ["NaN", "NaN"],
    [0, "-0.0"],
    [1, 2],
  ]),
  scalar({ m }, (r) => mapFilter(r.m, (k, v) => v.gt(0).or(k.eq("a"))), maps),
  scalar({ m, x: n }, (r) => mapFilter(r.m, (_k, v) => v.gt(r.x)), beside(maps, 0, null)),
  scalar({ m }, (r) => mapFilter(r.m, (k) => arrayContains(mapKeys(r.m), k).and(k.ne("c"))), maps),
  scalar({ m }, (r) => transformValues(r.m, (k, v) => v.plus(k.length())), [
    [
      [
        ["b", 1],
        ["a", null],
      ],
    ],
    [[["xx", 2147483647]]],
    [null],
    [[]],
  ]),
  scalar({ m, x: s }, (r) => transformValues(r.m, (k) => k.concat(r.x)), beside(maps, "!", null)),
  scalar({ m }, (r) => transformValues(r.m, () => "same"), maps),
  scalar({ m }, (r) => transformValues(r.m, (k, v) => transform(array(v, 1), (one, i) => one.plus(i).plus(k.length()))), [
    [
      [
        ["b", 1],
        ["a", null],
      ],
    ],
    [null],
    [[]],
  ]),
  scalar({ m }, (r) => transformKeys(r.m, (k, v) => k.concat(v.cast("string"))), [
    [
      [
        ["b", 1],
        ["a", 2],
      ],
    ],
    [[["b", null]]],
    [
      [
        ["a", 11],
        ["a1", 1],
      ],
    ],
    [null],
    [[]],
  ]),
  scalar({ m }, (r) => transformKeys(r.m, (k) => k.length()), [
    [
      [
        ["a", 1],
        ["bb", 2],
      ],
    ],
    [
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    [[]],
  ]),
  scalar({ m }, (r) => transformKeys(r.m, () => 1), maps),
  scalar({ m, o: m }, (r) => mapZipWith(r.m, r.o, (k, a, b) => coalesce(a, 0).minus(coalesce(b, 0)).plus(k.length())), pairs),
  scalar({ m, o: t }, (r) => mapZipWith(r.m, r.o, (_k, a, b) => struct({ a, b })), [
    [
      [
        ["a", 1],
        ["b", null],
      ],
      [
        ["b", "x"],
        ["c", null],
      ],
    ],
    [[], []],
    [null, []],
    [[["a", 1]], null],
  ]),
  scalar({ x: s }, (r) => strToMap(r.x), [["a:1,b:2"], ["a,b:"], [""], [null], ["a:1:2,é😀:"], [",:"], ["a:1,a:2"], ["a:1,"], [":1"]]),
  scalar({ x: s }, (r) => strToMap(r.x, "; ", "=>"), [["a=>1; b=>2"], ["a=>1;b=>2"], ["a=>=>1"], [null]]),
];
