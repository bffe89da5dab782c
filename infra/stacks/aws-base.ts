import { KafkaCredential } from "../constructs/kafka-credential.js";
import { Msk } from "../constructs/msk.js";
import { requireTopics } from "../constructs/msk-topic.js";
import { UnityRole, unityRoleArn } from "../constructs/unity-role.js";
import { ZoneBucket } from "../constructs/zone-bucket.js";
import { ZoneLocations } from "../constructs/zone-locations.js";
import type { AwsEnvironment } from "../environment.js";
import { address, identityName, zonePrefix } from "../names.js";
import type { Needs, Reader, Zone } from "../needs.js";
import type { Construct } from "../tf.js";
import type { Base } from "./base.js";
import { addAws, EnvironmentStack } from "./stack.js";

/** Structured Streaming makes up its consumer groups: `spark-kafka-source-<uuid>-…`. */
const sparkGroups = "spark-kafka-source-";

/** What pipelines need of AWS: brokers with their topics, a bucket with their zones, and the identities that may read them. */
export class AwsBase extends EnvironmentStack implements Base {
  readonly bootstrapServers: string | undefined;

  constructor(scope: Construct, environment: AwsEnvironment, { topics, readers, zones }: Needs) {
    super(scope, environment, "base");
    addAws(this, environment);
    if (topics.length > 0) {
      requireTopics(this);
      const msk = new Msk(this, "kafka", { environment, topics });
      for (const reader of readers) this.#addReader(environment, msk, reader);
      this.bootstrapServers = msk.bootstrapServers;
    }
    if (zones.length > 0) this.#addZones(environment, zones);
  }

  #addReader(environment: AwsEnvironment, msk: Msk, { pipeline, topics }: Reader): void {
    const name = identityName(environment, pipeline, "kafka");
    const identity = { roleArn: unityRoleArn(environment, name) };
    const { externalId } = new KafkaCredential(this, `${pipeline}-credential`, { environment, pipeline, identity });
    new UnityRole(this, `${pipeline}-reader`, {
      environment,
      name,
      address: address("kafka_reader", pipeline),
      externalId,
      statements: [
        { sid: "Cluster", actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"], resources: [msk.clusterArn] },
        {
          sid: "Topics",
          actions: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"],
          resources: topics.map((topic) => msk.topicArn(topic)),
        },
        { sid: "Groups", actions: ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"], resources: [msk.groupArn(sparkGroups)] },
      ],
    });
  }

  #addZones(environment: AwsEnvironment, zones: readonly Zone[]): void {
    const bucket = new ZoneBucket(this, "zones", { environment, zones });
    const name = identityName(environment, "zones");
    const identity = { roleArn: unityRoleArn(environment, name) };
    const { externalId } = new ZoneLocations(this, "locations", { environment, zones, identity });
    const folders = zones.map(zonePrefix);
    new UnityRole(this, "zones-reader", {
      environment,
      name,
      address: "zones_reader",
      externalId,
      statements: [
        { sid: "Where", actions: ["s3:GetBucketLocation"], resources: [bucket.arn] },
        {
          sid: "List",
          actions: ["s3:ListBucket"],
          resources: [bucket.arn],
          condition: [{ test: "StringLike", variable: "s3:prefix", values: folders.flatMap((folder) => [folder, `${folder}/*`]) }],
        },
        { sid: "Read", actions: ["s3:GetObject"], resources: folders.map((folder) => `${bucket.arn}/${folder}/*`) },
        { sid: "Decrypt", actions: ["kms:Decrypt"], resources: [bucket.keyArn] },
      ],
    });
  }
}
