import type { Environment } from "../environment.js";
import { regionalName } from "../names.js";
import { pin } from "../pin.js";
import { Construct, KmsAlias, KmsKey } from "../tf.js";

interface KeyProps {
  readonly environment: Environment;
  /** What it encrypts, as a word for names: `kafka`. */
  readonly use: string;
}

/** A customer managed KMS key that rotates yearly. Who may use it is IAM's decision, as KMS' default key policy has it. */
export class Key extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { environment, use }: KeyProps) {
    super(scope, id);
    const name = regionalName(environment, use);
    const key = pin(
      new KmsKey(this, "key", { description: `Encrypts ${name}`, enableKeyRotation: true, deletionWindowInDays: 30 }),
      `${use}_key`,
      environment,
    );
    new KmsAlias(this, "alias", { name: `alias/${name}`, targetKeyId: key.keyId });
    this.arn = key.arn;
  }
}
