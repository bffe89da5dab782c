import type { Requirements } from "../generator/build/index.js";

export { type Binding, type Interval, printInterval, type Requirements, seconds, type TopicNeed } from "../generator/build/index.js";

/** One compiled pipeline as the stacks see it. */
export interface PipelineArtefact {
  readonly requirements: Requirements;
  /** In the order of the layers. */
  readonly notebooks: readonly { readonly name: string; readonly text: string }[];
  /** Identity of what was built; readable on what is deployed. */
  readonly digest: string;
}
