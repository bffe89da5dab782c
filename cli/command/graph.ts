import { Option } from "commander";
import type { Surroundings } from "../surroundings.js";
import { UsageCommand } from "../usage.js";

export function graphCommand(surroundings: Surroundings): UsageCommand {
  return new UsageCommand("graph")
    .summary("show what a pipeline reads and makes")
    .description("Show what a pipeline reads and makes, layer by layer.")
    .argument("<pipeline>", "a folder under pipelines/")
    .option("--mermaid", "a Mermaid flowchart, for Markdown")
    .addOption(new Option("--json", "nodes, edges, and edges between columns").conflicts("mermaid"))
    .action(async (name: string, { mermaid, json }: { readonly mermaid?: true; readonly json?: true }) => {
      const { compilePipeline } = await import("../pipelines.js");
      const { graphOf } = await import("../graph/graph.js");
      const { printGraph } = await import("../graph/text.js");
      const { printMermaid } = await import("../graph/mermaid.js");
      const graph = graphOf(await compilePipeline(name, surroundings));
      const { write, color } = surroundings.results;
      await write(json ? `${JSON.stringify(graph, null, 2)}\n` : mermaid ? printMermaid(graph) : printGraph(graph, color));
    });
}
