import * as z from "zod";
import {
  array,
  arrayAppend,
  arrayContains,
  arrayMax,
  arraySort,
  big,
  coalesce,
  double,
  elementAt,
  exists,
  filter,
  forall,
  type Num,
  reduce,
  size,
  sortArray,
  struct,
  subscript,
  transform,
  when,
  zipWith,
} from "#generator";
import { type Case, type Cells, relation, scalar, table } from "../case.js";

const n = z.int32();
const ints = z.array(z.int32().nullable());
const texts = z.array(z.string().nullable());
const lists = z.array(ints.nullable());
const lines = z.array(z.object({ price: z.float64().nullable(), quantity: z.int32().nullable(), tags: texts.nullable() }).nullable());

const intLists: readonly Cells[] = [[[1, 2, 3]], [null], [[]], [[null]], [[3, null, 0, 3]], [[2147483647, -2147483648]], [[0, 0]]];
const textLists: readonly Cells[] = [[["b", "a"]], [null], [[]], [[null, ""]], [["😀", "é", "é"]]];
const lineLists: readonly Cells[] = [
  [
    [
      { price: 1.5, quantity: 2, tags: ["a", "b"] },
      { price: "NaN", quantity: null, tags: [] },
    ],
  ],
  [[null, { price: null, quantity: 1, tags: null }]],
  [[{ price: "-0.0", quantity: 0, tags: [null, "a"] }]],
  [[]],
  [null],
];

/** 6 for 1 and so on to 1 for 6, NULL for NULL, and an error for everything else. */
const risky = (x: Num<"int" | null>): Num<"int" | null> => when(x.isNotNull(), elementAt(array(6, 5, 4, 3, 2, 1), coalesce(x, 1))).end();

function beside(all: readonly Cells[], ...values: Cells): readonly Cells[] {
  return all.flatMap(([list]) => values.map((value) => [list ?? null, value]));
}

const pairs: readonly Cells[] = [
  [
    [1, 2],
    [3, 4],
  ],
  [[1], [3, 4]],
  [[1, 2], []],
  [[], []],
  [null, [1]],
  [[1], null],
  [
    [null, 1],
    [2, null],
  ],
];

const mapping: readonly Case[] = [
  scalar({ l: ints }, (r) => transform(r.l, (x) => x.times(2)), intLists),
  scalar(
    { l: ints },
    (r) => transform(r.l, (x) => x.times(2)),
    intLists.filter(([list]) => JSON.stringify(list) !== "[2147483647,-2147483648]"),
    { zone: "America/New_York" },
  ),
  scalar({ l: ints }, (r) => transform(r.l, (x, i) => x.plus(i)), intLists),
  scalar({ l: ints }, (r) => transform(r.l, (_x, i) => i), intLists),
  scalar({ t: texts }, (r) => transform(r.t, (x, i) => struct({ x, i })), textLists),
  scalar({ l: ints, x: n }, (r) => transform(r.l, (one) => one.plus(r.x)), beside(intLists, 1, null)),
  // Names that a lambda's parameter would hide.
  scalar({ element: ints, index: n, element_2: n }, (r) => transform(r.element, (one, i) => one.plus(r.index).minus(i).plus(r.element_2)), [
    [[1, 2], 10, 100],
    [[null], 1, 1],
    [null, 1, 1],
  ]),
  scalar({ l: ints }, (r) => transform(r.l, () => "x"), intLists),
  scalar({ l: lists }, (r) => transform(r.l, (inner) => transform(inner, (x) => x.plus(size(inner)))), [
    [[[1, 2], [], null, [null]]],
    [null],
    [[]],
  ]),
  scalar({ l: lists, o: n }, (r) => transform(r.l, (inner, i) => transform(inner, (x, j) => x.times(r.o).plus(i).plus(j))), [
    [[[1, 2], [], null, [null, 5]], 10],
    [[[1]], null],
    [null, 1],
  ]),
  scalar(
    { l: ints },
    (r) => transform(r.l, (x) => transform(r.l, (y) => transform(array(1), (z) => x.times(100).plus(y.times(10)).plus(z)))),
    [[[1, 2]], [[null]], [null]],
  ),
  scalar({ o: lines }, (r) => transform(r.o, (line) => line.price.times(line.quantity)), lineLists),
  scalar({ o: lines }, (r) => transform(r.o, (line) => size(filter(line.tags, (tag) => tag.ne("a")))), lineLists),
  scalar({ l: ints }, (r) => transform(r.l, (x) => risky(x)), [[[1, 2]], [[0]], [[null]], [[]]]),
  scalar({ l: ints }, (r) => transform(r.l, (x) => when(x.eq(0), 0).otherwise(risky(x))), [[[1, 0]], [[null]]]),
  scalar({ l: lists }, (r) => transform(r.l, (inner) => arrayMax(inner)), [[[[1, 2], [], null, [null]]]]),
  scalar({ l: lists }, (r) => transform(r.l, (inner) => arraySort(inner, (a, b) => b.minus(a))), [[[[1, 2], [], null, [3]]]]),
  scalar({ l: lists }, (r) => arraySort(r.l, (a, b) => size(arraySort(a, (x, y) => x.minus(y))).minus(size(b))), [[[[1, 2], [], [3]]]]),
  scalar({ l: ints, i: n }, (r) => transform(r.l, (x) => subscript(r.l, x.minus(x).plus(r.i))), [
    [[1, 2], 1],
    [[1, 2], 2],
    [[], 9],
  ]),
  scalar(
    { l: ints },
    (r) =>
      sortArray(
        transform(
          filter(r.l, (x) => x.gt(0)),
          (x) => x.negated(),
        ),
      ),
    intLists,
  ),
];

const filtering: readonly Case[] = [
  scalar({ l: ints }, (r) => filter(r.l, (x) => x.gt(1)), intLists),
  scalar({ l: ints }, (r) => filter(r.l, (x, i) => i.gt(0).and(x.isNotNull())), intLists),
  scalar({ l: ints, x: n }, (r) => filter(r.l, (one) => one.gte(r.x)), beside(intLists, 3, null)),
  scalar({ o: lines }, (r) => filter(r.o, (line) => line.price.gt(0)), lineLists),
  scalar({ t: texts, more: texts }, (r) => filter(r.t, (x) => arrayContains(r.more, x)), [
    [["a", "b", null], ["a"]],
    [["a"], ["b", null]],
    [["a"], null],
    [[], ["a"]],
  ]),
  scalar({ o: lines }, (r) => filter(r.o, (line) => exists(line.tags, (tag) => tag.eq("a"))), lineLists),
];

const quantifying: readonly Case[] = [
  scalar({ l: ints }, (r) => exists(r.l, (x) => x.gt(2)), intLists),
  scalar({ l: ints }, (r) => exists(r.l, (x) => x.isNull()), intLists),
  scalar({ l: ints }, (r) => exists(r.l, (x) => risky(x).gt(2)), [
    [[1, 0]],
    [[0, 1]],
    [[6, 0]],
    [[null, 0]],
    [[null, 1, 0]],
    [[6, null]],
    [[]],
    [null],
  ]),
  scalar({ l: ints }, (r) => exists(r.l, (x) => risky(x).gt(2)), [[[1, 0]], [[6, null]], [null]], { zone: "Asia/Kolkata" }),
  scalar({ l: ints, x: n }, (r) => exists(r.l, (one) => one.eq(r.x)), beside(intLists, 3, null)),
  scalar({ l: ints }, (r) => forall(r.l, (x) => x.gt(0)), intLists),
  scalar({ l: ints }, (r) => forall(r.l, (x) => x.isNotNull()), intLists),
  scalar({ l: ints }, (r) => forall(r.l, (x) => risky(x).gt(2)), [
    [[6, 0]],
    [[1, 0]],
    [[0, 6]],
    [[null, 0]],
    [[null, 6, 0]],
    [[1, null]],
    [[]],
    [null],
  ]),
  scalar({ l: lists }, (r) => forall(r.l, (inner) => exists(inner, (x) => x.gt(1))), [
    [[[1, 2], [3]]],
    [[[1], [3]]],
    [[[], null]],
    [[[null], [2]]],
    [null],
    [[]],
  ]),
  scalar({ l: ints }, (r) => exists(r.l, (x) => x.gt(0).not()), intLists),
];

const folding: readonly Case[] = [
  scalar({ l: ints }, (r) => reduce(r.l, 0, (total, x) => total.plus(x)), intLists),
  scalar({ l: ints }, (r) => reduce(r.l, big(0n), (total, x) => total.plus(x)), intLists),
  scalar({ l: ints }, (r) => reduce(r.l, 10, (total, x) => total.minus(coalesce(x, 1))), intLists),
  scalar(
    { l: ints },
    (r) =>
      reduce(
        r.l,
        "",
        (total, x) => total.concat(x.cast("string")).concat(";"),
        (total) => total.length(),
      ),
    intLists,
  ),
  scalar(
    { l: ints },
    (r) =>
      reduce(
        r.l,
        0,
        (total, x) => total.plus(x),
        (total) => coalesce(total, -1),
      ),
    intLists,
  ),
  scalar({ l: ints, start: n }, (r) => reduce(r.l, r.start, (total, x) => total.plus(x)), beside(intLists, 5, null)),
  scalar(
    { l: ints },
    (r) =>
      reduce(
        filter(r.l, (x) => x.isNotNull()),
        struct({ total: big(0n), count: 0 }),
        (all, x) => struct({ total: all.total.plus(x), count: all.count.plus(1) }),
        (all) => when(all.count.gt(0), all.total.cast("double").dividedBy(all.count)).end(),
      ),
    intLists,
  ),
  scalar(
    { o: lines, rate: n },
    (r) => reduce(r.o, double(0), (total, line) => total.plus(line.price.times(line.quantity).times(r.rate))),
    beside(lineLists, 2, null),
  ),
  scalar({ l: lists }, (r) => reduce(r.l, 0, (total, inner) => total.plus(reduce(inner, 0, (sum, x) => sum.plus(x)))), [
    [[[1, 2], [3]]],
    [[[], [1]]],
    [[null]],
    [[[null]]],
    [null],
  ]),
  scalar({ l: ints }, (r) => reduce(r.l, array(0), (all, x) => arrayAppend(all, x)), [[[1, 2, 1]], [[]], [null], [[null]]]),
  scalar({ a: ints, b: ints }, (r) => zipWith(r.a, r.b, (x, y) => x.plus(y)), pairs),
  scalar({ a: ints, b: ints, o: n }, (r) => zipWith(r.a, r.b, (x, y) => coalesce(x, 0).times(coalesce(y, 0)).plus(r.o)), [
    [[1, 2], [3, 4], 5],
    [[1], [3, 4], null],
    [null, [1], 1],
  ]),
  scalar({ a: ints, t: texts }, (r) => zipWith(r.a, r.t, (x, y) => struct({ x, y })), [
    [[1, 2], ["a"]],
    [[], [null]],
    [null, []],
  ]),
  scalar(
    { a: ints, b: ints },
    (r) =>
      zipWith(
        filter(r.a, (x) => x.gt(0)),
        transform(r.b, (x) => x.plus(1)),
        (x, y) => x.minus(y),
      ),
    pairs,
  ),
];

const orders = table({ id: z.int32(), orders: ints, rate: z.int32() }, [
  [1, [1, 2], 10],
  [2, null, 1],
  [3, [], 1],
  [4, [null, 7], null],
]);

/** In queries, where columns are qualified and conditions pushed down. */
const querying: readonly Case[] = [
  relation({ orders }, ({ orders: t }) =>
    t.where((r) => r.id.gt(1)).select((r) => ({ id: r.id, x: transform(r.orders, (o) => o.plus(r.id)) })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t.where((r) => exists(r.orders, (o) => o.gt(r.rate).or(o.isNull()))).select((r) => ({ id: r.id })),
  ),
  relation(
    {
      orders,
      rates: table({ id: z.int32(), element: z.int32() }, [
        [1, 5],
        [4, 6],
      ]),
    },
    ({ orders: t, rates }) =>
      t.join(rates, {
        on: (a, b) => a.id.eq(b.id),
        select: (a, b) => ({ id: a.id, x: transform(a.orders, (o) => o.times(b.element)), f: filter(a.orders, (o) => o.lt(b.element)) }),
      }),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .derive((r) => ({ twice: transform(r.orders, (o) => o.times(2)) }))
      .derive((r) => ({ more: transform(r.twice, (o, i) => o.plus(r.id).plus(i)) }))
      .where((r) => forall(r.more, (o) => o.gt(2)))
      .select((r) => ({ id: r.id, more: r.more })),
  ),
];

export const lambda: readonly Case[] = [...mapping, ...filtering, ...quantifying, ...folding, ...querying];
