import { DiagnosticError, error } from "../diagnostic/index.js";
import type { Distinct, Relation, SetOperation, Union } from "./relation.js";
import { canBeNull, type Field, findField, holdsSensitive, isOrderable, printType, type Schema, sameType } from "./type.js";

/** Throws `union/columns-differ` and `union/types-differ`. */
export function union(relations: readonly Relation[]): Union {
  const [first, ...others] = relations;
  if (!first) throw new TypeError("union of nothing");
  const schema = first.schema.map((one) => {
    const twins = others.map((other) => twinOf(one, first.schema, other.schema, "a union"));
    return {
      ...one,
      ...sensitive(one, ...twins),
      nullable: one.nullable || twins.some((twin) => twin.nullable),
      proven: !canBeNull(one) && twins.every((twin) => !canBeNull(twin)),
    };
  });
  return { kind: "union", inputs: relations, mode: first.mode, schema };
}

/** Throws `union/columns-differ`, `union/types-differ` and `distinct/not-comparable`. */
export function setOperation(operator: SetOperation["operator"], all: boolean, left: Relation, right: Relation): SetOperation {
  const schema = left.schema.map((one) => {
    const twin = twinOf(one, left.schema, right.schema, operator);
    if (operator === "except") return { ...one, ...sensitive(one, twin) };
    // A row of both has no NULL where one of them has none.
    return { ...one, ...sensitive(one, twin), nullable: one.nullable && twin.nullable, proven: !canBeNull(one) || !canBeNull(twin) };
  });
  requireComparable(schema, operator);
  return { kind: "set", operator, all, left, right, mode: left.mode, schema };
}

/** Throws `distinct/not-comparable`. */
export function distinct(input: Relation): Distinct {
  requireComparable(input.schema, "distinct");
  return { kind: "distinct", input, mode: input.mode, schema: input.schema };
}

function sensitive(...sides: readonly Field[]): Pick<Field, "sensitive"> {
  return sides.some(holdsSensitive) ? { sensitive: true } : {};
}

/** The column of the other side that has the same name. */
function twinOf(one: Field, first: Schema, other: Schema, what: string): Field {
  const twin = findField(other, one.name);
  if (!twin || other.length !== first.length) throw columnsDiffer(first, other, what);
  if (sameType(twin.type, one.type)) return twin;
  throw new DiagnosticError([
    error(
      "union/types-differ",
      `"${one.name}" is ${printType(one.type)} on one side of ${the(what)} and ${printType(twin.type)} on the other`,
      {
        fix: "cast one of them",
      },
    ),
  ]);
}

function the(what: string): string {
  return what === "a union" ? "the union" : what;
}

function columnsDiffer(a: Schema, b: Schema, what: string): DiagnosticError {
  const missing = a.filter((one) => !findField(b, one.name)).map((one) => one.name);
  const extra = b.filter((one) => !findField(a, one.name)).map((one) => one.name);
  return new DiagnosticError([
    error("union/columns-differ", `both sides of ${what} must have the same columns`, {
      notes: [
        ...(missing.length > 0 ? [`only on the left: ${missing.join(", ")}`] : []),
        ...(extra.length > 0 ? [`only on the right: ${extra.join(", ")}`] : []),
      ],
      fix: "select the columns both have, or derive the missing ones",
    }),
  ]);
}

function requireComparable(schema: Schema, what: string): void {
  const wrong = schema.filter((one) => !isOrderable(one.type));
  if (wrong.length === 0) return;
  throw new DiagnosticError(
    wrong.map(({ name, type }) =>
      error("distinct/not-comparable", `${what} compares whole rows, and "${name}" is ${printType(type)}, which cannot be compared`, {
        fix: `leave "${name}" out before`,
      }),
    ),
  );
}
