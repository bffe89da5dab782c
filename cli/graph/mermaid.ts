import { type Graph, kindName, layersOf, type Node } from "./graph.js";

/** A node's text between the brackets that give it its shape. */
const shapes: Readonly<Record<Node["kind"], readonly [open: string, close: string]>> = {
  topic: ["[/", "/]"],
  landing: ["[(", ")]"],
  reference: ["[(", ")]"],
  streaming_table: ["[", "]"],
  materialized_view: ["[[", "]]"],
  temporary_view: ["(", ")"],
};

/** A Mermaid flowchart with a box around each layer. */
export function printMermaid(graph: Graph): string {
  // Numbered, since words like `end` are Mermaid's own.
  const ids = new Map(graph.nodes.map((node, index) => [node.id, `n${index}`]));
  const lines = ["flowchart LR"];
  for (const [index, [layer, nodes]] of layersOf(graph).entries()) {
    lines.push(`  subgraph layer${index}["${layer}"]`);
    for (const node of nodes) {
      const [open, close] = shapes[node.kind];
      lines.push(`    ${ids.get(node.id)}${open}"${node.name}<br>${kindName(node)}"${close}`);
    }
    lines.push("  end");
  }
  return `${[...lines, ...graph.edges.map(({ from, to }) => `  ${ids.get(from)} --> ${ids.get(to)}`)].join("\n")}\n`;
}
