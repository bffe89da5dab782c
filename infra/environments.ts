import type { Deployment } from "./environment.js";

/*
 * Where the pipelines run: edit this. Ids of zeros, `example` and `00000000` are placeholders for what has to exist already: an account or
 * subscription, a network, a workspace, a catalog, a place for Terraform's state. docs/infra.md says what each value is for. Any number
 * of environments may stand here; each becomes stacks of its own.
 */
export const deployment: Deployment = {
  project: "sluice",
  tags: { owner: "data-platform", cost_center: "unassigned" },
  environments: [
    {
      cloud: "aws",
      name: "dev",
      stage: { mode: "development" },
      region: "eu-central-1",
      accountId: "000000000000",
      network: {
        vpcId: "vpc-00000000000000000",
        clientSecurityGroupId: "sg-00000000000000000",
        subnets: [
          { zone: "eu-central-1a", cidr: "10.10.240.0/26" },
          { zone: "eu-central-1b", cidr: "10.10.240.64/26" },
          { zone: "eu-central-1c", cidr: "10.10.240.128/26" },
        ],
      },
      kafka: { version: "3.8.x", instanceType: "kafka.t3.small", volumeGib: 50, brokersPerZone: 1, logDays: 14 },
      workspace: {
        host: "https://dbc-00000000-0000.cloud.databricks.com",
        auth: { type: "databricks-cli" },
        catalog: "dev",
        folder: "/Sluice",
      },
      update: { timeoutMinutes: 60, workers: { min: 1, max: 2 } },
      state: { bucket: "example-terraform-state-dev", region: "eu-central-1" },
    },
    {
      cloud: "aws",
      name: "prod",
      stage: { mode: "production", runAs: "00000000-0000-4000-8000-000000000001" },
      region: "eu-central-1",
      accountId: "000000000000",
      network: {
        vpcId: "vpc-00000000000000000",
        clientSecurityGroupId: "sg-00000000000000000",
        subnets: [
          { zone: "eu-central-1a", cidr: "10.20.240.0/26" },
          { zone: "eu-central-1b", cidr: "10.20.240.64/26" },
          { zone: "eu-central-1c", cidr: "10.20.240.128/26" },
        ],
      },
      kafka: { version: "3.8.x", instanceType: "kafka.m7g.large", volumeGib: 500, brokersPerZone: 1, logDays: 90 },
      workspace: {
        host: "https://dbc-00000000-0001.cloud.databricks.com",
        auth: { type: "github-oidc", clientId: "00000000-0000-4000-8000-000000000002" },
        catalog: "prod",
        folder: "/Sluice",
      },
      update: { timeoutMinutes: 120, workers: { min: 1, max: 8 } },
      state: { bucket: "example-terraform-state-prod", region: "eu-central-1" },
    },
    {
      cloud: "azure",
      name: "dev",
      stage: { mode: "development" },
      region: "westeurope",
      subscriptionId: "00000000-0000-4000-8000-000000000003",
      tenantId: "00000000-0000-4000-8000-000000000005",
      network: { resourceGroup: "example-network-dev", virtualNetwork: "example-workspace-dev", endpointCidr: "10.30.240.0/27" },
      eventHubs: { sku: "Standard", capacity: 1, maximumCapacity: 2 },
      storage: { replication: "LRS" },
      workspace: {
        host: "https://adb-0000000000000000.0.azuredatabricks.net",
        auth: { type: "azure-cli" },
        catalog: "dev",
        folder: "/Sluice",
      },
      update: { timeoutMinutes: 60, workers: { min: 1, max: 2 } },
      state: {
        subscriptionId: "00000000-0000-4000-8000-000000000003",
        resourceGroup: "example-terraform-dev",
        storageAccount: "exampletfstatedev",
        container: "tfstate",
      },
    },
    {
      cloud: "azure",
      name: "prod",
      stage: { mode: "production", runAs: "00000000-0000-4000-8000-000000000001" },
      region: "westeurope",
      subscriptionId: "00000000-0000-4000-8000-000000000004",
      tenantId: "00000000-0000-4000-8000-000000000005",
      network: { resourceGroup: "example-network-prod", virtualNetwork: "example-workspace-prod", endpointCidr: "10.40.240.0/27" },
      eventHubs: { sku: "Standard", capacity: 2, maximumCapacity: 10 },
      storage: { replication: "ZRS" },
      workspace: {
        host: "https://adb-0000000000000001.1.azuredatabricks.net",
        auth: { type: "github-oidc", clientId: "00000000-0000-4000-8000-000000000002" },
        catalog: "prod",
        folder: "/Sluice",
      },
      update: { timeoutMinutes: 120, workers: { min: 1, max: 8 } },
      state: {
        subscriptionId: "00000000-0000-4000-8000-000000000004",
        resourceGroup: "example-terraform-prod",
        storageAccount: "exampletfstateprod",
        container: "tfstate",
      },
    },
  ],
};
