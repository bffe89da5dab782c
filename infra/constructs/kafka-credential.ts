import type { Environment } from "../environment.js";
import { address, kafkaCredentialName } from "../names.js";
import { pin } from "../pin.js";
import { Construct, Credential, Grant } from "../tf.js";

interface KafkaCredentialProps {
  readonly environment: Environment;
  readonly pipeline: string;
  /** What the cloud knows the reader as. */
  readonly identity: { readonly roleArn: string } | { readonly accessConnectorId: string };
}

/** The service credential with which one pipeline reads its topics: no password anywhere, usable in this workspace alone. */
export class KafkaCredential extends Construct {
  /** On AWS, what the role's trust policy must ask for. */
  readonly externalId: string;

  constructor(scope: Construct, id: string, { environment, pipeline, identity }: KafkaCredentialProps) {
    super(scope, id);
    const credential = pin(
      new Credential(this, "credential", {
        name: kafkaCredentialName(environment, pipeline),
        purpose: "SERVICE",
        comment: `Reads the topics of pipeline ${pipeline}`,
        isolationMode: "ISOLATION_MODE_ISOLATED",
        // The role follows the credential, and rights take minutes to spread: there is nothing to validate yet.
        skipValidation: true,
        ...("roleArn" in identity ? { awsIamRole: identity } : { azureManagedIdentity: identity }),
      }),
      address("kafka_credential", pipeline),
      environment,
    );
    if (environment.stage.mode === "production") {
      new Grant(this, "run-as", { credential: credential.id, principal: environment.stage.runAs, privileges: ["ACCESS"] });
    }
    this.externalId = credential.awsIamRole.externalId;
  }
}
