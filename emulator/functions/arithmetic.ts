import { DuckDBDecimalValue } from "@duckdb/node-api";
import type { Condition } from "../../generator/functions/index.js";
import type { ColumnType, DecimalType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { type Body, type Call, type Compute, SparkError } from "./body.js";
import { contextDigits, digits, type Exact, fitted, inContext, magnitude, rescale, scaleOf, ten, textOf, unscaledOf } from "./decimal.js";

/** Signals that there is no result: an error, or NULL where errors are not wanted. */
type Failure = readonly [Condition, string];
const byZero: Failure = ["DIVIDE_BY_ZERO", "Division by zero."];
const remainderByZero: Failure = ["REMAINDER_BY_ZERO", "Remainder by zero."];
const impossible = "the emulator does not divide numbers whose quotient has more than 39 digits; Java calls it impossible";

type Operation<N> = (a: N, b: N) => N | Failure;

function isFailure(result: unknown): result is Failure {
  return Array.isArray(result);
}

/** Integers of 32 bits and fewer. A product of two is computed with `Math.imul` when it is more than a double holds. */
const integers: { readonly [operator: string]: Operation<number> } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => {
    const product = a * b;
    // Beyond 2^53 digits are lost; what remains of it in 32 bits is not in range and is added far out of it.
    return Number.isSafeInteger(product) ? product : Math.imul(a, b) + (product > 0 ? 2 ** 40 : -(2 ** 40));
  },
  "%": (a, b) => (b === 0 ? remainderByZero : (a % b) + 0),
  pmod: (a, b) => {
    if (b === 0) return remainderByZero;
    const rest = (a % b) + 0;
    return rest < 0 ? (((rest + b) | 0) % b) + 0 : rest;
  },
  negate: (a) => 0 - a,
  abs: (a) => Math.abs(a),
};

const longs: { readonly [operator: string]: Operation<bigint> } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "%": (a, b) => (b === 0n ? remainderByZero : a % b),
  pmod: (a, b) => {
    if (b === 0n) return remainderByZero;
    const rest = a % b;
    return rest < 0n ? BigInt.asIntN(64, rest + b) % b : rest;
  },
  negate: (a) => -a,
  abs: magnitude,
  div: (a, b) => (b === 0n ? byZero : a / b),
};

/** FLOAT and DOUBLE; `round` makes a FLOAT of what is computed in between. */
type Floating = (a: number, b: number, round: (value: number) => number) => number | Failure;
const floating: { readonly [operator: string]: Floating } = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => (b === 0 ? byZero : a / b),
  "%": (a, b) => (b === 0 ? remainderByZero : a % b),
  pmod: (a, b, round) => {
    if (b === 0) return remainderByZero;
    const rest = a % b;
    return rest < 0 ? round(rest + b) % b : rest;
  },
};

/** `BigDecimal.divideToIntegralValue` in the context of 39 digits. */
function wholeQuotient(a: Exact, b: Exact): bigint {
  const scale = Math.max(a.scale, b.scale);
  const [dividend, divisor] = [rescale(a.unscaled, a.scale, scale), rescale(b.unscaled, b.scale, scale)];
  const quotient = dividend / divisor;
  if (magnitude(quotient) < ten(contextDigits)) return quotient;
  const spare = ten(digits(quotient) - contextDigits);
  const cut = (quotient / spare) * spare;
  if (magnitude(dividend - cut * divisor) >= magnitude(divisor)) throw new SparkError("EMULATOR_REFUSES", impossible);
  return cut;
}

function rest(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { unscaled: rescale(a.unscaled, a.scale, scale) - wholeQuotient(a, b) * rescale(b.unscaled, b.scale, scale), scale };
}

function sum(a: Exact, b: Exact): Exact {
  const scale = Math.max(a.scale, b.scale);
  return { unscaled: rescale(a.unscaled, a.scale, scale) + rescale(b.unscaled, b.scale, scale), scale };
}

const decimals: { readonly [operator: string]: Operation<Exact> } = {
  "+": sum,
  "-": (a, b) => sum(a, { unscaled: -b.unscaled, scale: b.scale }),
  "*": (a, b) => inContext({ unscaled: a.unscaled * b.unscaled, scale: a.scale + b.scale }),
  "/": (a, b) => {
    if (b.unscaled === 0n) return byZero;
    const dividend = a.unscaled * ten(contextDigits - a.scale + b.scale);
    return { unscaled: halfUp(dividend, b.unscaled), scale: contextDigits };
  },
  "%": (a, b) => (b.unscaled === 0n ? remainderByZero : rest(a, b)),
  pmod: (a, b) => {
    if (b.unscaled === 0n) return remainderByZero;
    const first = rest(a, b);
    return first.unscaled < 0n ? rest(sum(first, b), b) : first;
  },
  div: (a, b) => (b.unscaled === 0n ? byZero : { unscaled: wholeQuotient(a, b), scale: 0 }),
  negate: ({ unscaled, scale }) => negativeOf(-unscaled, scale),
};

/** Scala's negative of a decimal has 34 digits, rounded half even; so has its absolute value where the decimal was negative. */
export function negativeOf(unscaled: bigint, scale: number): Exact {
  if (magnitude(unscaled) < ten(34)) return { unscaled, scale };
  const spare = ten(digits(unscaled) - 34);
  const quotient = unscaled / spare;
  const twice = magnitude(unscaled - quotient * spare) * 2n;
  const up = twice > spare || (twice === spare && quotient % 2n !== 0n);
  return { unscaled: (up ? quotient + (unscaled < 0n ? -1n : 1n) : quotient) * spare, scale };
}

function halfUp(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [n, d] = [magnitude(dividend), magnitude(divisor)];
  const quotient = (n * 2n + d) / (d * 2n);
  return negative ? -quotient : quotient;
}

const names: { readonly [operator: string]: string } = { "+": "add", "-": "subtract", "*": "multiply" };
const bits: { readonly [K in ColumnType["kind"]]?: number } = { tinyint: 8, smallint: 16, int: 32 };

function overflow(type: ColumnType, operator: string): Failure {
  const condition = type.kind === "tinyint" || type.kind === "smallint" ? "BINARY_ARITHMETIC_OVERFLOW" : "ARITHMETIC_OVERFLOW";
  return [condition, `Overflow in ${names[operator] ?? operator} of ${type.kind}.`];
}

function compile(call: Call): Compute {
  const { gives, takes, ansi } = call;
  const { operator: wanted, tries } = call.parameters;
  const operator = String(wanted);
  const raises = ansi && tries !== true;
  const fail = ([condition, message]: Failure): null => {
    if (raises) throw new SparkError(condition, message);
    return null;
  };
  const width = bits[gives.kind];
  if (width !== undefined) {
    const compute = integers[operator];
    if (!compute) throw new TypeError(operator);
    const spare = 32 - width;
    const limit = 2 ** (width - 1);
    return (a: number, b: number) => {
      const result = compute(a, b);
      if (isFailure(result)) return fail(result);
      if (result >= -limit && result < limit) return result;
      // `| 0` takes what 32 bits hold of it, the shifts what fewer do.
      return raises || tries === true ? fail(overflow(gives, operator)) : ((result | 0) << spare) >> spare;
    };
  }
  if (gives.kind === "bigint" && takes.every((one) => one.kind !== "decimal")) {
    const compute = longs[operator];
    if (!compute) throw new TypeError(operator);
    return (a: bigint, b: bigint) => {
      const result = compute(a, b);
      if (isFailure(result)) return fail(result);
      const wrapped = BigInt.asIntN(64, result);
      return wrapped === result || !(raises || tries === true) ? wrapped : fail(overflow(gives, operator));
    };
  }
  if (gives.kind === "double" || gives.kind === "float") {
    const compute = floating[operator];
    if (!compute) throw new TypeError(operator);
    const round = gives.kind === "float" ? Math.fround : (value: number): number => value;
    return (a: number, b: number) => {
      const result = compute(a, b, round);
      return isFailure(result) ? fail(result) : round(result);
    };
  }
  return compileDecimal(operator, call, fail);
}

function compileDecimal(operator: string, { gives, takes }: Call, fail: (failure: Failure) => null): Compute {
  const compute = decimals[operator];
  if (!compute) throw new TypeError(operator);
  const [left, right] = takes.map(scaleOf);
  // A whole quotient is a BIGINT made of a decimal, which must fitted one first.
  const type: DecimalType = gives.kind === "decimal" ? gives : { kind: "decimal", precision: 38, scale: 0 };
  return (a: Value, b?: Value) => {
    const other = b === undefined ? 0n : unscaledOf(b);
    const result = compute({ unscaled: unscaledOf(a), scale: left ?? 0 }, { unscaled: other, scale: right ?? 0 });
    if (isFailure(result)) return fail(result);
    const unscaled = fitted(result, type);
    if (unscaled === undefined && operator === "negate") {
      // Without ANSI too.
      throw new SparkError("NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION", `The negative of ${textOf(result)} has too many digits.`);
    }
    if (unscaled === undefined) {
      return fail([
        "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION",
        `${textOf(result)} cannot be represented as Decimal(${type.precision}, ${type.scale}).`,
      ]);
    }
    return gives.kind === "decimal" ? new DuckDBDecimalValue(unscaled, type.precision, type.scale) : BigInt.asIntN(64, unscaled);
  };
}

export const arithmeticBodies: { readonly [name: string]: Body } = { arithmetic: { compile } };
