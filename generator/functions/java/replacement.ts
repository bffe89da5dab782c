import type { Pattern } from "./pattern.js";

/** A part of a replacement: a text, or the number of the group whose text stands there. */
export type ReplacementPart = string | number;

/** Why Java does not read a replacement, and where. */
export class ReplacementFault extends Error {
  readonly index: number;

  constructor(message: string, index: number) {
    super(message);
    this.index = index;
  }
}

/**
 * Reads the replacement of `regexp_replace` as Java's Matcher does: `$1` and `${name}` are groups, a backslash takes its meaning from
 * what follows. Throws `ReplacementFault`.
 */
export function parseReplacement(text: string, { groups, names }: Pick<Pattern, "groups" | "names">): readonly ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  const put = (part: string): void => {
    const before = parts.at(-1);
    if (typeof before === "string") parts[parts.length - 1] = before + part;
    else parts.push(part);
  };
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? "";
    if (character === "\\") {
      const next = text[at + 1];
      if (next === undefined) throw new ReplacementFault("a backslash at the end of the replacement", at);
      put(next);
      at += 2;
    } else if (character === "$") {
      const name = /^\$\{([A-Za-z][A-Za-z0-9]*)\}/.exec(text.slice(at));
      if (name) {
        const group = names.get(name[1] ?? "");
        if (group === undefined) throw new ReplacementFault(`the pattern has no group <${name[1]}>`, at);
        parts.push(group);
        at += name[0].length;
        continue;
      }
      const digits = /^\$([0-9]+)/.exec(text.slice(at))?.[1];
      if (digits === undefined) throw new ReplacementFault("$ is followed by the number of a group, or is written \\$", at);
      let length = 1;
      let group = Number(digits[0]);
      if (group > groups) throw new ReplacementFault(`the pattern has no group ${group}`, at);
      while (length < digits.length && group * 10 + Number(digits[length]) <= groups) group = group * 10 + Number(digits[length++]);
      parts.push(group);
      at += 1 + length;
    } else {
      put(character);
      at++;
    }
  }
  return parts;
}
