import type { Compiled } from "../../generator/build/index.js";
import type { Source } from "../../generator/ir/index.js";

type DatasetKind = Compiled["manifest"]["datasets"][number]["kind"];

export interface Node {
  /** `source/<name>` or `dataset/<name>`: a dataset may have the name of the source it reads. */
  readonly id: string;
  readonly name: string;
  readonly kind: Source["kind"] | DatasetKind;
  /** The layer of a dataset, `source` for a source. */
  readonly layer: string;
}

/** `to` is computed from `from`; both are ids of nodes. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

interface ColumnEnd {
  readonly node: string;
  readonly column: string;
}

/** The values of one column come, among others, from another one. */
export interface ColumnEdge {
  readonly from: ColumnEnd;
  readonly to: ColumnEnd;
}

/** The shape of `sluice graph --json`, documented in docs/cli.md. */
export interface Graph {
  readonly pipeline: string;
  /** Sources first, then datasets, each after those it reads. */
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly columns: readonly ColumnEdge[];
}

export function graphOf({ ir, manifest }: Pick<Compiled, "ir" | "manifest">): Graph {
  const sources = ir.sources.map(({ name, kind }): Node => ({ id: sourceId(name), name, kind, layer: "source" }));
  const datasets = manifest.datasets.map(({ name, kind, layer }): Node => ({ id: datasetId(name), name, kind, layer }));
  return {
    pipeline: manifest.pipeline,
    nodes: [...sources, ...datasets],
    edges: manifest.datasets.flatMap(({ name, sources, upstream }) =>
      [...sources.map(sourceId), ...upstream.map(datasetId)].map((from) => ({ from, to: datasetId(name) })),
    ),
    columns: manifest.datasets.flatMap(({ name, columns, upstream }) =>
      columns.flatMap((column) =>
        column.upstream.map((edge) => ({
          from: { node: upstream.includes(edge.from) ? datasetId(edge.from) : sourceId(edge.from), column: edge.column },
          to: { node: datasetId(name), column: column.name },
        })),
      ),
    ),
  };
}

function sourceId(name: string): string {
  return `source/${name}`;
}

function datasetId(name: string): string {
  return `dataset/${name}`;
}

/** The nodes of each layer, layers in the order they first appear. */
export function layersOf({ nodes }: Graph): readonly (readonly [layer: string, nodes: readonly Node[]])[] {
  const layers = new Map<string, Node[]>();
  for (const node of nodes) layers.set(node.layer, [...(layers.get(node.layer) ?? []), node]);
  return [...layers];
}

/** `streaming table`, `topic` */
export function kindName({ kind }: Node): string {
  return kind.replaceAll("_", " ");
}
