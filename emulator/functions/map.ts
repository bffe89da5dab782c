import { DuckDBListValue, DuckDBMapValue, DuckDBStructValue } from "@duckdb/node-api";
import type { ColumnType } from "../../generator/ir/type.js";
import type { Value } from "../row.js";
import { type Body, SparkError } from "./body.js";
import { type Key, keyOf } from "./order.js";

type List = DuckDBListValue;
type Map_ = DuckDBMapValue;
type Pair = readonly [key: Value, value: Value];

function keyTypeOf(type: ColumnType | undefined): ColumnType {
  if (type?.kind !== "map") throw new TypeError("no map");
  return type.key;
}

/** Makes maps as Spark does: no key is NULL, none is there twice, and -0.0 becomes 0.0 in a key, but where they are made of a list of keys or by transform_keys. */
function builder(type: ColumnType, normalizes = true): (pairs: readonly Pair[]) => Map_ {
  const keyOfThis = keyOf(type);
  return (pairs) => {
    const seen = new Set<Key>();
    const entries = pairs.map(([given, value]) => {
      if (given === null) throw new SparkError("NULL_MAP_KEY", "Cannot use null as map key.");
      const key = given === 0 && normalizes ? 0 : given;
      const of = keyOfThis(key);
      if (seen.has(of)) {
        throw new SparkError(
          "DUPLICATED_MAP_KEY",
          `Duplicate map key ${String(key)} was found, please check the input data. If you want to remove the duplicated keys, you can set "spark.sql.mapKeyDedupPolicy" to "LAST_WIN" so that the key inserted at last takes precedence.`,
        );
      }
      seen.add(of);
      return { key, value };
    });
    return new DuckDBMapValue(entries);
  };
}

function struct(value: Value): DuckDBStructValue {
  if (!(value instanceof DuckDBStructValue)) throw new TypeError("no struct");
  return value;
}

function pairsOf(list: List): readonly Pair[] {
  return list.items.map((one) => [struct(one).entries.key ?? null, struct(one).entries.value ?? null]);
}

function ofEntries(normalizes: boolean): Body["compile"] {
  return ({ gives }) => {
    const build = builder(keyTypeOf(gives), normalizes);
    return (entries: List) => (entries.items.includes(null) ? null : build(pairsOf(entries)));
  };
}

export const mapBodies: { readonly [name: string]: Body } = {
  map: {
    compile: ({ gives }) => {
      const build = builder(keyTypeOf(gives));
      return (...args: Value[]) => build(args.flatMap((key, i) => (i % 2 === 0 ? [[key, args[i + 1] ?? null] as const] : [])));
    },
    readsNull: true,
  },
  map_from_arrays: {
    compile: ({ gives }) => {
      const build = builder(keyTypeOf(gives), false);
      return (keys: List, values: List) => {
        if (keys.items.length !== values.items.length) {
          // Spark's error has no condition of its own, and no SQLSTATE.
          throw new SparkError("EMULATOR_REFUSES", "The key array and value array of MapData must have the same length.");
        }
        return build(keys.items.map((key, i) => [key, values.items[i] ?? null]));
      };
    },
  },
  map_from_entries: { compile: ofEntries(true) },
  transform_keys: { compile: ofEntries(false) },
  map_concat: {
    compile: ({ gives }) => {
      const build = builder(keyTypeOf(gives));
      return (...maps: Map_[]) => build(maps.flatMap((map) => map.entries.map(({ key, value }) => [key, value] as const)));
    },
  },
  map_contains_key: {
    compile: ({ takes: [map] }) => {
      const keyOfThis = keyOf(keyTypeOf(map));
      return (map: Map_, wanted: Value) => {
        const of = keyOfThis(wanted);
        return map.entries.some(({ key }) => Object.is(keyOfThis(key), of) || keyOfThis(key) === of);
      };
    },
  },
  map_get: {
    compile: ({ takes: [map] }) => {
      const keyOfThis = keyOf(keyTypeOf(map));
      return (map: Map_, wanted: Value) => {
        const of = keyOfThis(wanted);
        return map.entries.find(({ key }) => Object.is(keyOfThis(key), of) || keyOfThis(key) === of)?.value ?? null;
      };
    },
  },
  /** Both values of each key: the keys of the first map, then those only the second has. */
  map_zip: {
    compile: ({ takes: [map] }) => {
      const keyOfThis = keyOf(keyTypeOf(map));
      return (a: Map_, b: Map_) => {
        const both = new Map<Key, { key: Value; left: Value; right: Value }>();
        for (const { key, value } of a.entries) both.set(keyOfThis(key), { key: key === 0 ? 0 : key, left: value, right: null });
        for (const { key, value } of b.entries) {
          const of = keyOfThis(key);
          both.set(of, { ...(both.get(of) ?? { key: key === 0 ? 0 : key, left: null }), right: value });
        }
        return new DuckDBListValue([...both.values()].map((one) => new DuckDBStructValue(one)));
      };
    },
  },
  str_to_map: {
    compile: ({ gives }) => {
      const build = builder(keyTypeOf(gives));
      return (text: string, pairs: string, values: string) =>
        build(
          text.split(pairs).map((pair) => {
            const at = pair.indexOf(values);
            return at < 0 ? [pair, null] : [pair.slice(0, at), pair.slice(at + values.length)];
          }),
        );
    },
  },
};
