import type { Column, ColumnOf, NullOf, Num, Numeric, Operand, Text as TextColumn } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { asDecimal, type ColumnType, decimalType, type Expression, isInteger, isNumeric, types } from "../ir/index.js";
import { inBody } from "./body.js";
import { computed, nullsOf } from "./number.js";
import { type FunctionRow, open, type Written, wrongOperand } from "./row.js";
import { callOf, type Sql } from "./sql.js";
import { asNumber } from "./widening.js";

type Unary = <const A extends Operand<Numeric>>(value: A) => Num<"double" | NullOf<A>>;
type UnaryOrNull = (value: Operand<Numeric>) => Num<"double" | null>;
type Binary = <const A extends Operand<Numeric>, const B extends Operand<Numeric>>(
  left: A,
  right: B,
) => Num<"double" | NullOf<A> | NullOf<B>>;
type BinaryOrNull = (left: Operand<Numeric>, right: Operand<Numeric>) => Num<"double" | null>;

function numbers(name: string, args: readonly Expression[], count: number): void {
  for (let i = 0; i < count; i++) {
    const one = args[i];
    if (!one || !isNumeric(one.type)) throw wrongOperand(name, i, "a number", one);
  }
}

/** A function of numbers as DOUBLE. */
function ofDoubles(name: string, count: number, nulls: FunctionRow["nulls"] = "propagate") {
  const type = (args: readonly Expression[]): ColumnType => {
    numbers(name, args, count);
    return types.double;
  };
  return { name, type, nulls, duckdb: inBody("math", (args) => args.map(() => types.double), { name }) };
}

/** Java computes it with the processor's own mathematics library, so that the last bit is not the same everywhere. */
function ofMachine(name: string) {
  const type = (args: readonly Expression[]): ColumnType => {
    numbers(name, args, 1);
    return types.double;
  };
  return { name, type, duckdb: { refuse: "the last bit of its result depends on the machine's mathematics library" } };
}

/** `sqrt(x)`: NaN for what is negative. */
export const sqrt = open<Unary>(ofDoubles("sqrt", 1));
/** `cbrt(x)`: the cube root. */
export const cbrt = open<Unary>(ofDoubles("cbrt", 1));
/** `exp(x)`: e to the power of `x`. */
export const exp = open<Unary>(ofDoubles("exp", 1));
/** `expm1(x)`: `exp(x) - 1`, precise for small `x`. */
export const expm1 = open<Unary>(ofDoubles("expm1", 1));
/** `ln(x)`: the natural logarithm; NULL for 0 and below. */
export const ln = open<UnaryOrNull>(ofDoubles("ln", 1, "always"));
/** `log10(x)`; NULL for 0 and below. */
export const log10 = open<UnaryOrNull>(ofDoubles("log10", 1, "always"));
/** `log2(x)`; NULL for 0 and below. */
export const log2 = open<UnaryOrNull>(ofDoubles("log2", 1, "always"));
/** `log1p(x)`: `ln(1 + x)`, precise for small `x`; NULL for -1 and below. */
export const log1p = open<UnaryOrNull>(ofDoubles("log1p", 1, "always"));
/** `log(base, x)`; NULL for 0 and below in either. `log(2, o.size)` */
export const log = open<BinaryOrNull>(ofDoubles("log", 2, "always"));
/** `power(x, y)`: `x` to the power of `y`, a DOUBLE. `power(o.side, 2)` */
export const power = open<Binary>(ofDoubles("power", 2));
/** `asin(x)`: NaN outside of -1 to 1. */
export const asin = open<Unary>(ofDoubles("asin", 1));
/** `acos(x)`: NaN outside of -1 to 1. */
export const acos = open<Unary>(ofDoubles("acos", 1));
/** `atan(x)` */
export const atan = open<Unary>(ofDoubles("atan", 1));
/** `atan2(y, x)`: the angle of a point. */
export const atan2 = open<Binary>(ofDoubles("atan2", 2));
/** `sinh(x)` */
export const sinh = open<Unary>(ofDoubles("sinh", 1));
/** `cosh(x)` */
export const cosh = open<Unary>(ofDoubles("cosh", 1));
/** `tanh(x)` */
export const tanh = open<Unary>(ofDoubles("tanh", 1));
/** `asinh(x)` */
export const asinh = open<Unary>(ofDoubles("asinh", 1));
/** `acosh(x)`: NaN below 1. */
export const acosh = open<Unary>(ofDoubles("acosh", 1));
/** `atanh(x)`: NaN outside of -1 to 1. */
export const atanh = open<Unary>(ofDoubles("atanh", 1));
/** `degrees(x)`: of an angle in radians. */
export const degrees = open<Unary>(ofDoubles("degrees", 1));
/** `radians(x)`: of an angle in degrees. */
export const radians = open<Unary>(ofDoubles("radians", 1));
/** `rint(x)`: the nearest whole number, half to even, as a DOUBLE. */
export const rint = open<Unary>(ofDoubles("rint", 1));
/** `sign(x)`: -1.0, 0.0 or 1.0. */
export const sign = open<Unary>(ofDoubles("sign", 1));
/** `sin(x)`: not in the emulator. */
export const sin = open<Unary>(ofMachine("sin"));
/** `cos(x)`: not in the emulator. */
export const cos = open<Unary>(ofMachine("cos"));
/** `tan(x)`: not in the emulator. */
export const tan = open<Unary>(ofMachine("tan"));
/** `cot(x)`: not in the emulator. */
export const cot = open<Unary>(ofMachine("cot"));
/** `sec(x)`: not in the emulator. */
export const sec = open<Unary>(ofMachine("sec"));
/** `csc(x)`: not in the emulator. */
export const csc = open<Unary>(ofMachine("csc"));

type Same = <S extends Numeric | null>(value: Column<S>) => Num<S>;

/** `abs(x)`: the least integer has no absolute value and is an error. `abs(o.delta)` */
export const abs = open<Same>({
  name: "abs",
  type: (args) => {
    numbers("abs", args, 1);
    return args[0]?.type ?? types.double;
  },
  duckdb: (parts, written) => {
    const { type, ansi } = written;
    if (type.kind === "decimal") return inBody("abs", () => [type])(parts, written);
    return isInteger(type) && !ansi ? computed("abs")(parts, written) : callOf("abs", parts);
  },
});

/** How many digits: a whole number that is written out. */
function scaleOf(name: string, scale: Expression | undefined): number {
  if (scale === undefined) return 0;
  if (scale.kind === "literal" && scale.type.kind === "int") return Number(scale.value);
  throw new DiagnosticError([
    error("function/operand", `${name} takes a whole number of digits, written out`, { fix: "write it as in round(x, 2)" }),
  ]);
}

/** The decimal that a decimal rounded to so many digits has room in (`RoundBase.dataType`). */
function roundedDecimal(type: { readonly precision: number; readonly scale: number }, scale: number): ColumnType {
  const whole = type.precision - type.scale + 1;
  if (scale < 0) return decimalType(Math.min(38, Math.max(whole, -scale + 1)), 0);
  const kept = Math.min(scale, type.scale);
  return decimalType(Math.min(38, whole + kept), kept);
}

type Round = <S extends Exclude<Numeric, "float"> | null>(value: Column<S>, digits?: number) => Num<S>;

function rounding(name: "round" | "bround") {
  const type = (args: readonly Expression[]): ColumnType => {
    numbers(name, args, 1);
    const [value] = args;
    const scale = scaleOf(name, args[1]);
    if (!value || value.type.kind === "float") throw wrongOperand(name, 0, "a DOUBLE, a DECIMAL or an integer", value);
    return value.type.kind === "decimal" ? roundedDecimal(value.type, scale) : value.type;
  };
  return {
    name,
    type,
    nulls: nullsOf(type, true),
    duckdb: (parts: readonly Sql[], written: Written) =>
      inBody("round", ([value]) => [value?.type ?? types.double], { mode: name, scale: scaleOf(name, written.arguments[1]) })(
        parts,
        written,
      ),
  };
}

/** `round(x, digits)`: half away from zero; fewer than 0 digits round left of the point. `round(o.amount, 2)` */
export const round = open<Round>(rounding("round"));
/** `bround(x, digits)`: half to even. `bround(o.amount, 2)` */
export const bround = open<Round>(rounding("bround"));

interface Whole {
  <const A extends Column<"decimal" | null>>(value: A): Num<"decimal" | NullOf<A>>;
  <const A extends Column<Exclude<Numeric, "decimal"> | null>>(value: A): Num<"bigint" | NullOf<A>>;
  <const A extends Column<Exclude<Numeric, "float" | "double"> | null>>(value: A, digits: number): Num<"decimal" | NullOf<A>>;
}

function whole(name: "ceil" | "floor") {
  const type = (args: readonly Expression[]): ColumnType => {
    numbers(name, args, 1);
    const [value, digits] = args;
    const decimal = value && asDecimal(value.type);
    if (digits) {
      if (!decimal) throw wrongOperand(name, 0, "a DECIMAL or an integer, when digits are given", value);
      return roundedDecimal(decimal, scaleOf(name, digits));
    }
    return value?.type.kind === "decimal" ? roundedDecimal(value.type, 0) : types.bigint;
  };
  return {
    name,
    type,
    nulls: nullsOf(type, true),
    duckdb: (parts: readonly Sql[], written: Written) => {
      const [value, digits] = written.arguments;
      const decimal = value && asDecimal(value.type);
      if (value && decimal && (digits || value.type.kind === "decimal")) {
        return inBody("round", () => [decimal], { mode: name, scale: scaleOf(name, digits) })(parts, written);
      }
      if (value && isInteger(value.type)) return asNumber(parts[0] ?? { text: "", level: 0 }, value, types.bigint);
      return inBody("whole", () => [types.double], { mode: name })(parts, written);
    },
  };
}

/** `ceil(x)`: the next whole number, a BIGINT, or a DECIMAL of one; with digits, the next number of so many. `ceil(o.hours)` */
export const ceil = open<Whole>(whole("ceil"));
/** `floor(x)`: the whole number below; see `ceil`. `floor(o.hours)` */
export const floor = open<Whole>(whole("floor"));

/** `factorial(n)`, a BIGINT; NULL outside of 0 to 20. */
export const factorial = open<(value: Operand<"tinyint" | "smallint" | "int">) => Num<"bigint" | null>>({
  name: "factorial",
  type: ([value]) => {
    if (!value || !isInteger(value.type) || value.type.kind === "bigint") throw wrongOperand("factorial", 0, "int", value);
    return types.bigint;
  },
  nulls: "always",
  duckdb: inBody("factorial", () => [types.int]),
});

/** `width_bucket(x, low, high, buckets)`: in which of so many equal parts `x` lies; 0 below and one more above. */
export const widthBucket = open<
  (value: Operand<Numeric>, low: Operand<Numeric>, high: Operand<Numeric>, buckets: Operand<"int" | "bigint">) => Num<"bigint" | null>
>({
  name: "width_bucket",
  type: (args) => {
    numbers("width_bucket", args, 3);
    if (!args[3] || !isInteger(args[3].type)) throw wrongOperand("width_bucket", 3, "bigint", args[3]);
    return types.bigint;
  },
  nulls: "always",
  duckdb: inBody("width_bucket", () => [types.double, types.double, types.double, types.bigint]),
});

/** `hex(x)`: hexadecimal digits of an integer, of the bytes of a BINARY or of the UTF-8 of a text. */
export const hex = open<
  <const A extends Column<"tinyint" | "smallint" | "int" | "bigint" | "string" | "binary" | null>>(
    value: A,
  ) => TextColumn<"string" | NullOf<A>>
>({
  name: "hex",
  type: ([value]) => {
    if (!value || !(isInteger(value.type) || value.type.kind === "string" || value.type.kind === "binary")) {
      throw wrongOperand("hex", 0, "an integer, a STRING or a BINARY", value);
    }
    return types.string;
  },
  duckdb: (parts, written) => inBody("hex", ([value]) => [value && !isInteger(value.type) ? value.type : types.bigint])(parts, written),
});

/** `unhex(x)`: the bytes of hexadecimal digits, a BINARY; NULL for what is none. */
export const unhex = open<(value: Operand<"string">) => ColumnOf<"binary" | null>>({
  name: "unhex",
  type: ([value]) => {
    if (value?.type.kind !== "string") throw wrongOperand("unhex", 0, "string", value);
    return types.binary;
  },
  nulls: "always",
  duckdb: inBody("unhex", () => [types.string]),
});

/** `bin(x)`: binary digits of an integer, 64 when it is negative. */
export const bin = open<<const A extends Operand<"tinyint" | "smallint" | "int" | "bigint">>(value: A) => TextColumn<"string" | NullOf<A>>>(
  {
    name: "bin",
    type: ([value]) => {
      if (!value || !isInteger(value.type)) throw wrongOperand("bin", 0, "bigint", value);
      return types.string;
    },
    duckdb: inBody("bin", () => [types.bigint]),
  },
);
