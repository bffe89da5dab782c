import type * as z from "zod";
import { error, trace } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import { asBatch, Query } from "./query.js";
import type { Batch } from "./relation-type.js";
import { recordOf } from "./zod.js";
import type { FromZod } from "./zod-type.js";

/**
 * A batch of rows that are written out: a small table of reference in the code. Columns have simple types.
 * `values(z.object({ code: z.string(), rate: decimal(5, 2) }), [{ code: "EUR", rate: "1.00" }])` is `VALUES ('EUR', …) AS constants(code, rate)`
 */
export function values<Z extends z.ZodObject>(columns: Z, rows: readonly z.input<Z>[]): Batch<FromZod<Z>> {
  const at = trace(values);
  const { fields, problems } = recordOf(columns, at);
  const found = [
    ...problems,
    ...problemsOf(columns, fields, rows).map((message) => error("values/malformed", message, { at: at.place() })),
  ];
  const isWrong = found.some((one) => one.severity === "error");
  const cells = isWrong ? [] : rows.map((row) => fields.map(({ name, type }) => cellOf((row as Cells)[name], type)));
  return asBatch<FromZod<Z>>(new Query(isWrong ? undefined : ir.values(fields, cells), "values", "batch", found));
}

type Cells = { readonly [column: string]: unknown };

function problemsOf(columns: z.ZodObject, fields: ir.Schema, rows: readonly unknown[]): readonly string[] {
  const nested = fields.filter(({ type }) => type.kind === "array" || type.kind === "map" || type.kind === "struct");
  if (nested.length > 0)
    return nested.map(({ name, type }) => `"${name}" is ${ir.printType(type)}, and only simple values are written out`);
  if (rows.length === 0) return ["values has no row"];
  return rows.flatMap((row, i) => {
    const parsed = columns.safeParse(row);
    if (!parsed.success) return parsed.error.issues.map((one) => `row ${i + 1}, ${one.path.join(".")}: ${one.message}`);
    return fields.flatMap(({ name, type }) => {
      const fault = faultOf((row as Cells)[name], type);
      return fault === undefined ? [] : [`row ${i + 1}, ${name}: ${fault}`];
    });
  });
}

/** What the schema does not see: digits that a DECIMAL has no room for, days that do not exist. */
function faultOf(value: unknown, type: ir.ColumnType): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (type.kind === "decimal") {
    const [, whole = "", fraction = ""] = /^-?0*(\d*?)(?:\.(\d+?)0*)?$/.exec(String(value)) ?? [];
    const isDigits = /^-?\d+(\.\d+)?$/.test(String(value));
    return isDigits && whole.length <= type.precision - type.scale && fraction.length <= type.scale
      ? undefined
      : `${String(value)} does not fit ${ir.printType(type)}`;
  }
  if (type.kind === "bigint" && BigInt.asIntN(64, BigInt(value as number)) !== BigInt(value as number))
    return `${String(value)} does not fit BIGINT`;
  if (type.kind === "timestamp_ntz" && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$/.test(String(value))) {
    return `${String(value)} is no wall clock of at most microseconds`;
  }
  if (type.kind === "timestamp" && !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(instantText(value))) {
    return `${String(value)} is no instant of at most microseconds with its zone`;
  }
  return undefined;
}

function instantText(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

function cellOf(value: unknown, { kind }: ir.ColumnType): ir.LiteralValue {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "boolean":
      return value === true;
    case "int":
    case "smallint":
    case "tinyint":
      return Number(value);
    case "double":
    case "float":
      return Object.is(value, -0) ? "-0.0" : Number(value);
    case "binary":
      return Buffer.from(String(value), "base64").toString("hex");
    case "timestamp":
      return instantText(value);
    default:
      return String(value);
  }
}
