import type { Position } from "../state/position.js";
import type { DatasetState } from "../state/state.js";
import type { StreamReader } from "./reader.js";

/** Reads the rows appended to a table since the checkpoint: a range of `_seq`, which DuckDB finds without reading the others. */
export function openTableReader(table: DatasetState, before: Position | undefined): StreamReader {
  const to = table.nextSeq - 1;
  let after = before?.kind === "table" ? before.seq : 0;
  const position = (): Position => ({ kind: "table", seq: after, generation: table.generation, changes: table.changes });
  return {
    start: position(),
    waits: () => after < to,
    take: async () => {
      if (after === to) return undefined;
      const range = { after, to };
      after = to;
      return { position: position(), range, consumed: [] };
    },
  };
}
