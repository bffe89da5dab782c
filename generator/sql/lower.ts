import { apply, comparison, corruptRecord, fromJson, lambda, list, map, negation, text } from "../functions/index.js";
import * as ir from "../ir/index.js";

/**
 * Spells `parse_json` out in operators that every dialect has: read the text once, then keep or reject by what was read. A malformed
 * text is a struct of NULLs in Spark, so "is there" has to be asked of every required field, at every depth.
 */
export function lowerParseJson(relation: ir.ParseJson): ir.Relation {
  const { input, column: name, record, branch } = relation;
  const parsed = unusedName(`${name}_json`, input.schema);
  const read = ir.select(input, [...ir.columnsOf(input), { name: parsed, value: fromJson(ir.column(input.schema, name), record) }]);
  const json = ir.column(read.schema, parsed);
  const readable = both(isNotNull(json), isNull(ir.field(json, corruptRecord)));
  const complete = required(record, (field) => ir.field(json, field.name), "");
  const good = [readable, ...complete.map((one) => one.holds)].reduce(both);
  if (branch === "records") {
    const value = ir.struct(record.map((one) => ({ name: one.name, value: ir.field(json, one.name) })));
    const kept = ir.where(read, good);
    return ir.select(
      kept,
      input.schema.map((one) => ({ name: one.name, value: one.name === name ? value : ir.column(kept.schema, one.name) })),
    );
  }
  const rejected = ir.where(read, negation(good));
  const absent = ir.conditional(
    [
      { when: isNull(ir.column(read.schema, name)), then: ir.text("no message") },
      { when: negation(readable), then: ir.text("not JSON of the declared types") },
    ],
    missing(complete),
  );
  return ir.select(rejected, [...ir.columnsOf(input).filter((one) => one.name !== ir.reason), { name: ir.reason, value: absent }]);
}

/**
 * One required field: what it is called in a reason, and the condition that it is there. The condition may be NULL only where another
 * one, that of the value around it, is FALSE; so all of them together are TRUE or FALSE.
 */
interface Required {
  readonly path: string;
  readonly holds: ir.Expression;
}

function required(fields: ir.Schema, read: (field: ir.Field) => ir.Expression, path: string): readonly Required[] {
  return fields.flatMap((field) => {
    const value = read(field);
    const name = path === "" ? field.name : `${path}.${field.name}`;
    const inside = nested(field.type, value, name);
    if (field.proven) return [{ path: name, holds: isNotNull(value) }, ...inside];
    return inside.map((one) => ({ path: one.path, holds: either(isNull(value), one.holds) }));
  });
}

/** What must hold inside a value that is there. */
function nested(type: ir.ColumnType, value: ir.Expression, path: string): readonly Required[] {
  switch (type.kind) {
    case "struct":
      return required(type.fields, (field) => ir.field(value, field.name), path);
    case "array":
      return each(type.element, value, `${path}[]`);
    case "map":
      return each(type.value, apply(map.mapValues.row, [value]), `${path}{}`);
    default:
      return [];
  }
}

/** What must hold for each element of a list. */
function each(slot: ir.Slot, elements: ir.Expression, path: string): readonly Required[] {
  const element = ir.variable(`element_${depth(path)}`, slot);
  const inside = nested(slot.type, element, path).map((part) => part.holds);
  const holds = slot.proven ? [isNotNull(element), ...inside] : inside.map((part) => either(isNull(element), part));
  if (holds.length === 0) return [];
  const all = holds.reduce(both);
  return [{ path, holds: apply(lambda.forall.row, [elements, ir.lambda([element.name], { ...all, nullable: false, proven: true })]) }];
}

function depth(path: string): number {
  return path.split(/\[\]|\{\}/).length - 1;
}

function missing(all: readonly Required[]): ir.Expression {
  const absent = all.map(({ path, holds }) => ir.conditional([{ when: negation(holds), then: ir.text(path) }]));
  if (absent.length === 0) return ir.text("incomplete");
  const names = apply(text.concatWs.row, [ir.text(", "), apply(list.arrayCompact.row, [apply(list.array.row, absent)])]);
  return apply(text.concat.row, [ir.text("missing: "), names]);
}

function unusedName(wanted: string, schema: ir.Schema): string {
  return ir.findField(schema, wanted) ? unusedName(`${wanted}_`, schema) : wanted;
}

function isNull(value: ir.Expression): ir.Expression {
  return apply(comparison.isNull.row, [value]);
}

function isNotNull(value: ir.Expression): ir.Expression {
  return apply(comparison.isNotNull.row, [value]);
}

function both(a: ir.Expression, b: ir.Expression): ir.Expression {
  return apply(comparison.and.row, [a, b]);
}

function either(a: ir.Expression, b: ir.Expression): ir.Expression {
  return apply(comparison.or.row, [a, b]);
}
