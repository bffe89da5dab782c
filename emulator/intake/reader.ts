import type { Position } from "../state/position.js";
import type { Range } from "../table/range.js";

/** A file that a flow has read; it is not read again, whatever becomes of it. */
export interface ConsumedFile {
  readonly path: string;
  readonly size: number;
  readonly modified: string;
}

/** What one stream gives to a micro-batch. Its rows are in the working table or range of the stream. */
export interface Taken {
  readonly position: Position;
  /** Of a table: which of its rows these are. */
  readonly range?: Range;
  readonly consumed: readonly ConsumedFile[];
}

/** One stream of a flow during one update: what is there when the flow begins is taken, and then no more. */
export interface StreamReader {
  /** Where the stream stands before the first micro-batch. */
  readonly start: Position;
  /** Is there something it has not taken yet? */
  waits(): boolean;
  /** Puts the next rows, about `limit` at most, where the flow's query reads them, and nothing but them; tells when there were none. */
  take(limit: number): Promise<Taken | undefined>;
}
