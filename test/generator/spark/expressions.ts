import { big, coalesce, currentTimestamp, day, greatest, instant, least, when } from "#generator";
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

const booleans: readonly (readonly [string, string])[] = ["TRUE", "FALSE", "NULL"].flatMap((a) =>
  ["TRUE", "FALSE", "NULL"].map((b) => [a, b] as const),
);

const nan = "'NaN'";
const infinity = "'Infinity'";

/** Every scalar function and every cast: ordinary values, NULL, and the edges. */
export const expressionCases: { readonly [name: string]: ExpressionCase } = {
  "equal texts": {
    of: (v) => v.text.eq(v.other_text),
    databricks: "text = other_text",
    duckdb: '"text" = "other_text"',
    inputs: pairs("text", "other_text", ["'a'", "'a'"], ["'a'", "'A'"], ["'a'", "'a '"], ["NULL", "'a'"], ["NULL", "NULL"]),
  },
  "equal to a plain number": {
    of: (v) => v.long.eq(1),
    databricks: "long = 1",
    duckdb: '"long" = 1',
    inputs: each("long", "1", "2", "NULL"),
  },
  "equal flags": {
    of: (v) => v.flag.eq(v.other_flag),
    databricks: "flag = other_flag",
    duckdb: '"flag" = "other_flag"',
    inputs: pairs("flag", "other_flag", ...booleans),
  },
  "equal to a condition": {
    of: (v) => v.text.eq("a").eq(v.flag),
    databricks: "(text = 'a') = flag",
    duckdb: `("text" = 'a') = "flag"`,
    inputs: pairs("text", "flag", ["'a'", "TRUE"], ["'b'", "TRUE"], ["'b'", "FALSE"]),
  },
  "not equal": {
    of: (v) => v.text.ne("a"),
    databricks: "text <> 'a'",
    duckdb: `"text" <> 'a'`,
    inputs: each("text", "'a'", "'b'", "NULL"),
  },
  less: {
    of: (v) => v.number.lt(v.other_number),
    databricks: "number < other_number",
    duckdb: '"number" < "other_number"',
    inputs: pairs("number", "other_number", ["1", "2"], ["2", "1"], ["1", nan], [nan, "1"], [infinity, nan], ["NULL", nan]),
  },
  "less or equal": {
    of: (v) => v.day.lte(day("2024-02-29")),
    databricks: "day <= DATE '2024-02-29'",
    duckdb: `"day" <= CAST('2024-02-29' AS DATE)`,
    inputs: each("day", "'2024-02-29'", "'2024-03-01'", "NULL"),
  },
  "greater texts, byte by byte": {
    of: (v) => v.text.gt(v.other_text),
    databricks: "text > other_text",
    duckdb: '"text" > "other_text"',
    inputs: pairs(
      "text",
      "other_text",
      ["'b'", "'a'"],
      ["'a'", "'B'"],
      ["'ä'", "'z'"],
      ["'😀'", "'\uFFFD'"],
      ["'ab'", "'a'"],
      ["''", "'a'"],
    ),
  },
  "greater or equal moments": {
    of: (v) => v.moment.gte(instant("2024-02-29T12:00:00Z")),
    databricks: "moment >= TIMESTAMP '2024-02-29T12:00:00Z'",
    duckdb: `"moment" >= CAST('2024-02-29T12:00:00Z' AS TIMESTAMPTZ)`,
    inputs: each("moment", "'2024-02-29 12:00:00'", "'2024-02-29 11:59:59.999999'", "NULL"),
  },
  "greater than a BIGINT literal": {
    of: (v) => v.long.gt(big(9_000_000_000n)),
    databricks: "long > 9000000000L",
    duckdb: `"long" > CAST('9000000000' AS BIGINT)`,
    inputs: each("long", "9000000001", "9000000000"),
  },
  "null-safe equal": {
    of: (v) => v.text.eqNullSafe(v.other_text),
    databricks: "text <=> other_text",
    duckdb: '"text" IS NOT DISTINCT FROM "other_text"',
    inputs: pairs("text", "other_text", ["'a'", "'a'"], ["'a'", "NULL"], ["NULL", "NULL"]),
  },
  "is null": {
    of: (v) => v.place.isNull(),
    databricks: "place IS NULL",
    duckdb: '"place" IS NULL',
    inputs: each("place", "NULL", ["named_struct('city', NULL, 'street', NULL)", "{'city': NULL, 'street': NULL}"]),
  },
  "is not null, of a condition": {
    of: (v) => v.int.gt(1).isNotNull(),
    databricks: "(int > 1) IS NOT NULL",
    duckdb: '("int" > 1) IS NOT NULL',
    inputs: each("int", "1", "2", "NULL"),
  },
  "in texts": {
    of: (v) => v.text.in(["a", "b"]),
    databricks: "text IN ('a', 'b')",
    duckdb: `"text" IN ('a', 'b')`,
    inputs: each("text", "'a'", "'c'", "NULL"),
  },
  "in numbers": {
    of: (v) => v.long.in([1, -2]),
    databricks: "long IN (1, -2)",
    duckdb: '"long" IN (1, -2)',
    inputs: each("long", "1", "-2", "2", "NULL"),
  },
  "not in": {
    of: (v) => v.int.in([1]).not(),
    databricks: "NOT int IN (1)",
    duckdb: 'NOT "int" IN (1)',
    inputs: each("int", "1", "2", "NULL"),
  },
  and: {
    of: (v) => v.flag.and(v.other_flag),
    databricks: "flag AND other_flag",
    duckdb: '"flag" AND "other_flag"',
    inputs: pairs("flag", "other_flag", ...booleans),
  },
  or: {
    of: (v) => v.flag.or(v.other_flag),
    databricks: "flag OR other_flag",
    duckdb: '"flag" OR "other_flag"',
    inputs: pairs("flag", "other_flag", ...booleans),
  },
  not: {
    of: (v) => v.flag.not(),
    databricks: "NOT flag",
    duckdb: 'NOT "flag"',
    inputs: each("flag", "TRUE", "FALSE", "NULL"),
  },
  "and of ors, not of ands": {
    of: (v) => v.flag.or(v.int.gt(1)).and(v.other_flag.and(v.int.lt(5)).not()),
    databricks: "(flag OR int > 1) AND NOT (other_flag AND int < 5)",
    duckdb: '("flag" OR "int" > 1) AND NOT ("other_flag" AND "int" < 5)',
    inputs: [
      { flag: "TRUE", other_flag: "FALSE", int: "3" },
      { flag: "FALSE", other_flag: "TRUE", int: "3" },
      { flag: "NULL", other_flag: "NULL", int: "7" },
      { flag: "NULL", other_flag: "NULL", int: "1" },
    ],
  },
  coalesce: {
    of: (v) => coalesce(v.text, "unknown"),
    databricks: "coalesce(text, 'unknown')",
    duckdb: `coalesce("text", 'unknown')`,
    inputs: each("text", "'a'", "NULL", "''"),
  },
  "coalesce of two columns": {
    of: (v) => coalesce(v.moment, v.other_moment),
    databricks: "coalesce(moment, other_moment)",
    duckdb: 'coalesce("moment", "other_moment")',
    inputs: pairs("moment", "other_moment", ["NULL", "'2024-01-01 00:00:00'"], ["NULL", "NULL"]),
  },
  greatest: {
    of: (v) => greatest(v.number, v.other_number),
    databricks: "greatest(number, other_number)",
    duckdb: 'greatest("number", "other_number")',
    inputs: pairs("number", "other_number", ["1", "2"], ["NULL", "2"], ["NULL", "NULL"], [nan, "2"], [nan, infinity]),
  },
  "greatest of three": {
    of: (v) => greatest(v.int, v.other_int, v.third_int),
    databricks: "greatest(int, other_int, third_int)",
    duckdb: 'greatest("int", "other_int", "third_int")',
    inputs: [
      { int: "1", other_int: "3", third_int: "2" },
      { int: "NULL", other_int: "NULL", third_int: "2" },
    ],
  },
  least: {
    of: (v) => least(v.number, v.other_number),
    databricks: "least(number, other_number)",
    duckdb: 'least("number", "other_number")',
    inputs: pairs("number", "other_number", ["1", "2"], ["NULL", "2"], [nan, "2"], [nan, "NULL"]),
  },
  "least of texts": {
    of: (v) => least(v.text, v.other_text),
    databricks: "least(text, other_text)",
    duckdb: 'least("text", "other_text")',
    inputs: pairs("text", "other_text", ["'b'", "'B'"], ["NULL", "'x'"]),
  },
  when: {
    of: (v) => when(v.int.lt(0), "out").otherwise("in"),
    databricks: "CASE WHEN int < 0 THEN 'out' ELSE 'in' END",
    duckdb: `CASE WHEN "int" < 0 THEN 'out' ELSE 'in' END`,
    inputs: each("int", "-1", "1", "NULL"),
  },
  "when with an open end": {
    of: (v) => when(v.int.lt(0), "out").when(v.int.gt(0), "in").end(),
    databricks: "CASE WHEN int < 0 THEN 'out' WHEN int > 0 THEN 'in' END",
    duckdb: `CASE WHEN "int" < 0 THEN 'out' WHEN "int" > 0 THEN 'in' END`,
    inputs: each("int", "-1", "0", "1", "NULL"),
  },
  "FLOAT plus FLOAT": {
    of: (v) => v.single.plus(v.other_single),
    databricks: "single + other_single",
    duckdb: '"single" + "other_single"',
    inputs: pairs("single", "other_single", ["0.1", "0.2"], ["16777216", "1"]),
  },
  "FLOAT plus INT is DOUBLE": {
    of: (v) => v.single.plus(v.int),
    databricks: "single + int",
    duckdb: 'CAST("single" AS DOUBLE) + CAST("int" AS DOUBLE)',
    inputs: pairs("single", "int", ["0.1", "16777217"]),
  },
  "doubles plus": {
    of: (v) => v.number.plus(v.other_number),
    databricks: "number + other_number",
    duckdb: '"number" + "other_number"',
    inputs: pairs("number", "other_number", ["0.1", "0.2"], ["1e308", "1e308"], [infinity, "'-Infinity'"]),
  },
  "decimals plus": {
    of: (v) => v.exact.plus(v.other_exact),
    databricks: "exact + other_exact",
    duckdb: 'CAST(CAST("exact" AS DECIMAL(10,2)) + CAST("other_exact" AS DECIMAL(10,2)) AS DECIMAL(11,2))',
    inputs: pairs("exact", "other_exact", ["1.10", "2.25"], ["99999999.99", "0.01"], ["NULL", "1"]),
  },
  "a decimal plus an INT": {
    of: (v) => v.exact.plus(v.int),
    databricks: "exact + int",
    duckdb: 'CAST(CAST("exact" AS DECIMAL(10,2)) + CAST("int" AS DECIMAL(10,0)) AS DECIMAL(13,2))',
    inputs: pairs("exact", "int", ["1.10", "2147483647"]),
  },
  "a decimal plus a plain number": {
    of: (v) => v.exact.plus(1),
    databricks: "exact + 1",
    duckdb: 'CAST(CAST("exact" AS DECIMAL(10,2)) + CAST(1 AS DECIMAL(1,0)) AS DECIMAL(11,2))',
    inputs: each("exact", "1.10"),
  },
  "decimals minus of different scales": {
    of: (v) => v.exact.minus(v.fine),
    databricks: "exact - fine",
    duckdb: 'CAST(CAST("exact" AS DECIMAL(10,2)) - CAST("fine" AS DECIMAL(20,10)) AS DECIMAL(21,10))',
    inputs: pairs("exact", "fine", ["1.10", "0.0000000001"]),
  },
  "decimals times": {
    of: (v) => v.exact.times(v.other_exact),
    databricks: "exact * other_exact",
    duckdb: 'CAST(CAST("exact" AS DECIMAL(19,2)) * CAST("other_exact" AS DECIMAL(10,2)) AS DECIMAL(21,4))',
    inputs: pairs("exact", "other_exact", ["1.10", "2.25"], ["99999999.99", "99999999.99"], ["-0.01", "0.01"]),
  },
  "decimals of 18 digits plus": {
    of: (v) => v.long.cast("decimal(18,2)").plus(v.other_long.cast("decimal(18,2)")),
    databricks: "CAST(long AS DECIMAL(18,2)) + CAST(other_long AS DECIMAL(18,2))",
    duckdb:
      'CAST(CAST(CAST("long" AS DECIMAL(18,2)) AS DECIMAL(19,2)) + CAST(CAST("other_long" AS DECIMAL(18,2)) AS DECIMAL(18,2)) AS DECIMAL(19,2))',
    inputs: pairs("long", "other_long", ["9999999999999999", "9999999999999999"]),
  },
  "a decimal plus a DOUBLE": {
    of: (v) => v.exact.plus(v.number),
    databricks: "exact + number",
    duckdb: 'CAST(CAST("exact" AS VARCHAR) AS DOUBLE) + "number"',
    inputs: pairs("exact", "number", ["1.10", "2.2"]),
  },
  "a long decimal plus a DOUBLE": {
    of: (v) => v.fine.plus(v.number),
    databricks: "fine + number",
    duckdb: 'CAST(CAST("fine" AS VARCHAR) AS DOUBLE) + "number"',
    inputs: pairs("fine", "number", ["9007199254.7409930001", "0"], ["1234567890.1234567891", "0"]),
  },
  negative: {
    of: (v) => v.int.negated(),
    databricks: "-int",
    duckdb: '-"int"',
    inputs: each("int", "5", "-5", "-2147483648", "NULL"),
  },
  "negative decimal": {
    of: (v) => v.exact.negated(),
    databricks: "-exact",
    duckdb: '-"exact"',
    inputs: each("exact", "5.10", "NULL"),
  },
  "negative DOUBLE": {
    of: (v) => v.number.negated(),
    databricks: "-number",
    duckdb: '-"number"',
    inputs: each("number", "0.0", nan, "1.5"),
  },
  "a field": {
    of: (v) => v.place.city,
    databricks: "place.city",
    duckdb: '"place"."city"',
    inputs: each("place", ["named_struct('city', 'Ulm', 'street', NULL)", "{'city': 'Ulm', 'street': NULL}"], "NULL"),
  },
  "a field of an element": {
    of: (v) => v.places.at(0).street,
    databricks: "(get(places, 0)).street",
    duckdb: '(list_extract("places", 1))."street"',
    inputs: each(
      "places",
      ["array(named_struct('city', 'Ulm', 'street', 'Am Markt'))", "[{'city': 'Ulm', 'street': 'Am Markt'}]"],
      ["array(NULL)", "[NULL]"],
      ["array()", "[]"],
      "NULL",
    ),
  },
  now: {
    of: () => currentTimestamp().isNotNull(),
    databricks: "current_timestamp() IS NOT NULL",
    duckdb: "CAST(getvariable('sluice_now') AS TIMESTAMPTZ) IS NOT NULL",
    inputs: [{}],
  },
};
