import { DiagnosticError, error } from "../diagnostic/index.js";
import { databricks } from "./databricks.js";
import type { Dialect } from "./dialect.js";

/** Open-source Spark 4.3: the texts of Databricks, but for rows of the function table that have one of their own. */
export function spark(): Dialect {
  return {
    ...databricks([]),
    name: "spark",
    source: (read) => {
      throw new DiagnosticError([error("dialect/refused", `open-source Spark does not read ${read.source}`)]);
    },
  };
}
