import { DuckDBListValue } from "@duckdb/node-api";
import { type Pattern, parsePattern, parseReplacement, type ReplacementPart } from "../../generator/functions/java/index.js";
import { type Matcher, matcherOf } from "../regex/matcher.js";
import type { Value } from "../row.js";
import { type Body, type Call, SparkError } from "./body.js";
import { countOf, indexAfter, wellFormed } from "./code-point.js";

type Use = (matcher: Matcher, pattern: Pattern) => (...args: readonly never[]) => Value;

/** A body that is made for a pattern. What recurses too deep is refused, as Java's stack ends elsewhere. */
function matching(use: Use): Body {
  return {
    compile: ({ parameters: { pattern: text } }: Call) => {
      const pattern = parsePattern(String(text));
      const make = (): ((...args: readonly never[]) => Value) => use(matcherOf(pattern), pattern);
      let run = make();
      return (...args: readonly never[]): Value => {
        try {
          return run(...args);
        } catch (failure) {
          // What was interrupted has left its marks.
          run = make();
          if (!(failure instanceof RangeError)) throw failure;
          throw new SparkError("EMULATOR_REFUSES", "the pattern goes deeper into this text than the emulator's stack");
        }
      };
    },
  };
}

function groupOf(text: string, matcher: Matcher, group: number): string {
  const start = matcher.start(group);
  return start < 0 ? "" : wellFormed(text.slice(start, matcher.end(group)));
}

function requireGroup(name: string, group: number, groups: number): void {
  if (group >= 0 && group <= groups) return;
  throw new SparkError(
    "INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX",
    `The value of parameter(s) \`idx\` in \`${name}\` is invalid: Expects group index between 0 and ${groups}, but got ${group}.`,
  );
}

export const regexBodies: { readonly [name: string]: Body } = {
  rlike: matching((matcher) => (text: string) => {
    matcher.reset(text);
    return matcher.find();
  }),
  regexp_extract: matching((matcher, { groups }) => (text: string, group = 1) => {
    matcher.reset(text);
    if (!matcher.find()) return "";
    requireGroup("regexp_extract", group, groups);
    return groupOf(text, matcher, group);
  }),
  regexp_extract_all: matching((matcher, { groups }) => (text: string, group = 1) => {
    const found: string[] = [];
    matcher.reset(text);
    while (matcher.find()) {
      requireGroup("regexp_extract_all", group, groups);
      found.push(groupOf(text, matcher, group));
    }
    return new DuckDBListValue(found);
  }),
  regexp_substr: matching((matcher) => (text: string) => {
    matcher.reset(text);
    return (matcher.find() && groupOf(text, matcher, 0)) || null;
  }),
  regexp_count: matching((matcher) => (text: string) => {
    matcher.reset(text);
    let count = 0;
    while (matcher.find()) count++;
    return count;
  }),
  regexp_instr: matching((matcher) => (text: string) => {
    matcher.reset(text);
    return matcher.find() ? countOf(text.slice(0, matcher.start(0))) + 1 : 0;
  }),
  regexp_replace: matching((matcher, pattern) => {
    let last: { readonly replacement: string; readonly parts: readonly ReplacementPart[] } | undefined;
    return (text: string, replacement: string, position = 1) => {
      if (last?.replacement !== replacement) last = { replacement, parts: partsOf(replacement, pattern) };
      return replace(matcher, text, last.parts, indexAfter(text, position - 1));
    };
  }),
  split: matching((matcher, pattern) => {
    const isEmpty = pattern.root.kind === "sequence" && pattern.root.items.length === 0;
    return (text: string, limit = -1) =>
      new DuckDBListValue(isEmpty && text !== "" ? characters(text, limit) : split(matcher, text, limit));
  }),
};

/** A replacement that is read from a column may be one that Java does not read; Spark would fail only where something matches. */
function partsOf(replacement: string, pattern: Pattern): readonly ReplacementPart[] {
  try {
    return parseReplacement(replacement, pattern);
  } catch (failure) {
    throw new SparkError("EMULATOR_REFUSES", `regexp_replace: ${failure instanceof Error ? failure.message : String(failure)}`);
  }
}

function replace(matcher: Matcher, text: string, parts: readonly ReplacementPart[], from: number): string {
  if (from !== 0 && from >= text.length) return text;
  matcher.reset(text, from);
  let result = "";
  let copied = 0;
  while (matcher.find()) {
    result += text.slice(copied, matcher.start(0));
    for (const part of parts) {
      if (typeof part === "string") result += part;
      else if (matcher.start(part) >= 0) result += text.slice(matcher.start(part), matcher.end(part));
    }
    copied = matcher.end(0);
  }
  return copied === 0 && result === "" ? text : wellFormed(result + text.slice(copied));
}

function split(matcher: Matcher, text: string, limit: number): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  matcher.reset(text);
  while (matcher.find()) {
    if (limit > 0 && parts.length >= limit - 1) break;
    // Nothing stands before an empty match at the start.
    if (at === 0 && matcher.start(0) === 0 && matcher.end(0) === 0) continue;
    parts.push(wellFormed(text.slice(at, matcher.start(0))));
    at = matcher.end(0);
  }
  if (at === 0) return [text];
  parts.push(wellFormed(text.slice(at)));
  return parts;
}

/** What an empty pattern splits a text into. */
function characters(text: string, limit: number): readonly string[] {
  const all = [...text];
  return limit <= 0 || limit >= all.length ? all : [...all.slice(0, limit - 1), all.slice(limit - 1).join("")];
}
