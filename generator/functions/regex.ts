import type { ColumnOf, NullOf } from "../column/index.js";
import { arrayType, neverNull, types } from "../ir/index.js";
import { quoteRegex } from "./java/quote.js";
import { constantText, type TextOperand, takes } from "./operand.js";
import { open, refused } from "./row.js";
import { atom, callOf, sqlAtom } from "./sql.js";

/** `split(x, pattern)`: the parts between matches of a Java regular expression. */
export const split = open<<const T extends TextOperand>(text: T, pattern: string) => ColumnOf<readonly "string"[] | NullOf<T>>>({
  name: "split",
  type: takes("split", { operands: ["string", "string"], gives: arrayType(neverNull(types.string)) }),
  duckdb: ([text = atom("")], { arguments: [, pattern] }) => {
    const literal = constantText("split", "a pattern", pattern).replaceAll(/\\([\\^$.|?*+()[\]{}])/g, "$1");
    if (quoteRegex(literal) !== constantText("split", "a pattern", pattern)) throw refused("split: not yet");
    return callOf("string_split", [text, sqlAtom`'${atom(literal.replaceAll("'", "''"))}'`]);
  },
});
