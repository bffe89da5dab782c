/**
 * Texts of DOUBLE and FLOAT as Java 17 prints them, on which Databricks runs. Java 19 and newer print the shortest digits that read back as
 * the same number; Java 17's algorithm (`FloatingDecimal.dtoa`, after Steele and White) sometimes prints one digit more, or not the nearest.
 * What is computed here is that algorithm, its overflows of int and long included.
 */

/** `1.0`, `1.0E7`, `2.0E-4`, `NaN`, `-Infinity`: a DOUBLE as Java 17 prints it. */
export function printDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (magnitude === 0) return `${sign}0.0`;
  return sign + (shortestDouble(magnitude) ?? printed(doubleParts(magnitude)));
}

/** A FLOAT as Java 17 prints it: `printFloat(Math.fround(0.1))` is `0.1`. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return magnitude === 0 ? `${sign}0.0` : sign + printed(floatParts(magnitude));
}

const bits = new DataView(new ArrayBuffer(8));

/**
 * Where both algorithms agree the shortest digits are at hand: no number of that size lies so that a short decimal is exactly half-way to
 * the next one, and beside powers of two, whose neighbours are not equally far, Java's test is the exact one.
 */
function shortestDouble(magnitude: number): string | undefined {
  if (magnitude >= 2 ** 50 || magnitude < 1e-290) return undefined;
  bits.setFloat64(0, magnitude);
  if (bits.getUint32(4) === 0 && (bits.getUint32(0) & 0xfffff) === 0) return undefined;
  const text = String(magnitude);
  if (magnitude >= 1e-3 && magnitude < 1e7) return text.includes(".") ? text : `${text}.0`;
  const [mantissa = "", power = "0"] = magnitude.toExponential().split("e");
  return `${mantissa}${mantissa.includes(".") ? "" : ".0"}E${Number(power)}`;
}

/** A number as `fraction` × 2^(`exponent` − 52), the fraction with 53 bits, of which `significant` are the type's own. */
interface Parts {
  readonly fraction: bigint;
  readonly exponent: number;
  readonly significant: number;
}

function doubleParts(magnitude: number): Parts {
  bits.setFloat64(0, magnitude);
  const raw = bits.getBigUint64(0);
  return normalized(raw & 0xfffffffffffffn, Number(raw >> 52n), 52, 1023);
}

function floatParts(magnitude: number): Parts {
  bits.setFloat32(0, magnitude);
  const raw = bits.getUint32(0);
  const { fraction, exponent, significant } = normalized(BigInt(raw & 0x7fffff), raw >>> 23, 23, 127);
  return { fraction: fraction << 29n, exponent, significant };
}

function normalized(fraction: bigint, biased: number, width: number, bias: number): Parts {
  if (biased > 0) return { fraction: fraction | (1n << BigInt(width)), exponent: biased - bias, significant: width + 1 };
  const significant = fraction.toString(2).length;
  const shift = width + 1 - significant;
  return { fraction: fraction << BigInt(shift), exponent: 1 - shift - bias, significant };
}

/** Digits and the place of the point, counted from before the first digit. */
interface Digits {
  readonly digits: readonly number[];
  readonly point: number;
}

function printed(parts: Parts): string {
  const { digits, point } = digitsOf(parts);
  const text = digits.join("");
  if (point > 0 && point < 8) return `${text.slice(0, point).padEnd(point, "0")}.${text.slice(point) || "0"}`;
  if (point <= 0 && point > -3) return `0.${"0".repeat(-point)}${text}`;
  return `${text[0]}.${text.slice(1) || "0"}E${point - 1}`;
}

/** Bits of 5^n. */
const bitsOfFive = [0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61];

function estimatedBits(power: number): number {
  return bitsOfFive[power] ?? power * 3;
}

function digitsOf({ fraction, exponent, significant }: Parts): Digits {
  const tail = trailingZeros(fraction);
  const fractionBits = 53 - tail;
  const tinyBits = Math.max(0, fractionBits - exponent - 1);
  if (exponent <= 62 && exponent >= -21 && tinyBits === 0) {
    const insignificant = exponent > significant ? insignificantDigits(exponent - significant - 1) : 0;
    const whole = exponent >= 52 ? fraction << BigInt(exponent - 52) : fraction >> BigInt(52 - exponent);
    return wholeDigits(whole, insignificant);
  }
  return fractionDigits(fraction >> BigInt(tail), fractionBits, exponent, significant, tinyBits);
}

function trailingZeros(value: bigint): number {
  const low = Number(value & 0xffffffffn);
  if (low !== 0) return 31 - Math.clz32(low & -low);
  return 32 + trailingZeros(value >> 32n);
}

/** Decimal digits that 2^n has beyond what its precision says, as Java's table has them. */
const insignificantTable = [
  0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 11, 11, 11, 12, 12, 12,
  12, 13, 13, 13, 14, 14, 14, 15, 15, 15, 15, 16, 16, 16, 17, 17, 17, 18, 18, 18, 19,
];

function insignificantDigits(power: number): number {
  return power > 1 ? (insignificantTable[power] ?? 0) : 0;
}

function wholeDigits(value: bigint, insignificant: number): Digits {
  const cut = 10n ** BigInt(insignificant);
  const text = (value / cut + (insignificant > 0 && value % cut >= cut / 2n ? 1n : 0n)).toString();
  return { digits: [...text.replace(/0+$/, "")].map(Number), point: text.length + insignificant };
}

function fractionDigits(fraction: bigint, fractionBits: number, exponent: number, significant: number, tinyBits: number): Digits {
  let point = estimatedPower(fraction, fractionBits, exponent);
  const b5 = Math.max(0, -point);
  const s5 = Math.max(0, point);
  let b2 = b5 + tinyBits + exponent;
  let s2 = s5 + tinyBits;
  let m2 = b2 - significant;
  b2 -= fractionBits - 1;
  const common = Math.min(b2, s2);
  b2 -= common;
  s2 -= common;
  m2 -= common;
  // The number below a power of two is only half as far away.
  if (fractionBits === 1) m2--;
  if (m2 < 0) {
    b2 -= m2;
    s2 -= m2;
    m2 = 0;
  }
  const bBits = fractionBits + b2 + estimatedBits(b5);
  const tenSBits = s2 + 1 + estimatedBits(s5 + 1);
  const width = bBits < 32 && tenSBits < 32 ? 32 : bBits < 64 && tenSBits < 64 ? 64 : 0;
  /** Java computes in int or long where that seems to suffice. */
  const wrap = (value: bigint): bigint => (width === 0 ? value : BigInt.asIntN(width, value));
  let b = wrap((fraction * 5n ** BigInt(b5)) << BigInt(b2));
  const s = wrap((5n ** BigInt(s5)) << BigInt(s2));
  let m = wrap((5n ** BigInt(b5)) << BigInt(m2));
  const tens = wrap(s * 10n);
  const digits: number[] = [];
  let low = false;
  let high = false;
  const step = (): number => {
    const quotient = Number(b / s);
    b = wrap(10n * (b % s));
    m = wrap(m * 10n);
    if (width === 0) {
      low = b < m;
      high = b + m >= tens;
    } else {
      low = b < m;
      high = wrap(b + m) > tens;
    }
    return quotient;
  };
  const first = step();
  if (first === 0 && !high) point--;
  else digits.push(first);
  if (point < -3 || point >= 8) {
    low = false;
    high = false;
  }
  while (!low && !high) {
    const quotient = step();
    // Too great for Java's int or long is certainly greater than what is left.
    if (m <= 0n) {
      low = true;
      high = true;
    }
    digits.push(quotient);
  }
  const difference = wrap((b << 1n) - tens);
  const isUp = high && (!low || difference > 0n || (difference === 0n && ((digits.at(-1) ?? 0) & 1) !== 0));
  return isUp ? roundedUp(digits, point + 1) : { digits, point: point + 1 };
}

/** About the logarithm, one too great at times. */
function estimatedPower(fraction: bigint, fractionBits: number, exponent: number): number {
  const mantissa = Number(fraction) / 2 ** (fractionBits - 1);
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + exponent * 0.301029995663981);
}

function roundedUp(digits: readonly number[], point: number): Digits {
  const up = [...digits];
  let i = up.length - 1;
  while (up[i] === 9 && i > 0) up[i--] = 0;
  if (up[i] !== 9) {
    up[i] = (up[i] ?? 0) + 1;
    return { digits: up, point };
  }
  up[0] = 1;
  return { digits: up, point: point + 1 };
}
