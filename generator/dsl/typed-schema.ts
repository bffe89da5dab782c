import * as z from "zod";
import { DiagnosticError, error, trace } from "../diagnostic/index.js";
import { type ColumnType, decimalType, types } from "../ir/index.js";
import type { SqlTyped } from "./zod-type.js";

/** Column types of the schemas made here, and how many checks such a schema has of itself: those the column type makes. */
const columnTypes = z.registry<{ readonly type: ColumnType; readonly checks: number }>();

function typed<S, Z extends z.ZodType>(schema: Z, type: ColumnType): Z & SqlTyped<S> {
  columnTypes.add(schema, { type, checks: schema.def.checks?.length ?? 0 });
  return schema as Z & SqlTyped<S>;
}

/** `DECIMAL(precision, scale)`; in JSON a number or a text of digits. `decimal(10, 2)` */
export function decimal(precision: number, scale: number) {
  if (!Number.isInteger(precision) || !Number.isInteger(scale) || precision < 1 || precision > 38 || scale < 0 || scale > precision) {
    throw new DiagnosticError([
      error("schema/decimal", `decimal(${precision}, ${scale}) does not exist`, {
        at: trace(decimal).place(),
        fix: "precision is 1 to 38 digits in all, scale 0 to precision of them after the point",
      }),
    ]);
  }
  return typed<"decimal", z.ZodUnion<[z.ZodNumber, z.ZodString]>>(
    z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)]),
    decimalType(precision, scale),
  );
}

/** `TINYINT`, -128 to 127. */
export function tinyint() {
  return typed<"tinyint", z.ZodNumber>(z.int().min(-128).max(127), types.tinyint);
}

/** `SMALLINT`, -32,768 to 32,767. */
export function smallint() {
  return typed<"smallint", z.ZodNumber>(z.int().min(-32_768).max(32_767), types.smallint);
}

/** `TIMESTAMP_NTZ`: a wall clock without a zone; in JSON `2024-02-29T12:30:00`. */
export function timestampNtz() {
  return typed<"timestamp_ntz", z.ZodISODateTime>(z.iso.datetime({ local: true }), types.timestamp_ntz);
}

/** `BINARY`; in JSON a text in base 64. */
export function binary() {
  return typed<"binary", z.ZodBase64>(z.base64(), types.binary);
}

/** The column type that a schema was made with here, and how many of its checks that type makes. */
export function typedAs(schema: z.core.$ZodType): { readonly type: ColumnType; readonly checks: number } | undefined {
  return columnTypes.get(schema);
}
