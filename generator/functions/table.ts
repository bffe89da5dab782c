import * as aggregates from "./aggregate.js";
import * as arrays from "./array.js";
import * as comparisons from "./comparison.js";
import * as hashes from "./hash.js";
import * as json from "./json.js";
import * as maps from "./map.js";
import * as mathematics from "./math.js";
import * as numbers from "./number.js";
import * as rankings from "./ranking.js";
import * as patterns from "./regex.js";
import type { FunctionRow } from "./row.js";
import * as structs from "./struct.js";
import * as texts from "./text.js";
import * as times from "./time.js";
import { windowRows } from "./window.js";

function rowsOf(family: object): FunctionRow[] {
  return Object.values(family).flatMap((one: unknown) => (typeof one === "function" && "row" in one ? [one.row as FunctionRow] : []));
}

const families = { aggregates, arrays, comparisons, hashes, json, maps, mathematics, numbers, patterns, rankings, structs, texts, times };

/** Every function by its id in the IR. */
export const functionTable: ReadonlyMap<string, FunctionRow> = new Map(
  [...Object.values(families).flatMap(rowsOf), json.fromJsonRow, ...windowRows].map((row) => [row.id, row]),
);
