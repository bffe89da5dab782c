import { type Construct, TerraformResource, type TerraformStack } from "../tf.js";

/**
 * The AWS provider that makes topics. The binding stops at 6.25 and `aws_msk_topic` came with 6.38, so the stack asks for a newer
 * provider of the same major version than its binding was made from.
 */
const awsProviderVersion = "6.66.0";

/** Lets the stack run with the provider that knows `aws_msk_topic`. */
export function requireTopics(stack: TerraformStack): void {
  stack.addOverride("terraform.required_providers.aws.version", awsProviderVersion);
}

interface MskTopicProps {
  readonly clusterArn: string;
  /** Replaces the topic when it changes. */
  readonly name: string;
  /** Can grow. */
  readonly partitionCount: number;
  /** Replaces the topic when it changes. */
  readonly replicationFactor: number;
  readonly configs: Readonly<Record<string, string>>;
}

/**
 * A Kafka topic through MSK's own API: no path to the brokers is needed to make it. The arguments are those of the provider's
 * documentation of `aws_msk_topic`, checked by hand, for want of a binding.
 */
export class MskTopic extends TerraformResource {
  readonly #props: MskTopicProps;

  constructor(scope: Construct, id: string, props: MskTopicProps) {
    super(scope, id, { terraformResourceType: "aws_msk_topic", terraformGeneratorMetadata: { providerName: "aws" } });
    this.#props = props;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { clusterArn, name, partitionCount, replicationFactor, configs } = this.#props;
    return {
      cluster_arn: clusterArn,
      name,
      partition_count: partitionCount,
      replication_factor: replicationFactor,
      configs: JSON.stringify(configs),
    };
  }
}
