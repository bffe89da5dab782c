import { describe, expect, test } from "vitest";
import * as z from "zod";
import { binary, decimal, kafka, smallint, timestampNtz, tinyint } from "#generator";
import type { Diagnostic } from "../../generator/diagnostic/index.js";
import { Query } from "../../generator/dsl/query.js";
import { type Field, printType } from "../../generator/ir/index.js";

const topic = kafka("events", { topic: "events", partitions: 1, retention: "1 day", value: z.object({}) });

/** The fields that a record has as a column, and what is told of its schema. */
function read(schema: z.ZodType): { readonly fields: readonly Field[]; readonly told: readonly Diagnostic[] } {
  const { records } = topic.stream().parseJson("value", schema);
  if (!(records instanceof Query)) throw new Error("a stream is a query");
  const value = records.relation?.schema.find((one) => one.name === "value");
  return { fields: value?.type.kind === "struct" ? value.type.fields : [], told: records.problems };
}

type Kind = z.core.$ZodTypeDef["type"];

interface Held {
  readonly schema: z.ZodType;
  readonly ddl: string;
  /** A record without the field, or with null in it, is rejected. */
  readonly proven: boolean;
  /** The checks that the warning lists. */
  readonly unenforced?: string;
}

const required = (schema: z.ZodType, ddl: string, unenforced?: string): Held => ({
  schema,
  ddl,
  proven: true,
  ...(unenforced && { unenforced }),
});
const missing = (schema: z.ZodType, ddl: string): Held => ({ schema, ddl, proven: false });

interface Refused {
  readonly schema: z.ZodType;
  /** The message after the name of the field. */
  readonly is: string;
  readonly fix: string;
  readonly path?: string;
}

const refused = (
  schema: z.ZodType,
  is: string,
  fix = "keep it as text with z.string(), or leave it out of the schema",
  path = "f",
): Refused => ({
  schema,
  is,
  fix,
  path,
});

const noDefault = "SQL does not fill in a default: write .optional() and coalesce(column, value)";
const noTransform = "SQL does not run a transform: describe the text that arrives and derive the rest";
const depth = "a column type has a fixed depth: write the levels out";
const asItIs = "SQL does not convert what arrives: describe it as it is and cast the column";
const own = (schema: string): string => `write ${schema}, which has a column type of its own`;
const textNames = "the names in a JSON object are texts: write z.record(z.string(), …)";

const Nested = z.object({
  id: z.string(),
  get next(): z.ZodOptional<z.ZodType> {
    return z.optional(Nested);
  },
});

/** What an enumeration of numbers is at run time. */
const Level = { low: 1, high: 2 } as const;

/** Every kind of schema that zod has: what column it is, or why it is none. A kind that zod adds does not compile until it stands here. */
const kinds: { readonly [K in Kind]: readonly (Held | Refused)[] } = {
  string: [
    required(z.string(), "STRING"),
    required(z.iso.datetime(), "TIMESTAMP"),
    required(z.iso.date(), "DATE"),
    required(z.iso.time(), "STRING", "f (time)"),
    required(z.iso.duration(), "STRING", "f (duration)"),
    required(z.uuid(), "STRING", "f (uuid)"),
    required(z.email(), "STRING", "f (email)"),
    required(z.string().email(), "STRING", "f (email)"),
    required(z.string().min(1).max(9).regex(/a/), "STRING", "f (min length), f (max length), f (regex)"),
    required(z.string().trim(), "STRING", "f (overwrite)"),
    required(z.string().brand("Id"), "STRING"),
    refused(z.string().datetime(), "a string that is only checked to be datetime", own("z.iso.datetime()")),
    refused(z.string().date(), "a string that is only checked to be date", own("z.iso.date()")),
    refused(z.coerce.string(), "coerced", asItIs),
  ],
  number: [
    required(z.number(), "DOUBLE"),
    required(z.int(), "BIGINT"),
    required(z.int32(), "INT"),
    required(z.uint32(), "BIGINT", "f (not negative)"),
    required(z.float32(), "FLOAT"),
    required(z.float64(), "DOUBLE"),
    required(z.number().positive().multipleOf(5), "DOUBLE", "f (greater than), f (multiple of)"),
    required(z.int32().max(9), "INT", "f (less than)"),
    refused(z.number().int(), "a number that is only checked to be safeint", own("z.int()")),
    refused(z.coerce.number(), "coerced", asItIs),
  ],
  int: [],
  boolean: [required(z.boolean(), "BOOLEAN"), refused(z.coerce.boolean(), "coerced", asItIs)],
  bigint: [
    required(z.bigint(), "BIGINT"),
    required(z.int64(), "BIGINT"),
    refused(z.uint64(), "a number of up to 20 digits", "write z.int64() when it fits BIGINT, else decimal(20, 0)"),
  ],
  date: [required(z.date(), "TIMESTAMP"), required(z.date().min(new Date(0)), "TIMESTAMP", "f (greater than)")],
  enum: [
    required(z.enum(["a", "b"]), "STRING", "f (enum)"),
    refused(z.enum(Level), "an enum", "write z.enum of texts, or z.literal([1, 2]) for whole numbers"),
  ],
  literal: [
    required(z.literal("a"), "STRING", "f (literal)"),
    required(z.literal(["a", "b"]), "STRING", "f (literal)"),
    required(z.literal([1, 2_147_483_647]), "INT", "f (literal)"),
    required(z.literal(true), "BOOLEAN", "f (literal)"),
    refused(z.literal([1, "a"]), "a literal", "write texts, whole numbers that fit INT, or booleans, all of one kind"),
    refused(z.literal(2_147_483_648), "a literal", "write texts, whole numbers that fit INT, or booleans, all of one kind"),
    refused(z.literal(null), "a literal", "write texts, whole numbers that fit INT, or booleans, all of one kind"),
  ],
  template_literal: [required(z.templateLiteral(["v", z.int()]), "STRING", "f (template literal)")],
  array: [
    required(z.array(z.int32()), "ARRAY<INT>"),
    required(z.array(z.string()).min(1), "ARRAY<STRING>", "f (min length)"),
    required(z.array(z.string().min(1)), "ARRAY<STRING>", "f[] (min length)"),
    refused(z.array(z.any()), "an any", undefined, "f[]"),
  ],
  record: [
    required(z.record(z.string(), z.int32()), "MAP<STRING, INT>"),
    required(z.record(z.string(), z.string().min(1)), "MAP<STRING, STRING>", "f{} (min length)"),
    required(z.record(z.enum(["a"]), z.boolean()), "MAP<STRING, BOOLEAN>", "f (key) (enum)"),
    refused(z.record(z.number(), z.int32()), "a record", textNames),
    refused(z.record(z.string(), z.any()), "an any", undefined, "f{}"),
  ],
  object: [
    required(z.object({ a: z.string(), b: z.object({ c: z.int32() }) }), "STRUCT<a: STRING, b: STRUCT<c: INT>>"),
    required(z.looseObject({ a: z.string() }), "STRUCT<a: STRING>"),
    required(z.strictObject({ a: z.string() }), "STRUCT<a: STRING>", "f (other fields)"),
    required(z.object({ "a-b": z.string() }), "STRUCT<`a-b`: STRING>"),
    required(
      z.object({ a: z.string() }).refine(() => true),
      "STRUCT<a: STRING>",
      "f (custom)",
    ),
    refused(z.object({}), "an object without fields", "leave it out of the schema, or keep it as text with z.string()"),
    refused(z.object({ a: z.object({ b: z.any() }) }), "an any", undefined, "f.a.b"),
    refused(Nested, "an object that contains itself", depth, "f.next"),
  ],
  nullable: [missing(z.string().nullable(), "STRING"), missing(decimal(10, 2).nullable(), "DECIMAL(10,2)")],
  optional: [
    missing(z.string().optional(), "STRING"),
    missing(z.string().nullish(), "STRING"),
    missing(z.array(z.string()).optional(), "ARRAY<STRING>"),
    missing(z.exactOptional(z.int32()), "INT"),
  ],
  nonoptional: [
    required(z.nonoptional(z.string().optional()), "STRING"),
    required(z.nonoptional(z.string()), "STRING"),
    missing(z.nonoptional(z.string().nullable()), "STRING"),
  ],
  readonly: [required(z.array(z.string()).readonly(), "ARRAY<STRING>"), missing(z.string().nullable().readonly(), "STRING")],
  default: [refused(z.string().default("a"), "filled with a default", noDefault)],
  prefault: [refused(z.string().prefault("a"), "filled with a default", noDefault)],
  catch: [
    refused(z.string().catch("a"), "replaced where it is wrong", "SQL does not replace a wrong value: a record that has one is rejected"),
  ],
  union: [
    refused(z.union([z.string(), z.number()]), "a union", "give the field one type"),
    refused(
      z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })]),
      "a union",
      "give the field one type",
    ),
  ],
  pipe: [
    refused(
      z.string().transform((text) => text.length),
      "transformed",
      noTransform,
    ),
    refused(z.string().pipe(z.string()), "transformed", noTransform),
    refused(z.stringbool(), "transformed", noTransform),
    refused(
      z.preprocess((value) => value, z.string()),
      "transformed",
      noTransform,
    ),
  ],
  transform: [
    refused(
      z.transform((value) => value),
      "transformed",
      noTransform,
    ),
  ],
  custom: [refused(z.custom<string>(), "only checked by a function"), refused(z.instanceof(Map), "only checked by a function")],
  lazy: [
    refused(
      z.lazy(() => z.string()),
      "a lazy",
      depth,
    ),
    refused(z.json(), "a lazy", depth),
  ],
  any: [refused(z.any(), "an any")],
  unknown: [refused(z.unknown(), "an unknown")],
  never: [refused(z.never(), "a never")],
  void: [refused(z.void(), "a void")],
  undefined: [refused(z.undefined(), "an undefined")],
  null: [refused(z.null(), "a null")],
  nan: [refused(z.nan(), "a nan")],
  symbol: [refused(z.symbol(), "a symbol")],
  file: [refused(z.file(), "a file")],
  tuple: [refused(z.tuple([z.string(), z.number()]), "a tuple")],
  intersection: [refused(z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })), "an intersection")],
  map: [refused(z.map(z.string(), z.string()), "a map")],
  set: [refused(z.set(z.string()), "a set")],
  success: [refused(z.success(z.string()), "a success")],
  promise: [refused(z.promise(z.string()), "a promise")],
  function: [refused(z.function({ input: [], output: z.string() }) as never, "a function")],
};

/** Types that zod has no schema for. */
const made: readonly Held[] = [
  required(decimal(10, 2), "DECIMAL(10,2)"),
  required(decimal(38, 38), "DECIMAL(38,38)"),
  required(decimal(1, 0), "DECIMAL(1,0)"),
  required(tinyint(), "TINYINT"),
  required(smallint(), "SMALLINT"),
  required(binary(), "BINARY"),
  required(timestampNtz(), "TIMESTAMP_NTZ"),
  required(tinyint().describe("Small"), "TINYINT"),
  required(tinyint().min(5), "TINYINT", "f (greater than)"),
  required(z.array(smallint()), "ARRAY<SMALLINT>"),
  missing(timestampNtz().optional(), "TIMESTAMP_NTZ"),
];

const all = [...Object.values(kinds).flat(), ...made];
const title = (schema: z.ZodType, i: number): string => `${schema.def.type} ${i}`;

describe("a schema with a faithful column type", () => {
  const held = all.filter((one): one is Held => "ddl" in one);
  test.each(held.map((one, i) => ({ ...one, title: title(one.schema, i) })))("$title is $ddl", ({ schema, ddl, proven, unenforced }) => {
    const { fields, told } = read(z.object({ f: schema }));
    expect(fields.map(({ name, type, nullable, proven }) => ({ name, ddl: printType(type), nullable, proven }))).toEqual([
      { name: "f", ddl, nullable: true, proven },
    ]);
    expect(told.map(({ code, severity, message }) => ({ code, severity, message }))).toEqual(
      unenforced === undefined
        ? []
        : [{ code: "schema/not-enforced", severity: "warning", message: `SQL does not enforce these checks of the schema: ${unenforced}` }],
    );
  });
});

describe("a schema without one", () => {
  const no = all.filter((one): one is Refused => "is" in one);
  test.each(no.map((one, i) => ({ ...one, title: title(one.schema, i) })))("$title is $is", ({ schema, is, fix, path }) => {
    const { fields, told } = read(z.object({ f: schema }));
    expect(fields).toEqual([]);
    const place = { file: "test/generator/zod.test.ts", line: expect.any(Number), column: expect.any(Number) };
    expect(told).toEqual([
      {
        code: "schema/no-column-type",
        severity: "error",
        message: `"${path}" has no faithful column type: it is ${is}`,
        at: place,
        notes: [],
        fix,
      },
    ]);
  });

  test("every field is told, not only the first", () => {
    const { told } = read(
      z.object({ a: z.any(), ok: z.string(), b: z.array(z.object({ c: z.union([z.string(), z.int()]), d: z.null() })) }),
    );
    expect(told.map((one) => one.message)).toEqual([
      '"a" has no faithful column type: it is an any',
      '"b[].c" has no faithful column type: it is a union',
      '"b[].d" has no faithful column type: it is a null',
    ]);
  });
});

test("every kind is in the table, but the one zod declares and never makes", () => {
  expect(Object.entries(kinds).flatMap(([kind, cases]) => (cases.length === 0 ? [kind] : []))).toEqual(["int"]);
  const wrong = Object.entries(kinds).flatMap(([kind, cases]) =>
    cases.filter((one) => one.schema.def.type !== kind).map((one) => one.schema.def.type),
  );
  expect(wrong).toEqual([]);
});

test("what may be missing inside lists, maps and structs", () => {
  const { fields } = read(
    z.object({
      list: z.array(z.string().nullable()),
      map: z.record(z.string(), z.int32().nullable()),
      of: z.object({ a: z.string().optional() }),
    }),
  );
  expect(fields.map((one) => one.type)).toMatchObject([
    { kind: "array", element: { nullable: true, proven: false } },
    { kind: "map", value: { nullable: true, proven: false } },
    { kind: "struct", fields: [{ name: "a", nullable: true, proven: false }] },
  ]);
});

test("one warning lists the checks of the whole schema, those of the record too", () => {
  const Record = z.strictObject({
    id: z.string().min(1),
    lines: z.array(z.object({ sku: z.string().regex(/a/), n: z.int32().positive() })).max(9),
    kind: z.enum(["a"]).nullable(),
  });
  const { told } = read(Record.refine(() => true));
  expect(told).toHaveLength(1);
  expect(told[0]?.message).toBe(
    "SQL does not enforce these checks of the schema: the record (custom), the record (other fields), id (min length), lines (max length), lines[].sku (regex), lines[].n (greater than), kind (enum)",
  );
});

test("comments come from describe and meta, on either side of what says that a value may be missing", () => {
  const { fields } = read(
    z.object({
      described: z.string().describe("A"),
      meta: z.string().meta({ description: "B" }),
      before: z.string().describe("C").optional(),
      after: z.string().nullable().describe("D"),
      both: z.string().describe("inner").nullish().describe("E"),
      wrapped: z.nonoptional(z.string().describe("F").optional()).readonly(),
      exact: decimal(10, 2).describe("G").nullable(),
      none: z.string(),
      titled: z.string().meta({ title: "only a title" }),
      of: z.object({ inner: z.string().describe("H") }).describe("I"),
    }),
  );
  expect(Object.fromEntries(fields.map(({ name, comment }) => [name, comment]))).toEqual({
    described: "A",
    meta: "B",
    before: "C",
    after: "D",
    both: "E",
    wrapped: "F",
    exact: "G",
    none: undefined,
    titled: undefined,
    of: "I",
  });
  expect(fields.find((one) => one.name === "of")?.type).toMatchObject({ fields: [{ name: "inner", comment: "H" }] });
  expect(fields.find((one) => one.name === "none")).not.toHaveProperty("comment");
});

test.each([
  [0, 0],
  [39, 0],
  [10, 11],
  [10, -1],
  [1.5, 0],
  [10, 0.5],
])("decimal(%d, %d) does not exist", (precision, scale) => {
  expect(() => decimal(precision, scale)).toThrow(`schema/decimal: decimal(${precision}, ${scale}) does not exist`);
});

test("the types made here take what their column holds", () => {
  const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;
  expect([-129, -128, 127, 128, 1.5].map((n) => takes(tinyint(), n))).toEqual([false, true, true, false, false]);
  expect([-32_769, -32_768, 32_767, 32_768].map((n) => takes(smallint(), n))).toEqual([false, true, true, false]);
  expect([1.5, "1.50", "-2", "1,5", ""].map((n) => takes(decimal(10, 2), n))).toEqual([true, true, true, false, false]);
  expect(["2024-02-29T12:30:00", "2024-02-29"].map((text) => takes(timestampNtz(), text))).toEqual([true, false]);
  expect(["aGk=", "?"].map((text) => takes(binary(), text))).toEqual([true, false]);
});
