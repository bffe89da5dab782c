import type { Diagnostic, Severity } from "./diagnostic.js";
import type { Place } from "./place.js";
import { readSourceLine } from "./source-line.js";
import { cut, type Palette, palette, printable, widthOf } from "./terminal.js";

export interface PrintOptions {
  readonly color: boolean;
}

const marks: Readonly<Record<Severity, string>> = { error: "✘", warning: "⚠" };

/**
 * Diagnostics as people read them, each with the line of source it is about, and a count when there are several. Empty for none,
 * otherwise ends with a newline.
 *
 *     ✘ column/unknown: no column "chanel" in orders
 *
 *         pipelines/pos/silver.ts:31:19
 *         31 │   .where((o) => o.chanel.eq("web"))
 *            │                   ~~~~~~
 *         orders has order_id, customer_id, placed_at
 *         fix: did you mean "channel"?
 */
export function printDiagnostics(diagnostics: readonly Diagnostic[], { color }: PrintOptions): string {
  const style = palette(color);
  const summary = diagnostics.length > 1 ? [`${style.bold(summaryOf(diagnostics))}\n`] : [];
  return [...diagnostics.map((one) => printOne(one, style)), ...summary].join("\n");
}

/** `2 errors, 1 warning` */
function summaryOf(diagnostics: readonly Diagnostic[]): string {
  return (["error", "warning"] as const)
    .map((severity) => ({ severity, count: diagnostics.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`)
    .join(", ");
}

function printOne({ code, severity, message, at, notes, fix }: Diagnostic, style: Palette): string {
  const mark = severity === "error" ? style.red : style.yellow;
  const [head = "", ...rest] = linesOf(message);
  const body = [
    ...rest,
    ...(at ? printPlace(at, style, mark) : []),
    ...notes.flatMap((note) => [...linesOf(note.message), ...(note.at ? printPlace(note.at, style, style.cyan) : [])]),
    ...(fix === undefined ? [] : [`${style.green("fix:")} ${linesOf(fix).join(" ")}`]),
  ];
  const title = `${mark(`${marks[severity]} ${code}:`)} ${style.bold(head)}\n`;
  return body.length === 0 ? title : `${title}\n${body.map((line) => `    ${line}\n`).join("")}`;
}

function printPlace(place: Place, style: Palette, mark: Palette["red"]): string[] {
  const { file, line, column } = place;
  const head = style.cyan(column === undefined ? `${file}:${line}` : `${file}:${line}:${column}`);
  const source = readSourceLine(place);
  if (source === undefined || source.trim() === "") return [head];
  const number = String(line);
  const { text, before, marked } = windowOf(source, column);
  const frame = [`${style.dim(`${number} │`)} ${text}`];
  if (column !== undefined && column <= source.length) {
    frame.push(`${style.dim(`${" ".repeat(number.length)} │`)} ${" ".repeat(before)}${mark(marked > 1 ? "~".repeat(marked) : "^")}`);
  }
  return [head, ...frame];
}

const windowColumns = 120;

interface Window {
  readonly text: string;
  /** Terminal columns in front of the word that is meant, and those of the word. */
  readonly before: number;
  readonly marked: number;
}

/** The part of a line that is shown: all of it, unless it is too long. */
function windowOf(source: string, column = 1): Window {
  const at = column - 1;
  const from = at > windowColumns - 40 ? at - 40 : 0;
  const before = `${from > 0 ? "…" : ""}${plain(source.slice(from, at))}`;
  const word = /^[\p{L}\p{N}_$]+/u.exec(source.slice(at))?.[0] ?? "";
  const text = cut(before + plain(source.slice(at, at + 4 * windowColumns)), windowColumns);
  return { text, before: widthOf(before), marked: Math.min(widthOf(word), Math.max(1, widthOf(text) - widthOf(before))) };
}

/** A tab counts as one column in a place, so it is shown as one: the mark below must stand under its word. */
function plain(text: string): string {
  return printable(text.replaceAll("\t", " "));
}

function linesOf(text: string): string[] {
  return text.split("\n").map((line) => printable(line.replaceAll("\t", "  ")).trimEnd());
}
