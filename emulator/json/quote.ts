const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters JSON must escape
const escaped = /["\\\0-\x1f]/g;

/** A JSON string as Jackson writes it: `quote("a\tb")` is `"a\tb"` in quotes, other control characters are `\u00XX`. */
export function quote(text: string): string {
  return `"${text.replace(escaped, (char) => escapes[char] ?? unicodeEscape(char))}"`;
}

/** `\uXXXX` for a UTF-16 code unit. */
export function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
}
