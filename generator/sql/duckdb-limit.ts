import { atom, indent, raise, unsignedZero } from "../functions/index.js";
import type { LimitText } from "./dialect.js";
import { duckdbOrder } from "./order.js";

/**
 * The first rows of an order. Where rows that differ are equal in the order, and some of them are within the limit and some are not, Spark
 * keeps any of them: that is refused, row for row.
 */
export function limitInDuckdb(query: string, { columns, keys, count, offset }: LimitText, identifier: (name: string) => string): string {
  const order = duckdbOrder(keys);
  const last = offset + count;
  // 0.0 and -0.0 are equal, and yet not the same.
  const whole = columns.flatMap(({ name, value: { type } }) => {
    const key = unsignedZero(atom(identifier(name)), type).text;
    return key === identifier(name) ? [key] : [key, `signbit(${identifier(name)})`];
  });
  const rank = `rank() OVER (ORDER BY ${order})`;
  const equal = `count(*) OVER (PARTITION BY ${keys.map((one) => unsignedZero(one.written, one.value.type).text).join(", ")})`;
  const same = `count(*) OVER (PARTITION BY ${whole.join(", ")})`;
  const across = (edge: number): string => `(${rank} <= ${edge} AND ${rank} + ${equal} - 1 > ${edge})`;
  const edges = offset > 0 ? [offset, last] : [last];
  const refusal = raise("EMULATOR_REFUSES", "the order leaves open which rows are within the limit: add a key that tells them apart").text;
  return [
    `SELECT *\nFROM (\n${indent(query)}\n) AS ${identifier("ordered")}`,
    `QUALIFY CASE`,
    `  WHEN ${equal} <> ${same} AND ${edges.length > 1 ? `(${edges.map(across).join(" OR ")})` : edges.map(across).join("")} THEN ${refusal}`,
    `  ELSE row_number() OVER (ORDER BY ${order}) BETWEEN ${offset + 1} AND ${last}`,
    `END`,
    `ORDER BY ${order}`,
  ].join("\n");
}
