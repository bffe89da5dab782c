import type { Column, ColumnOf, Integer, NullOf, Operand } from "../column/index.js";
import { type Expression, types } from "../ir/index.js";
import { type Call, type TextOperand, takes } from "./operand.js";
import { javascript, open, scalar, type Text, wrongOperand } from "./row.js";
import { atom, callOf, chainOf, type Sql, sqlAtom } from "./sql.js";

/** `upper(x)` by Unicode's rules, so that a text may become longer: `upper("straße")` is `STRASSE`. */
export const upper = scalar({ name: "upper", takes: ["string"], gives: "string", duckdb: javascript("upper") });
/** `ucase(x)`: another name of `upper`. */
export const ucase = scalar({ name: "ucase", takes: ["string"], gives: "string", duckdb: javascript("upper") });
/** `lower(x)` by Unicode's rules: a capital sigma at the end of a word becomes the final one. */
export const lower = scalar({ name: "lower", takes: ["string"], gives: "string", duckdb: javascript("lower") });
/** `lcase(x)`: another name of `lower`. */
export const lcase = scalar({ name: "lcase", takes: ["string"], gives: "string", duckdb: javascript("lower") });
/** `initcap(x)`: the first letter of each word as a capital, the others small. Words end at blanks alone. */
export const initcap = scalar({ name: "initcap", takes: ["string"], gives: "string", duckdb: javascript("initcap") });

function trimming(name: string, where: "BOTH" | "LEADING" | "TRAILING", duckdb: string) {
  return open<Call<[text: TextOperand, characters?: TextOperand], "string">>({
    name,
    type: takes(name, { operands: ["string", "string"], required: 1, gives: types.string }),
    // As a call the operands would stand the other way round in some of these and not in others.
    databricks: ([text = atom(""), characters]) =>
      characters ? sqlAtom`trim(${atom(where)} ${characters} FROM ${text})` : callOf(name, [text]),
    duckdb: ([text = atom(""), characters]) => callOf(duckdb, [text, characters ?? atom("' '")]),
  });
}

/** `trim(x)`: removes U+0020 at both ends, no other white space. `trim(x, characters)` removes any of these characters. */
export const trim = trimming("trim", "BOTH", "trim");
/** `ltrim(x)`: removes U+0020 at the start; `ltrim(x, characters)` any of these characters. */
export const ltrim = trimming("ltrim", "LEADING", "ltrim");
/** `rtrim(x)`: removes U+0020 at the end; `rtrim(x, characters)` any of these characters. */
export const rtrim = trimming("rtrim", "TRAILING", "rtrim");
/** `btrim(x)`: another name of `trim`, also with `characters`. */
export const btrim = open<Call<[text: TextOperand, characters?: TextOperand], "string">>({
  name: "btrim",
  type: takes("btrim", { operands: ["string", "string"], required: 1, gives: types.string }),
  duckdb: ([text = atom(""), characters]) => callOf("trim", [text, characters ?? atom("' '")]),
});

const codePoints: Text = ([part = atom("")]) => sqlAtom`CAST(length(${part}) AS INTEGER)`;

/** `length(x)` in Unicode characters. */
export const length = scalar({ name: "length", takes: ["string"], gives: "int", duckdb: codePoints });
/** `char_length(x)`: another name of `length`. */
export const charLength = scalar({ name: "char_length", takes: ["string"], gives: "int", duckdb: codePoints });
/** `character_length(x)`: another name of `length`. */
export const characterLength = scalar({ name: "character_length", takes: ["string"], gives: "int", duckdb: codePoints });

type TextOrBinary = TextOperand | Column<"binary" | null>;

function bytesOf(name: string, times: number) {
  return open<Call<[value: TextOrBinary], "int">>({
    name,
    type: ([value]) => {
      if (value?.type.kind !== "string" && value?.type.kind !== "binary") throw wrongOperand(name, 0, "string", value);
      return types.int;
    },
    duckdb: ([part = atom("")], { arguments: [value] }) => {
      const bytes = callOf(value?.type.kind === "binary" ? "octet_length" : "strlen", [part]);
      return sqlAtom`CAST(${times === 1 ? bytes : atom(`${bytes.text} * ${times}`)} AS INTEGER)`;
    },
  });
}

/** `octet_length(x)`: bytes of a BINARY, or of a text in UTF-8. */
export const octetLength = bytesOf("octet_length", 1);
/** `bit_length(x)`: eight times `octet_length`. */
export const bitLength = bytesOf("bit_length", 8);

/** `concat(x, y, …)`: NULL when one of them is; DuckDB's own `concat` would skip it. */
export const concat = open<Call<readonly [first: TextOperand, ...others: TextOperand[]], "string">>({
  name: "concat",
  type: (args) => {
    if (args.length === 0) throw wrongOperand("concat", 0, "string", undefined);
    args.forEach((one, i) => {
      if (one.type.kind !== "string") throw wrongOperand("concat", i, "string", one);
    });
    return types.string;
  },
  duckdb: (parts) => chainOf("||", parts),
});

type TextList = Column<readonly ("string" | null)[] | null>;

const isTexts = (one: Expression | undefined): boolean => one?.type.kind === "array" && one.type.element.type.kind === "string";

/**
 * `concat_ws(separator, x, …)` of texts and lists of texts: what is NULL, also in a list, is left out. NULL only when the separator is.
 * `concatWs(", ", o.street, o.city)`
 */
export const concatWs = open<
  <const S extends TextOperand>(separator: S, ...parts: readonly (TextOperand | TextList)[]) => ColumnOf<"string" | NullOf<S>>
>({
  name: "concat_ws",
  type: ([separator, ...parts]) => {
    if (separator?.type.kind !== "string") throw wrongOperand("concat_ws", 0, "string", separator);
    parts.forEach((one, i) => {
      if (one.type.kind !== "string" && !isTexts(one)) throw wrongOperand("concat_ws", i + 1, "a text or a list of texts", one);
    });
    return types.string;
  },
  nulls: ([separator]) => ({
    nullable: separator?.nullable ?? false,
    proven: separator === undefined || !separator.nullable || separator.proven,
  }),
  duckdb: (parts, written) => {
    const [separator = atom(""), ...others] = parts;
    const operands = written.arguments.slice(1);
    if (others.length === 0) return sqlAtom`concat_ws(${separator}, NULL)`;
    if (!operands.some(isTexts)) return callOf("concat_ws", parts);
    const lists = others.map((one, i) => (isTexts(operands[i]) ? one.text : `[${one.text}]`));
    const list = lists.length === 1 ? (lists[0] ?? "") : `list_concat(${lists.join(", ")})`;
    if (written.arguments[0]?.kind === "literal") {
      const joined = sqlAtom`array_to_string(${atom(list)}, ${separator})`;
      return operands.some(holdsNull) ? sqlAtom`coalesce(${joined}, '')` : joined;
    }
    return javascript("concat_ws")([separator, sqlAtom`coalesce(${atom(list)}, [])`], {
      ...written,
      arguments: [written.arguments[0] as Expression, listOf(operands)],
    });
  },
});

/** A list without anything in it is NULL for DuckDB's array_to_string. */
function holdsNull(one: Expression): boolean {
  return one.nullable || (one.type.kind === "array" && one.type.element.nullable);
}

function listOf(operands: readonly Expression[]): Expression {
  const list = operands.find(isTexts);
  if (!list) throw new TypeError("no list");
  return list;
}

const tests = ["string", "string"] as const;

/** `startswith(x, prefix)` */
export const startsWith = scalar({ name: "startswith", takes: tests, gives: "boolean", duckdb: "starts_with" });
/** `endswith(x, suffix)` */
export const endsWith = scalar({ name: "endswith", takes: tests, gives: "boolean", duckdb: "ends_with" });
/** `contains(x, part)` */
export const contains = scalar({ name: "contains", takes: tests, gives: "boolean", duckdb: "contains" });

/** `reverse(x)` by Unicode characters: a combining mark comes to stand on another letter. */
export const reverse = scalar({ name: "reverse", takes: ["string"], gives: "string", duckdb: javascript("reverse") });
/** `repeat(x, times)`: empty for zero and less. */
export const repeat = scalar({ name: "repeat", takes: ["string", "int"], gives: "string", duckdb: javascript("repeat") });
/** `space(times)`: so many blanks. */
export const space = scalar({ name: "space", takes: ["int"], gives: "string", duckdb: javascript("space") });

/** `replace(x, search, replacement)`: every occurrence; left out, the replacement is empty. An empty search replaces nothing. */
export const replace = open<Call<[text: TextOperand, search: TextOperand, replacement?: TextOperand], "string">>({
  name: "replace",
  type: takes("replace", { operands: ["string", "string", "string"], required: 2, gives: types.string }),
  duckdb: ([text = atom(""), search = atom(""), replacement = atom("''")]) => callOf("replace", [text, search, replacement]),
});

/** `translate(x, from, to)`: each character of `from` becomes the one of `to` at the same place, or is removed when there is none. */
export const translate = scalar({
  name: "translate",
  takes: ["string", "string", "string"],
  gives: "string",
  duckdb: javascript("translate"),
});

/** `overlay(x PLACING replacement FROM position FOR length)`; without `length` that of the replacement. */
export const overlay = open<
  Call<[text: TextOperand, replacement: TextOperand, position: Operand<"int">, length?: Operand<"int">], "string">
>({
  name: "overlay",
  type: takes("overlay", { operands: ["string", "string", "int", "int"], required: 3, gives: types.string }),
  duckdb: javascript("overlay"),
});

/** `ascii(x)`: the number of the first character, 0 for an empty text. Beyond ASCII it is the code point. */
export const ascii = scalar({ name: "ascii", takes: ["string"], gives: "int", duckdb: "ascii" });

const character: Text = ([part = atom("")]: readonly Sql[], { arguments: [operand] }) =>
  operand?.kind === "literal"
    ? sqlAtom`CASE WHEN ${part} < 0 THEN '' ELSE chr(CAST(${part} & 255 AS INTEGER)) END`
    : sqlAtom`CASE WHEN ${part} < 0 THEN '' ELSE chr(CAST((${part}) & 255 AS INTEGER)) END`;

function characterOf(name: string) {
  return open<Call<[number: Operand<Integer>], "string">>({
    name,
    type: takes(name, { operands: ["bigint"], gives: types.string }),
    duckdb: character,
  });
}

/** `chr(n)`: the character of the lowest eight bits of a number, Latin-1; empty for a negative one. */
export const chr = characterOf("chr");
/** `char(n)`: another name of `chr`. */
export const char = characterOf("char");
