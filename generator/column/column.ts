/**
 * What a column is to the person who writes a pipeline: an object whose type is the DDL a reader knows. `Text<"string" | null>` is a
 * STRING that may be NULL.
 *
 * TypeScript follows family, nullability and structure. Exact types (`DECIMAL(18,2)`) are the IR's: a type parameter for every
 * precision would make every hover and every error unreadable.
 */

export type Integer = "tinyint" | "smallint" | "int" | "bigint";
export type Numeric = Integer | "float" | "double" | "decimal";
export type Time = "date" | "timestamp" | "timestamp_ntz";
export type Scalar = "string" | "boolean" | "binary" | Numeric | Time;

/**
 * The wider of two families, as Spark's arithmetic has it under ANSI: FLOAT with anything but FLOAT is DOUBLE.
 */
export type Wider<A, B> = "double" extends A | B
  ? "double"
  : "float" extends A | B
    ? [Exclude<A | B, "float" | null>] extends [never]
      ? "float"
      : "double"
    : "decimal" extends A | B
      ? "decimal"
      : "bigint" extends A | B
        ? "bigint"
        : "int" extends A | B
          ? "int"
          : "smallint" extends A | B
            ? "smallint"
            : "tinyint";

declare const columnType: unique symbol;
declare const aggregated: unique symbol;
declare const windowed: unique symbol;
declare const ordering: unique symbol;
declare const frame: unique symbol;

/**
 * A value computed for each row. A class, though none exists at run time: TypeScript leaves a class's methods out when an object is
 * spread, so that `{ ...event.value }` has exactly the fields.
 */
export declare abstract class Column<out S> {
  protected readonly [columnType]: S;
  /** `x IS NULL` */
  isNull(): Bool<"boolean">;
  /** `x IS NOT NULL` */
  isNotNull(): Bool<"boolean">;
}

/** A value computed for each group; `aggregate` and `windowed` take it, `select` does not, unless `over` says for which rows. */
export declare abstract class Aggregate<out S> {
  protected readonly [aggregated]: S;
  /** Only rows for which the condition is TRUE count. `sum(o.amount).filter(o.paid)` is `sum(amount) FILTER (WHERE paid)` */
  filter(condition: Predicate): Aggregate<S>;
  /** A value for each row, computed over the rows around it. `sum(o.amount).over({ partitionBy: [o.store] })` is `sum(amount) OVER (PARTITION BY store)` */
  over(window: Over): ColumnOf<S>;
}

/** A value computed for each row from the rows around it, once `over` says which: `rowNumber().over({ orderBy: [o.placed_at] })`. */
export declare abstract class WindowFunction<out S> {
  protected readonly [windowed]: S;
  /** `… OVER (PARTITION BY … ORDER BY …)` */
  over(window: Over): ColumnOf<S>;
}

/** A column and the direction in which it orders rows: what `asc` and `desc` give. */
export declare abstract class Ordering {
  protected readonly [ordering]: true;
}

/** What orders rows: a column, ascending, or `asc(…)` and `desc(…)` of one. */
export type OrderKey = Column<unknown> | Ordering;

/** Which rows around the current one a window function sees, made by `rows` and `range`. */
export declare abstract class Frame {
  protected readonly [frame]: true;
}

/** What follows OVER. */
export interface Over {
  /** Rows that are equal in these are computed over together; left out, all rows are. `PARTITION BY …` */
  readonly partitionBy?: readonly Column<unknown>[];
  /** The order of the rows; a plain column is ascending. `ORDER BY …` */
  readonly orderBy?: readonly OrderKey[];
  /** Left out, it is everything up to the current row and its equals where there is an order, else all rows. */
  readonly frame?: Frame;
}

/** The plain value that may stand for a column of a type. Numbers are whole: write `dec("1.50")` or `double(1.5)` for others. */
type Plain<S> = S extends "string" ? string : S extends Numeric ? number : S extends "boolean" ? boolean : never;

/** What a parameter of type `S` takes: a column of it, NULL or not, or a plain value. */
export type Operand<S> = Column<S | null> | Plain<S>;

/** What stands beside a column of type `S` where nothing is widened: a plain number is one of the column's type. */
export type Like<S> =
  | Column<S | null>
  | (S extends "int" | "bigint" | "double" | "decimal" ? number : S extends Numeric ? never : Plain<S>);

/** `null` when every one of the values may be NULL. */
export type NullOfAll<O extends readonly unknown[]> = [
  O[number] extends infer C ? (C extends Column<infer S> ? (null extends S ? never : C) : C) : never,
] extends [never]
  ? null
  : never;

/** `null` when a column among the operands may be NULL, else nothing. */
export type NullOf<O> = O extends Column<infer S> ? S & null : never;

/** A condition: a BOOLEAN column. */
export type Predicate = Bool<"boolean" | null>;

interface Equatable<S, N extends null> {
  /** `x = y` */
  eq<O extends Operand<S>>(other: O): Bool<"boolean" | N | NullOf<O>>;
  /** `x <> y` */
  ne<O extends Operand<S>>(other: O): Bool<"boolean" | N | NullOf<O>>;
  /** `x <=> y`: equal, or both NULL. Never NULL itself. */
  eqNullSafe(other: Operand<S>): Bool<"boolean">;
  /** `x IN (…)` */
  in(values: readonly Plain<S>[]): Bool<"boolean" | N>;
}

interface Ordered<S, N extends null> extends Equatable<S, N> {
  /** `x > y` */
  gt<O extends Operand<S>>(other: O): Bool<"boolean" | N | NullOf<O>>;
  /** `x >= y` */
  gte<O extends Operand<S>>(other: O): Bool<"boolean" | N | NullOf<O>>;
  /** `x < y` */
  lt<O extends Operand<S>>(other: O): Bool<"boolean" | N | NullOf<O>>;
  /** `x <= y` */
  lte<O extends Operand<S>>(other: O): Bool<"boolean" | N | NullOf<O>>;
}

type DecimalWord = `decimal(${number},${number})`;

/**
 * Words for the types a value can be cast to, by what it is: Spark has no cast from a number to a date, nor from a date to a number.
 * Written out, for an error of TypeScript's to show the words.
 */
interface Casts {
  string:
    | "string"
    | "boolean"
    | "tinyint"
    | "smallint"
    | "int"
    | "bigint"
    | "float"
    | "double"
    | DecimalWord
    | "binary"
    | "date"
    | "timestamp"
    | "timestamp_ntz";
  boolean: "string" | "boolean" | "tinyint" | "smallint" | "int" | "bigint" | "float" | "double" | DecimalWord;
  binary: "string" | "binary";
  number: "string" | "boolean" | "tinyint" | "smallint" | "int" | "bigint" | "float" | "double" | DecimalWord | "timestamp";
  timestamp:
    | "string"
    | "tinyint"
    | "smallint"
    | "int"
    | "bigint"
    | "float"
    | "double"
    | DecimalWord
    | "date"
    | "timestamp"
    | "timestamp_ntz";
  timestamp_ntz: "string" | "date" | "timestamp" | "timestamp_ntz";
  date: "string" | "date" | "timestamp" | "timestamp_ntz";
}
/** Every word of `cast`. */
export type CastWord = Casts["string"];
/** The family a word of `cast` means. */
export type FamilyOf<W> = W extends `decimal(${string}` ? "decimal" : W;

/** `Lost` is `null` where a cast to DECIMAL may give NULL: NaN and the infinities have no digits. */
interface Castable<Words, N extends null, Lost extends null = never> {
  /** `CAST(x AS type)`: an error stops the flow where the value does not fit. NaN as a DECIMAL is NULL. */
  cast<W extends Words>(type: W): ColumnOf<FamilyOf<W> | N | (W extends DecimalWord ? Lost : never)>;
  /** `try_cast(x AS type)`: NULL where the value does not fit. */
  tryCast<W extends Words>(type: W): ColumnOf<FamilyOf<W> | null>;
}

export interface Bool<out S extends "boolean" | null>
  extends Column<S>,
    Equatable<"boolean", S & null>,
    Castable<Casts["boolean"], S & null> {
  /** `x AND y` */
  and<O extends Predicate>(other: O): Bool<"boolean" | (S & null) | NullOf<O>>;
  /** `x OR y` */
  or<O extends Predicate>(other: O): Bool<"boolean" | (S & null) | NullOf<O>>;
  /** `NOT x` */
  not(): Bool<S>;
}

export interface Text<out S extends "string" | null> extends Column<S>, Ordered<"string", S & null>, Castable<Casts["string"], S & null> {
  /** `trim(x)`: blanks off both ends. */
  trim(): Text<S>;
  /** `length(x)` in characters. */
  length(): Num<"int" | (S & null)>;
  /** `concat(x, y)`: NULL when either is. */
  concat<O extends Operand<"string">>(other: O): Text<"string" | (S & null) | NullOf<O>>;
  /** `startswith(x, prefix)` */
  startsWith<O extends Operand<"string">>(prefix: O): Bool<"boolean" | (S & null) | NullOf<O>>;
  /** `contains(x, part)` */
  contains<O extends Operand<"string">>(part: O): Bool<"boolean" | (S & null) | NullOf<O>>;
  /** `split(x, separator)`, the separator taken literally. */
  split(separator: string): List<"string", S & null>;
}

/** What a plain number means beside a column: an INT. */
type NumericOf<O> = O extends Column<infer S> ? S & Numeric : "int";

/** Bytes: a BINARY column. */
export interface Bytes<out S extends "binary" | null> extends Column<S>, Castable<Casts["binary"], S & null> {}

export interface Num<S extends Numeric | null>
  extends Column<S>,
    Ordered<Numeric, S & null>,
    Castable<Casts["number"], S & null, Extract<S, "float" | "double"> extends never ? never : null> {
  /** `x + y` */
  plus<O extends Operand<Numeric>>(other: O): Num<Wider<S, NumericOf<O>> | (S & null) | NullOf<O>>;
  /** `x - y` */
  minus<O extends Operand<Numeric>>(other: O): Num<Wider<S, NumericOf<O>> | (S & null) | NullOf<O>>;
  /** `x * y` */
  times<O extends Operand<Numeric>>(other: O): Num<Wider<S, NumericOf<O>> | (S & null) | NullOf<O>>;
  /** `x / y`: DOUBLE for integers; dividing by zero is an error. */
  dividedBy<O extends Operand<Numeric>>(
    other: O,
  ): Num<("decimal" extends Wider<S, NumericOf<O>> ? "decimal" : "double") | (S & null) | NullOf<O>>;
  /** `- x` */
  negated(): Num<S>;
}

export interface Instant<out S extends Time | null> extends Column<S>, Ordered<S & Time, S & null>, Castable<Casts[S & Time], S & null> {
  /** `CAST(x AS DATE)` in the session's time zone. */
  toDate(): Instant<"date" | (S & null)>;
  /** `hour(x)`, 0 to 23, in the session's time zone. */
  hour(this: Column<"timestamp" | "timestamp_ntz" | null>): Num<"int" | (S & null)>;
  /** `date_trunc(unit, x)` in the session's time zone. */
  truncatedTo(this: Column<"timestamp" | null>, unit: "hour" | "day" | "month" | "year"): Instant<"timestamp" | (S & null)>;
}

export interface List<out E, out N extends null = never> extends Column<readonly E[] | N> {
  /** `size(x)` */
  size(): Num<"int" | N>;
  /** `get(x, index)`: counts from 0; NULL outside the list. */
  at(index: number): ColumnOf<E | null>;
}

interface Scalars<N extends null> {
  string: Text<"string" | N>;
  boolean: Bool<"boolean" | N>;
  binary: Bytes<"binary" | N>;
  tinyint: Num<"tinyint" | N>;
  smallint: Num<"smallint" | N>;
  int: Num<"int" | N>;
  bigint: Num<"bigint" | N>;
  float: Num<"float" | N>;
  double: Num<"double" | N>;
  decimal: Num<"decimal" | N>;
  date: Instant<"date" | N>;
  timestamp: Instant<"timestamp" | N>;
  timestamp_ntz: Instant<"timestamp_ntz" | N>;
}

/** The column object of a column type: scalars and lists have methods, structs have their fields. */
export type ColumnOf<S> = S & {} extends infer B
  ? B extends keyof Scalars<null>
    ? Scalars<S & null>[B]
    : B extends readonly (infer E)[]
      ? List<E, S & null>
      : B extends ReadonlyMap<infer _K, infer _V>
        ? Column<S>
        : Column<S> & { readonly [K in keyof B]: ColumnOf<B[K] | (S & null)> }
  : never;

/** One row of a relation: a column object for each column. */
export type Row<R> = { readonly [K in keyof R]: ColumnOf<R[K]> };

/** What a selection names: columns, and plain values, which are the same in every row. */
export type Columns = { readonly [name: string]: Column<unknown> | string | number | boolean };
/** What rows are grouped by: columns. */
export type Groups = { readonly [name: string]: Column<unknown> };
export type Aggregates = { readonly [name: string]: Aggregate<unknown> };
/** The row a selection makes. */
export type TypesOf<S> = {
  [K in keyof S]: S[K] extends Column<infer T> ? T : S[K] extends Aggregate<infer T> ? T : PlainType<S[K]>;
} & {};
type PlainType<V> = V extends string ? "string" : V extends number ? "int" : V extends boolean ? "boolean" : never;
