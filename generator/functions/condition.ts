import { canBeNull, type Expression, literal, types, walk } from "../ir/index.js";
import { coalesce, isNotNull, isNull, not } from "./comparison.js";
import { apply } from "./row.js";
import { functionFamilies, functionTable } from "./table.js";

/**
 * A condition as expectations read it: a row meets a rule only when the condition is TRUE, so NULL is written out as a violation.
 * What Databricks does with NULL there is not documented.
 */
export function holds(condition: Expression): Expression {
  return isNeverNull(condition) ? condition : apply(coalesce.row, [condition, literal(false, types.boolean)]);
}

/**
 * Never NULL for Spark's analyser, and also without ANSI semantics, which turn errors into NULL: the pipeline's setting is not known where a
 * condition is written.
 */
function isNeverNull(condition: Expression): boolean {
  return !condition.nullable && walk(condition).every((part) => part.kind !== "cast" && (part.kind !== "call" || isSafe(part.function)));
}

/** Has the function a result for all values that are not NULL, ANSI or not? */
function isSafe(id: string): boolean {
  return functionTable.get(id)?.nulls === "never" || functionFamilies.comparison?.some((row) => row.id === id) === true;
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
