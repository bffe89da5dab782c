import type { CharacterSet, Node, SetName } from "./pattern.js";
import type { Reader } from "./reader.js";

/** What a backslash and what follows it stand for: one character, a set of them, or something that is no character. */
export type Escape =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "set"; readonly set: CharacterSet }
  | { readonly kind: "node"; readonly node: Node }
  | { readonly kind: "digit"; readonly digit: number }
  | { readonly kind: "name" }
  | { readonly kind: "refused"; readonly why: string };

const controls: { readonly [letter: string]: number } = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
const sets: { readonly [letter: string]: SetName } = { d: "d", h: "h", s: "s", v: "v", w: "w" };
const anchors: { readonly [letter: string]: Node } = {
  A: { kind: "begin" },
  B: { kind: "boundary", inside: true },
  G: { kind: "last-match" },
  R: { kind: "line-end" },
  z: { kind: "end" },
};

/** Reads an escape whose backslash is here. In a range `\v` is one character, as it was before it became a set. */
export function readEscape(reader: Reader, { inClass, inRange }: { readonly inClass: boolean; readonly inRange: boolean }): Escape {
  const code = reader.skip();
  const letter = String.fromCodePoint(code);
  if (letter === "0") return { kind: "code", code: octal(reader) };
  if (/[1-9]/.test(letter) && !inClass) return { kind: "digit", digit: Number(letter) };
  if (letter === "v" && inRange) return { kind: "code", code: 11 };
  const control = controls[letter];
  if (control !== undefined) return { kind: "code", code: control };
  const set = sets[letter.toLowerCase()];
  if (set !== undefined) {
    const named: CharacterSet = { kind: "named", name: set };
    return { kind: "set", set: letter === letter.toLowerCase() ? named : { kind: "not", of: named } };
  }
  switch (letter) {
    case "c":
      if (reader.at >= reader.length) throw reader.fault("an escape of a control character without the character");
      return { kind: "code", code: reader.read() ^ 64 };
    case "x":
      return { kind: "code", code: hexadecimal(reader) };
    case "u":
      return { kind: "code", code: unicode(reader) };
    case "N":
      return { kind: "refused", why: "characters by their names, \\N{…}" };
  }
  if (!inClass) {
    const node = anchors[letter];
    if (node) return { kind: "node", node };
    if (letter === "b") {
      if (reader.peek() === 0x7b && reader.raw(1) === 0x67) return { kind: "refused", why: "boundaries of graphemes, \\b{g}" };
      return { kind: "node", node: { kind: "boundary", inside: false } };
    }
    if (letter === "Z") return { kind: "node", node: { kind: "dollar", multiline: false, unix: reader.unixLines } };
    if (letter === "X") return { kind: "refused", why: "graphemes, \\X" };
    if (letter === "k") return { kind: "name" };
  }
  if (/[A-Za-z1-9]/.test(letter)) throw reader.fault(`\\${letter} is no escape${inClass ? " inside of brackets" : ""}`);
  return { kind: "code", code };
}

const octalDigit = (code: number): boolean => code >= 0x30 && code <= 0x37;

function octal(reader: Reader): number {
  const first = reader.read();
  if (!octalDigit(first)) throw reader.fault("\\0 takes octal digits");
  let value = first - 0x30;
  for (let more = first <= 0x33 ? 2 : 1; more > 0; more--) {
    const digit = reader.read();
    if (!octalDigit(digit)) {
      reader.back();
      break;
    }
    value = value * 8 + digit - 0x30;
  }
  return value;
}

/** The value of a hexadecimal digit, or NaN. */
function digitOf(code: number): number {
  const text = String.fromCodePoint(code);
  return /^[0-9A-Fa-f]$/.test(text) ? Number.parseInt(text, 16) : Number.NaN;
}

function hexadecimal(reader: Reader): number {
  const first = reader.read();
  if (first === 0x7b && !Number.isNaN(digitOf(reader.peek()))) {
    let value = 0;
    for (;;) {
      const code = reader.read();
      const digit = digitOf(code);
      if (Number.isNaN(digit)) {
        if (code !== 0x7d) throw reader.fault("\\x{ has no closing brace");
        return value;
      }
      value = value * 16 + digit;
      if (value > 0x10ffff) throw reader.fault("there is no character of that number");
    }
  }
  const high = digitOf(first);
  const low = Number.isNaN(high) ? high : digitOf(reader.read());
  if (Number.isNaN(low)) throw reader.fault("\\x takes two hexadecimal digits, or any number of them in braces");
  return high * 16 + low;
}

function fourDigits(reader: Reader): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const digit = digitOf(reader.read());
    if (Number.isNaN(digit)) throw reader.fault("\\u takes four hexadecimal digits");
    value = value * 16 + digit;
  }
  return value;
}

function unicode(reader: Reader): number {
  const first = fourDigits(reader);
  if (first < 0xd800 || first > 0xdbff) return first;
  const mark = reader.at;
  if (reader.read() === 0x5c && reader.read() === 0x75) {
    const second = fourDigits(reader);
    if (second >= 0xdc00 && second <= 0xdfff) return 0x10000 + (first - 0xd800) * 0x400 + (second - 0xdc00);
  }
  reader.at = mark;
  return first;
}
