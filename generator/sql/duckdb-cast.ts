import { DiagnosticError, error } from "../diagnostic/index.js";
import { atom, instantOf, outsideUtc, type Sql, type Written } from "../functions/index.js";
import { type ColumnType, isInteger, printType, sameType } from "../ir/index.js";

/** Spark trims white space and control characters off a text before it reads a number or a time. */
const margin = "[\\x00-\\x20\\x7f]*";

/** A rule: how DuckDB computes what Spark's CAST gives. `invalid` stands where Spark raises an error or `try_cast` gives NULL. */
type Rule = (value: string, to: string, attempt: boolean, named: string) => string;

function plain(value: string, to: string, attempt: boolean): string {
  return `${attempt ? "TRY_CAST" : "CAST"}(${value} AS ${to})`;
}

function invalid(value: string, named: string, attempt: boolean): string {
  if (attempt) return "NULL";
  return `error('[CAST_INVALID_INPUT] The value ''' || ${value} || ''' of the type "STRING" cannot be cast to "${named}" because it is malformed.')`;
}

function unread(value: string, named: string): string {
  return `error('the emulator does not read ''' || ${value} || ''' as ${named}: Spark accepts this form, and it is not proven equal here')`;
}

/**
 * A text cast: forms proven equal are read by DuckDB; forms that Spark also accepts and DuckDB may read differently are an error of
 * the emulator; the rest is invalid for Spark too, and so is what has the shape of `never`.
 */
function text(exact: string, alsoSpark?: string, never?: string, read: Rule = plain): Rule {
  return (given, to, attempt, named) => {
    const value = "text";
    const valid = read(`regexp_extract(${value}, '${margin}(${exact})${margin}', 1)`, to, attempt, named);
    const refused =
      alsoSpark === undefined
        ? ""
        : ` WHEN regexp_full_match(${value}, '(?s)${margin}(${alsoSpark})${margin}') THEN ${unread(value, named)}`;
    const shaped =
      never === undefined ? "" : ` WHEN regexp_full_match(${value}, '${margin}(${never})${margin}') THEN ${invalid(value, named, attempt)}`;
    const rule = `CASE WHEN regexp_full_match(${value}, '${margin}(${exact})${margin}') THEN ${valid}${shaped}${refused} WHEN ${value} IS NOT NULL THEN ${invalid(value, named, attempt)} END`;
    // A one-element list binds the text to a name, so that it is computed once however often the rule reads it.
    return `list_extract(list_transform([${given}], lambda ${value}: ${rule}), 1)`;
  };
}

const wholeNumber = text("[+-]?[0-9]+");
const decimalNumber = text("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)", "[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)[eE][+-]?[0-9]+");
const doubleNumber = text(
  "[+-]?([0-9]{1,20}[.]?[0-9]{0,20}|[.][0-9]{1,20})([eE][+-]?[0-9]{1,2})?",
  "[+-]?(([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?[dDfF]?|[nN][aA][nN]|[iI][nN][fF]([iI][nN][iI][tT][yY])?|0[xX].*)",
);
const day = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const clock = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,6})?";
const looseDay = "[+-]?[0-9]{4,7}(-[0-9]{1,2}(-[0-9]{1,2}([ T].*)?)?)?";
const textToDate = text(day, looseDay);
const zone = "(Z|[+-]([0][0-9]|1[0-7]):[0-5][0-9])";
const two = "[0-9]{2}";
const noClock = `(([3-9][0-9]|2[4-9]):${two}:${two}|${two}:[6-9][0-9]:${two}|${two}:${two}:[6-9][0-9])`;
const textToTimestamp = text(
  `${day}([ T]${clock}${zone}?)?`,
  `${looseDay}|T?[0-9]{1,2}:.*`,
  `${day}[ T]${noClock}([.][0-9]{1,6})?(Z|[+-]${two}:${two})?`,
  (value, to, attempt) => {
    const wall = instantOf(plain(value, "TIMESTAMP", attempt));
    const elsewhere = `CASE WHEN regexp_matches(${value}, '${zone}$') THEN ${plain(value, to, attempt)} ELSE ${wall} END`;
    return outsideUtc(plain(value, to, attempt), elsewhere);
  },
);
const dateToTimestamp: Rule = (value, to, attempt) => outsideUtc(plain(value, to, attempt), instantOf(plain(value, "TIMESTAMP", attempt)));

const rules: { readonly [pair: string]: Rule } = {
  "integer>integer": plain,
  "integer>decimal": plain,
  "integer>double": plain,
  "integer>string": plain,
  "decimal>decimal": plain,
  "decimal>integer": (value, to, attempt) => plain(`trunc(${value})`, to, attempt),
  // DuckDB divides the digits by a power of ten, which may be one unit in the last place off; reading the text rounds correctly.
  "decimal>double": (value, to, attempt) => plain(`CAST(${value} AS VARCHAR)`, to, attempt),
  "decimal>string": plain,
  "float>double": plain,
  "string>integer": wholeNumber,
  "string>decimal": decimalNumber,
  "string>double": doubleNumber,
  "string>date": textToDate,
  "string>timestamp": textToTimestamp,
  "timestamp>date": plain,
  "date>timestamp": dateToTimestamp,
  "date>string": plain,
  "boolean>string": plain,
};

function family(type: ColumnType): string {
  return isInteger(type) ? "integer" : type.kind;
}

/** A cast to write, and whom to ask. */
export interface CastInDuckdb extends Pick<Written, "ansi" | "javascript"> {
  readonly from: ColumnType;
  readonly to: ColumnType;
  /** `try_cast`? */
  readonly attempt: boolean;
  readonly typeName: (type: ColumnType) => string;
}

/** A cast as DuckDB text with Spark's result. Throws `dialect/refused` for pairs that are not proven. */
export function castInDuckdb(part: Sql, { from, to, attempt, typeName }: CastInDuckdb): Sql {
  if (sameType(from, to)) return part;
  const rule = rules[`${family(from)}>${family(to)}`];
  if (!rule) {
    throw new DiagnosticError([
      error(
        "dialect/refused",
        `the emulator does not cast ${printType(from)} to ${printType(to)}: it is not proven equal to Spark's cast`,
        {
          fix: "cast by way of a type that is, or keep the value as it is",
        },
      ),
    ]);
  }
  return atom(rule(part.level === 100 ? part.text : `(${part.text})`, typeName(to), attempt, printType(to)));
}
