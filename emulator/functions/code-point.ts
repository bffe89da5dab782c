/** Does a text have characters beyond the BMP, which count two in JavaScript and one in Spark? */
export function hasPairs(text: string): boolean {
  return /[\ud800-\udbff]/.test(text);
}

/** Length in characters. */
export function countOf(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (let i = 0; i < text.length; i += widthAt(text, i)) count++;
  return count;
}

/** Units of the character at an index. */
function widthAt(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/** The characters from one index to before another, as far as there are any. */
export function slice(text: string, from: number, to: number): string {
  const start = Math.max(from, 0);
  if (to <= start) return "";
  if (!hasPairs(text)) return text.slice(start, to);
  const first = indexOf(text, start, 0);
  return text.slice(first, indexOf(text, to - start, first));
}

/** Where the character stands that is so many after another. */
function indexOf(text: string, characters: number, from: number): number {
  let at = from;
  for (let left = characters; left > 0 && at < text.length; left--) at += widthAt(text, at);
  return at;
}

/** Characters from the start to an index of JavaScript. */
export function charactersBefore(text: string, index: number): number {
  return hasPairs(text) ? countOf(text.slice(0, index)) : index;
}

/** The index of JavaScript after so many characters. */
export function indexAfter(text: string, characters: number): number {
  return hasPairs(text) ? indexOf(text, characters, 0) : Math.min(characters, text.length);
}

/** The bytes of UTF-8 that Java makes of a text: half a character is a question mark. */
export function wellFormed(text: string): string {
  return hasLone.test(text) ? text.replace(lone, "?") : text;
}

const hasLone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const lone = new RegExp(hasLone, "g");
