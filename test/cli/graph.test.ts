import { describe, expect, it } from "vitest";
import * as z from "zod";
import { graphOf } from "../../cli/graph/graph.js";
import { printMermaid } from "../../cli/graph/mermaid.js";
import { printGraph } from "../../cli/graph/text.js";
import { compile } from "../../generator/build/index.js";
import { kafka, materializedView, pipeline, streamingTable, temporaryView } from "../../generator/index.js";
import { cli, temporaryFolder } from "./cli.js";

const topic = kafka("orders", { topic: "shop.orders", partitions: 1, retention: "7 days", value: z.object({ id: z.string() }) });
const orders = streamingTable("orders", { query: topic.stream().select((o) => ({ id: o.key, value: o.value })) });
const named = temporaryView("named", { query: orders.where((o) => o.id.isNotNull()).select((o) => ({ name: o.id })) });
const end = materializedView("end", { query: named.select((o) => ({ name: o.name, same: o.name })) });

const graph = graphOf(compile(pipeline("shop", { datasets: { bronze: { orders }, last: { named, end } } })));

describe("the graph of a pipeline", () => {
  it("is nodes, edges and edges between columns", () => {
    expect(graph).toEqual({
      pipeline: "shop",
      nodes: [
        { id: "source/orders", name: "orders", kind: "topic", layer: "source" },
        { id: "dataset/orders", name: "orders", kind: "streaming_table", layer: "bronze" },
        { id: "dataset/named", name: "named", kind: "temporary_view", layer: "last" },
        { id: "dataset/end", name: "end", kind: "materialized_view", layer: "last" },
      ],
      edges: [
        { from: "source/orders", to: "dataset/orders" },
        { from: "dataset/orders", to: "dataset/named" },
        { from: "dataset/named", to: "dataset/end" },
      ],
      columns: [
        { from: { node: "source/orders", column: "key" }, to: { node: "dataset/orders", column: "id" } },
        { from: { node: "source/orders", column: "value" }, to: { node: "dataset/orders", column: "value" } },
        { from: { node: "dataset/orders", column: "id" }, to: { node: "dataset/named", column: "name" } },
        { from: { node: "dataset/named", column: "name" }, to: { node: "dataset/end", column: "name" } },
        { from: { node: "dataset/named", column: "name" }, to: { node: "dataset/end", column: "same" } },
      ],
    });
  });

  it("is a tree", () => {
    expect(printGraph(graph, false)).toBe(`shop
├─ source
│  └─ orders  topic
├─ bronze
│  └─ orders  streaming table    ← orders
└─ last
   ├─ named   temporary view     ← orders
   └─ end     materialized view  ← named
`);
  });

  it("is a Mermaid flowchart", () => {
    expect(printMermaid(graph)).toBe(`flowchart LR
  subgraph layer0["source"]
    n0[/"orders<br>topic"/]
  end
  subgraph layer1["bronze"]
    n1["orders<br>streaming table"]
  end
  subgraph layer2["last"]
    n2("named<br>temporary view")
    n3[["end<br>materialized view"]]
  end
  n0 --> n1
  n1 --> n2
  n2 --> n3
`);
  });
});

describe("sluice graph", () => {
  const folder = temporaryFolder();

  it("prints all three", async () => {
    const [text, mermaid, json] = await Promise.all(
      ["graph pos", "graph pos --mermaid", "graph pos --json"].map((line) => cli(folder, line)),
    );
    expect(text?.out).toMatch(/^pos\n├─ source\n/);
    expect(mermaid?.out).toMatch(/^flowchart LR\n/);
    const { pipeline, nodes } = JSON.parse(json?.out ?? "") as typeof graph;
    expect(pipeline).toBe("pos");
    expect(nodes).toContainEqual({ id: "dataset/inventory_current", name: "inventory_current", kind: "materialized_view", layer: "gold" });
    expect([text, mermaid, json].map((said) => said?.code)).toEqual([0, 0, 0]);
  });
});
