import { PatternFault } from "./pattern.js";

/** Stands after the end of a pattern. A character U+0000 inside of it has the same number. */
const ended = 0;

/** The characters of a pattern, with `\Q…\E` written as escapes, and comments skipped while that is on. */
export interface Reader {
  comments: boolean;
  unixLines: boolean;
  /** The character here, over comments; `raw` as it stands. */
  peek(): number;
  raw(ahead?: number): number;
  /** Goes on by one character and gives it, or the one after it. */
  read(): number;
  next(): number;
  skip(): number;
  back(): void;
  at: number;
  readonly length: number;
  fault(message: string, back?: number): PatternFault;
  /** Are there characters beyond the BMP from an index on? */
  wideFrom(index: number): boolean;
}

export function readerOf(pattern: string): Reader {
  const { codes, origins } = withoutQuotes(pattern);
  const isSpace = (code: number): boolean => code === 0x20 || (code >= 9 && code <= 13);
  const endsLine = (code: number): boolean =>
    code === 10 || (!reader.unixLines && (code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029));
  const raw = (ahead = 0): number => codes[reader.at + ahead] ?? ended;
  /** Where the next character is that is neither blank nor part of a comment. */
  const skipComments = (): void => {
    while (reader.at < codes.length) {
      if (isSpace(raw())) reader.at++;
      else if (raw() === 0x23) {
        while (reader.at < codes.length && !endsLine(raw())) reader.at++;
      } else return;
    }
  };
  const peek = (): number => {
    if (reader.comments) skipComments();
    return raw();
  };
  const reader: Reader = {
    comments: false,
    unixLines: false,
    at: 0,
    length: codes.length,
    raw,
    peek,
    read: () => {
      const code = peek();
      reader.at++;
      return code;
    },
    next: () => {
      reader.at++;
      return peek();
    },
    skip: () => {
      const code = raw(1);
      reader.at += 2;
      return code;
    },
    back: () => {
      reader.at--;
    },
    fault: (message, back = 1) =>
      new PatternFault(message, origins[Math.max(Math.min(reader.at - back, codes.length), 0)] ?? pattern.length),
    wideFrom: (index) => codes.slice(index).some((code) => code > 0xffff || (code >= 0xd800 && code <= 0xdfff)),
  };
  return reader;
}

/** `\Qa+b\E` is `a\+b`: what is quoted loses its meaning wherever it stands. */
function withoutQuotes(pattern: string): { readonly codes: readonly number[]; readonly origins: readonly number[] } {
  const source = [...pattern].map((one) => one.codePointAt(0) ?? 0);
  const codes: number[] = [];
  const origins: number[] = [];
  const backslash = 0x5c;
  const put = (at: number, ...all: number[]): void => {
    for (const one of all) {
      codes.push(one);
      origins.push(at);
    }
  };
  let quoted = false;
  let first = false;
  for (let i = 0; i < source.length; i++) {
    const code = source[i] ?? 0;
    const follows = source[i + 1];
    if (!quoted) {
      if (code !== backslash) put(i, code);
      else if (follows === 0x51) {
        quoted = first = true;
        i++;
      } else {
        put(i, code);
        if (follows !== undefined) put(++i, follows);
      }
      continue;
    }
    if (code === backslash && follows === 0x45) {
      quoted = false;
      i++;
      continue;
    }
    const isDigit = code >= 0x30 && code <= 0x39;
    const isLetter = (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
    // The first digit must not become part of an escape before it.
    if (isDigit && first) put(i, backslash, 0x78, 0x33);
    else if (!isDigit && !isLetter && code < 128) put(i, backslash);
    put(i, code);
    first = false;
  }
  return { codes, origins };
}
