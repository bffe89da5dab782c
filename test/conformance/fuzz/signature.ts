import { DiagnosticError } from "../../../generator/diagnostic/index.js";
import { apply, atom, type FunctionRow, functionTable, type Written } from "../../../generator/functions/index.js";
import * as ir from "../../../generator/ir/index.js";

/** The types that expressions are made of, by a word; a decimal stands for all of them. */
export const kinds = {
  boolean: ir.types.boolean,
  tinyint: ir.types.tinyint,
  smallint: ir.types.smallint,
  int: ir.types.int,
  bigint: ir.types.bigint,
  float: ir.types.float,
  double: ir.types.double,
  decimal: ir.decimalType(10, 2),
  string: ir.types.string,
  binary: ir.types.binary,
  date: ir.types.date,
  timestamp: ir.types.timestamp,
  timestamp_ntz: ir.types.timestamp_ntz,
  "array<int>": ir.arrayType(ir.maybeNull(ir.types.int)),
  "array<string>": ir.arrayType(ir.maybeNull(ir.types.string)),
  "array<double>": ir.arrayType(ir.maybeNull(ir.types.double)),
  "map<string,int>": ir.mapType(ir.types.string, ir.maybeNull(ir.types.int)),
} as const satisfies Record<string, ir.ColumnType>;

export type Kind = keyof typeof kinds;

/** The word of a type; undefined for one that nothing is made of. */
export function kindOf(type: ir.ColumnType): Kind | undefined {
  const words = Object.keys(kinds) as Kind[];
  return words.find((word) => (type.kind === "decimal" ? word === "decimal" : ir.sameType(kinds[word], type)));
}

/** Literals that functions want written out: units, patterns, zones, separators, small numbers. */
const texts = [
  "",
  "a",
  "day",
  "MONTH",
  "yyyy-MM-dd",
  "HH:mm:ss",
  "[a-c]+",
  "(\\d+)",
  "UTC",
  "Europe/Berlin",
  ",",
  "0",
  "%a_",
  "Mon",
  "UTF-8",
];
const numbers = [0, 1, 2, -1, 3, 10, 256];

/** What stands in one place of a call: an expression of a kind, or one literal. */
export type Place = { readonly kind: Kind } | { readonly literal: ir.Literal };

/** A way to call a function, and the kind of what it gives. */
export interface Signature {
  readonly row: FunctionRow;
  readonly places: readonly Place[];
  readonly gives: Kind;
}

function sample(place: Place): ir.Expression {
  if ("literal" in place) return place.literal;
  return { kind: "column", input: 0, name: place.kind, ...ir.maybeNull(kinds[place.kind]) };
}

const most = 3;

/** Ways tried for each function. */
const tries = 40;

/**
 * Ways in which the rows of the function table take up to three operands, found by asking them: `random` gives a number from 0 to below 1.
 * No row need be told here, and a new one takes part at once.
 */
export function signatures(wanted: FunctionRow["kind"], random: () => number): readonly Signature[] {
  const rows = [...functionTable.values()].filter((row) => row.kind === wanted && typeof row.duckdb !== "object");
  return rows.flatMap((row) => {
    const found = new Map<string, Signature>();
    const begins = new Map<string, readonly Place[]>();
    const arity = arityOf(row);
    for (let i = 0; i < tries; i++) {
      const places: Place[] = [];
      for (let enough = false; !enough; ) {
        const gives = arity === undefined || arity === places.length ? result(row, places) : undefined;
        if (gives) found.set(JSON.stringify(places), { row, places: [...places], gives });
        const key = JSON.stringify(places);
        const next = begins.get(key) ?? nextPlaces(row, places);
        begins.set(key, next);
        const place = places.length < (arity ?? most) ? next[Math.floor(random() * next.length)] : undefined;
        if (place) places.push(place);
        else enough = true;
      }
    }
    return [...found.values()];
  });
}

const candidates: readonly Place[] = [
  ...(Object.keys(kinds) as Kind[]).map((kind) => ({ kind })),
  ...texts.map((text) => ({ literal: ir.text(text) })),
  ...numbers.map((value) => ({ literal: ir.literal(value, ir.types.int) })),
];

/** Operands that the text of an operator has places for; undefined where the row's types say how many it takes. */
function arityOf({ databricks }: FunctionRow): number | undefined {
  if (typeof databricks !== "function") return undefined;
  const many = 8;
  let last = -1;
  const parts = new Proxy(
    Array.from({ length: many }, () => atom("x")),
    {
      get: (target, key, receiver): unknown => {
        if (typeof key === "string" && /^\d+$/.test(key)) last = Math.max(last, Number(key));
        return Reflect.get(target, key, receiver);
      },
    },
  );
  const args = Array.from({ length: many }, () => sample({ kind: "int" }));
  const written: Written = {
    type: ir.types.int,
    arguments: args,
    ansi: true,
    timeZone: "UTC",
    javascript: () => "f",
    aggregated: (aggregate) => aggregate,
    orderBy: [],
    window: false,
    typeName: ir.printType,
    unused: atom,
    body: () => atom("x"),
  };
  try {
    databricks(parts, written);
  } catch {
    return undefined;
  }
  return last + 1 === many ? undefined : last + 1;
}

/** What may stand next. Where an expression will do, a literal is not tried: an expression may be one. */
function nextPlaces(row: FunctionRow, places: readonly Place[]): readonly Place[] {
  const fit = candidates.filter((place) => mayBegin(row, [...places, place]));
  const isTaken = (literal: ir.Literal): boolean => fit.some((place) => "kind" in place && ir.sameType(kinds[place.kind], literal.type));
  return fit.filter((place) => !("literal" in place) || !isTaken(place.literal));
}

function result(row: FunctionRow, places: readonly Place[]): Kind | undefined {
  try {
    return kindOf(apply(row, places.map(sample)).type);
  } catch (failure) {
    if (failure instanceof DiagnosticError || failure instanceof TypeError) return undefined;
    throw failure;
  }
}

/**
 * Is the last operand looked at, and good? Rows complain of the first that does not fit, so what is too short is told apart; and a row that takes
 * no more operands does not look at more.
 */
function mayBegin(row: FunctionRow, places: readonly Place[]): boolean {
  const last = places.length - 1;
  const read = new Set<string | symbol>();
  const watched = new Proxy(places.map(sample), {
    get: (target, key, receiver): unknown => {
      read.add(key);
      return Reflect.get(target, key, receiver);
    },
  });
  try {
    row.type(watched);
    return read.has(String(last)) || (read.size === 0 && typeof row.databricks === "function");
  } catch (failure) {
    if (!(failure instanceof DiagnosticError)) return false;
    const index = /^operand (\d+) of/.exec(failure.diagnostics[0]?.message ?? "")?.[1];
    return index !== undefined && Number(index) > places.length;
  }
}
