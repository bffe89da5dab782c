import type { ColumnOf, NullOf, Operand } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { arrayType, type Expression, maybeNull, neverNull, types } from "../ir/index.js";
import { type Pattern, PatternFault, parsePattern, parseReplacement, quoteRegex, RefusedPattern, ReplacementFault } from "./java/index.js";
import { type Call, constantText, duckdbText, numberOf, type TextOperand, takes, textOf } from "./operand.js";
import { type FunctionRow, javascript, open, refused, type Writer, wrongOperand } from "./row.js";
import { atom, callOf } from "./sql.js";

/** A pattern that is written out; undefined when it is a column, or valid and not one that the emulator reads. Throws `regex/invalid`. */
function patternOf(name: string, operand: Expression | undefined): Pattern | undefined {
  const text = textOf(operand);
  if (text === undefined) return undefined;
  try {
    return parsePattern(text);
  } catch (failure) {
    if (failure instanceof RefusedPattern) return undefined;
    if (!(failure instanceof PatternFault)) throw failure;
    throw new DiagnosticError([
      error("regex/invalid", `${name}: ${failure.message}`, {
        notes: [`the pattern is ${text}`, `at character ${failure.index + 1} of it`],
        fix: "write a regular expression of java.util.regex; a backslash before a sign makes it literal",
      }),
    ]);
  }
}

/** Why the emulator does not match a pattern exactly. Throws `dialect/refused`. */
function requireExact(name: string, operand: Expression | undefined): void {
  const text = constantText(name, "a pattern", operand);
  let refusal: string | undefined;
  try {
    refusal = parsePattern(text).refusal;
  } catch (failure) {
    if (!(failure instanceof RefusedPattern)) throw failure;
    refusal = failure.message;
  }
  if (refusal === undefined) return;
  throw refused(`${name}: the emulator does not match exactly what Java does with ${refusal}`, "write the pattern without it");
}

/** A body that is made for the pattern, the second operand, and called with the others. */
function matching(body: string): Writer {
  return (parts, written) => {
    const [, pattern] = written.arguments;
    requireExact(body, pattern);
    const without = <T>(all: readonly T[]): readonly T[] => all.filter((_, i) => i !== 1);
    return javascript(body, () => ({ pattern: textOf(pattern) ?? "" }))(without(parts), {
      ...written,
      arguments: without(written.arguments),
    });
  };
}

type Check = (name: string, pattern: Pattern, args: readonly Expression[]) => void;

/** Checks operands, and the pattern when it is written out. */
function typed(name: string, operands: Parameters<typeof takes>[1], check?: Check): FunctionRow["type"] {
  const type = takes(name, operands);
  return (args) => {
    const gives = type(args);
    const pattern = patternOf(name, args[1]);
    if (pattern) check?.(name, pattern, args);
    return gives;
  };
}

function testing(name: string) {
  return open<Call<[text: TextOperand, pattern: TextOperand], "boolean">>({
    name,
    type: typed(name, { operands: ["string", "string"], gives: types.boolean }),
    duckdb: (parts, written) => matching("rlike")(parts, written),
  });
}

/** `rlike(x, pattern)`: does a regular expression of Java's match some part of it? `rlike(o.sku, "^[A-Z]{2}-\\d+$")` */
export const rlike = testing("rlike");
/** `regexp_like(x, pattern)`: another name of `rlike`. */
export const regexpLike = testing("regexp_like");

/** The group that is asked for must be there. Throws `regex/group`. */
const checkGroup: Check = (name, { groups }, args) => {
  const group = args[2] ? numberOf(args[2]) : 1;
  if (group === undefined || (group >= 0 && group <= groups)) return;
  throw new DiagnosticError([
    error("regex/group", `${name} asks for group ${group}, and the pattern has ${groups === 0 ? "none" : `${groups}`}`, {
      notes: [`the pattern is ${textOf(args[1]) ?? ""}`],
      fix:
        groups === 0 ? "put parentheses around what is wanted, or ask for group 0, which is all of the match" : `groups are 0 to ${groups}`,
    }),
  ]);
};

/**
 * `regexp_extract(x, pattern, group)`: what a group of the first match matched, the first group unless said otherwise, all of the match for
 * 0; empty when nothing matches. `regexpExtract(o.sku, "^([A-Z]+)-(\\d+)$", 2)`
 */
export const regexpExtract = open<Call<[text: TextOperand, pattern: TextOperand, group?: Operand<"int">], "string">>({
  name: "regexp_extract",
  type: typed("regexp_extract", { operands: ["string", "string", "int"], required: 2, gives: types.string }, checkGroup),
  duckdb: matching("regexp_extract"),
});

type Extracted<A extends readonly unknown[]> = ColumnOf<readonly ("string" | null)[] | NullOf<A[number]>>;

/** `regexp_extract_all(x, pattern, group)`: the same of every match, as a list. */
export const regexpExtractAll = open<
  <const A extends [text: TextOperand, pattern: TextOperand, group?: Operand<"int">]>(...args: A) => Extracted<A>
>({
  name: "regexp_extract_all",
  type: typed(
    "regexp_extract_all",
    { operands: ["string", "string", "int"], required: 2, gives: arrayType(maybeNull(types.string)) },
    checkGroup,
  ),
  duckdb: matching("regexp_extract_all"),
});

/** `regexp_substr(x, pattern)`: the first match; NULL when nothing matches, or the match is empty. */
export const regexpSubstr = open<(text: TextOperand, pattern: TextOperand) => ColumnOf<"string" | null>>({
  name: "regexp_substr",
  type: typed("regexp_substr", { operands: ["string", "string"], gives: types.string }),
  nulls: "always",
  duckdb: matching("regexp_substr"),
});

/** `regexp_count(x, pattern)`: the number of matches. */
export const regexpCount = open<Call<[text: TextOperand, pattern: TextOperand], "int">>({
  name: "regexp_count",
  type: typed("regexp_count", { operands: ["string", "string"], gives: types.int }),
  duckdb: matching("regexp_count"),
});

/** `regexp_instr(x, pattern)`: where the first match begins, counted from 1; 0 when nothing matches. */
export const regexpInstr = open<Call<[text: TextOperand, pattern: TextOperand], "int">>({
  name: "regexp_instr",
  type: typed("regexp_instr", { operands: ["string", "string"], gives: types.int }),
  duckdb: matching("regexp_instr"),
});

const checkReplacement: Check = (name, pattern, args) => {
  if (args[3] && numberOf(args[3]) === undefined) throw wrongOperand(name, 3, "a position that is written out", args[3]);
  const text = textOf(args[2]);
  if (text === undefined) return;
  try {
    parseReplacement(text, pattern);
  } catch (failure) {
    if (!(failure instanceof ReplacementFault)) throw failure;
    throw new DiagnosticError([
      error("regex/replacement", `${name}: ${failure.message}`, {
        notes: [`the replacement is ${text}`, `at character ${failure.index + 1} of it`],
        fix: `groups are written $1 or \${name}; $ and \\ that mean themselves have a backslash before them`,
      }),
    ]);
  }
};

/**
 * `regexp_replace(x, pattern, replacement, position)`: every match, from a position on, is replaced; `$1` and `${name}` in the replacement
 * are what groups matched. `regexpReplace(o.phone, "\\D+", "")`
 */
export const regexpReplace = open<Call<[text: TextOperand, pattern: TextOperand, replacement: TextOperand, position?: number], "string">>({
  name: "regexp_replace",
  type: typed("regexp_replace", { operands: ["string", "string", "string", "int"], required: 3, gives: types.string }, checkReplacement),
  duckdb: matching("regexp_replace"),
});

/** The text that a pattern matches and no other; undefined when it matches more than one. */
function literalOf(pattern: string): string | undefined {
  const text = pattern.replaceAll(/\\([\\^$.|?*+()[\]{}])/g, "$1");
  return text !== "" && quoteRegex(text) === pattern ? text : undefined;
}

type Parts<A extends readonly unknown[]> = ColumnOf<readonly "string"[] | NullOf<A[number]>>;

/**
 * `split(x, pattern, limit)`: the parts between the matches of a regular expression of Java's; with a limit above zero no more than that
 * many, the last of which has all that is left. A column's method `split` takes its separator literally.
 */
export const split = open<<const A extends [text: TextOperand, pattern: TextOperand, limit?: Operand<"int">]>(...args: A) => Parts<A>>({
  name: "split",
  type: typed("split", { operands: ["string", "string", "int"], required: 2, gives: arrayType(neverNull(types.string)) }),
  duckdb: (parts, written) => {
    const literal = literalOf(constantText("split", "a pattern", written.arguments[1]));
    const [text = atom("")] = parts;
    if (literal !== undefined && written.arguments.length === 2) return callOf("string_split", [text, duckdbText(literal)]);
    return matching("split")(parts, written);
  },
});
