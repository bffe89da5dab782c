/**
 * Patterns for dates and times as Spark reads them: those of Java's `DateTimeFormatter`, less what Spark's `DateTimeFormatterHelper`
 * forbids. Both the diagnostic of a pattern and the emulator's formatter and parser go by `readPattern`.
 */

/** What a part of a pattern reads or writes. */
export type PatternField =
  | "year"
  | "month"
  | "day"
  | "dayOfYear"
  | "dayOfWeek"
  | "quarter"
  | "halfDay"
  | "hour"
  | "clockHour"
  | "hourOfHalf"
  | "clockHourOfHalf"
  | "minute"
  | "second";

/** `exceeds`: a plus sign stands where there are more digits than asked for. */
export type SignStyle = "normal" | "notNegative" | "exceeds";

export interface NumberPart {
  readonly kind: "number";
  readonly field: PatternField;
  readonly min: number;
  readonly max: number;
  readonly sign: SignStyle;
  /** Only the last two digits of a year, 2000 to 2099. */
  readonly reduced: boolean;
  /** Digits that belong to the numbers that follow without anything between. */
  readonly followed: number;
}

export type PatternPart =
  | { readonly kind: "literal"; readonly text: string }
  | NumberPart
  | { readonly kind: "fraction"; readonly min: number; readonly max: number }
  | { readonly kind: "text"; readonly field: "month" | "dayOfWeek" | "quarter" | "halfDay"; readonly style: "short" | "full" }
  | { readonly kind: "zoneId" }
  /** `minutes`, `seconds`: always, when they are not zero, never. */
  | {
      readonly kind: "offset";
      readonly colon: boolean;
      readonly minutes: "always" | "unlessZero";
      readonly seconds: "never" | "unlessZero";
      readonly zero: string;
    }
  | { readonly kind: "localizedOffset"; readonly style: "short" | "full" }
  | { readonly kind: "optional"; readonly parts: readonly PatternPart[] }
  /** Valid, and nothing the emulator knows: why. */
  | { readonly kind: "unknown"; readonly letters: string; readonly why: string };

/** Why Spark does not take a pattern, and the condition it raises for it. */
export interface PatternFault {
  readonly fault: string;
  readonly condition: string;
}

const numbers: { readonly [letter: string]: PatternField } = {
  d: "day",
  H: "hour",
  k: "clockHour",
  K: "hourOfHalf",
  h: "clockHourOfHalf",
  m: "minute",
  s: "second",
};
const texts: { readonly [letter: string]: "month" | "dayOfWeek" | "quarter" } = {
  M: "month",
  L: "month",
  E: "dayOfWeek",
  Q: "quarter",
  q: "quarter",
};
/** Letters of zones and odd ones, and how often each may be written. */
const zoneCounts: { readonly [letter: string]: readonly number[] } = {
  ...{ V: [2], O: [1, 4], X: [1, 2, 3, 4, 5], x: [1, 2, 3, 4, 5], Z: [1, 2, 3, 4, 5], z: [1, 2, 3, 4], v: [1, 4] },
  ...{ F: [1], G: [1, 2, 3, 4], g: Array.from({ length: 19 }, (_value, i) => i + 1) },
};
const unknown: { readonly [letter: string]: string } = {
  z: "names of time zones differ between versions of Java",
  v: "names of time zones differ between versions of Java",
  F: "versions of Java count it differently",
  G: "years of an era are not proven equal",
  g: "Julian days are not proven equal",
};
const weekCondition = "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_WEEK_BASED_PATTERN";
const letterCondition = "INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER";
const weekBased = "YWwuec";
const illegal = "ABnNp";
const onlyFormatting = "EFqQ";

/** Thrown and caught here alone. */
class Fault extends Error {
  readonly condition: string;
  constructor(message: string, condition = "INVALID_DATETIME_PATTERN.WITH_SUGGESTION") {
    super(message);
    this.condition = condition;
  }
}

/**
 * Reads a pattern, for formatting or for parsing, which takes fewer letters.
 * `readPattern("yyyy-MM-dd", false)` is five parts, `readPattern("YYYY", false)` a fault.
 */
export function readPattern(pattern: string, parsing: boolean): readonly PatternPart[] | PatternFault {
  try {
    forbid(pattern, parsing);
    const parts = joined(new Reader(pattern, parsing).parts());
    // With a fraction Spark splits the pattern at its quotes, and drops empty texts at its end.
    const isOdd = parsing && pattern.includes("S") && pattern.endsWith("''");
    return isOdd ? [...parts, { kind: "unknown", letters: "''", why: "Spark drops the quote at the end of a pattern with S" }] : parts;
  } catch (failure) {
    if (failure instanceof Fault) return { fault: failure.message, condition: conditionOf(pattern, failure) };
    throw failure;
  }
}

/** What Spark rejects before Java sees it. Quoted text is skipped. */
function forbid(pattern: string, parsing: boolean): void {
  for (const part of pattern.split("'").filter((_text, i) => i % 2 === 0)) {
    for (const letter of part) {
      if (weekBased.includes(letter)) throw new Fault(`${letter} counts by weeks, which Spark forbids`, weekCondition);
    }
    for (const letter of part) {
      if (illegal.includes(letter)) throw new Fault(`Spark forbids the letter ${letter}`, letterCondition);
      if (parsing && onlyFormatting.includes(letter)) throw new Fault(`${letter} is only for formatting, and this parses`, letterCondition);
    }
    const long = /GGGGG|MMMMM|LLLLL|EEEEE|QQQQQ|qqqqq|yyyyyyy/.exec(part);
    if (long) throw new Fault(`there are too many letters ${long[0].charAt(0)}`, "INVALID_DATETIME_PATTERN.LENGTH");
  }
}

/** Spark asks whether its old parser took the pattern, which is Java's `SimpleDateFormat`. */
function conditionOf(pattern: string, { condition }: Fault): string {
  const quotes = pattern.split("'").length - 1;
  const letters = pattern
    .split("'")
    .filter((_text, i) => i % 2 === 0)
    .join(" ");
  const legacy = quotes % 2 === 0 && !/[^GyMLdHmsSEDFwWahkKzZYuX ]|XXXX/.test(letters.replaceAll(/[^A-Za-z]/g, " "));
  if (legacy) return "INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION";
  return condition;
}

interface Level {
  readonly parts: PatternPart[];
  /** Where the number stands that those after it take digits from. */
  base: number | undefined;
}

class Reader {
  readonly #pattern: string;
  readonly #parsing: boolean;
  readonly #outer: Level[] = [];
  #level: Level = { parts: [], base: undefined };

  constructor(pattern: string, parsing: boolean) {
    this.#pattern = pattern;
    this.#parsing = parsing;
  }

  parts(): readonly PatternPart[] {
    const pattern = this.#pattern;
    for (let at = 0; at < pattern.length; at++) {
      const character = pattern.charAt(at);
      if (/[A-Za-z]/.test(character)) {
        const start = at;
        while (pattern.charAt(at + 1) === character) at++;
        this.#letters(character, at + 1 - start);
      } else if (character === "'") at = this.#quoted(at);
      else if (character === "[") {
        this.#level.base = undefined;
        this.#outer.push(this.#level);
        this.#level = { parts: [], base: undefined };
      } else if (character === "]") this.#close();
      else if ("{}#".includes(character)) throw new Fault(`${character} is reserved`);
      else this.#add({ kind: "literal", text: character });
    }
    while (this.#outer.length > 0) this.#close();
    return this.#level.parts;
  }

  #close(): void {
    const outer = this.#outer.pop();
    if (outer === undefined) throw new Fault("a ] closes nothing");
    const { parts } = this.#level;
    this.#level = outer;
    if (parts.length > 0) this.#add({ kind: "optional", parts });
  }

  /** A quoted text from its quote on; gives where it ends. */
  #quoted(start: number): number {
    const pattern = this.#pattern;
    let end = start + 1;
    for (; end < pattern.length; end++) {
      if (pattern.charAt(end) !== "'") continue;
      if (pattern.charAt(end + 1) !== "'") break;
      end++;
    }
    if (end >= pattern.length) throw new Fault("a quote is not closed");
    const text = pattern.slice(start + 1, end);
    this.#add({ kind: "literal", text: text === "" ? "'" : text.replaceAll("''", "'") });
    return end;
  }

  #add(part: PatternPart): void {
    this.#level.parts.push(part);
    this.#level.base = undefined;
  }

  #number(field: PatternField, min: number, max: number, sign: SignStyle, reduced = false): void {
    this.#adjacent({ kind: "number", field, min, max, sign, reduced, followed: 0 }, min === max && sign === "notNegative", max);
  }

  /** Numbers that follow one another without anything between: those of fixed width take their digits from the first one. */
  #adjacent(part: PatternPart, isFixed: boolean, width: number): void {
    const level = this.#level;
    const base = level.base === undefined ? undefined : level.parts[level.base];
    level.parts.push(part);
    if (level.base === undefined || base === undefined || !isFixed) {
      level.base = level.parts.length - 1;
      return;
    }
    if (base.kind === "number") level.parts[level.base] = { ...base, followed: base.followed + width };
  }

  #letters(letter: string, count: number): void {
    const tooMany = new Fault(`there are too many letters ${letter}`);
    const number = numbers[letter];
    const text = texts[letter];
    if (letter === "y") {
      if (count === 2) this.#number("year", 2, 2, "notNegative", true);
      else this.#number("year", count, 19, count < 4 ? "normal" : "exceeds");
    } else if (number !== undefined) {
      if (count > 2) throw tooMany;
      this.#plain(number, count);
    } else if (text !== undefined) {
      if (count > 4) throw tooMany;
      if (count > 2 || letter === "E") this.#add({ kind: "text", field: text, style: count === 4 ? "full" : "short" });
      else this.#plain(text, count);
    } else if (letter === "D") {
      if (count > 3) throw tooMany;
      if (count === 1) this.#plain("dayOfYear", 1);
      else this.#number("dayOfYear", count, 3, "notNegative");
    } else if (letter === "a") {
      if (count > 1) throw tooMany;
      this.#add({ kind: "text", field: "halfDay", style: "short" });
    } else if (letter === "S") this.#fraction(count, tooMany);
    else this.#zone(letter, count, tooMany);
  }

  #plain(field: PatternField, count: number): void {
    if (count === 1) this.#number(field, 1, 19, "normal");
    else this.#number(field, 2, 2, "notNegative");
  }

  #fraction(count: number, tooMany: Fault): void {
    if (count > 9) throw tooMany;
    // Spark parses one digit or more of a fraction, however many are asked for.
    const part = { kind: "fraction", min: this.#parsing ? 1 : count, max: count } as const;
    if (part.min === part.max) this.#adjacent(part, true, count);
    else this.#add(part);
  }

  #zone(letter: string, count: number, tooMany: Fault): void {
    const why = unknown[letter];
    const counts = zoneCounts[letter];
    if (counts === undefined) throw new Fault(`${letter} means nothing`);
    if (!counts.includes(count))
      throw counts.length > 2 || letter === "F" ? tooMany : new Fault(`${letter} is written ${counts.join(" or ")} times`);
    if (why !== undefined) this.#add({ kind: "unknown", letters: letter.repeat(count), why });
    else if (letter === "V") this.#add({ kind: "zoneId" });
    else if (letter === "O" || (letter === "Z" && count === 4))
      this.#add({ kind: "localizedOffset", style: count === 1 ? "short" : "full" });
    else if (letter === "Z") this.#offset(count === 5 ? 5 : 2, count === 5 ? "Z" : "+0000");
    else this.#offset(count, letter === "X" ? "Z" : count === 1 ? "+00" : count % 2 === 0 ? "+0000" : "+00:00");
  }

  #offset(count: number, zero: string): void {
    this.#add({
      kind: "offset",
      colon: count === 3 || count === 5,
      minutes: count === 1 ? "unlessZero" : "always",
      seconds: count > 3 ? "unlessZero" : "never",
      zero,
    });
  }
}

/** Literals that follow one another as one. */
function joined(parts: readonly PatternPart[]): readonly PatternPart[] {
  const all: PatternPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (part.kind === "literal" && last?.kind === "literal") all[all.length - 1] = { kind: "literal", text: last.text + part.text };
    else all.push(part.kind === "optional" ? { kind: "optional", parts: joined(part.parts) } : part);
  }
  return all;
}

/** The first part that the emulator does not know, at any depth. */
export function unknownPart(parts: readonly PatternPart[]): Extract<PatternPart, { kind: "unknown" }> | undefined {
  for (const part of parts) {
    if (part.kind === "unknown") return part;
    const inside = part.kind === "optional" ? unknownPart(part.parts) : undefined;
    if (inside !== undefined) return inside;
  }
  return undefined;
}

/** What kinds of part a pattern has, at any depth. */
export function kindsIn(parts: readonly PatternPart[]): ReadonlySet<PatternPart["kind"]> {
  return new Set(parts.flatMap((part) => [part.kind, ...(part.kind === "optional" ? kindsIn(part.parts) : [])]));
}
