import * as z from "zod";
import { type Column, type ColumnOf, columnOf, expressionOf } from "../column/index.js";
import { DiagnosticError, error, trace } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import { asBatch, Query, queryOf } from "./query.js";
import type { Batch } from "./relation-type.js";
import { recordOf } from "./zod.js";
import type { FromZod } from "./zod-type.js";

declare const place: unique symbol;

/** Where an operand, or a relation that is read, stands in a text: only inside `sql`. */
export declare abstract class Place {
  protected readonly [place]: true;
}

/** A text in SQL, made by `sql`. */
export class RawSql {
  readonly parts: readonly (string | number)[];

  constructor(parts: readonly (string | number)[]) {
    this.parts = parts;
  }
}

class WrittenPlace {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** A text in SQL, for `raw` and `rawRelation`. What is put in is what the text is given, and nothing else. */
export function sql(texts: TemplateStringsArray, ...given: readonly Place[]): RawSql {
  const parts = texts.raw.flatMap((written, i): readonly (string | number)[] => {
    const before = given[i - 1] as unknown;
    const text = written.replaceAll("\\`", "`");
    if (i === 0) return [text];
    if (before instanceof WrittenPlace) return [before.index, text];
    throw malformed("sql is given only what its function is given", "hand it over as an operand, or write it into the text");
  });
  return new RawSql(parts.filter((part) => part !== ""));
}

/** The text for a dialect, of what it is given in order; or why there is none. */
type Writer = ((...given: readonly Place[]) => RawSql) | { readonly refuse: string };

/** A text for every dialect: nothing is taken from one to another. */
interface Texts {
  readonly databricks: Writer;
  /** Open-source Spark. */
  readonly spark: Writer;
  /** The emulator. */
  readonly duckdb: Writer;
}

/**
 * A value in SQL of your own, where no function says it: a text for every dialect and the type it gives. Nothing proves that the texts
 * agree, so the manifest lists it as unproven. Operands are put in as columns are written, in parentheses where they need them.
 * `raw({ gives: z.string(), databricks: (x) => sql\`soundex(${x})\`, spark: (x) => sql\`soundex(${x})\`, duckdb: { refuse: "DuckDB has none" } }, o.name)`
 */
export function raw<Z extends z.ZodType>(
  texts: Texts & { readonly gives: Z },
  ...operands: readonly (Column<unknown> | string | number | boolean)[]
): ColumnOf<FromZod<Z>> {
  const at = trace(raw);
  const { fields, problems } = recordOf(z.object({ value: texts.gives }), at);
  const wrong = problems.filter((one) => one.severity === "error");
  const [slot] = fields;
  if (wrong.length > 0 || !slot) throw new DiagnosticError(wrong);
  return columnOf<FromZod<Z>>(ir.raw(textsOf(texts, operands.length), operands.map(expressionOf), slot));
}

/**
 * A batch in SQL of your own, where no operator says it: a query for every dialect and the columns it gives, by name. It reads what `reads`
 * names and nothing else. Nothing proves that the texts agree, so the manifest lists it as unproven.
 * `rawRelation({ columns: z.object({ id: z.string() }), reads: [orders], databricks: (o) => sql\`SELECT id FROM ${o} TABLESAMPLE (10 PERCENT)\`, … })`
 */
export function rawRelation<Z extends z.ZodObject>(
  relation: Texts & { readonly columns: Z; readonly reads: readonly { readonly mode: "batch" }[] },
): Batch<FromZod<Z>> {
  const at = trace(rawRelation);
  const { fields, problems } = recordOf(relation.columns, at);
  const reads = relation.reads.map((one, i) => queryOf(one, `what is read at ${i + 1}`, at));
  return asBatch<FromZod<Z>>(
    Query.of(at, reads, "raw", (inputs) => ir.rawRelation(textsOf(relation, inputs.length), inputs, fields), problems),
  );
}

function textsOf({ databricks, spark, duckdb }: Texts, count: number): ir.RawTexts {
  const places = Array.from({ length: count }, (_, i) => new WrittenPlace(i) as unknown as Place);
  const written = (name: string, writer: Writer): ir.RawText => {
    if (typeof writer !== "function") {
      if (typeof writer?.refuse === "string") return { refuse: writer.refuse };
      throw malformed(`there is no text for ${name}`, 'write one, or { refuse: "…" } with the reason');
    }
    const text: unknown = writer(...places);
    if (!(text instanceof RawSql)) throw malformed(`the text for ${name} is not made by sql`, "make it with sql`…`");
    check(name, text);
    return text.parts;
  };
  return { databricks: written("databricks", databricks), spark: written("spark", spark), duckdb: written("duckdb", duckdb) };
}

/** What would reach beyond its place in a notebook. */
function check(name: string, { parts }: RawSql): void {
  const text = parts.map((part) => (typeof part === "number" ? "?" : part)).join("");
  if (text.trim() === "") throw malformed(`the text for ${name} is empty`);
  if (text.includes("${"))
    throw malformed(`the text for ${name} has \${, which Databricks replaces by configuration`, "write it in another way");
  if (/--|\/\*/.test(text)) throw malformed(`the text for ${name} has a comment in it`, "say it in TypeScript");
}

function malformed(message: string, fix?: string): DiagnosticError {
  return new DiagnosticError([error("raw/malformed", message, { fix })]);
}
