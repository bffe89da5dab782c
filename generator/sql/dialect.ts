import type { Dialect as DialectName, JavaScriptFunction, Sql } from "../functions/index.js";
import type * as ir from "../ir/index.js";

/** A key of an order, its expression written. */
export interface KeyText extends ir.SortKey {
  readonly written: Sql;
}

export interface LimitText {
  /** What the query gives. */
  readonly columns: readonly ir.Named[];
  /** Over these columns. */
  readonly keys: readonly KeyText[];
  readonly count: number;
  readonly offset: number;
}

/** Everything in which two dialects may differ. A new member does not compile until every dialect has it. */
export interface Dialect {
  readonly name: DialectName;
  /** An identifier, quoted where it must be. */
  readonly identifier: (name: string) => string;
  readonly literal: (literal: ir.Literal) => Sql;
  /** A type in DDL words. */
  readonly type: (type: ir.ColumnType) => string;
  readonly cast: (part: Sql, from: ir.Expression, to: ir.ColumnType, attempt: boolean) => Sql;
  readonly struct: (fields: readonly { readonly name: string; readonly value: Sql }[]) => Sql;
  readonly lambda: (parameters: readonly string[], body: Sql) => Sql;
  /** What follows FROM for a declared source, and the expression behind each of its columns. */
  readonly source: (read: ir.SourceRead) => { readonly from: string; readonly columns: readonly ir.Named[] };
  /** What follows FROM for a dataset. */
  readonly dataset: (read: ir.DatasetRead) => string;
  /** The clause that makes a row of each element of a list or, with a name for the key, of each entry of a map. */
  readonly explode: (
    list: Sql,
    explode: { readonly alias: string; readonly as: string; readonly key?: string; readonly position?: string; readonly outer: boolean },
  ) => string;
  readonly joins: { readonly [K in ir.Join["how"]]: string };
  /** What follows FROM for rows that are written out. */
  readonly values: (rows: string, alias: string, columns: readonly string[]) => string;
  /** A value by which rows are grouped or compared as wholes. */
  readonly key: (part: Sql, type: ir.ColumnType) => Sql;
  /** GROUP BY several levels, and what must follow it. */
  readonly levels: (groupBy: string) => string;
  /** A query with ORDER BY and LIMIT. */
  readonly limit: (query: string, limit: LimitText) => string;
  readonly watermark: (column: string, delay: ir.Interval) => string;
  /** Put after AS for a common table expression whose columns must not be computed again by each reader. */
  readonly materialized: string;
  /** Is what has no result an error? See `Written`. */
  readonly ansi: boolean;
  /** See `Written`. */
  readonly timeZone?: string | undefined;
  /** The name of a function of JavaScript; only the emulator has them. */
  readonly javascript: (wanted: JavaScriptFunction) => string;
}
