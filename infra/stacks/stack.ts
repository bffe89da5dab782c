import type { AwsEnvironment, AzureEnvironment, Environment } from "../environment.js";
import { stackName } from "../names.js";
import { AwsProvider, AzurermBackend, AzurermProvider, type Construct, DatabricksProvider, S3Backend, TerraformStack } from "../tf.js";

/** One layer of one environment: its own state, and every provider held to the account the environment names. */
export class EnvironmentStack extends TerraformStack {
  constructor(scope: Construct, environment: Environment, layer: "base" | "lakehouse") {
    const name = stackName(environment, layer);
    super(scope, name);
    // The S3 backend locks by itself from 1.10 on.
    this.addOverride("terraform.required_version", ">= 1.10");
    addBackend(this, environment, `${name}.tfstate`);
    addDatabricks(this, environment);
  }
}

function addBackend(stack: TerraformStack, environment: Environment, key: string): void {
  if (environment.cloud === "aws") {
    const { bucket, region, kmsKeyId } = environment.state;
    const backend = new S3Backend(stack, {
      bucket,
      key,
      region,
      encrypt: true,
      allowedAccountIds: [environment.accountId],
      ...(kmsKeyId !== undefined && { kmsKeyId }),
    });
    backend.addOverride("use_lockfile", true);
  } else {
    const { subscriptionId, resourceGroup, storageAccount, container } = environment.state;
    new AzurermBackend(stack, {
      subscriptionId,
      tenantId: environment.tenantId,
      resourceGroupName: resourceGroup,
      storageAccountName: storageAccount,
      containerName: container,
      key,
      useOidc: true,
      useAzureadAuth: true,
    });
  }
}

function addDatabricks(stack: TerraformStack, { workspace: { host, auth } }: Environment): void {
  new DatabricksProvider(stack, "databricks", {
    host,
    authType: auth.type,
    ...(auth.type === "github-oidc" && { clientId: auth.clientId }),
  });
}

/** AWS, held to the environment's account: credentials of another one are refused before anything is read. */
export function addAws(stack: TerraformStack, { region, accountId, tags }: AwsEnvironment): void {
  new AwsProvider(stack, "aws", { region, allowedAccountIds: [accountId], defaultTags: [{ tags }] });
}

/** Azure without access keys, and without a call to the storage account's data plane, which no one outside its network can reach. */
export function addAzure(stack: TerraformStack, { subscriptionId, tenantId }: AzureEnvironment): void {
  new AzurermProvider(stack, "azurerm", {
    subscriptionId,
    tenantId,
    useOidc: true,
    storageUseAzuread: true,
    resourceProviderRegistrations: "none",
    features: [{ storage: [{ dataPlaneAvailable: false }], resourceGroup: [{ preventDeletionIfContainsResources: true }] }],
  });
}
