import type { Column, Instant, NullOf, Num, Operand, Text as TextColumn } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type ColumnType, type Expression, isInteger, type Slot, types } from "../ir/index.js";
import { kindsIn, readPattern, unknownPart } from "./java/date-pattern.js";
import { open, refused, type Written, wrongOperand } from "./row.js";
import { dayOf, instantAt, wallOf } from "./session-clock.js";
import { atom, type Sql, sqlAtom } from "./sql.js";
import { nullsAs, requireTime, type TimeColumn, typeOf } from "./time-operand.js";

/** Checks a pattern that was written out. Throws `function/date-pattern` for one that Spark does not take. */
function requirePattern(name: string, index: number, given: Expression | undefined, parsing: boolean): void {
  if (given?.kind !== "literal" || given.type.kind !== "string" || given.value === null) {
    throw wrongOperand(name, index, "a pattern that is written out, not one of a column,", given);
  }
  const pattern = String(given.value);
  const read = readPattern(pattern, parsing);
  if (!("fault" in read)) return;
  throw new DiagnosticError([
    error("function/date-pattern", `${name}: "${pattern}" is no pattern that Spark takes: ${read.fault} (${read.condition})`, {
      fix: 'write one of Java\'s DateTimeFormatter, as in "yyyy-MM-dd HH:mm:ss"',
    }),
  ]);
}

/** The pattern of a call that the emulator knows, or the default one. Throws `dialect/refused`. */
function patternOf(name: string, { arguments: args }: Written, index: number, parsing: boolean): string {
  const given = args[index];
  const pattern = given?.kind === "literal" ? String(given.value) : "yyyy-MM-dd HH:mm:ss";
  const parts = readPattern(pattern, parsing);
  if ("fault" in parts) throw refused(`${name}: ${parts.fault}`);
  const unknown = unknownPart(parts);
  if (unknown)
    throw refused(`${name}: the emulator does not know ${unknown.letters} in a pattern: ${unknown.why}`, "leave it out of the pattern");
  const kinds = parsing ? kindsIn(parts) : new Set();
  if (kinds.has("localizedOffset"))
    throw refused(`${name}: the emulator does not read offsets with GMT before them`, "write the offset as XXX");
  if (kinds.has("zoneId") && kinds.has("offset")) throw refused(`${name}: the emulator does not read a zone and an offset by one pattern`);
  return pattern;
}

function called(body: string, written: Written, take: ColumnType, part: Sql, parameters = {}): Sql {
  const name = written.javascript({ body, takes: [take], gives: written.type, parameters });
  return sqlAtom`${atom(name)}(${part})`;
}

/**
 * `date_format(x, pattern)`: as clocks in the session's time zone show it, by a pattern of Java's DateTimeFormatter, names in English.
 * `dateFormat(o.placed_at, "yyyy-MM-dd HH:mm")`
 */
export const dateFormat = open<<const A extends TimeColumn>(time: A, pattern: string) => TextColumn<"string" | NullOf<A>>>({
  name: "date_format",
  type: ([time, pattern]) => {
    requireTime("date_format", 0, time);
    requirePattern("date_format", 1, pattern, false);
    return types.string;
  },
  duckdb: ([time = atom("")], written) => {
    const pattern = patternOf("date_format", written, 1, false);
    return called("date_format", written, types.timestamp, instantAt(time, typeOf(written.arguments, 0), written), { pattern });
  },
});

type FromUnixtime = <const N extends Operand<"bigint" | "int" | "smallint" | "tinyint">>(
  seconds: N,
  pattern?: string,
) => TextColumn<"string" | NullOf<N>>;

/**
 * `from_unixtime(seconds[, pattern])`: an instant so many seconds after 1970, as `dateFormat`; without a pattern `yyyy-MM-dd HH:mm:ss`.
 * `fromUnixtime(o.epoch)`
 */
export const fromUnixtime = open<FromUnixtime>({
  name: "from_unixtime",
  type: ([seconds, pattern]) => {
    if (!seconds || !isInteger(seconds.type)) throw wrongOperand("from_unixtime", 0, "bigint", seconds);
    if (pattern !== undefined) requirePattern("from_unixtime", 1, pattern, false);
    return types.string;
  },
  nulls: (args) => ({ nullable: true, proven: nullsAs()(args).proven }),
  duckdb: ([seconds = atom("")], written) => {
    const pattern = patternOf("from_unixtime", written, 1, false);
    return called("from_unixtime", written, types.bigint, sqlAtom`CAST(${seconds} AS BIGINT)`, { pattern });
  },
});

type Word = "date" | "timestamp" | "timestamp_ntz";

interface Conversion<W extends Word> {
  <const A extends Column<"string" | null>>(text: A, pattern?: string): Instant<W | NullOf<A>>;
  <const A extends TimeColumn>(time: A): Instant<W | NullOf<A>>;
}

interface Options {
  readonly name: string;
  readonly gives: Word;
  readonly attempt: boolean;
}

/** With a pattern of a text, without one also of a time: the cast. */
function typeOfConversion({ name, gives }: Options, [value, pattern]: readonly Expression[]): ColumnType {
  if (pattern !== undefined) {
    if (value?.type.kind !== "string") throw wrongOperand(name, 0, "string", value);
    requirePattern(name, 1, pattern, true);
  } else if (value?.type.kind !== "string") requireTime(name, 0, value);
  return types[gives];
}

function nullsOfConversion({ gives, attempt }: Options, args: readonly Expression[]): Pick<Slot, "nullable" | "proven"> {
  const slot = nullsAs(args.length > 1 ? undefined : types[gives])(args);
  return attempt ? { nullable: true, proven: false } : slot;
}

function converted({ name, gives, attempt }: Options, [value = atom("")]: readonly Sql[], written: Written): Sql {
  const from = typeOf(written.arguments, 0);
  if (written.arguments.length > 1) {
    return called("parse_time", written, from, value, { pattern: patternOf(name, written, 1, true), attempt });
  }
  if (from.kind === "string") return called("read_time", written, from, value, { attempt });
  if (gives === "date") return dayOf(value, from, written);
  return gives === "timestamp" ? instantAt(value, from, written) : wallOf(value, from, written);
}

function conversion<F>(options: Options) {
  return open<F>({
    name: options.name,
    type: (args) => typeOfConversion(options, args),
    nulls: (args) => nullsOfConversion(options, args),
    duckdb: (parts, written) => converted(options, parts, written),
  });
}

/**
 * `to_date(x[, pattern])`: a text read by a pattern of Java's DateTimeFormatter, an error where it does not follow it
 * (CANNOT_PARSE_TIMESTAMP); without a pattern the same as `CAST(x AS DATE)`. `toDate(o.day, "dd.MM.yyyy")`
 */
export const toDate = conversion<Conversion<"date">>({ name: "to_date", gives: "date", attempt: false });

/**
 * `to_timestamp(x[, pattern])`: a text read by a pattern, in the session's time zone when it has none of its own; without a pattern the same
 * as `CAST(x AS TIMESTAMP)`. `toTimestamp(o.at, "dd.MM.yyyy HH:mm")`
 */
export const toTimestamp = conversion<Conversion<"timestamp">>({ name: "to_timestamp", gives: "timestamp", attempt: false });

/** `to_timestamp_ltz(x[, pattern])`, the same as `toTimestamp`: `toTimestampLtz(o.at, "dd.MM.yyyy HH:mm")`. */
export const toTimestampLtz = conversion<Conversion<"timestamp">>({ name: "to_timestamp_ltz", gives: "timestamp", attempt: false });

/** `to_timestamp_ntz(x[, pattern])`: what clocks show, whatever zone stands there. `toTimestampNtz(o.at, "dd.MM.yyyy HH:mm")` */
export const toTimestampNtz = conversion<Conversion<"timestamp_ntz">>({ name: "to_timestamp_ntz", gives: "timestamp_ntz", attempt: false });

type Attempt<W extends Word> = (text: Column<"string" | null>, pattern?: string) => Instant<W | null>;

/** `try_to_date(text[, pattern])`: as `toDate`, and NULL where it fails. `tryToDate(o.day, "dd.MM.yyyy")` */
export const tryToDate = conversion<Attempt<"date">>({ name: "try_to_date", gives: "date", attempt: true });

/** `try_to_timestamp(text[, pattern])`: as `toTimestamp`, and NULL where it fails. `tryToTimestamp(o.at, "dd.MM.yyyy HH:mm")` */
export const tryToTimestamp = conversion<Attempt<"timestamp">>({ name: "try_to_timestamp", gives: "timestamp", attempt: true });

interface ToUnix {
  <const A extends Column<"string" | null>>(text: A, pattern?: string): Num<"bigint" | NullOf<A>>;
  <const A extends TimeColumn>(time: A): Num<"bigint" | NullOf<A>>;
}

function toUnix(name: string) {
  return open<ToUnix>({
    name,
    type: ([value, pattern]) => {
      if (value?.type.kind !== "string") requireTime(name, 0, value);
      if (pattern !== undefined) {
        if (value?.type.kind !== "string") throw wrongOperand(name, 0, "string", value);
        requirePattern(name, 1, pattern, true);
      }
      return types.bigint;
    },
    duckdb: ([value = atom("")], written) => {
      const from = typeOf(written.arguments, 0);
      // What clocks show is taken for a time in UTC, whatever the session's zone is.
      if (from.kind === "timestamp_ntz") return sqlAtom`(epoch_us(${value}) // 1000000)`;
      if (from.kind !== "string") return sqlAtom`(epoch_us(${instantAt(value, from, written)}) // 1000000)`;
      return called("parse_time", written, from, value, { pattern: patternOf(name, written, 1, true), attempt: false });
    },
  });
}

/**
 * `unix_timestamp(x[, pattern])`: seconds since 1970 of a time, or of a text read by a pattern, `yyyy-MM-dd HH:mm:ss` unless another is
 * given. A fraction is cut off, towards 1970. `unixTimestamp(o.at, "dd.MM.yyyy HH:mm")`
 */
export const unixTimestamp = toUnix("unix_timestamp");

/** `to_unix_timestamp(x[, pattern])`, the same as `unixTimestamp`: `toUnixTimestamp(o.at)`. */
export const toUnixTimestamp = toUnix("to_unix_timestamp");
