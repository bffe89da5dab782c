import { apply, comparison } from "../functions/index.js";
import * as ir from "../ir/index.js";
import { lowerParseJson } from "./lower.js";

/** Something a SELECT reads, and how its columns are qualified. */
export type Item = { readonly alias: string } & (
  | { readonly kind: "source"; readonly read: ir.SourceRead; readonly watermark?: WatermarkClause }
  | { readonly kind: "dataset"; readonly read: ir.DatasetRead; readonly watermark?: WatermarkClause }
  | { readonly kind: "block"; readonly block: Block; readonly watermark?: WatermarkClause }
  | { readonly kind: "values"; readonly read: ir.Values }
  | { readonly kind: "join"; readonly how: ir.Join["how"]; readonly item: Item; readonly on: ir.Expression }
  | {
      readonly kind: "explode";
      readonly list: ir.Expression;
      readonly as: string;
      readonly key?: string;
      readonly position?: string;
      readonly outer: boolean;
    }
);

export interface WatermarkClause {
  readonly column: string;
  readonly delay: ir.Interval;
}

/** One SELECT. Column references in it name an item by its index. */
export interface Select {
  readonly kind: "select";
  /** What it would be called as a common table expression. */
  readonly title: string;
  readonly items: readonly Item[];
  readonly where: readonly ir.Expression[];
  readonly columns: readonly ir.Named[];
  /** What it is grouped by: the very expressions of some of its columns, unless it is grouped by windows. */
  readonly group?: readonly ir.Expression[];
  readonly grouping?: GroupingClause;
  /** Over window functions; every column the SELECT gives has the name of the one it reads. */
  readonly qualify?: ir.Expression;
  /** Each row once. */
  readonly distinct?: true;
  /** Its rows are compared as wholes by a set operation. */
  readonly compared?: true;
  readonly limit?: LimitClause;
}

/** Levels of grouping: sets are written by the place of their expressions in `group`. */
export type GroupingClause =
  | { readonly kind: "rollup" | "cube" }
  | { readonly kind: "sets"; readonly sets: readonly (readonly number[])[] };

/** ORDER BY and LIMIT. The keys are over the columns the SELECT gives, not over what it reads. */
export type LimitClause = Pick<ir.Limit, "order" | "count" | "offset">;

/** SELECTs whose rows are put together or compared; all have the same columns in the same order. */
export interface SetBlock {
  readonly kind: "set";
  readonly title: string;
  readonly operator: SetOperator;
  readonly blocks: readonly Block[];
  readonly columns: readonly ir.Named[];
}

export type SetOperator = "UNION ALL" | "INTERSECT" | "INTERSECT ALL" | "EXCEPT" | "EXCEPT ALL";

/** A query of the user's own over blocks. */
export interface RawBlock {
  readonly kind: "raw";
  readonly title: string;
  readonly texts: ir.RawTexts;
  readonly blocks: readonly Block[];
  readonly columns: readonly ir.Named[];
}

export type Block = Select | SetBlock | RawBlock;

/** How a dialect shows a source's columns: what `FROM` gives it, and the expression behind each declared column. */
export type SourceColumns = (read: ir.SourceRead) => readonly ir.Named[];

/**
 * Turns a relation into the fewest SELECTs that say it readably. A batch that is read more than once is one block, read by name by all of
 * its readers.
 */
export function blockOf(root: ir.Relation, sourceColumns: SourceColumns): Block {
  const shared = new Map<ir.Relation, Block | undefined>([...readTwice(root)].map((one) => [one, undefined]));
  const below = (relation: ir.Relation): Block => {
    if (!shared.has(relation)) return blockFor(relation, sourceColumns, below);
    const block = shared.get(relation) ?? blockFor(relation, sourceColumns, below);
    shared.set(relation, block);
    return close(block);
  };
  return below(root);
}

/** Batches with more than one reader in the tree; tables are read by their own names. */
function readTwice(root: ir.Relation): ReadonlySet<ir.Relation> {
  const seen = new Set<ir.Relation>([root]);
  const twice = new Set<ir.Relation>();
  for (const one of seen) {
    for (const input of ir.inputs(one)) {
      if (seen.has(input) && input.mode === "batch" && input.kind !== "dataset") twice.add(input);
      seen.add(input);
    }
  }
  return twice;
}

function blockFor(relation: ir.Relation, sourceColumns: SourceColumns, below: (input: ir.Relation) => Block): Block {
  switch (relation.kind) {
    case "source":
      return {
        kind: "select",
        title: relation.source,
        items: [{ kind: "source", alias: relation.source, read: relation }],
        where: [],
        columns: sourceColumns(relation),
      };
    case "dataset":
      return {
        kind: "select",
        title: relation.dataset,
        items: [{ kind: "dataset", alias: relation.dataset, read: relation }],
        where: [],
        columns: relation.schema.map(({ name }) => ({ name, value: ir.column(relation.schema, name) })),
      };
    case "values":
      return {
        kind: "select",
        title: "constants",
        items: [{ kind: "values", alias: "constants", read: relation }],
        where: [],
        columns: relation.schema.map(({ name }) => ({ name, value: ir.column(relation.schema, name) })),
      };
    case "parse_json":
      return below(lowerParseJson(relation));
    case "where":
      return filter(below(relation.input), relation.predicate);
    case "not_null":
      return relation.columns
        .map((name) => apply(comparison.isNotNull.row, [ir.column(relation.input.schema, name)]))
        .reduce(filter, below(relation.input));
    case "select": {
      const block = open(
        below(relation.input),
        relation.columns.map((one) => one.value),
      );
      return {
        ...block,
        title: titleOf(relation),
        columns: relation.columns.map((one) => ({ name: one.name, value: inline(one.value, [block.columns]) })),
      };
    }
    case "explode": {
      const input = below(relation.input);
      const block = open(input, [relation.list, ...input.columns.map((one) => reference(one))]);
      const item: Item = {
        kind: "explode",
        alias: "exploded",
        list: inline(relation.list, [block.columns]),
        as: relation.as,
        ...(relation.key !== undefined && { key: relation.key }),
        ...(relation.position !== undefined && { position: relation.position }),
        outer: relation.outer,
      };
      const index = block.items.length;
      const columns = relation.schema.map(({ name, type, nullable, proven }): ir.Named => {
        if (name === relation.as || name === relation.key || name === relation.position)
          return { name, value: { kind: "column", input: index, name, type, nullable, proven } };
        return { name, value: output(block.columns, name) };
      });
      return { ...block, title: "exploded", items: [...block.items, item], columns };
    }
    case "join": {
      const keeps = relation.how === "right" || relation.how === "full";
      const left = joinable(open(below(relation.left), []), keeps);
      const right = asItem(below(relation.right));
      const index = left.items.length;
      const sides = [left.columns, right.columns.map((one) => ({ name: one.name, value: shift(one.value, index) }))];
      const item: Item = { kind: "join", alias: right.item.alias, how: relation.how, item: right.item, on: inline(relation.on, sides) };
      return {
        ...left,
        title: "joined",
        items: [...left.items, item],
        columns: relation.columns.map((one) => ({ name: one.name, value: inline(one.value, sides) })),
      };
    }
    case "union": {
      const columns = relation.schema.map(({ name }) => ({ name, value: ir.column(relation.schema, name) }));
      const blocks = relation.inputs.flatMap((input) => reordered(below(input), columns, "UNION ALL"));
      return { kind: "set", title: "combined", operator: "UNION ALL", blocks, columns };
    }
    case "set": {
      const columns = relation.schema.map(({ name }) => ({ name, value: ir.column(relation.schema, name) }));
      const operator: SetOperator = `${relation.operator === "except" ? "EXCEPT" : "INTERSECT"}${relation.all ? " ALL" : ""}`;
      const blocks = [relation.left, relation.right]
        .flatMap((input) => reordered(below(input), columns, operator))
        .map((block): Block => (block.kind === "select" ? { ...block, compared: true } : block));
      return { kind: "set", title: relation.operator === "except" ? "remaining" : "common", operator, blocks, columns };
    }
    case "distinct": {
      const input = below(relation.input);
      const block = input.kind === "select" && !isComplete(input) ? input : close(input);
      return { ...block, title: "distinct_rows", distinct: true };
    }
    case "aggregate": {
      const grouped = [...relation.by, ...relation.measures];
      const block = open(
        below(relation.input),
        grouped.map((one) => one.value),
      );
      const columns = grouped.map((one) => ({ name: one.name, value: inline(one.value, [block.columns]) }));
      const group = columns.slice(0, relation.by.length).map((one) => one.value);
      return {
        ...block,
        title: "aggregated",
        columns,
        group,
        ...(relation.grouping && { grouping: levelsOf(relation, relation.grouping) }),
      };
    }
    case "qualify": {
      const block = open(below(relation.input), [relation.predicate, ...ir.columnsOf(relation.input).map((one) => one.value)]);
      // A name in QUALIFY may be that of a column the SELECT gives.
      const isPlain = block.columns.every(({ name, value }) => value.kind === "column" && value.name === name);
      const read = isPlain ? block : close(block);
      return { ...read, title: "qualified", qualify: inline(relation.predicate, [read.columns]) };
    }
    case "raw": {
      const columns = relation.schema.map(({ name }) => ({ name, value: ir.column(relation.schema, name) }));
      const blocks = relation.inputs.map((input): Block => ({ ...below(input), title: "input" }));
      return close({ kind: "raw", title: "raw", texts: relation.texts, blocks, columns });
    }
    case "limit": {
      const input = below(relation.input);
      const { order, count, offset } = relation;
      return { ...(input.kind !== "select" || input.limit ? close(input) : input), title: "first", limit: { order, count, offset } };
    }
    case "watermark": {
      const block = open(below(relation.input), []);
      const [only] = block.items;
      const value = output(block.columns, relation.column);
      const clause = { column: relation.column, delay: relation.delay };
      if (
        only &&
        block.items.length === 1 &&
        only.kind !== "join" &&
        only.kind !== "explode" &&
        only.kind !== "values" &&
        !only.watermark &&
        value.kind === "column" &&
        block.where.length === 0
      ) {
        return { ...block, items: [{ ...only, watermark: { ...clause, column: value.name } }] };
      }
      const closed = close(block);
      return { ...closed, items: closed.items.map((item) => (item.kind === "block" ? { ...item, watermark: clause } : item)) };
    }
    case "window": {
      const grouped = [...relation.by, ...relation.measures];
      const block = open(below(relation.input), [...grouped.map((one) => one.value), ir.column(relation.input.schema, relation.on)]);
      const time = output(block.columns, relation.on);
      const span = [relation.size, ...(relation.slide ? [relation.slide] : [])].map((one) => ir.text(ir.printInterval(one)));
      const edge = { type: ir.types.timestamp, nullable: true, proven: true };
      const edges = ["window_start", "window_end"].map((name) => ({ name, value: ir.call(name, [], edge) }));
      const columns = grouped.map((one) => ({ name: one.name, value: inline(one.value, [block.columns]) }));
      const window = ir.call("window", [time, ...span], edge);
      return {
        ...block,
        title: "windowed",
        columns: [...edges, ...columns],
        group: [window, ...columns.slice(0, relation.by.length).map((one) => one.value)],
      };
    }
  }
}

function levelsOf({ by }: ir.Aggregate, grouping: ir.Grouping): GroupingClause {
  if (grouping.kind !== "sets") return grouping;
  return { kind: "sets", sets: grouping.sets.map((set) => set.map((name) => by.findIndex((one) => one.name === name))) };
}

/** What a list of columns is called when it has to have a name. */
function titleOf({ columns, input }: ir.Select): string {
  if (columns.some((one) => one.value.kind === "call" && one.value.function === "from_json")) return "parsed";
  const passed = new Set(columns.flatMap((one) => (one.value.kind === "column" && one.value.name === one.name ? [one.name] : [])));
  return columns.length > input.schema.length && input.schema.every((one) => passed.has(one.name)) ? "derived" : "selected";
}

/** The expression behind an output column. */
function output(columns: readonly ir.Named[], name: string): ir.Expression {
  const found = columns.find((one) => one.name === name);
  if (!found) throw new TypeError(`no column ${name} in the block`);
  return found.value;
}

/** A reference, or a path of fields from one: costs nothing to write twice. */
function isCheap(expression: ir.Expression): boolean {
  return (
    expression.kind === "column" ||
    expression.kind === "literal" ||
    (expression.kind === "field" && isCheap(expression.of)) ||
    expression.kind === "struct"
  );
}

/**
 * A SELECT that can take more: one whose columns may stand in place of references to them. It becomes a common table expression when
 * it is grouped or a union, when it has window functions, or when that would compute something twice.
 */
function open(block: Block, expressions: readonly ir.Expression[]): Select {
  if (block.kind !== "select" || isComplete(block)) return close(block);
  // A filter, or more rows, would change what a window function sees; and none stands inside another.
  if (block.columns.some((one) => ir.hasOver(one.value))) return close(block);
  const costly = new Set(block.columns.filter((one) => !isCheap(one.value)).map((one) => one.name));
  if (costly.size === 0) return block;
  const times = new Map<string, number>();
  for (const expression of expressions) {
    for (const part of ir.walk(expression)) if (part.kind === "column") times.set(part.name, (times.get(part.name) ?? 0) + 1);
  }
  const twice = [...costly].some((name) => (times.get(name) ?? 0) > 1);
  return twice || expressions.length === 0 ? close(block) : block;
}

/** Has it clauses after WHERE, so that what comes next reads it by name? */
function isComplete({ group, qualify, distinct, limit }: Select): boolean {
  return group !== undefined || qualify !== undefined || distinct !== undefined || limit !== undefined;
}

/**
 * The left side of a join. Spark reads LATERAL VIEW after all joins of a FROM, so rows that were exploded are joined by name. So is what is
 * filtered or computed, when the join may add rows in which the left is NULL.
 */
function joinable(select: Select, isOptional: boolean): Select {
  const isExploded = select.items.some((item) => item.kind === "explode");
  const isPlain = select.where.length === 0 && select.columns.every((one) => one.value.kind === "column");
  return isExploded || (isOptional && !isPlain) ? close(select) : select;
}

/** Reads a block by name. */
function close(block: Block): Select {
  return {
    kind: "select",
    title: block.title,
    items: [{ kind: "block", alias: block.title, block }],
    where: [],
    columns: block.columns.map((one) => ({ name: one.name, value: reference(one) })),
  };
}

function reference({ name, value: { type, nullable, proven } }: ir.Named): ir.Expression {
  return { kind: "column", input: 0, name, type, nullable, proven };
}

function filter(input: Block, predicate: ir.Expression): Block {
  const block = open(input, [predicate, ...input.columns.map(reference)]);
  return { ...block, title: "filtered", where: [...block.where, inline(predicate, [block.columns])] };
}

/** The right side of a join: read by name unless it is a bare item, whose columns mean the same when the join makes them NULL. */
function asItem(block: Block): { readonly item: Item; readonly columns: readonly ir.Named[] } {
  const isBare =
    block.kind === "select" &&
    !isComplete(block) &&
    block.items.length === 1 &&
    block.where.length === 0 &&
    block.columns.every((one) => one.value.kind === "column");
  const bare = isBare ? block : close(block);
  const [item] = bare.items;
  if (!item) throw new TypeError("a block without items");
  return { item, columns: bare.columns };
}

/** What an input adds to a union or a set operation, columns in its order. Only unions of unions are one chain. */
function reordered(block: Block, columns: readonly ir.Named[], operator: SetOperator): readonly Block[] {
  if (block.kind === "set") {
    if (operator !== "UNION ALL" || block.operator !== operator) return [reread(block, columns)];
    return block.blocks.flatMap((one) => reordered(one, columns, operator));
  }
  if (block.kind === "raw") return [reread(block, columns)];
  const byName = new Map(block.columns.map((one) => [one.name.toLowerCase(), one.value]));
  const inOrder = columns.map(({ name }) => {
    const value = byName.get(name.toLowerCase());
    if (!value) throw new TypeError(`no column ${name} in one side of a union`);
    return { name, value };
  });
  // LIMIT would be of the whole.
  return [block.limit ? reread(block, columns) : { ...block, columns: inOrder }];
}

/** All columns of a block, in another order. */
function reread(block: Block, columns: readonly ir.Named[]): Select {
  const closed = close(block);
  const byName = new Map(closed.columns.map((one) => [one.name.toLowerCase(), one.value]));
  return {
    ...closed,
    columns: columns.map(({ name }) => ({ name, value: byName.get(name.toLowerCase()) ?? output(closed.columns, name) })),
  };
}

/** Puts the expressions behind columns in place of references to them. */
function inline(expression: ir.Expression, sides: readonly (readonly ir.Named[])[]): ir.Expression {
  if (expression.kind === "column") return output(sides[expression.input] ?? [], expression.name);
  const replaced = ir.withChildren(expression, (child) => inline(child, sides));
  if (replaced.kind === "field" && replaced.of.kind === "struct") return output(replaced.of.fields, replaced.name);
  return replaced;
}

function shift(expression: ir.Expression, by: number): ir.Expression {
  if (expression.kind === "column") return { ...expression, input: expression.input + by };
  return ir.withChildren(expression, (child) => shift(child, by));
}
