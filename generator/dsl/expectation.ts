import { expressionOf, type Predicate } from "../column/index.js";
import type { Action, Expression } from "../ir/index.js";

/** What a dataset expects of its rows. A row meets it only when the condition is TRUE; NULL is a violation. */
export interface Expectation {
  readonly action: Action;
  readonly condition: Expression;
}

const expectation =
  (action: Action) =>
  (condition: Predicate): Expectation => ({ action, condition: expressionOf(condition) });

/** Counts rows that break the rule and keeps them. `CONSTRAINT name EXPECT (condition)` */
export const warn = expectation("warn");
/** Counts rows that break the rule and loses them; `quarantine` keeps them. `… ON VIOLATION DROP ROW` */
export const drop = expectation("drop");
/** Fails the flow, and with it the update, at the first row that breaks the rule. `… ON VIOLATION FAIL UPDATE` */
export const fail = expectation("fail");

/** Plain JavaScript may hand over the bare condition. */
export function isExpectation(given: unknown): given is Expectation {
  return typeof given === "object" && given !== null && Object.hasOwn(given, "action") && Object.hasOwn(given, "condition");
}
