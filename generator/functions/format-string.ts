/** A part of a format of Java's Formatter: a text, or how an operand is written. */
export type FormatPart =
  | string
  | {
      /** As it stands in the format. */
      readonly text: string;
      /** Which of the operands, from 0. */
      readonly operand: number;
      readonly conversion: "s" | "d" | "x" | "X" | "f";
      readonly flags: string;
      readonly width: number;
      readonly precision: number | undefined;
    };

/** Flags that go with a conversion. */
const flagsOf: { readonly [conversion: string]: RegExp } = { s: /^-?$/, d: /^[-0+ ,(]*$/, x: /^[-0]?$/, X: /^[-0]?$/, f: /^[-0+ ,(]*$/ };

/** Reads a format; undefined when it has something that the emulator does not write, or Java does not read. */
export function parseFormat(format: string): readonly FormatPart[] | undefined {
  const parts: FormatPart[] = [];
  let next = 0;
  let at = 0;
  const pattern = /%(?:(\d+)\$)?([-#+ 0,(]*)([1-9]\d*)?(?:\.(\d+))?([a-zA-Z%])/y;
  while (at < format.length) {
    if (format[at] !== "%") {
      const end = format.indexOf("%", at);
      parts.push(format.slice(at, end < 0 ? format.length : end));
      at = end < 0 ? format.length : end;
      continue;
    }
    pattern.lastIndex = at;
    const found = pattern.exec(format);
    if (!found) return undefined;
    const [text, index, flags = "", width, precision, conversion = ""] = found;
    at += text.length;
    if (text === "%%" || text === "%n") {
      parts.push(text === "%%" ? "%" : "\n");
      continue;
    }
    const allowed = flagsOf[conversion];
    if (!allowed?.test(flags) || new Set(flags).size !== flags.length || Number(width ?? 0) > 10_000 || Number(precision ?? 0) > 1000)
      return undefined;
    // What Java refuses to see together, and what has no width to fill.
    if ((/-/.test(flags) && /0/.test(flags)) || (/\+/.test(flags) && / /.test(flags)) || (/[-0]/.test(flags) && width === undefined))
      return undefined;
    if (precision !== undefined && conversion !== "s" && conversion !== "f") return undefined;
    if (index === "0") return undefined;
    parts.push({
      text,
      operand: index === undefined ? next++ : Number(index) - 1,
      conversion: conversion as "s" | "d" | "x" | "X" | "f",
      flags,
      width: Number(width ?? 0),
      precision: precision === undefined ? undefined : Number(precision),
    });
  }
  return parts;
}
