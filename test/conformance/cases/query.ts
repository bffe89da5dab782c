import * as z from "zod";
import { asc, binary, count, decimal, desc, sum } from "#generator";
import { type Case, relation, table } from "../case.js";

const s = z.string();
const n = z.int32();

/** Sales with NULLs, ties and doubles that are no numbers. */
const sales = table({ id: n, region: s, amount: z.float64() }, [
  [1, "north", 10.5],
  [2, "south", null],
  [3, null, "NaN"],
  [4, "north", "-0.0"],
  [5, "", 0],
  [6, "süd", "Infinity"],
  [7, "south", "-Infinity"],
  [8, "north", 10.5],
]);

const order: readonly Case[] = [
  relation({ sales }, ({ sales }) => sales.orderBy((o) => [desc(o.amount), o.id]).limit(3), { ordered: true }),
  relation({ sales }, ({ sales }) => sales.orderBy((o) => [o.amount, o.id]).limit(8), { ordered: true }),
  relation({ sales }, ({ sales }) => sales.orderBy((o) => [asc(o.amount, { nulls: "last" }), desc(o.id)]).limit(8), { ordered: true }),
  relation({ sales }, ({ sales }) => sales.orderBy((o) => [desc(o.region, { nulls: "first" }), o.id]).limit(4, { offset: 2 }), {
    ordered: true,
  }),
  // Beyond the rows there are, and nothing at all.
  relation({ sales }, ({ sales }) => sales.orderBy((o) => o.id).limit(100, { offset: 7 }), { ordered: true }),
  relation({ sales }, ({ sales }) => sales.orderBy((o) => o.id).limit(1, { offset: 8 }), { ordered: true }),
  relation({ none: table({ id: n }, []) }, ({ none }) => none.orderBy((o) => o.id).limit(2), { ordered: true }),
  // Equal rows at the edge are one another's like.
  relation(
    {
      t: table({ a: n, b: s }, [
        [1, "x"],
        [1, "x"],
        [1, "x"],
        [2, "y"],
        [null, null],
        [null, null],
      ]),
    },
    ({ t }) => t.orderBy((o) => [o.a]).limit(3, { offset: 1 }),
  ),
  relation({ sales }, ({ sales }) => sales.orderBy((o) => [desc(o.amount)]).limit(3), {
    partly: "two rows are equal in the order and not the same, and one of them is left out",
  }),
  // 0.0 and -0.0 are equal in the order, and not the same.
  relation({ t: table({ x: z.float64() }, [[0], ["-0.0"], [1], [null]]) }, ({ t }) => t.orderBy((o) => [o.x]).limit(2), {
    partly: "0.0 and -0.0 are equal in the order and not the same, and one of them is left out",
  }),
  // Texts compare by their bytes: capitals first, and what is beyond the BMP last.
  relation(
    { texts: table({ x: s }, [["b"], ["B"], ["a"], ["ä"], ["\u{ffff}"], ["😀"], [""], [null], ["ab"], ["a "]]) },
    ({ texts }) => texts.orderBy((o) => o.x).limit(10),
    { ordered: true },
  ),
  relation(
    { bytes: table({ x: binary() }, [["00"], ["ff"], ["7f"], ["80"], [""], [null], ["0000"]]) },
    ({ bytes }) => bytes.orderBy((o) => o.x).limit(9),
    { ordered: true },
  ),
  relation({ flags: table({ x: z.boolean() }, [[true], [null], [false]]) }, ({ flags }) => flags.orderBy((o) => desc(o.x)).limit(9), {
    ordered: true,
  }),
  relation(
    {
      t: table({ x: decimal(38, 2), d: z.iso.date() }, [
        ["1.50", "2024-02-29"],
        ["-1.50", null],
        ["999999999999999999999999999999999999.99", "0001-01-01"],
        [null, "9999-12-31"],
      ]),
    },
    ({ t }) => t.orderBy((o) => [o.x, o.d]).limit(9),
    { ordered: true },
  ),
  // A key that is computed, one that is an aggregate, one that another column has taken the name of.
  relation({ sales }, ({ sales }) => sales.orderBy((o) => [desc(o.id.times(o.id).minus(o.id.times(9)).plus(o.id)), o.id]).limit(2), {
    ordered: true,
  }),
  relation(
    { sales },
    ({ sales }) =>
      sales
        .aggregate({ by: (o) => ({ region: o.region }), select: (o) => ({ n: count(), total: sum(o.id) }) })
        .orderBy((o) => [desc(o.n), o.region])
        .limit(3),
    { ordered: true },
  ),
  relation(
    {
      t: table({ a: n, b: n }, [
        [1, 9],
        [2, 8],
        [3, 7],
      ]),
    },
    ({ t }) =>
      t
        .select((o) => ({ b: o.a, a: o.b }))
        .orderBy((o) => o.a)
        .limit(1),
  ),
  relation(
    {
      t: table({ a: n, b: n }, [
        [1, 9],
        [2, 8],
        [3, 7],
      ]),
    },
    ({ t }) =>
      t
        .select((o) => ({ b: o.a, a: o.b }))
        .orderBy((o) => o.a.times(2))
        .limit(1),
  ),
  // What follows is over the rows that are left.
  relation({ sales }, ({ sales }) =>
    sales
      .orderBy((o) => o.id)
      .limit(4)
      .where((o) => o.region.eq("north")),
  ),
  relation({ sales }, ({ sales }) => {
    const first = sales.orderBy((o) => o.id).limit(2);
    return first.union(sales.orderBy((o) => desc(o.id)).limit(1)).union(sales.where((o) => o.id.eq(4)));
  }),
  relation({ sales }, ({ sales }) =>
    sales
      .orderBy((o) => o.id)
      .limit(5)
      .orderBy((o) => desc(o.id))
      .limit(2),
  ),
  // A list has no order that both engines share.
  relation({ lists: table({ x: z.array(n) }, [[[1]], [[2, null]], [null]]) }, ({ lists }) => lists.orderBy((o) => o.x).limit(9)),
];

export const query: readonly Case[] = [...order];
