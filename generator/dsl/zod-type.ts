import type * as z from "zod";

type Zod = z.core.$ZodType;

/** Marks a schema made by `decimal(…)` and its like with the column type it stands for. */
declare const sqlType: unique symbol;
export interface SqlTyped<S> {
  readonly [sqlType]: S;
}

type Inner<Z> = Z extends { _zod: { def: { innerType: infer I extends Zod } } } ? FromZod<I> : never;
type Format<Z> = Z extends { _zod: { def: { format: infer F } } } ? F : "none";

/** One row a kind of zod schema that has a faithful column type; the others give `never` here and a diagnostic that names the field. */
interface FromKind<Z extends Zod> {
  string: Format<Z> extends "datetime" ? "timestamp" : Format<Z> extends "date" ? "date" : "string";
  number: Format<Z> extends "int32"
    ? "int"
    : Format<Z> extends "safeint" | "uint32"
      ? "bigint"
      : Format<Z> extends "float32"
        ? "float"
        : "double";
  boolean: "boolean";
  bigint: Format<Z> extends "uint64" ? never : "bigint";
  date: "timestamp";
  enum: "string";
  literal: Z extends { _zod: { def: { values: readonly (infer V)[] } } }
    ? V extends string
      ? "string"
      : V extends boolean
        ? "boolean"
        : V extends number
          ? "int"
          : never
    : never;
  template_literal: "string";
  nullable: Inner<Z> | null;
  optional: Inner<Z> | null;
  nonoptional: Z extends { _zod: { def: { innerType: infer I extends Zod } } }
    ? I extends { _zod: { def: { type: "optional" } } }
      ? Inner<I>
      : FromZod<I>
    : never;
  readonly: Inner<Z>;
  array: Z extends { _zod: { def: { element: infer E extends Zod } } } ? readonly FromZod<E>[] : never;
  record: Z extends { _zod: { def: { keyType: infer K extends Zod; valueType: infer V extends Zod } } }
    ? ReadonlyMap<FromZod<K>, FromZod<V>>
    : never;
  object: Z extends { _zod: { def: { shape: infer S } } } ? { [K in keyof S]: S[K] extends Zod ? FromZod<S[K]> : never } : never;
}

/** The column type of a zod schema: `z.object({ sku: z.string().nullable() })` is `{ sku: "string" | null }`. */
export type FromZod<Z extends Zod> =
  Z extends SqlTyped<infer S>
    ? S
    : Z["_zod"]["def"]["type"] extends infer T
      ? T extends keyof FromKind<Z>
        ? FromKind<Z>[T]
        : never
      : never;
