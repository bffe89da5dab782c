/** The zone the snapshot files arrive in. */
export const snapshotZone = "inventory_snapshots";

/**
 * The shapes in which snapshot files exist: as pandas writes them with its index (Azure), with a header alone, and without any
 * (AWS). Names of the last two do not tell them apart.
 */
export const fileShapes = ["pandas", "header", "bare"] as const;

export type FileShape = (typeof fileShapes)[number];

/** A complete count of one store. */
export interface Recount {
  readonly store_id: number;
  readonly employee_id: number;
  /** Milliseconds since 1970; what is stamped with this very moment happened after the count. */
  readonly time: number;
  /** Id of the item that `quantities` begins with; the ids that follow are contiguous. */
  readonly firstItem: number;
  readonly quantities: Int32Array;
}

/** One row of a snapshot file. */
export interface SnapshotRow {
  readonly item_id: number;
  readonly employee_id: number;
  readonly store_id: number;
  /** `2021-01-06 00:00:00`, in UTC. */
  readonly date_time: string;
  readonly quantity: number;
}

/** The rows of a count, in the order of the file. */
export function* snapshotRows(recount: Recount): Generator<SnapshotRow> {
  const { store_id, employee_id, firstItem } = recount;
  const date_time = dateTime(recount);
  for (const [index, quantity] of recount.quantities.entries()) {
    yield { item_id: firstItem + index, employee_id, store_id, date_time, quantity };
  }
}

const columns = "item_id,employee_id,store_id,date_time,quantity";

/** The file of a count in one of the shapes. */
export function snapshotFile(recount: Recount, shape: FileShape): { readonly name: string; readonly content: string } {
  const rows = Array.from(
    snapshotRows(recount),
    (row) => `${row.item_id},${row.employee_id},${row.store_id},${row.date_time},${row.quantity}`,
  );
  const name = `inventory_snapshot_${recount.store_id}_${dateTime(recount)}`;
  if (shape === "pandas") return { name, content: lines([`,${columns}`, ...rows.map((row, index) => `${index},${row}`)]) };
  return {
    name: `${name.replace(" ", "_").replaceAll(":", "-")}.csv`,
    content: lines(shape === "header" ? [columns, ...rows] : rows),
  };
}

function lines(texts: readonly string[]): string {
  return `${texts.join("\n")}\n`;
}

function dateTime({ time }: Recount): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}
