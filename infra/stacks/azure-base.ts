import { AccessConnector } from "../constructs/access-connector.js";
import { EventHubs } from "../constructs/event-hubs.js";
import { KafkaCredential } from "../constructs/kafka-credential.js";
import { PrivateLink } from "../constructs/private-link.js";
import { ZoneAccount } from "../constructs/zone-account.js";
import { ZoneLocations } from "../constructs/zone-locations.js";
import type { AzureEnvironment } from "../environment.js";
import { address, containerName, identityName, regionalName } from "../names.js";
import type { Needs } from "../needs.js";
import { pin } from "../pin.js";
import { Tags } from "../tags.js";
import { Aspects, type Construct, ResourceGroup } from "../tf.js";
import type { Base } from "./base.js";
import { addAzure, EnvironmentStack } from "./stack.js";

/** What pipelines need of Azure: an Event Hubs namespace with their topics, containers with their zones, and the identities that may read them. */
export class AzureBase extends EnvironmentStack implements Base {
  readonly bootstrapServers: string | undefined;

  constructor(scope: Construct, environment: AzureEnvironment, { topics, readers, zones }: Needs) {
    super(scope, environment, "base");
    addAzure(this, environment);
    Aspects.of(this).add(new Tags(environment.tags));
    if (topics.length === 0 && zones.length === 0) return;

    const group = pin(
      new ResourceGroup(this, "group", { name: regionalName(environment, "data"), location: environment.region }),
      "group",
      environment,
    );
    const network = new PrivateLink(this, "network", { environment, group });

    if (topics.length > 0) {
      const hubs = new EventHubs(this, "kafka", { environment, group, network, topics });
      for (const reader of readers) {
        const connector = new AccessConnector(this, `${reader.pipeline}-reader`, {
          environment,
          group,
          name: identityName(environment, reader.pipeline, "kafka"),
          address: address("kafka_reader", reader.pipeline),
          role: "Azure Event Hubs Data Receiver",
          scopes: new Map(reader.topics.map((topic) => [topic, hubs.topicId(topic)])),
        });
        new KafkaCredential(this, `${reader.pipeline}-credential`, {
          environment,
          pipeline: reader.pipeline,
          identity: { accessConnectorId: connector.resourceId },
        });
      }
      this.bootstrapServers = hubs.bootstrapServers;
    }

    if (zones.length > 0) {
      const account = new ZoneAccount(this, "zones", { environment, group, network, zones });
      const connector = new AccessConnector(this, "zones-reader", {
        environment,
        group,
        name: identityName(environment, "zones"),
        address: "zones_reader",
        role: "Storage Blob Data Reader",
        scopes: new Map([...account.containerIds].map(([zone, id]) => [containerName(zone), id])),
      });
      new ZoneLocations(this, "locations", { environment, zones, identity: { accessConnectorId: connector.resourceId } });
    }
  }
}
