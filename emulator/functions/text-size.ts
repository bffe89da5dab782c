import { SparkError } from "./body.js";

/** No text that is made here is longer than this: Spark's may be, and fill the memory. */
const longest = 1 << 26;

/** A text of a length, when that is no more than the emulator makes. */
export function ofLength(characters: number, make: () => string): string {
  if (characters <= longest) return make();
  throw new SparkError("EMULATOR_REFUSES", `the emulator makes no text of more than ${longest} characters`);
}
