/** What each character of a Hadoop glob means in a regular expression; `depth` is how many braces are open. */
const special: Readonly<Record<string, (depth: number) => string>> = {
  "*": () => ".*",
  "?": () => ".",
  "{": () => "(?:",
  "}": (depth) => (depth > 0 ? ")" : "\\}"),
  ",": (depth) => (depth > 0 ? "|" : ","),
};

/**
 * A file name pattern as Spark's `pathGlobFilter` has it: `*`, `?`, `[a-c]`, `[^a]`, `{csv,txt}`, and `\` for a character as it is.
 * `globPattern("*.{csv,txt}").test("a.txt")` is true.
 */
export function globPattern(glob: string): RegExp {
  let text = "";
  let depth = 0;
  for (let i = 0; i < glob.length; i++) {
    const one = glob.charAt(i);
    const end = one === "[" ? glob.indexOf("]", i + 2) : -1;
    if (end > 0) {
      text += `[${glob
        .slice(i + 1, end)
        .replace(/^!/, "^")
        .replaceAll("\\", "\\\\")}]`;
      i = end;
      continue;
    }
    const next = one === "\\" ? glob.charAt(++i) : one;
    text += one === "\\" ? escaped(next) : (special[next]?.(depth) ?? escaped(next));
    if (one === "{") depth += 1;
    if (one === "}" && depth > 0) depth -= 1;
  }
  return new RegExp(`^${text}$`, "su");
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&");
}
