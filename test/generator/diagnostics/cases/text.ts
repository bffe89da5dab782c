import { like, lpad, mask, regexpExtract, regexpReplace, rlike } from "#generator";
import { js, sales } from "../shop.js";
import { type Case, error, placesIn, wrote } from "../told.js";

const at = placesIn(import.meta.url);

/** Mistakes in patterns, replacements and other texts that are written out. */
export const text: readonly Case[] = [
  wrote(
    "a regular expression whose group is not closed",
    () => sales.where((sale) => rlike(sale.id, "^(a|b")),
    error("regex/invalid", "rlike: a group that is not closed", {
      at: at('sales.where((sale) => ▸rlike(sale.id, "^(a|b")'),
      notes: ["the pattern is ^(a|b", "at character 6 of it"],
      fix: "write a regular expression of java.util.regex; a backslash before a sign makes it literal",
    }),
  ),
  wrote(
    "a group that the pattern does not have",
    () => sales.select((sale) => ({ code: regexpExtract(sale.id, "[A-Z]+") })),
    error("regex/group", "regexp_extract asks for group 1, and the pattern has none", {
      at: at('({ code: ▸regexpExtract(sale.id, "[A-Z]+")'),
      notes: ["the pattern is [A-Z]+"],
      fix: "put parentheses around what is wanted, or ask for group 0, which is all of the match",
    }),
  ),
  wrote(
    "a replacement with a dollar that means none",
    () => sales.select((sale) => ({ price: regexpReplace(sale.id, "EUR", "$") })),
    error("regex/replacement", "regexp_replace: $ is followed by the number of a group, or is written \\$", {
      at: at('({ price: ▸regexpReplace(sale.id, "EUR", "$")'),
      notes: ["the replacement is $", "at character 1 of it"],
      fix: `groups are written $1 or \${name}; $ and \\ that mean themselves have a backslash before them`,
    }),
  ),
  wrote(
    "a LIKE pattern with a stray backslash",
    () => sales.where((sale) => like(sale.id, "C:\\temp%")),
    error("like/invalid", "like: the escape \\ at character 3 of the pattern stands before t", {
      at: at('sales.where((sale) => ▸like(sale.id, "C:'),
      notes: ["the pattern is C:\\temp%"],
      fix: "write \\\\ for the character itself",
    }),
  ),
  wrote(
    "a mask of two characters",
    () => sales.select((sale) => ({ id: mask(sale.id, "XX") })),
    error("function/operand", "operand 2 of mask is STRING, and mask takes one character that is written out there", {
      at: at('({ id: ▸mask(sale.id, "XX")'),
      fix: "cast it, or use another column",
    }),
  ),
  wrote(
    "one operand too many",
    () => sales.select((sale) => ({ id: js(lpad)(sale.id, 8, "0", "1") })),
    error("function/operand", "operand 4 of lpad is STRING, and lpad takes no more operands there", {
      at: at('js(lpad)▸(sale.id, 8, "0", "1")'),
      fix: "cast it, or use another column",
    }),
  ),
];
