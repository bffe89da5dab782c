import { createHash } from "node:crypto";
import { type AwsEnvironment, type AzureEnvironment, type Environment, label, prefix } from "./environment.js";
import type { Zone } from "./needs.js";

/*
 * Every name that the clouds and the workspace get. A name is a promise: most of them cannot be changed without a replacement, so none
 * depends on the order or number of anything.
 */

/** `aws-dev-base` */
export function stackName(environment: Environment, layer: "base" | "lakehouse"): string {
  return `${label(environment)}-${layer}`;
}

/** A name inside an account and region: `sluice-dev-eu-central-1-kafka`. */
export function regionalName({ project, name, region }: Environment, component: string): string {
  return `${project}-${name}-${region}-${component}`;
}

/** Buckets, storage accounts and namespaces share one name space with the rest of the world; the account makes the name ours. */
export function bucketName(environment: AwsEnvironment): string {
  return `${regionalName(environment, "zones")}-${environment.accountId}`;
}

export function storageAccountName(environment: AzureEnvironment): string {
  return `${environment.project}${environment.name}${fingerprint(environment.subscriptionId)}`;
}

export function namespaceName(environment: AzureEnvironment): string {
  return `${identityName(environment, "kafka")}-${fingerprint(environment.subscriptionId)}`;
}

/** Roles and connectors that read for Unity Catalog: `sluice-dev-pos-kafka`. */
export function identityName({ project, name }: Environment, ...parts: readonly string[]): string {
  return [project, name, ...parts].join("-").replaceAll("_", "-");
}

/** Objects of the metastore, which dev and prod may share: `sluice_dev_pos_kafka`. */
export function metastoreName({ project, name }: Environment, ...parts: readonly string[]): string {
  return [project, name, ...parts].join("_").replaceAll("-", "_");
}

/** The credential with which a pipeline reads its topics. */
export function kafkaCredentialName(environment: Environment, pipeline: string): string {
  return metastoreName(environment, pipeline, "kafka");
}

/** The external location of a zone: `sluice_dev_pos_inventory_snapshots`. */
export function locationName(environment: Environment, { pipeline, zone }: Zone): string {
  return metastoreName(environment, pipeline, zone);
}

/** Storage container of a zone: `pos-inventory-snapshots`. */
export function containerName({ pipeline, zone }: Zone): string {
  return `${pipeline}-${zone}`.replaceAll("_", "-").toLowerCase();
}

/** Prefix of a zone in its bucket, without a final slash. */
export function zonePrefix({ pipeline, zone }: Zone): string {
  return `${pipeline}/${zone}`;
}

/** Where a zone is: what the notebooks' `${zone.…}` becomes. */
export function zoneUrl(environment: Environment, zone: Zone): string {
  return environment.cloud === "aws"
    ? `s3://${bucketName(environment)}/${zonePrefix(zone)}`
    : `abfss://${containerName(zone)}@${storageAccountName(environment)}.dfs.core.windows.net`;
}

/** Name of pipeline, job, schema and folder: `dev_pos`, in production `pos`. */
export function pipelineName(environment: Environment, pipeline: string): string {
  return `${prefix(environment)}${pipeline}`;
}

/** Terraform address of what a user named. Kafka itself refuses two topics that differ only in `.` and `_`. */
export function address(kind: string, ...names: readonly string[]): string {
  return [kind, ...names].join("_").replace(/[^A-Za-z0-9_-]/g, "_");
}

function fingerprint(subscriptionId: string): string {
  return createHash("sha256").update(subscriptionId).digest("hex").slice(0, 6);
}
