import { type Diagnostic, error } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import type { Rule } from "./rule.js";

/** What AUTO CDC asks of its feed. */
export const changeFeed: Rule = (pipeline) =>
  pipeline.datasets.flatMap((dataset) =>
    dataset.kind === "streaming_table" ? dataset.flows.flatMap((flow) => (flow.kind === "auto_cdc" ? of(dataset, flow) : [])) : [],
  );

function of(dataset: ir.StreamingTable, flow: ir.AutoCdcFlow): readonly Diagnostic[] {
  const at = dataset.at;
  const problems: Diagnostic[] = [];
  if (flow.keys.length === 0) {
    problems.push(error("cdc/no-keys", `${dataset.name} has no keys`, { at, fix: "name the columns that identify a row" }));
  }
  for (const key of flow.keys.filter((one) => flow.omit.includes(one))) {
    problems.push(error("cdc/key-omitted", `${dataset.name} omits its key "${key}"`, { at, fix: "keep the keys in the table" }));
  }
  if (flow.sequenceBy.length === 0) {
    problems.push(error("cdc/no-sequence", `${dataset.name} has no sequence`, { at, fix: "name the column that orders a key's events" }));
  }
  for (const name of [...flow.keys, ...flow.sequenceBy]) {
    const column = ir.findField(flow.from.schema, name);
    if (column && !ir.isOrderable(column.type)) {
      problems.push(
        error("cdc/not-comparable", `"${name}" of ${dataset.name} is ${ir.printType(column.type)}, which cannot be compared`, {
          at,
          fix: "use a column of a simple type",
        }),
      );
    }
  }
  for (const column of flow.from.schema.filter((one) => one.name.startsWith("__"))) {
    problems.push(
      error(
        "cdc/reserved-column",
        `the feed of ${dataset.name} has a column "${column.name}"; names that begin with two underscores belong to AUTO CDC`,
        { at, fix: "give it another name" },
      ),
    );
  }
  return problems;
}
