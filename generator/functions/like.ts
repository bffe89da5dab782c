import type { ColumnOf, NullOf } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type Expression, types } from "../ir/index.js";
import { constantText, duckdbText, type TextOperand, takes, textOf } from "./operand.js";
import { javascript, open, refused, type Writer, wrongOperand } from "./row.js";
import { at, atom, levels, type Sql } from "./sql.js";

/** Throws `like/invalid`. */
function checkPattern(name: string, pattern: string, mark: string): void {
  for (let i = 0; i < pattern.length; i++) {
    if (pattern[i] !== mark) continue;
    const next = pattern[++i];
    if (next === "%" || next === "_" || next === mark) continue;
    throw new DiagnosticError([
      error(
        "like/invalid",
        `${name}: the escape ${mark} at character ${i} of the pattern ${next === undefined ? "ends it" : `stands before ${next}`}`,
        {
          notes: [`the pattern is ${pattern}`],
          fix: `write ${mark}${mark} for the character itself`,
        },
      ),
    ]);
  }
}

function escapeOf(operand: Expression | undefined): string {
  return operand ? (textOf(operand) ?? "") : "\\";
}

function write(name: string, escaped: (parts: readonly Sql[]) => string): Writer {
  return (parts) => {
    const [text = atom(""), pattern = atom("")] = parts;
    return {
      text: `${at(levels.compare + 1, text)} ${name} ${at(levels.compare + 1, pattern)}${escaped(parts)}`,
      level: levels.compare,
    };
  };
}

const inSpark = (name: string): Writer => write(name, ([, , mark]) => (mark ? ` ESCAPE ${mark.text}` : ""));

/** Spark takes characters beyond the BMP apart where it makes a regular expression of the pattern. */
function isExact(pattern: string, mark: string): boolean {
  if (!/[\ud800-\udfff]/.test(pattern)) return true;
  return !pattern.includes(mark) && /^%?[^%_]*%?$|^[^%_]+%[^%_]+$/.test(pattern);
}

function liking(name: "like" | "ilike") {
  return open<
    <const A extends [text: TextOperand, pattern: TextOperand, escape?: string]>(
      ...args: A
    ) => ColumnOf<"boolean" | NullOf<A[0]> | NullOf<A[1]>>
  >({
    name,
    type: (args) => {
      const type = takes(name, { operands: ["string", "string", "string"], required: 2, gives: types.boolean })(args);
      const mark = escapeOf(args[2]);
      if (mark.length !== 1) throw wrongOperand(name, 2, "an escape of one character, written out,", args[2]);
      const pattern = textOf(args[1]);
      if (pattern !== undefined) checkPattern(name, pattern, mark);
      return type;
    },
    databricks: inSpark(name.toUpperCase()),
    duckdb: (parts, written) => {
      const { arguments: args } = written;
      const pattern = constantText(name, "a pattern", args[1]);
      const mark = escapeOf(args[2]);
      if (!isExact(pattern, mark) || /[\ud800-\udfff%_]/.test(mark)) {
        throw refused(
          `${name}: Spark matches characters beyond the BMP half by half in this pattern`,
          "use contains, startsWith or endsWith",
        );
      }
      const escaped = pattern.includes(mark) ? ` ESCAPE ${parts[2]?.text ?? "'\\'"}` : "";
      if (name === "like") return write("LIKE", () => escaped)(parts, written);
      if (!/^[\0-\u052f]*$/.test(pattern) || /\p{L}/u.test(mark)) {
        throw refused(
          "ilike: the emulator takes patterns of Latin, Greek and Cyrillic letters, and no letter as the escape",
          "write it so",
        );
      }
      const [text = atom("")] = parts;
      const subject = args[0];
      if (!subject) throw wrongOperand(name, 0, "string", subject);
      const lowered = javascript("lower")([text], { ...written, type: types.string, arguments: [subject] });
      return write("LIKE", () => escaped)([lowered, duckdbText(pattern.toLowerCase())], written);
    },
  });
}

/** `x LIKE pattern ESCAPE escape`: `%` is any text, `_` any character; the escape, a backslash unless said otherwise, makes them literal. */
export const like = liking("like");
/** `x ILIKE pattern ESCAPE escape`: the same whatever the case. */
export const ilike = liking("ilike");
