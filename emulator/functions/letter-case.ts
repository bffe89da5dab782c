import { SparkError } from "./body.js";

/**
 * Spark maps letters by ICU with Unicode 17, whole tables of which were compared with this engine's. An older engine lacks letters that
 * were assigned since, and two whose capitals are newer than themselves.
 */
const unsettled = Number.parseFloat(process.versions.unicode ?? "0") >= 17 ? undefined : /\p{Cn}|[\u019b\u0264]/u;

const ascii = /^[\0-\x7f]*$/;

function settled(text: string): string {
  if (unsettled?.test(text)) {
    throw new SparkError(
      "EMULATOR_REFUSES",
      "the emulator does not change the case of letters that are newer than this version of Node.js",
    );
  }
  return text;
}

/** Capitals by Unicode's full mappings: `ß` becomes `SS`. */
export function toUpper(text: string): string {
  return ascii.test(text) ? text.toUpperCase() : settled(text).toUpperCase();
}

/** Small letters, with the final sigma at the ends of words and a dot above for `İ`. */
export function toLower(text: string): string {
  return ascii.test(text) ? text.toLowerCase() : settled(text).toLowerCase();
}

/** The first letter of what stands between blanks as a title's, the others small. */
export function toTitle(text: string): string {
  if (!ascii.test(text)) settled(text);
  const parts = text.split(" ");
  for (let i = 0; i < parts.length; i++) {
    const word = parts[i] ?? "";
    if (word === "") continue;
    const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
    // Lowered with its first letter before it, on which a sigma depends.
    parts[i] = titleOf(first) + word.toLowerCase().slice(first.toLowerCase().length);
  }
  return parts.join(" ");
}

const digraphs: { readonly [letter: string]: string } = {
  Ǆ: "ǅ",
  ǆ: "ǅ",
  Ǉ: "ǈ",
  ǉ: "ǈ",
  Ǌ: "ǋ",
  ǌ: "ǋ",
  Ǳ: "ǲ",
  ǳ: "ǲ",
};

/** A letter at the start of a title, which for these is not the capital. */
function titleOf(letter: string): string {
  const upper = letter.toUpperCase();
  if (letter <= "\x7f") return upper;
  const digraph = digraphs[letter];
  if (digraph !== undefined) return digraph;
  // Letters of titles already, and the Georgian ones, which are small in titles too.
  if (/[\p{Lt}\u10d0-\u10ff]/u.test(letter)) return letter;
  if (/[ßև\ufb00-\ufb17]/.test(letter)) return upper.slice(0, 1) + upper.slice(1).toLowerCase();
  if (upper.length > 1 && /[\u1f80-\u1fff]/.test(letter) && upper.endsWith("\u0399")) {
    const mark = `${upper.slice(0, -1)}\u0345`;
    return mark.length === 2 ? mark.normalize("NFC") : mark;
  }
  return upper;
}
