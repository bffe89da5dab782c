/** How values are told apart in a line of CSV, in single characters; `none` switches a meaning off. */
export interface CsvSyntax {
  readonly separator: string;
  readonly quote: string;
  readonly escapeCharacter: string;
  /** What a value that is not there is read as. */
  readonly missing: string;
  /** What `""` is read as. */
  readonly empty: string;
}

/** No character, as univocity has it. Data can hold it too, and then means what it means to univocity. */
export const none = "\0";

/** univocity's default comment character: never skipped under Spark's defaults, but looked at when a line ends inside quotes. */
const comment = "#";

/**
 * Splits lines of CSV as univocity-parsers 2.9 does under Spark's settings. Good CSV is easy; what counts is what becomes of quotes
 * that are not closed, or followed by something, where the text is kept with its quotes up to the next separator.
 */
export class CsvTokenizer {
  private line = "";
  private pos = 0;
  /** The character being looked at, and the one before it as far as it matters for escapes. */
  private char = none;
  private previous = none;
  private value = "";
  private unescaped = false;
  /** What escapes the escape: itself, unless a doubled quote is the escape. */
  private readonly escapeEscape: string;

  constructor(private readonly syntax: CsvSyntax) {
    this.escapeEscape = syntax.escapeCharacter === syntax.quote ? none : syntax.escapeCharacter;
  }

  /** The values of a line that is not empty. */
  split(line: string): readonly string[] {
    const { separator, quote, missing } = this.syntax;
    const values: string[] = [];
    this.line = line;
    this.pos = 0;
    this.advance();
    for (;;) {
      this.value = "";
      this.previous = none;
      this.unescaped = false;
      if (this.char === separator) values.push(missing);
      else if (this.char !== quote) {
        const from = this.pos - 1;
        const end = line.indexOf(separator, this.pos);
        if (end < 0) {
          values.push(line.slice(from));
          return values;
        }
        values.push(line.slice(from, end));
        this.pos = end + 1;
        this.char = separator;
      } else if (this.plain() || this.quoted()) values.push(this.taken());
      else return [...values, this.atEnd()];
      if (!this.advance()) return [...values, missing];
    }
  }

  /** Takes a quoted value without escapes that a separator follows. Unlike the general way, it minds no `none` in the data. */
  private plain(): boolean {
    const { separator, quote, escapeCharacter } = this.syntax;
    for (let at = this.pos; at + 1 < this.line.length; at++) {
      const char = this.line.charAt(at);
      const next = this.line.charAt(at + 1);
      if (char === quote) {
        if (next !== separator || this.line.charAt(at - 1) === escapeCharacter) return false;
        this.value = this.line.slice(this.pos, at);
        this.char = separator;
        this.pos = at + 2;
        return true;
      }
      if (char === escapeCharacter && (next === quote || next === this.escapeEscape)) return false;
    }
    return false;
  }

  /** The next character; false, with `char` as it was, at the end of the line. */
  private advance(): boolean {
    if (this.pos >= this.line.length) return false;
    this.char = this.line.charAt(this.pos++);
    return true;
  }

  private taken(): string {
    return this.value === "" ? this.syntax.empty : this.value;
  }

  /** The value in which the line ended. */
  private atEnd(): string {
    const { quote, separator, missing } = this.syntax;
    const closed = this.char === quote && this.previous === quote;
    if (this.char === quote && !closed && !this.unescaped) this.value += quote;
    const begun = closed || (this.previous !== none && this.char !== separator && this.char !== comment);
    return this.value === "" && !begun ? missing : this.taken();
  }

  /** Appends from the current character to before one of `stops`, which becomes the current one. */
  private appendUntil(...stops: readonly string[]): boolean {
    const from = this.pos - 1;
    let end = from;
    while (end < this.line.length && !stops.includes(this.line.charAt(end))) end++;
    this.value += this.line.slice(from, end);
    this.pos = end + 1;
    if (end >= this.line.length) return false;
    this.char = this.line.charAt(end);
    return true;
  }

  /** Reads a value whose opening quote is the current character, up to the separator; false when the line ends in it. */
  private quoted(): boolean {
    const { separator, quote, escapeCharacter } = this.syntax;
    if (!this.advance()) return false;
    while (!(this.previous === quote && (this.char <= " " || this.char === separator))) {
      if (this.char !== quote && this.char !== escapeCharacter) {
        if (this.previous === quote) {
          this.unescaped = true;
          this.value += quote + this.char;
          return this.raw();
        }
        if (this.previous === escapeCharacter && escapeCharacter !== none) this.value += escapeCharacter;
        if (!this.appendUntil(quote, escapeCharacter, this.escapeEscape)) return false;
        this.previous = this.char;
        if (!this.advance()) return false;
      } else {
        if (!this.escaped()) return false;
        this.previous = this.char;
        if (!this.advance()) return false;
        if (this.unescaped && this.char === separator) return true;
      }
    }
    return this.char === separator || this.blanks();
  }

  /** After the closing quote: blanks are dropped when the separator follows, else all of it was text. */
  private blanks(): boolean {
    const { separator, quote } = this.syntax;
    let blanks = "";
    do {
      blanks += this.char;
      if (!this.advance()) return false;
    } while (this.char <= " " && this.char !== separator);
    if (this.char === separator) return true;
    this.value += quote + blanks + this.char;
    return this.raw();
  }

  /** The quotes turned out to be text: everything up to the separator is. */
  private raw(): boolean {
    this.previous = this.char;
    this.value = this.syntax.quote + this.value;
    return this.advance() && this.appendUntil(this.syntax.separator);
  }

  /** A quote or escape inside quotes. */
  private escaped(): boolean {
    const { quote, escapeCharacter } = this.syntax;
    if (this.char === escapeCharacter && this.previous === this.escapeEscape && this.escapeEscape !== none) {
      this.value += escapeCharacter;
      this.char = none;
    } else if (this.previous === escapeCharacter) {
      if (this.char === quote) {
        this.value += quote;
        this.char = none;
      } else this.value += this.previous;
    } else if (this.previous === quote) {
      this.value += quote;
      if (this.char !== quote) return this.escapedText();
    }
    return true;
  }

  /** An escape right behind a closing quote: text with escapes, up to the separator. */
  private escapedText(): boolean {
    const { separator, quote, escapeCharacter } = this.syntax;
    this.previous = this.char;
    while (this.char !== separator) {
      if (this.char === quote || this.char === escapeCharacter) {
        if (!this.escaped()) return false;
      } else if (this.previous === quote) {
        this.value += quote;
        this.previous = this.char;
        continue;
      } else this.value += this.char;
      this.previous = this.char;
      if (!this.advance()) return false;
    }
    return true;
  }
}
