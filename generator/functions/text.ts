import { DiagnosticError, error } from "../diagnostic/index.js";
import { arrayType, neverNull, types } from "../ir/index.js";
import { open, scalar, wrongOperand } from "./row.js";
import { atom, callOf, infix, levels, sparkText, sqlAtom } from "./sql.js";

/** `trim(x)`: removes U+0020 at both ends, no other white space. */
export const trim = scalar({
  name: "trim",
  takes: ["string"],
  gives: "string",
  duckdb: (parts) => sqlAtom`trim(${parts[0] ?? atom("")}, ' ')`,
});

/** `length(x)` in Unicode characters. */
export const length = scalar({
  name: "length",
  takes: ["string"],
  gives: "int",
  duckdb: ([part = atom("")]) => sqlAtom`CAST(length(${part}) AS INTEGER)`,
});

/** `concat(x, y)`: NULL when either is; DuckDB's own `concat` would skip it. */
export const concat = scalar({
  name: "concat",
  takes: ["string", "string"],
  gives: "string",
  duckdb: ([left = atom(""), right = atom("")]) => infix("||", levels.add)(left, right),
});

/** `startswith(x, prefix)` */
export const startsWith = scalar({ name: "startswith", takes: ["string", "string"], gives: "boolean", duckdb: "starts_with" });

/** `contains(x, part)` */
export const contains = scalar({ name: "contains", takes: ["string", "string"], gives: "boolean", duckdb: "contains" });

/** `split(x, separator)` with the separator taken literally: Spark's is a regular expression, so it is written quoted. */
export const split = open({
  name: "split",
  type: ([text, separator]) => {
    if (text?.type.kind !== "string") throw wrongOperand("split", 0, "string", text);
    if (separator?.kind !== "literal" || separator.value === "") {
      throw new DiagnosticError([
        error("function/operand", "split takes a separator of at least one character", { fix: 'write it out, as in .split(",")' }),
      ]);
    }
    return arrayType(neverNull(types.string));
  },
  databricks: (parts, { arguments: [, separator] }) =>
    callOf("split", [parts[0] ?? atom(""), sparkText(quoteRegex(separator?.kind === "literal" ? String(separator.value) : ""))]),
  duckdb: "string_split",
});

/** The Java regular expression that matches a text literally. */
function quoteRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, "\\$&");
}

/** `concat_ws(separator, list)`: NULL elements are skipped; never NULL for a separator that is not. */
export const concatWs = open({
  name: "concat_ws",
  type: ([separator, list]) => {
    if (separator?.type.kind !== "string") throw wrongOperand("concat_ws", 0, "string", separator);
    if (list?.type.kind !== "array" || list.type.element.type.kind !== "string") throw wrongOperand("concat_ws", 1, "array<string>", list);
    return types.string;
  },
  nulls: "never",
  duckdb: ([separator = atom(""), list = atom("")]) => sqlAtom`array_to_string(${list}, ${separator})`,
});
