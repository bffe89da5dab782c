/**
 * SQL text under construction. `level` is how tightly the outermost operator binds, so that parentheses stand where they are needed
 * and nowhere else: people read what is generated.
 */
export interface Sql {
  readonly text: string;
  readonly level: number;
}

/** Binding strength; the order is Spark's and DuckDB's alike for these operators. */
export const levels = { or: 10, and: 20, not: 30, compare: 40, add: 50, multiply: 60, unary: 70, atom: 100 } as const;

/** A name, a literal, a call: never needs parentheses. */
export function atom(text: string): Sql {
  return { text, level: levels.atom };
}

/** The text, in parentheses when it binds less tightly than its place demands. */
export function at(level: number, part: Sql): string {
  return part.level >= level ? part.text : `(${part.text})`;
}

/** Longest text that stays on one line. */
const wide = 100;

/** `name(a, b)`, or one argument a line when that would be long. */
export function callOf(name: string, parts: readonly Sql[]): Sql {
  const texts = parts.map((part) => part.text);
  const line = `${name}(${texts.join(", ")})`;
  if (parts.length < 3 || line.length <= wide) return atom(line);
  return atom(`${name}(\n${texts.map((text) => indent(text)).join(",\n")}\n)`);
}

/** `CASE …`, one branch a line when that would be long. */
export function caseOf(branches: readonly { readonly when: Sql; readonly then: Sql }[], otherwise: Sql | undefined): Sql {
  const parts = [...branches.map((one) => `WHEN ${one.when.text} THEN ${one.then.text}`), ...(otherwise ? [`ELSE ${otherwise.text}`] : [])];
  const line = `CASE ${parts.join(" ")} END`;
  return atom(line.length <= wide ? line : `CASE\n${parts.map(indent).join("\n")}\nEND`);
}

/** Two blanks before every line. Only a line feed ends one: no literal holds it, but it may hold what else some take for a line's end. */
export function indent(text: string): string {
  return text.replaceAll(/(?<=^|\n)(?=[^\n])/g, "  ");
}

/** A template that is a call or stands in brackets, so that neither the whole nor its parts need parentheses. */
export function sqlAtom(texts: TemplateStringsArray, ...parts: readonly (Sql | number)[]): Sql {
  return atom(
    texts.reduce((text, next, i) => {
      const part = parts[i - 1];
      return `${text}${typeof part === "number" ? part : (part?.text ?? "")}${next}`;
    }),
  );
}

/** An infix operator. Operands of the same level on the right get parentheses, as `a - (b - c)` needs them. */
export function infix(operator: string, level: number): (left: Sql, right: Sql) => Sql {
  return (left, right) => ({ text: `${at(level, left)} ${operator} ${at(level + 1, right)}`, level });
}

/** `AND` and `OR`: associative, so chains need no parentheses. */
export function chain(operator: "AND" | "OR", level: number): (left: Sql, right: Sql) => Sql {
  return (left, right) => {
    const long = left.text.includes("\n") || left.text.length + right.text.length > wide;
    return { text: `${at(level, left)}${long ? "\n  " : " "}${operator} ${at(level, right)}`, level };
  };
}

/** A chain of one infix operator that is associative, `a || b || c`, at the strength of `+`; one operand a line when that would be long. */
export function chainOf(operator: string, parts: readonly Sql[]): Sql {
  const texts = parts.map((part) => at(levels.add, part));
  const line = texts.join(` ${operator} `);
  return {
    text: parts.length < 3 || line.length <= wide ? line : texts.join(`\n  ${operator} `),
    level: parts.length > 1 ? levels.add : (parts[0]?.level ?? levels.atom),
  };
}

const escapes: { readonly [character: string]: string } = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A text as a Spark string literal: backslash escapes. The pipeline's configuration replaces `${…}` anywhere in a notebook, inside
 * literals too, so a `$` of the user's before a brace is written as its escape; so is everything that some reader takes for a line's end.
 */
export function sparkText(text: string): Sql {
  const escaped = text.replaceAll(
    /[\p{Cc}\\'\u2028\u2029]|\$(?=\{)/gu,
    (one) => escapes[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return atom(`'${escaped}'`);
}
