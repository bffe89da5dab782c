import { DuckDBBlobValue, DuckDBDecimalValue } from "@duckdb/node-api";
import type { Value } from "../row.js";
import { negativeOf } from "./arithmetic.js";
import { type Body, type Call, type Compute, SparkError } from "./body.js";
import { fitted, rescale, scaleOf, ten, textOf, unscaledOf } from "./decimal.js";
import { atan2, cbrt, cosh, exp, pow, tanh } from "./fdlibm.js";

/** Half to even, with the sign of what is rounded to zero. */
function rint(x: number): number {
  if (Math.abs(x) >= 2 ** 52 || Number.isNaN(x)) return x;
  const rounded = x < 0 ? x - 2 ** 52 + 2 ** 52 : x + 2 ** 52 - 2 ** 52;
  return x < 0 || Object.is(x, -0) ? -Math.abs(rounded) : rounded;
}

const positiveOnly =
  (of: (x: number) => number, above = 0) =>
  (x: number): number | null =>
    x <= above ? null : of(x);

/** Functions of DOUBLE by their name in Spark. */
const functions: { readonly [name: string]: (x: number, y: number) => number | null } = {
  sqrt: Math.sqrt,
  cbrt,
  exp,
  expm1: Math.expm1,
  ln: positiveOnly(Math.log),
  log10: positiveOnly(Math.log10),
  log2: positiveOnly((x) => Math.log(x) / Math.log(2)),
  log1p: positiveOnly(Math.log1p, -1),
  log: (base, x) => (base <= 0 || x <= 0 ? null : Math.log(x) / Math.log(base)),
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh,
  tanh,
  asinh: Math.asinh,
  acosh: Math.acosh,
  atanh: (x) => 0.5 * (Math.log1p(x) - Math.log1p(-x)),
  degrees: (x) => x * (180 / Math.PI),
  radians: (x) => x * (Math.PI / 180),
  rint,
  sign: Math.sign,
  power: pow,
  atan2,
};

function split(text: string, at: string): readonly [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}

/** The number with so many digits after the point, by the digits that Java writes of it; `even` for half to even. */
function roundDouble(x: number, scale: number, even: boolean): number {
  if (!Number.isFinite(x)) return x;
  if (Number.isInteger(x) && scale >= 0) return x + 0;
  const text = String(Math.abs(x));
  const [mantissa, exponent] = split(text, "e");
  const [whole, fraction] = split(mantissa, ".");
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const kept = point + scale;
  if (kept >= digits.length) return x + 0;
  if (kept < 0) return 0;
  const first = digits.charCodeAt(kept) - 48;
  // No digits of a number end in zero but those of a whole one.
  const half = first === 5 && (kept + 1 === digits.length || /^0*$/.test(digits.slice(kept + 1)));
  const last = kept > 0 ? (digits.charCodeAt(kept - 1) - 48) % 2 : 0;
  const up = half && even ? last === 1 : first >= 5;
  const whose = digits.slice(0, kept);
  // Fifteen digits are exact as a number, and so is one more than they are.
  const rounded = kept <= 15 ? Number(whose) + (up ? 1 : 0) : BigInt(whose) + (up ? 1n : 0n);
  const size = Number(`${rounded}e${-scale}`);
  return (x < 0 ? -size : size) + 0;
}

function roundEven(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return rescale(unscaled, from, to);
  const unit = ten(from - to);
  const quotient = unscaled / unit;
  const rest = unscaled - quotient * unit;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < unit || (twice === unit && quotient % 2n === 0n)) return quotient;
  return unscaled < 0n ? quotient - 1n : quotient + 1n;
}

function roundUp(unscaled: bigint, from: number, to: number): bigint {
  if (to >= from) return rescale(unscaled, from, to);
  const unit = ten(from - to);
  const quotient = unscaled / unit;
  return unscaled > 0n && quotient * unit !== unscaled ? quotient + 1n : quotient;
}

const modes: { readonly [mode: string]: (unscaled: bigint, from: number, to: number) => bigint } = {
  round: rescale,
  bround: roundEven,
  ceil: roundUp,
  floor: (unscaled, from, to) => -roundUp(-unscaled, from, to),
};

const bits: { readonly [kind: string]: number } = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

function compileRound({ takes, gives, ansi, parameters: { mode, scale: wanted } }: Call): Compute {
  const [type] = takes;
  const scale = Number(wanted);
  if (type?.kind === "double" && gives.kind === "double") return (x: number) => roundDouble(x, scale, mode === "bround");
  const round = modes[String(mode)];
  if (!round || !type) throw new TypeError(String(mode));
  const from = scaleOf(type);
  // More digits than a number has make no difference.
  const to = Math.max(scale, -60);
  const width = bits[gives.kind];
  if (gives.kind !== "decimal" && width !== undefined) {
    return (value: Value) => {
      const result = rescale(round(unscaledOf(value), from, to), to, 0);
      const wrapped = BigInt.asIntN(width, result);
      if (wrapped !== result && ansi) throw new SparkError("ARITHMETIC_OVERFLOW", "Overflow.");
      return gives.kind === "bigint" ? wrapped : Number(wrapped);
    };
  }
  if (gives.kind !== "decimal") throw new TypeError("round of a number");
  return (value: Value) => {
    const exact = { unscaled: round(unscaledOf(value), from, Math.min(to, from)), scale: Math.min(to, from) };
    const unscaled = fitted(exact, gives);
    if (unscaled !== undefined) return new DuckDBDecimalValue(unscaled, gives.precision, gives.scale);
    if (!ansi) return null;
    throw new SparkError("NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION", `The rounded ${textOf(exact)} has too many digits.`);
  };
}

const least = -(2 ** 63);

/** `ceil` and `floor` of a DOUBLE: a BIGINT; NaN is 0. */
function compileWhole({ ansi, parameters: { mode } }: Call): Compute {
  const round = mode === "ceil" ? Math.ceil : Math.floor;
  return (x: number) => {
    const whole = round(x);
    if (whole >= least && whole < -least) return BigInt(whole);
    if (Number.isNaN(whole)) return 0n;
    if (ansi) throw new SparkError("ARITHMETIC_OVERFLOW", "Overflow.");
    return whole < 0 ? -(2n ** 63n) : 2n ** 63n - 1n;
  };
}

function compileAbs({ gives }: Call): Compute {
  if (gives.kind !== "decimal") throw new TypeError("abs of decimals");
  return (value: Value) => {
    const unscaled = unscaledOf(value);
    if (unscaled >= 0n) return value;
    const result = fitted(negativeOf(-unscaled, gives.scale), gives);
    if (result === undefined)
      throw new SparkError("NUMERIC_VALUE_OUT_OF_RANGE.WITHOUT_SUGGESTION", "The absolute value has too many digits.");
    return new DuckDBDecimalValue(result, gives.precision, gives.scale);
  };
}

const int64 = (1n << 64n) - 1n;

/** `width_bucket`: NULL without buckets, and for bounds that are equal or no numbers. */
function bucket(value: number, low: number, high: number, count: bigint): bigint | null {
  const finite = Number.isFinite(low) && Number.isFinite(high);
  if (count <= 0n || count === 2n ** 63n - 1n || Number.isNaN(value) || low === high || !finite) return null;
  const lower = Math.min(low, high);
  const upper = Math.max(low, high);
  if (low < high) {
    if (value < lower) return 0n;
    if (value >= upper) return count + 1n;
    return BigInt(Math.trunc((Number(count) * (value - lower)) / (upper - lower))) + 1n;
  }
  if (value > upper) return 0n;
  if (value <= lower) return count + 1n;
  return BigInt(Math.trunc((Number(count) * (upper - value)) / (upper - lower))) + 1n;
}

const factorials = Array.from({ length: 21 }, (_none, n) => {
  let product = 1n;
  for (let i = 2n; i <= BigInt(n); i++) product *= i;
  return product;
});

function unhex(text: string): Value {
  if (!/^[0-9A-Fa-f]*$/.test(text)) return null;
  return new DuckDBBlobValue(Buffer.from(text.length % 2 === 0 ? text : `0${text}`, "hex"));
}

function compileHex({ takes: [type] }: Call): Compute {
  if (type?.kind === "string") return (text: string) => Buffer.from(text, "utf8").toString("hex").toUpperCase();
  if (type?.kind === "binary") return (blob: DuckDBBlobValue) => Buffer.from(blob.bytes).toString("hex").toUpperCase();
  return (value: bigint) => (value & int64).toString(16).toUpperCase();
}

const shifts: { readonly [name: string]: (value: bigint, by: bigint, width: number) => bigint } = {
  shiftleft: (value, by) => value << by,
  shiftright: (value, by) => value >> by,
  shiftrightunsigned: (value, by, width) => BigInt.asUintN(width, value) >> by,
};

/** Java takes as many bits of the distance as the number has room for. */
function compileShift({ gives, parameters: { name } }: Call): Compute {
  const shift = shifts[String(name)];
  if (!shift) throw new TypeError(String(name));
  if (gives.kind === "bigint") return (value: bigint, by: number) => BigInt.asIntN(64, shift(value, BigInt(by & 63), 64));
  return (value: number, by: number) => Number(BigInt.asIntN(32, shift(BigInt(value), BigInt(by & 31), 32)));
}

function compileBitGet({ takes: [type] }: Call): Compute {
  const width = bits[type?.kind ?? ""] ?? 64;
  return (value: number | bigint, position: number) => {
    if (position < 0 || position >= width) {
      const told = `The value of parameter(s) \`pos\` in \`bit_get\` is invalid: expects an integer value in [0, ${width}), but got ${position}.`;
      throw new SparkError("INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE", told);
    }
    return Number((BigInt(value) >> BigInt(position)) & 1n);
  };
}

export const mathBodies: { readonly [name: string]: Body } = {
  math: {
    compile: ({ parameters: { name } }) => {
      const compute = functions[String(name)];
      if (!compute) throw new TypeError(String(name));
      return compute;
    },
  },
  round: { compile: compileRound },
  whole: { compile: compileWhole },
  abs: { compile: compileAbs },
  width_bucket: { compile: () => bucket },
  factorial: { compile: () => (n: number) => factorials[n] ?? null },
  hex: { compile: compileHex },
  unhex: { compile: () => unhex },
  bin: { compile: () => (value: bigint) => (value & int64).toString(2) },
  shift: { compile: compileShift },
  bit_get: { compile: compileBitGet },
};
