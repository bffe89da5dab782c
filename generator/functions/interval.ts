import type { Column, Instant, NullOf } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type Expression, types } from "../ir/index.js";
import { open, type Text } from "./row.js";
import { dayOf, instantAt } from "./session-clock.js";
import { atom, infix, levels, sqlAtom } from "./sql.js";
import { nullsAs, requireTime, typeOf } from "./time-operand.js";

/** Microseconds of the units of a day-time interval, months of those of a year-month interval. */
const lengths: { readonly [unit: string]: bigint } = {
  microsecond: 1n,
  millisecond: 1000n,
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
  week: 604_800_000_000n,
};
const spans: { readonly [unit: string]: bigint } = { month: 1n, year: 12n };

interface Length {
  /** `INTERVAL 1 DAY 2 HOURS` */
  readonly text: string;
  /** The unit in which the amount is: whole days stay days. */
  readonly unit: "MONTH" | "DAY" | "MICROSECOND";
  readonly amount: bigint;
}

const one = "(-?[0-9]+)(?:[.]([0-9]{1,6}))? (microsecond|millisecond|second|minute|hour|day|week|month|year)s?";

/** Reads `1 day 2 hours`. Throws `interval/malformed`. */
function lengthOf(name: string, given: Expression | undefined): Length {
  const text = given?.kind === "literal" && given.type.kind === "string" ? String(given.value) : undefined;
  const malformed = (why: string): DiagnosticError =>
    new DiagnosticError([
      error(
        "interval/malformed",
        text === undefined ? `${name} takes an interval that is written out` : `"${text}" is not an interval: ${why}`,
        {
          fix: 'write whole numbers and units, as in "1 day 2 hours" or "3 months"',
        },
      ),
    ]);
  if (text === undefined || !new RegExp(`^${one}( ${one})*$`).test(text)) throw malformed("it is not numbers and units");
  let months: bigint | undefined;
  let micros: bigint | undefined;
  let isDays = true;
  const words: string[] = [];
  for (const [, whole = "", fraction, unit = ""] of text.matchAll(new RegExp(one, "g"))) {
    if (fraction !== undefined && unit !== "second") throw malformed("only seconds have a fraction");
    const amount = BigInt(whole);
    const parts = BigInt((fraction ?? "").padEnd(6, "0")) * (whole.startsWith("-") ? -1n : 1n);
    if (spans[unit] !== undefined) months = (months ?? 0n) + amount * spans[unit];
    else micros = (micros ?? 0n) + amount * (lengths[unit] ?? 1n) + (fraction === undefined ? 0n : parts);
    isDays &&= unit === "day" || unit === "week";
    words.push(`${whole}${fraction === undefined ? "" : `.${fraction}`} ${unit.toUpperCase()}`);
  }
  if (months !== undefined && micros !== undefined) throw malformed("months and years are not mixed with shorter units");
  const written = `INTERVAL ${words.join(" ")}`;
  if (months !== undefined) {
    if (BigInt.asIntN(32, months) !== months) throw malformed("it is too long");
    return { text: written, unit: "MONTH", amount: months };
  }
  const total = micros ?? 0n;
  if (BigInt.asIntN(64, total) !== total) throw malformed("it is too long");
  return isDays ? { text: written, unit: "DAY", amount: total / 86_400_000_000n } : { text: written, unit: "MICROSECOND", amount: total };
}

type Short = "microsecond" | "millisecond" | "second" | "minute" | "hour";

/** Adds to a DATE, a DATE or, with an interval that has hours or less, a TIMESTAMP; TIMESTAMP and TIMESTAMP_NTZ stay what they are. */
interface Shift {
  <const A extends Column<"date" | null>, const T extends string>(
    time: A,
    interval: T,
  ): Instant<(T extends `${string} ${Short}${string}` ? "timestamp" : "date") | NullOf<A>>;
  <const A extends Column<"timestamp" | null>>(time: A, interval: string): Instant<"timestamp" | NullOf<A>>;
  <const A extends Column<"timestamp_ntz" | null>>(time: A, interval: string): Instant<"timestamp_ntz" | NullOf<A>>;
}

function shift(name: string, operator: "+" | "-") {
  const sign = operator === "+" ? 1n : -1n;
  const duckdb: Text = ([time = atom("")], written) => {
    const { unit, amount } = lengthOf(name, written.arguments[1]);
    const from = typeOf(written.arguments, 0);
    const gives = written.type;
    if (gives.kind === "date") {
      const day = dayOf(time, from, written);
      if (unit === "DAY")
        return sqlAtom`CAST(${atom(infix(operator, levels.add)(day, atom(String(amount < 0n ? `(${amount})` : amount))).text)} AS DATE)`;
      const body = written.javascript({ body: "add_months", takes: [types.date, types.int], gives, parameters: {} });
      return sqlAtom`${atom(body)}(${day}, ${atom(String(amount * sign))})`;
    }
    const parameters = { unit, interval: true };
    const body = written.javascript({ body: "add_to_time", takes: [gives, types.bigint], gives, parameters });
    const start = gives.kind === "timestamp" ? instantAt(time, from, written) : time;
    return sqlAtom`${atom(body)}(${start}, ${atom(`CAST('${amount * sign}' AS BIGINT)`)})`;
  };
  return open<Shift>({
    name,
    type: ([time, interval]) => {
      const type = requireTime(name, 0, time);
      const { unit } = lengthOf(name, interval);
      return type.kind === "date" && unit === "MICROSECOND" ? types.timestamp : type;
    },
    nulls: nullsAs(),
    databricks: ([time = atom("")], { arguments: [, interval] }) =>
      infix(operator, levels.add)(time, { text: lengthOf(name, interval).text, level: levels.unary }),
    duckdb,
  });
}

/**
 * `x + INTERVAL …`: 24 hours are a day by the clock, also where clocks change; a month later is the last day of a shorter month. A DATE
 * stays one with days and months, and becomes a TIMESTAMP with hours. `addInterval(o.placed_at, "1 day 2 hours")`
 */
export const addInterval = shift("add_interval", "+");

/** `x - INTERVAL …`, see `addInterval`: `subtractInterval(o.placed_at, "3 months")`. */
export const subtractInterval = shift("subtract_interval", "-");
