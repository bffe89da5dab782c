import { type Column, type ColumnOf, columnOf, expressionOf, type Like, type NullOf, type Predicate } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  type Case,
  type ColumnType,
  conditional,
  type Expression,
  type Literal,
  literal,
  printType,
  sameType,
  types,
} from "../ir/index.js";
import { isPlainFor } from "./widening.js";

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
    const values = [...branches.map((one) => one.then), ...(last ? [last] : [])];
    const type = (values.find((one) => one.kind !== "literal") ?? values[0])?.type ?? types.string;
    const taken = (one: Expression): Expression => (one.kind === "literal" && isPlainFor(one, type) ? asOneOf(one, type) : one);
    const odd = values.map(taken).find((one) => !sameType(one.type, type));
    if (odd) {
      throw new DiagnosticError([
        error("function/operand", `the branches of when give ${printType(type)} and ${printType(odd.type)}`, {
          fix: "cast one of them",
        }),
      ]);
    }
    return conditional(
      branches.map((one) => ({ when: one.when, then: taken(one.then) })),
      last && taken(last),
    );
  };
  return {
    when: (condition, value) => open([...branches, branch(condition, value)]),
    otherwise: (value) => columnOf(close(value)),
    end: () => columnOf(close()),
  };
}

/** A plain number is one of the column's type: Spark would widen a DECIMAL for it. Of the text that is cast to one Spark says it may be NULL. */
function asOneOf(plain: Literal, type: ColumnType): Literal {
  const value = type.kind === "bigint" || type.kind === "decimal" ? String(plain.value) : plain.value;
  return { ...literal(value, type), nullable: type.kind !== "bigint" };
}
