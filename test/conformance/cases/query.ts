import * as z from "zod";
import {
  asc,
  binary,
  count,
  dec,
  decimal,
  desc,
  double,
  grouping,
  groupingId,
  max,
  min,
  rank,
  raw,
  rawRelation,
  rowNumber,
  smallint,
  sql,
  sum,
  timestampNtz,
  tinyint,
  values,
} from "#generator";
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
  relation({ lists: table({ x: z.array(n.nullable()) }, [[[1]], [[2, null]], [null]]) }, ({ lists }) => lists.orderBy((o) => o.x).limit(9)),
];

/** Two tables with duplicates, NULLs, and keys that are equal without being the same; columns in another order. */
const left = table({ id: n, x: z.float64(), s }, [
  [1, 1.5, "a"],
  [1, 1.5, "a"],
  [1, 1.5, "a"],
  [2, "NaN", null],
  [3, "-0.0", "b"],
  [4, null, null],
  [null, null, null],
  [null, null, null],
  [5, "Infinity", "😀"],
  [6, 0, "A"],
]);
const right = table({ s, id: n, x: z.float64() }, [
  ["a", 1, 1.5],
  ["a", 1, 1.5],
  [null, 2, "NaN"],
  ["b", 3, 0],
  [null, null, null],
  ["a ", 1, 1.5],
  ["a", 6, "-0.0"],
  ["A", 6, "-0.0"],
]);
const none = table({ id: n, x: z.float64(), s }, []);
const nested = z.object({ a: n.nullable(), b: s.nullable() });

const sets: readonly Case[] = [
  relation({ left, right }, ({ left, right }) => left.intersect(right)),
  relation({ left, right }, ({ left, right }) => left.intersectAll(right)),
  relation({ left, right }, ({ left, right }) => left.except(right)),
  relation({ left, right }, ({ left, right }) => left.exceptAll(right)),
  relation({ left, right }, ({ left, right }) => right.exceptAll(left)),
  relation({ left }, ({ left }) => left.distinct()),
  relation({ left, right }, ({ left, right }) => left.union(right)),
  relation({ left, right }, ({ left, right }) => left.union(right).distinct()),
  relation({ left, none }, ({ left, none }) => left.intersect(none)),
  relation({ left, none }, ({ left, none }) => left.exceptAll(none)),
  relation({ left, none }, ({ left, none }) => none.except(left)),
  relation({ none }, ({ none }) => none.distinct()),
  relation({ left }, ({ left }) => left.except(left)),
  // Chains keep their order: EXCEPT and INTERSECT do not bind alike.
  relation({ left, right, none }, ({ left, right, none }) => left.except(none).intersect(right)),
  relation({ left, right, none }, ({ left, right, none }) => left.exceptAll(right.exceptAll(left)).union(none)),
  relation({ left, right }, ({ left, right }) => left.union(right).except(right)),
  relation({ left, right }, ({ left, right }) =>
    left
      .where((o) => o.id.gt(1))
      .select((o) => ({ id: o.id, twice: o.x.times(2) }))
      .except(right.select((o) => ({ twice: o.x.plus(o.x), id: o.id }))),
  ),
  relation({ left }, ({ left }) =>
    left
      .distinct()
      .where((o) => o.x.eq(0))
      .derive((o) => ({ next: o.id.plus(1) })),
  ),
  relation({ left }, ({ left }) => left.select((o) => ({ x: o.x })).distinct()),
  relation({ left }, ({ left }) => left.select((o) => ({ zero: o.x.times(0) })).distinct()),
  relation({ left }, ({ left }) =>
    left
      .aggregate({ by: (o) => ({ s: o.s }), select: () => ({ n: count() }) })
      .select((o) => ({ n: o.n }))
      .distinct(),
  ),
  relation({ left, right }, ({ left, right }) =>
    left
      .orderBy((o) => [o.id, o.x])
      .limit(6)
      .intersect(right.distinct()),
  ),
  relation({ left }, ({ left }) =>
    left
      .select((o) => ({ s: o.s, x: o.x }))
      .distinct()
      .orderBy((o) => [desc(o.x), o.s])
      .limit(4),
  ),
  relation(
    {
      a: table({ d: z.iso.date(), t: z.iso.datetime(), m: decimal(38, 10), b: binary(), f: z.boolean(), l: z.int() }, [
        ["2024-02-29", "2024-02-29T12:00:00Z", "1.5", "00", true, "9223372036854775807"],
        ["2024-02-29", "2024-02-29T13:00:00+01:00", "1.50", "00", true, "9223372036854775807"],
        [null, null, null, null, null, null],
        ["0001-01-01", "1582-10-10T00:00:00Z", "-9999999999999999999999999999.9999999999", "", false, "-9223372036854775808"],
      ]),
    },
    ({ a }) => a.distinct(),
  ),
  // Structs and lists are compared field by field, NULL equal to NULL.
  relation(
    {
      a: table({ p: nested, q: z.array(n.nullable()) }, [
        [{ a: 1, b: null }, [1, null]],
        [{ a: 1, b: null }, [1, null]],
        [{ a: null, b: null }, []],
        [null, null],
        [null, null],
        [{ a: 1, b: "x" }, [null]],
      ]),
    },
    ({ a }) => a.distinct(),
  ),
  relation(
    {
      a: table({ p: nested, q: z.array(n.nullable()) }, [
        [{ a: 1, b: null }, [1, null]],
        [{ a: 1, b: null }, [1, null]],
        [{ a: null, b: null }, []],
        [null, null],
        [{ a: 1, b: "x" }, [null]],
      ]),
      b: table({ q: z.array(n.nullable()), p: nested }, [
        [[1, null], { a: 1, b: null }],
        [[], { a: null, b: null }],
        [[], null],
        [[null, null], { a: 1, b: "x" }],
      ]),
    },
    ({ a, b }) => a.exceptAll(b),
  ),
  relation({ a: table({ p: z.object({ x: z.float64().nullable() }) }, [[{ x: 0 }], [{ x: "-0.0" }]]) }, ({ a }) => a.distinct()),
];

const groups: readonly Case[] = [
  relation({ sales }, ({ sales }) => sales.aggregate({ by: (o) => ({ amount: o.amount }), select: () => ({ n: count() }) })),
  relation({ sales }, ({ sales }) =>
    sales.aggregate({
      by: (o) => ({ region: o.region }),
      grouping: "rollup",
      select: (o) => ({ n: count(), total: sum(o.id), whole: grouping(o.region) }),
    }),
  ),
  relation({ sales }, ({ sales }) =>
    sales.aggregate({
      by: (o) => ({ region: o.region, amount: o.amount }),
      grouping: "rollup",
      select: (o) => ({ n: count(), level: groupingId(), g: grouping(o.amount), most: max(o.amount) }),
    }),
  ),
  relation({ sales }, ({ sales }) =>
    sales.aggregate({
      by: (o) => ({ region: o.region, odd: o.id.gt(4) }),
      grouping: "cube",
      select: (o) => ({ n: count(), level: groupingId(), g: grouping(o.id.gt(4)) }),
    }),
  ),
  relation({ sales }, ({ sales }) =>
    sales.aggregate({
      by: (o) => ({ region: o.region, amount: o.amount }),
      grouping: [["amount", "region"], ["region"], []],
      select: (o) => ({ n: count(o.amount), level: groupingId() }),
    }),
  ),
  relation({ sales }, ({ sales }) =>
    sales.aggregate({ by: (o) => ({ region: o.region }), grouping: [["region"], ["region"]], select: () => ({ n: count() }) }),
  ),
  // What is added up is the column itself, also where the level leaves it out.
  relation({ sales }, ({ sales }) =>
    sales.aggregate({ by: (o) => ({ id: o.id }), grouping: "rollup", select: (o) => ({ total: sum(o.id), least: min(o.amount) }) }),
  ),
  // Of no rows there is no level, not even the whole.
  relation({ none }, ({ none }) => none.aggregate({ by: (o) => ({ s: o.s }), grouping: "rollup", select: () => ({ n: count() }) })),
  relation({ none }, ({ none }) => none.aggregate({ by: (o) => ({ s: o.s }), grouping: [["s"], []], select: () => ({ n: count() }) })),
  relation({ none }, ({ none }) => none.aggregate({ select: (o) => ({ n: count(), total: sum(o.x) }) })),
  relation({ none }, ({ none }) => none.aggregate({ by: (o) => ({ s: o.s }), select: () => ({ n: count() }) })),
  // HAVING is a where after the groups; a level is a row as any other.
  relation({ sales }, ({ sales }) =>
    sales
      .aggregate({ by: (o) => ({ region: o.region }), grouping: "cube", select: (o) => ({ n: count(), whole: grouping(o.region) }) })
      .where((o) => o.n.gt(1))
      .select((o) => ({ region: o.region, n: o.n })),
  ),
  relation({ sales }, ({ sales }) =>
    sales
      .where((o) => o.id.lt(8))
      .select((o) => ({ half: o.amount.dividedBy(2), id: o.id }))
      .aggregate({ by: (o) => ({ half: o.half }), grouping: "rollup", select: (o) => ({ n: count(), g: grouping(o.half) }) }),
  ),
];

const constants: readonly Case[] = [
  relation({}, () =>
    values(z.object({ code: s, rank: n, known: z.boolean(), at: z.iso.date().nullable() }), [
      { code: "it's", rank: 1, known: true, at: "2024-02-29" },
      { code: "\\n\n😀", rank: -2147483648, known: false, at: null },
      { code: "", rank: 2147483647, known: true, at: "0001-01-01" },
    ]),
  ),
  relation({}, () =>
    values(
      z.object({
        m: decimal(38, 2),
        x: z.number(),
        f: z.float32(),
        l: z.int64(),
        t: z.iso.datetime(),
        w: timestampNtz(),
        b: binary(),
        tiny: tinyint(),
        small: smallint(),
      }),
      [
        {
          m: "-999999999999999999999999999999999999.99",
          x: -0,
          f: 1.5,
          l: 9223372036854775807n,
          t: "1582-10-10T00:00:00.123456Z",
          w: "2024-03-10T02:30:00",
          b: "AP8=",
          tiny: -128,
          small: 32767,
        },
        { m: 1, x: 1e300, f: 0, l: -9223372036854775808n, t: "9999-12-31T23:59:59Z", w: "0001-01-01T00:00:00", b: "", tiny: 127, small: 0 },
      ],
    ),
  ),
  relation({ sales }, ({ sales }) =>
    sales.leftJoin(
      values(z.object({ region: s, name: s }), [
        { region: "north", name: "North" },
        { region: "südlich", name: "South" },
      ]),
      {
        on: (o, v) => o.region.eq(v.region),
        select: (o, v) => ({ id: o.id, name: v.name }),
      },
    ),
  ),
  relation({}, () => {
    const one = values(z.object({ id: n }), [{ id: 1 }, { id: 1 }]);
    return one.union(one.select((v) => ({ id: v.id.plus(1) }))).union(values(z.object({ id: n }), [{ id: 3 }]));
  }),
];

/** A relation that is used twice is written once. */
const reuse: readonly Case[] = [
  relation({ sales }, ({ sales }) => {
    const paid = sales.where((o) => o.amount.gt(0)).derive((o) => ({ twice: o.amount.times(2) }));
    return paid.union(paid);
  }),
  relation({ sales }, ({ sales }) => {
    const paid = sales.where((o) => o.amount.gt(0));
    return paid.join(paid, { on: (a, b) => a.id.lt(b.id), select: (a, b) => ({ a: a.id, b: b.id, region: b.region }) });
  }),
  relation({ sales }, ({ sales }) =>
    sales.join(sales, { on: (a, b) => a.amount.eq(b.amount), select: (a, b) => ({ a: a.id, b: b.id, x: b.amount }) }),
  ),
  relation({ sales }, ({ sales }) => {
    const byRegion = sales.aggregate({ by: (o) => ({ region: o.region }), select: (o) => ({ n: count(), total: sum(o.id) }) });
    const most = byRegion.aggregate({ select: (o) => ({ n: max(o.n) }) });
    return byRegion.join(most, { on: (a, b) => a.n.eq(b.n), select: (a, b) => ({ region: a.region, n: b.n, total: a.total }) });
  }),
  relation({ sales }, ({ sales }) => {
    const few = sales.orderBy((o) => desc(o.id)).limit(3);
    const ids = few.select((o) => ({ id: o.id }));
    return few.semiJoin(ids, { on: (a, b) => a.id.eq(b.id) }).union(few);
  }),
];

const windows: readonly Case[] = [
  relation({ sales }, ({ sales }) =>
    sales.qualify((o) =>
      rowNumber()
        .over({ partitionBy: [o.region], orderBy: [desc(o.amount), o.id] })
        .eq(1),
    ),
  ),
  relation({ sales }, ({ sales }) =>
    sales
      .where((o) => o.id.gt(1))
      .qualify((o) =>
        rank()
          .over({ orderBy: [o.amount] })
          .lte(3)
          .and(o.region.isNotNull()),
      )
      .where((o) => o.id.ne(4))
      .select((o) => ({ id: o.id, next: o.id.plus(1) })),
  ),
  // Names that the SELECT gives anew are not those that QUALIFY means.
  relation({ sales }, ({ sales }) =>
    sales
      .select((o) => ({ amount: o.id, id: o.amount }))
      .qualify((o) =>
        rowNumber()
          .over({ orderBy: [desc(o.amount)] })
          .lte(2),
      ),
  ),
  relation({ sales }, ({ sales }) =>
    sales
      .derive((o) => ({ n: count().over({ partitionBy: [o.region] }), twice: o.amount.times(2) }))
      .qualify((o) =>
        max(o.n)
          .over({ partitionBy: [o.twice] })
          .gt(1),
      ),
  ),
  relation({ sales }, ({ sales }) =>
    sales.aggregate({ by: (o) => ({ region: o.region }), select: (o) => ({ total: sum(o.id) }) }).qualify((o) =>
      rank()
        .over({ orderBy: [desc(o.total)] })
        .eq(1),
    ),
  ),
  relation({ none }, ({ none }) =>
    none.qualify((o) =>
      rowNumber()
        .over({ orderBy: [o.id] })
        .eq(1),
    ),
  ),
  // Without a window function it is a filter.
  relation({ sales }, ({ sales }) => sales.qualify((o) => o.id.gt(6)).select((o) => ({ id: o.id, amount: o.amount }))),
  // What rows are partitioned and ordered by keeps its sign.
  relation({ sales }, ({ sales }) =>
    sales.derive((o) => ({ n: count().over({ partitionBy: [o.amount] }), r: rank().over({ orderBy: [o.amount] }) })),
  ),
  relation({ left }, ({ left }) =>
    left.qualify((o) =>
      count()
        .over({ partitionBy: [o.x, o.s], orderBy: [o.x] })
        .gte(1),
    ),
  ),
];

const pivots: readonly Case[] = [
  relation({ sales }, ({ sales }) =>
    sales.pivot({
      by: (o) => ({ odd: o.id.gt(4) }),
      on: (o) => o.region,
      values: { north: "north", south: "south", none: "" },
      select: (o) => sum(o.id),
    }),
  ),
  relation({ sales }, ({ sales }) =>
    sales.pivot({ on: (o) => o.amount, values: { zero: double(0), nan: double(Number.NaN), ten: dec("10.5") }, select: () => count() }),
  ),
  relation({ sales }, ({ sales }) =>
    sales.pivot({
      by: (o) => ({ region: o.region }),
      on: (o) => o.id,
      values: { one: 1, three: 3, big: 2147483647 },
      select: (o) => max(o.amount).filter(o.id.lt(3)),
    }),
  ),
  relation({ none }, ({ none }) => none.pivot({ on: (o) => o.s, values: { a: "a" }, select: (o) => sum(o.x) })),
];

const texts: readonly Case[] = [
  relation({ sales }, ({ sales }) =>
    sales.select((o) => ({
      id: o.id,
      loud: raw(
        { gives: s.nullable(), databricks: (x) => sql`upper(${x})`, spark: (x) => sql`upper(${x})`, duckdb: (x) => sql`upper(${x})` },
        o.region,
      ),
      both: raw(
        {
          gives: n.nullable(),
          databricks: (a, b) => sql`${a} % ${b}`,
          spark: (a, b) => sql`${a} % ${b}`,
          duckdb: (a, b) => sql`${a} % ${b}`,
        },
        o.id.plus(1).negated(),
        3,
      ).times(2),
    })),
  ),
  relation({ sales, left }, ({ sales, left }) => {
    const sampled = rawRelation({
      columns: z.object({ id: n.nullable(), s: s.nullable() }),
      reads: [sales.where((o) => o.id.gt(2)), left],
      databricks: (a, b) => sql`SELECT b.s, a.id FROM ${a} AS a JOIN ${b} AS b ON a.id = b.id`,
      spark: (a, b) => sql`SELECT b.s, a.id FROM ${a} AS a JOIN ${b} AS b ON a.id = b.id`,
      duckdb: (a, b) => sql`SELECT b.s, a.id FROM ${a} AS a JOIN ${b} AS b ON a.id = b.id`,
    });
    return sampled.union(left.select((o) => ({ id: o.id, s: o.s }))).where((o) => o.s.isNotNull());
  }),
  relation({ sales }, ({ sales }) =>
    sales.select((o) => ({
      sounds: raw(
        {
          gives: s.nullable(),
          databricks: (x) => sql`soundex(${x})`,
          spark: (x) => sql`soundex(${x})`,
          duckdb: { refuse: "DuckDB has no soundex" },
        },
        o.region,
      ),
    })),
  ),
];

export const query: readonly Case[] = [...order, ...sets, ...groups, ...constants, ...reuse, ...windows, ...pivots, ...texts];
