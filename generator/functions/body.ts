import { type ColumnType, type Expression, isNumeric } from "../ir/index.js";
import type { Writer, Written } from "./row.js";
import { callOf } from "./sql.js";
import { asNumber } from "./widening.js";

/** Calls a body of JavaScript with operands of the given types. */
export function inBody(
  body: string,
  into: (args: readonly Expression[]) => readonly ColumnType[],
  parameters: Parameters<Written["javascript"]>[0]["parameters"] = {},
): Writer {
  return (parts, written) => {
    const takes = into(written.arguments);
    const cast = takes.map((type, i) => {
      const [part, one] = [parts[i], written.arguments[i]];
      if (!part || !one) throw new TypeError(`${body} takes ${takes.length} operands`);
      return isNumeric(one.type) ? asNumber(part, one, type) : part;
    });
    return callOf(written.javascript({ body, takes, gives: written.type, parameters }), cast);
  };
}
