import { type ColumnType, printType } from "../../generator/ir/index.js";
import type { Value } from "../row.js";
import { SparkError } from "./body.js";

/**
 * What becomes of a value that does not fit: an error under ANSI, else NULL, and always NULL for `try_cast`. Each takes the value as Spark's
 * message shows it.
 */
export interface Misfit {
  readonly invalid: (value: string) => null;
  readonly overflow: (value: () => string, to?: string) => null;
  readonly range: (value: () => string) => null;
  readonly tooWide: (value: string) => null;
}

/** A cast to make. */
export interface CastCall extends Misfit {
  readonly from: ColumnType;
  readonly to: ColumnType;
  /** `try_cast`? */
  readonly attempt: boolean;
  /** Neither ANSI nor `try_cast`: integers wrap around, and texts are read loosely. */
  readonly legacy: boolean;
  /** `spark.sql.session.timeZone` */
  readonly timeZone: string;
}

/** Makes the conversion of a pair of types. Its value is one of the type it is cast from. */
export type MakeCast = (call: CastCall) => (value: never) => Value;

/** By `from>to`; integers are one family. */
export type CastTable = { readonly [pair: string]: MakeCast };

/** Raises, or gives NULL. */
export function misfit(from: ColumnType, to: ColumnType, raises: boolean): Misfit {
  if (!raises) return { invalid: () => null, overflow: () => null, range: () => null, tooWide: () => null };
  const tolerate = (what: string): string => `Use \`try_cast\` to tolerate ${what} and return NULL instead.`;
  return {
    invalid: (value) => {
      const [shown, type] =
        from.kind === "string" ? [`'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`, from] : [value, numberType];
      throw new SparkError(
        "CAST_INVALID_INPUT",
        `The value ${shown} of the type "${printType(type)}" cannot be cast to "${printType(to)}" because it is malformed. Correct the value as per the syntax, or change its target type. ${tolerate("malformed input")}`,
      );
    },
    overflow: (value, target = printType(to)) => {
      throw new SparkError(
        "CAST_OVERFLOW",
        `The value ${value()} of the type "${printType(from)}" cannot be cast to "${target}" due to an overflow. ${tolerate("overflow")}`,
      );
    },
    range: (value) => {
      const decimal = to.kind === "decimal" ? `Decimal(${to.precision}, ${to.scale})` : printType(to);
      throw new SparkError(
        "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
        `${value()} cannot be represented as ${decimal}. If necessary set "spark.sql.ansi.enabled" to "false" to bypass this error, and return NULL instead.`,
      );
    },
    tooWide: (value) => {
      throw new SparkError(
        "NUMERIC_OUT_OF_SUPPORTED_RANGE",
        `The value ${value} cannot be interpreted as a numeric since it has more than 38 digits.`,
      );
    },
  };
}

/** Of what is no text only DOUBLE is malformed at times; a FLOAT has become one by then. */
const numberType: ColumnType = { kind: "double" };
