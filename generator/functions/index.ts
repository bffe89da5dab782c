export * as list from "./array.js";
export * as element from "./array-access.js";
export * as comparison from "./comparison.js";
export { coalesce, greatest, least, mayRaise, requireDifferent } from "./comparison.js";
export { holds, negation } from "./condition.js";
export { when } from "./conditional.js";
export { unsignedZero } from "./duckdb-zero.js";
export { type Condition, conditions, conditionText, raise } from "./error-condition.js";

export { raiseError } from "./failure.js";
export * as lambda from "./higher-order.js";
export { quoteRegex } from "./java/quote.js";

export { zoneIds } from "./java/zone-id.js";

export { corruptRecord, fromJson, fromJsonColumn } from "./json.js";
export * as map from "./map.js";
export * as number from "./number.js";
export { asc, desc, type Ordering, type OrderKey, sortKeyOf } from "./order.js";
export * as pattern from "./regex.js";
export {
  apply,
  type Dialect,
  type FunctionRow,
  invoke,
  type JavaScriptFunction,
  refused,
  requireSimple,
  type Text,
  type Written,
} from "./row.js";
export * from "./sql.js";
export { functionFamilies, functionTable } from "./table.js";
export * as text from "./text.js";
export * as time from "./time.js";
export { currentTimestamp } from "./time.js";
export * as timeField from "./time-field.js";
