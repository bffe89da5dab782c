import { DuckDBDateValue, DuckDBDecimalValue, DuckDBListValue, DuckDBTimestampTZValue } from "@duckdb/node-api";
import type { Value } from "../row.js";
import { type Body, type Call, SparkError } from "./body.js";
import { inHashOrder } from "./hash-set.js";
import { type Divide, momentOf, pairsOf } from "./moment.js";
import { percentileOf } from "./percentile.js";

/** The values of a group that are not NULL. */
function present({ items }: DuckDBListValue): readonly Value[] {
  return items.filter((one) => one !== null);
}

/** A number as the DOUBLE that Spark casts it to. */
function doubleOf(value: Value): number {
  if (typeof value === "number") return value;
  return value instanceof DuckDBDecimalValue ? Number(`${value.value}e-${value.scale}`) : Number(value as bigint);
}

const limits = { bigint: [-(2n ** 63n), 2n ** 63n - 1n], decimal: [-(10n ** 38n) + 1n, 10n ** 38n - 1n] } as const;

/** What to give for a sum. `positive` is what the positive values sum up to: an overflow on the way can only be above it or below the rest. */
function settle(total: bigint, positive: bigint, kind: keyof typeof limits, { parameters: { attempt, ansi } }: Call): bigint | null {
  const [least, most] = limits[kind];
  if (positive <= most && total - positive >= least) return total;
  if (kind === "bigint" && !ansi && !attempt) return BigInt.asIntN(64, total);
  if (total >= least && total <= most) {
    throw new SparkError("EMULATOR_REFUSES", "Whether the sum overflows on the way depends on the order of the rows.");
  }
  if (attempt || !ansi) return null;
  const what = kind === "bigint" ? "overflow." : "Overflow in sum of decimals.";
  throw new SparkError("ARITHMETIC_OVERFLOW", what);
}

function sumOf(list: DuckDBListValue, call: Call): bigint | null {
  const values = present(list).map((one) => (one as DuckDBDecimalValue).value);
  if (values.length === 0) return null;
  const total = values.reduce((a, b) => a + b, 0n);
  const positive = values.reduce((a, b) => (b > 0n ? a + b : a), 0n);
  return settle(total, positive, "decimal", call);
}

function decimal(value: bigint | null, { gives }: Call): Value {
  if (value === null || gives.kind !== "decimal") return null;
  return new DuckDBDecimalValue(value, gives.precision, gives.scale);
}

/** The mean, rounded half away from zero to the scale of the result. */
function mean(total: bigint, count: bigint, call: Call): Value {
  const { gives, parameters } = call;
  if (gives.kind !== "decimal" || count === 0n) return null;
  const shift = gives.scale - Number(parameters.scale);
  const digits = total * 10n ** BigInt(shift);
  const size = digits < 0n ? -digits : digits;
  const rounded = (size * 2n + count) / (count * 2n);
  if (rounded < 10n ** BigInt(gives.precision)) return decimal(digits < 0n ? -rounded : rounded, call);
  if (parameters.attempt || !parameters.ansi) return null;
  throw new SparkError(
    "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
    `The mean cannot be represented as Decimal(${gives.precision}, ${gives.scale}).`,
  );
}

function divider({ ansi }: Call): Divide {
  return (a, b) => {
    if (b !== 0) return a / b;
    if (ansi) throw new SparkError("DIVIDE_BY_ZERO", "Division by zero.");
    return null;
  };
}

/** What tells a value from others. */
function keyOf(value: Value): string | number | bigint | boolean {
  if (value instanceof DuckDBDecimalValue) return value.value;
  if (value instanceof DuckDBDateValue) return value.days;
  if (value instanceof DuckDBTimestampTZValue) return value.micros;
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return value;
  return String(value);
}

/** A Map takes 0 and -0 for one key, and one NaN for the other. */
function hasBothZeros(values: readonly Value[]): boolean {
  return values.some((one) => Object.is(one, 0)) && values.some((one) => Object.is(one, -0));
}

function modeOf(values: readonly Value[]): Value {
  const counts = new Map<unknown, { readonly value: Value; count: number }>();
  for (const one of values) {
    const value = Object.is(one, -0) ? 0 : one;
    const key = keyOf(value);
    const found = counts.get(key);
    if (found) found.count++;
    else counts.set(key, { value, count: 1 });
  }
  const most = Math.max(...[...counts.values()].map((one) => one.count));
  const [winner, tie] = [...counts.values()].filter((one) => one.count === most);
  if (tie)
    throw new SparkError("EMULATOR_REFUSES", "Several values are there most often, and Spark does not say which of them is the mode.");
  return winner?.value ?? null;
}

export const aggregateBodies: { readonly [name: string]: Body } = {
  sum_bigint: {
    compile: (call) => (total: DuckDBDecimalValue, positive: DuckDBDecimalValue) => settle(total.value, positive.value, "bigint", call),
  },
  sum_decimal: { compile: (call) => (list: DuckDBListValue) => decimal(sumOf(list, call), call) },
  avg_decimal: { compile: (call) => (total: DuckDBDecimalValue, count: bigint) => mean(total.value, count, call) },
  avg_wide: {
    compile: (call) => (list: DuckDBListValue) => {
      const total = sumOf(list, call);
      return total === null ? null : mean(total, BigInt(present(list).length), call);
    },
  },
  moment: {
    compile: (call) => {
      const finish = momentOf(String(call.parameters.measure), divider(call));
      return (list: DuckDBListValue) => finish(present(list).map(doubleOf));
    },
  },
  pairs: {
    compile: (call) => {
      const finish = pairsOf(String(call.parameters.measure), divider(call));
      return (first: DuckDBListValue, second: DuckDBListValue) => {
        const pairs = first.items.flatMap((a, i): readonly (readonly [number, number])[] => {
          const b = second.items[i] ?? null;
          return a === null || b === null ? [] : [[doubleOf(a), doubleOf(b)]];
        });
        return finish(pairs);
      };
    },
  },
  percentile: {
    compile: ({ parameters: { share, discrete } }) => {
      const pick = percentileOf(Number(share), discrete === true);
      return (list: DuckDBListValue) => {
        const values = present(list);
        if (hasBothZeros(values)) throw new SparkError("EMULATOR_REFUSES", "The emulator does not order 0.0 and -0.0.");
        return pick(values);
      };
    },
  },
  mode: { compile: () => (list: DuckDBListValue) => modeOf(present(list)) },
  collect_set: {
    compile: () => (list: DuckDBListValue) => new DuckDBListValue([...inHashOrder(present(list))]),
  },
};
