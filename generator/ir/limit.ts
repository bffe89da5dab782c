import { DiagnosticError, error } from "../diagnostic/index.js";
import type { SortKey } from "./expression.js";
import type { Limit, Relation } from "./relation.js";

/** Throws `limit/not-a-count` and `limit/without-order`. */
export function limit(input: Relation, order: readonly SortKey[], count: number, offset = 0): Limit {
  if (order.length === 0) {
    throw new DiagnosticError([
      error("limit/without-order", "a limit without an order keeps any rows, other ones in every run", {
        fix: "write .orderBy((row) => [row.id]).limit(…)",
      }),
    ]);
  }
  requireCount(count, 1, "limit takes a whole number of rows from 1 on");
  requireCount(offset, 0, "offset is a whole number of rows from 0 on");
  return { kind: "limit", input, order, count, offset, mode: input.mode, schema: input.schema };
}

function requireCount(count: number, least: number, what: string): void {
  if (Number.isInteger(count) && count >= least && count <= 2_147_483_647) return;
  throw new DiagnosticError([error("limit/not-a-count", `${what}, and this is ${String(count)}`)]);
}
