import type { Frame } from "../column/index.js";
import { expressionOf, Handle, handleOf } from "../column/index.js";
import { type Diagnostic, DiagnosticError, error } from "../diagnostic/index.js";
import { functionTable, sortKeyOf } from "../functions/index.js";
import * as ir from "../ir/index.js";
import type { IntervalText } from "./relation-type.js";

/** The object behind `Frame`. */
class WrittenFrame {
  readonly frame: ir.Frame;

  constructor(frame: ir.Frame) {
    this.frame = frame;
  }
}

/** An edge by rows: how many before the current one (negative) or after it, or `"unbounded"`. */
type RowEdge = number | "unbounded";
/** An edge by value: how much less than the current row's (negative) or more, a length of time for dates and timestamps, or `"unbounded"`. */
type RangeEdge = number | IntervalText | "unbounded";

/**
 * A frame of rows counted from the current one, which is 0. `rows(-2, 0)` is `ROWS BETWEEN 2 PRECEDING AND CURRENT ROW`,
 * `rows("unbounded", "unbounded")` the whole partition. Throws `window/frame`.
 */
export function rows(from: RowEdge, to: RowEdge): Frame {
  return frameOf("rows", from, to);
}

/**
 * A frame of the rows whose order is near the current one's. `range(-10, 0)` is `RANGE BETWEEN 10 PRECEDING AND CURRENT ROW`,
 * `range("-7 days", 0)` is `RANGE BETWEEN INTERVAL 7 DAYS PRECEDING AND CURRENT ROW`. Throws `window/frame`.
 */
export function range(from: RangeEdge, to: RangeEdge): Frame {
  return frameOf("range", from, to);
}

function frameOf(unit: ir.Frame["unit"], from: RangeEdge, to: RangeEdge): Frame {
  const frame = { unit, from: edgeOf(from), to: edgeOf(to) };
  const [first, last] = [sizeOf(frame.from), sizeOf(frame.to)];
  if (first !== undefined && last !== undefined && first > last) {
    throw new DiagnosticError([
      error("window/frame", `a frame from ${from} to ${to} ends before it begins`, {
        fix: "write the earlier edge first; what is before the current row is negative",
      }),
    ]);
  }
  return new WrittenFrame(frame) as unknown as Frame;
}

function edgeOf(edge: RangeEdge): ir.FrameEdge {
  if (edge === "unbounded") return edge;
  if (typeof edge !== "number") {
    const before = edge.startsWith("-");
    const length = ir.parseInterval(before ? edge.slice(1) : edge);
    return before ? { ...length, amount: -length.amount } : length;
  }
  if (Number.isInteger(edge) && Math.abs(edge) <= 2_147_483_647) return Object.is(edge, -0) ? 0 : edge;
  throw new DiagnosticError([error("window/frame", `${edge} is no edge of a frame`, { fix: "write a whole number" })]);
}

/** How far an edge is from the current row, when that can be compared with another's. */
function sizeOf(edge: ir.FrameEdge): number | undefined {
  return edge === "unbounded" ? undefined : typeof edge === "number" ? edge : ir.seconds(edge);
}

interface WrittenOver {
  readonly partitionBy?: readonly unknown[];
  readonly orderBy?: readonly unknown[];
  readonly frame?: WrittenFrame;
}

const methods: { readonly [method: string]: (this: Handle, ...args: never[]) => Handle } = {
  filter(this: Handle, condition: unknown): Handle {
    const call = aggregateOf(this, "filter");
    const filter = expressionOf(condition);
    if (filter.type.kind !== "boolean") {
      throw new DiagnosticError([
        error("expression/not-boolean", `the condition of filter is ${ir.printType(filter.type)}, not BOOLEAN`, {
          fix: "compare it with something, as in .eq(…) or .gt(…)",
        }),
      ]);
    }
    return new Handle({ ...call, filter });
  },
  over(this: Handle, { partitionBy = [], orderBy = [], frame }: WrittenOver): Handle {
    const call = aggregateOf(this, "over");
    const window = { partitionBy: partitionBy.map(expressionOf), orderBy: orderBy.map(sortKeyOf), ...(frame && { frame: frame.frame }) };
    checkPartition(window.partitionBy);
    checkFrame(call, window);
    return handleOf(ir.over(call, window));
  },
};

for (const [name, method] of Object.entries(methods)) Object.defineProperty(Handle.prototype, name, { value: method });

function aggregateOf(handle: Handle, method: string): ir.AggregateCall {
  const expression = expressionOf(handle);
  if (expression.kind === "aggregate") return expression;
  throw new DiagnosticError([
    error("function/operand", `${method} is a method of aggregates, and this is a ${ir.printType(expression.type)}`, {
      fix: `write it after an aggregate, as in count().${method}(…)`,
    }),
  ]);
}

function checkPartition(partitionBy: readonly ir.Expression[]): void {
  const wrong = partitionBy.find((one) => !ir.isOrderable(one.type));
  if (!wrong) return;
  throw new DiagnosticError([
    error("function/operand", `rows cannot be partitioned by ${ir.printType(wrong.type)}`, {
      fix: "partition by something in it that can be compared",
    }),
  ]);
}

/** What Spark does not compute over a window, or over this one. Throws `window/frame` and `window/function`. */
function checkFrame(call: ir.AggregateCall, { orderBy, frame }: Pick<ir.Over, "orderBy" | "frame">): void {
  const wrong = wrongFunction(call, orderBy.length > 0, frame !== undefined) ?? (frame && wrongFrame(frame, orderBy));
  if (wrong) throw new DiagnosticError([wrong]);
}

function wrongFunction({ function: name, filter }: ir.AggregateCall, ordered: boolean, framed: boolean): Diagnostic | undefined {
  const rule = functionTable.get(name)?.over;
  const wrong = (message: string, fix: string): Diagnostic => error("window/function", message, { fix });
  if (rule === "never") return wrong(`Spark does not compute ${name} over a window`, "aggregate, and join the result");
  if (filter) {
    return wrong(
      `${name} with a filter is not computed over a window by every Spark`,
      "give it NULL where the condition is not TRUE, as in sum(when(condition, o.amount).end())",
    );
  }
  if (rule !== undefined && !ordered) return wrong(`${name} needs an order`, "add orderBy to over(…)");
  return rule === "own frame" && framed ? wrong(`${name} has a frame of its own`, "leave frame out of over(…)") : undefined;
}

function wrongFrame({ unit, from, to }: ir.Frame, orderBy: readonly ir.SortKey[]): Diagnostic | undefined {
  if (unit === "rows" || (from === "unbounded" && to === "unbounded")) return undefined;
  const wrong = (message: string, fix: string): Diagnostic => error("window/frame", message, { fix });
  const [first, second] = orderBy;
  if (!first) return wrong("a frame by value needs an order", "add orderBy to over(…)");
  const edges = [from, to].flatMap((edge) => (edge === "unbounded" || edge === 0 ? [] : [edge]));
  if (edges.length > 0 && second) return wrong("a frame by distance needs exactly one term in orderBy", "use rows(…)");
  const { type } = first.value;
  const odd = edges.find((edge) =>
    typeof edge === "number" ? !ir.isNumeric(type) : type.kind !== "timestamp" && (type.kind !== "date" || edge.unit !== "day"),
  );
  if (odd === undefined) return undefined;
  const what = typeof odd === "number" ? "a number" : `an interval of ${odd.unit}s`;
  return wrong(`the distance between two values of ${ir.printType(type)} is not ${what}`, "use rows(…), or order by another column");
}
