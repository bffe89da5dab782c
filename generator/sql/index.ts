export { holds, sparkText } from "../functions/index.js";
export { databricks, identifier } from "./databricks.js";
export type { Dialect } from "./dialect.js";
export { type DuckdbBindings, duckdbName, duckdbTypeName, writeDuckdbExpression, writeDuckdbQuery } from "./duckdb.js";
export { writeExpression } from "./expression.js";
export { writeQuery } from "./query.js";
export { spark } from "./spark.js";
