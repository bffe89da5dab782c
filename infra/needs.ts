import { type Interval, type PipelineArtefact, type Requirements, seconds } from "./artefact.js";

/** A topic as one pipeline declares it. */
export interface DeclaredTopic extends Topic {
  readonly pipeline: string;
}

/** A topic, once, whatever the number of pipelines that read it. */
export interface Topic {
  readonly topic: string;
  readonly partitions: number;
  /** The longest that any of its readers needs. */
  readonly retention: Interval;
}

/** A pipeline and the topics it may read. */
export interface Reader {
  readonly pipeline: string;
  readonly topics: readonly string[];
}

/** A folder of files of one pipeline. Two pipelines that both say `landing` have a folder each. */
export interface Zone {
  readonly pipeline: string;
  readonly zone: string;
}

/** What all pipelines together need of an environment, in a stable order. */
export interface Needs {
  readonly topics: readonly Topic[];
  readonly readers: readonly Reader[];
  readonly zones: readonly Zone[];
}

/** Every declaration of a topic, in the pipelines' order. */
export function declaredTopics(requirements: readonly Requirements[]): readonly DeclaredTopic[] {
  return requirements.flatMap(({ pipeline, topics }) =>
    topics.map(({ topic, partitions, retention }) => ({ pipeline, topic, partitions, retention })),
  );
}

/** Adds up the requirements. Contradictions are `check`'s business. */
export function needsOf(artefacts: readonly PipelineArtefact[]): Needs {
  const requirements = artefacts.map((one) => one.requirements);
  const topics = new Map<string, Topic>();
  for (const { topic, partitions, retention } of declaredTopics(requirements)) {
    const known = topics.get(topic);
    if (!known || seconds(retention) > seconds(known.retention)) topics.set(topic, { topic, partitions, retention });
  }
  return {
    topics: [...topics.values()].sort((a, b) => (a.topic < b.topic ? -1 : 1)),
    readers: requirements
      .filter((one) => one.topics.length > 0)
      .map((one) => ({ pipeline: one.pipeline, topics: [...new Set(one.topics.map(({ topic }) => topic))].sort() })),
    zones: requirements.flatMap((one) => one.zones.map((zone) => ({ pipeline: one.pipeline, zone }))),
  };
}
