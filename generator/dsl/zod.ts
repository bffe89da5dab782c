import * as z from "zod";
import { DiagnosticError, type Diagnostic, error, type Trace, warning } from "../diagnostic/index.js";
import { arrayType, type ColumnType, decimalType, type Field, mapType, type Schema, type Slot, structType, types } from "../ir/index.js";
import type { SqlTyped } from "./zod-type.js";

const columnTypes = z.registry<{ readonly type: ColumnType }>();

function typed<S, Z extends z.ZodType>(schema: Z, type: ColumnType): Z & SqlTyped<S> {
  columnTypes.add(schema, { type });
  return schema as Z & SqlTyped<S>;
}

/** `DECIMAL(precision, scale)`; in JSON a number or a text of digits. `decimal(10, 2)` */
export function decimal(precision: number, scale: number) {
  if (!Number.isInteger(precision) || !Number.isInteger(scale) || precision < 1 || precision > 38 || scale < 0 || scale > precision) {
    throw new DiagnosticError([
      error("schema/decimal", `decimal(${precision}, ${scale}) does not exist`, { fix: "precision is 1 to 38 digits in all, scale 0 to precision of them after the point" }),
    ]);
  }
  return typed<"decimal", z.ZodUnion<[z.ZodNumber, z.ZodString]>>(z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]), decimalType(precision, scale));
}

/** `TINYINT`, -128 to 127. */
export function tinyint() {
  return typed<"tinyint", z.ZodNumber>(z.int().min(-128).max(127), types.tinyint);
}

/** `SMALLINT`, -32,768 to 32,767. */
export function smallint() {
  return typed<"smallint", z.ZodNumber>(z.int().min(-32_768).max(32_767), types.smallint);
}

/** `TIMESTAMP_NTZ`: a wall clock without a zone; in JSON `2024-02-29T12:30:00`. */
export function timestampNtz() {
  return typed<"timestamp_ntz", z.ZodISODateTime>(z.iso.datetime({ local: true }), types.timestamp_ntz);
}

/** `BINARY`; in JSON a text in base 64. */
export function binary() {
  return typed<"binary", z.ZodBase64>(z.base64(), types.binary);
}

/** What a zod schema is to columns. */
export interface Record {
  readonly fields: Schema;
  readonly problems: readonly Diagnostic[];
}

interface Walk {
  readonly problems: Diagnostic[];
  readonly unenforced: string[];
  readonly at: Trace;
}

/** The columns of an object schema. Everything that has no faithful column type is a problem that names the field. */
export function recordOf(schema: z.core.$ZodType, at: Trace): Record {
  const walk: Walk = { problems: [], unenforced: [], at };
  const type = typeOf(schema, "", walk);
  if (type && type.kind !== "struct") {
    walk.problems.push(error("schema/not-an-object", "a record is read by an object schema", { at: at.place(), fix: "write z.object({ … })" }));
  }
  if (walk.unenforced.length > 0) {
    walk.problems.push(
      warning("schema/not-enforced", `SQL does not enforce these checks of the schema: ${walk.unenforced.join(", ")}`, {
        at: at.place(),
        fix: "state what matters as expectations, or leave the checks out",
      }),
    );
  }
  return { fields: type?.kind === "struct" ? type.fields : [], problems: walk.problems };
}

type Def = z.core.$ZodTypes["_zod"]["def"];
type Kind = Def["type"];
type Of<K extends Kind> = Extract<Def, { type: K }>;
type Reader<K extends Kind> = (def: Of<K>, path: string, walk: Walk, schema: z.core.$ZodType) => ColumnType | undefined;

const integerFormats: { readonly [format: string]: ColumnType } = {
  int32: types.int,
  safeint: types.bigint,
  uint32: types.bigint,
  float32: types.float,
  float64: types.double,
};
const textFormats: { readonly [format: string]: ColumnType } = { datetime: types.timestamp, date: types.date };

/** One row a kind of schema with a faithful column type. */
const readers: { readonly [K in Kind]?: Reader<K> } = {
  string: (def, path, walk) => {
    const format = "format" in def && typeof def.format === "string" ? def.format : undefined;
    const type = format === undefined ? undefined : textFormats[format];
    if (format !== undefined && !type) walk.unenforced.push(`${path} (${format})`);
    checks(def, path, walk);
    return type ?? types.string;
  },
  number: (def, path, walk) => {
    checks(def, path, walk);
    const format = "format" in def && typeof def.format === "string" ? def.format : undefined;
    return (format === undefined ? undefined : integerFormats[format]) ?? types.double;
  },
  boolean: () => types.boolean,
  bigint: (def, path, walk) => {
    checks(def, path, walk);
    return types.bigint;
  },
  date: () => types.timestamp,
  enum: (_def, path, walk) => {
    walk.unenforced.push(`${path} (enum)`);
    return types.string;
  },
  literal: (def, path, walk) => {
    walk.unenforced.push(`${path} (literal)`);
    const kinds = new Set(def.values.map((value) => typeof value));
    if (kinds.size !== 1) return undefined;
    if (kinds.has("string")) return types.string;
    if (kinds.has("boolean")) return types.boolean;
    return kinds.has("number") && def.values.every((value) => Number.isInteger(value)) ? types.int : undefined;
  },
  template_literal: (_def, path, walk) => {
    walk.unenforced.push(`${path} (template literal)`);
    return types.string;
  },
  array: (def, path, walk) => {
    checks(def, path, walk);
    const element = slotOf(def.element, `${path}[]`, walk);
    return element && arrayType(element);
  },
  record: (def, path, walk) => {
    const key = typeOf(def.keyType, `${path} (key)`, walk);
    const value = slotOf(def.valueType, `${path}{}`, walk);
    return key?.kind === "string" && value ? mapType(key, value) : undefined;
  },
  object: (def, path, walk, schema) => {
    if ("checks" in schema._zod.def) checks(schema._zod.def, path, walk);
    const fields: Field[] = [];
    for (const [name, one] of Object.entries(def.shape)) {
      const slot = slotOf(one, path === "" ? name : `${path}.${name}`, walk);
      const comment = commentOf(one);
      if (slot) fields.push({ name, ...slot, ...(comment !== undefined && { comment }) });
    }
    return structType(fields);
  },
};

function checks(def: { readonly checks?: readonly z.core.$ZodCheck<never>[] | undefined }, path: string, walk: Walk): void {
  for (const check of def.checks ?? []) {
    const { check: name, ...rest } = check._zod.def;
    const format = "format" in rest && typeof rest.format === "string" ? rest.format : undefined;
    if (format !== undefined && (format in integerFormats || format in textFormats)) continue;
    walk.unenforced.push(`${path === "" ? "the record" : path} (${format ?? name.replaceAll("_", " ")})`);
  }
}

/** Wrappers say whether a value may be missing; what they wrap says what it is. Spark calls everything read from text nullable. */
function slotOf(schema: z.core.$ZodType, path: string, walk: Walk): Slot | undefined {
  const def = schema._zod.def as Def;
  if (!columnTypes.has(schema)) {
    if (def.type === "nullable" || def.type === "optional") {
      const inner = slotOf(def.innerType, path, walk);
      return inner && { ...inner, proven: false };
    }
    if (def.type === "nonoptional" || def.type === "readonly") {
      const inner = slotOf(def.innerType, path, walk);
      return inner && { ...inner, proven: def.type === "nonoptional" || inner.proven };
    }
  }
  const type = typeOf(schema, path, walk);
  return type && { type, nullable: true, proven: true };
}

function typeOf(schema: z.core.$ZodType, path: string, walk: Walk): ColumnType | undefined {
  const declared = columnTypes.get(schema);
  if (declared) return declared.type;
  const def = schema._zod.def as Def;
  const before = walk.problems.length;
  const read = readers[def.type] as Reader<Kind> | undefined;
  const type = read?.(def as never, path, walk, schema);
  if (!type && walk.problems.length === before) {
    walk.problems.push(
      error("schema/no-column-type", `"${path}" is ${article(def.type)}, which no column type holds faithfully`, {
        at: walk.at.place(),
        fix: fixes[def.type] ?? "keep it as text with z.string(), or leave it out of the schema",
      }),
    );
  }
  return type;
}

const fixes: { readonly [K in Kind]?: string } = {
  default: "SQL does not fill in a default: write .optional() and coalesce(column, value)",
  prefault: "SQL does not fill in a default: write .optional() and coalesce(column, value)",
  union: "give the field one type",
  pipe: "SQL does not run a transform: describe the text that arrives and derive the rest",
  transform: "SQL does not run a transform: describe the text that arrives and derive the rest",
  lazy: "a column type has a fixed depth: write the levels out",
};

function article(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind.replaceAll("_", " ")}`;
}

function commentOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const def = schema._zod.def as Def;
  return def.type === "nullable" || def.type === "optional" || def.type === "nonoptional" || def.type === "readonly" ? commentOf(def.innerType) : undefined;
}
