import { DiagnosticError, error } from "../../generator/diagnostic/index.js";

/**
 * A test for file names by a pattern as Spark's `pathGlobFilter` reads it: `*`, `?`, `[abc]`, `[a-z]`, `[^a]`, `{a,b}` and a backslash
 * before what is meant literally. `compileGlob("orders-*.{csv,txt}")("orders-1.csv")` is true. Throws `input/malformed-glob`.
 */
export function compileGlob(glob: string): (name: string) => boolean {
  let pattern = "";
  let groups = 0;
  for (let at = 0; at < glob.length; at++) {
    const char = glob.charAt(at);
    if (char === "\\") {
      if (++at === glob.length) throw malformed(glob, "ends in a backslash");
      pattern += literal(glob.charAt(at));
    } else if (char === "*") pattern += ".*";
    else if (char === "?") pattern += ".";
    else if (char === "{") {
      pattern += "(?:";
      groups++;
    } else if (char === "}" && groups > 0) {
      pattern += ")";
      groups--;
    } else if (char === "," && groups > 0) pattern += "|";
    else if (char === "[") {
      // The first character of a set may be its own closing bracket.
      const from = at + (/[!^]/.test(glob.charAt(at + 1)) ? 2 : 1);
      const end = glob.indexOf("]", from + 1);
      if (end < 0) throw malformed(glob, "has a [ without ]");
      pattern += characterSet(glob, from, end, from > at + 1);
      at = end;
    } else pattern += literal(char);
  }
  if (groups > 0) throw malformed(glob, "has a { without }");
  const compiled = new RegExp(`^(?:${pattern})$`, "s");
  return (name) => compiled.test(name);
}

function characterSet(glob: string, from: number, end: number, negated: boolean): string {
  const members = glob.slice(from, end);
  if (members.includes("\\") || members.includes("[") || members.includes("&&"))
    throw malformed(glob, `has the set [${members}], which is not read`);
  for (const [range, first = "", last = ""] of members.matchAll(/(.)-(.)/gs)) {
    if (first > last) throw malformed(glob, `has the range ${range}, which runs backwards`);
  }
  return `[${negated ? "^" : ""}${members.replace(/[\]^]/g, "\\$&")}]`;
}

function literal(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function malformed(glob: string, how: string): DiagnosticError {
  return new DiagnosticError([
    error("input/malformed-glob", `the pattern "${glob}" ${how}`, {
      fix: 'patterns are made of *, ?, [a-z], {a,b}; write "\\\\" before what is meant literally',
    }),
  ]);
}
