import { DiagnosticError, error } from "../diagnostic/index.js";
import type { Expression, SortKey } from "./expression.js";
import { isOrderable, printType } from "./type.js";

/** Throws `order/not-orderable`. */
export function sortKey(value: Expression, descending: boolean, nulls: SortKey["nulls"] = descending ? "last" : "first"): SortKey {
  if (value.kind === "literal") {
    // ORDER BY 1 is the first column of the SELECT.
    throw new DiagnosticError([
      error("order/not-orderable", "a constant is the same for all rows, so it makes no order", { fix: "leave it out" }),
    ]);
  }
  if (!isOrderable(value.type)) {
    throw new DiagnosticError([
      error("order/not-orderable", `rows cannot be ordered by ${printType(value.type)}`, {
        fix: "order by something in it that can be compared",
      }),
    ]);
  }
  return { value, descending, nulls };
}
