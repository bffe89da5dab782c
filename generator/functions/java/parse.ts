import { readClass, readFamily, single } from "./class.js";
import { type Escape, readEscape } from "./escape.js";
import { type CharacterNode, type Group, type Node, type Pattern, type Repeat, unlimited } from "./pattern.js";
import { type Reader, readerOf } from "./reader.js";
import { type Flags, RefusedPattern, refuse, type State } from "./state.js";
import { widthOf } from "./width.js";

const of = (text: string): number => text.codePointAt(0) ?? 0;
const closes = of(")");
const bar = of("|");

/** Reads a pattern as Java does. Throws `PatternFault`. */
export function parsePattern(text: string): Pattern {
  const reader = readerOf(text);
  const state: State = {
    reader,
    flags: { fold: false, multiline: false, dotAll: false, comments: false, unixLines: false },
    groups: 0,
    names: new Map(),
    refusal: /[\ud800-\udfff]/u.test(text) ? "half a character" : undefined,
    referred: false,
    loops: [],
  };
  const root = readChoice(state);
  if (reader.at < reader.length) throw reader.fault("a closing parenthesis that nothing opens", 0);
  if (reader.at > reader.length) throw reader.fault("a backslash at the end");
  if (!state.referred) for (const loop of state.loops) loop.remembers = true;
  return { root, groups: state.groups, names: state.names, wide: reader.wideFrom(0), refusal: state.refusal };
}

function readChoice(state: State): Node {
  const branches: Node[] = [readSequence(state)];
  while (state.reader.peek() === bar) {
    state.reader.next();
    branches.push(readSequence(state));
  }
  const [only] = branches;
  return branches.length === 1 && only ? only : { kind: "choice", branches };
}

function readSequence(state: State): Node {
  const { reader } = state;
  const items: Node[] = [];
  // Literal characters in a row up to here.
  let row = 0;
  const endRow = (): void => {
    if (row > 1)
      for (const [i, item] of items.slice(-row).entries()) items[items.length - row + i] = { ...(item as CharacterNode), quiet: true };
    row = 0;
  };
  for (;;) {
    const code = reader.peek();
    if (reader.at >= reader.length || code === bar || code === closes) {
      endRow();
      return { kind: "sequence", items };
    }
    switch (String.fromCodePoint(code)) {
      case "(": {
        endRow();
        const group = readGroup(state);
        if (group) items.push(group);
        continue;
      }
      case "?":
      case "*":
      case "+":
        throw reader.fault(`${String.fromCodePoint(code)} repeats nothing`, 0);
    }
    const atom = readAtom(state, code);
    const item = quantified(state, atom);
    const isLiteral =
      item === atom && item.kind === "set" && item.set.kind === "range" && item.set.from === item.set.to && code !== of("[");
    if (!isLiteral) endRow();
    items.push(item);
    if (isLiteral) row++;
  }
}

const empty: Node = { kind: "sequence", items: [] };

function readAtom(state: State, code: number): Node {
  const { reader, flags } = state;
  switch (String.fromCodePoint(code)) {
    case "[":
      return { kind: "set", set: readClass(state, true) };
    case "^":
      reader.next();
      return flags.multiline ? { kind: "line-start", unix: flags.unixLines } : { kind: "begin" };
    case "$":
      reader.next();
      return { kind: "dollar", multiline: flags.multiline, unix: flags.unixLines };
    case ".":
      reader.next();
      return named(flags.dotAll ? "all" : flags.unixLines ? "unix dot" : "dot");
    case "{":
      // It repeats an empty text.
      return empty;
    case "\\": {
      const family = readFamily(state);
      return family ? { kind: "set", set: family } : escaped(state, readEscape(reader, { inClass: false, inRange: false }));
    }
    default:
      reader.next();
      return literal(state, code);
  }
}

function named(name: "all" | "dot" | "unix dot"): Node {
  return { kind: "set", set: { kind: "named", name }, quiet: true };
}

function literal(state: State, code: number): Node {
  if (code >= 0xd800 && code <= 0xdfff) refuse(state, "half a character");
  return { kind: "set", set: single(state, code) };
}

function escaped(state: State, found: Escape): Node {
  const { reader, flags } = state;
  switch (found.kind) {
    case "code":
      return literal(state, found.code);
    case "set":
      return { kind: "set", set: found.set };
    case "node":
      return found.node;
    case "refused":
      throw new RefusedPattern(found.why);
    case "digit": {
      let group = found.digit;
      for (;;) {
        const digit = reader.peek() - of("0");
        if (digit < 0 || digit > 9 || group * 10 + digit > state.groups) break;
        group = group * 10 + digit;
        reader.read();
      }
      state.referred = true;
      return { kind: "reference", group, fold: flags.fold };
    }
    case "name": {
      if (reader.read() !== of("<")) throw reader.fault("\\k is followed by the name of a group, as in \\k<name>");
      const name = readName(state, reader.read());
      const group = state.names.get(name);
      if (group === undefined) throw reader.fault(`no group <${name}> stands before`);
      state.referred = true;
      return { kind: "reference", group, fold: flags.fold };
    }
  }
}

function readName(state: State, first: number): string {
  const { reader } = state;
  let name = "";
  let code = first;
  const isLetter = (): boolean => /[A-Za-z]/.test(String.fromCodePoint(code));
  if (!isLetter()) throw reader.fault("the name of a group begins with a letter from A to Z");
  while (isLetter() || (name !== "" && /[0-9]/.test(String.fromCodePoint(code)))) {
    name += String.fromCodePoint(code);
    code = reader.read();
  }
  if (code !== of(">")) throw reader.fault("the name of a group ends with >");
  return name;
}

/** A group with its quantifier; nothing for one that only sets flags. */
function readGroup(state: State): Node | undefined {
  const { reader } = state;
  const outer = state.flags;
  const loopsBefore = state.loops.length;
  const body = (): Node => {
    const inside = readChoice(state);
    if (reader.read() !== closes) throw reader.fault("a group that is not closed");
    state.flags = outer;
    reader.comments = outer.comments;
    reader.unixLines = outer.unixLines;
    return inside;
  };
  const capturing = (): Group => {
    const capture = ++state.groups;
    return { kind: "group", capture, body: body() };
  };
  if (reader.next() !== of("?")) return quantifiedGroup(state, capturing(), loopsBefore);
  const kind = String.fromCodePoint(reader.skip());
  switch (kind) {
    case ":":
      return quantifiedGroup(state, { kind: "group", body: body() }, loopsBefore);
    case "=":
    case "!":
      return quantified(state, { kind: "look", behind: false, negative: kind === "!", body: body(), wide: false });
    case ">":
      return quantified(state, { kind: "atomic", body: { kind: "group", body: body() } });
    case "<": {
      const code = reader.read();
      if (code !== of("=") && code !== of("!")) {
        const name = readName(state, code);
        if (state.names.has(name)) throw reader.fault(`two groups are called <${name}>`);
        state.names.set(name, state.groups + 1);
        return quantifiedGroup(state, capturing(), loopsBefore);
      }
      const wide = reader.wideFrom(reader.at);
      const start = reader.at;
      const inside = body();
      const width = widthOf(inside);
      if (!width.bounded) {
        reader.at = start;
        throw reader.fault("what is looked behind for has no greatest length");
      }
      if (width.unlimited) refuse(state, "looking behind for any number of characters");
      state.loops.length = Math.min(loopsBefore, state.loops.length);
      return quantified(state, { kind: "look", behind: true, negative: code === of("!"), body: inside, wide });
    }
    default: {
      reader.back();
      readFlags(state);
      const code = reader.read();
      if (code === closes) return undefined;
      if (code !== of(":")) throw reader.fault("(? is followed by : = ! > < or flags of imsdux");
      return quantifiedGroup(state, { kind: "group", body: body() }, loopsBefore);
    }
  }
}

const flagNames: { readonly [letter: string]: keyof Flags } = { i: "fold", m: "multiline", s: "dotAll", d: "unixLines", x: "comments" };

function readFlags(state: State): void {
  const { reader } = state;
  let on = true;
  for (let code = reader.peek(); ; code = reader.next()) {
    const letter = String.fromCodePoint(code);
    if (letter === "-" && on) {
      on = false;
      continue;
    }
    const name = flagNames[letter];
    if (name !== undefined) state.flags = { ...state.flags, [name]: on };
    else if (letter === "u" || letter === "U" || letter === "c") {
      if (on) refuse(state, `the flag ${letter}, by which Java follows more of Unicode than the emulator does`);
    } else return;
    reader.comments = state.flags.comments;
    reader.unixLines = state.flags.unixLines;
  }
}

interface Quantifier {
  readonly min: number;
  readonly max: number;
  readonly mode: Repeat["mode"];
}

function readQuantifier({ reader }: State): Quantifier | undefined {
  const simple: { readonly [sign: string]: readonly [number, number] } = { "?": [0, 1], "*": [0, unlimited], "+": [1, unlimited] };
  const sign = String.fromCodePoint(reader.peek());
  const range = reader.at >= reader.length ? undefined : sign === "{" ? readCounts(reader) : simple[sign];
  if (!range) return undefined;
  const [min, max] = range;
  const follows = reader.at >= reader.length ? "" : String.fromCodePoint(reader.next());
  if (follows === "?" || follows === "+") reader.next();
  return { min, max, mode: follows === "?" ? "lazy" : follows === "+" ? "possessive" : "greedy" };
}

/** Reads `{2,5}` up to its last brace, which stays. */
function readCounts(reader: Reader): readonly [number, number] {
  const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
  let code = reader.skip();
  if (!isDigit(code)) throw reader.fault("{ is followed by a number of repetitions, or is written \\{");
  const number = (): number => {
    let value = 0;
    while (isDigit(code)) {
      value = value * 10 + code - 0x30;
      if (value > unlimited) throw reader.fault("so many repetitions there are not");
      code = reader.read();
    }
    return value;
  };
  const min = number();
  let max = min;
  if (code === of(",")) {
    code = reader.read();
    max = code === of("}") ? unlimited : number();
  }
  if (code !== of("}")) throw reader.fault("{ is not closed by }");
  if (max < min) throw reader.fault("the greatest number of repetitions is less than the least");
  reader.back();
  return [min, max];
}

function quantified(state: State, body: Node): Node {
  const quantifier = readQuantifier(state);
  return quantifier ? { kind: "repeat", body, ...quantifier, remembers: false } : body;
}

function quantifiedGroup(state: State, group: Group, loopsBefore: number): Node {
  const quantifier = readQuantifier(state);
  if (!quantifier) return group;
  const repeat: Repeat = { kind: "repeat", body: group, ...quantifier, remembers: false };
  state.loops.length = Math.min(loopsBefore, state.loops.length);
  if (quantifier.mode === "greedy" && quantifier.max === unlimited) state.loops.push(repeat);
  return repeat;
}
