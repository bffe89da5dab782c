/**
 * A regular expression of java.util.regex.Pattern (JDK 17) as a tree. Where Java treats two spellings of one meaning otherwise, for the
 * captures they leave behind or the positions they try, the tree tells them apart.
 */
export interface Pattern {
  readonly root: Node;
  /** Capturing groups, without the whole match. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** Are there characters beyond the BMP in its text? Then Java steps through what it searches by whole characters. */
  readonly wide: boolean;
  /** What is valid in Java and not matched exactly by the emulator; undefined when all of it is. */
  readonly refusal: string | undefined;
}

export type Node =
  | CharacterNode
  | { readonly kind: "sequence"; readonly items: readonly Node[] }
  | { readonly kind: "choice"; readonly branches: readonly Node[] }
  | Group
  | Repeat
  | { readonly kind: "atomic"; readonly body: Group }
  | Look
  | { readonly kind: "begin" | "end" | "last-match" | "line-end" }
  | { readonly kind: "line-start"; readonly unix: boolean }
  | { readonly kind: "dollar"; readonly multiline: boolean; readonly unix: boolean }
  | { readonly kind: "boundary"; readonly inside: boolean }
  | { readonly kind: "reference"; readonly group: number; readonly fold: boolean };

export interface CharacterNode {
  readonly kind: "set";
  readonly set: CharacterSet;
  /** Is it one of several literal characters in a row, or a `.`? Then Java does not step by characters on account of it. */
  readonly quiet?: true;
}

export interface Group {
  readonly kind: "group";
  /** Its number when it captures. */
  readonly capture?: number;
  readonly body: Node;
}

export interface Repeat {
  readonly kind: "repeat";
  readonly body: Node;
  readonly min: number;
  readonly max: number;
  readonly mode: "greedy" | "lazy" | "possessive";
  /** Java remembers where this loop failed. Set when all of the pattern is read. */
  remembers: boolean;
}

export interface Look {
  readonly kind: "look";
  readonly behind: boolean;
  readonly negative: boolean;
  readonly body: Node;
  /** Does the pattern have characters beyond the BMP from here on? Only then does Java look behind by characters instead of by halves. */
  readonly wide: boolean;
}

/** Characters, by what Java holds them in: whether a set can hold one beyond the BMP decides how Java steps through a text. */
export type CharacterSet =
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly fold: boolean }
  | { readonly kind: "latin"; readonly codes: ReadonlySet<number> }
  | { readonly kind: "named"; readonly name: SetName }
  | { readonly kind: "category"; readonly name: string }
  | { readonly kind: "not"; readonly of: CharacterSet }
  | { readonly kind: "or" | "and"; readonly left: CharacterSet; readonly right: CharacterSet };

/** Sets with a name: those of escapes, of `.`, and the POSIX ones, which are of ASCII. */
export const namedSets = {
  all: { wide: true },
  dot: { wide: true },
  "unix dot": { wide: true },
  d: { wide: false, ascii: /[0-9]/ },
  w: { wide: false, ascii: /[0-9A-Za-z_]/ },
  s: { wide: false, ascii: /[\t-\r ]/ },
  h: { wide: false },
  v: { wide: false },
  Lower: { wide: false, ascii: /[a-z]/ },
  Upper: { wide: false, ascii: /[A-Z]/ },
  ASCII: { wide: false, ascii: /[\s\S]/ },
  Alpha: { wide: false, ascii: /[A-Za-z]/ },
  Digit: { wide: false, ascii: /[0-9]/ },
  Alnum: { wide: false, ascii: /[0-9A-Za-z]/ },
  Punct: { wide: false, ascii: /[!-/:-@[-`{-~]/ },
  Graph: { wide: false, ascii: /[!-~]/ },
  Print: { wide: false, ascii: /[ -~]/ },
  Blank: { wide: false, ascii: /[\t ]/ },
  Cntrl: { wide: false, ascii: /\p{Cc}/u },
  XDigit: { wide: false, ascii: /[0-9A-Fa-f]/ },
  Space: { wide: false, ascii: /[\t-\r ]/ },
} as const satisfies { readonly [name: string]: { readonly wide: boolean; readonly ascii?: RegExp } };

export type SetName = keyof typeof namedSets;

/** The greatest number of repetitions, which stands for any number. */
export const unlimited = 0x7fffffff;

/** Why Java does not read a pattern, and where: an index into it, in characters. */
export class PatternFault extends Error {
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}
