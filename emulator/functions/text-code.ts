import { DuckDBBlobValue } from "@duckdb/node-api";
import { type FormatPart, parseFormat } from "../../generator/functions/format-string.js";
import { isOfCategory } from "../regex/category.js";
import type { Value } from "../row.js";
import { type Body, SparkError } from "./body.js";
import { wellFormed } from "./code-point.js";
import { formatFloat, formatNumber, grouped } from "./number-format.js";
import { ofLength } from "./text-size.js";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export const textCodeBodies: { readonly [name: string]: Body } = {
  unbase64: { compile: () => (text: string) => new DuckDBBlobValue(unbase64(text)) },
  decode: {
    compile: () => (bytes: DuckDBBlobValue) => {
      try {
        return decoder.decode(bytes.bytes);
      } catch {
        throw new SparkError("MALFORMED_CHARACTER_CODING", "Invalid value found when performing `decode` with UTF-8");
      }
    },
  },
  url_encode: {
    compile: () => (text: string) =>
      encodeURIComponent(text)
        .replaceAll("%20", "+")
        .replace(/[!'()~]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
  },
  url_decode: { compile: () => urlDecode },
  try_url_decode: {
    compile: () => (text: string) => {
      try {
        return urlDecode(text);
      } catch (failure) {
        if (failure instanceof SparkError && failure.message.startsWith("[CANNOT_DECODE_URL]")) return null;
        throw failure;
      }
    },
  },
  luhn_check: { compile: () => luhn },
  mask: { compile: () => mask },
  format_number: { compile: () => formatNumber },
  format_string: {
    readsNull: true,
    compile: ({ parameters: { format }, takes }) => {
      const parts = parseFormat(String(format)) ?? [];
      const bits = takes.map(({ kind }) => ({ tinyint: 8, smallint: 16, int: 32, bigint: 64 })[String(kind)] ?? 0);
      return (...values: readonly Value[]) =>
        parts
          .map((part) => (typeof part === "string" ? part : written(part, values[part.operand] ?? null, bits[part.operand] ?? 0)))
          .join("");
    },
  },
};

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** As Java's decoder for MIME reads it: what is not of the alphabet is skipped, and nothing follows the padding. */
function unbase64(text: string): Uint8Array {
  const [body = "", ...rest] = text.split("=");
  const digits = [...body].filter((one) => alphabet.includes(one)).join("");
  const after = rest.join("=");
  const left = digits.length % 4;
  const padding = rest.length === 0 ? "" : `=${after}`;
  const isGood = rest.length === 0 ? left !== 1 : left === 2 ? padding.startsWith("==") : left === 3;
  if (!isGood || [...after].some((one) => alphabet.includes(one))) {
    throw new SparkError("EMULATOR_REFUSES", "unbase64: Spark fails for this text with an error that has no condition");
  }
  return new Uint8Array(Buffer.from(digits, "base64"));
}

function urlDecode(text: string): string {
  const plain = text.replaceAll("+", " ");
  return plain.replace(/(?:%(?:[0-9A-Fa-f]{2})?)+/g, (escapes, at: number) => {
    const bytes: number[] = [];
    for (let i = 0; i < escapes.length; i += 3) {
      const digits = escapes.slice(i + 1, i + 3);
      if (digits.length < 2 || digits.includes("%")) {
        const next = text.slice(at + i + 1, at + i + 3);
        if (/[^\0-\x7f]|^\+/.test(next))
          throw new SparkError("EMULATOR_REFUSES", "url_decode: the emulator reads digits of ASCII only after %");
        throw new SparkError(
          "CANNOT_DECODE_URL",
          `The provided URL cannot be decoded: ${text}. Please ensure that the URL is properly formatted and try again.`,
        );
      }
      bytes.push(Number.parseInt(digits, 16));
    }
    try {
      return decoder.decode(Uint8Array.from(bytes));
    } catch {
      throw new SparkError("EMULATOR_REFUSES", "url_decode: the emulator decodes UTF-8 only");
    }
  });
}

function luhn(text: string): boolean {
  if (!/^[0-9]+$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(text.length - 1 - i) - 48;
    const counted = i % 2 === 1 ? 2 * digit : digit;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}

const [isUpper, isLower, isDigit] = [isOfCategory("Lu"), isOfCategory("Ll"), isOfCategory("Nd")];

function mask(text: string, upper = "X", lower = "x", digit = "n", other?: string): string {
  let masked = "";
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    masked += isUpper(code) ? upper : isLower(code) ? lower : isDigit(code) ? digit : (other ?? character);
  }
  return masked;
}

/** An operand as a format writes it. */
function written({ conversion, flags, width, precision }: Exclude<FormatPart, string>, value: Value, bits: number): string {
  const left = flags.includes("-");
  const fill = (text: string): string => (left ? text.padEnd(width) : text.padStart(width));
  return ofLength(width, () => {
    if (value === null) return fill((conversion === "X" ? "NULL" : "null").slice(0, precision));
    if (conversion === "s") return fill(precision === undefined ? String(value) : wellFormed(String(value).slice(0, precision)));
    if (conversion === "x" || conversion === "X") {
      const digits = BigInt.asUintN(bits, BigInt(value as number | bigint)).toString(16);
      const text = conversion === "X" ? digits.toUpperCase() : digits;
      return flags.includes("0") ? text.padStart(width, "0") : fill(text);
    }
    if (conversion === "f" && !Number.isFinite(value)) throw new SparkError("EMULATOR_REFUSES", "the emulator formats finite numbers only");
    const text = conversion === "f" ? formatFloat(Number(value), precision ?? 6) : String(value);
    const negative = text.startsWith("-");
    const digits = negative ? text.slice(1) : text;
    const body = flags.includes(",") ? grouped(digits) : digits;
    const [before, after] = negative
      ? flags.includes("(")
        ? ["(", ")"]
        : ["-", ""]
      : [flags.includes("+") ? "+" : flags.includes(" ") ? " " : "", ""];
    const zeros = flags.includes("0") ? body.padStart(width - before.length - after.length, "0") : body;
    return fill(before + zeros + after);
  });
}
