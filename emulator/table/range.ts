/** The rows of a table that a stream reads: those after the first number of `_seq` up to the second. */
export interface Range {
  readonly after: number;
  readonly to: number;
}

/** A query as text, its streams of tables cut to ranges. Numbers in the text cost DuckDB less than parameters or variables. */
export type Query = (ranges: readonly (Range | undefined)[]) => string;
