import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Table } from "#generator";
import { materializedView, pipeline, streamingTable } from "#generator";
import { compile } from "../../../generator/build/index.js";
import { type Diagnostic, DiagnosticError, fromRepository, type Place } from "../../../generator/diagnostic/index.js";
import { PipelineDefinition } from "../../../generator/dsl/index.js";

/** What a user wrote: a pipeline, its datasets, or a query that a dataset would have. */
type Written = PipelineDefinition | readonly unknown[] | { readonly mode: "stream" | "batch" };

/** Everything that is told of what a user wrote, errors and warnings, in the order of the telling. */
export function told(write: () => unknown): readonly Diagnostic[] {
  try {
    return compile(definitionOf(write() as Written)).warnings;
  } catch (failure) {
    if (failure instanceof DiagnosticError) return failure.diagnostics;
    throw failure;
  }
}

function definitionOf(written: Written): PipelineDefinition {
  if (written instanceof PipelineDefinition) return written;
  const datasets = "mode" in written ? [holding(written)] : written;
  return pipeline("shop", { datasets: { silver: Object.fromEntries(datasets.map((one, i) => [`dataset${i}`, one])) } });
}

function holding(query: { readonly mode: "stream" | "batch" }): Table<object> {
  return query.mode === "stream" ? streamingTable("probe", { query: query as never }) : materializedView("probe", { query: query as never });
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
    if (start < 0 || source.indexOf(before + after, start + 1) >= 0) throw new Error(`"${before + after}" does not stand in ${path} exactly once`);
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

/** An error as it is expected. */
export function error(code: Diagnostic["code"], message: string, more: { at?: Place; notes?: readonly string[]; fix?: string } = {}): Diagnostic {
  const { notes = [], ...rest } = more;
  return { code, severity: "error", message, notes: notes.map((note) => ({ message: note })), ...rest };
}
