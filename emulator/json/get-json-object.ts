import { SparkError } from "../functions/body.js";
import { copyValue } from "./copy.js";
import { parsePath, type Step } from "./path.js";
import { quote } from "./quote.js";
import { Scanner } from "./scan.js";
import { END_ARRAY, END_OBJECT, FAIL, NAME, NULL, START_ARRAY, START_OBJECT, STRING } from "./token.js";

/**
 * Spark's `get_json_object(text, path)`: the evaluator it took from Hive, whose results of `[*]` depend on how many elements matched. Text
 * behind the value that was found is not looked at; anything malformed before its end gives NULL.
 *
 * `compileGetJsonObject("$.a[0]")('{"a":[1.50]}')` is `1.5`.
 */
export function compileGetJsonObject(path: string): (text: string) => string | null {
  const steps = parsePath(path);
  if (steps === undefined) return () => null;
  const scanner = new Scanner(false, true);
  return (text) => {
    scanner.reset(text);
    const output: Output = { text: "", due: false, depth: 0, bytes: true };
    try {
      // An empty text has no value, which is as good as a malformed one.
      if (next(scanner) === 0) return null;
      return evaluate(scanner, output, "raw", steps) ? output.text : null;
    } catch (failure) {
      if (failure === malformed) return null;
      throw failure;
    }
  };
}

/** Thrown where Jackson throws. */
const malformed = new Error("malformed JSON");

/** What a result is written to. `bytes`: by Jackson's generator of UTF-8, which escapes surrogates in strings. */
interface Output {
  text: string;
  /** Is a comma due before the next value? */
  due: boolean;
  /** How many arrays it is in; outside of all, a blank stands between values: of two equal names, the first may leave its brackets. */
  depth: number;
  readonly bytes: boolean;
}

/** A text stands as it is (`raw`), or as JSON (`quoted`); arrays lose their brackets (`flat`). */
type Style = "raw" | "quoted" | "flat";

function next(scanner: Scanner): number {
  const token = scanner.next();
  if (token === FAIL) throw malformed;
  return token;
}

function skip(scanner: Scanner): void {
  if (!scanner.skipChildren()) throw malformed;
}

/** Writes what the path finds in the value the scanner stands at, and says whether it found something. */
function evaluate(scanner: Scanner, output: Output, style: Style, steps: readonly Step[], from = 0): boolean {
  const { token } = scanner;
  const step = steps[from];
  if (step === undefined) return copy(scanner, output, style);
  if (token === START_OBJECT && step.kind === "name") return member(scanner, output, style, steps, from);
  if (token === START_ARRAY && step.kind === "elements") {
    if (steps[from + 1]?.kind === "elements") return every(scanner, output, "flat", steps, from + 2);
    return style === "quoted" ? every(scanner, output, "quoted", steps, from + 1) : some(scanner, output, style, steps, from + 1);
  }
  if (token === START_ARRAY && step.kind === "index") {
    const inner = steps[from + 1]?.kind === "elements" ? "quoted" : style;
    return element(scanner, output, inner, steps, from + 1, step.index);
  }
  skip(scanner);
  return false;
}

function copy(scanner: Scanner, output: Output, style: Style): boolean {
  if (scanner.token === STRING && style === "raw") {
    const text = scanner.stringValue();
    if (text === null) throw malformed;
    writeRaw(output, text);
    return true;
  }
  if (scanner.token === START_ARRAY && style === "flat") {
    let found = false;
    while (next(scanner) !== END_ARRAY) found = copy(scanner, output, style) || found;
    return found;
  }
  const text = output.bytes ? copyValue(scanner) : copyValue(scanner, quote);
  if (text === null) throw malformed;
  comma(output);
  output.text += text;
  return true;
}

/** The first field of the name in which something is found; a NULL is nothing. */
function member(scanner: Scanner, output: Output, style: Style, steps: readonly Step[], from: number): boolean {
  const step = steps[from];
  const name = step?.kind === "name" ? step.name : "";
  let found = false;
  while (next(scanner) !== END_OBJECT) {
    if (scanner.token !== NAME) skip(scanner);
    else if (!found && scanner.isNamed(name)) {
      if (next(scanner) !== NULL) found = evaluate(scanner, output, style, steps, from + 1);
    }
  }
  return found;
}

function element(scanner: Scanner, output: Output, style: Style, steps: readonly Step[], from: number, index: number): boolean {
  next(scanner);
  for (let i = 0; i < index; i++) {
    if (scanner.token === END_ARRAY) return false;
    skip(scanner);
    next(scanner);
  }
  if (scanner.token === END_ARRAY) return false;
  const found = evaluate(scanner, output, style, steps, from);
  while (next(scanner) !== END_ARRAY) skip(scanner);
  return found;
}

/** An array of what is found in each element, whether something is or not. */
function every(scanner: Scanner, output: Output, style: Style, steps: readonly Step[], from: number): boolean {
  comma(output);
  output.text += "[";
  output.due = false;
  output.depth++;
  let found = false;
  while (next(scanner) !== END_ARRAY) found = evaluate(scanner, output, style, steps, from) || found;
  output.text += "]";
  output.due = true;
  output.depth--;
  return found;
}

/** An array only when something is found in more than one element. */
function some(scanner: Scanner, output: Output, style: Style, steps: readonly Step[], from: number): boolean {
  const inner: Output = { text: "", due: false, depth: 1, bytes: false };
  let found = 0;
  while (next(scanner) !== END_ARRAY) {
    if (evaluate(scanner, inner, style === "raw" ? "quoted" : style, steps, from)) found++;
  }
  if (found === 0) return false;
  comma(output);
  writeRaw(output, found > 1 ? `[${inner.text}]` : inner.text);
  return true;
}

function comma(output: Output): void {
  if (output.due) output.text += output.depth === 0 ? " " : ",";
  output.due = true;
}

/** Characters beyond U+FFFF are written as they are; of halves of one, which only escapes bring in, Jackson makes an error. */
function writeRaw(output: Output, text: string): void {
  if (output.bytes) checkPairs(text);
  output.text += text;
}

function checkPairs(text: string): void {
  if (!/[\ud800-\udfff]/.test(text)) return;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const other = text.charCodeAt(++i);
    if (!(other >= 0xdc00 && other <= 0xdfff)) throw malformed;
    if (unit >= 0xdc00) {
      throw new SparkError(
        "EMULATOR_REFUSES",
        "the emulator does not give the bytes, which are no text, that Spark makes of two low surrogates.",
      );
    }
  }
}
