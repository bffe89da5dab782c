import type { AzureEnvironment } from "../environment.js";
import { address, containerName, storageAccountName } from "../names.js";
import type { Zone } from "../needs.js";
import { pin } from "../pin.js";
import { Construct, type ResourceGroup, StorageAccount, StorageContainer } from "../tf.js";
import type { PrivateLink } from "./private-link.js";

/** Days for which a deleted file or container can be had back. */
const deletedDays = 30;

interface ZoneAccountProps {
  readonly environment: AzureEnvironment;
  readonly group: ResourceGroup;
  readonly network: PrivateLink;
  readonly zones: readonly Zone[];
}

/** The ADLS account of all zones: identities only, no keys, reached from the workspace's network only. A zone is a container. */
export class ZoneAccount extends Construct {
  /** Ids of the containers, the scopes at which a reader gets its right. */
  readonly containerIds: ReadonlyMap<Zone, string>;

  constructor(scope: Construct, id: string, { environment, group, network, zones }: ZoneAccountProps) {
    super(scope, id);
    const account = pin(
      new StorageAccount(this, "account", {
        name: storageAccountName(environment),
        location: environment.region,
        resourceGroupName: group.name,
        accountKind: "StorageV2",
        accountTier: "Standard",
        accountReplicationType: environment.storage.replication,
        isHnsEnabled: true,
        infrastructureEncryptionEnabled: true,
        minTlsVersion: "TLS1_2",
        httpsTrafficOnlyEnabled: true,
        sharedAccessKeyEnabled: false,
        defaultToOauthAuthentication: true,
        localUserEnabled: false,
        allowNestedItemsToBePublic: false,
        crossTenantReplicationEnabled: false,
        publicNetworkAccessEnabled: false,
        networkRules: { defaultAction: "Deny", bypass: ["AzureServices"] },
        blobProperties: { deleteRetentionPolicy: { days: deletedDays }, containerDeleteRetentionPolicy: { days: deletedDays } },
      }),
      "zones",
      environment,
    );
    network.connect("dfs", "dfs.core.windows.net", account.id);
    network.connect("blob", "blob.core.windows.net", account.id);

    this.containerIds = new Map(
      zones.map((zone) => {
        const container = new StorageContainer(this, containerName(zone), {
          name: containerName(zone),
          storageAccountId: account.id,
          containerAccessType: "private",
        });
        return [zone, pin(container, address("zone", zone.pipeline, zone.zone), environment).id];
      }),
    );
  }
}
