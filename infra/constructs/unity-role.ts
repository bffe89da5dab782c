import type { AwsEnvironment } from "../environment.js";
import { pin } from "../pin.js";
import { Construct, DataAwsIamPolicyDocument, IamRole, IamRolePolicy, type Statement, UnityCatalogTrustPolicy } from "../tf.js";

interface UnityRoleProps {
  readonly environment: AwsEnvironment;
  readonly name: string;
  readonly address: string;
  /** The credential's: Unity Catalog proves with it for whom it assumes the role. */
  readonly externalId: string;
  /** What the role may do. */
  readonly statements: readonly Statement[];
}

/** A role that Unity Catalog, and no one else, assumes with one credential's external id. */
export class UnityRole extends Construct {
  constructor(scope: Construct, id: string, { environment, name, address, externalId, statements }: UnityRoleProps) {
    super(scope, id);
    const trust = new UnityCatalogTrustPolicy(this, "trust", { awsAccountId: environment.accountId, roleName: name, externalId });
    const role = pin(new IamRole(this, "role", { name, assumeRolePolicy: trust.json }), address, environment);
    const rights = new DataAwsIamPolicyDocument(this, "rights", {
      statement: [
        ...statements,
        // Unity Catalog refuses a role that cannot assume itself.
        { sid: "Self", actions: ["sts:AssumeRole"], resources: [unityRoleArn(environment, name)] },
      ],
    });
    new IamRolePolicy(this, "policy", { name: "rights", role: role.id, policy: rights.json });
  }
}

/**
 * The role's ARN before there is a role: the credential has to exist first, for the role's trust policy needs the external id that Unity
 * Catalog makes for the credential.
 */
export function unityRoleArn({ accountId }: AwsEnvironment, name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}
