export type * from "./column.js";
export { callback, columnOf, expressionOf, Handle, handleOf, type RowObject, rowObject, typedRow } from "./handle.js";
