import type { AwsEnvironment } from "../environment.js";
import { regionalName } from "../names.js";
import { AwsSubnet, Construct, RouteTable, RouteTableAssociation, SecurityGroup, VpcSecurityGroupIngressRule } from "../tf.js";

interface BrokerNetworkProps {
  readonly environment: AwsEnvironment;
  /** Port that the workspace's clusters may reach. */
  readonly port: number;
}

/**
 * Subnets for brokers in the workspace's VPC, one a zone. Their route table has no route but the VPC's own, so there is no way to or
 * from the internet whatever the VPC has; and only the clusters' security group is let in, by reference.
 */
export class BrokerNetwork extends Construct {
  readonly subnetIds: string[];
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { environment, port }: BrokerNetworkProps) {
    super(scope, id);
    const { vpcId, clientSecurityGroupId, subnets } = environment.network;
    const name = regionalName(environment, "kafka");

    const routes = new RouteTable(this, "routes", { vpcId, tags: { Name: name } });
    this.subnetIds = subnets.map(({ zone, cidr }) => {
      const subnet = new AwsSubnet(this, zone, {
        vpcId,
        availabilityZone: zone,
        cidrBlock: cidr,
        mapPublicIpOnLaunch: false,
        tags: { Name: `${name}-${zone}` },
      });
      new RouteTableAssociation(this, `${zone}-routes`, { subnetId: subnet.id, routeTableId: routes.id });
      return subnet.id;
    });

    const brokers = new SecurityGroup(this, "brokers", { name, vpcId, description: "Kafka brokers" });
    new VpcSecurityGroupIngressRule(this, "clients", {
      securityGroupId: brokers.id,
      referencedSecurityGroupId: clientSecurityGroupId,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: "Clusters of the workspace, TLS with IAM",
    });
    this.securityGroupId = brokers.id;
  }
}
