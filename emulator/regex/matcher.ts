import {
  type CharacterSet,
  type Group,
  type Look,
  type Node,
  type Pattern,
  type Repeat,
  unlimited,
  widthOf,
} from "../../generator/functions/java/index.js";
import { SparkError } from "../functions/body.js";
import { isLetterOrDigit, isMark } from "./category.js";
import { type CharacterTest, testOf } from "./character-set.js";

/** Finds matches of a pattern in one text after the other, each as Java's Matcher would find it. */
export interface Matcher {
  /** Starts over with a text, or with the part of it that begins at an index. */
  readonly reset: (text: string, from?: number) => void;
  /** Goes to the next match. */
  readonly find: () => boolean;
  /** Start and end of a group of the match, -1 when it took no part in it. */
  readonly start: (group: number) => number;
  readonly end: (group: number) => number;
}

/** Matches from an index on, with all that follows. */
type Step = (at: number) => boolean;

/** Java's stack holds some thousands of repetitions of a group; where it ends nobody knows. */
const deepest = 1500;

/**
 * The pattern as closures, each knowing what follows it, so that a failure falls back to the last choice. Where Java's own machine
 * shows, in captures that a failed try leaves behind or in the loops it does not enter twice, this does the same.
 */
export function matcherOf(pattern: Pattern): Matcher {
  const { root, groups } = pattern;
  let text = "";
  let from = 0;
  let to = 0;
  /** Where what was matched last, on its own, ended. */
  let last = 0;
  let lookedBehindFrom = 0;
  let lastEnd = -1;
  let { wide } = pattern;
  const captures = new Int32Array(2 * Math.max(groups + 1, 10)).fill(-1);
  const memories: Set<number>[] = [];

  const accept: Step = (at) => {
    last = at;
    return true;
  };

  function compile(node: Node, next: Step): Step {
    switch (node.kind) {
      case "set":
        if (!node.quiet) notice(node.set);
        return ofSet(testOf(node.set), next);
      case "sequence":
        return ofSequence(node.items, next);
      case "choice": {
        const branches = node.branches.map((one) => compile(one, next));
        return (at) => {
          for (const branch of branches) if (branch(at)) return true;
          return false;
        };
      }
      case "group":
        return ofGroup(node, next);
      case "repeat":
        return ofRepeat(node, next);
      case "atomic": {
        const body = compile(node.body, accept);
        return (at) => body(at) && next(last);
      }
      case "look":
        return node.behind ? ofLookBehind(node, next) : ofLookAhead(node, next);
      case "begin":
        return (at) => at === from && next(at);
      case "end":
        return (at) => at === to && next(at);
      case "last-match":
        return (at) => at === lastEnd && next(at);
      case "line-start":
        return node.unix ? (at) => startsUnixLine(at) && next(at) : (at) => startsLine(at) && next(at);
      case "dollar": {
        const { multiline } = node;
        return node.unix ? (at) => endsUnixLine(at, multiline) && next(at) : (at) => endsLine(at, multiline) && next(at);
      }
      case "line-end":
        return (at) => {
          if (at >= to) return false;
          const code = text.charCodeAt(at);
          if (code === 13) return (at + 1 < to && text.charCodeAt(at + 1) === 10 && next(at + 2)) || next(at + 1);
          return (isLineEnd(code) || code === 11 || code === 12) && next(at + 1);
        };
      case "boundary": {
        const { inside } = node;
        return (at) => (isWordBefore(at) === isWordAt(at)) === inside && next(at);
      }
      case "reference":
        return ofReference(node.group, node.fold, next);
    }
  }

  /** A set that can hold characters beyond the BMP makes Java step by whole characters. */
  function notice(set: CharacterSet): void {
    if (testOf(set).wide) wide = true;
  }

  function ofSet({ is, ascii, wide: canBeWide }: CharacterTest, next: Step): Step {
    if (!canBeWide) {
      return (at) => {
        if (at >= to) return false;
        const code = text.charCodeAt(at);
        return (code < 128 ? ascii[code] === 1 : is(code)) && next(at + 1);
      };
    }
    return (at) => {
      if (at >= to) return false;
      const unit = text.charCodeAt(at);
      if (unit < 128) return ascii[unit] === 1 && next(at + 1);
      const code = text.codePointAt(at) ?? unit;
      return is(code) && next(at + (code > 0xffff ? 2 : 1));
    };
  }

  /** Characters that follow each other are compared at once. */
  function ofSequence(items: readonly Node[], next: Step): Step {
    let step = next;
    for (let i = items.length - 1; i >= 0; i--) {
      let first = i;
      while (first >= 0 && isPlain(items[first])) first--;
      if (i - first > 1) {
        const part = String.fromCodePoint(...items.slice(first + 1, i + 1).map(plainOf));
        const after = step;
        step = (at) => text.startsWith(part, at) && after(at + part.length);
        i = first + 1;
      } else {
        const item = items[i];
        if (item) step = compile(item, step);
      }
    }
    return step;
  }

  function ofGroup({ capture, body }: Group, next: Step): Step {
    if (capture === undefined) return compile(body, next);
    return captured(capture, body, next).enter;
  }

  /** A capturing group, and where it was entered last. */
  function captured(capture: number | undefined, body: Node, next: Step): { readonly enter: Step; readonly begun: () => number } {
    let begin = -1;
    const tail: Step =
      capture === undefined
        ? next
        : (at) => {
            const [start, end] = [captures[2 * capture] ?? -1, captures[2 * capture + 1] ?? -1];
            captures[2 * capture] = begin;
            captures[2 * capture + 1] = at;
            if (next(at)) return true;
            captures[2 * capture] = start;
            captures[2 * capture + 1] = end;
            return false;
          };
    const inside = compile(body, tail);
    const enter: Step = (at) => {
      const before = begin;
      begin = at;
      const matched = inside(at);
      begin = before;
      return matched;
    };
    return { enter, begun: () => begin };
  }

  function ofRepeat(repeat: Repeat, next: Step): Step {
    const { body, min, max, mode } = repeat;
    const optional = min === 0 && max === 1;
    if (body.kind === "group" && mode !== "possessive") {
      if (optional) {
        const once = compile(body, next);
        return mode === "greedy" ? (at) => once(at) || next(at) : (at) => next(at) || once(at);
      }
      return widthOf(body).single ? ofSingleGroup(repeat, body, next) : ofLoop(repeat, body, next);
    }
    if (body.kind === "set" && mode === "greedy" && max === unlimited) {
      if (!body.quiet) notice(body.set);
      return ofRun(testOf(body.set), min, next);
    }
    const once = compile(body, accept);
    if (optional) {
      if (mode === "greedy") return (at) => (once(at) && next(last)) || next(at);
      if (mode === "lazy") return (at) => next(at) || (once(at) && next(last));
      return (at) => next(once(at) ? last : at);
    }
    const more = mode === "greedy" ? greedily(once, max, next) : mode === "lazy" ? lazily(once, max, next) : possessively(once, max, next);
    return (start) => {
      let at = start;
      for (let count = 0; count < min; count++) {
        if (!once(at)) return false;
        // What is empty once is empty as often as one likes.
        if (last === at) break;
        at = last;
      }
      return more(at, min);
    };
  }

  type More = (at: number, count: number) => boolean;

  function greedily(once: Step, max: number, next: Step): More {
    const more: More = (start, counted) => {
      let at = start;
      let count = counted;
      if (count >= max || !once(at)) return next(at);
      const width = last - at;
      if (width === 0) return next(at);
      at = last;
      count++;
      while (count < max && once(at)) {
        if (at + width !== last) {
          if (more(last, count + 1)) return true;
          break;
        }
        at += width;
        count++;
      }
      for (; count >= counted; count--) {
        if (next(at)) return true;
        at -= width;
      }
      return false;
    };
    return more;
  }

  function lazily(once: Step, max: number, next: Step): More {
    return (start, counted) => {
      let at = start;
      for (let count = counted; ; count++) {
        if (next(at)) return true;
        if (count >= max || !once(at) || last === at) return false;
        at = last;
      }
    };
  }

  function possessively(once: Step, max: number, next: Step): More {
    return (start, counted) => {
      let at = start;
      for (let count = counted; count < max && once(at) && last !== at; count++) at = last;
      return next(at);
    };
  }

  /** As many characters of a set as there are, then fewer. */
  function ofRun({ is, ascii, wide: canBeWide }: CharacterTest, min: number, next: Step): Step {
    return (start) => {
      let at = start;
      let count = 0;
      while (at < to) {
        const unit = text.charCodeAt(at);
        if (unit < 128) {
          if (ascii[unit] !== 1) break;
          at++;
        } else if (canBeWide) {
          const code = text.codePointAt(at) ?? unit;
          if (!is(code)) break;
          at += code > 0xffff ? 2 : 1;
        } else {
          if (!is(unit)) break;
          at++;
        }
        count++;
      }
      for (; count >= min; count--) {
        if (next(at)) return true;
        if (count === min) return false;
        at = canBeWide ? Math.max(start, at - widthBefore(at)) : at - 1;
      }
      return false;
    };
  }

  /** A group that can match in one way only: it is matched on its own, and a failure takes it away again. */
  function ofSingleGroup({ min, max, mode }: Repeat, { capture, body }: Group, next: Step): Step {
    const once = compile(body, accept);
    const set = (start: number, end: number): void => {
      if (capture === undefined) return;
      captures[2 * capture] = start;
      captures[2 * capture + 1] = end;
    };
    const start = (): number => (capture === undefined ? -1 : (captures[2 * capture] ?? -1));
    const end = (): number => (capture === undefined ? -1 : (captures[2 * capture + 1] ?? -1));
    const greedy: More = (first, counted) => {
      const before = [start(), end()] as const;
      let at = first;
      let count = counted;
      if (count < max && once(at)) {
        const width = last - at;
        if (width <= 0) {
          set(at, at + width);
          at += width;
        } else {
          for (;;) {
            set(at, at + width);
            at += width;
            count++;
            if (count >= max || !once(at)) break;
            if (at + width !== last) {
              if (greedy(at, count)) return true;
              break;
            }
          }
          while (count > counted) {
            if (next(at)) {
              set(at - width, at);
              return true;
            }
            at -= width;
            set(at - width, at);
            count--;
          }
        }
      }
      set(...before);
      return next(at);
    };
    const lazy: More = (first, counted) => {
      let at = first;
      for (let count = counted; ; count++) {
        if (next(at)) return true;
        if (count >= max || !once(at) || last === at) return false;
        set(at, last);
        at = last;
      }
    };
    const more = mode === "greedy" ? greedy : lazy;
    return (first) => {
      const before = [start(), end()] as const;
      let at = first;
      for (let count = 0; count < min; count++) {
        if (!once(at)) {
          set(...before);
          return false;
        }
        set(at, last);
        if (last === at) break;
        at = last;
      }
      if (more(at, min)) return true;
      set(...before);
      return false;
    };
  }

  /** A group that can match in several ways: what follows is part of each try. */
  function ofLoop({ min, max, mode, remembers }: Repeat, { capture, body }: Group, next: Step): Step {
    let count = -1;
    const failed = remembers ? new Set<number>() : undefined;
    if (failed) memories.push(failed);
    const again = (at: number, counted: number): boolean => {
      if (counted > deepest) {
        throw new SparkError(
          "EMULATOR_REFUSES",
          `the emulator repeats a group no more than ${deepest} times in one match; Java's stack may hold more`,
        );
      }
      count = counted + 1;
      const matched = enter(at);
      if (!matched) count = counted;
      return matched;
    };
    const greedy: Step = (at) => {
      if (at <= begun()) return next(at);
      const counted = count;
      if (counted < min) return again(at, counted);
      if (counted < max) {
        if (failed?.has(at)) return next(at);
        if (again(at, counted)) return true;
        failed?.add(at);
      }
      return next(at);
    };
    const lazy: Step = (at) => {
      if (at <= begun()) return next(at);
      const counted = count;
      if (counted < min) return again(at, counted);
      if (next(at)) return true;
      return counted < max && again(at, counted);
    };
    const { enter, begun } = captured(capture, body, mode === "greedy" ? greedy : lazy);
    return (at) => {
      const before = count;
      let matched: boolean;
      if (min > 0) {
        count = 1;
        matched = enter(at);
      } else if (mode === "lazy") {
        matched = next(at);
        if (!matched && max > 0) {
          count = 1;
          matched = enter(at);
        }
      } else if (max > 0) {
        count = 1;
        matched = enter(at) || next(at);
      } else matched = next(at);
      count = before;
      return matched;
    };
  }

  function ofLookAhead({ body, negative }: Look, next: Step): Step {
    const condition = compile(body, accept);
    return negative ? (at) => !condition(at) && next(at) : (at) => condition(at) && next(at);
  }

  function ofLookBehind({ body, negative, wide: byCharacters }: Look, next: Step): Step {
    const { min, max } = widthOf(body);
    const condition = compile(body, (at) => at === lookedBehindFrom);
    const unitsBack = (at: number, characters: number): number => {
      if (!byCharacters) return characters;
      let back = at;
      for (let left = characters; left > 0 && back > 0; left--) back -= widthBefore(back);
      return at - back;
    };
    return (at) => {
      const first = Math.max(at - unitsBack(at, max), from);
      const before = lookedBehindFrom;
      lookedBehindFrom = at;
      let matched = false;
      for (
        let start = at - unitsBack(at, min);
        !matched && start >= first;
        start -= byCharacters && start > first ? widthBefore(start) : 1
      ) {
        matched = condition(start);
      }
      lookedBehindFrom = before;
      return matched !== negative && next(at);
    };
  }

  function ofReference(group: number, fold: boolean, next: Step): Step {
    const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
    return (at) => {
      const start = captures[2 * group] ?? -1;
      const size = (captures[2 * group + 1] ?? -1) - start;
      if (start < 0 || at + size > to) return false;
      for (let i = 0; i < size; i++) {
        const [left, right] = [text.charCodeAt(at + i), text.charCodeAt(start + i)];
        if (left !== right && !(fold && lower(left) === lower(right))) return false;
      }
      return next(at + size);
    };
  }

  function widthBefore(at: number): number {
    if (at < 2) return 1;
    const [high, low] = [text.charCodeAt(at - 2), text.charCodeAt(at - 1)];
    return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff ? 2 : 1;
  }

  function startsLine(at: number): boolean {
    if (at === to) return false;
    if (at === from) return true;
    const before = text.charCodeAt(at - 1);
    return isLineEnd(before) && !(before === 13 && text.charCodeAt(at) === 10);
  }

  function startsUnixLine(at: number): boolean {
    return at !== to && (at === from || text.charCodeAt(at - 1) === 10);
  }

  function endsLine(at: number, multiline: boolean): boolean {
    if (at === to) return true;
    const code = text.charCodeAt(at);
    if (!multiline && at < to - 1 && !(at === to - 2 && code === 13 && text.charCodeAt(at + 1) === 10)) return false;
    // Not between the two of CR LF.
    return code === 10 ? at === 0 || text.charCodeAt(at - 1) !== 13 : isLineEnd(code);
  }

  function endsUnixLine(at: number, multiline: boolean): boolean {
    return at === to || (text.charCodeAt(at) === 10 && (multiline || at === to - 1));
  }

  function isWordBefore(at: number): boolean {
    if (at <= from) return false;
    const unit = text.charCodeAt(at - 1);
    if (unit < 128) return isAsciiWord(unit);
    const code = text.codePointAt(at - widthBefore(at)) ?? unit;
    return isLetterOrDigit(code) || (isMark(code) && hasBase(at - 1));
  }

  function isWordAt(at: number): boolean {
    if (at >= to) return false;
    const unit = text.charCodeAt(at);
    if (unit < 128) return isAsciiWord(unit);
    const code = text.codePointAt(at) ?? unit;
    return isLetterOrDigit(code) || (isMark(code) && hasBase(at));
  }

  /** Marks belong to a word when a letter or digit stands before them. */
  function hasBase(mark: number): boolean {
    for (let at = mark; at >= from; at--) {
      const code = text.codePointAt(at) ?? 0;
      if (isLetterOrDigit(code)) return true;
      if (!isMark(code)) return false;
    }
    return false;
  }

  const step = compile(root, accept);

  /** The first start of a match from an index on. */
  function search(start: number): boolean {
    captures.fill(-1);
    for (const memory of memories) memory.clear();
    for (let at = start; at <= to; at++) {
      if (step(at)) {
        captures[0] = at;
        captures[1] = last;
        return true;
      }
      // From one character to the next, when the pattern can have such beyond the BMP.
      if (wide && at < to - 1) {
        const high = text.charCodeAt(at);
        const low = text.charCodeAt(at + 1);
        if (high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) at++;
      }
    }
    return false;
  }

  let position = 0;
  return {
    reset: (given, start = 0) => {
      text = given;
      from = position = start;
      to = given.length;
      lastEnd = -1;
    },
    find: () => {
      if (position > to) return false;
      if (lastEnd < 0) lastEnd = position;
      if (!search(position)) {
        position = to + 1;
        return false;
      }
      const [start = 0, end = 0] = captures;
      lastEnd = end;
      position = end === start ? end + 1 : end;
      return true;
    },
    start: (group) => captures[2 * group] ?? -1,
    end: (group) => captures[2 * group + 1] ?? -1,
  };
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
}

function isAsciiWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);
}

function isPlain(node: Node | undefined): boolean {
  return node?.kind === "set" && node.quiet === true && node.set.kind === "range" && node.set.from === node.set.to && !node.set.fold;
}

function plainOf(node: Node): number {
  return node.kind === "set" && node.set.kind === "range" ? node.set.from : 0;
}
