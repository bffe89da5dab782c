import fc from "fast-check";
import { apply, functionTable } from "../../../generator/functions/index.js";
import * as ir from "../../../generator/ir/index.js";
import { columnsOf, schema } from "./expression.js";
import type { Kind } from "./signature.js";

type OfKind = (kind: Kind) => fc.Arbitrary<ir.Expression>;

/** Kinds by which rows can be grouped and compared as wholes. */
const plain: readonly Kind[] = ["boolean", "int", "bigint", "double", "string", "date", "timestamp"];

const hows: readonly ir.Join["how"][] = ["inner", "left", "right", "full", "semi", "anti"];

/** A table with the columns that expressions read. */
function table(name: string): ir.DatasetRead {
  return { kind: "dataset", dataset: name, mode: "batch", schema };
}

function call(id: string, ...args: readonly ir.Expression[]): ir.Expression {
  const row = functionTable.get(id);
  if (!row) throw new TypeError(id);
  return apply(row, args);
}

/** Rows of a table, some of them, some columns computed anew under their own names, so that the same expressions can be read from them. */
function rows(name: string, ofKind: OfKind): fc.Arbitrary<ir.Relation> {
  const changed = fc.constantFrom(...plain).chain((kind) => ofKind(kind).map((value) => ({ name: columnsOf(kind)[0] ?? "", value })));
  return fc.tuple(fc.option(ofKind("boolean")), fc.option(changed)).map(([condition, change]) => {
    const kept = condition ? ir.where(table(name), condition) : table(name);
    return change
      ? ir.select(
          kept,
          ir.columnsOf(kept).map((one) => (one.name === change.name ? change : one)),
        )
      : kept;
  });
}

/** Two tables put together by a column that both have. */
function joined(ofKind: OfKind): fc.Arbitrary<ir.Relation> {
  const key = fc.constantFrom<Kind>("int", "string", "date", "double");
  return fc
    .tuple(rows("input", ofKind), rows("other", ofKind), fc.constantFrom(...hows), key, fc.constantFrom("=", "<=>"))
    .map(([left, right, how, kind, equal]) => {
      const name = columnsOf(kind)[0] ?? "";
      const on = call(equal, ir.column(left.schema, name), ir.column(right.schema, name, 1));
      const isOuter = (side: "left" | "right"): boolean => how === "full" || how === side;
      const leftColumns = isOuter("right") ? ir.optional(left.schema) : left.schema;
      const columns = left.schema.map((one) => ({ name: one.name, value: ir.column(leftColumns, one.name) }));
      return ir.join(how, left, right, on, columns);
    });
}

/** Few columns of it, and what is done with them as a whole. */
export function relations(ofKind: OfKind): fc.Arbitrary<{ readonly relation: ir.Relation; readonly ordered: boolean }> {
  const from = fc.oneof(rows("input", ofKind), joined(ofKind));
  const selection = fc.array(fc.constantFrom(...plain).chain(ofKind), { minLength: 1, maxLength: 3 });
  const narrow = (relation: ir.Relation, values: readonly ir.Expression[]): ir.Relation =>
    ir.select(
      relation,
      values.map((value, i) => ({ name: `c${i}`, value })),
    );
  const measures = (relation: ir.Relation): readonly ir.Named[] => [
    { name: "n", value: call("count") },
    { name: "least", value: call("min", ir.column(relation.schema, "int_2")) },
    { name: "total", value: call("sum", ir.column(relation.schema, "tinyint_2")) },
    { name: "texts", value: call("count_distinct", ir.column(relation.schema, "string_2")) },
  ];
  const unordered = (relation: ir.Relation) => ({ relation, ordered: false });
  return fc.tuple(from, rows("other", ofKind), selection, fc.nat(5), fc.boolean()).map(([one, other, values, how, flag]) => {
    const few = narrow(one, values);
    switch (how) {
      case 0:
        return unordered(ir.distinct(few));
      case 1:
        return unordered(ir.setOperation(flag ? "intersect" : "except", false, few, narrow(other, values)));
      case 2:
        return unordered(ir.union([few, narrow(other, values)]));
      case 3: {
        const by = ["boolean_1", "string_1"].map((name) => ({ name, value: ir.column(one.schema, name) }));
        return unordered(ir.aggregate(one, flag ? by : by.slice(0, 1), measures(one)));
      }
      case 4: {
        const keys = few.schema.map(({ name }, i) => ir.sortKey(ir.column(few.schema, name), flag === (i % 2 === 0)));
        return { relation: ir.limit(few, keys, 4), ordered: true };
      }
      default:
        return unordered(few);
    }
  });
}
