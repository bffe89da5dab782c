/** The columns of ours in a base table, which the views of the datasets do not show. */
export const hiddenColumns = {
  /** Order of arrival in the table, from 1; a streaming reader remembers how far it came. */
  seq: "_seq",
  /** The flow's micro-batch that wrote the row. */
  batch: "_batch",
  /** AUTO CDC: the sequence of the event that made the row what it is. */
  sequence: "_sequence",
  /** AUTO CDC: the row is a tombstone, so that an older upsert of its key does not bring it back. */
  deleted: "_deleted",
} as const;
