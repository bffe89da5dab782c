import * as aggregates from "./aggregate.js";
import * as comparisons from "./comparison.js";
import { fromJsonRow } from "./json.js";
import * as lists from "./list.js";
import * as numbers from "./number.js";
import type { FunctionRow } from "./row.js";
import * as texts from "./text.js";
import * as times from "./time.js";
import { windowRows } from "./window.js";

function rowsOf(family: object): FunctionRow[] {
  return Object.values(family).flatMap((one: unknown) => (typeof one === "function" && "row" in one ? [one.row as FunctionRow] : []));
}

/** Every function by its id in the IR. */
export const functionTable: ReadonlyMap<string, FunctionRow> = new Map(
  [...[aggregates, comparisons, lists, numbers, texts, times].flatMap(rowsOf), fromJsonRow, ...windowRows].map((row) => [row.id, row]),
);
