import { DuckDBListValue, DuckDBStructValue } from "@duckdb/node-api";
import type { Condition } from "../../generator/functions/index.js";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { type Body, type Call, SparkError } from "./body.js";
import { keyOf, normalizerOf, nullsFirst, orderOf } from "./order.js";
import { sortLikeJava } from "./sort.js";

type List = DuckDBListValue;

const listOf = (items: readonly Value[]): List => new DuckDBListValue(items);

function elementOf(call: Call, index = 0): ColumnType {
  const type = call.takes[index];
  if (type?.kind !== "array") throw new TypeError(`operand ${index + 1} is no list`);
  return type.element.type;
}

/** More than this is no list but a mistake, which Spark answers with an error of its memory. */
const most = 10_000_000;

function requireSize(size: number, limit: SparkError): void {
  if (size > 2_147_483_632) throw limit;
  if (size > most) throw new SparkError("EMULATOR_REFUSES", `the emulator does not make a list of ${size} elements.`);
}

function tooLong(condition: Condition, size: number, what: string): SparkError {
  return new SparkError(condition, `Can't create array with ${size} elements which exceeding the array size limit 2147483632, ${what}.`);
}

function indexZero(): SparkError {
  return new SparkError(
    "INVALID_INDEX_OF_ZERO",
    "The index 0 is invalid. An index shall be either < 0 or > 0 (the first element has index 1).",
  );
}

type KeyOf = (value: Value) => unknown;

/** Elements seen once, in the order of the first, a NULL among them. */
function distinct(key: KeyOf, lists: readonly (readonly Value[])[]): readonly Value[] {
  const seen = new Set<unknown>();
  const kept: Value[] = [];
  for (const items of lists) {
    for (const item of items) {
      const of = item === null ? null : key(item);
      if (seen.has(of)) continue;
      seen.add(of);
      kept.push(item);
    }
  }
  return kept;
}

function isIn(key: KeyOf, items: readonly Value[]): (item: Value) => boolean {
  const others = new Set(items.map((item) => (item === null ? null : key(item))));
  return (item) => others.has(item === null ? null : key(item));
}

/** The first list is handed over with each element once. */
function asSet(run: (key: KeyOf, a: readonly Value[], b: readonly Value[]) => readonly Value[]): Body["compile"] {
  return (call) => {
    const type = elementOf(call);
    const key = keyOf(type);
    const normalize = normalizerOf(type);
    return (a: List, b?: List) => {
      const items = run(key, distinct(key, [a.items]), b?.items ?? []);
      return listOf(normalize ? items.map(normalize) : items);
    };
  };
}

function extreme(sign: 1 | -1): Body["compile"] {
  return (call) => {
    const compare = orderOf(elementOf(call));
    return ({ items }: List): Value => {
      let best: Value = null;
      for (const item of items) if (item !== null && (best === null || compare(item, best) * sign > 0)) best = item;
      return best;
    };
  };
}

function insert(items: readonly Value[], position: number, item: Value): readonly Value[] {
  if (position === 0) throw indexZero();
  const size = position > 0 ? Math.max(items.length + 1, position) : Math.max(items.length, Math.abs(position)) + 1;
  requireSize(
    size,
    tooLong("COLLECTION_SIZE_LIMIT_EXCEEDED.FUNCTION", size, "unsuccessful try to create arrays in the function `array_insert`"),
  );
  if (position > 0) {
    const at = position - 1;
    const padding = Array.from({ length: Math.max(0, at - items.length) }, () => null);
    return [...items.slice(0, at), ...padding, item, ...items.slice(at)];
  }
  const at = items.length + position + 1;
  if (at >= 0) return [...items.slice(0, at), item, ...items.slice(at)];
  return [item, ...Array.from({ length: -at }, () => null), ...items];
}

function sequence(type: ColumnType): (start: Value, stop: Value, step: Value) => List {
  return (start, stop, given) => {
    const of = (value: Value): bigint => BigInt(value as number | bigint);
    const [from, to] = [of(start), of(stop)];
    const step = given === null ? (from <= to ? 1n : -1n) : of(given);
    if (step === 0n ? from !== to : step > 0n ? from > to : from < to) {
      // Spark's error has neither a condition nor an SQLSTATE.
      throw new SparkError("EMULATOR_REFUSES", `Illegal sequence boundaries: ${from} to ${to} by ${step}`);
    }
    if (step === 0n) return listOf([start]);
    const count = Number((to - from) / step) + 1;
    const what = "unsuccessful try to create arrays in the function `sequence`";
    requireSize(count, tooLong("COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER", count, what));
    const items: Value[] = [];
    for (let i = 0; i < count; i++) {
      const value = from + BigInt(i) * step;
      items.push(type.kind === "bigint" ? value : Number(value));
    }
    return listOf(items);
  };
}

function needle(run: (items: readonly Value[], is: (item: Value) => boolean) => Value): Body["compile"] {
  return (call) => {
    const key = keyOf(elementOf(call));
    return ({ items }: List, value: Value): Value => {
      const wanted = key(value);
      // Not ===: NaN is itself.
      return run(items, (item) => item !== null && sameKey(key(item), wanted));
    };
  };
}

function sameKey(a: unknown, b: unknown): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

export const arrayBodies: { readonly [name: string]: Body } = {
  array_contains: { compile: needle((items, is) => (items.some(is) ? true : items.includes(null) ? null : false)) },
  array_position: { compile: needle((items, is) => BigInt(items.findIndex(is) + 1)) },
  array_remove: { compile: needle((items, is) => listOf(items.filter((item) => !is(item)))) },
  array_append: {
    compile: () => (list: List | null, item: Value) => list && listOf([...list.items, item]),
    readsNull: true,
  },
  array_prepend: {
    compile: () => (list: List | null, item: Value) => list && listOf([item, ...list.items]),
    readsNull: true,
  },
  array_insert: {
    compile: () => (list: List | null, position: number | null, item: Value) =>
      list === null || position === null ? null : listOf(insert(list.items, position, item)),
    readsNull: true,
  },
  array_distinct: { compile: asSet((_key, list) => list) },
  array_union: { compile: asSet((key, a, b) => distinct(key, [a, b])) },
  array_intersect: { compile: asSet((key, a, b) => a.filter(isIn(key, b))) },
  array_except: {
    compile: asSet((key, a, b) => {
      const inOther = isIn(key, b);
      return a.filter((item) => !inOther(item));
    }),
  },
  arrays_overlap: {
    compile: (call) => {
      const key = keyOf(elementOf(call));
      return (a: List, b: List) => {
        const others = new Set(b.items.flatMap((item) => (item === null ? [] : [key(item)])));
        if (a.items.some((item) => item !== null && others.has(key(item)))) return true;
        const known = (list: List): boolean => !list.items.includes(null);
        return a.items.length === 0 || b.items.length === 0 || (known(a) && known(b)) ? false : null;
      };
    },
  },
  array_join: {
    compile: () => (list: List, separator: string, replacement?: string) => {
      const texts = list.items.flatMap((item) => (item === null ? (replacement === undefined ? [] : [replacement]) : [item]));
      return texts.join(separator);
    },
  },
  array_max: { compile: extreme(1) },
  array_min: { compile: extreme(-1) },
  array_repeat: {
    compile: () => (item: Value, count: number | null) => {
      if (count === null) return null;
      const what = "the value of parameter(s) `count` in the function `array_repeat` is invalid";
      requireSize(count, tooLong("COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER", count, what));
      return listOf(Array.from({ length: Math.max(0, count) }, () => item));
    },
    readsNull: true,
  },
  array_reverse: { compile: () => (list: List) => listOf([...list.items].reverse()) },
  array_concat: {
    compile:
      () =>
      (...lists: List[]) =>
        listOf(lists.flatMap((list) => list.items)),
  },
  array_sort: {
    compile: (call) => {
      const compare = orderOf(elementOf(call));
      // NULL last.
      const order = nullsFirst((a, b) => compare(a, b));
      return (list: List) => listOf(sorted(list.items, (a, b) => (a === null || b === null ? -order(a, b) : compare(a, b))));
    },
  },
  array_sort_by: { compile: () => (list: List, orders: List) => listOf(sortLikeJava(list.items, orders)) },
  sort_array: {
    compile: (call) => {
      const compare = nullsFirst(orderOf(elementOf(call)));
      return (list: List, ascending = true) => listOf(sorted(list.items, ascending ? compare : (a, b) => compare(b, a)));
    },
  },
  slice: {
    compile: () => (list: List, start: number, length: number) => {
      if (start === 0) {
        throw new SparkError(
          "INVALID_PARAMETER_VALUE.START",
          "The value of parameter(s) `start` in `slice` is invalid: Expects a positive or a negative value for `start`, but got 0.",
        );
      }
      if (length < 0) {
        throw new SparkError(
          "INVALID_PARAMETER_VALUE.LENGTH",
          `The value of parameter(s) \`length\` in \`slice\` is invalid: Expects \`length\` greater than or equal to 0, but got ${length}.`,
        );
      }
      const from = start > 0 ? start - 1 : list.items.length + start;
      return listOf(from < 0 ? [] : list.items.slice(from, from + length));
    },
  },
  flatten: {
    compile: () => (list: List) => {
      const items: Value[] = [];
      for (const inner of list.items) {
        if (inner === null) return null;
        items.push(...(inner as List).items);
      }
      return listOf(items);
    },
  },
  arrays_zip: {
    compile: ({ gives }) => {
      const names = gives.kind === "array" && gives.element.type.kind === "struct" ? gives.element.type.fields.map((one) => one.name) : [];
      return (...lists: List[]) => {
        const length = Math.max(0, ...lists.map((list) => list.items.length));
        return listOf(
          Array.from(
            { length },
            (_none, i) => new DuckDBStructValue(Object.fromEntries(names.map((name, j) => [name, lists[j]?.items[i] ?? null]))),
          ),
        );
      };
    },
  },
  sequence: {
    compile: ({ gives }) => {
      const make = sequence(gives.kind === "array" ? gives.element.type : gives);
      return (start: Value, stop: Value, step: Value = null) => make(start, stop, step);
    },
  },
};

/** Java's sort leaves equal elements in their order, and so does JavaScript's. */
function sorted(items: readonly Value[], compare: (a: Value, b: Value) => number): readonly Value[] {
  if (items.some((item) => Object.is(item, -0)) && items.some((item) => Object.is(item, 0))) {
    throw new SparkError("EMULATOR_REFUSES", "the emulator does not sort 0.0 and -0.0: Spark orders them by how the list was made.");
  }
  return [...items].sort(compare);
}
