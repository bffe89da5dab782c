import { columnOf, type Instant } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { types } from "../ir/index.js";
import { instantOf, outsideUtc, truncatedInstant } from "./duckdb-zone.js";
import { apply, open, wrongOperand } from "./row.js";
import { atom, sqlAtom } from "./sql.js";

/** `hour(x)`: 0 to 23 in the session's time zone. */
export const hour = open({
  name: "hour",
  type: ([time]) => {
    if (time?.type.kind !== "timestamp" && time?.type.kind !== "timestamp_ntz") throw wrongOperand("hour", 0, "timestamp", time);
    return types.int;
  },
  duckdb: ([time = atom("")]) => sqlAtom`CAST(hour(${time}) AS INTEGER)`,
});

const truncations = ["hour", "day", "month", "year"];

/** `date_trunc(unit, x)`: the first instant of the unit in the session's time zone. */
export const dateTrunc = open({
  name: "date_trunc",
  type: ([unit, time]) => {
    if (unit?.kind !== "literal" || !truncations.includes(String(unit.value))) {
      throw new DiagnosticError([
        error(
          "function/operand",
          `date_trunc cuts to ${truncations.join(", ")}, not to ${unit?.kind === "literal" ? `"${unit.value}"` : "a column"}`,
          {
            fix: "write one of these units out",
          },
        ),
      ]);
    }
    if (time?.type.kind !== "timestamp") throw wrongOperand("date_trunc", 1, "timestamp", time);
    return types.timestamp;
  },
  duckdb: ([, time = atom("")], { arguments: [literal] }) => {
    const unit = literal?.kind === "literal" ? String(literal.value) : "";
    // Spark cuts to months and years by the calendar, to hours and days by the clock.
    const elsewhere =
      unit === "hour" || unit === "day"
        ? truncatedInstant(unit, time.text)
        : instantOf(`date_trunc('${unit}', CAST(${time.text} AS TIMESTAMP))`);
    return atom(outsideUtc(`date_trunc('${unit}', ${time.text})`, elsewhere));
  },
});

/** The row behind `currentTimestamp`. */
export const now = open({
  name: "current_timestamp",
  type: () => types.timestamp,
  nulls: "never",
  duckdb: () => atom("CAST(getvariable('sluice_now') AS TIMESTAMPTZ)"),
});

/** `current_timestamp()`: one instant for a whole micro-batch. */
export function currentTimestamp(): Instant<"timestamp"> {
  return columnOf<"timestamp">(apply(now.row, []));
}
