import * as z from "zod";
import { dec, decimal } from "#generator";
import { type Case, scalar } from "../case.js";

/** Casts beside a constant: DuckDB must not leave them out, and their errors with them. */
export const castComparison: readonly Case[] = [
  scalar({ i: z.int32() }, (r) => r.i.cast("smallint").ne(0), [[1], [70000], [0], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.cast("smallint").cast("boolean"), [[1], [70000], [0], [null]]),
  scalar({ d: decimal(10, 2) }, (r) => r.d.cast("decimal(4,2)").gt(dec("1.00")), [["99.99"], ["100.00"], [null]]),
  scalar({ d: decimal(10, 2) }, (r) => r.d.cast("int").gt(1), [["99.99"], ["-1.50"], [null]]),
  scalar({ i: z.int32() }, (r) => r.i.tryCast("smallint").ne(0), [[1], [70000], [0], [null]]),
  scalar({ l: z.int64() }, (r) => r.l.cast("decimal(3,0)").lt(5), [["1"], ["1000"], [null]]),
];
