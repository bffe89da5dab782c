import fc from "fast-check";
import { DiagnosticError } from "../../../generator/diagnostic/index.js";
import { apply } from "../../../generator/functions/index.js";
import type * as ir from "../../../generator/ir/index.js";
import type { Kind, Signature } from "./signature.js";

/** Random aggregates of random expressions. */
export function aggregates(ways: readonly Signature[], ofKind: (kind: Kind) => fc.Arbitrary<ir.Expression>): fc.Arbitrary<ir.Expression> {
  const functions = [...new Set(ways.map(({ row }) => row.id))].map((id) => ways.filter(({ row }) => row.id === id));
  return fc.oneof(
    ...functions.map((same) =>
      fc.constantFrom(...same).chain((way) =>
        fc
          .tuple(...way.places.map((place) => ("literal" in place ? fc.constant<ir.Expression>(place.literal) : ofKind(place.kind))))
          .map((args) => {
            try {
              return apply(way.row, args);
            } catch (failure) {
              // Too many digits, most often: count them instead.
              if (failure instanceof DiagnosticError || failure instanceof TypeError) return fallback(args);
              throw failure;
            }
          }),
      ),
    ),
  );
}

function fallback(args: readonly ir.Expression[]): ir.Expression {
  return { kind: "aggregate", function: "count", arguments: args.slice(0, 1), type: { kind: "bigint" }, nullable: false, proven: true };
}
