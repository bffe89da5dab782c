/**
 * The types a column can have, as Spark SQL knows them.
 *
 * Two truths are kept about NULL. `nullable` is what Spark's analyser says of the query; `proven` is what we know beside it: a
 * column that `notNull` filtered, or a required field of a parsed record, is nullable for Spark and yet never NULL. DDL follows
 * Spark; the compiler and TypeScript follow what is known.
 */

const simpleTypes = [
  "boolean",
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "string",
  "binary",
  "date",
  "timestamp",
  "timestamp_ntz",
] as const;

export type SimpleKind = (typeof simpleTypes)[number];

export interface SimpleType {
  readonly kind: SimpleKind;
}

/** `DECIMAL(precision, scale)`, precision 1 to 38. */
export interface DecimalType {
  readonly kind: "decimal";
  readonly precision: number;
  readonly scale: number;
}

export interface ArrayType {
  readonly kind: "array";
  readonly element: Slot;
}

export interface MapType {
  readonly kind: "map";
  readonly key: ColumnType;
  readonly value: Slot;
}

export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly Field[];
}

export type ColumnType = SimpleType | DecimalType | ArrayType | MapType | StructType;

/** A place that holds a value: a column, a field of a struct, an element of an array, a value of a map. */
export interface Slot {
  readonly type: ColumnType;
  /** Spark's answer: may this be NULL? */
  readonly nullable: boolean;
  /** Ours: it is known never to be NULL, whatever Spark says. `!nullable` implies it. */
  readonly proven: boolean;
}

/** Where a column came from when it is still an untouched property of the record or file it arrived in. */
export type Origin = "topic" | "partition" | "offset" | "timestamp" | "file_path" | "file_modification_time";

export interface Field extends Slot {
  readonly name: string;
  readonly comment?: string;
  readonly origin?: Origin;
  /** Its values, and what is computed from them, must not be shown in errors, logs and reports. */
  readonly sensitive?: true;
}

/** The columns of a relation, in order. */
export type Schema = readonly Field[];

const simple = Object.fromEntries(simpleTypes.map((kind) => [kind, Object.freeze({ kind })])) as {
  readonly [K in SimpleKind]: SimpleType & { readonly kind: K };
};

/** The types without parameters: `types.string`, `types.bigint`. */
export const types = simple;

/** `DECIMAL(precision, scale)`. */
export function decimalType(precision: number, scale: number): DecimalType {
  return { kind: "decimal", precision, scale };
}

/** A slot Spark calls nullable and that may really be NULL. */
export function maybeNull(type: ColumnType): Slot {
  return { type, nullable: true, proven: false };
}

/** A slot that is never NULL, for Spark as for us. */
export function neverNull(type: ColumnType): Slot {
  return { type, nullable: false, proven: true };
}

/** The same columns with nothing known about NULL, at every depth: what is read from text or files may be missing anywhere. */
export function unproven(fields: readonly Field[]): readonly Field[] {
  return fields.map((one) => ({ ...one, ...anywhereNull(one) }));
}

function anywhereNull({ type }: Slot): Slot {
  switch (type.kind) {
    case "array":
      return maybeNull(arrayType(anywhereNull(type.element)));
    case "map":
      return maybeNull(mapType(type.key, anywhereNull(type.value)));
    case "struct":
      return maybeNull(structType(unproven(type.fields)));
    default:
      return maybeNull(type);
  }
}

export function arrayType(element: Slot): ArrayType {
  return { kind: "array", element };
}

export function mapType(key: ColumnType, value: Slot): MapType {
  return { kind: "map", key, value };
}

export function structType(fields: readonly Field[]): StructType {
  return { kind: "struct", fields };
}

/** Can this hold NULL, as far as we know? */
export function canBeNull(slot: Slot): boolean {
  return slot.nullable && !slot.proven;
}

/** The type in DDL words, as Spark prints it: `DECIMAL(18,2)`, `ARRAY<STRUCT<sku: STRING, quantity: INT>>`. */
export function printType(type: ColumnType): string {
  switch (type.kind) {
    case "decimal":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "array":
      return `ARRAY<${printType(type.element.type)}>`;
    case "map":
      return `MAP<${printType(type.key)}, ${printType(type.value.type)}>`;
    case "struct":
      return `STRUCT<${type.fields.map((field) => `${printName(field.name)}: ${printType(field.type)}`).join(", ")}>`;
    default:
      return type.kind.toUpperCase();
  }
}

/** A name as Spark SQL reads it: bare when it is a plain identifier, else in backticks. */
export function printName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll("`", "``")}\``;
}

/** Why no column can have this name, if so. It is written between backticks, where nothing can be escaped but the backtick itself. */
export function nameFault(name: string): string | undefined {
  if (name === "") return "it is empty";
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return "it has a control character";
  return name.includes("${") ? "Databricks replaces ${ by configuration, in names too" : undefined;
}

/** Same type, whatever is known about NULL inside. Field names compare without case, as Spark's do. */
export function sameType(a: ColumnType, b: ColumnType): boolean {
  if (a.kind === "decimal") return b.kind === "decimal" && a.precision === b.precision && a.scale === b.scale;
  if (a.kind === "array") return b.kind === "array" && sameType(a.element.type, b.element.type);
  if (a.kind === "map") return b.kind === "map" && sameType(a.key, b.key) && sameType(a.value.type, b.value.type);
  if (a.kind === "struct") {
    return (
      b.kind === "struct" &&
      a.fields.length === b.fields.length &&
      a.fields.every((field, i) => {
        const other = b.fields[i];
        return other !== undefined && field.name.toLowerCase() === other.name.toLowerCase() && sameType(field.type, other.type);
      })
    );
  }
  return a.kind === b.kind;
}

const integers = new Map<ColumnType["kind"], number>([
  ["tinyint", 3],
  ["smallint", 5],
  ["int", 10],
  ["bigint", 20],
]);

/** Is it `TINYINT`, `SMALLINT`, `INT` or `BIGINT`? */
export function isInteger(type: ColumnType): boolean {
  return integers.has(type.kind);
}

/** Is it a number of any kind? */
export function isNumeric(type: ColumnType): boolean {
  return isInteger(type) || type.kind === "decimal" || type.kind === "float" || type.kind === "double";
}

/** The decimal an integer enters decimal arithmetic as: `INT` is `DECIMAL(10,0)`. */
export function asDecimal(type: ColumnType): DecimalType | undefined {
  if (type.kind === "decimal") return type;
  const digits = integers.get(type.kind);
  return digits === undefined ? undefined : decimalType(digits, 0);
}

/** Can values be ordered and compared with `<`? Maps cannot. */
export function isOrderable(type: ColumnType): boolean {
  if (type.kind === "map") return false;
  if (type.kind === "array") return isOrderable(type.element.type);
  if (type.kind === "struct") return type.fields.every((field) => isOrderable(field.type));
  return true;
}

/** Does the column hold something sensitive, itself or in a field at any depth? */
export function holdsSensitive(field: Field): boolean {
  return field.sensitive === true || isSensitiveType(field.type);
}

/** Is there something sensitive in a value of the type? */
export function isSensitiveType(type: ColumnType): boolean {
  switch (type.kind) {
    case "array":
      return isSensitiveType(type.element.type);
    case "map":
      return isSensitiveType(type.key) || isSensitiveType(type.value.type);
    case "struct":
      return type.fields.some(holdsSensitive);
    default:
      return false;
  }
}

/** Finds a field by name; names compare without case, as Spark's do. */
export function findField(fields: readonly Field[], name: string): Field | undefined {
  return fields.find((field) => field.name === name) ?? fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}
