import type * as z from "zod";
import { type ColumnOf, columnOf, expressionOf, type Operand } from "../column/index.js";
import { type Diagnostic, DiagnosticError, error, nearest, type Place, trace } from "../diagnostic/index.js";
import { fromJsonColumn } from "../functions/index.js";
import { printType } from "../ir/index.js";
import { recordOf } from "./zod.js";
import type { FromZod } from "./zod-type.js";

/** Spark's options of reading JSON with a schema. */
export interface FromJsonOptions {
  /** What happens to a text that does not fit: it becomes NULLs, or the query fails. `PERMISSIVE` unless said otherwise. */
  readonly mode?: "PERMISSIVE" | "FAILFAST";
  readonly dateFormat?: string;
  readonly timestampFormat?: string;
  readonly timestampNTZFormat?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly enableDateTimeParsingFallback?: boolean;
  readonly allowComments?: boolean;
  readonly allowUnquotedFieldNames?: boolean;
  readonly allowSingleQuotes?: boolean;
  readonly allowNumericLeadingZeros?: boolean;
  readonly allowNonNumericNumbers?: boolean;
  readonly allowBackslashEscapingAnyCharacter?: boolean;
  readonly allowUnquotedControlChars?: boolean;
}

const known: { readonly [K in keyof Required<FromJsonOptions>]: "text" | "boolean" | readonly string[] } = {
  mode: ["PERMISSIVE", "FAILFAST"],
  dateFormat: "text",
  timestampFormat: "text",
  timestampNTZFormat: "text",
  timeZone: "text",
  locale: "text",
  enableDateTimeParsingFallback: "boolean",
  allowComments: "boolean",
  allowUnquotedFieldNames: "boolean",
  allowSingleQuotes: "boolean",
  allowNumericLeadingZeros: "boolean",
  allowNonNumericNumbers: "boolean",
  allowBackslashEscapingAnyCharacter: "boolean",
  allowUnquotedControlChars: "boolean",
};

/** What is read may be NULL at every depth. */
type AnyNull<S> = S extends null
  ? null
  : S extends readonly (infer E)[]
    ? (AnyNull<E> | null)[]
    : S extends ReadonlyMap<infer K, infer V>
      ? ReadonlyMap<K, AnyNull<V> | null>
      : S extends object
        ? { [F in keyof S]: AnyNull<S[F]> | null }
        : S;

/**
 * `from_json(text, schema, options)`: JSON text as a struct, by a zod schema. What does not fit is NULL and nothing says so: a malformed
 * text is a struct of NULLs, a value of another type is NULL, and NULL or blank text is NULL. So every field may be NULL, whatever the schema
 * says. `parseJson` tells good records from bad ones and is what to use for whole messages; this is for a text inside a row.
 * `fromJson(o.address, z.object({ city: z.string() })).city`
 */
export function fromJson<Z extends z.ZodObject>(
  text: Operand<"string">,
  schema: Z,
  options: FromJsonOptions = {},
): ColumnOf<AnyNull<FromZod<Z>> | null> {
  const at = trace(fromJson).place();
  const operand = expressionOf(text);
  const { fields, problems } = recordOf(schema, trace(fromJson));
  const found: Diagnostic[] = problems.filter((one) => one.severity === "error");
  if (operand.type.kind !== "string") {
    found.push(
      error("function/operand", `operand 1 of from_json is ${printType(operand.type)}, and from_json takes STRING there`, {
        at,
        fix: "cast it, or use another column",
      }),
    );
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  for (const [name, value] of given) found.push(...faultOf(name, value, at));
  if (found.length > 0) throw new DiagnosticError(found);
  const written = given.map(([name, value]) => [name, String(value)] as const);
  return columnOf<AnyNull<FromZod<Z>> | null>(fromJsonColumn(operand, fields, written));
}

function faultOf(name: string, value: unknown, at: Place | undefined): readonly Diagnostic[] {
  const takes = Object.hasOwn(known, name) ? known[name as keyof FromJsonOptions] : undefined;
  const told = (message: string, fix: string) => [error("json/unknown-option", message, { at, fix })];
  if (takes === undefined) {
    const names = Object.keys(known);
    const close = nearest(name, names);
    return told(`from_json has no option "${name}"; it has ${names.join(", ")}`, close === undefined ? "leave it out" : `write ${close}`);
  }
  if (takes === "text") return typeof value === "string" ? [] : told(`the option ${name} of from_json is a text`, "write it in quotes");
  if (takes === "boolean")
    return typeof value === "boolean" ? [] : told(`the option ${name} of from_json is true or false`, "write one of them");
  return takes.some((one) => one === value)
    ? []
    : told(
        `the option ${name} of from_json is ${takes.join(" or ")}`,
        'leave it out, or write one of them; bad records go to "rejected" of parseJson',
      );
}
