import { DiagnosticError, error, nearest, type Trace, trace } from "../diagnostic/index.js";
import {
  children,
  column,
  type Expression,
  field,
  hasOver,
  type Lambda,
  lambda,
  literal,
  type Schema,
  type Slot,
  types,
  variable,
  walk,
} from "../ir/index.js";
import type { ColumnOf, Row } from "./column.js";

/** No name, so that a field of a struct may be called "expression" too. */
const behind = Symbol("expression");

/** The object behind every column and aggregate: one expression. Its methods are put on the prototype from the function table. */
export class Handle {
  readonly [behind]: Expression;

  constructor(expression: Expression) {
    this[behind] = expression;
    current?.built(expression);
  }
}

/** Which row object a column reference was taken from, which lambda a variable is of. What the compiler made itself has none. */
const scopes = new WeakMap<Expression, Scope>();

/** One row object, handed to one callback. */
export interface Scope {
  readonly of: string;
}

/** What happens while a callback of the user's runs. */
class Recording {
  /** A method makes more than one handle of a condition; the first one counts. */
  readonly #conditions = new Map<Expression, Trace>();

  built(expression: Expression): void {
    if (expression.type.kind !== "boolean" || (expression.kind !== "call" && expression.kind !== "case")) return;
    if (!this.#conditions.has(expression)) this.#conditions.set(expression, trace(this.built, 12));
  }

  /**
   * `a && b` on columns is `b`: JavaScript picks an operand and the other is gone without a trace. So every condition that was built
   * in the callback must be reachable from what the callback returned. What a helper function built and left over is not reported,
   * and what a plain column stood for (`row.flag && …`) cannot be seen.
   */
  checkDropped(results: readonly Expression[]): void {
    if (this.#conditions.size === 0) return;
    const reached = new Set<Expression>();
    for (const result of results) for (const part of walk(result)) reached.add(part);
    const dropped = [...this.#conditions].filter(([expression, trace]) => !reached.has(expression) && trace.direct());
    if (dropped.length === 0) return;
    throw new DiagnosticError(
      dropped.map(([, trace]) =>
        error("expression/dropped", "this condition was built and then dropped: the result does not contain it", {
          at: trace.place(),
          notes: ["JavaScript's &&, ||, ?? and ?: pick one of two columns instead of combining them"],
          fix: "join conditions with .and(…) and .or(…), choose values with when(…) and coalesce(…)",
        }),
      ),
    );
  }
}

let current: Recording | undefined;

/** Runs a callback of the user's over row objects and checks what it gives back. Throws `expression/dropped` and `column/foreign`. */
export function callback<T>(rows: readonly RowObject[], run: () => T, expressionsIn: (result: T) => readonly Expression[]): T {
  const { result, recording } = recorded(run);
  const expressions = expressionsIn(result);
  const allowed = new Set<Scope>(rows.map((row) => row.scope));
  for (const expression of expressions) checkScopes(expression, allowed, rows);
  recording.checkDropped(expressions);
  return result;
}

function recorded<T>(run: () => T): { readonly result: T; readonly recording: Recording } {
  const outer = current;
  const recording = new Recording();
  current = recording;
  try {
    return { result: run(), recording };
  } finally {
    current = outer;
  }
}

/** Everything that is read must be of a row that is there, or a parameter of a lambda around it. */
function checkScopes(expression: Expression, allowed: ReadonlySet<Scope>, rows: readonly RowObject[]): void {
  const waiting = [expression];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    const scope = scopes.get(part);
    if (part.kind === "lambda") checkScopes(part.body, scope ? new Set([...allowed, scope]) : allowed, rows);
    else if (scope && !allowed.has(scope)) throw foreign(part, scope, rows);
    else waiting.push(...[...children(part)].reverse());
  }
}

/** How many callbacks of lambdas are running: a lambda inside another one has other names for its parameters. */
let depth = 0;

/**
 * Runs the callback of a higher-order function over its parameters. It may read the columns of the row around it, too: the callback that is
 * given that row checks them. Throws `function/operand` for what is no function.
 */
export function lambdaOf(of: string, parameters: readonly (readonly [name: string, slot: Slot])[], run: unknown): Lambda {
  if (typeof run !== "function") {
    const names = parameters.map(([name]) => name).join(", ");
    throw new DiagnosticError([
      error("function/operand", `${of} takes a function, and this is ${describe(run)}`, { fix: `write (${names}) => …` }),
    ]);
  }
  const scope: Scope = { of: `the callback of ${of}` };
  const variables = parameters.map(([name, slot]) => variable(depth === 0 ? name : `${name}_${depth + 1}`, slot));
  for (const one of variables) scopes.set(one, scope);
  depth++;
  try {
    const { result, recording } = recorded(() => expressionOf(run(...variables.map(handleOf))));
    recording.checkDropped([result]);
    if (hasOver(result)) {
      throw new DiagnosticError([
        error("function/operand", `a window function is computed over rows, and ${of} over the elements of one`, {
          fix: "derive it as a column before, and use that column here",
        }),
      ]);
    }
    const made = lambda(
      variables.map((one) => one.name),
      result,
    );
    scopes.set(made, scope);
    return made;
  } finally {
    depth--;
  }
}

function foreign(part: Expression, scope: Scope, rows: readonly RowObject[]): DiagnosticError {
  const name = part.kind === "column" || part.kind === "variable" ? part.name : "?";
  if (part.kind === "variable") {
    return new DiagnosticError([
      error("column/foreign", `"${name}" is a parameter of ${scope.of}, and it is read outside of it`, {
        fix: "use it inside the function that is given it, and what the call gives after that",
      }),
    ]);
  }
  return new DiagnosticError([
    error("column/foreign", `"${name}" is a column of ${scope.of}, which is not read here`, {
      notes: [`this callback reads ${rows.map((row) => row.scope.of).join(" and ")}`],
      fix: "use the row this callback is given; to bring another relation's column in, join it",
    }),
  ]);
}

/** A row object as the compiler holds it. */
export interface RowObject {
  readonly scope: Scope;
  readonly columns: Record<string, Handle>;
}

/** Makes the row object a callback is given. `of` is how a message names the relation. */
export function rowObject(schema: Schema, of: string, input = 0): RowObject {
  const scope: Scope = { of };
  // Without a prototype: a column may be called "constructor", and "toString" is no column.
  const columns: Record<string, Handle> = Object.create(null);
  for (const { name } of schema) {
    const reference = column(schema, name, input);
    scopes.set(reference, scope);
    columns[name] = handleOf(reference);
  }
  return { scope, columns: guarded(columns, Object.keys(columns), of) };
}

/** The handle of an expression; a struct's shows its fields, so that `{ ...event.value }` spreads exactly these. */
export function handleOf(expression: Expression): Handle {
  const handle = new Handle(expression);
  if (expression.type.kind !== "struct") return handle;
  const names = expression.type.fields.map((one) => one.name);
  for (const name of names) {
    Object.defineProperty(handle, name, { enumerable: true, get: () => handleOf(field(expression, name)) });
  }
  return guarded(handle, names, nameOf(expression));
}

/** How a message names a struct: by the column or the field it is. */
function nameOf(expression: Expression): string {
  return expression.kind === "column" || expression.kind === "field" ? `"${expression.name}"` : "this struct";
}

/** Plain JavaScript has no type checker: a misspelt name is told here instead of ending in "undefined". */
function guarded<T extends object>(target: T, names: readonly string[], of: string): T {
  return new Proxy(target, {
    get: function get(object, key, receiver): unknown {
      if (typeof key === "symbol" || key in object || key === "then" || key === "toJSON") return Reflect.get(object, key, receiver);
      const meant = nearest(key, names);
      throw new DiagnosticError([
        error("column/unknown", `no column "${key}" in ${of}`, {
          at: trace(get).place(),
          notes: [`it has ${names.join(", ")}`],
          fix: meant && `did you mean "${meant}"?`,
        }),
      ]);
    },
  });
}

/**
 * The expression of what a user handed over: a column, or a plain value. Throws `literal/not-whole`, `literal/too-big` and
 * `literal/not-a-value`.
 */
export function expressionOf(value: unknown): Expression {
  if (value instanceof Handle) return value[behind];
  if (typeof value === "string") return literal(value, types.string);
  if (typeof value === "boolean") return literal(value, types.boolean);
  if (typeof value === "number") return wholeNumber(value);
  throw new DiagnosticError([
    error("literal/not-a-value", `${describe(value)} is neither a column nor a plain value`, {
      fix: 'write a column, a text, a whole number, true or false; dec("1.50"), double(1.5), big(1n), day("2024-02-29") and instant("2024-02-29T00:00:00Z") make the other literals',
    }),
  ]);
}

function wholeNumber(value: number): Expression {
  if (!Number.isInteger(value)) {
    throw new DiagnosticError([
      error("literal/not-whole", `${value} could be a DECIMAL or a DOUBLE`, {
        fix: `write dec("${value}") for the exact number or double(${value}) for the nearest binary one`,
      }),
    ]);
  }
  if (value > 2_147_483_647 || value < -2_147_483_648) {
    throw new DiagnosticError([error("literal/too-big", `${value} does not fit INT`, { fix: `write big(${value}n)` })]);
  }
  return literal(Object.is(value, -0) ? 0 : value, types.int);
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return typeof value === "function" ? "a function" : typeof value === "object" ? "an object" : `${typeof value} ${String(value)}`;
}

/**
 * The one door between the typed surface and the expressions behind it: the type of a column object is a claim TypeScript cannot
 * check, because the object's methods come from the function table. The claim is kept by the function rows, which declare
 * the type they give, and by the tests that compare both.
 */
export function columnOf<S>(expression: Expression): ColumnOf<S> {
  return handleOf(expression) as unknown as ColumnOf<S>;
}

/** A row object in its typed form; see `columnOf`. */
export function typedRow<R>(row: RowObject): Row<R> {
  return row.columns as unknown as Row<R>;
}
