import type { Cell, Cells } from "../case.js";
import { schema } from "./expression.js";
import type { Kind } from "./signature.js";

/** Values that tell engines apart, by kind; NULL is among all of them. */
const values: { readonly [K in Kind]: readonly Cell[] } = {
  boolean: [true, false],
  tinyint: [0, 1, -1, 127, -128, 5],
  smallint: [0, 1, -1, 32_767, -32_768, 12],
  int: [0, 1, -1, 2_147_483_647, -2_147_483_648, 7, 3, -10, 1000],
  bigint: ["0", "1", "-1", "9223372036854775807", "-9223372036854775808", "9007199254740993", "86400"],
  float: [0, 1.5, "-0.0", "NaN", "Infinity", 0.1, -2.5, 16_777_216],
  double: [0, 1.5, "-0.0", "NaN", "-Infinity", 0.1, -2.5, 1e300, 5e-324, 123_456.789],
  decimal: ["0.00", "1.50", "-1.50", "99999999.99", "-99999999.99", "2.50", "0.01"],
  string: [
    "",
    "a",
    "abc",
    " a b ",
    "12",
    "-1.5",
    "1e3",
    "true",
    "2024-02-29",
    "2024-02-29 12:30:00",
    "é€😀",
    "ABC abc",
    "a,b,,c",
    "%_\\",
    "2024-03-31T02:30:00+02:00",
  ],
  binary: ["", "00", "616263", "c3a9"],
  date: ["1970-01-01", "2024-02-29", "2023-12-31", "1582-10-15", "0001-01-01", "9999-12-31"],
  timestamp: [
    "1970-01-01T00:00:00Z",
    "2024-02-29T12:30:45.123456Z",
    "2024-03-31T01:30:00Z",
    "2024-10-27T00:30:00Z",
    "1969-12-31T23:59:59.999999Z",
    "1900-01-01T00:00:00Z",
  ],
  timestamp_ntz: ["1970-01-01T00:00:00", "2024-02-29T12:30:45.123456", "2024-03-31T02:30:00", "2024-10-27T02:30:00"],
  "array<int>": [[], [1], [1, null, 3], [3, 1, 2, 1], [null]],
  "array<string>": [[], ["a"], ["b", null, "a", "b"], ["", "é😀"]],
  "array<double>": [[], [1.5], ["NaN", 0, "-0.0", null], [2, 1]],
  "map<string,int>": [
    [],
    [["a", 1]],
    [
      ["b", null],
      ["a", 2],
    ],
  ],
};

const kindsInOrder = Object.keys(values) as Kind[];

/** Rows of the table of `schema`, each value drawn on its own; one in eight is NULL. */
export function rowsOf(count: number, random: () => number): readonly Cells[] {
  const draw = (kind: Kind): Cell => {
    const of = values[kind];
    return random() < 1 / 8 ? null : (of[Math.floor(random() * of.length)] ?? null);
  };
  return Array.from({ length: count }, () => schema.map((_, i) => draw(kindsInOrder[Math.floor(i / 2)] ?? "int")));
}
