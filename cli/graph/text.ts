import { palette, widthOf } from "../../generator/diagnostic/index.js";
import { type Graph, kindName, layersOf, type Node } from "./graph.js";

/** The layers of a pipeline as a tree, each dataset with what it reads. */
export function printGraph(graph: Graph, color: boolean): string {
  const { bold, dim } = palette(color);
  const layers = layersOf(graph);
  const widest = (text: (node: Node) => string) => graph.nodes.reduce((most, node) => Math.max(most, widthOf(text(node))), 0);
  const widths = { name: widest((node) => node.name), kind: widest(kindName) };
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const lines = [bold(graph.pipeline)];
  for (const [index, [layer, nodes]] of layers.entries()) {
    const isLast = index === layers.length - 1;
    lines.push(`${isLast ? "└─" : "├─"} ${bold(layer)}`);
    for (const [at, node] of nodes.entries()) {
      const reads = graph.edges.filter((edge) => edge.to === node.id).map((edge) => names.get(edge.from));
      const branch = `${isLast ? " " : "│"}  ${at === nodes.length - 1 ? "└─" : "├─"}`;
      const kind = dim(kindName(node).padEnd(widths.kind));
      const from = reads.length > 0 ? `  ← ${reads.join(", ")}` : "";
      lines.push(`${branch} ${node.name.padEnd(widths.name)}  ${kind}${from}`.trimEnd());
    }
  }
  return `${lines.join("\n")}\n`;
}
