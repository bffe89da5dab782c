import type { Value } from "../row.js";
import type { Zone } from "../value/zone.js";
import type { Scanner } from "./scan.js";
import { FAIL, NAME, NONE, NULL, STRING } from "./token.js";

/** The value is good. */
export const GOOD = 0;
/** The value is lost: Spark throws while it reads it. */
export const FAILED = 1;
/** Something inside the value was lost, the rest is handed over. */
export const PARTIAL = 2;

/** Reads the value the scanner stands at, or before when it stands at a name, and leaves `GOOD`, `FAILED` or `PARTIAL` in `fault`. */
export type Read = (scanner: Scanner) => Value;

/** How a reader differs from others of the same schema. */
export interface Reading {
  /** How a STRING gets the text of a value that is no string. */
  readonly copyText: (scanner: Scanner) => string | null;
  /** The zone of the session. */
  readonly zone: Zone;
}

/** Spark's options of JSON that are known here. */
export interface JsonOptions {
  /** The time zone of the session, that of timestamps without an offset. Default `UTC`. */
  readonly timeZone?: string;
}

/** The token to convert; names are stepped over. */
export function enter(scanner: Scanner): number {
  while (scanner.token === NAME) if (scanner.next() === FAIL) return FAIL;
  return scanner.token;
}

/** NULL for a value that is no value of the type. Spark reads a string to its end before it complains, and may stumble over it. */
export function mismatch(scanner: Scanner, token: number): null {
  if (token === NULL || token === NONE) return null;
  if (token === STRING) scanner.stringValue();
  scanner.fault = FAILED;
  return null;
}

/** What the conversion made of a value, NULL being a failure. */
export function result<T extends Value>(scanner: Scanner, value: T | null): T | null {
  if (value === null) scanner.fault = FAILED;
  return value;
}
