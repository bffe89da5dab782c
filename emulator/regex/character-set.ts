import { type CharacterSet, namedSets } from "../../generator/functions/java/index.js";
import { isOfCategory } from "./category.js";

/** A set of characters as the matcher asks it. */
export interface CharacterTest {
  readonly is: (code: number) => boolean;
  /** 1 for each character of ASCII that is in it. */
  readonly ascii: Uint8Array;
  /** Can Java find one beyond the BMP in it? */
  readonly wide: boolean;
}

export function testOf(set: CharacterSet): CharacterTest {
  const is = predicateOf(set);
  return { is, ascii: Uint8Array.from({ length: 128 }, (_, code) => Number(is(code))), wide: isWide(set) };
}

const lineEnd = (code: number): boolean => code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;

const predicates: { readonly [name: string]: (code: number) => boolean } = {
  all: () => true,
  dot: (code) => !lineEnd(code),
  "unix dot": (code) => code !== 10,
  h: (code) =>
    code === 9 ||
    code === 0x20 ||
    code === 0xa0 ||
    (code >= 0x1680 && /[\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]/.test(String.fromCodePoint(code))),
  v: (code) => (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029,
};

function predicateOf(set: CharacterSet): (code: number) => boolean {
  switch (set.kind) {
    case "range": {
      const { from, to, fold } = set;
      const within = (code: number): boolean => code >= from && code <= to;
      if (!fold) return within;
      return (code) => within(code) || (code < 128 && isLetter(code) && (within(code | 0x20) || within(code & ~0x20)));
    }
    case "latin":
      return (code) => set.codes.has(code);
    case "named": {
      const own = predicates[set.name];
      if (own) return own;
      const named = namedSets[set.name];
      const table = Array.from({ length: 128 }, (_, code) => "ascii" in named && named.ascii.test(String.fromCharCode(code)));
      return (code) => code < 128 && table[code] === true;
    }
    case "category":
      return isOfCategory(set.name);
    case "not": {
      const of = predicateOf(set.of);
      return (code) => !of(code);
    }
    case "or": {
      const [left, right] = [predicateOf(set.left), predicateOf(set.right)];
      return (code) => left(code) || right(code);
    }
    case "and": {
      const [left, right] = [predicateOf(set.left), predicateOf(set.right)];
      return (code) => left(code) && right(code);
    }
  }
}

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

function isWide(set: CharacterSet): boolean {
  switch (set.kind) {
    case "range":
      // A range that ignores case is wide whatever is in it; a single character is not.
      return set.to > 0xffff || (set.fold && set.from !== set.to) || (set.from !== set.to && set.from <= 0xdfff && set.to >= 0xd800);
    case "latin":
      return false;
    case "named":
      return namedSets[set.name].wide;
    case "and":
    case "or":
      return isWide(set.left) || isWide(set.right);
    default:
      return true;
  }
}
