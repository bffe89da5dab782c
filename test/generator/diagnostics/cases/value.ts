import * as z from "zod";
import { big, bytes, coalesce, day, dec, decimal, fromJson, greatest, instant, nullOf, wallTime, when } from "#generator";
import { DiagnosticError } from "../../../../generator/diagnostic/index.js";
import type { Query } from "../../../../generator/dsl/query.js";
import { writeDuckdbQuery } from "../../../../generator/sql/index.js";
import { type Js, js, sales } from "../shop.js";
import { type Case, error, placesIn, wrote } from "../told.js";

const at = placesIn(import.meta.url);
const castIt = "cast it, or use another column";

/** Mistakes in values, literals and functions. */
export const value: readonly Case[] = [
  wrote(
    "an operand of another family",
    () => js(sales).select((sale: Js) => ({ n: sale.quantity.plus(sale.id) })),
    error("function/operand", "operand 2 of + is STRING, and + takes a number there", {
      at: at("sale.quantity.▸plus(sale.id)"),
      fix: castIt,
    }),
  ),
  wrote(
    "a comparison with nothing",
    () => js(sales).where((sale: Js) => sale.online.eq(undefined)),
    error("literal/not-a-value", "undefined is neither a column nor a plain value", {
      at: at("sale.online.▸eq(undefined)"),
      fix: 'write a column, a text, a whole number, true or false; dec("1.50"), double(1.5), big(1n), day("2024-02-29") and instant("2024-02-29T00:00:00Z") make the other literals',
    }),
  ),
  wrote(
    "a comparison of unlike values",
    () => js(sales).where((sale: Js) => sale.id.eq(1)),
    error("function/operand", "operand 2 of = is INT, and = takes STRING there", { at: at("sale.id.▸eq(1)"), fix: castIt }),
  ),
  wrote(
    "an option that from_json does not have",
    () => sales.select((sale) => ({ read: js(fromJson)(sale.id, z.object({ a: z.string() }), { datFormat: "yyyy" }) })),
    error(
      "json/unknown-option",
      'from_json has no option "datFormat"; it has mode, dateFormat, timestampFormat, timestampNTZFormat, timeZone, locale, enableDateTimeParsingFallback, allowComments, allowUnquotedFieldNames, allowSingleQuotes, allowNumericLeadingZeros, allowNonNumericNumbers, allowBackslashEscapingAnyCharacter, allowUnquotedControlChars',
      { at: at("js(fromJson)▸(sale.id, z.object({ a: z.string() }), { dat"), fix: "write dateFormat" },
    ),
  ),
  wrote(
    "a mode that from_json does not have",
    () => sales.select((sale) => ({ read: js(fromJson)(sale.id, z.object({ a: z.string() }), { mode: "DROPMALFORMED" }) })),
    error("json/unknown-option", "the option mode of from_json is PERMISSIVE or FAILFAST", {
      at: at('js(fromJson)▸(sale.id, z.object({ a: z.string() }), { mode: "DROP'),
      fix: 'leave it out, or write one of them; bad records go to "rejected" of parseJson',
    }),
  ),
  wrote(
    "JSON text that is no text",
    () => sales.select((sale) => ({ read: js(fromJson)(sale.quantity, z.object({ a: z.string() })) })),
    error("function/operand", "operand 1 of from_json is INT, and from_json takes STRING there", {
      at: at("js(fromJson)▸(sale.quantity"),
      fix: castIt,
    }),
  ),
  wrote(
    "the greatest of one",
    () => sales.select((sale) => ({ most: js(greatest)(sale.quantity) })),
    error("function/operand", "operand 2 of greatest is missing, and greatest takes a second value there", {
      at: at("js(greatest)▸(sale.quantity)"),
      fix: "hand it over too",
    }),
  ),
  wrote(
    "in nothing",
    () => sales.where((sale) => sale.id.in([])),
    error("function/operand", "in takes at least one value", { at: at("sale.id.▸in([])"), fix: "list the values, as in .in([1, 2])" }),
  ),
  wrote(
    "an element from the end",
    () => sales.select((sale) => ({ last: sale.tags.at(-1) })),
    error("function/operand", "at takes a whole number from 0", {
      at: at("sale.tags.▸at(-1)"),
      fix: "write the position out, as in .at(0)",
    }),
  ),
  wrote(
    "a split into characters",
    () => sales.select((sale) => ({ all: sale.id.split("") })),
    error("function/operand", "split takes a separator of at least one character", {
      at: at('sale.id.▸split("")'),
      fix: 'write it out, as in .split(",")',
    }),
  ),
  wrote(
    "a cast Spark does not have",
    () => js(sales).select((sale: Js) => ({ day: sale.quantity.cast("date") })),
    error("function/operand", "Spark does not cast INT to DATE", {
      at: at('sale.quantity.▸cast("date")'),
      fix: "INT can be cast to boolean, tinyint, smallint, int, bigint, float, double, decimal, string, timestamp",
    }),
  ),
  wrote(
    "a cast to no type",
    () => js(sales).select((sale: Js) => ({ n: sale.quantity.cast("decimal(39,2)") })),
    error("function/operand", '"decimal(39,2)" is no type that values are cast to', {
      at: at('sale.quantity.▸cast("decimal(39,2)")'),
      fix: "types are boolean, tinyint, smallint, int, bigint, float, double, string, binary, date, timestamp, timestamp_ntz and decimal(precision,scale)",
    }),
  ),
  wrote(
    "a fallback of another type",
    () => js(sales).select((sale: Js) => ({ store: coalesce(sale.store, js(0)) })),
    error("function/operand", "operand 2 of coalesce is INT, and coalesce takes STRING there", {
      at: at("store: ▸coalesce("),
      fix: castIt,
    }),
  ),
  wrote(
    "branches of two types",
    () => js(sales).select((sale: Js) => ({ n: when(sale.online, "web").otherwise(js(0)) })),
    error("function/operand", "the branches of when give STRING and INT", {
      at: at('when(sale.online, "web").▸otherwise'),
      fix: "cast one of them",
    }),
  ),
  wrote(
    "a branch without a condition",
    () => js(sales).select((sale: Js) => ({ n: when(sale.quantity, "some").end() })),
    error("expression/not-boolean", "the condition of when is INT, not BOOLEAN", {
      at: at('n: ▸when(sale.quantity, "some")'),
      fix: "compare it with something, as in .eq(…) or .gt(…)",
    }),
  ),
  wrote(
    "a fraction",
    () => sales.where((sale) => sale.amount.gt(1.5)),
    error("literal/not-whole", "1.5 could be a DECIMAL or a DOUBLE", {
      at: at("sale.amount.▸gt(1.5)"),
      fix: 'write dec("1.5") for the exact number or double(1.5) for the nearest binary one',
    }),
  ),
  wrote(
    "a number beyond INT",
    () => sales.where((sale) => sale.quantity.lt(2_147_483_648)),
    error("literal/too-big", "2147483648 does not fit INT", { at: at("sale.quantity.▸lt(2_147_483_648)"), fix: "write big(2147483648n)" }),
  ),
  wrote(
    "a decimal with a comma",
    () => sales.where((sale) => sale.amount.gt(dec("1,50"))),
    error("literal/malformed", '"1,50" is not a decimal of at most 38 digits, as in dec("1.50")', { at: at('gt(▸dec("1,50"))') }),
  ),
  wrote(
    "a whole number beyond BIGINT",
    () => sales.where((sale) => sale.quantity.lt(big(9_223_372_036_854_775_808n))),
    error("literal/malformed", '"9223372036854775808" is not a BIGINT: it needs more than 64 bits', { at: at("lt(▸big(9_223") }),
  ),
  wrote(
    "a day that no calendar has",
    () => sales.where((sale) => sale.sold_at.toDate().eq(day("2023-02-29"))),
    error("literal/malformed", '"2023-02-29" is not a day, as in day("2024-02-29")', { at: at('eq(▸day("2023-02-29")') }),
  ),
  wrote(
    "an instant without a zone",
    () => sales.where((sale) => sale.sold_at.lt(instant("2024-02-29T12:00:00"))),
    error("literal/malformed", '"2024-02-29T12:00:00" is not an instant with its zone, as in instant("2024-02-29T12:00:00Z")', {
      at: at('lt(▸instant("2024-02-29T12:00:00")'),
    }),
  ),
  wrote(
    "a wall clock's time with a zone",
    () => sales.select(() => ({ opens: wallTime("2024-02-29T12:00:00Z") })),
    error("literal/malformed", '"2024-02-29T12:00:00Z" is not a time without a zone, as in wallTime("2024-02-29T12:00:00")', {
      at: at('opens: ▸wallTime("2024-02-29T12:00:00Z")'),
    }),
  ),
  wrote(
    "an instant after all that are",
    () => sales.where((sale) => sale.sold_at.lt(instant("+294248-01-01T00:00:00Z"))),
    error("literal/malformed", '"+294248-01-01T00:00:00Z" is not an instant with its zone, as in instant("2024-02-29T12:00:00Z")', {
      at: at('lt(▸instant("+294248-01-01T00:00:00Z")'),
    }),
  ),
  wrote(
    "half a byte",
    () => sales.select(() => ({ key: bytes("00f") })),
    error("literal/malformed", '"00f" is not bytes in hexadecimal digits, as in bytes("00ff")', { at: at('key: ▸bytes("00f")') }),
  ),
  wrote(
    "NULL of a type that is none",
    () => sales.select(() => ({ none: nullOf("decimal(39,2)") })),
    error("literal/malformed", '"decimal(39,2)" is not a type, as in nullOf("decimal(10,2)")', {
      at: at('none: ▸nullOf("decimal(39,2)")'),
    }),
  ),
  wrote(
    "a decimal of 40 digits in a schema",
    () => decimal(40, 2),
    error("schema/decimal", "decimal(40, 2) does not exist", {
      at: at("() => ▸decimal(40, 2)"),
      fix: "precision is 1 to 38 digits in all, scale 0 to precision of them after the point",
    }),
  ),
  {
    what: "structs compared in the emulator",
    provoke: () => refusedByDuckdb(js(sales).where((sale: Js) => sale.address.eq(sale.address))),
    tells: [
      error(
        "dialect/refused",
        "the emulator does not compare STRUCT<city: STRING, zip: STRING> in =: DuckDB orders a NULL inside it otherwise than Spark",
        {
          fix: "compare its fields",
        },
      ),
    ],
  },
];

/** What the emulator says of a query; it adds the dataset's place when it plans a whole pipeline. */
function refusedByDuckdb(query: Query) {
  if (!query.relation) throw new Error("the query has mistakes of its own");
  try {
    writeDuckdbQuery(query.relation, { source: () => "source", dataset: () => "dataset", ansi: true, javascript: () => "from_json" });
    return [];
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics;
    throw failure;
  }
}
