import { indent } from "../functions/index.js";
import * as ir from "../ir/index.js";
import { type Block, blockOf, type Item, type LimitClause, type Select } from "./block.js";
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
  const tables = writing.tables.map(
    ({ name, text, materialized }) => `${dialect.identifier(name)} AS ${materialized ? dialect.materialized : ""}(\n${indent(text)}\n)`,
  );
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
  // UNION ALL goes by position, and a table that gained a column has it at its end, wherever the definition says: no `*` here.
  if (block.kind === "union") return block.blocks.map((one) => writeBlock(one, writing, false)).join("\nUNION ALL\n");
  return writeSelect(block, writing, inner);
}

function writeSelect(select: Select, writing: Writing, inner: boolean): string {
  const { dialect } = writing;
  const tables = select.items.map((item) => define(readBy(item), writing));
  const names = aliases(select.items, tables);
  const qualified = select.items.length > 1 || readsFieldOf(select, names[0] ?? "");
  const sources = select.items.map((item, i) => fromText(readBy(item), names[i] ?? "", qualified, dialect));
  const column = (input: number, name: string): string =>
    qualified ? `${dialect.identifier(names[input] ?? "")}.${dialect.identifier(name)}` : dialect.identifier(name);
  const text = (expression: ir.Expression): string => writeExpression(expression, dialect, column).text;

  const from = select.items.map((item, i) => {
    const source = sources[i] ?? "";
    if (item.kind === "join") return `${item.how === "left" ? "LEFT JOIN" : "JOIN"} ${source}\n  ON ${conjunction([item.on], text)}`;
    if (item.kind === "explode") {
      return dialect.explode(writeExpression(item.list, dialect, column), {
        ...item,
        alias: dialect.identifier(names[i] ?? ""),
        as: dialect.identifier(item.as),
        ...(item.position !== undefined && { position: dialect.identifier(item.position) }),
      });
    }
    return `FROM ${source}`;
  });
  const lines = [
    writeColumns(select, text, column, dialect, inner),
    ...from,
    ...(select.where.length > 0 ? [`WHERE ${conjunction(select.where, text)}`] : []),
    ...(select.group && select.group.length > 0 ? [`GROUP BY ${select.group.map(text).join(", ")}`] : []),
  ];
  return select.limit ? writeLimit(lines.join("\n"), select, select.limit, dialect) : lines.join("\n");
}

/** In ORDER BY a name is first of all that of a column the SELECT gives, so names are not qualified. */
function writeLimit(query: string, { columns }: Select, { order, count, offset }: LimitClause, dialect: Dialect): string {
  const given = (_input: number, name: string): string => dialect.identifier(name);
  const keys = order.map((key) => ({ ...key, written: writeExpression(key.value, dialect, given) }));
  return dialect.limit(query, { columns, keys, count, offset });
}

function writeColumns(
  select: Select,
  text: (expression: ir.Expression) => string,
  column: (input: number, name: string) => string,
  dialect: Dialect,
  inner: boolean,
): string {
  const { kept, added } = inner ? passedOn(select) : { kept: undefined, added: select.columns };
  const lines = added.map(({ name, value }) => {
    const plain = value.kind === "column" && value.name === name;
    return plain ? column(value.input, name) : `${text(value)} AS ${dialect.identifier(name)}`;
  });
  const all = [...(kept === undefined ? [] : [kept]), ...lines];
  const oneLine = `SELECT ${all.join(", ")}`;
  return oneLine.length <= 100 && all.length <= 3 ? oneLine : `SELECT\n${all.map(indent).join(",\n")}`;
}

/**
 * In a common table expression, `*` for everything that the one before it has, when all of it is passed on first and untouched. Never for
 * a table: one that lost a column in the definition still has it in the catalog.
 */
function passedOn(select: Select): { readonly kept: string | undefined; readonly added: readonly ir.Named[] } {
  const [item] = select.items;
  const all = { kept: undefined, added: select.columns };
  if (item?.kind !== "block" || select.items.length !== 1) return all;
  const before = item.block.columns;
  const untouched = before.every(({ name }, i) => {
    const one = select.columns[i];
    return one?.name === name && one.value.kind === "column" && one.value.name === name;
  });
  return untouched ? { kept: "*", added: select.columns.slice(before.length) } : all;
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

/** The item itself, also where it is joined. */
function readBy(item: Item): Item {
  return item.kind === "join" ? item.item : item;
}

/** What each item's columns are qualified with: a common table expression's own name, else a name that nothing beside it has. */
function aliases(items: readonly Item[], tables: readonly (string | undefined)[]): readonly string[] {
  const taken = new Set(tables.filter((name) => name !== undefined));
  return items.map(({ alias }, i) => {
    const name = tables[i] ?? free(alias, taken);
    taken.add(name);
    return name;
  });
}

/** `item.name` is the column `name` of a table `item`, even where a struct `item` with a field `name` is meant; `item.item.name` is clear. */
function readsFieldOf(select: Select, alias: string): boolean {
  return [...select.columns.map((one) => one.value), ...select.where, ...(select.group ?? [])].some((expression) =>
    [...ir.walk(expression)].some(
      (part) => part.kind === "field" && part.of.kind === "column" && part.of.name.toLowerCase() === alias.toLowerCase(),
    ),
  );
}

/** What stands after FROM or JOIN. */
function fromText(item: Item, alias: string, qualified: boolean, dialect: Dialect): string {
  if (item.kind === "explode" || item.kind === "join") return "";
  const name = dialect.identifier(alias);
  const read = item.kind === "block" ? name : item.kind === "source" ? dialect.source(item.read).from : dialect.dataset(item.read);
  const watermark = item.watermark ? ` ${dialect.watermark(dialect.identifier(item.watermark.column), item.watermark.delay)}` : "";
  return `${read}${watermark}${qualified && read !== name ? ` AS ${name}` : ""}`;
}

/** Writes a block as a common table expression and gives its name. */
function define(item: Item, writing: Writing): string | undefined {
  if (item.kind !== "block") return undefined;
  const { block } = item;
  const text = writeBlock(block, writing, true);
  const name = free(block.title, writing.taken);
  writing.taken.add(name);
  const materialized =
    block.kind === "select" && block.columns.some((one) => one.value.kind === "call" && one.value.function === "from_json");
  writing.tables.push({ name, text, materialized });
  return name;
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
  return name;
}
