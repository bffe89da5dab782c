import {
  approxDistinct,
  big,
  coalesce,
  count,
  countDistinct,
  countIf,
  currentTimestamp,
  day,
  dec,
  double,
  greatest,
  instant,
  least,
  max,
  maxBy,
  min,
  minBy,
  type Row,
  sum,
  when,
} from "#generator";
import type { Cell, expression, Input } from "./values.js";

type Inputs = Parameters<Parameters<typeof expression>[0]>[0];

/** An expression, the text each dialect has for it, and values to compute it for. */
export interface ExpressionCase {
  readonly of: (row: Inputs) => unknown;
  readonly databricks: string;
  readonly duckdb: string | { readonly refuse: string };
  readonly inputs: readonly Input[];
  /** Session time zone; UTC unless said otherwise. */
  readonly zone?: string;
}

/** One row a value of a single column. */
function each(column: string, ...cells: readonly Cell[]): readonly Input[] {
  return cells.map((cell) => ({ [column]: cell }));
}

/** One row a pair. */
function pairs(left: string, right: string, ...cells: readonly (readonly [Cell, Cell])[]): readonly Input[] {
  return cells.map(([a, b]) => ({ [left]: a, [right]: b }));
}

const booleans: readonly (readonly [string, string])[] = ["TRUE", "FALSE", "NULL"].flatMap((a) => ["TRUE", "FALSE", "NULL"].map((b) => [a, b] as const));

const nan = "'NaN'";
const infinity = "'Infinity'";

/** What is not shown by itself: the inner text of a cast from text to a number or a time in DuckDB. */
const castText = (from: string, exact: string, to: string, attempt: boolean, also?: string): string => {
  const margin = "[\\x00-\\x20\\x7f]*";
  const valid = `${attempt ? "TRY_CAST" : "CAST"}(regexp_extract(text, '${margin}(${exact})${margin}', 1) AS ${to})`;
  const refused =
    also === undefined
      ? ""
      : ` WHEN regexp_full_match(text, '(?s)${margin}(${also})${margin}') THEN error('the emulator does not read ''' || text || ''' as ${to}: Spark accepts this form, and it is not proven equal here')`;
  const invalid = attempt ? "NULL" : `error('[CAST_INVALID_INPUT] The value ''' || text || ''' cannot be cast to "${to}" because it is malformed.')`;
  return `list_extract(list_transform([${from}], lambda text: CASE WHEN regexp_full_match(text, '${margin}(${exact})${margin}') THEN ${valid}${refused} WHEN text IS NOT NULL THEN ${invalid} END), 1)`;
};
