import type { Column, NullOf, Num, Operand, Text } from "../column/index.js";
import { type ColumnType, type Expression, printType, types } from "../ir/index.js";
import { javascript, open, refused, type Written, wrongOperand } from "./row.js";
import { callOf, type Sql } from "./sql.js";
import { asNumber } from "./widening.js";

type Bytes = Column<"string" | "binary" | null> | string;
type Digest = <const A extends Bytes>(value: A) => Text<"string" | NullOf<A>>;

function requireBytes(name: string, value: Expression | undefined): void {
  if (value?.type.kind !== "string" && value?.type.kind !== "binary") throw wrongOperand(name, 0, "a STRING or a BINARY", value);
}

/** DuckDB has MD5, SHA-1 and SHA-256 of its own. */
function digest(name: string, duckdb: string) {
  return {
    name,
    type: ([value]: readonly Expression[]): ColumnType => {
      requireBytes(name, value);
      return types.string;
    },
    duckdb,
  };
}

/** `md5(x)`: 32 hexadecimal digits, of the UTF-8 of a text. `md5(c.email)` */
export const md5 = open<Digest>(digest("md5", "md5"));
/** `sha1(x)`: 40 hexadecimal digits. `sha1(c.email)` */
export const sha1 = open<Digest>(digest("sha1", "sha1"));
/** `sha(x)`: the same as `sha1`. */
export const sha = open<Digest>(digest("sha", "sha1"));

/** `sha2(x, bits)`: SHA-2 of 224, 256, 384 or 512 bits, 0 meaning 256, in hexadecimal digits; NULL for any other. `sha2(c.email, 256)` */
export const sha2 = open<(value: Bytes, bits: Operand<"int">) => Text<"string" | null>>({
  name: "sha2",
  type: ([value, bits]) => {
    requireBytes("sha2", value);
    if (bits?.type.kind !== "int") throw wrongOperand("sha2", 1, "int", bits);
    return types.string;
  },
  nulls: "always",
  duckdb: (parts, written) => {
    const [value, bits] = written.arguments;
    if (bits?.kind === "literal" && (bits.value === 256 || bits.value === 0)) return callOf("sha256", parts.slice(0, 1));
    return callOf(
      written.javascript({ body: "sha2", takes: [value?.type ?? types.string, types.int], gives: written.type, parameters: {} }),
      parts,
    );
  },
});

/** `crc32(x)`: a checksum, as BIGINT. `crc32(o.payload)` */
export const crc32 = open<<const A extends Bytes>(value: A) => Num<"bigint" | NullOf<A>>>({
  name: "crc32",
  type: ([value]) => {
    requireBytes("crc32", value);
    return types.bigint;
  },
  duckdb: javascript("crc32"),
});

type Hashed = readonly [Operandlike, ...Operandlike[]];
type Operandlike = Column<unknown> | string | number | boolean;

function hashOf(name: string, gives: ColumnType) {
  return {
    name,
    type: (args: readonly Expression[]): ColumnType => {
      if (args.length === 0) throw wrongOperand(name, 0, "at least one value", undefined);
      const map = args.findIndex((one) => one.type.kind === "map");
      if (map >= 0) throw wrongOperand(name, map, "anything but a MAP", args[map]);
      return gives;
    },
    nulls: "never" as const,
    duckdb: (parts: readonly Sql[], written: Written): Sql => {
      const { arguments: args } = written;
      const nested = args.find((one) => one.type.kind === "array" || one.type.kind === "struct");
      if (nested) throw refused(`the emulator does not hash ${printType(nested.type)} in ${name}`, "hash its fields or its text");
      const takes = args.map((one) => one.type);
      const cast = parts.map((part, i) => {
        const one = args[i];
        return one?.kind === "literal" && one.type.kind === "int" ? asNumber(part, one, one.type) : part;
      });
      return callOf(written.javascript({ body: name, takes, gives, parameters: {} }), cast);
    },
  };
}

/** `hash(a, b, …)`: Murmur3 of 32 bits with seed 42; NULL changes nothing. `hash(o.sku, o.quantity)` */
export const hash = open<(...values: Hashed) => Num<"int">>(hashOf("hash", types.int));
/** `xxhash64(a, b, …)`: XXH64 with seed 42; NULL changes nothing. `xxhash64(o.sku, o.quantity)` */
export const xxhash64 = open<(...values: Hashed) => Num<"bigint">>(hashOf("xxhash64", types.bigint));
