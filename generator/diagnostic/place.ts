import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** A position in a file of the user's: path relative to the repository, line and column from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Where something was written, resolved only when somebody asks: a capture costs a microsecond, resolving a stack through its source map far more. */
export interface Trace {
  place(): Place | undefined;
  /** Was it written right in the function that Sluice called, not in a function that one called? */
  direct(): boolean;
}

/** The repository this copy of Sluice stands in: the nearest folder above with a package.json. */
export const repository = findRepository(dirname(fileURLToPath(import.meta.url)));

function findRepository(from: string): string {
  if (existsSync(join(from, "package.json"))) return from;
  const parent = dirname(from);
  return parent === from ? process.cwd() : findRepository(parent);
}

/** Our own rooms: a frame in them is never where the user wrote something. */
const rooms = ["generator", "emulator", "dist"].map((room) => join(repository, room) + sep);

/** Packages need not lie in the repository: they may be linked or hoisted. */
const packages = `${sep}node_modules${sep}`;

/**
 * Remembers where the user called from. `enter` is the function of ours that the user called: frames above it are not even
 * captured. `frames` is how many are: more than the user's own only where ours lie between.
 */
export function trace(enter: (...args: never[]) => unknown, frames = 3): Trace {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = frames;
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, enter);
  Error.stackTraceLimit = limit;
  let parsed: readonly Frame[] | undefined;
  const resolve = (): readonly Frame[] => {
    if (!parsed) {
      parsed = parse(holder.stack ?? "");
      delete holder.stack;
    }
    return parsed;
  };
  return {
    place: () => resolve().find((frame) => frame.place)?.place,
    direct: () => {
      const found = resolve();
      const first = found.findIndex((frame) => frame.place);
      return found[first + 1]?.ours === true;
    },
  };
}

/** Where the user's code was when an error was made: the first frame of its stack that is neither ours nor Node's. */
export function placeOf(failure: Error): Place | undefined {
  return parse(failure.stack ?? "").find((frame) => frame.place)?.place;
}

/** A line of a stack: a place of the user's, a frame of ours, or neither (Node's own). */
interface Frame {
  readonly place?: Place;
  readonly ours: boolean;
}

function parse(stack: string): readonly Frame[] {
  return stack.split("\n").flatMap((line): Frame[] => {
    if (!/^\s*at /.test(line)) return [];
    const found = /[\s(]((?:file:\/\/)?(?:\/|[A-Za-z]:\\)[^()]*?)(?:\?[^():]*)?:(\d+):(\d+)\)?$/.exec(line);
    if (!found) return [{ ours: false }];
    const [, location = "", row = "", column = ""] = found;
    const path = location.startsWith("file://") ? fileURLToPath(location) : location;
    if (path.includes(packages)) return [{ ours: false }];
    if (rooms.some((room) => path.startsWith(room))) return [{ ours: true }];
    return [{ place: { file: fromRepository(path), line: Number(row), column: Number(column) }, ours: false }];
  });
}

/** A path as people read it: relative to the repository when it lies inside. */
export function fromRepository(path: string): string {
  const inside = relative(repository, path);
  return inside.startsWith("..") ? path : inside.split(sep).join("/");
}
