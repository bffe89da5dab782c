import { type Column, expressionOf, Handle, type Like, type NullOf, type WindowFunction } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { canBeNull, type Expression, literal, types } from "../ir/index.js";
import { apply, type Callable, isLike, type Nulls, windowOf, wrongOperand } from "./row.js";
import { atom, callOf, type Sql, sqlAtom } from "./sql.js";

/** A rank; DuckDB's are BIGINT. */
function rankOf(name: string) {
  return windowOf<() => WindowFunction<"int">>({
    name,
    type: () => types.int,
    nulls: "never",
    over: "own frame",
    duckdb: (_parts, { aggregated }) => sqlAtom`CAST(${aggregated(atom(`${name}()`))} AS INTEGER)`,
  });
}

/**
 * `row_number() OVER (…)`: 1, 2, 3 … in the order of the window. Which of two equal rows comes first is not defined, on Spark neither: order
 * by something that tells them apart. `rowNumber().over({ partitionBy: [o.store], orderBy: [desc(o.placed_at)] })`
 */
export const rowNumber = rankOf("row_number");
/** `rank() OVER (…)`: equal rows have one rank, and after them as many are left out. `rank().over({ orderBy: [desc(o.amount)] })` */
export const rank = rankOf("rank");
/** `dense_rank() OVER (…)`: equal rows have one rank, and none is left out. `denseRank().over({ orderBy: [desc(o.amount)] })` */
export const denseRank = rankOf("dense_rank");

function shareOf(name: string) {
  return windowOf<() => WindowFunction<"double">>({ name, type: () => types.double, nulls: "never", over: "own frame", duckdb: name });
}

/** `percent_rank() OVER (…)`: (rank - 1) / (rows - 1), 0 for a single row. `percentRank().over({ orderBy: [o.amount] })` */
export const percentRank = shareOf("percent_rank");
/** `cume_dist() OVER (…)`: the share of rows up to this one and its equals. `cumeDist().over({ orderBy: [o.amount] })` */
export const cumeDist = shareOf("cume_dist");

/** A whole number the user wrote out. Throws `function/operand`. */
function requireNumber(name: string, index: number, given: Expression | undefined, least: number): void {
  if (given?.kind === "literal" && given.type.kind === "int" && Number(given.value) >= least) return;
  throw new DiagnosticError([
    error(
      "function/operand",
      `operand ${index + 1} of ${name} is a whole number that is written out${least > 0 ? `, ${least} or more` : ""}`,
      {
        fix: `write it as in ${name}(${index === 0 ? "" : "…, "}${Math.max(least, 1)})`,
      },
    ),
  ]);
}

/** `ntile(n) OVER (…)`: the number of the part, 1 to n, when the rows are cut into n parts as equal as can be. `ntile(4).over({ orderBy: [o.amount] })` */
export const ntile = windowOf<(parts: number) => WindowFunction<"int">>({
  name: "ntile",
  type: ([parts]) => {
    requireNumber("ntile", 0, parts, 1);
    return types.int;
  },
  nulls: "never",
  over: "own frame",
  duckdb: (parts, { aggregated }) => sqlAtom`CAST(${aggregated(callOf("ntile", parts))} AS INTEGER)`,
});

/** `IGNORE NULLS` after the call on Spark and inside it in DuckDB; whether is the last argument in the IR. */
function texts(
  name: string,
): { readonly databricks: (parts: readonly Sql[], written: { readonly arguments: readonly Expression[] }) => Sql } & Pick<
  Parameters<typeof windowOf>[0],
  "duckdb"
> {
  const ignores = (args: readonly Expression[]): boolean => {
    const last = args.at(-1);
    return last?.kind === "literal" && last.value === true;
  };
  return {
    databricks: (parts, { arguments: args }) => {
      const call = callOf(name, parts.slice(0, -1));
      return ignores(args) ? sqlAtom`${call} IGNORE NULLS` : call;
    },
    duckdb: (parts, { arguments: args, aggregated }) => {
      const given = parts.slice(0, -1).map((one) => one.text);
      return aggregated(atom(`${name}(${given.join(", ")}${ignores(args) ? " IGNORE NULLS" : ""})`));
    },
  };
}

/** NULL outside the partition, unless there is something else to give. */
const outside: Nulls = ([value, , otherwise, ignores]) => ({
  nullable: !ignores || !value || !otherwise || value.nullable || otherwise.nullable,
  proven: ignores !== undefined && value !== undefined && otherwise !== undefined && !canBeNull(value) && !canBeNull(otherwise),
});

function neighbour(name: "lag" | "lead") {
  return windowOf<unknown>({
    name,
    type: ([value, offset, otherwise, ignores]) => {
      if (!value) throw wrongOperand(name, 0, "a value", value);
      requireNumber(name, 1, offset, -2_147_483_647);
      if (ignores && otherwise && !isLike(otherwise, value.type)) throw wrongOperand(name, 2, "the type of the column", otherwise);
      return value.type;
    },
    nulls: outside,
    over: "own frame",
    ...texts(name),
  });
}

/** How `lag` and `lead` look for the other row. */
export interface Neighbour<D> {
  /** What there is outside the partition; NULL unless said otherwise. */
  readonly otherwise?: D;
  /** Passes by rows where the value is NULL. */
  readonly ignoreNulls?: boolean;
}

interface NeighbourFunction {
  <S, const D extends Like<S & {}>>(
    column: Column<S>,
    offset: number,
    how: Neighbour<D> & { readonly otherwise: D },
  ): WindowFunction<S | NullOf<D>>;
  <S>(column: Column<S>, offset?: number, how?: Neighbour<never>): WindowFunction<S | null>;
}

function neighbourFunction({ row }: Callable<unknown>): Callable<NeighbourFunction> {
  const call = (column: unknown, offset: unknown = 1, { otherwise, ignoreNulls = false }: Neighbour<unknown> = {}): Handle =>
    new Handle(apply(row, [column, offset, ...(otherwise === undefined ? [] : [otherwise]), ignoreNulls].map(expressionOf)));
  return Object.assign(call, { row }) as unknown as Callable<NeighbourFunction>;
}

/**
 * `lag(x, offset, otherwise) OVER (…)`: the value `offset` rows before, NULL or `otherwise` where there is none. A negative offset looks
 * ahead. `lag(o.amount).over({ partitionBy: [o.store], orderBy: [o.placed_at] })`, `lag(o.amount, 7, { otherwise: 0, ignoreNulls: true })`
 */
export const lag = neighbourFunction(neighbour("lag"));
/** `lead(x, offset, otherwise) OVER (…)`: the value `offset` rows after; see `lag`. */
export const lead = neighbourFunction(neighbour("lead"));

/** Whether rows where the value is NULL are passed by. */
export interface Passing {
  readonly ignoreNulls?: boolean;
}

function edge(name: "first_value" | "last_value") {
  const { row } = windowOf<unknown>({
    name,
    type: ([value]) => {
      if (!value) throw wrongOperand(name, 0, "a value", value);
      return value.type;
    },
    nulls: "always",
    over: "ordered",
    ...texts(name),
  });
  const call = <S>(column: Column<S>, { ignoreNulls = false }: Passing = {}): WindowFunction<S | null> =>
    new Handle(apply(row, [expressionOf(column), literal(ignoreNulls, types.boolean)])) as unknown as WindowFunction<S | null>;
  return Object.assign(call, { row });
}

/** `first_value(x) OVER (…)`: the value of the first row of the frame. `firstValue(o.amount).over({ partitionBy: [o.store], orderBy: [o.placed_at] })` */
export const firstValue = edge("first_value");
/**
 * `last_value(x) OVER (…)`: the value of the last row of the frame, which is the current one and its equals unless there is a frame:
 * `lastValue(o.amount).over({ orderBy: [o.placed_at], frame: rows("unbounded", "unbounded") })`
 */
export const lastValue = edge("last_value");

const nthValueRow = windowOf<unknown>({
  name: "nth_value",
  type: ([value, n]) => {
    if (!value) throw wrongOperand("nth_value", 0, "a value", value);
    requireNumber("nth_value", 1, n, 1);
    return value.type;
  },
  nulls: "always",
  over: "ordered",
  ...texts("nth_value"),
});

/** `nth_value(x, n) OVER (…)`: the value of the n-th row of the frame, counted from 1; NULL when there are fewer. `nthValue(o.amount, 2).over({ orderBy: [o.placed_at] })` */
export const nthValue = Object.assign(
  <S>(column: Column<S>, n: number, { ignoreNulls = false }: Passing = {}): WindowFunction<S | null> =>
    new Handle(apply(nthValueRow.row, [column, n, ignoreNulls].map(expressionOf))) as unknown as WindowFunction<S | null>,
  { row: nthValueRow.row },
);
