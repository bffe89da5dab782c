import type { Canonical } from "./value.js";

/** What one run gives: a value for each row, rows, or an error with Spark's condition and SQLSTATE. */
export type Outcome = { readonly value: Canonical } | { readonly error: string; readonly state: string | null };

/** The emulator may also say that it does not know. */
export type Emulated = Outcome | { readonly refused: string };

export function isSame(a: Emulated, b: Outcome): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
