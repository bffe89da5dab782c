import type { Repeat } from "./pattern.js";
import type { Reader } from "./reader.js";

/** What the flags of a pattern are, here. Comments and Unix lines are the reader's. */
export interface Flags {
  readonly fold: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly comments: boolean;
  readonly unixLines: boolean;
}

/** What is read so far. */
export interface State {
  readonly reader: Reader;
  flags: Flags;
  groups: number;
  readonly names: Map<string, number>;
  refusal: string | undefined;
  referred: boolean;
  /** Loops outside of all others, in which Java remembers where it failed. */
  loops: Repeat[];
}

/** Remembers why the emulator does not match this exactly; the first reason counts. */
export function refuse(state: State, why: string): void {
  state.refusal ??= why;
}

/** Valid in Java, and so little used that it is not even read: thrown out of the parser. */
export class RefusedPattern extends Error {}
