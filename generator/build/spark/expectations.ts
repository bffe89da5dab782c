import { apply, comparison, holds, negation, raiseError } from "../../functions/index.js";
import * as ir from "../../ir/index.js";

/**
 * A query that gives the rows its `drop` rules let through, and fails for one that breaks a `fail` rule. Rules are asked on the rows that
 * the query gives; a row that a `drop` rule loses still has to meet the `fail` rules, so all of them are one CASE: of two conditions side
 * by side Spark may ask the cheaper one first.
 */
export function enforced(flow: string, query: ir.Relation, rules: readonly ir.Expectation[]): ir.Relation {
  const broken = rules.filter((one) => one.action === "fail");
  const dropped = rules.filter((one) => one.action === "drop").map((one) => holds(one.condition));
  const kept = dropped.length === 0 ? undefined : dropped.reduce((a, b) => apply(comparison.and.row, [a, b]));
  if (broken.length === 0) return kept ? ir.where(query, kept) : query;
  const branches = broken.map(({ name, condition }) => ({
    when: negation(holds(condition)),
    then: apply(raiseError.row, [ir.text(`[EXPECTATION_VIOLATION] a row of ${flow} breaks ${name}, in partition `)]),
  }));
  return ir.where(query, ir.conditional(branches, kept ?? ir.literal(true, ir.types.boolean)));
}
