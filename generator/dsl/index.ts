export { materializedView, quarantine, scd1, scd2, streamingTable, temporaryView } from "./dataset.js";
export { drop, type Expectation, fail, warn } from "./expectation.js";
export { big, day, dec, double, instant } from "./literal.js";
export { type PipelineDefinition as Pipeline, PipelineDefinition, type PipelineSettings, pipeline, resolve } from "./pipeline.js";
export type { Batch, IntervalText, Stream, StreamingTable, StreamView, Table } from "./relation-type.js";
export { sensitive } from "./sensitive.js";
export { type KafkaRecord, kafka, type LandingZone, landing, reference, secret, type Topic } from "./source.js";
export { binary, decimal, smallint, timestampNtz, tinyint } from "./typed-schema.js";
export type { FromZod } from "./zod-type.js";
