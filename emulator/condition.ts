import { type Condition, conditions } from "../generator/functions/index.js";

/** An error as Spark would raise it. */
export interface Raised {
  readonly condition: string;
  /** SQLSTATE; null when it is an error that Spark has no condition for. */
  readonly state: string | null;
  readonly message: string;
}

/** What DuckDB itself says when a value has no result, and the condition Spark has for it. */
const native: readonly (readonly [RegExp, Condition])[] = [
  [/^Out of Range Error: Overflow in (addition|subtraction|multiplication|negation) of INT(8|16) /, "BINARY_ARITHMETIC_OVERFLOW"],
  [/^Out of Range Error: Overflow in (addition|subtraction|multiplication|negation) of /, "ARITHMETIC_OVERFLOW"],
  [/^Out of Range Error: Overflow on abs/, "ARITHMETIC_OVERFLOW"],
  [/^Conversion Error: Type \w+ with value .* can't be cast because the value is out of range for the destination type/, "CAST_OVERFLOW"],
];

/** Finds Spark's condition in an error of DuckDB; undefined when it is neither raised by us nor one that is known. */
export function raisedBy(message: string): Raised | undefined {
  const own = /^(?:Invalid Input Error: )?(\[([A-Z][A-Z_.]*)\] .*?)(?: SQLSTATE: (\w{5}))?$/s.exec(
    message.split(/\n\s*\n?LINE \d+:/)[0] ?? "",
  );
  if (own) return { condition: own[2] ?? "", state: own[3] ?? null, message: own[1] ?? message };
  const found = native.find(([pattern]) => pattern.test(message));
  if (!found) return undefined;
  // DuckDB names its own types and operators, and how to use its own try_cast.
  const [text = ""] = message.replace(/^[A-Z][\w ]* Error: /, "").split("\n");
  return { condition: found[1], state: conditions[found[1]], message: `[${found[1]}] ${text}` };
}
