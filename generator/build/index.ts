export { type Compiled, compile, compileIr } from "./compile.js";
export { findPipeline, findPipelines, type FoundPipeline, loadPipeline } from "./find.js";
export { type ColumnEdge, lineageOf } from "./lineage.js";
export { hash, type Manifest, manifestFormat, manifestOf, manifestSchema } from "./manifest.js";
export { type Binding, type Requirements, requirements, type TopicNeed } from "./requirements.js";
