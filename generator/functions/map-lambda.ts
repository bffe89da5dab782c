import { type Column, type ColumnOf, expressionOf, lambdaOf, type Predicate } from "../column/index.js";
import { arrayType, type Expression, type Lambda, mapType, maybeNull, neverNull, sameType, structType } from "../ir/index.js";
import {
  arranged,
  bound,
  callJavaScript,
  conditionAt,
  type Given,
  type KeyOf,
  lambdaAt,
  type Maps,
  mapOf,
  type NullIn,
  ofFirst,
  requireSimpleKeys,
  slotOf,
  type TypeOf,
  type ValueOf,
} from "./collection.js";
import { type Text, type Written, wrongOperand } from "./row.js";
import { atom, type Sql, sqlAtom } from "./sql.js";

/** `(key, value)` of an entry. */
function entryLambda(name: string, map: Expression, run: unknown): Lambda {
  const { key, value } = mapOf(name, [map]);
  return lambdaOf(
    name,
    [
      ["key", neverNull(key)],
      ["value", slotOf(value)],
    ],
    run,
  );
}

function arrangeEntries(name: string) {
  return ([map, run]: readonly unknown[]): readonly Expression[] => {
    const of = expressionOf(map);
    return [of, entryLambda(name, of, run)];
  };
}

/** Writes what is done with the entries of a map as a list; `of` says with what they are called. */
const overEntries =
  (write: (entries: Sql, entry: Sql, body: Sql, written: Written) => Sql): Text =>
  ([map = atom("")], written) => {
    requireSimpleKeys(written);
    const entry = written.unused("entry");
    const body = written.body(1, [sqlAtom`${entry}.key`, sqlAtom`${entry}.value`]);
    return write(sqlAtom`map_entries(${map})`, entry, body, written);
  };

/** `map_filter(x, (key, value) -> condition)`: the entries for which it is TRUE. `mapFilter(o.attributes, (name, value) => value.ne(""))` */
export const mapFilter = arranged<
  <M extends Maps>(map: Column<M>, condition: (key: ColumnOf<KeyOf<M>>, value: ColumnOf<ValueOf<M>>) => Predicate) => Column<M>
>({
  name: "map_filter",
  arrange: arrangeEntries("map_filter"),
  type: (args) => {
    conditionAt("map_filter", args, 1);
    return mapOf("map_filter", args);
  },
  nulls: ofFirst(1),
  duckdb: overEntries((entries, entry, body) => sqlAtom`map_from_entries(list_filter(${entries}, lambda ${entry}: ${body}))`),
});

/** `transform_values(x, (key, value) -> value)`: other values for the same keys. `transformValues(o.attributes, (name, value) => value.trim())` */
export const transformValues = arranged<
  <M extends Maps, R extends Given>(
    map: Column<M>,
    value: (key: ColumnOf<KeyOf<M>>, value: ColumnOf<ValueOf<M>>) => R,
  ) => Column<ReadonlyMap<KeyOf<M>, TypeOf<R>> | NullIn<M>>
>({
  name: "transform_values",
  arrange: arrangeEntries("transform_values"),
  type: (args) => mapType(mapOf("transform_values", args).key, slotOf(lambdaAt("transform_values", args, 1))),
  nulls: ofFirst(1),
  duckdb: overEntries(
    (entries, entry, body) =>
      sqlAtom`map_from_entries(list_transform(${entries}, lambda ${entry}: struct_pack(key := ${entry}.key, value := ${body})))`,
  ),
});

/**
 * `transform_keys(x, (key, value) -> key)`: other keys for the same values; DUPLICATED_MAP_KEY when two become one, NULL_MAP_KEY when one
 * becomes NULL. `transformKeys(o.attributes, (name) => lower(name))`
 */
export const transformKeys = arranged<
  <M extends Maps, R extends Given>(
    map: Column<M>,
    key: (key: ColumnOf<KeyOf<M>>, value: ColumnOf<ValueOf<M>>) => R,
  ) => Column<ReadonlyMap<TypeOf<R> & {}, ValueOf<M>> | NullIn<M>>
>({
  name: "transform_keys",
  arrange: arrangeEntries("transform_keys"),
  type: (args) => {
    const key = lambdaAt("transform_keys", args, 1);
    if (key.type.kind === "map") throw wrongOperand("transform_keys", 1, "a function that gives a key that is no map", key);
    return mapType(key.type, slotOf(mapOf("transform_keys", args).value));
  },
  nulls: ofFirst(1),
  duckdb: overEntries((entries, entry, body, written) => {
    const pairs = sqlAtom`list_transform(${entries}, lambda ${entry}: struct_pack(key := ${body}, value := ${entry}.value))`;
    const type = written.type.kind === "map" ? written.type : undefined;
    const pair = structType(
      type
        ? [
            { name: "key", ...maybeNull(type.key) },
            { name: "value", ...type.value },
          ]
        : [],
    );
    return callJavaScript("transform_keys", [pairs], written, [arrayType(maybeNull(pair))]);
  }),
});

/**
 * `map_zip_with(a, b, (key, left, right) -> value)`: a value for each key of both, NULL standing for what one of them lacks.
 * `mapZipWith(o.planned, o.done, (name, planned, done) => done.minus(planned))`
 */
export const mapZipWith = arranged<
  <M extends Maps, O extends Maps, R extends Given>(
    a: Column<M>,
    b: Column<O>,
    value: (key: ColumnOf<KeyOf<M>>, left: ColumnOf<ValueOf<M> | null>, right: ColumnOf<ValueOf<O> | null>) => R,
  ) => Column<ReadonlyMap<KeyOf<M>, TypeOf<R>> | NullIn<M> | NullIn<O>>
>({
  name: "map_zip_with",
  arrange: ([a, b, run]) => {
    const maps = [expressionOf(a), expressionOf(b)];
    const [left, right] = [mapOf("map_zip_with", maps), mapOf("map_zip_with", maps, 1)];
    return [
      ...maps,
      lambdaOf(
        "map_zip_with",
        [
          ["key", neverNull(left.key)],
          ["left", maybeNull(left.value.type)],
          ["right", maybeNull(right.value.type)],
        ],
        run,
      ),
    ];
  },
  type: (args) => {
    const [left, right] = [mapOf("map_zip_with", args), mapOf("map_zip_with", args, 1)];
    if (!sameType(left.key, right.key)) throw wrongOperand("map_zip_with", 1, "a map with keys of the same type", args[1]);
    return mapType(left.key, slotOf(lambdaAt("map_zip_with", args, 2)));
  },
  nulls: ofFirst(2),
  duckdb: ([a = atom(""), b = atom("")], written) => {
    requireSimpleKeys(written);
    const [left, right] = written.arguments;
    if (left?.type.kind !== "map" || right?.type.kind !== "map") throw new TypeError("no maps");
    const entry = written.unused("entry");
    const body = written.body(2, [sqlAtom`${entry}.key`, sqlAtom`${entry}."left"`, sqlAtom`${entry}."right"`]);
    const triple = structType([
      { name: "key", ...maybeNull(left.type.key) },
      { name: "left", ...maybeNull(left.type.value.type) },
      { name: "right", ...maybeNull(right.type.value.type) },
    ]);
    const zipped = callJavaScript("map_zip", [a, b], written, [left.type, right.type], arrayType(maybeNull(triple)));
    return bound(
      written,
      "entries",
      zipped,
      (entries) =>
        sqlAtom`map_from_entries(list_transform(${entries}, lambda ${entry}: struct_pack(key := ${entry}.key, value := ${body})))`,
    );
  },
});
