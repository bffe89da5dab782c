import type * as ir from "../ir/index.js";
import { databricks } from "./databricks.js";
import type { Dialect } from "./dialect.js";

/**
 * Open-source Spark 4.3 of a pipeline whose sources are landed tables: the texts of Databricks, but for rows of the function table that
 * have one of their own. What else differs is rewritten before, see `generator/build/spark/rewrites.ts`.
 */
export function spark(sources: readonly ir.TableSource[] = []): Dialect {
  return { ...databricks(sources), name: "spark" };
}
