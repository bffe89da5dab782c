import type { Column, ColumnOf, Numeric, Operand } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type Expression, isInteger, types } from "../ir/index.js";
import { type FormatPart, parseFormat } from "./format-string.js";
import { type BinaryOperand, type Call, constantText, type TextOperand, takes, textOf } from "./operand.js";
import { javascript, open, refused, scalar, wrongOperand } from "./row.js";
import { atom, callOf, sqlAtom } from "./sql.js";

/** `base64(x)` of bytes, or of a text in UTF-8, in lines of 76 characters. */
export const base64 = open<Call<[value: TextOperand | BinaryOperand], "string">>({
  name: "base64",
  type: ([value]) => {
    if (value?.type.kind !== "string" && value?.type.kind !== "binary") throw wrongOperand("base64", 0, "string", value);
    return types.string;
  },
  // Spark 4.3 ends a line after 76 characters, as MIME does.
  duckdb: ([part = atom("")], { arguments: [value] }) => {
    const whole = callOf("to_base64", [value?.type.kind === "binary" ? part : callOf("encode", [part])]);
    return sqlAtom`rtrim(regexp_replace(${whole}, '(.{76})', E'\\\\1\\r\\n', 'g'), E'\\r\\n')`;
  },
});

/** `unbase64(x)`: the bytes that base64 stands for; what is no character of it is skipped. */
export const unbase64 = scalar({ name: "unbase64", takes: ["string"], gives: "binary", duckdb: javascript("unbase64") });

const charsets = ["US-ASCII", "ISO-8859-1", "UTF-8", "UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32"];

function requireCharset(name: string, charset: Expression | undefined): void {
  const text = textOf(charset);
  if (text === undefined || charsets.includes(text.toUpperCase())) return;
  throw new DiagnosticError([
    error("function/operand", `${name} does not know the character set "${text}"`, { fix: `write one of ${charsets.join(", ")}` }),
  ]);
}

function requireUtf8(name: string, charset: Expression | undefined): void {
  const text = constantText(name, "a character set", charset);
  if (text.toUpperCase() !== "UTF-8") throw refused(`${name}: the emulator knows UTF-8 only, not ${text}`, "use UTF-8");
}

/** `encode(x, charset)`: the bytes of a text. `encode(o.name, "UTF-8")` */
export const encode = open<Call<[text: TextOperand, charset: string], "binary">>({
  name: "encode",
  type: (args) => {
    const type = takes("encode", { operands: ["string", "string"], gives: types.binary })(args);
    requireCharset("encode", args[1]);
    return type;
  },
  duckdb: ([text = atom("")], { arguments: [, charset] }) => {
    requireUtf8("encode", charset);
    return callOf("encode", [text]);
  },
});

/** `decode(x, charset)`: the text that bytes stand for; an error when they stand for none. */
export const decode = open<Call<[bytes: BinaryOperand, charset: string], "string">>({
  name: "decode",
  type: (args) => {
    const type = takes("decode", { operands: ["binary", "string"], gives: types.string })(args);
    requireCharset("decode", args[1]);
    return type;
  },
  duckdb: ([bytes = atom("")], written) => {
    requireUtf8("decode", written.arguments[1]);
    return javascript("decode")([bytes], { ...written, arguments: written.arguments.slice(0, 1) });
  },
});

/** `url_encode(x)`: as forms write it, with `+` for a blank. */
export const urlEncode = scalar({ name: "url_encode", takes: ["string"], gives: "string", duckdb: javascript("url_encode") });
/** `url_decode(x)`: the other way round; an error for a `%` without two hexadecimal digits. */
export const urlDecode = scalar({ name: "url_decode", takes: ["string"], gives: "string", duckdb: javascript("url_decode") });
/** `try_url_decode(x)`: the same, NULL instead of an error. */
export const tryUrlDecode = scalar({
  name: "try_url_decode",
  takes: ["string"],
  gives: "string",
  nulls: "always",
  duckdb: javascript("try_url_decode"),
});

/** `luhn_check(x)`: are these digits, the last of which is right by Luhn's algorithm? */
export const luhnCheck = scalar({ name: "luhn_check", takes: ["string"], gives: "boolean", duckdb: javascript("luhn_check") });

/**
 * `mask(x, upper, lower, digit, other)`: capital letters become `X`, small ones `x`, digits `n`, unless other characters are given; the rest
 * stays unless `other` is. `mask(o.card)`
 */
export const mask = open<Call<[text: TextOperand, upper?: string, lower?: string, digit?: string, other?: string], "string">>({
  name: "mask",
  type: (args) => {
    args.slice(1).forEach((one, i) => {
      const text = textOf(one);
      if (text === undefined || [...text].length !== 1) throw wrongOperand("mask", i + 1, "one character that is written out", one);
    });
    return takes("mask", { operands: ["string", "string", "string", "string", "string"], required: 1, gives: types.string })(args);
  },
  duckdb: javascript("mask"),
});

/**
 * `format_number(x, digits)`: with commas between thousands and so many digits after the point, half to even; NULL for less than none.
 * `formatNumber(o.total, 2)`
 */
export const formatNumber = open<
  <const X extends Operand<Numeric>, const D extends Operand<"int">>(value: X, digits: D) => ColumnOf<"string" | null>
>({
  name: "format_number",
  type: (args) => {
    const gives = takes("format_number", { operands: ["number", "int"], gives: types.string })(args);
    // Spark does not widen it.
    if (args[1]?.type.kind !== "int") throw wrongOperand("format_number", 1, "int", args[1]);
    return gives;
  },
  nulls: "always",
  duckdb: (parts, written) => {
    if (written.arguments[0]?.type.kind === "float")
      throw refused("format_number: the emulator does not format FLOAT", "cast it to DOUBLE");
    return javascript("format_number")(parts, written);
  },
});

type Formatted = Column<"string" | "boolean" | "tinyint" | "smallint" | "int" | "bigint" | "double" | null> | string | number | boolean;

/** Why the emulator does not format an operand as it is asked to; undefined when it does. */
function formatFault(part: Exclude<FormatPart, string>, operand: Expression | undefined): string | undefined {
  if (!operand) return `there is no operand for ${part.text}`;
  const { kind } = operand.type;
  if (part.conversion === "s" && (kind === "string" || kind === "boolean" || isInteger(operand.type))) return undefined;
  if (/[dxX]/.test(part.conversion) && isInteger(operand.type)) return undefined;
  if (part.conversion === "f" && kind === "double") return undefined;
  return `the emulator does not format ${kind.toUpperCase()} with ${part.text}`;
}

function formatting(name: string) {
  return open<<const F extends string>(format: F, ...values: readonly Formatted[]) => ColumnOf<"string">>({
    name,
    type: (args) => {
      if (textOf(args[0]) === undefined) throw wrongOperand(name, 0, "a format that is written out", args[0]);
      return types.string;
    },
    nulls: "never",
    duckdb: (parts, written) => {
      const [format, ...operands] = written.arguments;
      const parsed = parseFormat(textOf(format) ?? "");
      if (parsed === undefined) {
        throw refused(
          `${name}: the emulator knows %s, %d, %x, %X, %f, %% and %n, with flags, width and precision as they go together`,
          "write the format with these",
        );
      }
      for (const part of parsed) {
        const fault = typeof part === "string" ? undefined : formatFault(part, operands[part.operand]);
        if (fault !== undefined) throw refused(`${name}: ${fault}`, "cast it to STRING, or to DOUBLE for %f");
      }
      if (operands.length === 0) return sqlAtom`${atom(`'${parsed.join("").replaceAll("'", "''")}'`)}`;
      return javascript("format_string", () => ({ format: textOf(format) ?? "" }))(parts.slice(1), { ...written, arguments: operands });
    },
  });
}

/** `format_string(format, …)`: a text with `%s`, `%d`, `%05d`, `%x` and `%.2f` of Java's Formatter filled in; NULL is written as null. */
export const formatString = formatting("format_string");
/** `printf(format, …)`: another name of `format_string`. */
export const printf = formatting("printf");
