export { type Interval, printInterval, seconds } from "../ir/index.js";
export { type Compiled, compile, compileIr } from "./compile.js";
export { findPipeline, findPipelines, loadPipeline } from "./find.js";
export { type Written, writeBuild, writeSparkProject } from "./folder.js";
export { hash } from "./hash.js";
export { manifestSchema } from "./manifest.js";
export { type Binding, type Requirements, requirements, type TopicNeed } from "./requirements.js";
export { sparkProject } from "./spark/project.js";
