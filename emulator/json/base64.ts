import type { Scanner } from "./scan.js";
import { FAIL } from "./token.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const padding = -2;
const invalid = -1;
const ended = -3;

const bitsOf = new Int8Array(128).fill(invalid);
for (let i = 0; i < alphabet.length; i++) bitsOf[alphabet.charCodeAt(i)] = i;
const equals = 0x3d;
bitsOf[equals] = padding;

/**
 * Decodes the current string as base64 as Jackson does: blanks between groups of four are skipped, padding is required and may be
 * followed by more groups. Null when it is no base64; the scanner then stands where Jackson stands, inside the string.
 */
export function readBase64(scanner: Scanner): Uint8Array | null {
  if (!scanner.isUnread()) {
    const text = scanner.stringValue();
    return text === null ? null : decode(new Text(text));
  }
  const bytes = decode(new Quoted(scanner));
  if (bytes !== null) scanner.setRead();
  return bytes;
}

/** Where characters come from. `group` is the place in the group of four. */
interface Source {
  /** The next six bits, `padding`, `invalid`, or `ended` where the string ends. `padded`: only padding may follow. */
  next(group: number, padded: boolean): number;
}

class Text implements Source {
  private pos = 0;

  constructor(private readonly text: string) {}

  next(group: number): number {
    for (;;) {
      if (this.pos >= this.text.length) return ended;
      const code = this.text.charCodeAt(this.pos++);
      if (group > 0 || code > 0x20) return group < 2 && code === equals ? invalid : (bitsOf[code] ?? invalid);
    }
  }
}

class Quoted implements Source {
  constructor(private readonly scanner: Scanner) {}

  next(group: number, padded: boolean): number {
    const { scanner } = this;
    for (;;) {
      if (scanner.pos >= scanner.text.length) return invalid;
      const code = scanner.text.charCodeAt(scanner.pos++);
      if (code === 0x22) {
        // Missing padding hands the quote back; elsewhere it is lost, and skipping the string runs on to the next quote.
        if (group > 1 && !padded) scanner.pos--;
        return ended;
      }
      if (code !== 0x5c) {
        if (group === 0 && code <= 0x20) continue;
        if (code > 0x7f) scanner.splitCharacter(scanner.pos - 1);
        return group < 2 && code === equals ? invalid : (bitsOf[code] ?? invalid);
      }
      const escaped = scanner.readEscape();
      if (escaped === FAIL) return invalid;
      if (group === 0 && escaped <= 0x20) continue;
      if (group > 1 || escaped !== equals) return bitsOf[escaped] ?? invalid;
      // Escaped padding in the first half of a group slips through Jackson's parser of bytes, as a blank or as the bits of -2.
      if (!scanner.ofBytes) return invalid;
      if (group === 1) return padding;
    }
  }
}

function decode(source: Source): Uint8Array | null {
  const bytes: number[] = [];
  for (;;) {
    const first = source.next(0, false);
    if (first === ended) return Uint8Array.from(bytes);
    const second = first < 0 ? invalid : source.next(1, false);
    if (second === invalid || second === ended) return null;
    let data = (first << 6) | second;
    const third = source.next(2, false);
    if (third === padding) {
      if (source.next(3, true) !== padding) return null;
      bytes.push((data >> 4) & 0xff);
      continue;
    }
    const fourth = third < 0 ? invalid : source.next(3, false);
    if (fourth === invalid || fourth === ended) return null;
    data = (data << 6) | third;
    bytes.push((data >> 10) & 0xff, (data >> 2) & 0xff);
    if (fourth !== padding) bytes.push(((data << 6) | fourth) & 0xff);
  }
}
