import type { DuckDBListValue } from "@duckdb/node-api";
import type { Body } from "./body.js";
import { countOf, hasPairs } from "./code-point.js";
import { toLower, toTitle, toUpper } from "./letter-case.js";
import { substring } from "./text-part.js";
import { ofLength } from "./text-size.js";

const most = 2_147_483_647;

export const textBodies: { readonly [name: string]: Body } = {
  upper: { compile: () => toUpper },
  lower: { compile: () => toLower },
  initcap: { compile: () => toTitle },
  concat_ws: {
    compile: () => (separator: string, texts: DuckDBListValue) => texts.items.filter((one) => one !== null).join(separator),
  },
  reverse: { compile: () => reverse },
  repeat: { compile: () => (text: string, times: number) => repeat(text, times) },
  space: { compile: () => (times: number) => repeat(" ", times) },
  translate: {
    compile: () => {
      // From and to are nearly always the same.
      let last: { readonly from: string; readonly to: string; readonly table: ReadonlyMap<string, string> } | undefined;
      return (text: string, from: string, to: string) => {
        if (last?.from !== from || last.to !== to) last = { from, to, table: translation(from, to) };
        return translate(text, last.table);
      };
    },
  },
  overlay: {
    compile:
      () =>
      (text: string, replacement: string, position: number, length = -1) => {
        const head = substring(text, 1, position - 1);
        const cut = length >= 0 ? length : countOf(replacement);
        return head + replacement + substring(text, Math.min(position + cut, most), most);
      },
  },
};

function reverse(text: string): string {
  if (hasPairs(text)) return [...text].reverse().join("");
  let reversed = "";
  for (let i = text.length - 1; i >= 0; i--) reversed += text[i];
  return reversed;
}

function repeat(text: string, times: number): string {
  return times <= 0 ? "" : ofLength(text.length * times, () => text.repeat(times));
}

function translation(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  const table = new Map<string, string>();
  let i = 0;
  for (const character of from) {
    const target = targets[i++] ?? "";
    if (!table.has(character)) table.set(character, target);
  }
  return table;
}

function translate(text: string, table: ReadonlyMap<string, string>): string {
  let translated = "";
  for (const character of text) translated += table.get(character) ?? character;
  return translated;
}
