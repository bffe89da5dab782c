import { type Expression, types } from "../ir/index.js";
import { raise } from "./error-condition.js";
import { type Call, type IntOperand, numberOf, type TextOperand, takes } from "./operand.js";
import { javascript, open, scalar, type Text, wrongOperand } from "./row.js";
import { at, atom, callOf, levels, type Sql, sqlAtom } from "./sql.js";

/** DuckDB's own function where the literals among the operands make it equal, else the one of JavaScript. */
function nativeWhen(isEqual: (args: readonly Expression[]) => boolean, native: string, body: string): Text {
  return (parts, written) => (isEqual(written.arguments) ? callOf(native, parts) : javascript(body)(parts, written));
}

const atLeast = (operand: Expression | undefined, least: number): boolean => (numberOf(operand) ?? -1) >= least;

function substringOf(name: string) {
  return open<Call<[text: TextOperand, position: IntOperand, length?: IntOperand], "string">>({
    name,
    type: takes(name, { operands: ["string", "int", "int"], required: 2, gives: types.string }),
    duckdb: nativeWhen(
      ([, position, length]) => atLeast(position, 1) && (length === undefined || atLeast(length, 0)),
      "substring",
      "substring",
    ),
  });
}

/**
 * `substring(x, position, length)`: from a position that counts from 1, or from the end when negative; 0 is read as 1. Without `length` to
 * the end. `substring(o.sku, 1, 3)`
 */
export const substring = substringOf("substring");
/** `substr(x, position, length)`: another name of `substring`. */
export const substr = substringOf("substr");

/** `substring_index(x, delimiter, count)`: what stands before the count-th delimiter, or after it, counted from the end, when negative. */
export const substringIndex = scalar({
  name: "substring_index",
  takes: ["string", "string", "int"],
  gives: "string",
  duckdb: javascript("substring_index"),
});

/** `left(x, length)`: the first characters; none for zero and less. */
export const left = open<Call<[text: TextOperand, length: IntOperand], "string">>({
  name: "left",
  type: takes("left", { operands: ["string", "int"], gives: types.string }),
  duckdb: nativeWhen(([, length]) => atLeast(length, 0), "left", "left"),
});

/** `right(x, length)`: the last characters; none for zero and less. */
export const right = open<Call<[text: TextOperand, length: IntOperand], "string">>({
  name: "right",
  type: takes("right", { operands: ["string", "int"], gives: types.string }),
  nulls: (args) => ({ nullable: true, proven: args.every((one) => !one.nullable || one.proven) }),
  duckdb: nativeWhen(([, length]) => atLeast(length, 0), "right", "right"),
});

function padding(name: string) {
  return open<Call<[text: TextOperand, length: IntOperand, pad?: TextOperand], "string">>({
    name,
    type: takes(name, { operands: ["string", "int", "string"], required: 2, gives: types.string }),
    duckdb: javascript(name),
  });
}

/** `lpad(x, length, pad)`: pads on the left to `length` characters, with blanks unless `pad` says otherwise, or cuts to them. `lpad(o.sku, 8, "0")` */
export const lpad = padding("lpad");
/** `rpad(x, length, pad)`: pads on the right to `length` characters, with blanks unless `pad` says otherwise, or cuts to them. */
export const rpad = padding("rpad");

/** `instr(x, part)`: where a part begins, counted from 1; 0 when it is not there. */
export const instr = scalar({
  name: "instr",
  takes: ["string", "string"],
  gives: "int",
  duckdb: ([text = atom(""), part = atom("")]) => sqlAtom`CAST(instr(${text}, ${part}) AS INTEGER)`,
});

function locating(name: string) {
  return open<Call<[part: TextOperand, text: TextOperand, position?: IntOperand], "int">>({
    name,
    type: takes(name, { operands: ["string", "string", "int"], required: 2, gives: types.int }),
    // A position that is NULL finds nothing.
    nulls: ([part, text]) => ({
      nullable: [part, text].some((one) => one?.nullable),
      proven: [part, text].every((one) => !one?.nullable || one.proven),
    }),
    duckdb: javascript("locate"),
  });
}

/** `locate(part, x, position)`: where a part begins at or after a position, counted from 1; 0 when it is not there. */
export const locate = locating("locate");
/** `position(part, x, position)`: another name of `locate`. */
export const position = locating("position");

/** `split_part(x, delimiter, n)`: the n-th part, from the end when negative; empty when there is none. The delimiter is taken literally. */
export const splitPart = scalar({
  name: "split_part",
  takes: ["string", "string", "int"],
  gives: "string",
  duckdb: javascript("split_part"),
});

/** `find_in_set(x, set)`: which of the texts between commas it is, counted from 1; 0 for none, and for a text with a comma. */
export const findInSet = scalar({ name: "find_in_set", takes: ["string", "string"], gives: "int", duckdb: javascript("find_in_set") });

/** `elt(n, a, b, …)`: the n-th of the texts. Outside of them an error under ANSI, else NULL. */
export const elt = open<Call<readonly [n: IntOperand, first: TextOperand, ...others: TextOperand[]], "string" | null>>({
  name: "elt",
  type: ([index, ...texts]) => {
    takes("elt", { operands: ["int"], gives: types.string })(index ? [index] : []);
    if (texts.length === 0) throw wrongOperand("elt", 1, "string", undefined);
    texts.forEach((one, i) => {
      if (one.type.kind !== "string") throw wrongOperand("elt", i + 1, "string", one);
    });
    return types.string;
  },
  nulls: "always",
  duckdb: ([index = atom(""), ...texts], { ansi }) => {
    const branches = texts.map((one, i) => `WHEN ${i + 1} THEN ${one.text}`).join(" ");
    const otherwise = ansi
      ? ` ELSE CASE WHEN ${at(levels.compare + 1, index)} IS NOT NULL THEN ${outside(index, texts.length).text} END`
      : "";
    return atom(`CASE ${index.text} ${branches}${otherwise} END`);
  },
});

function outside(index: Sql, count: number): Sql {
  return raise("INVALID_ARRAY_INDEX", "The index ", index, ` is out of bounds. The array has ${count} elements.`);
}

/** `soundex(x)`: how an English word sounds, as in `R163`; a text that begins with no letter from A to Z stays as it is. */
export const soundex = scalar({ name: "soundex", takes: ["string"], gives: "string", duckdb: javascript("soundex") });

/** `levenshtein(x, y, threshold)`: least number of characters to insert, delete and replace; -1 when it is more than the threshold. */
export const levenshtein = open<Call<[left: TextOperand, right: TextOperand, threshold?: IntOperand], "int">>({
  name: "levenshtein",
  type: takes("levenshtein", { operands: ["string", "string", "int"], required: 2, gives: types.int }),
  duckdb: javascript("levenshtein"),
});
