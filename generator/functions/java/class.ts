import { readEscape } from "./escape.js";
import { type CharacterSet, namedSets, type SetName } from "./pattern.js";
import { RefusedPattern, refuse, type State } from "./state.js";

const of = (text: string): number => text.codePointAt(0) ?? 0;
const opens = of("[");
const closes = of("]");
const ampersand = of("&");

/** One character, in both cases when case is ignored, which is only of ASCII. */
export function single({ flags }: State, code: number): CharacterSet {
  return { kind: "range", from: code, to: code, fold: flags.fold && /[A-Za-z]/.test(String.fromCodePoint(code)) };
}

/**
 * Reads a set in brackets, whose opening one is here. Without `consume` it is the right side of `&&`, which ends where the set around it
 * does.
 */
export function readClass(state: State, consume: boolean): CharacterSet {
  const { reader, flags } = state;
  // Characters below 256 that stand alone are one set of their own in Java, to which later ones are added wherever it is used by then.
  const latin = new Set<number>();
  const latinSet: CharacterSet = { kind: "latin", codes: latin };
  let pending = false;
  let set: CharacterSet | undefined;
  const unite = (more: CharacterSet): void => {
    set = set ? { kind: "or", left: set, right: more } : more;
  };
  let code = reader.next();
  const negated = code === of("^") && reader.raw(-1) === opens;
  if (negated) code = reader.next();
  for (;;) {
    if (reader.at >= reader.length) throw reader.fault("brackets that are not closed", 1);
    if (code === opens) {
      unite(readClass(state, true));
      code = reader.peek();
      continue;
    }
    if (code === ampersand) {
      code = reader.next();
      if (code === ampersand) {
        const right = readRight(state);
        if (pending) unite(latinSet);
        pending = false;
        if (!right) {
          if (!set) throw reader.fault("&& without anything on its left");
          throw new RefusedPattern("&& without anything on its right");
        }
        set = set ? { kind: "and", left: set, right } : right;
        code = reader.peek();
        continue;
      }
      reader.back();
    } else if (code === closes && (set || pending)) {
      if (consume) reader.next();
      if (pending) unite(latinSet);
      const whole: CharacterSet = set ?? latinSet;
      return negated ? { kind: "not", of: whole } : whole;
    }
    const range = readRange(state);
    if (typeof range !== "number") unite(range);
    else {
      latin.add(range);
      if (flags.fold && /[A-Za-z]/.test(String.fromCodePoint(range))) {
        latin.add(range | 0x20);
        latin.add(range & ~0x20);
      }
      pending = true;
    }
    code = reader.peek();
  }
}

/** What stands on the right side of `&&`; the second `&` is here. */
function readRight(state: State): CharacterSet | undefined {
  const { reader } = state;
  let right: CharacterSet | undefined;
  for (let code = reader.next(); code !== closes && code !== ampersand; code = reader.peek()) {
    if (code !== opens) reader.back();
    const one = readClass(state, code === opens);
    right = right ? { kind: "or", left: right, right: one } : one;
  }
  return right;
}

/** One character below 256, or a set: another character, a range, an found. */
function readRange(state: State): CharacterSet | number {
  const { reader, flags } = state;
  let code = reader.peek();
  if (code === of("\\")) {
    const family = readFamily(state);
    if (family) return family;
    const found = readEscape(reader, { inClass: true, inRange: reader.raw(2) === of("-") });
    if (found.kind === "set") return found.set;
    if (found.kind === "refused") throw new RefusedPattern(found.why);
    if (found.kind !== "code") throw reader.fault("no escape inside of brackets");
    code = found.code;
  } else reader.next();
  if (code >= 0xd800 && code <= 0xdfff) refuse(state, "half a character");
  if (reader.peek() === of("-")) {
    const end = reader.raw(1);
    if (end !== opens && end !== closes) {
      reader.next();
      const to = readEnd(state);
      if (to < code) throw reader.fault("a range whose end is before its start");
      return { kind: "range", from: code, to, fold: flags.fold };
    }
  }
  return code < 256 ? code : single(state, code);
}

function readEnd(state: State): number {
  const { reader } = state;
  const code = reader.peek();
  if (code !== of("\\")) {
    reader.next();
    return code;
  }
  const found = readEscape(reader, { inClass: true, inRange: true });
  if (found.kind === "refused") throw new RefusedPattern(found.why);
  return found.kind === "code" ? found.code : -1;
}

/** Reads `\p{…}` and `\P{…}` when they are here. */
export function readFamily(state: State): CharacterSet | undefined {
  const { reader } = state;
  const letter = reader.raw(1);
  if (letter !== of("p") && letter !== of("P")) return undefined;
  reader.at++;
  let name = "";
  if (reader.next() === of("{")) {
    reader.at++;
    while (reader.at < reader.length && reader.peek() !== of("}")) name += String.fromCodePoint(reader.read());
    if (reader.at >= reader.length) throw reader.fault("\\p{ is not closed by }");
    if (name === "") throw reader.fault("\\p{} names nothing");
  } else name = String.fromCodePoint(reader.raw());
  reader.at++;
  const set = familyNamed(state, name);
  if (!set) throw reader.fault(`Java has no characters called ${name}`);
  return letter === of("P") ? { kind: "not", of: set } : set;
}

const categories = /^(?:L[ultmo]?|M[nec]?|N[dlo]?|Z[slp]?|P[dsecoif]?|S[mcko]?)$/;
/** What Java has beside, and the emulator not. */
const others = /^(?:Cn|Cc|Cf|Co|Cs|C|LC|LD|L1|all|java\w+|In.+|Is.+|.*=.*)$/;

function familyNamed(state: State, name: string): CharacterSet | undefined {
  if (name in namedSets && name.length > 1 && /^[A-Z]/.test(name)) {
    if (state.flags.fold && (name === "Lower" || name === "Upper")) refuse(state, `\\p{${name}} while case is ignored`);
    return { kind: "named", name: name as SetName };
  }
  const category = name.startsWith("Is") && categories.test(name.slice(2)) ? name.slice(2) : name;
  if (categories.test(category)) {
    if (state.flags.fold && /^L[ult]$/.test(category)) refuse(state, `\\p{${name}} while case is ignored`);
    return { kind: "category", name: category };
  }
  if (!others.test(name)) return undefined;
  throw new RefusedPattern(`\\p{${name}}`);
}
