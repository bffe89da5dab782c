import { expect, test } from "vitest";
import { audit, shop, synth } from "./fixture.js";

/*
 * Terraform knows a resource by its address: one that is gone from this list is data that the next deployment destroys. A line may be
 * added; one that has to change needs a `moved` or `removed` block in the same commit.
 */
const stateful: Readonly<Record<string, readonly string[]>> = {
  "aws-*-base": [
    "aws_iam_role.kafka_reader_audit",
    "aws_iam_role.kafka_reader_shop",
    "aws_iam_role.zones_reader",
    "aws_kms_key.kafka_key",
    "aws_kms_key.zones_key",
    "aws_msk_cluster.kafka",
    "aws_msk_topic.topic_logins",
    "aws_msk_topic.topic_shop_orders_v1",
    "aws_s3_bucket.zones",
    "databricks_credential.kafka_credential_audit",
    "databricks_credential.kafka_credential_shop",
    "databricks_external_location.location_audit_reference",
    "databricks_external_location.location_shop_recounts",
    "databricks_external_location.location_shop_reference",
    "databricks_storage_credential.zones_credential",
  ],
  "azure-*-base": [
    "azurerm_databricks_access_connector.kafka_reader_audit",
    "azurerm_databricks_access_connector.kafka_reader_shop",
    "azurerm_databricks_access_connector.zones_reader",
    "azurerm_eventhub.topic_logins",
    "azurerm_eventhub.topic_shop_orders_v1",
    "azurerm_eventhub_namespace.kafka",
    "azurerm_resource_group.group",
    "azurerm_storage_account.zones",
    "azurerm_storage_container.zone_audit_reference",
    "azurerm_storage_container.zone_shop_recounts",
    "azurerm_storage_container.zone_shop_reference",
    "databricks_credential.kafka_credential_audit",
    "databricks_credential.kafka_credential_shop",
    "databricks_external_location.location_audit_reference",
    "databricks_external_location.location_shop_recounts",
    "databricks_external_location.location_shop_reference",
    "databricks_storage_credential.zones_credential",
  ],
  "*-*-lakehouse": [
    "databricks_pipeline.pipeline_audit",
    "databricks_pipeline.pipeline_shop",
    "databricks_schema.schema_audit",
    "databricks_schema.schema_shop",
  ],
};

/** Types whose loss is a loss of data, position or trust, whoever forgot to protect one. */
const losses =
  /^(aws_(iam_role|kms_key|msk_cluster|msk_topic|s3_bucket)|azurerm_(databricks_access_connector|eventhub|eventhub_namespace|resource_group|storage_account|storage_container)|databricks_(catalog|credential|external_location|pipeline|schema|storage_credential|volume))$/;

const output = synth([audit, shop]);

test.each(output.names())("%s has its state where it always was", (name) => {
  const [cloud = "", , layer = ""] = name.split("-");
  const found = Object.entries(output.stack(name).resource)
    .filter(([type]) => losses.test(type))
    .flatMap(([type, resources]) => Object.keys(resources).map((address) => `${type}.${address}`));
  expect(found).toEqual(stateful[`${cloud}-*-${layer}`] ?? stateful[`*-*-${layer}`]);
});

test.each(output.names())("%s refuses to destroy its state in production, and only there", (name) => {
  const kept = Object.entries(output.stack(name).resource)
    .filter(([type]) => losses.test(type))
    .flatMap(([, resources]) => Object.values(resources).map((one) => one.lifecycle));
  expect(new Set(kept)).toEqual(new Set(kept.map(() => (name.includes("-prod-") ? { prevent_destroy: true } : undefined))));
  for (const one of kept) expect(one).toEqual(name.includes("-prod-") ? { prevent_destroy: true } : undefined);
});
