/**
 * A pull scanner over JSON text that keeps the source: numbers stay text, strings are decoded only when asked for.
 *
 * It walks as Jackson 2.21's reader-based parser does under Spark's default options (single quotes and NaN, Infinity, +INF …
 * allowed, nothing else), and that includes where it stands after an error: Spark goes on reading after a bad field, so the rest
 * of a malformed record depends on it. A tree parser that only says "malformed" gives other rows than Spark for one cut-off
 * nested object.
 *
 * `from_json` reads through Jackson's parser of characters, files through its parser of UTF-8 bytes. They differ in where they
 * stand after an error, and the latter takes no half surrogate pairs in names: `ofBytes` makes it the latter.
 */

/** What `next` answers besides a token: the text is malformed here. The scanner may be asked to go on, as Jackson's may. */
export const FAIL = -1;
/** No token: before the first, after the last, and after a name whose value was malformed. */
export const NONE = 0;
export const NAME = 1;
export const START_OBJECT = 2;
export const END_OBJECT = 3;
export const START_ARRAY = 4;
export const END_ARRAY = 5;
export const STRING = 6;
export const INTEGER = 7;
export const FRACTION = 8;
export const TRUE = 9;
export const FALSE = 10;
export const NULL = 11;

const IN_ROOT = 0;
const IN_ARRAY = 1;
const IN_OBJECT = 2;

const maximumDepth = 1000;
const maximumDigits = 1000;
const maximumErrorToken = 256;

const identifierPart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}\p{Nd}\p{Mn}\p{Mc}\p{Cf}\0-\x08\x0e-\x1b\x7f-\x9f]/u;
const identifierStart = /[\p{L}\p{Nl}\p{Sc}\p{Pc}]/u;

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** One level of nesting. `count` is the values begun in it, `name` the field being read: a slice of the source, or decoded. */
interface Scope {
  kind: number;
  count: number;
  nameStart: number;
  nameEnd: number;
  decodedName: string | null;
}

export class Scanner {
  text = "";
  pos = 0;
  token = NONE;
  /** Where the current value begins: its first character, for a string the one after the quote. */
  start = 0;
  /** Where a number ends. */
  end = 0;
  /** Magnitude of an INTEGER, exact when it has at most 15 digits. */
  magnitude = 0;
  /** Is the current FRACTION one of NaN, Infinity, -INF …, which are no numbers in JSON? */
  special = false;
  depth = 0;
  /** Left by converters: what became of the last value. */
  fault = 0;

  private pending = NONE;
  private unread = false;
  private string: string | null = null;
  private surrogates = false;
  /** Bytes of a character still to come, after Jackson stumbled over its first: each makes another error. */
  private split = 0;
  private readonly scopes: Scope[] = [{ kind: IN_ROOT, count: 0, nameStart: 0, nameEnd: -1, decodedName: null }];
  private scope: Scope = this.scopes[0] as Scope;

  constructor(readonly ofBytes = false) {}

  /** Starts over with another text. */
  reset(text: string): void {
    this.text = text;
    this.pos = 0;
    this.token = NONE;
    this.pending = NONE;
    this.unread = false;
    this.string = null;
    this.surrogates = false;
    this.split = 0;
    this.depth = 0;
    this.fault = 0;
    this.scope = this.scopes[0] as Scope;
    this.scope.count = 0;
  }

  /** Moves to the next token and answers it; `FAIL` leaves `token` as Jackson leaves it. */
  next(): number {
    if (this.token === NAME) return this.valueOfName();
    if (this.split > 0) {
      this.split--;
      this.unread = false;
      return FAIL;
    }
    if (this.unread && !this.skipString()) return FAIL;
    let code = this.skipSpace();
    if (code < 0) {
      if (code === FAIL || this.depth > 0) return FAIL;
      this.token = NONE;
      return NONE;
    }
    if (code === 0x7d || code === 0x5d) return this.close(code);
    const scope = this.scope;
    if (scope.kind !== IN_ROOT && scope.count++ > 0) {
      if (code !== 0x2c) return FAIL;
      code = this.skipSpace();
      if (code < 0) return FAIL;
    }
    if (scope.kind !== IN_OBJECT) {
      const token = this.value(code);
      if (token === FAIL) return FAIL;
      if ((token === START_OBJECT || token === START_ARRAY) && !this.open(token)) return FAIL;
      this.token = token;
      return token;
    }
    if (code === 0x22) {
      if (!this.readName()) return FAIL;
    } else if (code !== 0x27 || !this.decodeName(this.pos, 0x27)) {
      // Here a character is read whole before it is complained about.
      if (code !== 0x27) this.split = 0;
      return FAIL;
    }
    this.token = NAME;
    code = this.skipColon();
    if (code < 0) return FAIL;
    const token = this.value(code);
    if (token === FAIL) return FAIL;
    this.pending = token;
    return NAME;
  }

  /** Steps over the rest of the object or array the scanner has just entered; false when malformed. */
  skipChildren(): boolean {
    if (this.token !== START_OBJECT && this.token !== START_ARRAY) return true;
    let open = 1;
    for (;;) {
      const token = this.next();
      if (token === FAIL) return false;
      if (token === NONE) return this.depth === 0;
      if (token === START_OBJECT || token === START_ARRAY) open++;
      else if ((token === END_OBJECT || token === END_ARRAY) && --open === 0) return true;
    }
  }

  /** The name of the field the current token belongs to, or null in an array. */
  name(): string | null {
    const scope = this.nameScope();
    if (scope.decodedName !== null) return scope.decodedName;
    return scope.nameEnd < 0 ? null : this.text.slice(scope.nameStart, scope.nameEnd);
  }

  /** Is that name `name`? Cheaper than reading it. */
  isNamed(name: string): boolean {
    const scope = this.nameScope();
    if (scope.decodedName !== null) return scope.decodedName === name;
    return scope.nameEnd - scope.nameStart === name.length && this.text.startsWith(name, scope.nameStart);
  }

  /** The text of the current string, or null when it is malformed. */
  stringValue(): string | null {
    if (!this.unread) return this.string;
    this.unread = false;
    this.string = null;
    const text = this.text;
    const from = this.pos;
    let p = from;
    for (; p < text.length; p++) {
      const code = text.charCodeAt(p);
      if (code === 0x22) {
        this.string = text.slice(from, p);
        this.pos = p + 1;
        return this.string;
      }
      if (code === 0x5c || code < 0x20) break;
    }
    this.pos = p;
    this.string = this.readEscaped(from, 0x22);
    return this.string;
  }

  /** Has the current number a minus sign? */
  isNegative(): boolean {
    return this.text.charCodeAt(this.start) === 0x2d;
  }

  /** The text of the current number or special as it was written. */
  numberText(): string {
    return this.text.slice(this.start, this.end);
  }

  /** Takes over reading inside the current, still unread string: answers false when it was read already. */
  isUnread(): boolean {
    return this.unread;
  }

  /** Declares the current string read, up to `pos`. */
  setRead(): void {
    this.unread = false;
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

  private escapeAt(pos: number): number {
    this.pos = pos;
    return this.readEscape();
  }

  /** A decoded text as UTF-8 can hold it: Java writes "?" for half a surrogate pair, which only an escape can bring in. */
  wellFormed(text: string): string {
    return this.surrogates ? text.replace(loneSurrogate, "?") : text;
  }

  /** The field an object or array stands in is known to its parent, as Jackson's `currentName` has it. */
  private nameScope(): Scope {
    const entered = this.token === START_OBJECT || this.token === START_ARRAY;
    return entered ? (this.scopes[this.depth - 1] ?? this.scope) : this.scope;
  }

  private valueOfName(): number {
    const token = this.pending;
    this.pending = NONE;
    if ((token === START_OBJECT || token === START_ARRAY) && !this.open(token)) return FAIL;
    this.token = token;
    return token;
  }

  private open(token: number): boolean {
    const kind = token === START_OBJECT ? IN_OBJECT : IN_ARRAY;
    const depth = ++this.depth;
    const known = this.scopes[depth];
    if (known === undefined) {
      this.scope = { kind, count: 0, nameStart: 0, nameEnd: -1, decodedName: null };
      this.scopes.push(this.scope);
    } else {
      known.kind = kind;
      known.count = 0;
      known.nameEnd = -1;
      known.decodedName = null;
      this.scope = known;
    }
    return depth <= maximumDepth;
  }

  private close(code: number): number {
    if (this.scope.kind !== (code === 0x7d ? IN_OBJECT : IN_ARRAY)) return FAIL;
    this.scope = this.scopes[--this.depth] as Scope;
    this.start = this.pos - 1;
    this.token = code === 0x7d ? END_OBJECT : END_ARRAY;
    return this.token;
  }

  /** The next character that is no blank, consumed; -2 at the end of the text, `FAIL` at a control character or a comment. */
  private skipSpace(): number {
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

  private skipColon(): number {
    const code = this.skipSpace();
    return code === 0x3a ? this.skipSpace() : FAIL;
  }

  private readName(): boolean {
    const text = this.text;
    const from = this.pos;
    for (let p = from; p < text.length; p++) {
      const code = text.charCodeAt(p);
      if (code === 0x22) {
        this.scope.nameStart = from;
        this.scope.nameEnd = p;
        this.scope.decodedName = null;
        this.pos = p + 1;
        return true;
      }
      if (code === 0x5c || code < 0x20) {
        this.pos = p;
        break;
      }
    }
    return this.decodeName(from, 0x22);
  }

  private decodeName(from: number, quote: number): boolean {
    const name = this.readEscaped(from, quote, this.ofBytes);
    if (name === null) return false;
    this.scope.decodedName = name;
    return true;
  }

  /** Decodes a string whose text from `from` to `pos` is plain, to its closing quote. `paired`: an escaped surrogate needs its other half. */
  private readEscaped(from: number, quote: number, paired = false): string | null {
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
      } else if (code < 0x20) return null;
    }
    return null;
  }

  private skipString(): boolean {
    this.unread = false;
    const text = this.text;
    let p = this.pos;
    while (p < text.length) {
      const code = text.charCodeAt(p++);
      if (code === 0x22) {
        this.pos = p;
        return true;
      }
      if (code === 0x5c) {
        this.pos = p;
        if (this.readEscape() === FAIL) return false;
        p = this.pos;
      } else if (code < 0x20) break;
    }
    this.pos = p;
    return false;
  }

  /** The value that begins with `code`, which is consumed. */
  private value(code: number): number {
    this.start = this.pos - 1;
    switch (code) {
      case 0x22:
        this.unread = true;
        this.start = this.pos;
        return STRING;
      case 0x7b:
        return START_OBJECT;
      case 0x5b:
        return START_ARRAY;
      case 0x74:
        return this.match("true", 1) ? TRUE : FAIL;
      case 0x66:
        return this.match("false", 1) ? FALSE : FAIL;
      case 0x6e:
        return this.match("null", 1) ? NULL : FAIL;
      case 0x2d:
        return this.signed("-");
      case 0x27:
        return this.singleQuoted();
      case 0x4e:
        return this.specialNumber("NaN", 1);
      case 0x49:
        return this.specialNumber("Infinity", 1);
      case 0x2b:
        return this.signed("+");
      default:
        if (code >= 0x30 && code <= 0x39) return this.number(code);
        if (this.split > 0) this.splitValue(code);
        else if (identifierStart.test(String.fromCharCode(code))) this.skipToken(1);
        return FAIL;
    }
  }

  /** Taken for a Latin-1 character, the first byte is a letter, unless it is that of Hebrew: then the next is stumbled over at once. */
  private splitValue(code: number): void {
    if (code < 0x5c0 || code > 0x5ff) this.split--;
  }

  private singleQuoted(): number {
    this.string = this.readEscaped(this.pos, 0x27);
    return this.string === null ? FAIL : STRING;
  }

  /** A number after its sign, of which only the special ones may have a plus. */
  private signed(sign: "+" | "-"): number {
    const code = this.take();
    if (sign === "-" && code >= 0x30 && code <= 0x39) return this.number(code);
    if (code !== 0x49) return FAIL;
    const next = this.take();
    if (next === 0x4e) return this.specialNumber(`${sign}INF`, 3);
    return next === 0x6e ? this.specialNumber(`${sign}Infinity`, 3) : FAIL;
  }

  /** The next character, consumed; `FAIL` at the end. */
  private take(): number {
    if (this.pos >= this.text.length) return FAIL;
    const code = this.text.charCodeAt(this.pos++);
    if (code > 0x7f) this.splitCharacter(this.pos - 1);
    return code;
  }

  private specialNumber(word: string, matched: number): number {
    if (!this.match(word, matched)) return FAIL;
    this.end = this.pos;
    this.special = true;
    return FRACTION;
  }

  /** Matches the rest of a word that must not go on as an identifier. Only characters from "0" on are looked at, so `true$` is TRUE. */
  private match(word: string, matched: number): boolean {
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
  private skipToken(matched: number): void {
    for (let length = matched; this.pos < this.text.length && length < maximumErrorToken; length++) {
      const code = this.ofBytes ? (this.text.codePointAt(this.pos) ?? 0) : this.text.charCodeAt(this.pos);
      // A code point beyond U+FFFF is cut to 16 bits before it is looked at.
      const isPart = isIdentifierPart(code & 0xffff);
      if (isPart || this.ofBytes) this.pos += code > 0xffff ? 2 : 1;
      if (!isPart) return;
    }
  }

  /** A number whose first digit, consumed, is `first`. Of characters, those that begin with 0 take a slower path with other limits. */
  private number(first: number): number {
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

  private badNumber(slow: boolean, at: number): number {
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

function isIdentifierPart(code: number): boolean {
  if (code >= 0xd800 && code <= 0xdfff) return false;
  return identifierPart.test(String.fromCharCode(code));
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
