import { expect, it } from "vitest";
import { matcherOf } from "../../emulator/regex/matcher.js";
import { PatternFault, parsePattern, RefusedPattern } from "../../generator/functions/java/index.js";

function captures(pattern: string, text: string): readonly (string | null)[] {
  const parsed = parsePattern(pattern);
  const matcher = matcherOf(parsed);
  matcher.reset(text);
  if (!matcher.find()) return [];
  return Array.from({ length: parsed.groups + 1 }, (_, i) => (matcher.start(i) < 0 ? null : text.slice(matcher.start(i), matcher.end(i))));
}

it("leaves the captures that Java 17 leaves, where other engines differ", () => {
  // JavaScript forgets a group when its loop goes round again.
  expect(captures("(?:(a)|b)*", "ab")).toEqual(["ab", "a"]);
  // A possessive group that was matched in vain is still there.
  expect(captures("(?:(a)++b|a)", "ac")).toEqual(["a", "a"]);
  // A group that took no part cannot be referred to.
  expect(captures("(?:(x)|y)\\1", "y")).toEqual([]);
});

it("says where a pattern is wrong", () => {
  const indexOf = (pattern: string): number | undefined => {
    try {
      parsePattern(pattern);
      return undefined;
    } catch (failure) {
      return failure instanceof PatternFault ? failure.index : -1;
    }
  };
  expect(
    ["a**", "[z-a]", "(?<n>a)(?<n>b)", "a{2,1}", "(?<=(?:a|b)*)c", "\\y", "a)"].map(indexOf).every((one) => one !== undefined && one >= 0),
  ).toBe(true);
  expect(indexOf("a**")).toBe(2);
});

it("refuses what it does not match exactly", () => {
  expect(parsePattern("(?iu)É").refusal).toContain("flag u");
  expect(() => parsePattern("\\p{IsLatin}")).toThrow(RefusedPattern);
  expect(() => captures("(a|b)*c", "ab".repeat(5000))).toThrow(/EMULATOR_REFUSES|call stack/);
});
