/** Dresses a text for a terminal. */
export type Style = (text: string) => string;

const codes = { bold: "1", dim: "2", red: "31", green: "32", yellow: "33", cyan: "36" } as const;

export type Palette = Readonly<Record<keyof typeof codes, Style>>;

/** The styles, or the same names that do nothing. `palette(true).red("no")` is `"\x1b[31mno\x1b[0m"`, `palette(false).red("no")` is `"no"`. */
export function palette(color: boolean): Palette {
  const style =
    (code: string): Style =>
    (text) =>
      color && text !== "" ? `\x1b[${code}m${text}\x1b[0m` : text;
  const { bold, dim, red, green, yellow, cyan } = codes;
  return { bold: style(bold), dim: style(dim), red: style(red), green: style(green), yellow: style(yellow), cyan: style(cyan) };
}

/** Characters that move the cursor, change colours or turn the direction of what follows: a row or a file must not be able to. */
const unprintable = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text with what is no visible character written as an escape. `printable("a\nb\x1b")` is `"a\\nb\\u001b"`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => named[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const combining = /\p{M}|\p{Cf}/u;

/** Columns a printable text takes on a terminal. `widthOf("né")` is 2, `widthOf("在庫")` is 4. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

/** As much of a text as fits, with `…` where it was cut. `cut("inventory", 6)` is `"inven…"`. */
export function cut(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let kept = "";
  let width = 1;
  for (const character of text) {
    width += widthOf(character);
    if (width > columns) break;
    kept += character;
  }
  return `${kept}…`;
}
