import { type Column, type ColumnOf, columnOf, expressionOf, Handle, type Operand, type Scalar } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  aggregateCall,
  type ColumnType,
  call,
  canBeNull,
  type Expression,
  isInteger,
  isNumeric,
  printType,
  type Slot,
  sameType,
  types,
} from "../ir/index.js";
import { callOf, type Sql } from "./sql.js";

/** `spark` is open-source Spark; its texts are those of Databricks unless a row has its own. */
export type Dialect = "databricks" | "spark" | "duckdb";

/** What a function of JavaScript is made for, beside the types: a pattern, a schema, options. Plain JSON. */
export type Parameter = string | number | boolean | null | readonly Parameter[] | { readonly [name: string]: Parameter };

/**
 * A function that DuckDB lacks and the emulator has in JavaScript, `emulator/functions`. Plain JSON: what is equal is registered once.
 */
export interface JavaScriptFunction {
  /** Its name in the emulator's table of bodies. */
  readonly body: string;
  readonly takes: readonly ColumnType[];
  readonly gives: ColumnType;
  readonly parameters: { readonly [name: string]: Parameter };
}

/** What a call looks like to whoever writes its text. */
export interface Written {
  readonly type: ColumnType;
  readonly arguments: readonly Expression[];
  /** Errors for what has no result, as the pipeline is set; without it Spark gives NULL or wraps around. */
  readonly ansi: boolean;
  /** The session's time zone; undefined where it is not known, as in generated notebooks. */
  readonly timeZone?: string | undefined;
  /** The name under which the emulator has a function of JavaScript. */
  readonly javascript: (wanted: JavaScriptFunction) => string;
  /**
   * Every aggregate in a DuckDB text goes through it: `aggregated(sqlAtom`sum(${x})`)` has the FILTER and the OVER of the call after it.
   * `where` is a condition of the function's own.
   */
  readonly aggregated: (aggregate: Sql, where?: Sql) => Sql;
  /** `ORDER BY` terms of `WITHIN GROUP`, written. */
  readonly orderBy: readonly Sql[];
  /** Is it computed over a window, in the order of the window? */
  readonly window: boolean;
  /** The dialect's name of a type. */
  readonly typeName: (type: ColumnType) => string;
  /** The body of the lambda that is this argument, with these texts for its parameters. */
  readonly body: (argument: number, parameters: readonly Sql[]) => Sql;
  /** A name for a parameter of a lambda that the text makes up: nothing inside or around the call is called so. */
  readonly unused: (wanted: string) => Sql;
}

/**
 * A name when the dialect has the function, a writer when it must be spelled out, a sentence when it cannot be exact.
 */
export type Text = string | Writer | { readonly refuse: string };

/** Writes a call, its operands being written. */
export type Writer = (parts: readonly Sql[], written: Written) => Sql;

/**
 * The text of a function whose body is in JavaScript: `duckdb: javascript("soundex")`. It takes and gives the types of the call;
 * `parameters` are what else it is made for.
 */
export function javascript(body: string, parameters: (written: Written) => JavaScriptFunction["parameters"] = () => ({})): Writer {
  return (parts, written) => {
    const { type, arguments: args } = written;
    return callOf(written.javascript({ body, takes: args.map((one) => one.type), gives: type, parameters: parameters(written) }), parts);
  };
}

/** When the result is NULL: when an argument is; never; it always may be; or a rule of its own. */
export type Nulls = "propagate" | "never" | "always" | ((args: readonly Expression[]) => Pick<Slot, "nullable" | "proven">);

/**
 * One function: what it takes and gives, when it is NULL, and its text in each dialect. The row *is* the exported function, so
 * that signature, documentation, conformance cases and SQL cannot drift apart. The IR holds `id`.
 */
export interface FunctionRow {
  readonly id: string;
  /** A window function stands before `over(…)` only, an aggregate may. */
  readonly kind: "scalar" | "aggregate" | "window";
  /** Checks the arguments and gives the result's type. Throws `function/operand`. */
  readonly type: (args: readonly Expression[]) => ColumnType;
  readonly nulls: Nulls;
  /** Over a window: `ordered` when it needs an order, `own frame` when it has a frame of its own too, `never` when Spark refuses it. */
  readonly over?: "ordered" | "own frame" | "never";
  readonly databricks: Text;
  /** Where open-source Spark needs another text than Databricks. */
  readonly spark?: Text;
  readonly duckdb: Text;
}

const nullRules = {
  propagate: (args: readonly Slot[]) => ({ nullable: args.some((one) => one.nullable), proven: !args.some(canBeNull) }),
  never: () => ({ nullable: false, proven: true }),
  always: () => ({ nullable: true, proven: false }),
};

/** NULL only when every argument is. */
export const whenAllAre = (args: readonly Slot[]): Pick<Slot, "nullable" | "proven"> => ({
  nullable: args.every((one) => one.nullable),
  proven: args.some((one) => !canBeNull(one)),
});

/** The expression of a call. */
export function apply(row: FunctionRow, args: readonly Expression[]): Expression {
  const type = row.type(args);
  const rule = typeof row.nulls === "function" ? row.nulls : nullRules[row.nulls];
  const slot: Slot = { type, ...rule(args) };
  return row.kind === "scalar" ? call(row.id, args, slot) : aggregateCall(row.id, args, slot);
}

/** Calls a row with what the user handed over: columns and plain values. */
export function invoke(row: FunctionRow, args: readonly unknown[]): Handle {
  return new Handle(apply(row, args.map(expressionOf)));
}

interface Texts {
  readonly databricks?: Text;
  readonly spark?: Text;
  readonly duckdb: Text;
}

/** A function has its own name on Databricks unless the row says otherwise. */
function textsOf(row: { readonly name: string } & Texts): Pick<FunctionRow, "databricks" | "spark" | "duckdb"> {
  return { databricks: row.databricks ?? row.name, ...(row.spark !== undefined && { spark: row.spark }), duckdb: row.duckdb };
}

type Operands<P extends readonly Scalar[]> = { readonly [K in keyof P]: Operand<P[K]> };
type NullOfAny<A> = A extends Column<infer S> ? S & null : never;
type ResultNull<N, A> = N extends "never" ? never : N extends "always" ? null : NullOfAny<A>;

/** An exported function and its row. */
export type Callable<F> = F & { readonly row: FunctionRow };

function callable<F>(row: FunctionRow, convert: (handle: Handle) => unknown): Callable<F> {
  const exported = (...args: readonly unknown[]): unknown => convert(invoke(row, args));
  return Object.assign(exported, { row }) as unknown as Callable<F>;
}

/**
 * A scalar function of fixed operand families.
 * `export const lpad = scalar({ name: "lpad", takes: ["string", "int", "string"], gives: "string", duckdb: "lpad" });`
 */
export function scalar<
  const P extends readonly Scalar[],
  R extends Exclude<Scalar, "decimal">,
  N extends "propagate" | "never" | "always" = "propagate",
>(
  row: { readonly name: string; readonly takes: P; readonly gives: R; readonly nulls?: N } & Texts,
): Callable<<const A extends Operands<P>>(...args: A) => ColumnOf<R | ResultNull<N, A[number]>>> {
  return callable(
    {
      id: row.name,
      kind: "scalar",
      type: (args) => {
        row.takes.forEach((family, i) => {
          const given = args[i];
          if (!given || !isFamily(given.type, family)) throw wrongOperand(row.name, i, family, given);
        });
        return types[row.gives];
      },
      nulls: row.nulls ?? "propagate",
      ...textsOf(row),
    },
    (handle) => columnOf(expressionOf(handle)),
  );
}

/** A function whose result type depends on its operands: `F` is its signature, `type` the rule the signature states. */
export function open<F>(row: { readonly name: string; readonly type: FunctionRow["type"]; readonly nulls?: Nulls } & Texts): Callable<F> {
  return callable(
    {
      id: row.name,
      kind: "scalar",
      type: row.type,
      nulls: row.nulls ?? "propagate",
      ...textsOf(row),
    },
    (handle) => columnOf(expressionOf(handle)),
  );
}

/** An aggregate function; see `open`. */
export function aggregateOf<F>(
  row: { readonly name: string; readonly type: FunctionRow["type"]; readonly nulls: Nulls; readonly over?: "never" } & Texts,
): Callable<F> {
  const { name: id, type, nulls, over } = row;
  return callable({ id, kind: "aggregate", type, nulls, ...(over && { over }), ...textsOf(row) }, (handle) => handle);
}

/** A function that stands before `over(…)` only; see `open`. */
export function windowOf<F>(
  row: { readonly name: string; readonly type: FunctionRow["type"]; readonly nulls: Nulls; readonly over: "ordered" | "own frame" } & Texts,
): Callable<F> {
  const { name: id, type, nulls, over } = row;
  return callable({ id, kind: "window", type, nulls, over, ...textsOf(row) }, (handle) => handle);
}

/** Families as a row declares them: INT takes narrower integers too, DOUBLE any number. */
function isFamily(type: ColumnType, family: Scalar): boolean {
  if (family === "double") return isNumeric(type);
  if (family === "bigint") return isInteger(type);
  if (family === "int") return type.kind === "int" || type.kind === "smallint" || type.kind === "tinyint";
  return type.kind === family;
}

/** Is an operand of the type, or a plain number beside a BIGINT? Nothing else is widened. */
export function isLike(operand: Expression, type: ColumnType): boolean {
  return sameType(operand.type, type) || (operand.kind === "literal" && operand.type.kind === "int" && type.kind === "bigint");
}

/**
 * DuckDB orders a NULL inside a struct or a list last and Spark first, and = differs too, so only simple values are compared there.
 * Throws `dialect/refused`.
 */
export function requireSimple(name: string, ...operands: readonly (Expression | undefined)[]): void {
  const nested = operands.find((one) => one?.type.kind === "struct" || one?.type.kind === "array" || one?.type.kind === "map");
  if (!nested) return;
  throw refused(
    `the emulator does not compare ${printType(nested.type)} in ${name}: DuckDB orders a NULL inside it otherwise than Spark`,
    "compare its fields",
  );
}

/** Why a dialect cannot do something exactly: `throw refused("soundex: …", "…")`. */
export function refused(message: string, fix?: string): DiagnosticError {
  return new DiagnosticError([error("dialect/refused", message, { fix })]);
}

export function wrongOperand(name: string, index: number, wanted: string, given: Expression | undefined): DiagnosticError {
  const is = given ? printType(given.type) : "missing";
  // One word is a type, more are a description.
  const what = wanted.includes(" ") ? wanted : wanted.toUpperCase();
  return new DiagnosticError([
    error("function/operand", `operand ${index + 1} of ${name} is ${is}, and ${name} takes ${what} there`, {
      fix: given ? "cast it, or use another column" : "hand it over too",
    }),
  ]);
}
