import type { AzureEnvironment } from "../environment.js";
import { identityName } from "../names.js";
import { AzureSubnet, Construct, PrivateDnsZone, PrivateDnsZoneVirtualNetworkLink, PrivateEndpoint, type ResourceGroup } from "../tf.js";

interface PrivateLinkProps {
  readonly environment: AzureEnvironment;
  readonly group: ResourceGroup;
}

/** A subnet in the workspace's network in which services without a public side get an address, under the name they always have. */
export class PrivateLink extends Construct {
  readonly #props: PrivateLinkProps;
  readonly #subnetId: string;

  constructor(scope: Construct, id: string, props: PrivateLinkProps) {
    super(scope, id);
    const { environment } = props;
    const { resourceGroup, virtualNetwork, endpointCidr } = environment.network;
    const subnet = new AzureSubnet(this, "subnet", {
      name: identityName(environment, "endpoints"),
      resourceGroupName: resourceGroup,
      virtualNetworkName: virtualNetwork,
      addressPrefixes: [endpointCidr],
      defaultOutboundAccessEnabled: false,
    });
    this.#props = props;
    this.#subnetId = subnet.id;
  }

  /**
   * Gives a service an address in the subnet.
   *
   * @param subresource Azure's word for the part of the service: `namespace`, `dfs`, `blob`
   * @param domain the service's domain without `privatelink`: `servicebus.windows.net`
   */
  connect(subresource: string, domain: string, serviceId: string): void {
    const { environment, group } = this.#props;
    const name = identityName(environment, subresource);
    const zone = new PrivateDnsZone(this, `${subresource}-zone`, { name: `privatelink.${domain}`, resourceGroupName: group.name });
    new PrivateDnsZoneVirtualNetworkLink(this, `${subresource}-link`, {
      name,
      resourceGroupName: group.name,
      privateDnsZoneName: zone.name,
      virtualNetworkId: virtualNetworkId(environment),
      registrationEnabled: false,
    });
    new PrivateEndpoint(this, subresource, {
      name,
      location: environment.region,
      resourceGroupName: group.name,
      subnetId: this.#subnetId,
      privateServiceConnection: {
        name,
        privateConnectionResourceId: serviceId,
        subresourceNames: [subresource],
        isManualConnection: false,
      },
      privateDnsZoneGroup: { name, privateDnsZoneIds: [zone.id] },
    });
  }
}

function virtualNetworkId({ subscriptionId, network: { resourceGroup, virtualNetwork } }: AzureEnvironment): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.Network/virtualNetworks/${virtualNetwork}`;
}
