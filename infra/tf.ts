/**
 * Everything of Terraform that the stacks use. No other file imports a binding, so a move to another distribution of them is a
 * change of this file.
 *
 * Deep imports, and with `/index.js`: the packages' own index loads thousands of classes (1.7 s and 680 MB against 0.2 s and 92 MB),
 * and a directory import is an error of Node's ESM loader.
 */

export { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
export {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement as Statement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document/index.js";
export { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
export { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
export { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias/index.js";
export { KmsKey } from "@cdktf/provider-aws/lib/kms-key/index.js";
export { MskCluster } from "@cdktf/provider-aws/lib/msk-cluster/index.js";
export { MskConfiguration } from "@cdktf/provider-aws/lib/msk-configuration/index.js";
export { AwsProvider } from "@cdktf/provider-aws/lib/provider/index.js";
export { RouteTable } from "@cdktf/provider-aws/lib/route-table/index.js";
export { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association/index.js";
export { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
export { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
export { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls/index.js";
export { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
export { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
export { S3BucketServerSideEncryptionConfigurationA as S3BucketEncryption } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
export { S3BucketVersioningA as S3BucketVersioning } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
export { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
export { SecurityGroup } from "@cdktf/provider-aws/lib/security-group/index.js";
export { Subnet as AwsSubnet } from "@cdktf/provider-aws/lib/subnet/index.js";
export { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js";
export { DatabricksAccessConnector } from "@cdktf/provider-azurerm/lib/databricks-access-connector/index.js";
export { Eventhub } from "@cdktf/provider-azurerm/lib/eventhub/index.js";
export { EventhubNamespace } from "@cdktf/provider-azurerm/lib/eventhub-namespace/index.js";
export { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
export { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
export { PrivateEndpoint } from "@cdktf/provider-azurerm/lib/private-endpoint/index.js";
export { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
export { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
export { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment/index.js";
export { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
export { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container/index.js";
export { Subnet as AzureSubnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
export { Credential } from "@cdktf/provider-databricks/lib/credential/index.js";
export { DataDatabricksAwsUnityCatalogAssumeRolePolicy as UnityCatalogTrustPolicy } from "@cdktf/provider-databricks/lib/data-databricks-aws-unity-catalog-assume-role-policy/index.js";
export { Directory } from "@cdktf/provider-databricks/lib/directory/index.js";
export { ExternalLocation } from "@cdktf/provider-databricks/lib/external-location/index.js";
export { Grant } from "@cdktf/provider-databricks/lib/grant/index.js";
export { Job } from "@cdktf/provider-databricks/lib/job/index.js";
export { Notebook } from "@cdktf/provider-databricks/lib/notebook/index.js";
export { Permissions } from "@cdktf/provider-databricks/lib/permissions/index.js";
export { Pipeline } from "@cdktf/provider-databricks/lib/pipeline/index.js";
export { DatabricksProvider } from "@cdktf/provider-databricks/lib/provider/index.js";
export { Schema } from "@cdktf/provider-databricks/lib/schema/index.js";
export { StorageCredential } from "@cdktf/provider-databricks/lib/storage-credential/index.js";
export {
  App,
  Aspects,
  AzurermBackend,
  Fn,
  type IAspect,
  S3Backend,
  TerraformAsset,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
} from "cdktf";
export { Construct, type IConstruct } from "constructs";
