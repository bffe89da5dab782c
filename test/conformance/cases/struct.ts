import * as z from "zod";
import { array, arrayContains, coalesce, get, map as mapOf, mapValues, struct as structOf, transform, when } from "#generator";
import { type Case, relation, scalar, table } from "../case.js";

const n = z.int32();
const s = z.string();
const o = z.object({ a: z.int32().nullable(), b: z.string().nullable(), in: z.object({ c: z.float64().nullable() }).nullable() });

export const struct: readonly Case[] = [
  scalar({ n, s }, (r) => structOf({ n: r.n, a_text: r.s, fixed: 1, flag: true }), [
    [1, "x"],
    [null, "x"],
    [null, null],
  ]),
  scalar({ n, s }, (r) => structOf({ select: r.n, in: structOf({ from: r.s }) }).in.from, [
    [1, "x"],
    [1, null],
  ]),
  scalar({ o }, (r) => r.o.in.c, [
    [{ a: 1, b: "x", in: { c: "NaN" } }],
    [{ a: 1, b: "x", in: null }],
    [null],
    [{ a: 1, b: "x", in: { c: null } }],
  ]),
  scalar({ o }, (r) => structOf({ ...r.o, b: coalesce(r.o.b, "?") }), [
    [{ a: 1, b: null, in: { c: 1 } }],
    [null],
    [{ a: null, b: "x", in: null }],
  ]),
  scalar({ n, s }, (r) => array(structOf({ n: r.n, s: r.s })), [
    [1, "x"],
    [null, null],
  ]),
  scalar({ n, s }, (r) => get(array(structOf({ n: r.n, s: r.s })), 0).s, [
    [1, "x"],
    [null, null],
  ]),
  scalar({ n, s }, (r) => mapValues(mapOf([s.def.type, structOf({ n: r.n, s: r.s })])), [
    [1, "x"],
    [null, null],
  ]),
  scalar({ n, s }, (r) => when(r.n.gt(0), structOf({ s: r.s })).otherwise(structOf({ s: "none" })), [
    [1, "x"],
    [0, "x"],
    [null, null],
  ]),
  scalar({ n, s }, (r) => transform(array(structOf({ n: r.n, s: r.s })), (one) => structOf({ twice: one.n.times(2), s: one.s })), [
    [1, "x"],
    [null, null],
  ]),
  scalar({ n, s }, (r) => arrayContains(array(structOf({ n: r.n, s: r.s })), structOf({ n: 1, s: "x" })), [
    [1, "x"],
    [null, "x"],
  ]),
  relation(
    {
      t: table({ n, s }, [
        [1, "x"],
        [null, null],
      ]),
    },
    ({ t }) => t.select((r) => ({ o: structOf({ n: r.n, s: r.s }) })).select((r) => ({ n: r.o.n, s: r.o.s, whole: r.o })),
  ),
];
