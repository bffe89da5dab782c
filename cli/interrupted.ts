/** Ctrl-C stopped a command at a clean place. The message says what was done and how to go on. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
