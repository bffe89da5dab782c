import type { DuckDBConnection } from "@duckdb/node-api";
import { type Diagnostic, warning } from "../../generator/diagnostic/index.js";
import { findField, type Schema } from "../../generator/ir/index.js";
import type { CompiledAutoCdc } from "../compile.js";
import { counts, names, quoted, run } from "../database.js";
import { baseTable } from "../state/layout.js";
import { hiddenColumns } from "../table/hidden.js";
import { type Batch, FlowFailure, type Outcome } from "./outcome.js";

/** Columns of the working tables; no user's column has a space in its name. */
const sequence = quoted("event sequence");
const deletes = quoted("event deletes");
const arrival = quoted("event arrival");

const { seq, batch: batchColumn, sequence: storedSequence, deleted: storedDeleted } = hiddenColumns;

/**
 * Merges a micro-batch of changes, type 1. Of each key the event with the highest sequence counts; at equal sequences an upsert beats a
 * delete and a later arrival an earlier one. It is applied when it is newer than what is stored, or as new and an upsert. A delete
 * leaves a tombstone. Throws a `FlowFailure` when a key or a sequence is NULL.
 */
export async function mergeChanges(
  connection: DuckDBConnection,
  compiled: CompiledAutoCdc,
  columns: Schema,
  batch: Batch,
): Promise<Outcome> {
  const { step, keys } = compiled;
  const table = baseTable(step.dataset);
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE "changes" AS
     SELECT q.*, ${compiled.sequence} AS ${sequence}, ${compiled.deletes} AS ${deletes}, row_number() OVER () AS ${arrival} FROM (${compiled.query(batch.ranges)}) q`,
  );
  const events = await validate(connection, compiled, batch);
  if (events === 0) return unchanged(batch);
  const stored = columns.filter((one) => findField(step.query.schema, one.name));
  const storedSeq = `t.${quoted(storedSequence)}`;
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE "meetings" AS
     SELECT w.*, t.rowid AS "stored row", t.${quoted(storedDeleted)} AS "stored deleted", w.${sequence} = ${storedSeq} AS "same sequence",
       t.rowid IS NULL OR w.${sequence} > ${storedSeq} OR (w.${sequence} = ${storedSeq} AND NOT w.${deletes}) AS "applies"
     FROM (
       SELECT * FROM temp."changes"
       QUALIFY row_number() OVER (PARTITION BY ${list(keys)} ORDER BY ${sequence} DESC, ${deletes}, ${arrival} DESC) = 1
     ) w LEFT JOIN ${table} t ON ${keys.map((key) => `w.${quoted(key)} = t.${quoted(key)}`).join(" AND ")}`,
  );
  const [touched = 0, upserts = 0, updated = 0, removed = 0, rows = 0, replaced = 0, meetings = 0] = await counts(
    connection,
    `SELECT count(*), count(*) FILTER ("applies" AND NOT ${deletes}), count(*) FILTER ("applies" AND NOT ${deletes} AND NOT "stored deleted"),
       count(*) FILTER ("applies" AND ${deletes} AND NOT "stored deleted"), count(*) FILTER ("applies"),
       count(*) FILTER ("applies" AND "stored row" IS NOT NULL), count(*) FILTER ("same sequence")
     FROM temp."meetings"`,
  );
  const ties =
    (meetings > 0 ? await tiesWithStored(connection, table, stored) : 0) + (touched < events ? await tiesWithin(connection, compiled) : 0);
  // A rowid stays what it is within a transaction, and is kept no longer.
  if (replaced > 0) await run(connection, `DELETE FROM ${table} WHERE rowid IN (SELECT "stored row" FROM temp."meetings" WHERE "applies")`);
  const isKey = new Set(keys.map((key) => key.toLowerCase()));
  await run(
    connection,
    `INSERT INTO ${table} (${names(stored)}, ${[seq, batchColumn, storedSequence, storedDeleted].map(quoted).join(", ")})
     SELECT ${stored.map(({ name }) => (isKey.has(name.toLowerCase()) ? quoted(name) : `CASE WHEN NOT ${deletes} THEN ${quoted(name)} END`)).join(", ")},
       ${batch.firstSeq - 1} + row_number() OVER (ORDER BY ${arrival}), ${batch.number}, ${sequence}, ${deletes}
     FROM temp."meetings" WHERE "applies"`,
  );
  return {
    added: upserts - updated,
    updated,
    deleted: removed,
    dropped: 0,
    expectations: [],
    nextSeq: batch.firstSeq + rows,
    rewrote: updated + removed > 0,
    metrics: { num_upserted_rows: upserts, num_deleted_rows: removed },
    warnings: ties > 0 ? [tied(step.dataset, ties)] : [],
  };
}

function list(columns: readonly string[]): string {
  return columns.map(quoted).join(", ");
}

function differ(columns: Schema): string {
  return columns.map(({ name }) => `w.${quoted(name)} IS DISTINCT FROM t.${quoted(name)}`).join(" OR ") || "FALSE";
}

function unchanged(batch: Batch): Outcome {
  const nothing = { added: 0, updated: 0, deleted: 0, dropped: 0, expectations: [], rewrote: false, warnings: [] };
  return { ...nothing, nextSeq: batch.firstSeq, metrics: { num_upserted_rows: 0, num_deleted_rows: 0 } };
}

/** The number of events. Spark refuses the whole micro-batch when one of them has no key or no sequence. */
async function validate(connection: DuckDBConnection, { step, keys }: CompiledAutoCdc, batch: Batch): Promise<number> {
  const [events = 0, unordered = 0, ...unkeyed] = await counts(
    connection,
    `SELECT count(*), count(*) FILTER (${sequence} IS NULL), ${keys.map((key) => `count(*) FILTER (${quoted(key)} IS NULL)`).join(", ")} FROM temp."changes"`,
  );
  const where = `The micro-batch ${batch.number} of the AUTO CDC flow '${step.flow}' into '${step.dataset}'`;
  if (unordered > 0) {
    throw new FlowFailure(
      `[AUTOCDC_MICROBATCH_VALIDATION.NULL_SEQUENCE] ${where} has ${unordered} of ${events} rows with a NULL sequence (${step.cdc.sequenceBy.join(", ")}).`,
    );
  }
  const nullKeys = keys.flatMap((key, i) => ((unkeyed[i] ?? 0) > 0 ? [`${key}: ${unkeyed[i]}`] : []));
  if (nullKeys.length > 0) {
    throw new FlowFailure(
      `[AUTOCDC_MICROBATCH_VALIDATION.NULL_KEY] ${where} has rows with a NULL key, of ${events} (${nullKeys.join(", ")}).`,
    );
  }
  return events;
}

/**
 * How many changes have the sequence of the stored row and say something else. Asked apart, and only when there is one: the merge itself
 * then reads nothing of the table but keys, sequences and tombstones.
 */
async function tiesWithStored(connection: DuckDBConnection, table: string, stored: Schema): Promise<number> {
  const [ties = 0] = await counts(
    connection,
    `SELECT count(*) FROM temp."meetings" w JOIN ${table} t ON t.rowid = w."stored row"
     WHERE w."same sequence" AND (w.${deletes} IS DISTINCT FROM w."stored deleted" OR (NOT w.${deletes} AND (${differ(stored)})))`,
  );
  return ties;
}

/** How many keys and sequences have several events that say different things; a repeated event is none. */
async function tiesWithin(connection: DuckDBConnection, { keys, step }: CompiledAutoCdc): Promise<number> {
  const content = names(step.query.schema);
  const [ties = 0] = await counts(
    connection,
    `SELECT count(*) FROM (SELECT 1 FROM temp."changes" GROUP BY ${list(keys)}, ${sequence} HAVING count(*) > 1 AND min(hash(${content})) <> max(hash(${content})))`,
  );
  return ties;
}

function tied(dataset: string, ties: number): Diagnostic {
  return warning(
    "emulator/cdc-tie",
    `${ties} change${ties === 1 ? "" : "s"} into "${dataset}" had the key and the sequence of another that says something else`,
    {
      notes: ["an upsert was preferred to a delete, and of two upserts the later arrival; Databricks does not define which one wins"],
      fix: "add something to sequenceBy that tells them apart, as the partition and the offset of the record do",
    },
  );
}
