import fc from "fast-check";
import { DiagnosticError } from "../../../generator/diagnostic/index.js";
import { apply } from "../../../generator/functions/index.js";
import * as ir from "../../../generator/ir/index.js";
import { type Kind, kindOf, kinds, type Place, type Signature } from "./signature.js";

/** Columns of each kind, two of them: `int_1`, `int_2`. */
export const columnsOf = (kind: Kind): readonly string[] =>
  [1, 2].map((number) => `${kind.replaceAll(/[<>,]+/g, "_").replace(/_$/, "")}_${number}`);

/** The table that expressions read: every column may be NULL. */
export const schema: ir.Schema = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
  columnsOf(kind).map((name) => ({ name, ...ir.maybeNull(kinds[kind]) })),
);

/** Targets of casts, by what is cast; pairs that Spark refuses are compile-time errors and no expressions. */
const castable: readonly Kind[] = [
  "boolean",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "decimal",
  "string",
  "date",
  "timestamp",
  "timestamp_ntz",
];

/** Random well-typed expressions of a kind, shrinking to columns and to smaller ones. */
export function expressions(signatures: readonly Signature[]): (kind: Kind) => fc.Arbitrary<ir.Expression> {
  const byKind = new Map<Kind, Signature[]>();
  for (const one of signatures) byKind.set(one.gives, [...(byKind.get(one.gives) ?? []), one]);
  const tied = fc.letrec<{ [K in Kind]: ir.Expression }>((tie) => {
    const column = (kind: Kind): fc.Arbitrary<ir.Expression> => fc.constantFrom(...columnsOf(kind).map((name) => ir.column(schema, name)));
    const place = (one: Place): fc.Arbitrary<ir.Expression> => ("literal" in one ? fc.constant(one.literal) : tie(one.kind));
    const call = (kind: Kind): fc.Arbitrary<ir.Expression>[] => {
      const ways = byKind.get(kind) ?? [];
      // By function first, so that one with many ways is not asked more often.
      const functions = [...new Set(ways.map(({ row }) => row.id))].map((id) => ways.filter(({ row }) => row.id === id));
      const some = functions.map((same) =>
        fc.constantFrom(...same).chain((way) => fc.tuple(...way.places.map(place)).map((args) => built(way, args, kind))),
      );
      return some.length === 0 ? [] : [fc.oneof(...some)];
    };
    const conditional = (kind: Kind): fc.Arbitrary<ir.Expression> =>
      fc
        .tuple(tie("boolean"), tie(kind), tie(kind))
        .map(([when, then, otherwise]) => (ir.sameType(then.type, otherwise.type) ? ir.conditional([{ when, then }], otherwise) : then));
    const cast = (kind: Kind): fc.Arbitrary<ir.Expression> =>
      fc
        .tuple(
          fc.constantFrom(...castable).chain((from) => tie(from)),
          fc.boolean(),
        )
        .map(([of, attempt]) =>
          isCast(of.type, kinds[kind]) ? ir.cast(of, kinds[kind], attempt) : ir.column(schema, columnsOf(kind)[0] ?? ""),
        );
    const any = (kind: Kind): fc.Arbitrary<ir.Expression> => {
      const others = [...call(kind), conditional(kind), ...(castable.includes(kind) ? [cast(kind)] : [])];
      return fc.oneof(
        { depthSize: "small", maxDepth: 3, depthIdentifier: "expression", withCrossShrink: true },
        column(kind),
        ...others.map((arbitrary, i) => ({ arbitrary, weight: i === 0 ? 6 : 1 })),
      );
    };
    return Object.fromEntries((Object.keys(kinds) as Kind[]).map((kind) => [kind, any(kind)])) as {
      [K in Kind]: fc.Arbitrary<ir.Expression>;
    };
  });
  return (kind) => tied[kind];
}

/** The call, or a column where these operands do not fit after all: too many digits, a literal that means nothing there. */
function built({ row }: Signature, args: readonly ir.Expression[], kind: Kind): ir.Expression {
  try {
    const made = apply(row, args);
    if (kindOf(made.type) === kind) return made;
  } catch (failure) {
    if (!(failure instanceof DiagnosticError || failure instanceof TypeError)) throw failure;
  }
  return ir.column(schema, columnsOf(kind)[0] ?? "");
}

/** Does Spark have a cast between them? */
function isCast(from: ir.ColumnType, to: ir.ColumnType): boolean {
  if (ir.sameType(from, to)) return false;
  const isTime = (type: ir.ColumnType): boolean => type.kind === "date" || type.kind === "timestamp_ntz";
  if (from.kind === "string" || to.kind === "string") return true;
  if (from.kind === "boolean" && to.kind === "timestamp") return false;
  if (isTime(from)) return isTime(to) || to.kind === "timestamp";
  if (isTime(to)) return from.kind === "timestamp";
  return from.kind !== "timestamp" || to.kind !== "boolean";
}
