import { DiagnosticError, error } from "../../generator/diagnostic/index.js";
import { parseFloat32 } from "./floating.js";

/** Decimal digits of any script as ASCII digits, as Java reads numbers: `١٢` is `12`. Digits beyond U+FFFF are no digits to it. */
export function asciiDigits(text: string): string {
  if (!/[\u0080-\uffff]/.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.charCodeAt(0);
    if (digit.length > 1 || code < 0x80) return digit;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
    return String((code - zero) % 10);
  });
}

/** A whole number as Java's `parseLong` reads it, or null: an optional sign and digits, between `least` and `most`. */
export function parseInteger(text: string, least: bigint, most: bigint): bigint | null {
  const digits = asciiDigits(text);
  if (!/^[+-]?[0-9]+$/.test(digits)) return null;
  const value = BigInt(digits.replace("+", ""));
  return value < least || value > most ? null : value;
}

const decimal = /^([+-]?)(?:NaN|(Infinity)|((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?)$/;
const hexadecimal = /^[+-]?0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?[0-9]+[fFdD]?$/;

/**
 * A number as Java's `parseDouble` reads it (`parseFloat` with `single`), or null: blanks around it, NaN, Infinity and a final `d` or
 * `f` are fine. Hexadecimal ones are refused with `value/hexadecimal`.
 */
export function parseFloating(text: string, single: boolean): number | null {
  const trimmed = text.replace(/^[\0- ]+|[\0- ]+$/g, "");
  const found = decimal.exec(trimmed);
  if (found === null) {
    if (hexadecimal.test(trimmed)) refuseHexadecimal(trimmed);
    return null;
  }
  const [, sign, infinity, digits] = found;
  const magnitude =
    infinity !== undefined ? Number.POSITIVE_INFINITY : digits === undefined ? Number.NaN : single ? parseFloat32(digits) : Number(digits);
  return sign === "-" ? -magnitude : magnitude;
}

function refuseHexadecimal(text: string): never {
  throw new DiagnosticError([
    error("value/hexadecimal", `"${text}" is a hexadecimal floating-point number, which only Java reads`, { fix: "write it in decimal" }),
  ]);
}
