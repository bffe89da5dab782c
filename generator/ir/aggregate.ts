import { DiagnosticError, error } from "../diagnostic/index.js";
import type { AggregateCall, Expression, Named } from "./expression.js";
import { type Aggregate, fieldsOf, type Grouping, type Relation, requireGroupable } from "./relation.js";

/** Functions that say which level of grouping a row is of; they read group columns. */
const ofLevels = { one: "grouping", all: "grouping_id" } as const;

/** Throws `column/duplicate`, `aggregate/not-groupable`, `aggregate/grouping`. */
export function aggregate(input: Relation, by: readonly Named[], measures: readonly Named[], grouping?: Grouping): Aggregate {
  requireGroupable(by);
  if (grouping) requireLevels(by, grouping);
  const filled = measures.map(({ name, value }) => ({ name, value: withGroups(name, value, by, grouping) }));
  const fields = fieldsOf([...by, ...filled], [input.schema]);
  // A level that leaves a group column out has NULL there; Spark calls all of them nullable.
  const schema = grouping ? fields.map((one, i) => (i < by.length ? { ...one, nullable: true, proven: false } : one)) : fields;
  return { kind: "aggregate", input, by, measures: filled, ...(grouping && { grouping }), mode: input.mode, schema };
}

function requireLevels(by: readonly Named[], grouping: Grouping): void {
  const names = by.map((one) => one.name);
  if (names.length === 0) {
    throw new DiagnosticError([error("aggregate/grouping", "grouping needs group columns", { fix: "name them with by" })]);
  }
  if (grouping.kind !== "sets") return;
  if (grouping.sets.length === 0) {
    throw new DiagnosticError([error("aggregate/grouping", "grouping has no set", { fix: "name at least one, [] for the whole" })]);
  }
  const unknown = [...new Set(grouping.sets.flat())].filter((name) => !names.includes(name));
  const unused = names.filter((name) => !grouping.sets.some((set) => set.includes(name)));
  if (unknown.length === 0 && unused.length === 0) return;
  throw new DiagnosticError([
    ...unknown.map((name) =>
      error("aggregate/grouping", `grouping names "${name}", which is no group column`, { notes: [`they are ${names.join(", ")}`] }),
    ),
    ...unused.map((name) =>
      error("aggregate/grouping", `the group column "${name}" is in none of the sets of grouping`, {
        fix: "put it into one, or leave it out of by",
      }),
    ),
  ]);
}

/** Is it `grouping(x)` or `grouping_id()`, which have no value outside of their groups? */
export function isOfLevel(value: Expression): value is AggregateCall {
  return value.kind === "aggregate" && (value.function === ofLevels.one || value.function === ofLevels.all);
}

/** Spark counts the group columns in the order in which the sets name them. */
function digits(by: readonly Named[], grouping: Grouping): readonly Expression[] {
  if (grouping.kind !== "sets") return by.map((one) => one.value);
  return [...new Set(grouping.sets.flat())].flatMap((name) => by.filter((one) => one.name === name).map((one) => one.value));
}

/** `grouping(x)` reads a group column as it is in `by`, `grouping_id()` all of them. */
function withGroups(name: string, value: Expression, by: readonly Named[], grouping: Grouping | undefined): Expression {
  if (!isOfLevel(value)) return value;
  if (!grouping) {
    throw new DiagnosticError([
      error("aggregate/grouping", `"${name}" asks for the level of a row, and there is one level only`, {
        fix: 'write grouping: "rollup", "cube" or the sets beside by',
      }),
    ]);
  }
  if (value.function === ofLevels.all) return { ...value, arguments: digits(by, grouping) };
  const [asked] = value.arguments;
  if (by.some((one) => JSON.stringify(one.value) === JSON.stringify(asked))) return value;
  throw new DiagnosticError([
    error("aggregate/grouping", `"${name}" asks for the level of something that is no group column`, {
      notes: [`group columns are ${by.map((one) => one.name).join(", ")}`],
      fix: "write in grouping(…) what stands in by",
    }),
  ]);
}
