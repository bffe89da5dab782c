import { indent } from "../functions/index.js";
import * as ir from "../ir/index.js";
import { type Block, blockOf, type GroupingClause, type Item, type LimitClause, type Select } from "./block.js";
import type { Dialect } from "./dialect.js";
import { writeExpression } from "./expression.js";
import { writeRaw } from "./raw.js";

interface Writing {
  readonly dialect: Dialect;
  /** Common table expressions so far, in order. */
  readonly tables: Table[];
  /** Those of blocks that may be read again. */
  readonly written: Map<Block, Table>;
  readonly taken: Set<string>;
}

interface Table {
  readonly name: string;
  readonly text: string;
  materialized: boolean;
}

/** A relation as a query: common table expressions instead of nested subqueries, columns one a line. */
export function writeQuery(relation: ir.Relation, dialect: Dialect): string {
  const block = blockOf(relation, (read) => dialect.source(read).columns);
  const writing: Writing = { dialect, tables: [], written: new Map(), taken: new Set(datasetsIn(block).map((name) => name.toLowerCase())) };
  const last = writeBlock(block, writing, false);
  if (writing.tables.length === 0) return last;
  const tables = writing.tables.map(
    ({ name, text, materialized }) => `${dialect.identifier(name)} AS ${materialized ? dialect.materialized : ""}(\n${indent(text)}\n)`,
  );
  return `WITH ${tables.join(",\n")}\n${last}`;
}

/** Names a common table expression must not hide. */
function datasetsIn(root: Block): readonly string[] {
  const names: string[] = [];
  const blocks = new Set([root]);
  for (const block of blocks) {
    if (block.kind !== "select") for (const one of block.blocks) blocks.add(one);
    else {
      for (const item of block.items.map(readBy)) {
        if (item.kind === "dataset") names.push(item.read.dataset);
        if (item.kind === "block") blocks.add(item.block);
      }
    }
  }
  return names;
}

function writeBlock(block: Block, writing: Writing, inner: boolean): string {
  // UNION ALL goes by position, and a table that gained a column has it at its end, wherever the definition says: no `*` here.
  if (block.kind === "set") return block.blocks.map((one) => writeBlock(one, writing, false)).join(`\n${block.operator}\n`);
  if (block.kind === "raw") {
    const names = block.blocks.map((one) => define({ kind: "block", alias: one.title, block: one }, writing) ?? one.title);
    return writeRaw(
      block.texts,
      writing.dialect,
      names.map((name) => writing.dialect.identifier(name)),
    );
  }
  return writeSelect(block, writing, inner);
}

function writeSelect(select: Select, writing: Writing, inner: boolean): string {
  const { dialect } = writing;
  const tables = select.items.map((item) => define(readBy(item), writing));
  const names = aliases(select.items, tables);
  const qualified = select.items.length > 1 || readsFieldOf(select, names[0] ?? "");
  const sources = select.items.map((item, i) => fromText(readBy(item), names[i] ?? "", tables[i], qualified, dialect));
  const column = (input: number, name: string): string =>
    qualified ? `${dialect.identifier(names[input] ?? "")}.${dialect.identifier(name)}` : dialect.identifier(name);
  const text = (expression: ir.Expression): string => writeExpression(expression, dialect, column).text;

  const from = select.items.map((item, i) => {
    const source = sources[i] ?? "";
    if (item.kind === "join") {
      const line = `${dialect.joins[item.how]} ${source}`;
      return item.how === "cross" ? line : `${line}\n  ON ${conjunction([item.on], text)}`;
    }
    if (item.kind === "explode") {
      return dialect.explode(writeExpression(item.list, dialect, column), {
        ...item,
        alias: dialect.identifier(names[i] ?? ""),
        as: dialect.identifier(item.as),
        ...(item.key !== undefined && { key: dialect.identifier(item.key) }),
        ...(item.position !== undefined && { position: dialect.identifier(item.position) }),
      });
    }
    return `FROM ${source}`;
  });
  const lines = [
    writeColumns(select, text, column, dialect, inner),
    ...from,
    ...(select.where.length > 0 ? [`WHERE ${conjunction(select.where, text)}`] : []),
    ...(select.group && select.group.length > 0 ? [writeGroups(select.group, select.grouping, column, dialect)] : []),
    ...(select.qualify ? [`QUALIFY ${conjunction([select.qualify], text)}`] : []),
  ];
  return select.limit ? writeLimit(lines.join("\n"), select, select.limit, dialect) : lines.join("\n");
}

function writeGroups(
  group: readonly ir.Expression[],
  grouping: GroupingClause | undefined,
  column: (input: number, name: string) => string,
  dialect: Dialect,
): string {
  const keys = group.map((one) => dialect.key(writeExpression(one, dialect, column), one.type).text);
  if (!grouping) return `GROUP BY ${keys.join(", ")}`;
  const list = (some: readonly (string | undefined)[]): string => `(${some.join(", ")})`;
  const levels =
    grouping.kind === "sets"
      ? `GROUPING SETS ${list(grouping.sets.map((set) => list(set.map((i) => keys[i]))))}`
      : `${grouping.kind.toUpperCase()} ${list(keys)}`;
  return dialect.levels(`GROUP BY ${levels}`);
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
  const isCompared = select.distinct ?? select.compared ?? false;
  const { kept, added } = inner && !isCompared ? passedOn(select) : { kept: undefined, added: select.columns };
  const lines = added.map(({ name, value }) => {
    // What rows are grouped by or compared by.
    if (isCompared || select.group?.includes(value)) {
      const key = dialect.key(writeExpression(value, dialect, column), value.type).text;
      if (key !== text(value)) return `${key} AS ${dialect.identifier(name)}`;
    }
    const plain = value.kind === "column" && value.name === name;
    return plain ? column(value.input, name) : `${text(value)} AS ${dialect.identifier(name)}`;
  });
  const all = [...(kept === undefined ? [] : [kept]), ...lines];
  const word = select.distinct ? "SELECT DISTINCT" : "SELECT";
  const oneLine = `${word} ${all.join(", ")}`;
  return oneLine.length <= 100 && all.length <= 3 ? oneLine : `${word}\n${all.map(indent).join(",\n")}`;
}

/**
 * In a common table expression, `*` for everything that the one before it has, when all of it is passed on first and untouched. Never for
 * a table: one that lost a column in the definition still has it in the catalog.
 */
function passedOn(select: Select): { readonly kept: string | undefined; readonly added: readonly ir.Named[] } {
  const [item] = select.items;
  const all = { kept: undefined, added: select.columns };
  if (item?.kind !== "block" || item.block.kind === "raw" || select.items.length !== 1) return all;
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
  const given = new Set<string>();
  return items.map(({ alias }, i) => {
    const table = tables[i];
    const name = table !== undefined && !given.has(table) ? table : free(table ?? alias, taken);
    taken.add(name);
    given.add(name);
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
function fromText(item: Item, alias: string, table: string | undefined, qualified: boolean, dialect: Dialect): string {
  if (item.kind === "explode" || item.kind === "join") return "";
  const name = dialect.identifier(alias);
  if (item.kind === "values")
    return dialect.values(
      writeRows(item.read, dialect),
      name,
      item.read.schema.map((one) => dialect.identifier(one.name)),
    );
  const read =
    item.kind === "block"
      ? dialect.identifier(table ?? alias)
      : item.kind === "source"
        ? dialect.source(item.read).from
        : dialect.dataset(item.read);
  const watermark = item.watermark ? ` ${dialect.watermark(dialect.identifier(item.watermark.column), item.watermark.delay)}` : "";
  return `${read}${watermark}${qualified && read !== name ? ` AS ${name}` : ""}`;
}

/** The rows of a relation that is written out, one a line. */
function writeRows({ schema, rows }: ir.Values, dialect: Dialect): string {
  const lines = rows.map((row) => {
    const cells = schema.map((one, i) => dialect.literal(ir.literal(row[i] ?? null, one.type)).text);
    return `(${cells.join(", ")})`;
  });
  return `VALUES\n${lines.map(indent).join(",\n")}`;
}

/** Writes a block as a common table expression, once, and gives its name. */
function define(item: Item, writing: Writing): string | undefined {
  if (item.kind !== "block") return undefined;
  const { block } = item;
  const before = writing.written.get(block);
  if (before) {
    before.materialized = true;
    return before.name;
  }
  const text = writeBlock(block, writing, true);
  const name = free(block.title, writing.taken);
  writing.taken.add(name);
  const materialized =
    block.kind === "select" && block.columns.some((one) => one.value.kind === "call" && one.value.function === "from_json");
  const table = { name, text, materialized };
  writing.tables.push(table);
  writing.written.set(block, table);
  return name;
}

function free(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`;
  return name;
}
