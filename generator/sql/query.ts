import { indent } from "../functions/index.js";
import type * as ir from "../ir/index.js";
import { type Block, blockOf, type Item, type Select } from "./block.js";
import type { Dialect } from "./dialect.js";
import { writeExpression } from "./expression.js";

interface Writing {
  readonly dialect: Dialect;
  /** Common table expressions so far, in order. */
  readonly tables: { readonly name: string; readonly text: string; readonly materialized: boolean }[];
  readonly taken: Set<string>;
}

/** A relation as a query: common table expressions instead of nested subqueries, columns one a line. */
export function writeQuery(relation: ir.Relation, dialect: Dialect): string {
  const block = blockOf(relation, (read) => dialect.source(read).columns);
  const writing: Writing = { dialect, tables: [], taken: new Set([...datasetsIn(block)].map((name) => name.toLowerCase())) };
  const last = writeBlock(block, writing, false);
  if (writing.tables.length === 0) return last;
  const tables = writing.tables.map(({ name, text, materialized }) => `${name} AS ${materialized ? dialect.materialized : ""}(\n${indent(text)}\n)`);
  return `WITH ${tables.join(",\n")}\n${last}`;
}

/** Names a common table expression must not hide. */
function* datasetsIn(block: Block): Generator<string> {
  if (block.kind === "union") {
    for (const one of block.blocks) yield* datasetsIn(one);
    return;
  }
  for (const item of block.items) {
    const read = item.kind === "join" ? item.item : item;
    if (read.kind === "dataset") yield read.read.dataset;
    if (read.kind === "block") yield* datasetsIn(read.block);
  }
}

function writeBlock(block: Block, writing: Writing, inner: boolean): string {
  if (block.kind === "union") return block.blocks.map((one) => writeBlock(one, writing, inner)).join("\nUNION ALL\n");
  return writeSelect(block, writing, inner);
}

function writeSelect(select: Select, writing: Writing, inner: boolean): string {
  const { dialect } = writing;
  const aliases = uniqueAliases(select.items);
  const sources = select.items.map((item, i) => fromText(item, aliases[i] ?? "", select.items.length > 1, writing));
  const names = sources.map((one) => one.alias);
  const column = (input: number, name: string): string => (select.items.length > 1 ? `${dialect.identifier(names[input] ?? "")}.${dialect.identifier(name)}` : dialect.identifier(name));
  const text = (expression: ir.Expression): string => writeExpression(expression, dialect, column).text;

  const from = select.items.map((item, i) => {
    const source = sources[i];
    if (item.kind === "join") return `${item.how === "left" ? "LEFT JOIN" : "JOIN"} ${source?.text ?? ""}\n  ON ${conjunction([item.on], text)}`;
    if (item.kind === "explode") {
      return dialect.explode(writeExpression(item.list, dialect, column), { ...item, alias: dialect.identifier(names[i] ?? ""), as: dialect.identifier(item.as), ...(item.position !== undefined && { position: dialect.identifier(item.position) }) });
    }
    return `FROM ${source?.text ?? ""}`;
  });
  const lines = [
    writeColumns(select, text, column, dialect, inner),
    ...from,
    ...(select.where.length > 0 ? [`WHERE ${conjunction(select.where, text)}`] : []),
    ...(select.group && select.group.length > 0 ? [`GROUP BY ${select.group.map(text).join(", ")}`] : []),
  ];
  return lines.join("\n");
}

function writeColumns(select: Select, text: (expression: ir.Expression) => string, column: (input: number, name: string) => string, dialect: Dialect, inner: boolean): string {
  const { kept, added } = inner ? passedOn(select) : { kept: undefined, added: select.columns };
  const lines = added.map(({ name, value }) => {
    const plain = value.kind === "column" && value.name === name;
    return plain ? column(value.input, name) : `${text(value)} AS ${dialect.identifier(name)}`;
  });
  const all = [...(kept === undefined ? [] : [kept]), ...lines];
  const oneLine = `SELECT ${all.join(", ")}`;
  return oneLine.length <= 100 && all.length <= 3 ? oneLine : `SELECT\n${all.map(indent).join(",\n")}`;
}

/** In a common table expression, `*` for everything a single item has, when all of it is passed on first and untouched. */
function passedOn(select: Select): { readonly kept: string | undefined; readonly added: readonly ir.Named[] } {
  const [item] = select.items;
  const schema = item && select.items.length === 1 ? columnsOf(item) : undefined;
  if (!schema) return { kept: undefined, added: select.columns };
  const untouched = schema.every((name, i) => {
    const one = select.columns[i];
    return one?.name === name && one.value.kind === "column" && one.value.name === name;
  });
  return untouched ? { kept: "*", added: select.columns.slice(schema.length) } : { kept: undefined, added: select.columns };
}

function columnsOf(item: Item): readonly string[] | undefined {
  if (item.kind === "dataset") return item.read.schema.map((one) => one.name);
  return item.kind === "block" ? item.block.columns.map((one) => one.name) : undefined;
}

/** One conjunct a line when there are several. */
function conjunction(parts: readonly ir.Expression[], text: (expression: ir.Expression) => string): string {
  const write = (one: ir.Expression): string => {
    if (one.kind !== "call") return text(one);
    if (one.function === "or") return `(${text(one)})`;
    const line = text(one);
    const [negated] = one.arguments;
    if (one.function !== "not" || !line.includes("\n") || negated?.kind !== "call" || negated.function !== "and") return line;
    return `NOT (\n${indent(conjuncts(negated).map(write).join("\nAND "))}\n)`;
  };
  const flat = parts.flatMap(conjuncts).map(write);
  return flat.length === 1 ? flat.join("") : flat.map((line) => line.replaceAll("\n", "\n  ")).join("\n  AND ");
}

function conjuncts(expression: ir.Expression): readonly ir.Expression[] {
  return expression.kind === "call" && expression.function === "and" ? expression.arguments.flatMap(conjuncts) : [expression];
}

function uniqueAliases(items: readonly Item[]): readonly string[] {
  const seen = new Map<string, number>();
  return items.map(({ alias }) => {
    const times = (seen.get(alias) ?? 0) + 1;
    seen.set(alias, times);
    return times === 1 ? alias : `${alias}_${times}`;
  });
}

/** What stands after FROM or JOIN, and the name its columns are qualified with. */
function fromText(item: Item, alias: string, several: boolean, writing: Writing): { readonly text: string; readonly alias: string } {
  const { dialect } = writing;
  if (item.kind === "explode") return { text: "", alias };
  if (item.kind === "join") return fromText(item.item, alias, several, writing);
  const watermark = item.watermark ? ` ${dialect.watermark(dialect.identifier(item.watermark.column), item.watermark.delay)}` : "";
  const as = several ? ` AS ${dialect.identifier(alias)}` : "";
  if (item.kind === "block") {
    const name = define(item.block, writing);
    const twin = several && alias !== item.alias;
    return { text: `${name}${watermark}${twin ? as : ""}`, alias: twin ? alias : name };
  }
  const read = item.kind === "source" ? dialect.source(item.read).from : dialect.dataset(item.read);
  return { text: `${read}${watermark}${several && read !== dialect.identifier(alias) ? as : ""}`, alias };
}

function define(block: Block, writing: Writing): string {
  const text = writeBlock(block, writing, true);
  const name = free(block.title, writing.taken);
  writing.taken.add(name);
  const materialized = block.kind === "select" && block.columns.some((one) => one.value.kind === "call" && one.value.function === "from_json");
  writing.tables.push({ name, text, materialized });
  return name;
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
  return name;
}
