import { error } from "../diagnostic/index.js";
import * as ir from "../ir/index.js";
import type { Rule } from "./rule.js";

const clusterable = new Set<ir.ColumnType["kind"]>([
  "tinyint",
  "smallint",
  "int",
  "bigint",
  "float",
  "double",
  "decimal",
  "string",
  "date",
  "timestamp",
  "timestamp_ntz",
]);

/** `CLUSTER BY` takes up to four columns that have file statistics. */
export const layout: Rule = (pipeline) =>
  pipeline.datasets.flatMap((dataset) => {
    if (dataset.kind === "temporary_view") return [];
    const at = dataset.at;
    const many =
      dataset.clusterBy.length > 4
        ? [error("layout/cluster-by", `${dataset.name} clusters by ${dataset.clusterBy.length} columns`, { at, fix: "choose up to four" })]
        : [];
    const wrong = dataset.clusterBy.flatMap((name) => {
      const column = ir.findField(dataset.columns, name);
      return column && !clusterable.has(column.type.kind)
        ? [
            error("layout/cluster-by", `${dataset.name} clusters by "${name}", which is ${ir.printType(column.type)}`, {
              at,
              fix: "cluster by numbers, texts, dates or timestamps",
            }),
          ]
        : [];
    });
    return [...many, ...wrong];
  });
