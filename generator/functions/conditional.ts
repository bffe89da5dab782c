import { type Column, columnOf, type ColumnOf, expressionOf, type Operand, type Predicate } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type Case, conditional, printType, sameType } from "../ir/index.js";

/** What a branch gives: a column, or a plain value. */
type Result = Column<unknown> | string | number | boolean;
type TypeOf<V> = V extends Column<infer S> ? S : V extends string ? "string" : V extends number ? "int" : "boolean";

/** `CASE WHEN …` with at least one branch; `otherwise` or `end` closes it. */
export interface When<S> {
  /** `WHEN condition THEN value` */
  when<V extends Operand<S & {}>>(condition: Predicate, value: V): When<S | TypeOf<V>>;
  /** `ELSE value END` */
  otherwise<V extends Operand<S & {}>>(value: V): ColumnOf<S | TypeOf<V>>;
  /** `END`: NULL when no condition is TRUE. */
  end(): ColumnOf<S | null>;
}

/**
 * `CASE WHEN condition THEN value … END`. `when(o.quantity.lt(0), "out").otherwise("in")` is
 * `CASE WHEN quantity < 0 THEN 'out' ELSE 'in' END`.
 */
export function when<V extends Result>(condition: Predicate, value: V): When<TypeOf<V>> {
  return open([{ when: expressionOf(condition), then: expressionOf(value) }]);
}

function open<S>(branches: Case["branches"]): When<S> {
  const close = (otherwise?: unknown): Case => {
    const last = otherwise === undefined ? undefined : expressionOf(otherwise);
    const first = branches[0]?.then;
    const odd = [...branches.map((one) => one.then), ...(last ? [last] : [])].find((one) => first && !sameType(one.type, first.type));
    if (odd && first) {
      throw new DiagnosticError([
        error("function/operand", `the branches of when give ${printType(first.type)} and ${printType(odd.type)}`, { fix: "cast one of them" }),
      ]);
    }
    return conditional(branches, last);
  };
  return {
    when: (condition, value) => open([...branches, { when: expressionOf(condition), then: expressionOf(value) }]),
    otherwise: (value) => columnOf(close(value)),
    end: () => columnOf(close()),
  };
}
