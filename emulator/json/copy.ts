import { printDouble } from "../value/java-digits.js";
import { quote, unicodeEscape } from "./quote.js";
import type { Scanner } from "./scan.js";
import { END_ARRAY, END_OBJECT, FALSE, FRACTION, INTEGER, NAME, NULL, START_ARRAY, START_OBJECT, STRING, TRUE } from "./token.js";

/**
 * What a STRING field gets from a value that is no string: `from_json` prints the value again with Jackson's UTF-8 generator, so
 * that blanks go, 1.50 becomes 1.5, 1e3 becomes 1000.0 and characters beyond U+FFFF become escapes. Null when it is malformed.
 */
export function copyValue(scanner: Scanner, quoteText: (text: string) => string = quoteUtf8): string | null {
  let text = "";
  let depth = 0;
  // Is a comma due before the next name or element?
  let due = false;
  for (let token = scanner.token; ; token = scanner.next()) {
    switch (token) {
      case START_OBJECT:
      case START_ARRAY:
        text += (due ? "," : "") + (token === START_OBJECT ? "{" : "[");
        depth++;
        due = false;
        break;
      case END_OBJECT:
      case END_ARRAY:
        if (depth-- === 0) return null;
        text += token === END_OBJECT ? "}" : "]";
        due = true;
        break;
      case NAME:
        text += `${due ? "," : ""}${quoteText(scanner.name() ?? "")}:`;
        due = false;
        break;
      default: {
        const scalar = copyScalar(scanner, token, quoteText);
        if (scalar === null) return null;
        text += due ? `,${scalar}` : scalar;
        due = true;
      }
    }
    if (depth === 0) return text;
  }
}

/**
 * What a STRING column gets from a value in a JSON file that is no string: its source text. (`from_json` has no bytes to take it
 * from.)
 */
export function sliceValue(scanner: Scanner): string | null {
  const { start, token } = scanner;
  if (!scanner.skipChildren()) return null;
  return scanner.text.slice(start, token === INTEGER || token === FRACTION ? scanner.end : scanner.pos);
}

function copyScalar(scanner: Scanner, token: number, quoteText: (text: string) => string): string | null {
  switch (token) {
    case STRING: {
      const value = scanner.stringValue();
      return value === null ? null : quoteText(value);
    }
    case INTEGER: {
      const value = scanner.numberText();
      return value === "-0" ? "0" : value;
    }
    case FRACTION: {
      const value = scanner.special ? specialValue(scanner.numberText()) : Number(scanner.numberText());
      return Number.isFinite(value) ? printDouble(value) : `"${printDouble(value)}"`;
    }
    case TRUE:
      return "true";
    case FALSE:
      return "false";
    case NULL:
      return "null";
    default:
      return null;
  }
}

/** The double of NaN, Infinity, +INF, -Infinity … */
export function specialValue(word: string): number {
  if (word === "NaN") return Number.NaN;
  return word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** A string as Jackson's UTF-8 generator writes it, which escapes surrogates where its other generator does not. */
function quoteUtf8(text: string): string {
  return quote(text).replace(/[\ud800-\udfff]/g, unicodeEscape);
}
