import { seconds } from "../artefact.js";
import type { AwsEnvironment } from "../environment.js";
import { address, regionalName } from "../names.js";
import type { Topic } from "../needs.js";
import { pin } from "../pin.js";
import { CloudwatchLogGroup, Construct, Fn, MskCluster, MskConfiguration } from "../tf.js";
import { BrokerNetwork } from "./broker-network.js";
import { Key } from "./key.js";
import { MskTopic } from "./msk-topic.js";

/** TLS with IAM inside the VPC. */
const iamPort = 9098;
const replicas = 3;

interface MskProps {
  readonly environment: AwsEnvironment;
  readonly topics: readonly Topic[];
}

/** An MSK cluster that takes TLS with IAM and nothing else, and its topics: none comes into being because someone wrote to it. */
export class Msk extends Construct {
  readonly clusterArn: string;
  readonly bootstrapServers: string;

  constructor(scope: Construct, id: string, { environment, topics }: MskProps) {
    super(scope, id);
    const { version, instanceType, volumeGib, brokersPerZone, logDays } = environment.kafka;
    const name = regionalName(environment, "kafka");
    const key = new Key(this, "key", { environment, use: "kafka" });
    const network = new BrokerNetwork(this, "network", { environment, port: iamPort });
    const logs = new CloudwatchLogGroup(this, "logs", { name: `/aws/msk/${name}`, retentionInDays: logDays });
    const configuration = new MskConfiguration(this, "configuration", {
      name,
      serverProperties: properties({
        "auto.create.topics.enable": false,
        "default.replication.factor": replicas,
        "min.insync.replicas": replicas - 1,
        "unclean.leader.election.enable": false,
      }),
    });

    const cluster = pin(
      new MskCluster(this, "cluster", {
        clusterName: name,
        kafkaVersion: version,
        numberOfBrokerNodes: network.subnetIds.length * brokersPerZone,
        brokerNodeGroupInfo: {
          instanceType,
          clientSubnets: network.subnetIds,
          securityGroups: [network.securityGroupId],
          storageInfo: { ebsStorageInfo: { volumeSize: volumeGib } },
        },
        clientAuthentication: { unauthenticated: false, sasl: { iam: true, scram: false } },
        configurationInfo: { arn: configuration.arn, revision: configuration.latestRevision },
        encryptionInfo: { encryptionAtRestKmsKeyArn: key.arn, encryptionInTransit: { clientBroker: "TLS", inCluster: true } },
        loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logs.name } } },
      }),
      "kafka",
      environment,
    );

    for (const { topic, partitions, retention } of topics) {
      const resource = new MskTopic(this, `topic-${topic}`, {
        clusterArn: cluster.arn,
        name: topic,
        partitionCount: partitions,
        replicationFactor: replicas,
        configs: { "cleanup.policy": "delete", "retention.ms": String(seconds(retention) * 1000) },
      });
      pin(resource, address("topic", topic), environment);
    }

    this.clusterArn = cluster.arn;
    this.bootstrapServers = cluster.bootstrapBrokersSaslIam;
  }

  /** ARN of a topic, as IAM wants it: the cluster's with another kind and one more part. */
  topicArn(topic: string): string {
    return `${Fn.replace(this.clusterArn, ":cluster/", ":topic/")}/${topic}`;
  }

  /** ARN of the consumer groups whose name begins so. */
  groupArn(groupPrefix: string): string {
    return `${Fn.replace(this.clusterArn, ":cluster/", ":group/")}/${groupPrefix}*`;
  }
}

function properties(values: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}=${value}\n`)
    .join("");
}
