import { type Diagnostic, DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { type ColumnType, printType, type Schema } from "../../generator/ir/type.js";

/** The column that takes the text of a record that is not wholly good. */
export const corruptRecord = "_corrupt_record";

/** Throws `json/unsupported-schema` for what cannot be read exactly as Spark reads it, everything at once. */
export function checkSchema(schema: Schema): void {
  const found: Diagnostic[] = [];
  const refuse = (message: string, fix: string) => found.push(error("json/unsupported-schema", message, { fix }));
  checkNames(schema, "the record");
  for (const field of schema) {
    check(field.type, `column "${field.name}"`);
    if (field.name === corruptRecord && field.type.kind !== "string") {
      refuse(`column "${corruptRecord}" is ${printType(field.type)}, but takes the text of malformed records`, "declare it as STRING");
    }
  }
  if (found.length > 0) throw new DiagnosticError(found);

  function check(type: ColumnType, where: string): void {
    if (type.kind === "array") check(type.element.type, `the elements of ${where}`);
    else if (type.kind === "map") {
      if (type.key.kind !== "string") {
        refuse(`${where} is ${printType(type)}, but the names in a JSON object are strings`, "declare the keys of the map as STRING");
      }
      check(type.value.type, `the values of ${where}`);
    } else if (type.kind === "struct") {
      checkNames(type.fields, where);
      for (const field of type.fields) check(field.type, `field "${field.name}" of ${where}`);
    }
  }

  function checkNames(fields: Schema, where: string): void {
    if (fields.length === 0) refuse(`${where} has no fields`, "name the fields to read, or declare it as STRING");
    const seen = new Map<string, string>();
    for (const { name } of fields) {
      const other = seen.get(name.toLowerCase());
      if (other !== undefined) {
        refuse(`${where} has the fields "${other}" and "${name}", which DuckDB takes for one`, "read only one of them");
      }
      if (name === "" || name === "__proto__") refuse(`${where} has a field named "${name}"`, "leave the field out of the schema");
      seen.set(name.toLowerCase(), name);
    }
  }
}
