import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDecimalType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  FLOAT,
  INTEGER,
  SMALLINT,
  TIMESTAMP,
  TIMESTAMPTZ,
  TINYINT,
  VARCHAR,
} from "@duckdb/node-api";
import type { ColumnType, Schema, SimpleKind } from "../generator/ir/type.js";

const simple: { readonly [K in SimpleKind]: DuckDBType } = {
  boolean: BOOLEAN,
  tinyint: TINYINT,
  smallint: SMALLINT,
  int: INTEGER,
  bigint: BIGINT,
  float: FLOAT,
  double: DOUBLE,
  string: VARCHAR,
  binary: BLOB,
  date: DATE,
  timestamp: TIMESTAMPTZ,
  timestamp_ntz: TIMESTAMP,
};

/** The DuckDB type that holds a Spark type: `duckdbType(types.timestamp)` is `TIMESTAMPTZ`. */
export function duckdbType(type: ColumnType): DuckDBType {
  switch (type.kind) {
    case "decimal":
      return new DuckDBDecimalType(type.precision, type.scale);
    case "array":
      return new DuckDBListType(duckdbType(type.element.type));
    case "map":
      return new DuckDBMapType(duckdbType(type.key), duckdbType(type.value.type));
    case "struct":
      return duckdbStruct(type.fields);
    default:
      return simple[type.kind];
  }
}

/** The STRUCT of some columns: `duckdbStruct([{ name: "id", type: types.int, … }])` is `STRUCT(id INTEGER)`. */
function duckdbStruct(fields: Schema): DuckDBStructType {
  return new DuckDBStructType(
    fields.map((field) => field.name),
    fields.map((field) => duckdbType(field.type)),
  );
}
