import type { ColumnType } from "../ir/index.js";
import { at, levels, type Sql } from "./sql.js";

/**
 * A key that DuckDB sorts, partitions or groups by, with 0.0 for -0.0, which are equal there. It has to be another expression than the
 * column: DuckDB takes the column's values from the keys it sorted by, in which -0.0 is 0.0, and so loses the sign.
 */
export function unsignedZero(part: Sql, { kind }: ColumnType): Sql {
  if (kind !== "double" && kind !== "float") return part;
  return { text: `${at(levels.add, part)} + CAST(0 AS ${kind.toUpperCase()})`, level: levels.add };
}
