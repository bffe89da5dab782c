import type * as z from "zod";
import type { Aggregate, Aggregates, Column, Columns, Groups, List, Predicate, Row, TypesOf } from "../column/index.js";
import type { OrderKey } from "../functions/index.js";
import type { FromZod } from "./zod-type.js";

/** Hidden facts of a relation; nothing a pipeline's author touches. */
declare const rowType: unique symbol;

/** A length of time: `"30 seconds"`, `"10 minutes"`, `"1 hour"`, `"7 days"`. */
export type IntervalText = `${number} ${"second" | "minute" | "hour" | "day"}${"" | "s"}`;

type Flat<R> = { [K in keyof R]: R[K] } & {};
type Without<R, K> = { [P in keyof R as P extends K ? never : P]: R[P] };
type With<R, S> = Flat<Without<R, keyof S> & S>;
type Nullable<R> = { [K in keyof R]: R[K] | null };

/** A row with the same columns; NULL may be where it is not in the other. */
type Twin<R, Q> = { [K in keyof R | keyof Q]: K extends keyof R ? R[K] | null : never };

interface Relations<R> {
  stream: Stream<R>;
  batch: Batch<R>;
}
export type Mode = keyof Relations<unknown>;

/** What `explode` adds: the element, and its position when asked for. */
type Exploded<N extends string, E, P extends string, O extends boolean> = {
  [K in N]: O extends true ? E | null : E;
} & { [K in P]: O extends true ? "int" | null : "int" };

/** What `inline` adds: the fields of the structs, which may be NULL where the struct is. */
type Inlined<E, O extends boolean> = { [K in keyof (E & {})]: (E & {})[K] | (E & null) | (O extends true ? null : never) };

/** Levels of grouping: `rollup`, `cube`, or the group columns of each level. */
type Levels = "rollup" | "cube" | readonly (readonly string[])[];

interface Grouping<R, G extends Groups, A extends Aggregates, L> {
  /** The group columns; left out, all rows are one group. */
  readonly by?: (row: Row<R>) => G;
  /**
   * Several levels at once: `"rollup"` groups by all group columns, by all but the last, and so on to the whole; `"cube"` by every choice
   * of them; `[["region", "day"], ["region"], []]` by these. A column that a level leaves out is NULL in its rows; `grouping(x)` tells that
   * NULL from another. `GROUP BY ROLLUP (…)`
   */
  readonly grouping?: L;
  readonly select: (row: Row<R>) => A;
}

/** Rows in an order. A table has none, so all there is to do is to keep the first ones. */
export interface Sorted<in out R> {
  /**
   * The first `count` rows, after leaving `offset` rows out. Add keys until no two rows are equal in the order: which of them is kept where
   * the limit falls between them is not defined, and the emulator refuses to choose. `ORDER BY … LIMIT count OFFSET offset`
   */
  limit(count: number, options?: { readonly offset?: number }): Batch<R>;
}

/** What streams and batches have in common. What has `this: Relation<R, "batch">` needs all rows at once, which a stream never has. */
export interface Relation<in out R, M extends Mode> {
  readonly mode: M;
  readonly [rowType]: R;
  /** Keeps the rows for which the predicate is TRUE. `WHERE predicate` */
  where(predicate: (row: Row<R>) => Predicate): Relations<R>[M];
  /** Computes a new list of columns. `SELECT …` */
  select<S extends Columns>(columns: (row: Row<R>) => S): Relations<TypesOf<S>>[M];
  /** Adds columns, or replaces those of the same name. `SELECT *, …` */
  derive<S extends Columns>(columns: (row: Row<R>) => S): Relations<With<R, TypesOf<S>>>[M];
  /** Leaves columns out. */
  omit<K extends keyof R & string>(...columns: K[]): Relations<Flat<Without<R, K>>>[M];
  /** Keeps the rows in which none of the columns is NULL; from here on they are known not to be. `WHERE c IS NOT NULL` */
  notNull<K extends keyof R & string>(...columns: K[]): Relations<{ [P in keyof R]: P extends K ? R[P] & {} : R[P] }>[M];
  /**
   * Reads JSON text by a zod schema. A record is good when the text is JSON, every value has the declared type and every required
   * field, at every depth, is there; the rest goes to `rejected`, untouched, with its `reason`. Each row is in exactly one of both.
   * `from_json(column, '…')`
   */
  parseJson<K extends { [C in keyof R]: R[C] extends "string" | null ? C : never }[keyof R], Z extends z.core.$ZodType>(
    column: K,
    schema: Z,
  ): {
    readonly records: Relations<With<R, { [P in K]: FromZod<Z> }>>[M];
    readonly rejected: Relations<With<R, { reason: "string" }>>[M];
  };
  /** One row for each element of a list. `outer` keeps a row, with NULL, where there is none; `position` counts from 0. `LATERAL VIEW [OUTER] [pos]explode(…)` */
  explode<N extends string, E, P extends string = never, O extends boolean = false>(
    name: N,
    list: (row: Row<R>) => List<E, null>,
    options?: { readonly outer?: O; readonly position?: P },
  ): Relations<With<R, Exploded<N, E, P, O>>>[M];
  /** One row for each entry of a map. `LATERAL VIEW [OUTER] [pos]explode(…) AS key, value` */
  explodeMap<K extends string, N extends string, A, E, P extends string = never, O extends boolean = false>(
    names: readonly [key: K, value: N],
    map: (row: Row<R>) => Column<ReadonlyMap<A, E> | null>,
    options?: { readonly outer?: O; readonly position?: P },
  ): Relations<With<R, Exploded<K, A, never, O> & Exploded<N, E, P, O>>>[M];
  /** One row for each struct of a list, its fields as columns. `outer` keeps a row, with NULL, where there is none. `inline(…)` */
  inline<E, O extends boolean = false>(
    list: (row: Row<R>) => List<E, null>,
    options?: { readonly outer?: O },
  ): Relations<With<R, Inlined<E, O>>>[M];
  /** Rows with a partner in the batch. A stream sees the batch as it is when a row arrives. `JOIN … ON …` */
  join<Q, S extends Columns>(
    right: Batch<Q>,
    how: { readonly on: (left: Row<R>, right: Row<Q>) => Predicate; readonly select: (left: Row<R>, right: Row<Q>) => S },
  ): Relations<TypesOf<S>>[M];
  /** All rows, with NULL where there is no partner. `LEFT JOIN … ON …` */
  leftJoin<Q, S extends Columns>(
    right: Batch<Q>,
    how: { readonly on: (left: Row<R>, right: Row<Q>) => Predicate; readonly select: (left: Row<R>, right: Row<Nullable<Q>>) => S },
  ): Relations<TypesOf<S>>[M];
  /**
   * Keeps the rows for which a condition over window functions is TRUE. Batches only.
   * `orders.qualify((o) => rowNumber().over({ partitionBy: [o.customer], orderBy: [desc(o.placed_at)] }).eq(1))` is `QUALIFY row_number() OVER (…) = 1`
   */
  qualify(this: Relation<R, "batch">, predicate: (row: Row<R>) => Predicate): Batch<R>;
  /**
   * One row a group, with a column for each of some constants: the aggregate of the rows in which `on` is that one. `count()` of none is 0.
   * `sales.pivot({ by: (s) => ({ store: s.store }), on: (s) => s.month, values: { jan: 1, feb: 2 }, select: (s) => sum(s.amount) })` is
   * `SELECT store, sum(amount) FILTER (WHERE month = 1) AS jan, … GROUP BY store`
   */
  pivot<
    const V extends { readonly [name: string]: Column<unknown> | string | number | boolean },
    T,
    G extends Groups = Record<never, never>,
  >(
    this: Relation<R, "batch">,
    pivot: {
      readonly by?: (row: Row<R>) => G;
      readonly on: (row: Row<R>) => Column<unknown>;
      readonly values: V;
      readonly select: (row: Row<R>) => Aggregate<T>;
    },
  ): Batch<With<TypesOf<G>, { [K in keyof V]: T }>>;
  /** All rows of the right side, with NULL where there is no partner. Batches only. `RIGHT JOIN … ON …` */
  rightJoin<Q, S extends Columns>(
    this: Relation<R, "batch">,
    right: Batch<Q>,
    how: { readonly on: (left: Row<R>, right: Row<Q>) => Predicate; readonly select: (left: Row<Nullable<R>>, right: Row<Q>) => S },
  ): Batch<TypesOf<S>>;
  /** All rows of both sides, with NULL where there is no partner. Batches only. `FULL JOIN … ON …` */
  fullJoin<Q, S extends Columns>(
    this: Relation<R, "batch">,
    right: Batch<Q>,
    how: {
      readonly on: (left: Row<R>, right: Row<Q>) => Predicate;
      readonly select: (left: Row<Nullable<R>>, right: Row<Nullable<Q>>) => S;
    },
  ): Batch<TypesOf<S>>;
  /** Every row with every row of the batch. `CROSS JOIN` */
  crossJoin<Q, S extends Columns>(right: Batch<Q>, how: { readonly select: (left: Row<R>, right: Row<Q>) => S }): Relations<TypesOf<S>>[M];
  /** The rows that have a partner in the batch, each once however many it has. `LEFT SEMI JOIN … ON …` */
  semiJoin<Q>(right: Batch<Q>, how: { readonly on: (left: Row<R>, right: Row<Q>) => Predicate }): Relations<R>[M];
  /** The rows that have no partner in the batch; a condition that is NULL finds none. `LEFT ANTI JOIN … ON …` */
  antiJoin<Q>(right: Batch<Q>, how: { readonly on: (left: Row<R>, right: Row<Q>) => Predicate }): Relations<R>[M];
  /** The rows of both, columns matched by name. `UNION ALL` */
  union<Q extends { [K in keyof R | keyof Q]: K extends keyof R ? R[K] | null : never }>(
    other: Relations<Q>[M],
  ): Relations<{ [K in keyof R]: R[K] | (K extends keyof Q ? Q[K] & null : never) }>[M];
  /**
   * The rows that are in both, each once, columns matched by name. NULL equals NULL here, NaN equals NaN, and -0.0 becomes 0.0. Batches
   * only. `INTERSECT`
   */
  intersect<Q extends Twin<R, Q>>(
    this: Relation<R, "batch">,
    other: Batch<Q>,
  ): Batch<{ [K in keyof R]: R[K] & (K extends keyof Q ? Q[K] : never) }>;
  /** The same, each row as often as it is in both. `INTERSECT ALL` */
  intersectAll<Q extends Twin<R, Q>>(
    this: Relation<R, "batch">,
    other: Batch<Q>,
  ): Batch<{ [K in keyof R]: R[K] & (K extends keyof Q ? Q[K] : never) }>;
  /**
   * The rows that are not in the other, each once, columns matched by name. NULL equals NULL here, NaN equals NaN, and -0.0 becomes 0.0.
   * Batches only. `EXCEPT`
   */
  except<Q extends Twin<R, Q>>(this: Relation<R, "batch">, other: Batch<Q>): Batch<R>;
  /** The same, each row as often as it is here more often than there. `EXCEPT ALL` */
  exceptAll<Q extends Twin<R, Q>>(this: Relation<R, "batch">, other: Batch<Q>): Batch<R>;
  /** Each row once. Batches only. `SELECT DISTINCT` */
  distinct(this: Relation<R, "batch">): Batch<R>;
  /** One row a group. `GROUP BY …` */
  aggregate<A extends Aggregates, G extends Groups = Record<never, never>, const L extends Levels | undefined = undefined>(
    group: Grouping<R, G, A, L>,
  ): Relations<With<L extends undefined ? TypesOf<G> : Nullable<TypesOf<G>>, TypesOf<A>>>[M];
  /**
   * An order, for `limit`. NULL is first when ascending and last when descending, unless `nulls` says otherwise; NaN is larger than every
   * number; texts compare by their bytes. `orders.orderBy((o) => [desc(o.total), o.id]).limit(10)` is `ORDER BY total DESC, id LIMIT 10`
   */
  orderBy(this: Relation<R, "batch">, keys: (row: Row<R>) => OrderKey | readonly OrderKey[]): Sorted<R>;
}

/** Rows read whole. */
export interface Batch<in out R> extends Relation<R, "batch"> {
  readonly [rowType]: R;
}

/** Rows as they arrive: a flow sees each once. */
export interface Stream<in out R> extends Relation<R, "stream"> {
  readonly [rowType]: R;
  /** How late a row may be. `WATERMARK column DELAY OF INTERVAL …` */
  watermark(column: { [K in keyof R]: R[K] extends "timestamp" | null ? K : never }[keyof R], delay: IntervalText): Stream<R>;
  /** Groups by windows of event time, tumbling or with `slide` sliding. `GROUP BY window(on, size)` */
  windowed<G extends Groups, A extends Aggregates>(window: {
    readonly on: { [K in keyof R]: R[K] extends "timestamp" | null ? K : never }[keyof R];
    readonly size: IntervalText;
    readonly slide?: IntervalText;
    readonly by: (row: Row<R>) => G;
    readonly select: (row: Row<R>) => A;
  }): Stream<With<{ window_start: "timestamp"; window_end: "timestamp" }, With<TypesOf<G>, TypesOf<A>>>>;
}

/** A dataset of the pipeline, read whole. */
export interface Table<in out R> extends Batch<R> {
  readonly name: string;
}

/** Append-only, so the rows added to it can be streamed. A materialized view and an SCD target are rewritten: they have no `stream()`. */
export interface StreamingTable<in out R> extends Table<R> {
  /** The rows appended since the reading flow last looked. `STREAM(name)` */
  stream(): Stream<R>;
}

/** What a temporary view over a stream is, and one over a batch. */
export interface Views<R> {
  stream: StreamView<R>;
  batch: Table<R>;
}

/** A name for a query inside the pipeline, read as it was written: over a stream, as a stream. */
export interface StreamView<in out R> {
  readonly name: string;
  readonly [rowType]: R;
  stream(): Stream<R>;
}

export type { Flat, Without };
