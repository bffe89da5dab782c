export type * from "./column.js";
export { callback, columnOf, expressionOf, Handle, handleOf, lambdaOf, type RowObject, rowObject, typedRow } from "./handle.js";
