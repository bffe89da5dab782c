import { atom, indent, type JavaScriptFunction, levels, type Sql } from "../functions/index.js";
import * as ir from "../ir/index.js";
import type { Dialect } from "./dialect.js";
import { castInDuckdb } from "./duckdb-cast.js";
import { duckdbKey } from "./duckdb-key.js";
import { limitInDuckdb } from "./duckdb-limit.js";
import { writeExpression } from "./expression.js";
import { writeQuery } from "./query.js";

/** What the emulator puts where a query reads. */
export interface DuckdbBindings {
  /** What follows FROM for a declared source, with the columns of the read. */
  source(read: ir.SourceRead): string;
  /** What follows FROM for a dataset of the pipeline. */
  dataset(read: ir.DatasetRead): string;
  /** See `Written`. */
  readonly ansi: boolean;
  /** See `Written`. */
  readonly timeZone?: string | undefined;
  /** The name under which a function of JavaScript is registered. */
  javascript(wanted: JavaScriptFunction): string;
}

/** An identifier; always quoted, since DuckDB's reserved words are not Spark's. */
export function duckdbName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** DuckDB's DDL of a type: an instant is a TIMESTAMPTZ there, whose zone is only the session's. */
export function duckdbTypeName(type: ir.ColumnType): string {
  switch (type.kind) {
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "array":
      return `${duckdbTypeName(type.element.type)}[]`;
    case "map":
      return `MAP(${duckdbTypeName(type.key)}, ${duckdbTypeName(type.value.type)})`;
    case "struct":
      return `STRUCT(${type.fields.map((field) => `${duckdbName(field.name)} ${duckdbTypeName(field.type)}`).join(", ")})`;
    default:
      return simpleNames[type.kind];
  }
}

const simpleNames: { readonly [K in ir.SimpleKind]: string } = {
  boolean: "BOOLEAN",
  tinyint: "TINYINT",
  smallint: "SMALLINT",
  int: "INTEGER",
  bigint: "BIGINT",
  float: "FLOAT",
  double: "DOUBLE",
  string: "VARCHAR",
  binary: "BLOB",
  date: "DATE",
  timestamp: "TIMESTAMPTZ",
  timestamp_ntz: "TIMESTAMP",
};

function duckdb(bindings: DuckdbBindings): Dialect {
  return {
    name: "duckdb",
    identifier: duckdbName,
    literal: writeLiteral,
    type: duckdbTypeName,
    cast: (part, from, to, attempt) => castInDuckdb(part, { from: from.type, to, attempt, ...bindings, typeName: duckdbTypeName }),
    struct: (fields) => atom(`struct_pack(${fields.map((one) => `${duckdbName(one.name)} := ${one.value.text}`).join(", ")})`),
    lambda: (parameters, body) => atom(`lambda ${parameters.join(", ")}: ${body.text}`),
    source: (read) => ({
      from: bindings.source(read),
      columns: read.schema.map(({ name }) => ({ name, value: ir.column(read.schema, name) })),
    }),
    dataset: (read) => bindings.dataset(read),
    explode: (list, { alias, as, key, position, outer }) => {
      const count = key === undefined ? `len(${list.text})` : `cardinality(${list.text})`;
      const rows = (values: string): string => `unnest(${outer ? `CASE WHEN ${count} > 0 THEN ${values} ELSE [NULL] END` : values})`;
      const columns = [
        ...(key === undefined ? [`${rows(list.text)} AS ${as}`] : []),
        ...(key === undefined ? [] : [`${rows(`map_keys(${list.text})`)} AS ${key}`, `${rows(`map_values(${list.text})`)} AS ${as}`]),
        ...(position === undefined
          ? []
          : [`CAST(${rows(`range(${key === undefined ? count : `CAST(${count} AS BIGINT)`})`)} AS INTEGER) AS ${position}`]),
      ];
      return `CROSS JOIN LATERAL (SELECT ${columns.join(", ")}) AS ${alias}`;
    },
    joins: {
      inner: "JOIN",
      left: "LEFT JOIN",
      right: "RIGHT JOIN",
      full: "FULL JOIN",
      semi: "SEMI JOIN",
      anti: "ANTI JOIN",
      cross: "CROSS JOIN",
    },
    values: (rows, alias, columns) => `(\n${indent(rows)}\n) AS ${alias}(${columns.join(", ")})`,
    key: duckdbKey,
    // Of no rows Spark makes no group at all, DuckDB one of the whole.
    levels: (groupBy) => `${groupBy}\nHAVING count(*) > 0`,
    limit: (query, limit) => limitInDuckdb(query, limit, duckdbName),
    watermark: () => "",
    // A common table expression that is inlined would read its JSON once for every field that is used.
    materialized: "MATERIALIZED ",
    ansi: bindings.ansi,
    timeZone: bindings.timeZone,
    javascript: (wanted) => bindings.javascript(wanted),
  };
}

/** A relation as one DuckDB query. Throws `dialect/refused`. */
export function writeDuckdbQuery(relation: ir.Relation, bindings: DuckdbBindings): string {
  return writeQuery(relation, duckdb(bindings));
}

/** An expression as DuckDB text; `columnsAs` writes its columns. Throws `dialect/refused`. */
export function writeDuckdbExpression(
  expression: ir.Expression,
  columnsAs: (input: number, name: string) => string,
  bindings: DuckdbBindings,
): string {
  return writeExpression(expression, duckdb(bindings), columnsAs).text;
}

function writeLiteral({ value, type }: ir.Literal): Sql {
  if (value === null) return atom(`CAST(NULL AS ${duckdbTypeName(type)})`);
  switch (type.kind) {
    case "string":
      return atom(writeText(String(value)));
    case "boolean":
      return atom(value === true ? "TRUE" : "FALSE");
    case "int":
      // The least INT is the negative of a number that is none, which makes it a BIGINT.
      if (Number(value) === -2_147_483_648) return atom(`CAST('${value}' AS INTEGER)`);
      return { text: String(value), level: String(value).startsWith("-") ? levels.unary : levels.atom };
    case "binary":
      return atom(`unhex('${value}')`);
    case "date":
    case "timestamp":
    case "timestamp_ntz":
      return atom(`CAST('${ofEra(String(value))}' AS ${duckdbTypeName(type)})`);
    default:
      return atom(`CAST('${value}' AS ${duckdbTypeName(type)})`);
  }
}

/** ISO 8601 counts the years before 1 down from 0 and signs those after 9999; DuckDB counts the former up and signs none. */
function ofEra(time: string): string {
  const [, sign = "", digits = "", day = "", clock = ""] = /^([+-]?)(\d+)(-\d\d-\d\d)(?:T(.*))?$/.exec(time) ?? [];
  const year = Number(digits) * (sign === "-" ? -1 : 1);
  if (year >= 1 && sign === "") return time;
  const date = year < 1 ? `${String(1 - year).padStart(4, "0")}${day} (BC)` : `${String(year).padStart(4, "0")}${day}`;
  return clock === "" ? date : `${date} ${clock}`;
}

/** A text literal on one line: with control characters in it, in DuckDB's escaped form. */
function writeText(text: string): string {
  // No literal of DuckDB's can hold a NUL.
  const parts = text.split("\0");
  if (parts.length > 1) return `(${parts.map(writeText).join(" || chr(0) || ")})`;
  const quoted = text.replaceAll("'", "''");
  if (!/[\n\r]/.test(text)) return `'${quoted}'`;
  return `E'${quoted.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`;
}
