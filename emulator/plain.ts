import type { ColumnType, Schema } from "../generator/ir/index.js";

type Text = "string" | "decimal" | "date" | "timestamp" | "timestamp_ntz" | "binary";
type Small = "tinyint" | "smallint" | "int" | "float" | "double";

/**
 * A column value as tests see it, exact: BIGINT is a `bigint`, DECIMAL its digits, DATE `2024-02-29`, TIMESTAMP
 * `2024-02-29T12:00:00.000000Z`, BINARY base 64.
 */
export type Plain<S> = S & {} extends infer B
  ?
      | (B extends Text
          ? string
          : B extends Small
            ? number
            : B extends "bigint"
              ? bigint
              : B extends "boolean"
                ? boolean
                : B extends readonly (infer E)[]
                  ? Plain<E>[]
                  : B extends ReadonlyMap<infer _K, infer V>
                    ? { [key: string]: Plain<V> }
                    : { -readonly [K in keyof B]: Plain<B[K]> })
      | (S & null)
  : never;

/** A row of a dataset as tests see it. */
export type PlainRow<R> = { -readonly [K in keyof R]: Plain<R[K]> };

/** A row of a dataset from the JSON that Spark's `to_json` prints of it, no digit lost. */
export function plainRow(line: string, schema: Schema): Record<string, unknown> {
  return fieldsOf(JSON.parse(withQuotedNumbers(line)) as Record<string, unknown>, schema);
}

/** Numbers as texts: `JSON.parse` would round them to 53 bits. */
function withQuotedNumbers(json: string): string {
  return json.replaceAll(
    /("(?:[^"\\]|\\.)*")|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g,
    (token, text: string | undefined) => text ?? `"${token}"`,
  );
}

function fieldsOf(values: Readonly<Record<string, unknown>>, schema: Schema): Record<string, unknown> {
  return Object.fromEntries(schema.map(({ name, type }) => [name, plain(values[name] ?? null, type)]));
}

function plain(value: unknown, type: ColumnType): unknown {
  if (value === null) return null;
  switch (type.kind) {
    case "tinyint":
    case "smallint":
    case "int":
    case "float":
    case "double":
      return Number(value);
    case "bigint":
      return BigInt(String(value));
    case "array":
      return (value as readonly unknown[]).map((one) => plain(one, type.element.type));
    case "struct":
      return fieldsOf(value as Record<string, unknown>, type.fields);
    case "map":
      return Object.fromEntries(Object.entries(value as Record<string, unknown>).map(([key, one]) => [key, plain(one, type.value.type)]));
    default:
      return value;
  }
}
