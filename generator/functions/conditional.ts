import { type Column, type ColumnOf, columnOf, expressionOf, type Like, type NullOf, type Predicate } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type Case, conditional, printType } from "../ir/index.js";
import { isLike } from "./row.js";

/** What a branch gives: a column, or a plain value. */
type Result = Column<unknown> | string | number | boolean;
type TypeOf<V> = V extends Column<infer S> ? S : V extends string ? "string" : V extends number ? "int" : "boolean";

/** `CASE WHEN …` with at least one branch; `otherwise` or `end` closes it. */
export interface When<S> {
  /** `WHEN condition THEN value` */
  when<V extends Like<S & {}>>(condition: Predicate, value: V): When<S | NullOf<V>>;
  /** `ELSE value END` */
  otherwise<V extends Like<S & {}>>(value: V): ColumnOf<S | NullOf<V>>;
  /** `END`: NULL when no condition is TRUE. */
  end(): ColumnOf<S | null>;
}

/**
 * `CASE WHEN condition THEN value … END`. `when(o.quantity.lt(0), "out").otherwise("in")` is
 * `CASE WHEN quantity < 0 THEN 'out' ELSE 'in' END`.
 */
export function when<V extends Result>(condition: Predicate, value: V): When<TypeOf<V>> {
  return open([branch(condition, value)]);
}

function branch(condition: Predicate, value: unknown): Case["branches"][number] {
  const when = expressionOf(condition);
  if (when.type.kind === "boolean") return { when, then: expressionOf(value) };
  throw new DiagnosticError([
    error("expression/not-boolean", `the condition of when is ${printType(when.type)}, not BOOLEAN`, {
      fix: "compare it with something, as in .eq(…) or .gt(…)",
    }),
  ]);
}

function open<S>(branches: Case["branches"]): When<S> {
  const close = (otherwise?: unknown): Case => {
    const last = otherwise === undefined ? undefined : expressionOf(otherwise);
    const first = branches[0]?.then;
    const odd = [...branches.map((one) => one.then), ...(last ? [last] : [])].find((one) => first && !isLike(one, first.type));
    if (odd && first) {
      throw new DiagnosticError([
        error("function/operand", `the branches of when give ${printType(first.type)} and ${printType(odd.type)}`, {
          fix: "cast one of them",
        }),
      ]);
    }
    return conditional(branches, last);
  };
  return {
    when: (condition, value) => open([...branches, branch(condition, value)]),
    otherwise: (value) => columnOf(close(value)),
    end: () => columnOf(close()),
  };
}
