import { DiagnosticError, error } from "../diagnostic/index.js";
import type * as ir from "../ir/index.js";
import type { Dialect } from "./dialect.js";

/** The user's own text in a dialect, what it is given put in its places. Throws `dialect/refused`. */
export function writeRaw(texts: ir.RawTexts, { name }: Dialect, given: readonly string[]): string {
  const text = texts[name];
  if (!("refuse" in text)) return text.map((part) => (typeof part === "number" ? (given[part] ?? "") : part)).join("");
  throw new DiagnosticError([error("dialect/refused", `raw: ${text.refuse}`)]);
}
