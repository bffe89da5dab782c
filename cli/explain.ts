import { type Code, codes, DiagnosticError, error, nearest, palette } from "../generator/diagnostic/index.js";
import { table } from "./table.js";
import { wrap } from "./wrap.js";

const columns = 100;

/** What a code means, for people. Throws `cli/unknown-code`. */
export function explain(code: string, color: boolean): string {
  if (!isCode(code)) throw unknown(code);
  const { title, text } = codes[code];
  return `${[palette(color).bold(`${code}: ${title}`), "", ...wrap(text, columns)].join("\n")}\n`;
}

/** Every code with its title. */
export function listCodes(color: boolean): string {
  const rows = Object.entries(codes)
    .map(([code, { title }]) => [code, title])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
  return table([{ title: "code" }, { title: "what is wrong" }], rows, { color });
}

function isCode(code: string): code is Code {
  return Object.hasOwn(codes, code);
}

function unknown(code: string): DiagnosticError {
  const meant = nearest(code, Object.keys(codes));
  return new DiagnosticError([
    error("cli/unknown-code", `no diagnostic has the code "${code}"`, {
      fix: meant ? `did you mean "${meant}"?` : "npx sluice explain lists all codes",
    }),
  ]);
}
