import { types } from "../ir/index.js";
import type { FunctionRow } from "./row.js";
import { atom } from "./sql.js";

const refused = { refuse: "windows are computed by the steps of a flow, not by one query" };

function row(id: string, databricks: FunctionRow["databricks"]): FunctionRow {
  return { id, kind: "scalar", type: () => types.timestamp, nulls: "never", databricks, duckdb: refused };
}

/** What `windowed` groups by, `window(time, size, slide)`, and the two ends of that group. */
export const windowRows: readonly FunctionRow[] = [
  row("window", "window"),
  row("window_start", () => atom("window.start")),
  row("window_end", () => atom("window.end")),
];
