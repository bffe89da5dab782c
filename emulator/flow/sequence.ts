import { type AutoCdcFlow, type Field, neverNull, sequenceColumns, structType, types } from "../../generator/ir/index.js";
import { quoted } from "../database.js";

/** What is stored and compared: the column itself, or a struct of several. */
export function sequenceType(flow: AutoCdcFlow): Field["type"] {
  const fields = sequenceColumns(flow);
  const [only] = fields;
  if (only && fields.length === 1) return only.type;
  return structType(
    fields.flatMap((field, i) => [
      { name: `known_${i}`, ...neverNull(types.boolean) },
      { ...field, name: `value_${i}` },
    ]),
  );
}

/**
 * The sequence of an event. DuckDB orders NULL fields of a struct last and Spark first, so each field is preceded by whether it is
 * known: FALSE comes before TRUE.
 */
export function writeSequence(flow: AutoCdcFlow, table: string): string {
  const columns = sequenceColumns(flow).map((field) => `${table}.${quoted(field.name)}`);
  const [only] = columns;
  if (only !== undefined && columns.length === 1) return only;
  return `{${columns.map((one, i) => `known_${i}: ${one} IS NOT NULL, value_${i}: ${one}`).join(", ")}}`;
}
