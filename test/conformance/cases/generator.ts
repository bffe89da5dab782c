import * as z from "zod";
import { array, filter, mapFilter, map as mapOf, struct, transform } from "#generator";
import { type Case, relation, table } from "../case.js";

const n = z.int32();
const s = z.string();
const line = z.object({ sku: s.nullable(), quantity: n.nullable() });

const orders = table(
  {
    id: n,
    tags: z.array(s.nullable()),
    lines: z.array(line.nullable()),
    attributes: z.record(s, n.nullable()),
    rows: z.array(z.array(n.nullable()).nullable()),
  },
  [
    [
      1,
      ["a", null, "a"],
      [
        { sku: "x", quantity: 1 },
        { sku: null, quantity: null },
      ],
      [
        ["k", 1],
        ["l", null],
      ],
      [[1, 2], [], null],
    ],
    [2, [], [], [], []],
    [3, null, null, null, null],
    [4, [null], [null], [["😀", 0]], [[null]]],
    [null, ["é"], [null, { sku: "y", quantity: 2 }], [["", -1]], [[3]]],
  ],
);

/** What makes rows of the elements of a value. */
export const generator: readonly Case[] = [
  relation({ orders }, ({ orders: t }) => t.explode("tag", (r) => r.tags).omit("lines", "attributes", "rows", "tags")),
  relation({ orders }, ({ orders: t }) => t.explode("tag", (r) => r.tags, { outer: true }).select((r) => ({ id: r.id, tag: r.tag }))),
  relation({ orders }, ({ orders: t }) =>
    t.explode("tag", (r) => r.tags, { position: "i" }).select((r) => ({ id: r.id, i: r.i, tag: r.tag })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t.explode("tag", (r) => r.tags, { position: "i", outer: true }).select((r) => ({ id: r.id, i: r.i, tag: r.tag })),
  ),
  relation({ orders }, ({ orders: t }) => t.explode("tags", (r) => r.tags).select((r) => ({ id: r.id, tags: r.tags }))),
  relation({ orders }, ({ orders: t }) => t.explode("line", (r) => r.lines).select((r) => ({ id: r.id, sku: r.line.sku, line: r.line }))),
  relation({ orders }, ({ orders: t }) =>
    t
      .explode("row", (r) => r.rows, { position: "i" })
      .explode("cell", (r) => r.row, { position: "j" })
      .select((r) => ({ id: r.id, i: r.i, j: r.j, cell: r.cell })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .explode("row", (r) => r.rows, { outer: true })
      .explode("cell", (r) => r.row, { outer: true })
      .select((r) => ({ id: r.id, cell: r.cell })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t.explodeMap(["key", "value"], (r) => r.attributes).select((r) => ({ id: r.id, key: r.key, value: r.value })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t.explodeMap(["key", "value"], (r) => r.attributes, { outer: true }).select((r) => ({ id: r.id, key: r.key, value: r.value })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t.explodeMap(["k", "v"], (r) => r.attributes, { position: "i" }).select((r) => ({ id: r.id, i: r.i, k: r.k, v: r.v })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t.explodeMap(["k", "v"], (r) => r.attributes, { position: "i", outer: true }).select((r) => ({ id: r.id, i: r.i, k: r.k, v: r.v })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .omit("tags", "attributes", "rows")
      .inline((r) => r.lines)
      .omit("lines"),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .omit("tags", "attributes", "rows")
      .inline((r) => r.lines, { outer: true })
      .omit("lines"),
  ),
  // The field takes the place of the column of the same name.
  relation({ orders }, ({ orders: t }) =>
    t
      .select((r) => ({ item: r.id, sku: r.id, lines: r.lines }))
      .inline((r) => r.lines)
      .omit("lines"),
  ),
  // Over computed values, which read the columns of the row.
  relation({ orders }, ({ orders: t }) =>
    t.explode("tag", (r) => filter(r.tags, (tag) => tag.ne("a").or(r.id.gt(3)))).select((r) => ({ id: r.id, tag: r.tag })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .explode("q", (r) => transform(r.lines, (one, i) => one.quantity.plus(r.id).plus(i)), { position: "i", outer: true })
      .select((r) => ({ id: r.id, i: r.i, q: r.q })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .explodeMap(["k", "v"], (r) => mapFilter(r.attributes, (_key, value) => value.gte(r.id.minus(r.id))), { outer: true })
      .select((r) => ({ id: r.id, k: r.k, v: r.v })),
  ),
  relation({ orders }, ({ orders: t }) => t.explode("x", (r) => array(r.id, 7)).select((r) => ({ id: r.id, x: r.x }))),
  relation({ orders }, ({ orders: t }) =>
    t
      .where((r) => r.id.gt(0))
      .explodeMap(["k", "v"], (r) => mapOf(["id", r.id], ["one", 1]))
      .select((r) => ({ k: r.k, v: r.v })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .where((r) => r.id.gt(0))
      .select((r) => ({ id: r.id, both: array(struct({ a: r.id, b: "x" }), struct({ a: r.id.plus(1), b: "y" })) }))
      .inline((r) => r.both)
      .where((r) => r.a.gt(1))
      .select((r) => ({ id: r.id, a: r.a, b: r.b })),
  ),
  relation({ orders }, ({ orders: t }) =>
    t
      .explode("tag", (r) => r.tags)
      .where((r) => r.tag.eq("a"))
      .inline((r) => r.lines)
      .select((r) => ({ id: r.id, tag: r.tag, sku: r.sku })),
  ),
];
