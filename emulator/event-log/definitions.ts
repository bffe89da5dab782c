import { type Dataset, type Pipeline, printType, type Schema } from "../../generator/ir/index.js";
import { type Step, upstreamOf } from "../plan/step.js";
import type { Event } from "./log.js";

const datasetTypes = { streaming_table: "STREAMING_TABLE", materialized_view: "MATERIALIZED_VIEW", temporary_view: "VIEW" } as const;
const flowTypes = { append: "APPEND", auto_cdc: "CHANGE", materialized_view: "MATERIALIZED_VIEW" } as const;
const actions = { warn: "ALLOW", drop: "DROP", fail: "FAIL" } as const;

/** The events that say what the pipeline consists of. */
export function definitions(pipeline: Pipeline, steps: readonly Step[]): readonly Event[] {
  return [...pipeline.datasets.map(datasetDefinition), ...steps.map(flowDefinition)];
}

function datasetDefinition(dataset: Dataset): Event {
  return {
    type: "dataset_definition",
    message: `Dataset '${dataset.name}' is defined as ${datasetTypes[dataset.kind]}.`,
    dataset: dataset.name,
    details: {
      dataset_type: datasetTypes[dataset.kind],
      num_flows: dataset.kind === "streaming_table" ? dataset.flows.length : 1,
      expectations:
        dataset.kind === "temporary_view" ? [] : dataset.expectations.map(({ name, action }) => ({ name, action: actions[action] })),
      schema: fields(dataset.columns),
    },
  };
}

function flowDefinition(step: Step): Event {
  return {
    type: "flow_definition",
    message: `Flow '${step.flow}' is defined as ${flowTypes[step.kind]}.`,
    dataset: step.dataset,
    flow: step.flow,
    details: {
      output_dataset: step.dataset,
      input_datasets: upstreamOf(step).map((name) => ({ name })),
      flow_type: flowTypes[step.kind],
      schema: fields(step.query.schema),
      once: false,
    },
  };
}

function fields(schema: Schema): readonly object[] {
  return schema.map(({ name, type, nullable }) => ({ name, data_type: printType(type), nullable }));
}
