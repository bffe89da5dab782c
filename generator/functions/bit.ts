import type { Column, Integer, NullOf, Num, Operand, Wider } from "../column/index.js";
import { type ColumnType, type Expression, isInteger, types } from "../ir/index.js";
import { inBody } from "./body.js";
import { writeInfix } from "./number.js";
import { open, type Text, wrongOperand } from "./row.js";
import { atom, callOf, type Sql } from "./sql.js";
import { asNumber, numberName, widest } from "./widening.js";

type FamilyOf<O> = O extends Column<infer S> ? S & Integer : "int";
type Bitwise = <const A extends Operand<Integer>, const B extends Operand<Integer>>(
  left: A,
  right: B,
) => Num<Wider<FamilyOf<A>, FamilyOf<B>> | NullOf<A> | NullOf<B>>;

function integers(name: string, args: readonly Expression[], count: number): void {
  for (let i = 0; i < count; i++) {
    const one = args[i];
    if (!one || !isInteger(one.type)) throw wrongOperand(name, i, "an integer", one);
  }
}

/** Written in parentheses: Spark and DuckDB differ in how tightly these bind. */
function bitwise(operator: string, inDuckdb: (left: Sql, right: Sql) => string) {
  return {
    name: operator,
    type: (args: readonly Expression[]): ColumnType => {
      integers(operator, args, 2);
      const [left, right] = args;
      return left && right ? widest(left.type, right.type) : types.int;
    },
    databricks: (([left = atom(""), right = atom("")], written) => {
      const text = writeInfix(operator, 100);
      return typeof text === "function" ? atom(`(${text([left, right], written).text})`) : left;
    }) satisfies Text,
    duckdb: (([left = atom(""), right = atom("")], { type, arguments: [a, b] }) =>
      a && b ? atom(inDuckdb(asNumber(left, a, type), asNumber(right, b, type))) : left) satisfies Text,
  };
}

/** `x & y`, bit by bit, in the wider type of both. `bitAnd(o.flags, 4)` */
export const bitAnd = open<Bitwise>(bitwise("&", (left, right) => `((${left.text}) & (${right.text}))`));
/** `x | y`, bit by bit. */
export const bitOr = open<Bitwise>(bitwise("|", (left, right) => `((${left.text}) | (${right.text}))`));
/** `x ^ y`: bits that are set in one of both. */
export const bitXor = open<Bitwise>(bitwise("^", (left, right) => `xor(${left.text}, ${right.text})`));

/** `~x`: every bit the other way. */
export const bitNot = open<<S extends Integer | null>(value: Column<S>) => Num<S>>({
  name: "~",
  type: (args) => {
    integers("~", args, 1);
    return args[0]?.type ?? types.int;
  },
  databricks: ([value = atom("")]) => atom(`(~(${value.text}))`),
  duckdb: ([value = atom("")]) => atom(`(~(${value.text}))`),
});

/** Narrower integers enter as INT. */
function shifted(args: readonly Expression[]): ColumnType {
  return args[0]?.type.kind === "bigint" ? types.bigint : types.int;
}

type Shift = <const A extends Operand<Integer>, const B extends Operand<"tinyint" | "smallint" | "int">>(
  value: A,
  by: B,
) => Num<("bigint" extends FamilyOf<A> ? "bigint" : "int") | NullOf<A> | NullOf<B>>;

function shift(name: string) {
  return {
    name,
    type: (args: readonly Expression[]): ColumnType => {
      integers(name, args, 2);
      if (args[1]?.type.kind === "bigint") throw wrongOperand(name, 1, "int", args[1]);
      return shifted(args);
    },
    duckdb: inBody("shift", (args) => [shifted(args), types.int], { name }),
  };
}

/** `shiftleft(x, bits)`; the distance is taken by 32, or by 64 for a BIGINT. */
export const shiftleft = open<Shift>(shift("shiftleft"));
/** `shiftright(x, bits)`, with the sign. */
export const shiftright = open<Shift>(shift("shiftright"));
/** `shiftrightunsigned(x, bits)`, without the sign. */
export const shiftrightunsigned = open<Shift>(shift("shiftrightunsigned"));

/** `bit_count(x)`: how many bits are set; a negative number has 64. */
export const bitCount = open<<const A extends Operand<Integer>>(value: A) => Num<"int" | NullOf<A>>>({
  name: "bit_count",
  type: (args) => {
    integers("bit_count", args, 1);
    return types.int;
  },
  duckdb: ([value = atom("")], { arguments: [of] }) =>
    of ? atom(`CAST(bit_count(${asNumber(value, of, types.bigint).text}) AS ${numberName(types.int)})`) : callOf("bit_count", [value]),
});

/** `bit_get(x, position)`: one bit, counted from the right from 0. Throws INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE. */
export const bitGet = open<
  <const A extends Operand<Integer>, const B extends Operand<"tinyint" | "smallint" | "int">>(
    value: A,
    position: B,
  ) => Num<"tinyint" | NullOf<A> | NullOf<B>>
>({
  name: "bit_get",
  type: (args) => {
    integers("bit_get", args, 2);
    if (args[1]?.type.kind === "bigint") throw wrongOperand("bit_get", 1, "int", args[1]);
    return types.tinyint;
  },
  duckdb: inBody("bit_get", ([value]) => [value?.type ?? types.int, types.int]),
});
