import { refused, type Sql, unsignedZero } from "../functions/index.js";
import * as ir from "../ir/index.js";

/** A value by which DuckDB groups rows or compares them as wholes; Spark makes 0.0 of -0.0 there. Throws `dialect/refused`. */
export function duckdbKey(part: Sql, type: ir.ColumnType): Sql {
  if (!holdsFloating(type)) return part;
  if (type.kind === "double" || type.kind === "float") return unsignedZero(part, type);
  throw refused(
    `the emulator does not group or compare rows by ${ir.printType(type)}: there is a floating number in it, and Spark makes 0.0 of -0.0`,
    "group by its fields",
  );
}

function holdsFloating(type: ir.ColumnType): boolean {
  switch (type.kind) {
    case "double":
    case "float":
      return true;
    case "array":
      return holdsFloating(type.element.type);
    case "struct":
      return type.fields.some((one) => holdsFloating(one.type));
    default:
      return false;
  }
}
