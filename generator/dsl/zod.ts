import * as z from "zod";
import { type Diagnostic, error, type Trace, warning } from "../diagnostic/index.js";
import { corruptRecord } from "../functions/index.js";
import { arrayType, type ColumnType, type Field, mapType, nameFault, type Schema, type Slot, structType, types } from "../ir/index.js";
import { isSensitive } from "./sensitive.js";
import { typedAs } from "./typed-schema.js";

/** What a zod schema is to columns. */
export interface Record {
  readonly fields: Schema;
  readonly problems: readonly Diagnostic[];
}

interface Walk {
  readonly problems: Diagnostic[];
  readonly unenforced: string[];
  readonly at: Trace;
  /** The objects around the one being read, so that one that contains itself is found. */
  readonly around: Set<z.core.$ZodType>;
}

/** The columns of an object schema. Everything that has no faithful column type is a problem that names the field. */
export function recordOf(schema: z.core.$ZodType, at: Trace): Record {
  const walk: Walk = { problems: [], unenforced: [], at, around: new Set() };
  const kind = unwrapped(schema)._zod.def.type;
  if (kind !== "object") {
    const notAnObject = error("schema/not-an-object", `a record is read by an object schema, and this is ${article(kind)}`, {
      at: at.place(),
      fix: "write z.object({ … })",
    });
    return { fields: [], problems: [notAnObject] };
  }
  const type = typeOf(unwrapped(schema), "", walk);
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

/** What wrappers that change nothing about the value are around. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def as Def;
  return def.type === "readonly" || def.type === "nonoptional" ? unwrapped(def.innerType) : schema;
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

/** Formats that mean another column type when they are the schema itself than when they are a check of a plain one. */
const ownSchemas: { readonly [format: string]: string } = {
  safeint: "z.int()",
  int32: "z.int32()",
  uint32: "z.uint32()",
  float32: "z.float32()",
  float64: "z.float64()",
  datetime: "z.iso.datetime()",
  date: "z.iso.date()",
};

/** One row a kind of schema with a faithful column type. */
const readers: { readonly [K in Kind]?: Reader<K> } = {
  string: (def, path, walk) => {
    const format = "format" in def && typeof def.format === "string" ? def.format : undefined;
    const type = format === undefined ? undefined : textFormats[format];
    if (format !== undefined && !type) walk.unenforced.push(`${path} (${format})`);
    return checks(def, path, walk) ? (type ?? types.string) : undefined;
  },
  number: (def, path, walk) => {
    const format = "format" in def && typeof def.format === "string" ? def.format : undefined;
    if (format === "uint32") walk.unenforced.push(`${path} (not negative)`);
    return checks(def, path, walk) ? ((format === undefined ? undefined : integerFormats[format]) ?? types.double) : undefined;
  },
  boolean: (def, path, walk) => (checks(def, path, walk) ? types.boolean : undefined),
  bigint: (def, path, walk) => {
    if ("format" in def && def.format === "uint64") {
      walk.problems.push(
        noColumnType(path, "a number of up to 20 digits", "write z.int64() when it fits BIGINT, else decimal(20, 0)", walk),
      );
      return undefined;
    }
    return checks(def, path, walk) ? types.bigint : undefined;
  },
  date: (def, path, walk) => (checks(def, path, walk) ? types.timestamp : undefined),
  enum: (def, path, walk) => {
    if (!Object.values(def.entries).every((value) => typeof value === "string")) return undefined;
    walk.unenforced.push(`${path} (enum)`);
    return types.string;
  },
  literal: (def, path, walk) => {
    const type = literalType(def.values);
    if (type) walk.unenforced.push(`${path} (literal)`);
    return type;
  },
  template_literal: (_def, path, walk) => {
    walk.unenforced.push(`${path} (template literal)`);
    return types.string;
  },
  array: (def, path, walk) => {
    if (!checks(def, path, walk)) return undefined;
    const element = slotOf(def.element, `${path}[]`, walk);
    return element && arrayType(element);
  },
  record: (def, path, walk) => {
    const key = typeOf(def.keyType, `${path} (key)`, walk);
    const value = slotOf(def.valueType, `${path}{}`, walk);
    return key?.kind === "string" && value ? mapType(key, value) : undefined;
  },
  object: (def, path, walk, schema) => {
    if (walk.around.has(schema)) {
      walk.problems.push(noColumnType(path, "an object that contains itself", fixes.lazy, walk));
      return undefined;
    }
    checks(schema._zod.def, path, walk);
    if (def.catchall && def.catchall._zod.def.type !== "unknown")
      walk.unenforced.push(`${path === "" ? "the record" : path} (other fields)`);
    walk.around.add(schema);
    const fields: Field[] = [];
    const problems = walk.problems.length;
    for (const [name, one] of Object.entries(def.shape)) {
      const slot = slotOf(one, path === "" ? name : `${path}.${name}`, walk);
      const comment = commentOf(one);
      walk.problems.push(...nameProblems(name, fields, path, walk));
      if (slot) {
        fields.push({ name, ...slot, ...(comment !== undefined && { comment }), ...(isSensitive(one) && { sensitive: true as const }) });
      }
    }
    walk.around.delete(schema);
    if (fields.length > 0 || walk.problems.length > problems) return structType(fields);
    walk.problems.push(
      noColumnType(path, "an object without fields", "leave it out of the schema, or keep it as text with z.string()", walk),
    );
    return undefined;
  },
};

function nameProblems(name: string, before: readonly Field[], path: string, walk: Walk): readonly Diagnostic[] {
  const at = walk.at.place();
  const twin = before.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const fault = nameFault(name);
  return [
    ...(twin
      ? [
          error(
            "column/duplicate",
            `"${twin.name}" and "${name}" ${path === "" ? "of the record" : `of "${path}"`} are one name: Spark compares names without case`,
            { at, fix: "leave one of them out" },
          ),
        ]
      : []),
    ...(fault === undefined
      ? []
      : [error("column/name", `"${name}" cannot be the name of a column: ${fault}`, { at, fix: "leave it out of the schema" })]),
    ...(path === "" && name.toLowerCase() === corruptRecord
      ? [error("name/taken", `"${name}" is where Spark puts a record that it cannot read`, { at, fix: "leave it out of the schema" })]
      : []),
  ];
}

function literalType(values: readonly unknown[]): ColumnType | undefined {
  if (values.every((value) => typeof value === "string")) return types.string;
  if (values.every((value) => typeof value === "boolean")) return types.boolean;
  return values.every((value) => Number.isInteger(value) && Math.abs(Number(value)) <= 2_147_483_647) ? types.int : undefined;
}

/** Notes the checks that SQL does not make. False when the schema is not what its column would be, which is a problem then. */
function checks(def: z.core.$ZodTypeDef, path: string, walk: Walk, from = 0): boolean {
  if ("coerce" in def && def.coerce === true) {
    walk.problems.push(noColumnType(path, "coerced", "SQL does not convert what arrives: describe it as it is and cast the column", walk));
    return false;
  }
  let faithful = true;
  for (const check of (def.checks ?? []).slice(from)) {
    const { check: name, ...rest } = check._zod.def;
    const format = "format" in rest && typeof rest.format === "string" ? rest.format : undefined;
    const own = format === undefined ? undefined : ownSchemas[format];
    if (own === undefined) walk.unenforced.push(`${path === "" ? "the record" : path} (${format ?? name.replaceAll("_", " ")})`);
    else {
      walk.problems.push(
        noColumnType(
          path,
          `${article(def.type)} that is only checked to be ${format}`,
          `write ${own}, which has a column type of its own`,
          walk,
        ),
      );
      faithful = false;
    }
  }
  return faithful;
}

function noColumnType(path: string, is: string, fix: string | undefined, walk: Walk): Diagnostic {
  const what = path === "" ? "the record" : `"${path}"`;
  return error("schema/no-column-type", `${what} has no faithful column type: it is ${is}`, { at: walk.at.place(), fix });
}

/** Wrappers say whether a value may be missing; what they wrap says what it is. Spark calls everything read from text nullable. */
function slotOf(schema: z.core.$ZodType, path: string, walk: Walk): Slot | undefined {
  const def = schema._zod.def as Def;
  if (!typedAs(schema)) {
    if (def.type === "nullable" || def.type === "optional") {
      const inner = slotOf(def.innerType, path, walk);
      return inner && { ...inner, proven: false };
    }
    if (def.type === "readonly") return slotOf(def.innerType, path, walk);
    if (def.type === "nonoptional") {
      const inner = def.innerType._zod.def as Def;
      return slotOf(inner.type === "optional" ? inner.innerType : def.innerType, path, walk);
    }
  }
  const type = typeOf(schema, path, walk);
  return type && { type, nullable: true, proven: true };
}

function typeOf(schema: z.core.$ZodType, path: string, walk: Walk): ColumnType | undefined {
  const def = schema._zod.def as Def;
  const declared = typedAs(schema);
  if (declared) return checks(def, path, walk, declared.checks) ? declared.type : undefined;
  const before = walk.problems.length;
  const read = readers[def.type] as Reader<Kind> | undefined;
  const type = read?.(def as never, path, walk, schema);
  if (!type && walk.problems.length === before) {
    walk.problems.push(
      noColumnType(
        path,
        ways[def.type] ?? article(def.type),
        fixes[def.type] ?? "keep it as text with z.string(), or leave it out of the schema",
        walk,
      ),
    );
  }
  return type;
}

/** What is done to a value, for the kinds that are no type of their own. */
const ways: { readonly [K in Kind]?: string } = {
  default: "filled with a default",
  prefault: "filled with a default",
  catch: "replaced where it is wrong",
  pipe: "transformed",
  transform: "transformed",
  custom: "only checked by a function",
};

const fixes: { readonly [K in Kind]?: string } = {
  default: "SQL does not fill in a default: write .optional() and coalesce(column, value)",
  prefault: "SQL does not fill in a default: write .optional() and coalesce(column, value)",
  catch: "SQL does not replace a wrong value: a record that has one is rejected",
  union: "give the field one type",
  enum: "write z.enum of texts, or z.literal([1, 2]) for whole numbers",
  literal: "write texts, whole numbers that fit INT, or booleans, all of one kind",
  record: "the names in a JSON object are texts: write z.record(z.string(), …)",
  pipe: "SQL does not run a transform: describe the text that arrives and derive the rest",
  transform: "SQL does not run a transform: describe the text that arrives and derive the rest",
  lazy: "a column type has a fixed depth: write the levels out",
};

function article(kind: string): string {
  return `${/^([aeio]|un[dk])/.test(kind) ? "an" : "a"} ${kind.replaceAll("_", " ")}`;
}

function commentOf(schema: z.core.$ZodType): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const def = schema._zod.def as Def;
  return def.type === "nullable" || def.type === "optional" || def.type === "nonoptional" || def.type === "readonly"
    ? commentOf(def.innerType)
    : undefined;
}
