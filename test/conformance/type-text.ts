import { printName, printType, type Slot } from "../../generator/ir/index.js";

/** A type with what may not be NULL, `ARRAY<INT NOT NULL>`, as the IR has it. */
export function slotText(slot: Slot): string {
  return typeText(slot) + (slot.nullable ? "" : " NOT NULL");
}

function typeText({ type }: Slot): string {
  switch (type.kind) {
    case "array":
      return `ARRAY<${slotText(type.element)}>`;
    case "map":
      return `MAP<${typeText({ type: type.key, nullable: false, proven: true })}, ${slotText(type.value)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((one) => `${printName(one.name)}: ${slotText(one)}`).join(", ")}>`;
    default:
      return printType(type);
  }
}

/** A type in Spark's JSON. */
export type SparkType =
  | string
  | { readonly type: "array"; readonly elementType: SparkType; readonly containsNull: boolean }
  | { readonly type: "map"; readonly keyType: SparkType; readonly valueType: SparkType; readonly valueContainsNull: boolean }
  | { readonly type: "struct"; readonly fields: readonly SparkField[] };

export interface SparkField {
  readonly name: string;
  readonly type: SparkType;
  readonly nullable: boolean;
}

/** The same of a field of a data frame's schema. */
export function fieldText({ type, nullable }: Pick<SparkField, "type" | "nullable">): string {
  return sparkTypeText(type) + (nullable ? "" : " NOT NULL");
}

const names: { readonly [type: string]: string } = { integer: "INT", long: "BIGINT", short: "SMALLINT", byte: "TINYINT" };

function sparkTypeText(type: SparkType): string {
  if (typeof type === "string") return names[type] ?? type.toUpperCase();
  if (type.type === "array") return `ARRAY<${fieldText({ type: type.elementType, nullable: type.containsNull })}>`;
  if (type.type === "map") {
    return `MAP<${sparkTypeText(type.keyType)}, ${fieldText({ type: type.valueType, nullable: type.valueContainsNull })}>`;
  }
  return `STRUCT<${type.fields.map((one) => `${printName(one.name)}: ${fieldText(one)}`).join(", ")}>`;
}

/** Without what is said of NULL. */
export function withoutNullability(text: string): string {
  return text.replaceAll(" NOT NULL", "");
}
