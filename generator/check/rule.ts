import type { Diagnostic } from "../diagnostic/index.js";
import type { Pipeline } from "../ir/index.js";

/** Looks at a whole pipeline and says what is wrong with it. */
export type Rule = (pipeline: Pipeline) => readonly Diagnostic[];
