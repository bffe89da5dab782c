import type { Column, Instant, NullOf, Num, Operand } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import { type ColumnType, types } from "../ir/index.js";
import { open, type Text, type Written, wrongOperand } from "./row.js";
import { dayOf } from "./session-clock.js";
import { at, atom, infix, levels, type Sql, sqlAtom } from "./sql.js";
import { nullsAs, nullsUnknown, requireInt, requireTime, type TimeColumn, typeOf, wordOf } from "./time-operand.js";

type DayAndCount = <const A extends TimeColumn, const N extends Int>(time: A, count: N) => Instant<"date" | NullOf<A> | NullOf<N>>;

function dayAndCount(name: string, duckdb: Text) {
  return open<DayAndCount>({
    name,
    type: ([time, count]) => {
      requireTime(name, 0, time);
      requireInt(name, 1, count);
      return types.date;
    },
    nulls: nullsAs(types.date),
    duckdb,
  });
}

/** The same, with the first operand as the day it is. */
function onDay(parts: readonly Sql[], written: Written): Sql {
  return dayOf(parts[0] ?? atom(""), typeOf(written.arguments, 0), written);
}

/**
 * A body of JavaScript over days: operands that are times are handed over as the days they are.
 */
function daysInJavascript(body: string, takes: readonly ColumnType[]): Text {
  return (parts, written) => {
    const name = written.javascript({ body, takes, gives: written.type, parameters: {} });
    const days = parts.map((part, i) => (takes[i]?.kind === "date" ? dayOf(part, typeOf(written.arguments, i), written) : part));
    return sqlAtom`${atom(name)}(${atom(days.map((day) => day.text).join(", "))})`;
  };
}

/** `date_add(x, days)`: `dateAdd(o.order_date, 7)`. */
export const dateAdd = dayAndCount("date_add", (parts, written) => {
  const { text } = infix("+", levels.add)(onDay(parts, written), parts[1] ?? atom(""));
  return sqlAtom`CAST(${atom(text)} AS DATE)`;
});

/** `date_sub(x, days)`: `dateSub(o.order_date, 7)`. */
export const dateSub = dayAndCount("date_sub", (parts, written) => {
  const { text } = infix("-", levels.add)(onDay(parts, written), parts[1] ?? atom(""));
  return sqlAtom`CAST(${atom(text)} AS DATE)`;
});

/** `add_months(x, months)`: of a shorter month the last day. `addMonths(o.order_date, 1)` */
export const addMonths = dayAndCount("add_months", daysInJavascript("add_months", [types.date, types.int]));

type DaysBetween = <const A extends TimeColumn, const B extends TimeColumn>(end: A, start: B) => Num<"int" | NullOf<A> | NullOf<B>>;

/** `datediff(end, start)`: days from start to end. `datediff(o.shipped_on, o.order_date)` */
export const datediff = open<DaysBetween>({
  name: "datediff",
  type: ([end, start]) => {
    requireTime("datediff", 0, end);
    requireTime("datediff", 1, start);
    return types.int;
  },
  nulls: nullsAs(types.date, types.date),
  duckdb: ([end = atom(""), start = atom("")], written) => {
    const [a, b] = [dayOf(end, typeOf(written.arguments, 0), written), dayOf(start, typeOf(written.arguments, 1), written)];
    // Spark's difference wraps around in 32 bits.
    return sqlAtom`CAST(((${atom(at(levels.add, a))} - ${atom(at(levels.add + 1, b))} + 2147483648) & 4294967295) - 2147483648 AS INTEGER)`;
  },
});

type OneDay = <const A extends TimeColumn>(time: A) => Instant<"date" | NullOf<A>>;

/** `last_day(x)`: the last day of the month. `lastDay(o.order_date)` */
export const lastDay = open<OneDay>({
  name: "last_day",
  type: ([time]) => {
    requireTime("last_day", 0, time);
    return types.date;
  },
  nulls: nullsAs(types.date),
  duckdb: (parts, written) => sqlAtom`last_day(${onDay(parts, written)})`,
});

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

type NextDay = <const A extends TimeColumn, const N extends Operand<"string">>(time: A, day: N) => Instant<"date" | NullOf<A> | NullOf<N>>;

/**
 * `next_day(x, day)`: the first such day of the week after x. Days are `mo`, `mon` or `monday` in any case; another word is an error
 * (ILLEGAL_DAY_OF_WEEK). `nextDay(o.order_date, "monday")`
 */
export const nextDay = open<NextDay>({
  name: "next_day",
  type: ([time, day]) => {
    requireTime("next_day", 0, time);
    if (day?.type.kind !== "string") throw wrongOperand("next_day", 1, "string", day);
    const word = day.kind === "literal" && day.value !== null ? String(day.value).toLowerCase() : undefined;
    if (word !== undefined && !weekdays.some((one) => [one, one.slice(0, 3), one.slice(0, 2)].includes(word))) {
      throw new DiagnosticError([
        error("function/operand", `next_day: "${String(word)}" is no day of the week (ILLEGAL_DAY_OF_WEEK)`, {
          fix: 'write one, as in "monday"',
        }),
      ]);
    }
    return types.date;
  },
  nulls: nullsUnknown,
  duckdb: daysInJavascript("next_day", [types.date, types.string]),
});

type Trunc = <const A extends TimeColumn>(time: A, unit: "year" | "quarter" | "month" | "week") => Instant<"date" | NullOf<A>>;

/** `trunc(x, unit)`: the first day of the year, quarter, month or week, which begins on Monday. `trunc(o.order_date, "month")` */
export const trunc = open<Trunc>({
  name: "trunc",
  type: ([time, unit]) => {
    requireTime("trunc", 0, time);
    wordOf("trunc", unit, ["year", "quarter", "month", "week"], "unit");
    return types.date;
  },
  nulls: nullsUnknown,
  duckdb: (parts, written) => sqlAtom`CAST(date_trunc(${parts[1] ?? atom("")}, ${onDay(parts, written)}) AS DATE)`,
});

type Int = Operand<"int" | "smallint" | "tinyint">;
type MakeDate = <const Y extends Int, const M extends Int, const D extends Int>(
  year: Y,
  month: M,
  day: D,
) => Instant<"date" | NullOf<Y> | NullOf<M> | NullOf<D>>;

/** `make_date(year, month, day)`; an error where there is no such day (DATETIME_FIELD_OUT_OF_BOUNDS). `makeDate(o.year, 1, 1)` */
export const makeDate = open<MakeDate>({
  name: "make_date",
  type: (args) => {
    [0, 1, 2].forEach((i) => {
      requireInt("make_date", i, args[i]);
    });
    return types.date;
  },
  duckdb: intsInJavascript("make_date"),
});

/** Narrower integers are INTs to a body. */
function intsInJavascript(body: string): Text {
  const { int } = types;
  return (parts, written) =>
    sqlAtom`${atom(written.javascript({ body, takes: parts.map(() => int), gives: written.type, parameters: {} }))}(${atom(parts.map((one) => one.text).join(", "))})`;
}

type FromDays = <const N extends Int>(days: N) => Instant<"date" | NullOf<N>>;

/** `date_from_unix_date(days)`: days since 1970-01-01. `dateFromUnixDate(o.day_number)` */
export const dateFromUnixDate = open<FromDays>({
  name: "date_from_unix_date",
  type: ([days]) => {
    requireInt("date_from_unix_date", 0, days);
    return types.date;
  },
  duckdb: ([days = atom("")]) => sqlAtom`CAST(CAST('1970-01-01' AS DATE) + ${atom(at(levels.add + 1, days))} AS DATE)`,
});

/** `unix_date(x)`: days since 1970-01-01 of a DATE. `unixDate(o.order_date)` */
export const unixDate = open<<const A extends Column<"date" | null>>(date: A) => Num<"int" | NullOf<A>>>({
  name: "unix_date",
  type: ([date]) => {
    requireTime("unix_date", 0, date, ["date"]);
    return types.int;
  },
  duckdb: ([date = atom("")]) => sqlAtom`CAST(${date} - CAST('1970-01-01' AS DATE) AS INTEGER)`,
});
