import { type Diagnostic, error } from "../diagnostic/index.js";
import { type ColumnType, type Dataset, feedName, type Schema } from "../ir/index.js";
import type { Rule } from "./rule.js";

/** Columns the emulator keeps beside the user's. */
const hidden = new Set(["_seq", "_batch"]);

/** Names that collide with what is generated. */
export const naming: Rule = (pipeline) => {
  const names = new Set(pipeline.datasets.map((one) => one.name));
  return pipeline.datasets.flatMap((dataset) => [...feeds(dataset, names), ...columns(dataset), ...rules(dataset)]);
};

function feeds(dataset: Dataset, names: ReadonlySet<string>): readonly Diagnostic[] {
  if (dataset.kind !== "streaming_table" || !dataset.flows.some((flow) => flow.kind === "auto_cdc" && flow.from.kind !== "dataset"))
    return [];
  const feed = feedName(dataset.name);
  if (!names.has(feed)) return [];
  return [
    error("name/taken", `"${feed}" is the name of the view that feeds ${dataset.name}`, {
      at: dataset.at,
      fix: `give the dataset "${feed}" another name`,
    }),
  ];
}

/** Characters that Delta refuses in the names of columns, and of the fields inside them, unless it maps names. */
const notInDelta = /[ ,;{}()=]/;

function columns(dataset: Dataset): readonly Diagnostic[] {
  return [...reserved(dataset), ...refusedByDelta(dataset)];
}

function refusedByDelta(dataset: Dataset): readonly Diagnostic[] {
  if (dataset.kind === "temporary_view" || dataset.properties["delta.columnMapping.mode"] === "name") return [];
  return [...namesIn(dataset.columns)]
    .filter((name) => notInDelta.test(name))
    .map((name) =>
      error("column/name", `"${name}" of ${dataset.name} cannot be the name of a column: Delta refuses blanks and , ; { } ( ) =`, {
        at: dataset.at,
        fix: 'select it under another name, or set the property "delta.columnMapping.mode" to "name"',
      }),
    );
}

function* namesIn(fields: Schema): Generator<string> {
  for (const { name, type } of fields) {
    yield name;
    yield* namesInside(type);
  }
}

function namesInside(type: ColumnType): Iterable<string> {
  switch (type.kind) {
    case "struct":
      return namesIn(type.fields);
    case "array":
      return namesInside(type.element.type);
    case "map":
      return namesInside(type.value.type);
    default:
      return [];
  }
}

function reserved(dataset: Dataset): readonly Diagnostic[] {
  return dataset.columns
    .filter((one) => hidden.has(one.name.toLowerCase()))
    .map((one) =>
      error("name/taken", `"${one.name}" of ${dataset.name} is a name the emulator keeps for itself`, {
        at: dataset.at,
        fix: "give the column another name",
      }),
    );
}

function rules(dataset: Dataset): readonly Diagnostic[] {
  if (dataset.kind === "temporary_view") return [];
  return dataset.expectations
    .filter((one) => !/^[A-Za-z_][A-Za-z0-9_ ]{0,254}$/.test(one.name))
    .map((one) =>
      error("name/malformed", `"${one.name}" is not a name for an expectation of ${dataset.name}`, {
        at: dataset.at,
        fix: "use letters, digits, underscores and blanks, a letter first",
      }),
    );
}
