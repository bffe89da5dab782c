import { DuckDBTimestampTZValue, DuckDBTimestampValue } from "@duckdb/node-api";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { checkMicros } from "../value/timestamp.js";
import { SparkError } from "./body.js";

/** Seconds since 1970, on whatever clocks, and microseconds in that second, 0 to 999,999. */
export interface Moment {
  readonly seconds: number;
  readonly micros: number;
}

const safe = 9_007_199_254_740_991n;

export function momentOf(micros: bigint): Moment {
  if (micros > safe || micros < -safe) {
    const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
    return { seconds: Number((micros - rest) / 1_000_000n), micros: Number(rest) };
  }
  const number = Number(micros);
  const rest = number % 1_000_000;
  return rest < 0
    ? { seconds: (number - rest) / 1_000_000 - 1, micros: rest + 1_000_000 }
    : { seconds: (number - rest) / 1_000_000, micros: rest };
}

/** Microseconds since 1970. */
export function microsOf({ seconds, micros }: Moment): bigint {
  const number = seconds * 1_000_000 + micros;
  return Number.isSafeInteger(number) ? BigInt(number) : BigInt(seconds) * 1_000_000n + BigInt(micros);
}

/** Is it beyond the microseconds that Spark counts in 64 bits? */
export function isBeyondLong(moment: Moment): boolean {
  if (Math.abs(moment.seconds) < 9_000_000_000_000) return false;
  const micros = microsOf(moment);
  return BigInt.asIntN(64, micros) !== micros;
}

/** Makes a value of a TIMESTAMP or TIMESTAMP_NTZ; what DuckDB cannot hold is refused. */
export function timeOf(type: ColumnType): (moment: Moment) => Value {
  const make =
    type.kind === "timestamp"
      ? (micros: bigint) => new DuckDBTimestampTZValue(micros)
      : (micros: bigint) => new DuckDBTimestampValue(micros);
  const check = refusing(checkMicros);
  return (moment) => make(check(microsOf(moment)));
}

/** A function whose diagnostics are refusals of a value. */
export function refusing<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    try {
      return compute(...args);
    } catch (failure) {
      if (failure instanceof DiagnosticError) {
        throw new SparkError("EMULATOR_REFUSES", failure.diagnostics.map((one) => one.message).join("; "));
      }
      throw failure;
    }
  };
}
