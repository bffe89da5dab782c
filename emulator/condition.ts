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
  [/^(Out of Range Error: Date out of range|Conversion Error: Date (out of range|and time not in timestamp range))/, "EMULATOR_REFUSES"],
  [/^Conversion Error: Type INT32 with value .*-\d\d-\d\d.* can't be cast to the destination type INT64/, "EMULATOR_REFUSES"],
  [/^Out of Range Error: Overflow in (addition|subtraction|multiplication|negation) of INT(8|16) /, "BINARY_ARITHMETIC_OVERFLOW"],
  [/^Out of Range Error: Overflow in (addition|subtraction|multiplication|negation) of /, "ARITHMETIC_OVERFLOW"],
  [/^Out of Range Error: Overflow on abs/, "ARITHMETIC_OVERFLOW"],
  [/^Conversion Error: Type \w+ with value .* can't be cast because the value is out of range for the destination type/, "CAST_OVERFLOW"],
  [/^Conversion Error: Failed to cast decimal value .* to type INT/, "CAST_OVERFLOW"],
  [/^Conversion Error: Could not cast value .* to DECIMAL/, "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"],
  [/^Conversion Error: Casting value .* to type DECIMAL.* failed: value is out of range/, "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION"],
  // A date so far away that its midnight overflows; Spark has no condition for it.
  [/^(Conversion|Invalid Input) Error: Type INT32 with value .* can't be cast to the destination type INT64/, "EMULATOR_REFUSES"],
  // Spark keeps the bytes as they are.
  [/^Conversion Error: Failure in decode: could not convert blob to UTF8 string/, "EMULATOR_REFUSES"],
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
