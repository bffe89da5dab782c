import type { Column, Time } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type ColumnType, canBeNull, castMayBeNull, type Expression, type Slot, types } from "../ir/index.js";
import { isZone } from "./java/zone-id.js";
import { type FunctionRow, wrongOperand } from "./row.js";

/** A date or a time, NULL or not. */
export type TimeColumn = Column<Time | null>;

/** A TIMESTAMP or TIMESTAMP_NTZ. */
export type ClockColumn = Column<"timestamp" | "timestamp_ntz" | null>;

const times: readonly ColumnType["kind"][] = ["date", "timestamp", "timestamp_ntz"];

/** Checks that an operand is a DATE, TIMESTAMP or TIMESTAMP_NTZ. */
export function requireTime(name: string, index: number, given: Expression | undefined, kinds = times): ColumnType {
  if (given && kinds.includes(given.type.kind)) return given.type;
  throw wrongOperand(
    name,
    index,
    kinds.length === 1 ? (kinds[0] ?? "") : `a ${kinds.map((kind) => kind.toUpperCase()).join(" or ")}`,
    given,
  );
}

/** Checks that an operand is an INT or narrower. */
export function requireInt(name: string, index: number, given: Expression | undefined): void {
  if (given?.type.kind !== "int" && given?.type.kind !== "smallint" && given?.type.kind !== "tinyint")
    throw wrongOperand(name, index, "int", given);
}

/** The type of an argument; a row's `type` has seen that it is there. */
export function typeOf(args: readonly Expression[], index: number): ColumnType {
  return args[index]?.type ?? types.string;
}

/** A word that was written out. Throws `function/operand` for a column, and for a word that is not among those. */
export function wordOf(name: string, given: Expression | undefined, words: readonly string[], what: string): string {
  const word = given?.kind === "literal" ? String(given.value) : undefined;
  if (word !== undefined && words.includes(word)) return word;
  throw new DiagnosticError([
    error("function/operand", `${name} takes ${words.join(", ")} as ${what}, not ${word === undefined ? "a column" : `"${word}"`}`, {
      fix: `write one of these out`,
    }),
  ]);
}

/** A time zone that was written out. Throws `function/time-zone` for one that Java does not know. */
export function zoneOf(name: string, index: number, given: Expression | undefined): string {
  if (given?.kind !== "literal" || given.type.kind !== "string" || given.value === null) {
    throw wrongOperand(name, index, "a time zone that is written out, not one of a column,", given);
  }
  const zone = String(given.value);
  if (isZone(zone)) return zone;
  throw new DiagnosticError([
    error("function/time-zone", `${name}: "${zone}" is no time zone that Spark knows (INVALID_TIMEZONE)`, {
      fix: 'write an IANA name, as in "Europe/Berlin", or an offset, as in "+02:00"',
    }),
  ]);
}

/** NULL when an operand is, and for Spark also where it casts an operand to a type that the cast may not fit. */
export function nullsAs(...casts: readonly (ColumnType | undefined)[]): Exclude<FunctionRow["nulls"], string> {
  return (args: readonly Slot[]) => ({
    nullable: args.some((one, i) => one.nullable || (casts[i] !== undefined && castMayBeNull(one.type, casts[i], false))),
    proven: !args.some(canBeNull),
  });
}

/** NULL when an operand is; Spark's analyser takes it to be NULL always. */
export const nullsUnknown = (args: readonly Slot[]): Pick<Slot, "nullable" | "proven"> => ({
  nullable: true,
  proven: !args.some(canBeNull),
});
