import { Characters } from "./characters.js";
import {
  END_ARRAY,
  END_OBJECT,
  FAIL,
  FALSE,
  FRACTION,
  INTEGER,
  NAME,
  NONE,
  NULL,
  START_ARRAY,
  START_OBJECT,
  STRING,
  TRUE,
} from "./token.js";

const IN_ROOT = 0;
const IN_ARRAY = 1;
const IN_OBJECT = 2;

const maximumDepth = 1000;
/** One level of nesting. `count` is the values begun in it, `name` the field being read: a slice of the source, or decoded. */
interface Scope {
  kind: number;
  count: number;
  nameStart: number;
  nameEnd: number;
  decodedName: string | null;
}

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

export class Scanner extends Characters {
  token = NONE;
  depth = 0;
  /** Left by converters: what became of the last value. */
  fault = 0;

  private pending = NONE;
  private unread = false;
  private string: string | null = null;
  private readonly scopes: Scope[] = [{ kind: IN_ROOT, count: 0, nameStart: 0, nameEnd: -1, decodedName: null }];
  private scope: Scope = this.scopes[0] as Scope;

  /** Starts over with another text. */
  reset(text: string): void {
    this.begin(text);
    this.token = NONE;
    this.pending = NONE;
    this.unread = false;
    this.string = null;
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
      if (this.lenient && (token === INTEGER || token === FRACTION) && scope.kind === IN_ROOT && !this.endsAtBlank()) return FAIL;
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
      if (code === 0x5c || code < this.leastCharacter) break;
    }
    this.pos = p;
    this.string = this.readEscaped(from, 0x22);
    return this.string;
  }

  /** Takes over reading inside the current, still unread string: answers false when it was read already. */
  isUnread(): boolean {
    return this.unread;
  }

  /** Declares the current string read, up to `pos`. */
  setRead(): void {
    this.unread = false;
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
      if (code === 0x5c || code < this.leastCharacter) {
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
      } else if (code < this.leastCharacter) break;
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
        return code >= 0x30 && code <= 0x39 ? this.number(code) : this.badValue(code);
    }
  }

  private endsAtBlank(): boolean {
    return this.pos >= this.text.length || " \t\r\n".includes(this.text.charAt(this.pos));
  }

  private singleQuoted(): number {
    this.string = this.readEscaped(this.pos, 0x27);
    return this.string === null ? FAIL : STRING;
  }
}
