import * as ir from "../ir/index.js";

/** A column some value is computed from; `from` is a dataset or a source. */
export interface ColumnEdge {
  readonly from: string;
  readonly column: string;
}

type Lineage = ReadonlyMap<string, readonly ColumnEdge[]>;

/** For each column of a dataset, the columns directly upstream that its values come from. What only filters or orders is no edge. */
export function lineageOf(dataset: ir.Dataset): Readonly<Record<string, readonly ColumnEdge[]>> {
  const queries = dataset.kind === "streaming_table" ? dataset.flows.map(ofFlow) : [lineage(dataset.query)];
  return Object.fromEntries(dataset.columns.map(({ name }) => [name, distinct(queries.flatMap((query) => query.get(name) ?? []))]));
}

/** An SCD target's versions begin and end with the sequence of an event. */
function ofFlow(flow: ir.Flow): Lineage {
  if (flow.kind === "append") return lineage(flow.query);
  const feed = lineage(flow.from);
  const sequence = distinct(flow.sequenceBy.flatMap((name) => feed.get(name) ?? []));
  return flow.scd === 1 ? feed : new Map([...feed, ["__START_AT", sequence], ["__END_AT", sequence]]);
}

function lineage(relation: ir.Relation): Lineage {
  switch (relation.kind) {
    case "source":
      return new Map(relation.schema.map(({ name }) => [name, [{ from: relation.source, column: name }]]));
    case "dataset":
      return new Map(relation.schema.map(({ name }) => [name, [{ from: relation.dataset, column: name }]]));
    case "select":
      return through(relation.columns, [lineage(relation.input)]);
    case "join":
      return through(relation.columns, [lineage(relation.left), lineage(relation.right)]);
    case "aggregate":
      return through([...relation.by, ...relation.measures], [lineage(relation.input)]);
    case "window": {
      const input = lineage(relation.input);
      const edges = input.get(relation.on) ?? [];
      return new Map([["window_start", edges], ["window_end", edges], ...through([...relation.by, ...relation.measures], [input])]);
    }
    case "values":
      return new Map();
    case "raw": {
      // Which column a text reads is not known.
      const edges = distinct(relation.inputs.flatMap((input) => [...lineage(input).values()].flat()));
      return new Map(relation.schema.map(({ name }) => [name, edges]));
    }
    case "set":
    case "union": {
      const sides = ir.inputs(relation).map(lineage);
      return new Map(relation.schema.map(({ name }) => [name, distinct(sides.flatMap((side) => side.get(name) ?? []))]));
    }
    case "explode": {
      const input = lineage(relation.input);
      const edges = edgesOf(relation.list, [input]);
      const added = [relation.position, relation.key, relation.as].filter((name) => name !== undefined);
      return new Map([...input, ...added.map((name) => [name, edges] as const)]);
    }
    case "parse_json": {
      const input = lineage(relation.input);
      return relation.branch === "records" ? input : new Map([...input, [ir.reason, input.get(relation.column) ?? []]]);
    }
    default:
      return lineage(relation.input);
  }
}

function through(columns: readonly ir.Named[], sides: readonly Lineage[]): Map<string, readonly ColumnEdge[]> {
  return new Map(columns.map(({ name, value }) => [name, edgesOf(value, sides)]));
}

function edgesOf(expression: ir.Expression, sides: readonly Lineage[]): readonly ColumnEdge[] {
  const edges: ColumnEdge[] = [];
  for (const part of ir.walk(expression)) if (part.kind === "column") edges.push(...(sides[part.input]?.get(part.name) ?? []));
  return distinct(edges);
}

function distinct(edges: readonly ColumnEdge[]): readonly ColumnEdge[] {
  if (edges.length < 2) return edges;
  return [...new Map(edges.map((edge) => [`${edge.from}.${edge.column}`, edge])).values()];
}
