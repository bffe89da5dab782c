import { type Bool, type Column, expressionOf, type List, type NullOf, type Operand } from "../column/index.js";
import { DiagnosticError, error } from "../diagnostic/index.js";
import {
  arrayType,
  type ColumnType,
  canBeNull,
  type Expression,
  mapType,
  maybeNull,
  neverNull,
  type Slot,
  sameType,
  structType,
  types,
} from "../ir/index.js";
import {
  arranged,
  callJavaScript,
  type ElementOf,
  either,
  fitted,
  fittedTo,
  type Given,
  type Item,
  type KeyOf,
  keyType,
  type Lists,
  listOf,
  type MapColumn,
  type Maps,
  mapOf,
  type NullIn,
  requireSimpleKeys,
  slotOf,
  type TypeOf,
  type ValueOf,
} from "./collection.js";
import { open, type Text, wrongOperand } from "./row.js";

const ofSimpleKeys =
  (body: string): Text =>
  (parts, written) => {
    requireSimpleKeys(written);
    return callJavaScript(body, parts, written);
  };

/** What can be a key. Throws `function/operand`. */
function requireKey(name: string, index: number, args: readonly Expression[], type: ColumnType): ColumnType {
  if (type.kind === "map") throw wrongOperand(name, index, "a key that is no map", args[index]);
  return type;
}

/**
 * `map(key, value, …)`: a map of these entries. DUPLICATED_MAP_KEY when a key is there twice, NULL_MAP_KEY when one is NULL.
 * `map(["color", o.color], ["size", o.size])`
 */
export const map = arranged<
  <const E extends readonly [readonly [Given, Given], ...(readonly [Given, Given])[]]>(
    ...entries: E
  ) => Column<ReadonlyMap<TypeOf<E[number][0]> & {}, TypeOf<E[number][1]>>>
>({
  name: "map",
  arrange: (given) => {
    const pairs = given.map((one) => {
      if (!Array.isArray(one) || one.length !== 2) {
        throw new DiagnosticError([error("function/operand", "map takes pairs of a key and a value", { fix: 'write ["key", row.value]' })]);
      }
      return [expressionOf(one[0]), expressionOf(one[1])] as const;
    });
    const wide = [0, 1].map((i) => pairs.map((pair) => pair[i]).find((one) => one?.type.kind === "bigint")?.type);
    return pairs.flatMap((pair) => pair.map((one, i) => (wide[i] ? fitted(one, wide[i]) : one)));
  },
  type: (args) => {
    const [key, value] = args;
    if (!key || !value) throw wrongOperand("map", 0, "at least one entry", key);
    args.forEach((one, i) => {
      if (!sameType(one.type, (i % 2 === 0 ? key : value).type))
        throw wrongOperand("map", i, "one type for all keys, and one for all values", one);
    });
    return mapType(requireKey("map", 0, args, key.type), either(value.type, ...args.filter((_one, i) => i % 2 === 1)));
  },
  nulls: "never",
  duckdb: ofSimpleKeys("map"),
});

/** `map_from_arrays(keys, values)`: lists of one length. `mapFromArrays(o.names, o.values)` */
export const mapFromArrays = open<
  <L extends Lists, V extends Lists>(
    keys: Column<L>,
    values: Column<V>,
  ) => Column<ReadonlyMap<ElementOf<L> & {}, ElementOf<V>> | NullIn<L> | NullIn<V>>
>({
  name: "map_from_arrays",
  type: (args) => {
    const [keys, values] = [listOf("map_from_arrays", args), listOf("map_from_arrays", args, 1)];
    return mapType(requireKey("map_from_arrays", 0, args, keys.element.type), slotOf(values.element));
  },
  duckdb: ofSimpleKeys("map_from_arrays"),
});

/** `map_from_entries(x)`: a list of structs of `key` and `value`; NULL when one of the structs is. `mapFromEntries(o.entries)` */
export const mapFromEntries = open<
  <L extends readonly ({ readonly key: unknown; readonly value: unknown } | null)[] | null>(
    entries: Column<L>,
  ) => Column<ReadonlyMap<(ElementOf<L> & {})["key"] & {}, (ElementOf<L> & {})["value"]> | NullIn<ElementOf<L>> | NullIn<L>>
>({
  name: "map_from_entries",
  type: (args) => {
    const { element } = listOf("map_from_entries", args);
    const fields = element.type.kind === "struct" ? element.type.fields : [];
    const [key, value] = fields;
    if (!key || !value || fields.length !== 2 || key.name !== "key" || value.name !== "value") {
      throw wrongOperand("map_from_entries", 0, "a list of structs of key and value", args[0]);
    }
    return mapType(requireKey("map_from_entries", 0, args, key.type), slotOf(value));
  },
  nulls: ([list]) => {
    if (list?.type.kind !== "array") return { nullable: true, proven: false };
    const { nullable, proven } = either(list.type, list, list.type.element);
    return { nullable, proven };
  },
  duckdb: ofSimpleKeys("map_from_entries"),
});

/** `map_keys(x)`: the keys of a map, as a list. `mapKeys(o.attributes)` */
export const mapKeys = open<<M extends Maps>(map: Column<M>) => List<KeyOf<M>, NullIn<M>>>({
  name: "map_keys",
  // Spark says that keys may be NULL, which none is.
  type: (args) => arrayType({ type: mapOf("map_keys", args).key, nullable: true, proven: true }),
  duckdb: "map_keys",
});

/** `map_values(x)`: the values of a map, as a list. `mapValues(o.attributes)` */
export const mapValues = open<<M extends Maps>(map: Column<M>) => List<ValueOf<M>, NullIn<M>>>({
  name: "map_values",
  type: (args) =>
    arrayType({ ...slotOf(mapOf("map_values", args).value), nullable: true, proven: !canBeNull(mapOf("map_values", args).value) }),
  duckdb: "map_values",
});

/** `map_entries(x)`: a list of structs of `key` and `value`. `mapEntries(o.attributes)` */
export const mapEntries = open<<M extends Maps>(map: Column<M>) => List<{ readonly key: KeyOf<M>; readonly value: ValueOf<M> }, NullIn<M>>>(
  {
    name: "map_entries",
    type: (args) => {
      const { key, value } = mapOf("map_entries", args);
      return arrayType(
        neverNull(
          structType([
            { name: "key", ...neverNull(key) },
            { name: "value", ...slotOf(value) },
          ]),
        ),
      );
    },
    duckdb: "map_entries",
  },
);

/** `map_concat(a, b, …)`: the entries of all; DUPLICATED_MAP_KEY when a key is there twice, NULL when a map is. `mapConcat(o.attributes, o.more)` */
export const mapConcat = open<
  <M extends Maps, const O extends readonly MapColumn<KeyOf<M>, ValueOf<M>>[] = readonly MapColumn<KeyOf<M>, ValueOf<M>>[]>(
    first: Column<M>,
    ...others: O
  ) => Column<ReadonlyMap<KeyOf<M>, ValueOf<M>> | NullIn<M> | NullOf<O[number]>>
>({
  name: "map_concat",
  type: (args) => {
    const first = mapOf("map_concat", args);
    const values = args.map((one, i): Slot => {
      const { value } = mapOf("map_concat", args, i);
      if (!sameType(one.type, first)) throw wrongOperand("map_concat", i, "maps of one type", one);
      return value;
    });
    return mapType(first.key, either(first.value.type, ...values));
  },
  duckdb: ofSimpleKeys("map_concat"),
});

/** `map_contains_key(x, key)`: has it an entry of that key? `mapContainsKey(o.attributes, "color")` */
export const mapContainsKey = arranged<
  <M extends Maps, O extends Item<KeyOf<M>> = Item<KeyOf<M>>>(map: Column<M>, key: O) => Bool<"boolean" | NullIn<M> | NullOf<O>>
>({
  name: "map_contains_key",
  arrange: fittedTo(keyType, 1),
  type: (args) => {
    const { key } = mapOf("map_contains_key", args);
    if (!args[1] || !sameType(args[1].type, key)) throw wrongOperand("map_contains_key", 1, "a key of the map's type", args[1]);
    return types.boolean;
  },
  // Spark looks among the keys as a list, of whose elements it believes that they may be NULL.
  nulls: (args) => ({ nullable: true, proven: !args.some(canBeNull) }),
  duckdb: ofSimpleKeys("map_contains_key"),
});

/** Characters that mean themselves in a regular expression. */
const plain = /^[^\\^$.|?*+()[\]{}]+$/;

/**
 * `str_to_map(text, between, inside)`: reads `a:1,b:2`, entries divided by `between` and key from value by `inside`; NULL where a value is
 * missing. Spark takes both for regular expressions: only texts that mean themselves are taken here. `strToMap(o.tags, ";", "=")`
 */
export const strToMap = arranged<
  <O extends Operand<"string">>(text: O, between?: string, inside?: string) => Column<ReadonlyMap<"string", "string" | null> | NullOf<O>>
>({
  name: "str_to_map",
  arrange: ([text, between = ",", inside = ":"]) => [text, between, inside].map(expressionOf),
  type: (args) => {
    if (args[0]?.type.kind !== "string") throw wrongOperand("str_to_map", 0, "string", args[0]);
    for (const i of [1, 2]) {
      const one = args[i];
      if (one?.kind === "literal" && plain.test(String(one.value))) continue;
      throw new DiagnosticError([
        error(
          "function/operand",
          "str_to_map takes delimiters of at least one character, none of which means something in a regular expression",
          {
            fix: 'write them out, as in strToMap(row.text, ",", ":")',
          },
        ),
      ]);
    }
    return mapType(types.string, maybeNull(types.string));
  },
  duckdb: ofSimpleKeys("str_to_map"),
});
