import * as z from "zod";
import { count } from "#generator";
import { type Case, relation, table } from "../case.js";

const s = z.string();
const n = z.int32();

/** Both have NULL keys, duplicates, and columns of the same names. */
const orders = table({ id: n, customer: s, amount: z.float64() }, [
  [1, "ann", 10.5],
  [2, "bob", "NaN"],
  [3, "ann", "-0.0"],
  [4, null, 5],
  [5, "cas", null],
  [6, "", 0],
  [7, "ANN", 10.5],
]);
const customers = table({ id: n, customer: s, limit: z.float64() }, [
  [10, "ann", 10.5],
  [20, "ann", 0],
  [30, "bob", "NaN"],
  [40, null, "-0.0"],
  [50, "dee", null],
  [60, "", 5],
  [70, "ann ", "Infinity"],
]);
const nobody = table({ id: n, customer: s, limit: z.float64() }, []);

export const join: readonly Case[] = [
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.join(customers, {
      on: (o, c) => o.customer.eq(c.customer),
      select: (o, c) => ({ id: o.id, other: c.id, customer: c.customer, amount: o.amount }),
    }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.leftJoin(customers, {
      on: (o, c) => o.customer.eq(c.customer),
      select: (o, c) => ({ id: o.id, other: c.id, name: c.customer, amount: o.amount }),
    }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.rightJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.id, other: c.id, limit: c.limit }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.fullJoin(customers, {
      on: (o, c) => o.customer.eq(c.customer),
      select: (o, c) => ({ id: o.id, other: c.id, a: o.amount, b: c.limit, plus: o.id.plus(1), missing: c.id.isNull() }),
    }),
  ),
  relation({ orders, customers }, ({ orders, customers }) => orders.semiJoin(customers, { on: (o, c) => o.customer.eq(c.customer) })),
  relation({ orders, customers }, ({ orders, customers }) => orders.antiJoin(customers, { on: (o, c) => o.customer.eq(c.customer) })),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.crossJoin(customers, { select: (o, c) => ({ a: o.id, b: c.id, sum: o.id.plus(c.id) }) }),
  ),

  // Keys that are floating numbers: NaN equals NaN, 0.0 equals -0.0, and each side keeps its own.
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.join(customers, { on: (o, c) => o.amount.eq(c.limit), select: (o, c) => ({ id: o.id, other: c.id, a: o.amount, b: c.limit }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.fullJoin(customers, { on: (o, c) => o.amount.eq(c.limit), select: (o, c) => ({ a: o.amount, b: c.limit }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) => orders.semiJoin(customers, { on: (o, c) => o.amount.eq(c.limit) })),
  relation({ orders, customers }, ({ orders, customers }) => orders.antiJoin(customers, { on: (o, c) => o.amount.eq(c.limit) })),
  relation({ orders, customers }, ({ orders, customers }) => customers.antiJoin(orders, { on: (c, o) => o.amount.eq(c.limit) })),

  // NULL equal to NULL.
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.join(customers, { on: (o, c) => o.customer.eqNullSafe(c.customer), select: (o, c) => ({ id: o.id, other: c.id }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.fullJoin(customers, { on: (o, c) => o.amount.eqNullSafe(c.limit), select: (o, c) => ({ id: o.id, other: c.id }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.antiJoin(customers, { on: (o, c) => o.customer.eqNullSafe(c.customer) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) => orders.semiJoin(customers, { on: (o, c) => o.amount.eqNullSafe(c.limit) })),

  // No equality in it, several conditions, OR.
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.join(customers, { on: (o, c) => o.amount.gt(c.limit), select: (o, c) => ({ id: o.id, other: c.id, a: o.amount, b: c.limit }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.leftJoin(customers, {
      on: (o, c) => o.amount.lt(c.limit).and(o.id.gt(2)),
      select: (o, c) => ({ id: o.id, other: c.id, a: o.amount }),
    }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.rightJoin(customers, { on: (o, c) => o.amount.lte(c.limit), select: (o, c) => ({ id: o.id, other: c.id, b: c.limit }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.fullJoin(customers, {
      on: (o, c) => o.amount.gt(c.limit).and(o.customer.ne(c.customer)),
      select: (o, c) => ({ id: o.id, other: c.id, a: o.amount, b: c.limit }),
    }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.fullJoin(customers, {
      on: (o, c) => o.customer.eq(c.customer).or(o.amount.eq(c.limit)),
      select: (o, c) => ({ id: o.id, other: c.id }),
    }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.semiJoin(customers, { on: (o, c) => o.amount.lt(c.limit).or(o.customer.isNull()) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.antiJoin(customers, { on: (o, c) => o.amount.lt(c.limit).and(c.customer.isNotNull()) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.join(customers, {
      on: (o, c) => o.customer.eq(c.customer).and(o.amount.eq(c.limit)).and(o.id.lt(c.id)),
      select: (o, c) => ({ id: o.id, other: c.id }),
    }),
  ),
  // A condition of one side only: rows of the other are kept all the same.
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.leftJoin(customers, { on: (o) => o.id.eq(1), select: (o, c) => ({ id: o.id, other: c.id }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders.fullJoin(customers, { on: (_, c) => c.id.eq(10), select: (o, c) => ({ id: o.id, other: c.id }) }),
  ),

  // Nothing on one side, or on both.
  relation({ orders, nobody }, ({ orders, nobody }) =>
    orders.leftJoin(nobody, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.id, other: c.id }) }),
  ),
  relation({ orders, nobody }, ({ orders, nobody }) =>
    orders.fullJoin(nobody, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.id, other: c.id }) }),
  ),
  relation({ orders, nobody }, ({ orders, nobody }) =>
    nobody.rightJoin(orders, { on: (c, o) => o.amount.gt(c.limit), select: (c, o) => ({ id: o.id, other: c.id }) }),
  ),
  relation({ orders, nobody }, ({ orders, nobody }) => orders.antiJoin(nobody, { on: (o, c) => o.customer.eq(c.customer) })),
  relation({ orders, nobody }, ({ orders, nobody }) => orders.semiJoin(nobody, { on: (o, c) => o.customer.eq(c.customer) })),
  relation({ orders, nobody }, ({ orders, nobody }) => orders.crossJoin(nobody, { select: (o, c) => ({ a: o.id, b: c.id }) })),
  relation({ nobody }, ({ nobody }) => nobody.fullJoin(nobody, { on: (a, b) => a.id.eq(b.id), select: (a, b) => ({ a: a.id, b: b.id }) })),

  // Sides that are filtered and computed, also on the side that may be NULL.
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .where((o) => o.id.lt(5))
      .derive((o) => ({ twice: o.id.times(2) }))
      .rightJoin(
        customers.where((c) => c.id.gt(10)),
        {
          on: (o, c) => o.customer.eq(c.customer),
          select: (o, c) => ({ id: o.id, twice: o.twice, other: c.id }),
        },
      ),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .select((o) => ({ id: o.id, customer: o.customer, one: 1 }))
      .fullJoin(
        customers.select((c) => ({ customer: c.customer, one: 1, id: c.id })),
        { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.id, a: o.one, b: c.one }) },
      ),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .where((o) => o.id.gt(1))
      .antiJoin(
        customers.where((c) => c.id.lt(30)),
        { on: (o, c) => o.customer.eq(c.customer) },
      )
      .derive((o) => ({ next: o.id.plus(1) })),
  ),
  // One join after another.
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .semiJoin(customers, { on: (o, c) => o.customer.eq(c.customer) })
      .leftJoin(customers, { on: (o, c) => o.amount.eq(c.limit), select: (o, c) => ({ id: o.id, customer: o.customer, other: c.id }) })
      .antiJoin(customers, { on: (o, c) => o.other.eq(c.id) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .join(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ id: o.id, limit: c.limit, customer: o.customer }) })
      .fullJoin(orders, { on: (o, c) => o.limit.eq(c.amount), select: (o, c) => ({ id: o.id, limit: o.limit, again: c.id }) }),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .crossJoin(customers.aggregate({ select: () => ({ n: count() }) }), { select: (o, c) => ({ id: o.id, n: c.n }) })
      .where((o) => o.id.lt(3)),
  ),
  relation({ orders, customers }, ({ orders, customers }) =>
    orders
      .rightJoin(customers, { on: (o, c) => o.customer.eq(c.customer), select: (o, c) => ({ a: o.id, b: c.id, amount: o.amount }) })
      .where((o) => o.a.isNull())
      .select((o) => ({ b: o.b })),
  ),
  // A column that is called as a table is, and a struct.
  relation(
    {
      a: table({ a: z.object({ b: n.nullable() }), b: n }, [
        [{ b: 1 }, 1],
        [null, 2],
        [{ b: null }, 3],
      ]),
      b: table({ a: n, b: z.object({ b: n.nullable() }) }, [
        [1, { b: 3 }],
        [3, null],
      ]),
    },
    ({ a, b }) => a.fullJoin(b, { on: (x, y) => x.a.b.eq(y.a), select: (x, y) => ({ a: x.b, b: y.b.b, p: x.a, q: y.b }) }),
  ),
];
