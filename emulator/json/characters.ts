import { FAIL, FRACTION, INTEGER } from "./token.js";

const maximumDigits = 1000;
const maximumErrorToken = 256;

const identifierPart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\p{Cc}]/u;
const identifierStart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * The characters of JSON text: blanks, words, numbers, escapes. How far each is read, and where an error leaves off, is Jackson's.
 */
export class Characters {
  text = "";
  pos = 0;
  /** Where the current value begins: its first character, for a string the one after the quote. */
  start = 0;
  /** Where a number ends. */
  end = 0;
  /** Magnitude of an INTEGER, exact when it has at most 15 digits. */
  magnitude = 0;
  /** Is the current FRACTION one of NaN, Infinity, -INF …, which are no numbers in JSON? */
  special = false;
  /** Bytes of a character still to come, after Jackson stumbled over its first: each makes another error. */
  protected split = 0;
  /** The least character that a string may hold as it is. */
  protected readonly leastCharacter: number;
  private surrogates = false;

  /**
   * `lenient`: strings may hold control characters, NaN and its like are no numbers, and a number that stands alone ends at a blank. So do
   * Spark's functions over JSON paths have it.
   */
  constructor(
    readonly ofBytes = false,
    readonly lenient = false,
  ) {
    this.leastCharacter = lenient ? 0 : 0x20;
  }

  protected begin(text: string): void {
    this.text = text;
    this.pos = 0;
    this.surrogates = false;
    this.split = 0;
  }

  /** Has the current number a minus sign? */
  isNegative(): boolean {
    return this.text.charCodeAt(this.start) === 0x2d;
  }

  /** The text of the current number or special as it was written. */
  numberText(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Fails at the first byte of the character at `at`, when it has more than one: it is not ASCII where only ASCII may stand. */
  splitCharacter(at: number): void {
    const code = this.text.codePointAt(at) ?? 0;
    if (!this.ofBytes || code < 0x80) return;
    this.pos = at + (code > 0xffff ? 2 : 1);
    this.split = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  }

  /** Reads what follows a backslash; the UTF-16 code unit, or `FAIL`. */
  readEscape(): number {
    const text = this.text;
    if (this.pos >= text.length) return FAIL;
    const code = text.charCodeAt(this.pos++);
    switch (code) {
      case 0x62:
        return 0x08;
      case 0x74:
        return 0x09;
      case 0x6e:
        return 0x0a;
      case 0x66:
        return 0x0c;
      case 0x72:
        return 0x0d;
      case 0x22:
      case 0x27:
      case 0x2f:
      case 0x5c:
        return code;
      case 0x75:
        break;
      default:
        return FAIL;
    }
    let value = 0;
    for (let i = 0; i < 4; i++) {
      if (this.pos >= text.length) return FAIL;
      const digit = hexDigit(text.charCodeAt(this.pos++));
      if (digit < 0) {
        this.splitCharacter(this.pos - 1);
        return FAIL;
      }
      value = value * 16 + digit;
    }
    if (value >= 0xd800 && value <= 0xdfff) this.surrogates = true;
    return value;
  }

  protected escapeAt(pos: number): number {
    this.pos = pos;
    return this.readEscape();
  }

  /** A decoded text as UTF-8 can hold it: Java writes "?" for half a surrogate pair, which only an escape can bring in. */
  wellFormed(text: string): string {
    return this.surrogates ? text.replace(loneSurrogate, "?") : text;
  }

  /** The next character that is no blank, consumed; -2 at the end of the text, `FAIL` at a control character or a comment. */
  protected skipSpace(): number {
    const text = this.text;
    let p = this.pos;
    while (p < text.length) {
      const code = text.charCodeAt(p++);
      if (code > 0x20 || (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09)) {
        this.pos = p;
        if (code > 0x7f) this.splitCharacter(p - 1);
        return code > 0x20 && code !== 0x2f ? code : FAIL;
      }
    }
    this.pos = p;
    return -2;
  }

  protected skipColon(): number {
    const code = this.skipSpace();
    return code === 0x3a ? this.skipSpace() : FAIL;
  }

  /** Decodes a string whose text from `from` to `pos` is plain, to its closing quote. `paired`: an escaped surrogate needs its other half. */
  protected readEscaped(from: number, quote: number, paired = false): string | null {
    const text = this.text;
    let decoded = "";
    let plain = from;
    while (this.pos < text.length) {
      const code = text.charCodeAt(this.pos++);
      if (code === quote) return decoded + text.slice(plain, this.pos - 1);
      if (code === 0x5c) {
        decoded += text.slice(plain, this.pos - 1);
        const escaped = this.readEscape();
        if (escaped === FAIL) return null;
        decoded += String.fromCharCode(escaped);
        if (paired && escaped >= 0xd800 && escaped <= 0xdfff) {
          const other = escaped <= 0xdbff && text.charCodeAt(this.pos) === 0x5c ? this.escapeAt(this.pos + 1) : FAIL;
          if (other < 0xdc00 || other > 0xdfff) return null;
          decoded += String.fromCharCode(other);
        }
        plain = this.pos;
      } else if (code < this.leastCharacter) return null;
    }
    return null;
  }

  /** No value begins with `code`, which is consumed: steps over the word that does. */
  protected badValue(code: number): number {
    if (this.split === 0) {
      if (identifierStart.test(String.fromCharCode(code))) this.skipToken(1);
    } else if (code < 0x5c0 || code > 0x5ff) {
      // Taken for Latin-1, the first byte is a letter, and the next is stumbled over at once. Only that of Hebrew is none.
      this.split--;
    }
    return FAIL;
  }

  /** A number after its sign, of which only the special ones may have a plus. */
  protected signed(sign: "+" | "-"): number {
    const code = this.take();
    if (sign === "-" && code >= 0x30 && code <= 0x39) return this.number(code);
    if (code !== 0x49) return FAIL;
    const next = this.take();
    if (next === 0x4e) return this.specialNumber(`${sign}INF`, 3);
    return next === 0x6e ? this.specialNumber(`${sign}Infinity`, 3) : FAIL;
  }

  /** The next character, consumed; `FAIL` at the end. */
  protected take(): number {
    if (this.pos >= this.text.length) return FAIL;
    const code = this.text.charCodeAt(this.pos++);
    if (code > 0x7f) this.splitCharacter(this.pos - 1);
    return code;
  }

  protected specialNumber(word: string, matched: number): number {
    if (!this.match(word, matched) || this.lenient) return FAIL;
    this.end = this.pos;
    this.special = true;
    return FRACTION;
  }

  /** Matches the rest of a word that must not go on as an identifier. Only characters from "0" on are looked at, so `true$` is TRUE. */
  protected match(word: string, matched: number): boolean {
    const text = this.text;
    for (let i = matched; i < word.length; i++) {
      if (this.pos >= text.length || text.charCodeAt(this.pos) !== word.charCodeAt(i)) {
        this.skipToken(i);
        return false;
      }
      this.pos++;
    }
    const code = this.pos < text.length ? text.charCodeAt(this.pos) : 0;
    if (code < 0x30 || code === 0x5d || code === 0x7d) return true;
    if (code > 0x7f && this.ofBytes) this.splitCharacter(this.pos);
    else if (!isIdentifierPart(code)) return true;
    else this.skipToken(word.length);
    return false;
  }

  /** Steps over what a person would call the bad word, and over the character behind it when reading bytes. */
  protected skipToken(matched: number): void {
    for (let length = matched; this.pos < this.text.length && length < maximumErrorToken; length++) {
      const code = this.ofBytes ? (this.text.codePointAt(this.pos) ?? 0) : this.text.charCodeAt(this.pos);
      // A code point beyond U+FFFF is cut to 16 bits before it is looked at.
      const isPart = isIdentifierPart(code & 0xffff);
      if (isPart || this.ofBytes) this.pos += code > 0xffff ? 2 : 1;
      if (!isPart) return;
    }
  }

  /** A number whose first digit, consumed, is `first`. Of characters, those that begin with 0 take a slower path with other limits. */
  protected number(first: number): number {
    const text = this.text;
    const zero = first === 0x30;
    const slow = zero && !this.ofBytes;
    const missing = slow ? -1 : 0;
    let p = this.pos;
    let magnitude = first - 0x30;
    let code = text.charCodeAt(p);
    if (zero && code >= 0x30 && code <= 0x39) return FAIL;
    while (code >= 0x30 && code <= 0x39) {
      magnitude = magnitude * 10 + code - 0x30;
      code = text.charCodeAt(++p);
    }
    const digits = p - this.pos + 1;
    this.magnitude = magnitude;
    this.special = false;
    if (code !== 0x2e && (code | 0x20) !== 0x65) {
      this.pos = p;
      this.end = p;
      return digits > maximumDigits ? FAIL : INTEGER;
    }
    this.pos = p + 1;
    let fraction = missing;
    if (code === 0x2e) {
      const from = ++p;
      while (isDigit(text, p)) p++;
      fraction = p - from;
      if (fraction === 0) return this.badNumber(slow, p);
      code = text.charCodeAt(p);
    }
    let exponent = missing;
    if ((code | 0x20) === 0x65) {
      p++;
      const sign = text.charCodeAt(p);
      if (sign === 0x2b || sign === 0x2d) p++;
      const from = p;
      while (isDigit(text, p)) p++;
      exponent = p - from;
      if (exponent === 0) return this.badNumber(slow, p);
    }
    this.pos = p;
    this.end = p;
    return digits + fraction + exponent > maximumDigits ? FAIL : FRACTION;
  }

  protected badNumber(slow: boolean, at: number): number {
    if (slow || this.ofBytes || at >= this.text.length) {
      this.pos = at;
      this.take();
    }
    return FAIL;
  }
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** As Java's `isJavaIdentifierPart` has it: control characters are, blanks among them are not. */
function isIdentifierPart(code: number): boolean {
  if ((code >= 0xd800 && code <= 0xdfff) || (code >= 0x09 && code <= 0x0d) || (code >= 0x1c && code <= 0x1f)) return false;
  return identifierPart.test(String.fromCharCode(code));
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
