import * as z from "zod";
import { decimal, smallint, tinyint } from "#generator";
import type { Cell } from "../case.js";

/** A numeric column: its type, and the values at the edges of it. */
export interface Numbers {
  readonly type: z.ZodType;
  readonly edges: readonly Cell[];
}

/** Every numeric type by the letters its columns begin with. */
export const kinds = {
  t: { type: tinyint(), edges: [5, -7, 0, 127, -128, -1] },
  s: { type: smallint(), edges: [7, -32768, 32767, 0, -1] },
  i: { type: z.int32(), edges: [3, -2147483648, 2147483647, 0, -1, 65536] },
  b: { type: z.int64(), edges: [10, "-9223372036854775808", "9223372036854775807", 0, -1, "9007199254740993"] },
  p: { type: decimal(10, 2), edges: ["1.05", "-99999999.99", "99999999.99", "0.00", "0.01", "-3.00"] },
  q: { type: decimal(18, 6), edges: ["0.333333", "-999999999999.999999", "0.000000", "0.000001", "7.500000"] },
  w: {
    type: decimal(38, 10),
    edges: ["1234567890.0123456789", "9999999999999999999999999999.9999999999", "0.0000000000", "-0.0000000001"],
  },
  n: {
    type: decimal(38, 0),
    edges: [
      "7",
      "12345678901234567890123456789012345678",
      "12345678901234567890123456789012345000",
      "99999999999999999999999999999999999999",
      "-99999999999999999999999999999999999999",
      "0",
      "-1",
    ],
  },
  v: {
    type: decimal(38, 38),
    edges: [
      "0.00000000000000000000000000000000000007",
      "0.50000000000000000000000000000000000000",
      "0.00000000000000000000000000000000000000",
    ],
  },
  f: { type: z.float32(), edges: [0.5, "NaN", "Infinity", "-0.0", 0, 16777216, "3.4028235E38", "1.4E-45", 0.1] },
  d: {
    type: z.float64(),
    edges: [0.1, "NaN", "Infinity", "-Infinity", "-0.0", 0, 9007199254740992, "1.7976931348623157E308", "4.9E-324", -7.5],
  },
} as const satisfies { readonly [letter: string]: Numbers };

export type Kind = keyof typeof kinds;

/** Pairs of edges: the first of each with all of the other, both with NULL, and some that meet. */
export function edgePairs(a: Kind, b: Kind): readonly (readonly [Cell, Cell])[] {
  const [left, right]: readonly (readonly Cell[])[] = [kinds[a].edges, kinds[b].edges];
  const [first = null] = left ?? [];
  const [other = null] = right ?? [];
  const pairs: (readonly [Cell, Cell])[] = [
    [null, other],
    [first, null],
    [null, null],
  ];
  for (const one of right ?? []) pairs.push([first, one]);
  for (const one of (left ?? []).slice(1)) pairs.push([one, other]);
  (left ?? []).slice(1).forEach((one, i) => {
    pairs.push([one, right?.[right.length - 1 - (i % right.length)] ?? null]);
  });
  return pairs;
}
