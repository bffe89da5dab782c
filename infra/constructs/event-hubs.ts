import { seconds } from "../artefact.js";
import type { AzureEnvironment } from "../environment.js";
import { address, namespaceName } from "../names.js";
import type { Topic } from "../needs.js";
import { pin } from "../pin.js";
import { Construct, Eventhub, EventhubNamespace, type ResourceGroup } from "../tf.js";
import type { PrivateLink } from "./private-link.js";

/** TLS with SASL, Event Hubs' only Kafka listener. */
const kafkaPort = 9093;

interface EventHubsProps {
  readonly environment: AzureEnvironment;
  readonly group: ResourceGroup;
  readonly network: PrivateLink;
  readonly topics: readonly Topic[];
}

/** An Event Hubs namespace that knows identities only, no keys, and is reached from the workspace's network only; a topic is an event hub. */
export class EventHubs extends Construct {
  readonly bootstrapServers: string;
  readonly #hubs = new Map<string, Eventhub>();

  constructor(scope: Construct, id: string, { environment, group, network, topics }: EventHubsProps) {
    super(scope, id);
    const { eventHubs } = environment;
    const namespace = pin(
      new EventhubNamespace(this, "namespace", {
        name: namespaceName(environment),
        location: environment.region,
        resourceGroupName: group.name,
        sku: eventHubs.sku,
        capacity: eventHubs.capacity,
        ...(eventHubs.sku === "Standard" && { autoInflateEnabled: true, maximumThroughputUnits: eventHubs.maximumCapacity }),
        minimumTlsVersion: "1.2",
        localAuthenticationEnabled: false,
        publicNetworkAccessEnabled: false,
      }),
      "kafka",
      environment,
    );
    network.connect("namespace", "servicebus.windows.net", namespace.id);

    for (const { topic, partitions, retention } of topics) {
      const hub = new Eventhub(this, `topic-${topic}`, {
        name: topic,
        namespaceId: namespace.id,
        partitionCount: partitions,
        // Whole hours are what Event Hubs counts in: never less than was asked for.
        retentionDescription: { cleanupPolicy: "Delete", retentionTimeInHours: Math.ceil(seconds(retention) / 3600) },
      });
      this.#hubs.set(topic, pin(hub, address("topic", topic), environment));
    }
    this.bootstrapServers = `${namespace.name}.servicebus.windows.net:${kafkaPort}`;
  }

  /** Id of a topic's event hub, the scope at which a reader gets its right. */
  topicId(topic: string): string {
    const hub = this.#hubs.get(topic);
    if (!hub) throw new Error(`no event hub was made for topic ${topic}`);
    return hub.id;
  }
}
