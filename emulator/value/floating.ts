/**
 * Text of a DOUBLE as Java prints it, and so Spark: `1.0`, `1.0E7`, `1.0E-4`, `NaN`, `-Infinity`. The digits are the shortest that
 * read back as the same number, as Java 19 and newer prints them; older ones sometimes print one digit more.
 */
export function printDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const shortest = Math.abs(value).toExponential();
  // Java wants two digits: the shortest of 5E-324 is one, so it prints the nearest with two, 4.9E-324.
  return layout(value, shortest.includes(".") ? shortest : Math.abs(value).toExponential(1));
}

/** Text of a FLOAT as Java prints it: `printFloat(Math.fround(0.1))` is `0.1`. */
export function printFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const magnitude = Math.abs(value);
  for (let digits = 1; ; digits++) {
    const nearest = roundedTo(magnitude, digits);
    if (Math.fround(Number(nearest)) === magnitude) return layout(value, nearest);
    // Above a power of two the floats lie wider apart than below: 2^90 reads back from 1.2379401E27, not from the nearer 1.2379400E27.
    const above = step(nearest, digits, 1);
    if (Math.fround(Number(above)) === magnitude) return layout(value, above);
  }
}

/** The number with so many digits after the first, a tie rounded to even as Java does; `toExponential` rounds it up. */
function roundedTo(magnitude: number, digits: number): string {
  const text = magnitude.toExponential(digits);
  const rest = magnitude.toExponential(100).slice(2 + digits, 102);
  const isTie = /^50*$/.test(rest) && "13579".includes(text.charAt(1 + digits));
  return isTie ? step(text, digits, -1) : text;
}

/** The next number of so many digits. */
function step(text: string, digits: number, direction: 1 | -1): string {
  const [mantissa = "", power = ""] = text.split("e");
  return `${(Number(mantissa) + direction * 10 ** -digits).toFixed(digits)}e${power}`;
}

/** Lays out the magnitude, written as `d.ddde±x`, as Java does. */
function layout(value: number, magnitude: string): string {
  const [mantissa = "", power = "0"] = magnitude.split("e");
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  const exponent = Number(power);
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  if (exponent < -3 || exponent >= 7) return `${sign}${digits[0]}.${digits.slice(1) || "0"}E${exponent}`;
  if (exponent < 0) return `${sign}0.${"0".repeat(-exponent - 1)}${digits}`;
  return `${sign}${digits.slice(0, exponent + 1).padEnd(exponent + 1, "0")}.${digits.slice(exponent + 1) || "0"}`;
}

/**
 * The FLOAT nearest to a decimal number written as text, rounded once. `Math.fround(Number(text))` rounds twice and is off by one
 * when the double falls exactly between two floats; a double rounded to odd never does.
 */
export function parseFloat32(text: string): number {
  const double = Number(text);
  const float = Math.fround(double);
  if (!Number.isFinite(double)) return float;
  if (Math.fround(neighbour(double, -1)) === float && Math.fround(neighbour(double, 1)) === float) return float;
  const difference = compare(text, double);
  if (difference === 0 || isOdd(double)) return float;
  return Math.fround(neighbour(double, difference));
}

const bits = new DataView(new ArrayBuffer(8));

/** The next double above (`direction` > 0) or below. */
function neighbour(double: number, direction: number): number {
  if (double === 0) return direction > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  bits.setFloat64(0, double);
  bits.setBigInt64(0, bits.getBigInt64(0) + (double > 0 === direction > 0 ? 1n : -1n));
  return bits.getFloat64(0);
}

function isOdd(double: number): boolean {
  bits.setFloat64(0, double);
  return (bits.getUint8(7) & 1) === 1;
}

/** Sign of (the number that `text` says) − `double`, exactly. */
function compare(text: string, double: number): number {
  const [mantissa = "", power = "0"] = text.toLowerCase().split("e");
  const [whole = "", fraction = ""] = mantissa.split(".");
  const exponent = Number(power) - fraction.length;
  let binary = 0;
  let scaled = double;
  for (; !Number.isInteger(scaled); binary++) scaled *= 2;
  // digits × 10^exponent against scaled ÷ 2^binary, both made whole.
  const tens = 10n ** BigInt(Math.abs(exponent));
  const left = (BigInt(whole + fraction) * (exponent > 0 ? tens : 1n)) << BigInt(binary);
  const right = BigInt(scaled) * (exponent < 0 ? tens : 1n);
  return left === right ? 0 : left > right ? 1 : -1;
}
