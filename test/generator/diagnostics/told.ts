import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { materializedView, pipeline, streamingTable } from "#generator";
import { compile } from "../../../generator/build/index.js";
import { type Diagnostic, DiagnosticError, fromRepository, type Place } from "../../../generator/diagnostic/index.js";
import { PipelineDefinition } from "../../../generator/dsl/index.js";
import { js, returns, sales } from "./shop.js";

/** Everything that is told of a pipeline, of datasets beside those of the shop, or of the query of one; errors and warnings, in the order of the telling. */
export function told(write: () => unknown): readonly Diagnostic[] {
  try {
    return compile(definitionOf(write())).warnings;
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics;
    throw failure;
  }
}

function definitionOf(written: unknown): PipelineDefinition {
  if (written instanceof PipelineDefinition) return written;
  const datasets: readonly unknown[] = Array.isArray(written) ? written : [holding(written)];
  return pipeline("shop", {
    datasets: { bronze: { sales, returns }, silver: Object.fromEntries(datasets.map((one, i) => [`d${i}`, one])) },
  });
}

function holding(query: unknown): unknown {
  return js(query).mode === "stream" ? streamingTable("probe", { query: js(query) }) : materializedView("probe", { query: js(query) });
}

/**
 * Finds a place in a file by its text: `▸` stands where the place is, inside the text, so that the text of the search is not found itself.
 * `placesIn(import.meta.url)("sales.▸where((sale) => sale.chanel")`
 */
export function placesIn(url: string): (marked: string) => Place {
  const path = fileURLToPath(url);
  const source = readFileSync(path, "utf8");
  return (marked) => {
    const [before = "", after = "", ...more] = marked.split("▸");
    const start = source.indexOf(before + after);
    if (before === "" || after === "" || more.length > 0) throw new Error(`"${marked}" needs one ▸ inside`);
    if (start < 0 || source.includes(before + after, start + 1))
      throw new Error(`"${before + after}" does not stand in ${path} exactly once`);
    const lines = source.slice(0, start + before.length).split("\n");
    return { file: fromRepository(path), line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
  };
}

/** One way to provoke diagnostics, and every word of what is told then. */
export interface Case {
  readonly what: string;
  readonly provoke: () => readonly Diagnostic[] | Promise<readonly Diagnostic[]>;
  readonly tells: readonly Diagnostic[];
}

/** A case of code that a user wrote. */
export function wrote(what: string, write: () => unknown, ...tells: readonly Diagnostic[]): Case {
  return { what, provoke: () => told(write), tells };
}

interface More {
  readonly at?: Place;
  readonly notes?: readonly string[];
  readonly fix?: string;
}

/** An error as it is expected. */
export function error(code: Diagnostic["code"], message: string, { notes = [], ...rest }: More = {}): Diagnostic {
  return { code, severity: "error", message, notes: notes.map((note) => ({ message: note })), ...rest };
}

/** A warning as it is expected. */
export function warning(code: Diagnostic["code"], message: string, more: More = {}): Diagnostic {
  return { ...error(code, message, more), severity: "warning" };
}
