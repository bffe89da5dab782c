import { type Body, SparkError } from "./body.js";
import { charactersBefore, countOf, indexAfter, slice } from "./code-point.js";
import { ofLength } from "./text-size.js";

const most = 2_147_483_647;

/** Spark's substring: positions count from 1 or, negative, from the end; 0 is 1. What begins before the text is cut off. */
export function substring(text: string, position: number, length: number): string {
  // Without looking at the whole text, when that is not needed.
  const start = position > 0 ? position - 1 : position < 0 ? countOf(text) + position : 0;
  return slice(text, start, Math.max(Math.min(start + length, most), -most - 1));
}

export const textPartBodies: { readonly [name: string]: Body } = {
  substring: {
    compile:
      () =>
      (text: string, position: number, length = most) =>
        substring(text, position, length),
  },
  left: { compile: () => (text: string, length: number) => slice(text, 0, length) },
  right: { compile: () => (text: string, length: number) => (length <= 0 ? "" : substring(text, -length, length)) },
  substring_index: { compile: () => substringIndex },
  lpad: {
    compile:
      () =>
      (text: string, length: number, pad = " ") =>
        padded(text, length, pad, (padding) => padding + text),
  },
  rpad: {
    compile:
      () =>
      (text: string, length: number, pad = " ") =>
        padded(text, length, pad, (padding) => text + padding),
  },
  locate: {
    readsNull: true,
    compile:
      () =>
      (part: string | null, text: string | null, position: number | null = 1) => {
        if (position === null) return 0;
        return part === null || text === null ? null : locate(part, text, position);
      },
  },
  split_part: { compile: () => splitPart },
  find_in_set: { compile: () => (text: string, set: string) => (text.includes(",") ? 0 : set.split(",").indexOf(text) + 1) },
  soundex: { compile: () => soundex },
  levenshtein: {
    readsNull: true,
    compile:
      ({ takes }) =>
      (left: string | null, right: string | null, threshold?: number | null) => {
        if (left === null || right === null) return null;
        const distance = levenshtein(left, right);
        if (takes.length < 3) return distance;
        if (typeof threshold !== "number")
          throw new SparkError("EMULATOR_REFUSES", "levenshtein: what Spark reads a NULL threshold as depends on how it runs the query");
        return distance > threshold ? -1 : distance;
      },
  },
};

function substringIndex(text: string, delimiter: string, count: number): string {
  if (delimiter === "" || count === 0) return "";
  if (count > 0) {
    let at = -1;
    for (let left = count; left > 0; left--) {
      at = text.indexOf(delimiter, at + 1);
      if (at < 0) return text;
    }
    return text.slice(0, at);
  }
  if (count < -most)
    throw new SparkError("EMULATOR_REFUSES", "substring_index: the emulator does not count to the least INT, nor does Spark");
  let at = text.length - delimiter.length + 1;
  for (let left = -count; left > 0; left--) {
    at = at < 1 ? -1 : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return text.slice(at + delimiter.length);
}

function padded(text: string, length: number, pad: string, join: (padding: string) => string): string {
  const count = countOf(text);
  const missing = length - count;
  if (missing <= 0 || pad === "") return slice(text, 0, length);
  return ofLength(length, () => {
    const width = countOf(pad);
    return join(pad.repeat(Math.floor(missing / width)) + slice(pad, 0, missing % width));
  });
}

function locate(part: string, text: string, position: number): number {
  if (position < 1) return 0;
  if (part === "") return 1;
  const found = text.indexOf(part, indexAfter(text, position - 1));
  return found < 0 ? 0 : charactersBefore(text, found) + 1;
}

function splitPart(text: string, delimiter: string, part: number): string {
  if (part === 0) throw new SparkError("INVALID_INDEX_OF_ZERO", "The index 0 is invalid. An index shall be either < 0 or > 0.");
  const parts = delimiter === "" ? [text] : text.split(delimiter);
  return parts.at(part > 0 ? part - 1 : part) ?? "";
}

/** What letters from A to Z sound like; 7 is skipped, 0 keeps sounds apart. */
const sounds = "01230127022455012623017202";

function soundex(text: string): string {
  const first = text.slice(0, 1).toUpperCase();
  if (!/^[A-Za-z]/.test(text)) return text;
  let code = first;
  let last = sounds[first.charCodeAt(0) - 65];
  // Spark looks at bytes, all of which are beyond the letters when a character is beyond ASCII.
  for (let i = 1; i < text.length && code.length < 4; i++) {
    const unit = text.charCodeAt(i);
    const letter = unit >= 97 && unit <= 122 ? unit - 32 : unit;
    if (letter < 65 || letter > 90) {
      last = "0";
      continue;
    }
    const sound = sounds[letter - 65];
    if (sound === "7") continue;
    if (sound !== "0" && sound !== last) code += sound;
    last = sound;
  }
  return code.padEnd(4, "0");
}

function levenshtein(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
