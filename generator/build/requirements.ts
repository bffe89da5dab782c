import { bindingKeys, type Interval, type Pipeline, type Secret, type Settings, type Source, type TopicSource } from "../ir/index.js";

/** A topic somebody must provision. */
export interface TopicNeed {
  readonly name: string;
  readonly topic: string;
  readonly partitions: number;
  readonly retention: Interval;
}

/** A `${key}` of the notebooks and what has to be put there. */
export type Binding =
  /** Broker addresses, `host:port,host:port`. */
  | { readonly key: string; readonly kind: "bootstrap_servers" }
  /** Name of a Unity Catalog service credential that may read the topics. */
  | { readonly key: string; readonly kind: "service_credential" }
  /** URL or volume path of a landing zone, without a final slash. */
  | { readonly key: string; readonly kind: "zone"; readonly zone: string };

/** What a pipeline needs around it. Infra satisfies it per cloud; only these values differ between environments. */
export interface Requirements {
  readonly pipeline: string;
  readonly topics: readonly TopicNeed[];
  /** Folders of files, landing and reference alike. */
  readonly zones: readonly string[];
  readonly secrets: readonly Secret[];
  readonly bindings: readonly Binding[];
  /** Spark settings of the pipeline, always written out. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly settings: Settings;
}

/** What the pipeline needs, in a stable order. */
export function requirements(pipeline: Pipeline): Requirements {
  const topics = pipeline.sources.flatMap((source) => (source.kind === "topic" ? [source] : []));
  const zones = unique(pipeline.sources.flatMap(zoneOf));
  const withCredential = topics.some((topic) => topic.authentication.kind === "service_credential");
  return {
    pipeline: pipeline.name,
    topics: topics.map(({ name, topic, partitions, retention }) => ({ name, topic, partitions, retention })),
    zones,
    secrets: [...new Map(topics.flatMap(secretsOf).map((one) => [`${one.scope}/${one.key}`, one])).values()],
    bindings: [
      ...(topics.length > 0 ? [{ key: bindingKeys.bootstrapServers, kind: "bootstrap_servers" } as const] : []),
      ...(withCredential ? [{ key: bindingKeys.serviceCredential, kind: "service_credential" } as const] : []),
      ...zones.map((zone) => ({ key: bindingKeys.zone(zone), kind: "zone", zone }) as const),
    ],
    configuration: {
      "spark.sql.ansi.enabled": String(pipeline.settings.ansi),
      "spark.sql.session.timeZone": pipeline.settings.timeZone,
    },
    settings: pipeline.settings,
  };
}

function zoneOf(source: Source): string[] {
  return source.kind === "topic" ? [] : [source.zone];
}

function secretsOf({ authentication }: TopicSource): Secret[] {
  if (authentication.kind !== "sasl") return [];
  return [authentication.username, authentication.password].filter((value): value is Secret => typeof value !== "string");
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
