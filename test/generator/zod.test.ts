import { describe, expect, it } from "vitest";
import * as z from "zod";
import { binary, decimal, kafka, smallint, streamingTable, timestampNtz, tinyint } from "#generator";
import { type DiagnosticError, fromRepository, trace } from "../../generator/diagnostic/index.js";
import { DatasetHandle } from "../../generator/dsl/dataset.js";
import { queryOf } from "../../generator/dsl/query.js";
import { recordOf } from "../../generator/dsl/zod.js";
import { canBeNull, printType, type Schema } from "../../generator/ir/index.js";

type Kind = z.core.$ZodTypes["_zod"]["def"]["type"];

/** What a field of a schema becomes: its DDL, `?` when it may be NULL; or why it becomes nothing. */
type Expected = string | { readonly not: string; readonly fix: string };

const at = trace(() => undefined);
const text = "keep it as text with z.string(), or leave it out of the schema";
const transformed = { not: "transformed", fix: "SQL does not run a transform: describe the text that arrives and derive the rest" };
const filled = { not: "filled with a default", fix: "SQL does not fill in a default: write .optional() and coalesce(column, value)" };
const coerced = { not: "coerced", fix: "SQL does not convert what arrives: describe it as it is and cast the column" };
const aLiteral = { not: "a literal", fix: "write texts, whole numbers that fit INT, or booleans, all of one kind" };

function ddl(schema: Schema): string {
  return schema.map((one) => `${one.name} ${printType(one.type)}${canBeNull(one) ? "?" : ""}`).join(", ");
}

enum Numbers {
  One = 1,
}

/** Every kind of zod schema; a new one does not compile until it stands here. */
const kinds: { readonly [K in Kind]: readonly (readonly [schema: z.ZodType, becomes: Expected, unenforced?: string])[] } = {
  string: [
    [z.string(), "STRING"],
    [z.iso.datetime(), "TIMESTAMP"],
    [z.iso.datetime({ offset: true }), "TIMESTAMP"],
    [z.iso.date(), "DATE"],
    [z.iso.time(), "STRING", "f (time)"],
    [z.uuid(), "STRING", "f (uuid)"],
    [z.email(), "STRING", "f (email)"],
    [z.string().email(), "STRING", "f (email)"],
    [z.string().min(1).max(5).regex(/a/), "STRING", "f (min length), f (max length), f (regex)"],
    [z.string().trim(), "STRING", "f (overwrite)"],
    [timestampNtz(), "TIMESTAMP_NTZ"],
    [binary(), "BINARY"],
    [z.base64(), "STRING", "f (base64)"],
    [z.coerce.string(), coerced],
    [
      z.string().check(z.iso.datetime()),
      { not: "a string that is only checked to be datetime", fix: "write z.iso.datetime(), which has a column type of its own" },
    ],
  ],
  number: [
    [z.number(), "DOUBLE"],
    [z.float64(), "DOUBLE"],
    [z.float32(), "FLOAT"],
    [z.int(), "BIGINT"],
    [z.int32(), "INT"],
    [z.uint32(), "BIGINT", "f (not negative)"],
    [smallint(), "SMALLINT"],
    [tinyint(), "TINYINT"],
    [tinyint().min(0), "TINYINT", "f (greater than)"],
    [z.int32().positive(), "INT", "f (greater than)"],
    [z.number().int(), { not: "a number that is only checked to be safeint", fix: "write z.int(), which has a column type of its own" }],
    [z.coerce.number(), coerced],
  ],
  boolean: [
    [z.boolean(), "BOOLEAN"],
    [z.coerce.boolean(), coerced],
  ],
  bigint: [
    [z.bigint(), "BIGINT"],
    [z.int64(), "BIGINT"],
    [z.uint64(), { not: "a number of up to 20 digits", fix: "write z.int64() when it fits BIGINT, else decimal(20, 0)" }],
  ],
  date: [
    [z.date(), "TIMESTAMP"],
    [z.coerce.date(), coerced],
  ],
  enum: [
    [z.enum(["a", "b"]), "STRING", "f (enum)"],
    [z.enum(Numbers), { not: "an enum", fix: "write z.enum of texts, or z.literal([1, 2]) for whole numbers" }],
  ],
  literal: [
    [z.literal("a"), "STRING", "f (literal)"],
    [z.literal([1, -2]), "INT", "f (literal)"],
    [z.literal(true), "BOOLEAN", "f (literal)"],
    [z.literal(["a", 1]), aLiteral],
    [z.literal(1.5), aLiteral],
    [z.literal(5_000_000_000), aLiteral],
    [z.literal(null), aLiteral],
  ],
  template_literal: [[z.templateLiteral(["a", z.string()]), "STRING", "f (template literal)"]],
  nullable: [
    [z.string().nullable(), "STRING?"],
    [decimal(10, 2).nullable(), "DECIMAL(10,2)?"],
  ],
  optional: [
    [z.int32().optional(), "INT?"],
    [z.string().nullish(), "STRING?"],
    [z.object({ a: z.string() }).optional(), "STRUCT<a: STRING>?"],
  ],
  nonoptional: [
    [z.string().optional().nonoptional(), "STRING"],
    [z.string().nullable().nonoptional(), "STRING?"],
    [z.string().nullish().nonoptional(), "STRING?"],
  ],
  readonly: [
    [z.string().readonly(), "STRING"],
    [z.string().optional().readonly(), "STRING?"],
  ],
  array: [
    [z.array(z.string()), "ARRAY<STRING>"],
    [z.array(z.array(z.int32())), "ARRAY<ARRAY<INT>>"],
    [z.array(z.string()).min(1), "ARRAY<STRING>", "f (min length)"],
    [z.array(z.email()), "ARRAY<STRING>", "f[] (email)"],
  ],
  record: [
    [z.record(z.string(), z.int32()), "MAP<STRING, INT>"],
    [z.record(z.enum(["a"]), z.int32()), "MAP<STRING, INT>", "f (key) (enum)"],
    [z.partialRecord(z.enum(["a"]), z.int32()), "MAP<STRING, INT>", "f (key) (enum)"],
    [z.record(z.int(), z.string()), { not: "a record", fix: "the names in a JSON object are texts: write z.record(z.string(), …)" }],
  ],
  object: [
    [z.object({ a: z.string(), b: z.object({ "c d": decimal(5, 0) }) }), "STRUCT<a: STRING, b: STRUCT<`c d`: DECIMAL(5,0)>>"],
    [z.looseObject({ a: z.string() }), "STRUCT<a: STRING>"],
    [z.strictObject({ a: z.string() }), "STRUCT<a: STRING>", "f (other fields)"],
    [z.object({ a: z.string() }).catchall(z.string()), "STRUCT<a: STRING>", "f (other fields)"],
    [z.object({ a: z.url() }).refine(() => true), "STRUCT<a: STRING>", "f (custom), f.a (url)"],
    [z.object({}), { not: "an object without fields", fix: "leave it out of the schema, or keep it as text with z.string()" }],
  ],
  union: [
    [decimal(10, 2), "DECIMAL(10,2)"],
    [decimal(38, 38), "DECIMAL(38,38)"],
    [decimal(10, 2).refine(() => true), "DECIMAL(10,2)", "f (custom)"],
    [z.union([z.string(), z.int()]), { not: "a union", fix: "give the field one type" }],
    [z.discriminatedUnion("kind", [z.object({ kind: z.literal("a") })]), { not: "a union", fix: "give the field one type" }],
  ],
  default: [[z.string().default("x"), filled]],
  prefault: [[z.string().prefault("x"), filled]],
  catch: [
    [
      z.string().catch("x"),
      { not: "replaced where it is wrong", fix: "SQL does not replace a wrong value: a record that has one is rejected" },
    ],
  ],
  pipe: [
    [z.string().transform((value) => value.length), transformed],
    [z.preprocess((value) => value, z.string()), transformed],
    [z.stringbool(), transformed],
  ],
  transform: [[z.transform((value) => value), transformed]],
  lazy: [[z.lazy(() => z.string()), { not: "a lazy", fix: "a column type has a fixed depth: write the levels out" }]],
  custom: [
    [z.custom<string>(() => true), { not: "only checked by a function", fix: text }],
    [z.instanceof(Date), { not: "only checked by a function", fix: text }],
  ],
  any: [[z.any(), { not: "an any", fix: text }]],
  unknown: [[z.unknown(), { not: "an unknown", fix: text }]],
  never: [[z.never(), { not: "a never", fix: text }]],
  void: [[z.void(), { not: "a void", fix: text }]],
  null: [[z.null(), { not: "a null", fix: text }]],
  undefined: [[z.undefined(), { not: "an undefined", fix: text }]],
  nan: [[z.nan(), { not: "a nan", fix: text }]],
  symbol: [[z.symbol(), { not: "a symbol", fix: text }]],
  intersection: [[z.intersection(z.object({ a: z.string() }), z.object({ b: z.string() })), { not: "an intersection", fix: text }]],
  tuple: [[z.tuple([z.string()]), { not: "a tuple", fix: text }]],
  map: [[z.map(z.string(), z.string()), { not: "a map", fix: text }]],
  set: [[z.set(z.string()), { not: "a set", fix: text }]],
  file: [[z.file(), { not: "a file", fix: text }]],
  promise: [[z.promise(z.string()), { not: "a promise", fix: text }]],
  success: [[z.success(z.string()), { not: "a success", fix: text }]],
  function: [[z.custom<never>(), { not: "only checked by a function", fix: text }]],
};

describe("every kind of zod schema has a faithful column type, or a diagnostic that names the field", () => {
  for (const [kind, cases] of Object.entries(kinds)) {
    cases.forEach(([schema, becomes, unenforced], i) => {
      it(`${kind} ${i + 1}: ${typeof becomes === "string" ? becomes : becomes.not}`, () => {
        const { fields, problems } = recordOf(z.object({ kept: z.string(), f: schema }), at);
        const told = problems.map(({ code, severity, message, fix }) => ({ code, severity, message, fix }));
        if (typeof becomes === "string") {
          expect(ddl(fields)).toBe(`kept STRING, f ${becomes}`);
          const warning = {
            code: "schema/not-enforced",
            severity: "warning",
            message: `SQL does not enforce these checks of the schema: ${unenforced}`,
            fix: "state what matters as expectations, or leave the checks out",
          };
          expect(told).toEqual(unenforced === undefined ? [] : [warning]);
        } else {
          const message = `"f" has no faithful column type: it is ${becomes.not}`;
          expect(told).toEqual([{ code: "schema/no-column-type", severity: "error", message, fix: becomes.fix }]);
        }
      });
    });
  }
});

describe("the path to a field", () => {
  function messages(schema: z.ZodType): readonly string[] {
    return recordOf(schema, at).problems.map((one) => one.message);
  }

  it("goes through objects, lists, maps and wrappers, and every field is told at once", () => {
    const schema = z.object({
      a: z.object({ b: z.array(z.object({ c: z.any() })).optional() }),
      d: z.record(z.string(), z.tuple([z.string()])).nullable(),
      e: z.set(z.string()).readonly(),
    });
    expect(messages(schema)).toEqual([
      '"a.b[].c" has no faithful column type: it is an any',
      '"d{}" has no faithful column type: it is a tuple',
      '"e" has no faithful column type: it is a set',
    ]);
  });

  it("leads back to an object that contains itself", () => {
    const Node = z.object({
      name: z.string(),
      get children() {
        return z.array(Node);
      },
    });
    expect(messages(Node)).toEqual(['"children[]" has no faithful column type: it is an object that contains itself']);
  });

  it("is no self-containment when one schema stands in two places", () => {
    const Place = z.object({ city: z.string() });
    expect(messages(z.object({ from: Place, to: Place }))).toEqual([]);
  });

  it("is missing where the record itself is no object", () => {
    const told = (schema: z.ZodType) => recordOf(schema, at).problems.map(({ code, message, fix }) => ({ code, message, fix }));
    const no = (is: string) => [
      { code: "schema/not-an-object", message: `a record is read by an object schema, and this is ${is}`, fix: "write z.object({ … })" },
    ];
    expect(told(z.string())).toEqual(no("a string"));
    expect(told(z.array(z.object({ a: z.string() })))).toEqual(no("an array"));
    expect(told(z.object({ a: z.string() }).nullable())).toEqual(no("a nullable"));
    expect(told(z.object({ a: z.string() }).readonly())).toEqual([]);
  });
});

describe("names of fields", () => {
  function told(schema: z.ZodType) {
    return recordOf(schema, at).problems.map(({ code, message, fix }) => ({ code, message, fix }));
  }

  it("differ in more than case, at every depth", () => {
    expect(told(z.object({ Id: z.string(), id: z.string(), in: z.object({ A: z.string(), a: z.string() }) }))).toEqual([
      {
        code: "column/duplicate",
        message: '"Id" and "id" of the record are one name: Spark compares names without case',
        fix: "leave one of them out",
      },
      {
        code: "column/duplicate",
        message: '"A" and "a" of "in" are one name: Spark compares names without case',
        fix: "leave one of them out",
      },
    ]);
  });

  it("can be written between backticks", () => {
    const fix = "leave it out of the schema";
    expect(told(z.object({ "": z.string(), "a\nb": z.string(), "${x}": z.string(), "a b`c": z.string() }))).toEqual([
      { code: "column/name", message: '"" cannot be the name of a column: it is empty', fix },
      { code: "column/name", message: '"a\nb" cannot be the name of a column: it has a control character', fix },
      { code: "column/name", message: '"${x}" cannot be the name of a column: Databricks replaces ${ by configuration, in names too', fix },
    ]);
  });

  it("leave Spark its own", () => {
    expect(told(z.object({ _corrupt_record: z.string(), in: z.object({ _corrupt_record: z.string() }) }))).toEqual([
      {
        code: "name/taken",
        message: '"_corrupt_record" is where Spark puts a record that it cannot read',
        fix: "leave it out of the schema",
      },
    ]);
  });
});

describe("comments", () => {
  it("come from describe and meta, through wrappers, the outermost first", () => {
    const schema = z.object({
      a: z.string().describe("one"),
      b: z.string().meta({ description: "two", title: "not this" }),
      c: z.string().describe("inner").optional().nullable(),
      d: z.string().describe("inner").optional().describe("outer").readonly(),
      e: decimal(5, 2).describe("price").nullable(),
      f: z.string().meta({ title: "only a title" }),
    });
    expect(recordOf(schema, at).fields.map((one) => one.comment)).toEqual(["one", "two", "inner", "outer", "price", undefined]);
  });
});

describe("decimals that do not exist", () => {
  for (const [precision, scale] of [
    [0, 0],
    [39, 2],
    [5, 6],
    [5, -1],
    [5.5, 1],
  ] as const) {
    it(`decimal(${precision}, ${scale})`, () => {
      expect(() => decimal(precision, scale)).toThrow(
        expect.objectContaining({
          diagnostics: [
            {
              code: "schema/decimal",
              severity: "error",
              message: `decimal(${precision}, ${scale}) does not exist`,
              notes: [],
              fix: "precision is 1 to 38 digits in all, scale 0 to precision of them after the point",
            },
          ],
        }) as DiagnosticError,
      );
    });
  }
});

describe("where a schema is used", () => {
  const Bad = z.object({ id: z.string(), when: z.any(), mail: z.email() });
  const line = (marker: string): number => Number(new Error(marker).stack?.split("\n")[2]?.match(/:(\d+):\d+\)?$/)?.[1] ?? 0);

  it("its problems are told once, at the place of parseJson, and what is built on it stays silent", () => {
    const events = kafka("events", { topic: "t", partitions: 1, retention: "1 day", value: z.object({ id: z.string() }) });
    const raw = streamingTable("raw", { query: events.stream() });
    const here = line("parseJson stands in the next line");
    const parsed = raw.stream().parseJson("value", Bad);
    const problems = (of: unknown) => {
      const handle = queryOf(of, "it", at);
      return handle instanceof DatasetHandle ? handle.faults : handle.problems;
    };
    const good = streamingTable("good", { query: parsed.records.select((r) => ({ id: r.value.id })) });
    const rejected = streamingTable("rejected", { query: parsed.rejected });
    const told = new Set([...problems(good), ...problems(rejected)]);
    expect([...told]).toEqual([
      {
        code: "schema/no-column-type",
        severity: "error",
        message: '"when" has no faithful column type: it is an any',
        at: { file: fromRepository(import.meta.filename), line: here + 1, column: 32 },
        notes: [],
        fix: text,
      },
      {
        code: "schema/not-enforced",
        severity: "warning",
        message: "SQL does not enforce these checks of the schema: mail (email)",
        at: { file: fromRepository(import.meta.filename), line: here + 1, column: 32 },
        notes: [],
        fix: "state what matters as expectations, or leave the checks out",
      },
    ]);
  });
});
