import { type Column, type ColumnOf, columnOf, expressionOf, type TypesOf } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { nameFault, struct as structOf } from "../ir/index.js";

/** `named_struct('a', x, 'b', y)`: one value of several. `struct({ sku: o.sku, amount: o.price.times(o.quantity) })` */
export function struct<const S extends { readonly [field: string]: Column<unknown> | string | number | boolean }>(
  fields: S,
): ColumnOf<TypesOf<S>> {
  const given: unknown = fields;
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  if (entries.length === 0) {
    throw new DiagnosticError([error("function/operand", "struct takes at least one field", { fix: "write ({ name: row.column })" })]);
  }
  const seen = new Set<string>();
  for (const [name] of entries) {
    const fault =
      nameFault(name) ?? (seen.has(name.toLowerCase()) ? "another field has it, and Spark compares names without case" : undefined);
    if (fault !== undefined) {
      throw new DiagnosticError([
        error("column/name", `"${name}" cannot be the name of a field: ${fault}`, { fix: "give it another name" }),
      ]);
    }
    seen.add(name.toLowerCase());
  }
  return columnOf<TypesOf<S>>(structOf(entries.map(([name, value]) => ({ name, value: expressionOf(value) }))));
}
