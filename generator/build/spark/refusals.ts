import { type Diagnostic, DiagnosticError, error } from "../../diagnostic/index.js";
import type * as ir from "../../ir/index.js";
import { scriptsOf } from "../../notebook/index.js";
import type { Dialect } from "../../sql/index.js";
import type { Rewritten } from "./rewrites.js";

/** What of a pipeline open-source Spark cannot do exactly; found before anything is rewritten. */
export function refusedOf(pipeline: ir.Pipeline): readonly Diagnostic[] {
  return [
    ...pipeline.sources.flatMap((source) =>
      source.kind === "topic" && source.startingOffsets === "latest"
        ? [
            error("dialect/refused", `${source.name} begins at the latest record, and open-source Spark reads every record that landed`, {
              fix: 'land records from where the pipeline shall begin, and write startingOffsets: "earliest"',
            }),
          ]
        : [],
    ),
    ...pipeline.datasets.flatMap((dataset) =>
      dataset.kind === "streaming_table" && dataset.expectations.length > 0 && dataset.flows.some((flow) => flow.kind === "auto_cdc")
        ? [
            error(
              "dialect/refused",
              `${dataset.name} has expectations and is fed by AUTO CDC, and open-source Spark has no place between the two to ask them`,
              { at: dataset.at, fix: "put the expectations on the streaming table that it is fed from" },
            ),
          ]
        : [],
    ),
  ];
}

/** What cannot be written, dataset by dataset, so that all of it is told at once. */
export function unwritableIn(pipeline: Rewritten, dialect: Dialect): readonly Diagnostic[] {
  return pipeline.datasets.flatMap((dataset) => {
    try {
      scriptsOf({ ...pipeline, datasets: [dataset] }, dialect);
      return [];
    } catch (failure) {
      if (!(failure instanceof DiagnosticError)) throw failure;
      return failure.diagnostics.map((one) => (one.at || !dataset.at ? one : { ...one, at: dataset.at }));
    }
  });
}
