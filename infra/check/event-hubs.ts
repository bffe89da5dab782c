import { type Diagnostic, error } from "../../generator/diagnostic/index.js";
import { type Interval, printInterval, type Requirements, seconds } from "../artefact.js";
import { type AzureEnvironment, label } from "../environment.js";
import { type DeclaredTopic, declaredTopics } from "../needs.js";

interface Quota {
  readonly retention: Interval;
  readonly partitions: number;
  /** Event hubs in a namespace of so many throughput or processing units. */
  readonly hubs: (capacity: number) => number;
}

/** https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas */
const quotas: Record<AzureEnvironment["eventHubs"]["sku"], Quota> = {
  Standard: { retention: { amount: 7, unit: "day" }, partitions: 32, hubs: () => 10 },
  Premium: { retention: { amount: 90, unit: "day" }, partitions: 100, hubs: (capacity) => 100 * capacity },
};

/** What the pipelines ask of Event Hubs and its tier does not have. */
export function checkEventHubs(environment: AzureEnvironment, requirements: readonly Requirements[]): readonly Diagnostic[] {
  const topics = declaredTopics(requirements);
  return [
    ...topics.flatMap((topic) => [...checkRetention(environment, topic), ...checkPartitions(environment, topic)]),
    ...checkNumber(environment, [...new Set(topics.map(({ topic }) => topic))].sort()),
  ];
}

function checkRetention(environment: AzureEnvironment, { pipeline, topic, retention }: DeclaredTopic): Diagnostic[] {
  const longest = quotas[environment.eventHubs.sku].retention;
  if (seconds(retention) <= seconds(longest)) return [];
  const message = `topic "${topic}" of pipeline ${pipeline} is to keep ${printInterval(retention)}; ${tier(environment)} keeps at most ${printInterval(longest)}`;
  const premium = orPremium(environment, seconds(retention) <= seconds(quotas.Premium.retention));
  return [error("infra/retention", message, { fix: `lower the retention to "${printInterval(longest)}"${premium}` })];
}

function checkPartitions(environment: AzureEnvironment, { pipeline, topic, partitions }: DeclaredTopic): Diagnostic[] {
  const most = quotas[environment.eventHubs.sku].partitions;
  if (partitions <= most) return [];
  const message = `topic "${topic}" of pipeline ${pipeline} has ${partitions} partitions; ${tier(environment)} takes at most ${most}`;
  const premium = orPremium(environment, partitions <= quotas.Premium.partitions);
  return [error("infra/partitions", message, { fix: `declare at most ${most} partitions${premium}` })];
}

function checkNumber(environment: AzureEnvironment, topics: readonly string[]): Diagnostic[] {
  const { sku, capacity } = environment.eventHubs;
  const most = quotas[sku].hubs(capacity);
  if (topics.length <= most) return [];
  return [
    error("infra/too-many-topics", `the pipelines need ${topics.length} topics; ${tier(environment)} takes at most ${most}`, {
      notes: [`needed are ${topics.join(", ")}`],
      fix: sku === "Standard" ? setPremium(environment) : `raise eventHubs.capacity for ${label(environment)} in infra/environments.ts`,
    }),
  ];
}

function tier(environment: AzureEnvironment): string {
  return `Event Hubs ${environment.eventHubs.sku} (${label(environment)})`;
}

function orPremium(environment: AzureEnvironment, helps: boolean): string {
  return helps && environment.eventHubs.sku === "Standard" ? `, or ${setPremium(environment)}` : "";
}

function setPremium(environment: AzureEnvironment): string {
  return `set eventHubs.sku to "Premium" for ${label(environment)} in infra/environments.ts`;
}
