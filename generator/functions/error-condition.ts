import { atom, type Sql } from "./sql.js";

/** Spark's name for a kind of error, `DIVIDE_BY_ZERO`, with a subclass after a point where it has one. */
export type Condition = keyof typeof conditions;

/**
 * Error conditions of Spark 4.3 that data can raise, and their SQLSTATE (`common/utils/src/main/resources/error/error-conditions.json`).
 */
export const conditions = {
  ARITHMETIC_OVERFLOW: "22003",
  BINARY_ARITHMETIC_OVERFLOW: "22003",
  CANNOT_DECODE_URL: "22546",
  CANNOT_PARSE_TIMESTAMP: "22007",
  CAST_INVALID_INPUT: "22018",
  CAST_OVERFLOW: "22003",
  "COLLECTION_SIZE_LIMIT_EXCEEDED.FUNCTION": "54000",
  "COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER": "54000",
  DIVIDE_BY_ZERO: "22012",
  DUPLICATED_MAP_KEY: "23505",
  "DATETIME_FIELD_OUT_OF_BOUNDS.WITHOUT_SUGGESTION": "22023",
  DATETIME_OVERFLOW: "22008",
  ILLEGAL_DAY_OF_WEEK: "22009",
  INVALID_ARRAY_INDEX: "22003",
  INVALID_ARRAY_INDEX_IN_ELEMENT_AT: "22003",
  INVALID_INDEX_OF_ZERO: "22003",
  "INVALID_PARAMETER_VALUE.LENGTH": "22023",
  "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX": "22023",
  "INVALID_PARAMETER_VALUE.START": "22023",
  MALFORMED_CHARACTER_CODING: "22000",
  NUMERIC_OUT_OF_SUPPORTED_RANGE: "22003",
  NULL_MAP_KEY: "2200E",
  INVALID_FRACTION_OF_SECOND: "22023",
  "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION": "22003",
  "NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION": "22003",
  USER_RAISED_EXCEPTION: "P0001",
  REMAINDER_BY_ZERO: "22012",
  "INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE": "22023",
  /** Ours: the emulator cannot compute this value exactly as Spark does. */
  EMULATOR_REFUSES: "0A000",
} as const;

/** What an error says: `[DIVIDE_BY_ZERO] Division by zero. SQLSTATE: 22012`. */
export function conditionText(condition: Condition, message: string): string {
  return `[${condition}] ${message} SQLSTATE: ${conditions[condition]}`;
}

/**
 * DuckDB text that raises a condition of Spark's: `raise("DIVIDE_BY_ZERO", "Division by zero.")`. Parts of the message that are SQL are put
 * in as VARCHAR: `raise("CAST_INVALID_INPUT", "The value ", value, " is malformed.")`.
 */
export function raise(condition: Condition, ...message: readonly (string | Sql)[]): Sql {
  const parts: (string | Sql)[] = [`[${condition}] `, ...message, ` SQLSTATE: ${conditions[condition]}`];
  const texts: string[] = [];
  let plain = "";
  const flush = (): void => {
    if (plain !== "") texts.push(`'${plain.replaceAll("'", "''")}'`);
    plain = "";
  };
  for (const part of parts) {
    if (typeof part === "string") plain += part;
    else {
      flush();
      texts.push(`coalesce(CAST(${part.text} AS VARCHAR), 'NULL')`);
    }
  }
  flush();
  return atom(`error(${texts.join(" || ")})`);
}
