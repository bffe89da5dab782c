/** The authoring surface: everything a pipeline imports, as `#generator`. */
export type {
  Aggregate,
  Bool,
  Bytes,
  Column,
  ColumnOf,
  Frame,
  Instant,
  List,
  Num,
  Operand,
  Over,
  Predicate,
  Row,
  Text,
  WindowFunction,
} from "./column/index.js";
export {
  type Batch,
  big,
  binary,
  bytes,
  day,
  dec,
  decimal,
  double,
  drop,
  type Expectation,
  type FromJsonOptions,
  type FromZod,
  fail,
  fromJson,
  type IntervalText,
  instant,
  type KafkaRecord,
  kafka,
  type LandingZone,
  landing,
  materializedView,
  nullOf,
  type Pipeline,
  type PipelineSettings,
  type Place,
  pipeline,
  quarantine,
  type RawSql,
  range,
  raw,
  rawRelation,
  reference,
  rows,
  type Stream,
  type StreamingTable,
  type StreamView,
  scd1,
  scd2,
  secret,
  sensitive,
  smallint,
  sql,
  streamingTable,
  type Table,
  type Topic,
  temporaryView,
  timestampNtz,
  tinyint,
  values,
  wallTime,
  warn,
} from "./dsl/index.js";
export * from "./functions/aggregate.js";
export * from "./functions/arithmetic.js";
export * from "./functions/array.js";
export * from "./functions/array-access.js";
export * from "./functions/array-order.js";
export * from "./functions/array-set.js";
export * from "./functions/array-shape.js";
export * from "./functions/bit.js";
export * from "./functions/collect.js";
export * from "./functions/date.js";
export * from "./functions/date-format.js";
export { grouping, groupingId } from "./functions/grouping.js";
export * from "./functions/hash.js";
export * from "./functions/higher-order.js";
export {
  asc,
  coalesce,
  currentTimestamp,
  desc,
  greatest,
  least,
  type Ordering,
  type OrderKey,
  when,
} from "./functions/index.js";
export * from "./functions/interval.js";
// Every row of these files is a public function, also where a column has it as a method.
export * from "./functions/json-text.js";
export * from "./functions/like.js";
export * from "./functions/map.js";
export * from "./functions/map-lambda.js";
export * from "./functions/math.js";
export * from "./functions/null.js";
export * from "./functions/ranking.js";
export * from "./functions/regex.js";
export * from "./functions/statistic.js";
export * from "./functions/struct.js";
export * from "./functions/sum.js";
export * from "./functions/text.js";
export * from "./functions/text-code.js";
export * from "./functions/text-part.js";
export { currentDate, currentTimezone, dateTrunc, localTimestamp } from "./functions/time.js";
export * from "./functions/time-field.js";
export * from "./functions/timestamp.js";
