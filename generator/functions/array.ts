import { DiagnosticError, error } from "../diagnostic/index.js";
import { arrayType, type ColumnType, canBeNull, type Expression, type Slot, sameType, types } from "../ir/index.js";
import { open, wrongOperand } from "./row.js";
import { atom, callOf, infix, levels, sqlAtom } from "./sql.js";

function elementOf(name: string, list: Expression | undefined): Slot {
  if (list?.type.kind !== "array") throw wrongOperand(name, 0, "array", list);
  return list.type.element;
}

/** `size(x)`: NULL for NULL. */
export const size = open({
  name: "size",
  type: ([list]) => {
    elementOf("size", list);
    return types.int;
  },
  duckdb: ([list = atom("")]) => sqlAtom`CAST(len(${list}) AS INTEGER)`,
});

/** `get(x, index)`: counts from 0, NULL outside the list. */
export const get = open({
  name: "get",
  type: ([list, index]) => {
    const element = elementOf("get", list);
    if (index?.kind !== "literal" || typeof index.value !== "number" || index.value < 0) {
      throw new DiagnosticError([
        error("function/operand", "at takes a whole number from 0", { fix: "write the position out, as in .at(0)" }),
      ]);
    }
    return element.type;
  },
  nulls: "always",
  duckdb: ([list = atom("")], { arguments: [, index] }) =>
    sqlAtom`list_extract(${list}, ${index?.kind === "literal" ? Number(index.value) + 1 : 1})`,
});

/** `map_values(x)`: the values of a map, as a list. */
export const mapValues = open({
  name: "map_values",
  type: ([map]) => {
    if (map?.type.kind !== "map") throw wrongOperand("map_values", 0, "map", map);
    return arrayType(map.type.value);
  },
  duckdb: "map_values",
});

/** `array(a, b, …)`: a list of values of one type. */
export const array = open({
  name: "array",
  type: (args) => {
    const [first] = args;
    if (!first) throw wrongOperand("array", 0, "at least one value", undefined);
    args.forEach((one, i) => {
      if (!sameType(one.type, first.type)) throw wrongOperand("array", i, "one type for all values", one);
    });
    return arrayType({ type: first.type, nullable: args.some((one) => one.nullable), proven: !args.some(canBeNull) });
  },
  nulls: "never",
  duckdb: (parts) => atom(`[${parts.map((part) => part.text).join(", ")}]`),
});

/** `array_compact(x)`: the list without its NULLs, order kept. */
export const arrayCompact = open({
  name: "array_compact",
  type: ([list]) => arrayType({ ...elementOf("array_compact", list), nullable: false, proven: true }),
  duckdb: ([list = atom("")]) => sqlAtom`list_filter(${list}, lambda element: element IS NOT NULL)`,
});

/** `forall(x, element -> condition)` for conditions that are never NULL; TRUE for an empty list. */
export const forall = open({
  name: "forall",
  type: ([list, condition]): ColumnType => {
    elementOf("forall", list);
    if (condition?.kind !== "lambda" || condition.type.kind !== "boolean" || canBeNull(condition))
      throw wrongOperand("forall", 1, "a condition that is never null", condition);
    return types.boolean;
  },
  nulls: (args) => ({ nullable: args[0]?.nullable ?? true, proven: args[0] !== undefined && !canBeNull(args[0]) }),
  duckdb: ([list = atom(""), condition = atom("")], { arguments: [, lambda] }) => {
    const parameter = lambda?.kind === "lambda" ? lambda.parameter : "element";
    const body = condition.text.slice(condition.text.indexOf(":") + 1).trim();
    return infix("=", levels.compare)(callOf("len", [atom(`list_filter(${list.text}, lambda ${parameter}: NOT (${body}))`)]), atom("0"));
  },
});
