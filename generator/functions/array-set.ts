import type { Bool, Column, List, NullOf } from "../column/index.js";
import { arrayType, canBeNull, type Expression, type Slot, sameType, types } from "../ir/index.js";
import { type ElementOf, either, type ListColumn, type Lists, type NullIn, requireComparable } from "./collection.js";
import { javascript, open, wrongOperand } from "./row.js";

/** Both lists have one type. Throws `function/operand`. */
function both(name: string, args: readonly Expression[]): readonly [Slot, Slot] {
  const first = requireComparable(name, args, 0);
  const second = requireComparable(name, args, 1);
  if (!sameType(first.type, second.type)) throw wrongOperand(name, 1, "a list of the same type", args[1]);
  return [first, second];
}

/** `array_distinct(x)`: each element once, the first of equal ones, NULL among them. `arrayDistinct(o.tags)` */
export const arrayDistinct = open<<L extends Lists>(list: Column<L>) => List<ElementOf<L>, NullIn<L>>>({
  name: "array_distinct",
  type: (args) => arrayType(requireComparable("array_distinct", args)),
  duckdb: javascript("array_distinct"),
});

type OfTwo = <L extends Lists, O extends ListColumn<ElementOf<L>> = ListColumn<ElementOf<L>>>(
  a: Column<L>,
  b: O,
) => List<ElementOf<L>, NullIn<L> | NullOf<O>>;

/** `array_union(a, b)`: the elements of both, each once. `arrayUnion(o.tags, o.more)` */
export const arrayUnion = open<OfTwo>({
  name: "array_union",
  type: (args) => {
    const [a, b] = both("array_union", args);
    return arrayType(either(a.type, a, b));
  },
  duckdb: javascript("array_union"),
});

/** `array_intersect(a, b)`: the elements of `a` that are in `b`, too, each once. `arrayIntersect(o.tags, o.more)` */
export const arrayIntersect = open<OfTwo>({
  name: "array_intersect",
  type: (args) => {
    const [a, b] = both("array_intersect", args);
    return arrayType({ type: a.type, nullable: a.nullable && b.nullable, proven: !canBeNull(a) || !canBeNull(b) });
  },
  duckdb: javascript("array_intersect"),
});

/** `array_except(a, b)`: the elements of `a` that are not in `b`, each once. `arrayExcept(o.tags, o.more)` */
export const arrayExcept = open<OfTwo>({
  name: "array_except",
  type: (args) => arrayType(both("array_except", args)[0]),
  duckdb: javascript("array_except"),
});

/** `arrays_overlap(a, b)`: have they an element in common? NULL when none is seen and one of them has a NULL. `arraysOverlap(o.tags, o.more)` */
export const arraysOverlap = open<(a: Column<Lists>, b: Column<Lists>) => Bool<"boolean" | null>>({
  name: "arrays_overlap",
  type: (args) => {
    both("arrays_overlap", args);
    return types.boolean;
  },
  nulls: (args) => {
    const elements = args.map((one) => (one.type.kind === "array" ? one.type.element : one));
    const all = either(types.boolean, ...args, ...elements);
    return { nullable: all.nullable, proven: all.proven };
  },
  duckdb: javascript("arrays_overlap"),
});
