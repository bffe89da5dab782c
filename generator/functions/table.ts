import * as aggregates from "./aggregate.js";
import * as arithmetic from "./arithmetic.js";
import * as arrays from "./array.js";
import * as arrayAccess from "./array-access.js";
import * as arrayOrder from "./array-order.js";
import * as arraySets from "./array-set.js";
import * as arrayShapes from "./array-shape.js";
import * as bits from "./bit.js";
import * as collections from "./collect.js";
import * as comparisons from "./comparison.js";
import * as dates from "./date.js";
import * as dateFormats from "./date-format.js";
import { raiseError } from "./failure.js";
import { grouping, groupingIdRow } from "./grouping.js";
import * as hashes from "./hash.js";
import * as lambdas from "./higher-order.js";
import * as intervals from "./interval.js";
import * as json from "./json.js";
import * as jsonTexts from "./json-text.js";
import * as likes from "./like.js";
import * as maps from "./map.js";
import * as mapLambdas from "./map-lambda.js";
import * as mathematics from "./math.js";
import * as nulls from "./null.js";
import * as numbers from "./number.js";
import * as rankings from "./ranking.js";
import * as patterns from "./regex.js";
import type { FunctionRow } from "./row.js";
import * as statistics from "./statistic.js";
import * as structs from "./struct.js";
import * as sums from "./sum.js";
import * as texts from "./text.js";
import * as textCodes from "./text-code.js";
import * as textParts from "./text-part.js";
import * as times from "./time.js";
import * as timeFields from "./time-field.js";
import * as timestamps from "./timestamp.js";
import { windowRows } from "./window.js";

function rowsOf(family: object): FunctionRow[] {
  return Object.values(family).flatMap((one: unknown) => (typeof one === "function" && "row" in one ? [one.row as FunctionRow] : []));
}

/** Every function by its family. Those made by operators only, `from_json` of parseJson and the windows of windowed, stand apart. */
export const functionFamilies: { readonly [family: string]: readonly FunctionRow[] } = {
  comparison: rowsOf(comparisons),
  conditional: rowsOf(nulls),
  number: [...rowsOf(numbers), ...rowsOf(arithmetic)],
  math: [...rowsOf(mathematics), ...rowsOf(bits)],
  text: [...rowsOf(texts), ...rowsOf(textParts), ...rowsOf(textCodes)],
  regex: [...rowsOf(patterns), ...rowsOf(likes)],
  time: [times, timeFields, dates, timestamps, intervals, dateFormats].flatMap(rowsOf),
  json: [...rowsOf(jsonTexts), json.fromJsonColumnRow],
  array: [arrays, arrayAccess, arrayOrder, arraySets, arrayShapes, lambdas].flatMap(rowsOf),
  map: [maps, mapLambdas].flatMap(rowsOf),
  struct: rowsOf(structs),
  hash: rowsOf(hashes),
  aggregate: [...[aggregates, sums, statistics, collections].flatMap(rowsOf), grouping.row, groupingIdRow.row],
  ranking: rowsOf(rankings),
  operator: [json.fromJsonRow, ...windowRows, raiseError.row],
};

/** Every function by its id in the IR. */
export const functionTable: ReadonlyMap<string, FunctionRow> = new Map(
  Object.values(functionFamilies).flatMap((rows) => rows.map((row) => [row.id, row] as const)),
);
