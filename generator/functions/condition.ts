import { canBeNull, type Expression, literal, types } from "../ir/index.js";
import { coalesce, isNotNull, isNull, not } from "./comparison.js";
import { apply } from "./row.js";

/**
 * A condition as expectations read it: a row meets a rule only when the condition is TRUE, so NULL is written out as a violation.
 * What Databricks does with NULL there is not documented.
 */
export function holds(condition: Expression): Expression {
  return condition.nullable ? apply(coalesce.row, [condition, literal(false, types.boolean)]) : condition;
}

/** `NOT condition`, said the short way: `x IS NULL` instead of `NOT x IS NOT NULL`. */
export function negation(condition: Expression): Expression {
  if (condition.kind === "call") {
    if (condition.function === isNotNull.row.id) return apply(isNull.row, condition.arguments);
    if (condition.function === isNull.row.id) return apply(isNotNull.row, condition.arguments);
    const [inner] = condition.arguments;
    if (condition.function === not.row.id && inner && !canBeNull(inner)) return inner;
  }
  return apply(not.row, [condition]);
}
