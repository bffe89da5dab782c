import type { Expression, Raw, RawTexts } from "./expression.js";
import type { RawRelation, Relation } from "./relation.js";
import type { Schema, Slot } from "./type.js";

/** What Spark says of NULL in a text is not known, so it may be. */
export function raw(texts: RawTexts, args: readonly Expression[], { type, nullable, proven }: Slot): Raw {
  return { kind: "raw", texts, arguments: args, type, nullable: true, proven: proven || !nullable };
}

/** A relation of texts is a stream when one of those it reads is; the check refuses that. */
export function rawRelation(texts: RawTexts, inputs: readonly Relation[], columns: Schema): RawRelation {
  const mode = inputs.some((one) => one.mode === "stream") ? "stream" : "batch";
  const schema = columns.map((one) => ({ ...one, nullable: true, proven: one.proven || !one.nullable }));
  return { kind: "raw", texts, inputs, mode, schema };
}
