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
