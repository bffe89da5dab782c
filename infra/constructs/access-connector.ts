import type { AzureEnvironment } from "../environment.js";
import { pin } from "../pin.js";
import { Construct, DatabricksAccessConnector, type ResourceGroup, RoleAssignment } from "../tf.js";

interface AccessConnectorProps {
  readonly environment: AzureEnvironment;
  readonly group: ResourceGroup;
  readonly name: string;
  readonly address: string;
  readonly role: "Azure Event Hubs Data Receiver" | "Storage Blob Data Reader";
  /** Ids of the resources at which it has the role, by name. */
  readonly scopes: ReadonlyMap<string, string>;
}

/** The identity with which Unity Catalog reads, and what it may read. */
export class AccessConnector extends Construct {
  readonly resourceId: string;

  constructor(scope: Construct, id: string, { environment, group, name, address, role, scopes }: AccessConnectorProps) {
    super(scope, id);
    const connector = pin(
      new DatabricksAccessConnector(this, "connector", {
        name,
        location: environment.region,
        resourceGroupName: group.name,
        identity: { type: "SystemAssigned" },
      }),
      address,
      environment,
    );
    for (const [what, resourceId] of scopes) {
      new RoleAssignment(this, what, {
        scope: resourceId,
        roleDefinitionName: role,
        principalId: connector.identity.principalId,
        principalType: "ServicePrincipal",
        // A fresh identity is not everywhere in the directory yet.
        skipServicePrincipalAadCheck: true,
      });
    }
    this.resourceId = connector.id;
  }
}
