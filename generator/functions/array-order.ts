import { type Column, type ColumnOf, expressionOf, type List, lambdaOf } from "../column/index.js";
import { type ArrayType, arrayType, maybeNull, types } from "../ir/index.js";
import { arranged, bound, callJavaScript, type ElementOf, type Lists, listOf, type NullIn, requireComparable } from "./collection.js";
import { javascript, open, wrongOperand } from "./row.js";
import { atom, sqlAtom } from "./sql.js";

type Extreme = <L extends Lists>(list: Column<L>) => ColumnOf<ElementOf<L> | null>;

/** `array_max(x)`: the largest element, NULLs left out; NULL when there is none. NaN is the largest number. `arrayMax(o.amounts)` */
export const arrayMax = open<Extreme>({
  name: "array_max",
  type: (args) => requireComparable("array_max", args).type,
  nulls: "always",
  duckdb: javascript("array_max"),
});

/** `array_min(x)`: the smallest element, NULLs left out; NULL when there is none. `arrayMin(o.amounts)` */
export const arrayMin = open<Extreme>({
  name: "array_min",
  type: (args) => requireComparable("array_min", args).type,
  nulls: "always",
  duckdb: javascript("array_min"),
});

type Same = <L extends Lists>(list: Column<L>) => List<ElementOf<L>, NullIn<L>>;

/** `reverse(x)` of a list: its elements from the last to the first. `arrayReverse(o.tags)` */
export const arrayReverse = open<Same>({
  name: "array_reverse",
  databricks: "reverse",
  type: (args) => listOf("reverse", args),
  duckdb: javascript("array_reverse"),
});

/** `sort_array(x[, ascending])`: NULLs first when ascending, last when not. `sortArray(o.tags, false)` */
export const sortArray = open<<L extends Lists>(list: Column<L>, ascending?: boolean) => List<ElementOf<L>, NullIn<L>>>({
  name: "sort_array",
  type: (args) => {
    requireComparable("sort_array", args);
    const [, ascending] = args;
    if (ascending && (ascending.kind !== "literal" || ascending.type.kind !== "boolean"))
      throw wrongOperand("sort_array", 1, "true or false", ascending);
    return listOf("sort_array", args);
  },
  nulls: ([list]) => ({ nullable: list?.nullable ?? true, proven: list?.proven ?? false }),
  duckdb: javascript("sort_array"),
});

/**
 * `array_sort(x[, (left, right) -> order])`: in ascending order, NULLs last; or by what a function says of two elements: negative when the
 * left one comes first, 0, or positive. An error when it gives NULL.
 * `arraySort(o.lines, (a, b) => when(a.price.lt(b.price), -1).when(a.price.gt(b.price), 1).otherwise(0))`
 */
export const arraySort = arranged<
  <L extends Lists>(
    list: Column<L>,
    order?: (left: ColumnOf<ElementOf<L>>, right: ColumnOf<ElementOf<L>>) => Column<"int" | null> | number,
  ) => List<ElementOf<L>, NullIn<L>>
>({
  name: "array_sort",
  arrange: ([list, ...order]) => {
    const of = expressionOf(list);
    if (order.length === 0 || order[0] === undefined) return [of];
    const { element } = listOf("array_sort", [of]);
    return [
      of,
      lambdaOf(
        "array_sort",
        [
          ["left", element],
          ["right", element],
        ],
        order[0],
      ),
    ];
  },
  type: (args): ArrayType => {
    const [, order] = args;
    if (!order) requireComparable("array_sort", args);
    else if (order.kind !== "lambda" || order.type.kind !== "int")
      throw wrongOperand("array_sort", 1, "a function that gives an INT", order);
    return listOf("array_sort", args);
  },
  nulls: ([list]) => ({ nullable: list?.nullable ?? true, proven: list?.proven ?? false }),
  duckdb: (parts, written) => {
    const [list = atom("")] = parts;
    const [of, order] = written.arguments;
    if (!of || !order) return callJavaScript("array_sort", parts, written);
    const [left, right] = [written.unused("left"), written.unused("right")];
    return bound(written, "list", list, (name) => {
      const orders = sqlAtom`list_transform(${name}, lambda ${left}: list_transform(${name}, lambda ${right}: ${written.body(1, [left, right])}))`;
      return callJavaScript("array_sort_by", [name, orders], written, [of.type, matrix]);
    });
  },
});

/** What the function gives for each pair. */
const matrix = arrayType(maybeNull(arrayType(maybeNull(types.int))));
