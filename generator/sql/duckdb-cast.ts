import { atom, refused, type Sql, type Written } from "../functions/index.js";
import { type ColumnType, isInteger, printType, sameType } from "../ir/index.js";

/** A cast to write, and whom to ask. */
export interface CastInDuckdb extends Pick<Written, "ansi" | "timeZone" | "javascript"> {
  readonly from: ColumnType;
  readonly to: ColumnType;
  /** `try_cast`? */
  readonly attempt: boolean;
  readonly typeName: (type: ColumnType) => string;
}

/** How DuckDB computes what Spark's CAST gives. */
type Rule = (value: string, call: CastInDuckdb) => string;

/** DuckDB's own cast, where it is proven equal. What does not fit is an error under ANSI, else NULL. */
const plain: Rule = (value, { to, attempt, ansi, typeName }) => `${attempt || !ansi ? "TRY_CAST" : "CAST"}(${value} AS ${typeName(to)})`;

/**
 * A cast that may fail. Beside a constant DuckDB casts the constant instead and drops it, with its error: `CAST(i AS SMALLINT) <> 0` is `i <> 0`
 * for it. It does not look into a list of one.
 */
const checked: Rule = (value, call) => `list_extract([${plain(value, call)}], 1)`;

/** DuckDB's own cast of what always fits. */
const always: Rule = (value, { to, typeName }) => `CAST(${value} AS ${typeName(to)})`;

/** `emulator/functions/cast.ts` */
const body: Rule = (value, { from, to, attempt, javascript }) =>
  `${javascript({ body: "cast", takes: [from], gives: to, parameters: { attempt } })}(${value})`;

const isTrue: Rule = (value) => `(${value} <> 0)`;

const widths: readonly ColumnType["kind"][] = ["tinyint", "smallint", "int", "bigint"];

function narrows({ from, to }: CastInDuckdb): boolean {
  return widths.indexOf(to.kind) < widths.indexOf(from.kind);
}

/** A decimal without digits before the point: DuckDB prints 0.5 as `.50`, and true as 0.1. */
function isFraction(type: ColumnType): boolean {
  return type.kind === "decimal" && type.precision === type.scale;
}

/** In UTC an instant and a wall clock are the same number. */
const inUtc =
  (rule: Rule): Rule =>
  (value, call) =>
    call.timeZone === "UTC" ? rule(value, call) : body(value, call);

const rules: { readonly [pair: string]: Rule } = {
  "boolean>integer": always,
  "boolean>float": always,
  "boolean>double": always,
  "boolean>decimal": (value, call) => (isFraction(call.to) ? body(value, call) : always(value, call)),
  "boolean>string": always,
  "integer>boolean": isTrue,
  // Without ANSI Spark wraps around.
  "integer>integer": (value, call) =>
    narrows(call) ? (!call.ansi && !call.attempt ? body(value, call) : checked(value, call)) : plain(value, call),
  "integer>float": always,
  "integer>double": always,
  "integer>decimal": checked,
  "integer>string": always,
  "integer>timestamp": body,
  "float>boolean": isTrue,
  "float>integer": body,
  "float>double": always,
  "float>decimal": body,
  "float>string": body,
  "float>timestamp": body,
  "double>boolean": isTrue,
  "double>integer": body,
  "double>float": body,
  "double>decimal": body,
  "double>string": body,
  "double>timestamp": body,
  "decimal>boolean": isTrue,
  "decimal>integer": (value, call) => (call.ansi || call.attempt ? checked(`trunc(${value})`, call) : body(value, call)),
  // DuckDB divides the digits by a power of ten, which may be one unit in the last place off; reading the text rounds correctly.
  "decimal>float": (value, call) => always(`CAST(${value} AS VARCHAR)`, call),
  "decimal>double": (value, call) => always(`CAST(${value} AS VARCHAR)`, call),
  "decimal>decimal": checked,
  "decimal>string": (value, call) => ((call.ansi || call.attempt) && !isFraction(call.from) ? always(value, call) : body(value, call)),
  "decimal>timestamp": body,
  "string>boolean": body,
  "string>integer": body,
  "string>float": body,
  "string>double": body,
  "string>decimal": body,
  "string>binary": (value) => `encode(${value})`,
  "string>date": body,
  "string>timestamp": body,
  "string>timestamp_ntz": body,
  "binary>string": (value) => `decode(${value})`,
  "date>string": body,
  "date>timestamp": inUtc(plain),
  "date>timestamp_ntz": plain,
  "timestamp>integer": body,
  "timestamp>float": body,
  "timestamp>double": body,
  "timestamp>decimal": body,
  "timestamp>string": body,
  "timestamp>date": inUtc(always),
  "timestamp>timestamp_ntz": inUtc(always),
  "timestamp_ntz>string": body,
  "timestamp_ntz>date": always,
  "timestamp_ntz>timestamp": inUtc(always),
};

function family(type: ColumnType): string {
  return isInteger(type) ? "integer" : type.kind;
}

/** A cast as DuckDB text with Spark's result. Throws `dialect/refused` for pairs that are not proven. */
export function castInDuckdb(part: Sql, call: CastInDuckdb): Sql {
  const { from, to } = call;
  if (sameType(from, to)) return part;
  const rule = rules[`${family(from)}>${family(to)}`];
  if (!rule) {
    throw refused(
      `the emulator does not cast ${printType(from)} to ${printType(to)}: it is not proven equal to Spark's cast`,
      "cast by way of a type that is, or keep the value as it is",
    );
  }
  return atom(rule(part.level === 100 ? part.text : `(${part.text})`, call));
}
