import { arrayType, maybeNull } from "../ir/index.js";
import type { JavaScriptFunction, Written } from "./row.js";
import { callOf, type Sql, sqlAtom } from "./sql.js";

/** All rows of an aggregate's group, or of its frame, handed to a body of JavaScript: a list for each part, in the order of the rows. */
export function overRows(
  body: string,
  parts: readonly Sql[],
  { type, arguments: args, javascript, aggregated }: Written,
  parameters: JavaScriptFunction["parameters"] = {},
): Sql {
  const takes = args.slice(0, parts.length).map((one) => arrayType(maybeNull(one.type)));
  return callOf(
    javascript({ body, takes, gives: type, parameters }),
    parts.map((part) => aggregated(sqlAtom`list(${part})`)),
  );
}
