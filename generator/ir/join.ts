import { DiagnosticError, error } from "../diagnostic/index.js";
import type { Expression, Named } from "./expression.js";
import { fieldsOf, type Join, type Relation, requireBoolean } from "./relation.js";
import type { Schema } from "./type.js";

/** A side of a join as it is shown where it may have no partner: every column may be NULL. */
export function optional(schema: Schema): Schema {
  return schema.map((one) => ({ ...one, nullable: true, proven: false }));
}

/** Throws `expression/not-boolean`, `join/stream-on-the-right`, `column/duplicate`. */
export function join(how: Join["how"], left: Relation, right: Relation, on: Expression, columns: readonly Named[]): Join {
  requireBoolean(on, "the condition of a join");
  if (right.mode === "stream") {
    throw new DiagnosticError([
      error("join/stream-on-the-right", "the right side of a join is a batch, and this is a stream", {
        fix: "join the dataset itself instead of its stream()",
      }),
    ]);
  }
  const schema = how === "semi" || how === "anti" ? left.schema : fieldsOf(columns, [left.schema, right.schema]);
  return { kind: "join", how, left, right, on, columns, mode: left.mode, schema };
}
