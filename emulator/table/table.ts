import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnType, Dataset, Field, Schema } from "../../generator/ir/index.js";
import { duckdbTypeName } from "../../generator/sql/index.js";
import { names, quoted, run } from "../database.js";
import { baseTable } from "../state/layout.js";
import { hiddenColumns } from "./hidden.js";

/** What a base table must hold. */
export interface TableShape {
  readonly name: string;
  readonly kind: Exclude<Dataset["kind"], "temporary_view">;
  readonly columns: Schema;
  /** Type of the sequence when AUTO CDC merges into it. */
  readonly sequence?: ColumnType;
}

function declare(name: string, type: ColumnType): string {
  return `${quoted(name)} ${duckdbTypeName(type)}`;
}

/** Makes an empty base table, in place of one that may be there. */
export async function createTable(connection: DuckDBConnection, shape: TableShape): Promise<void> {
  const { seq, batch, sequence, deleted } = hiddenColumns;
  const columns = [
    ...shape.columns.map((one) => declare(one.name, one.type)),
    `${quoted(seq)} BIGINT`,
    `${quoted(batch)} BIGINT`,
    ...(shape.sequence ? [declare(sequence, shape.sequence), `${quoted(deleted)} BOOLEAN`] : []),
  ];
  await run(connection, `CREATE OR REPLACE TABLE ${baseTable(shape.name)} (${columns.join(", ")})`);
}

/** A new column is NULL in the rows that are there. */
export async function addColumn(connection: DuckDBConnection, table: string, { name, type }: Field): Promise<void> {
  await run(connection, `ALTER TABLE ${baseTable(table)} ADD COLUMN ${declare(name, type)}`);
}

/** The rows of a dataset as others see them, as a query. Only AUTO CDC targets hold rows that are not shown. */
export function visibleRows(dataset: string, columns: Schema, merges: boolean, where?: string): string {
  const conditions = [...(merges ? [`NOT ${quoted(hiddenColumns.deleted)}`] : []), ...(where === undefined ? [] : [where])];
  return `SELECT ${names(columns)} FROM ${baseTable(dataset)}${conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : ""}`;
}

/** Does AUTO CDC merge into it? */
export function isMerged(dataset: Dataset): boolean {
  return dataset.kind === "streaming_table" && dataset.flows.some((flow) => flow.kind === "auto_cdc");
}
