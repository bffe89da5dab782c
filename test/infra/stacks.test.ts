import { describe, expect, test } from "vitest";
import { audit, bronzeText, environment, ref, shop, shopWith, synth } from "./fixture.js";

const output = synth([shop]);
const both = synth([audit, shop]);
const clouds = ["aws", "azure"] as const;
const names = ["dev", "prod"] as const;
const stacks = clouds.flatMap((cloud) =>
  names.map((name) => ({ cloud, name, base: `${cloud}-${name}-base`, lakehouse: `${cloud}-${name}-lakehouse` })),
);

describe("the stacks", () => {
  test("are named cloud, environment, layer", () => {
    expect(output.names()).toEqual([
      "aws-dev-base",
      "aws-dev-lakehouse",
      "aws-prod-base",
      "aws-prod-lakehouse",
      "azure-dev-base",
      "azure-dev-lakehouse",
      "azure-prod-base",
      "azure-prod-lakehouse",
    ]);
  });

  test.each<[string, Record<string, number>]>([
    [
      "aws-prod-base",
      {
        aws_cloudwatch_log_group: 1,
        aws_iam_role: 2,
        aws_iam_role_policy: 2,
        aws_kms_alias: 2,
        aws_kms_key: 2,
        aws_msk_cluster: 1,
        aws_msk_configuration: 1,
        aws_msk_topic: 1,
        aws_route_table: 1,
        aws_route_table_association: 3,
        aws_s3_bucket: 1,
        aws_s3_bucket_lifecycle_configuration: 1,
        aws_s3_bucket_ownership_controls: 1,
        aws_s3_bucket_policy: 1,
        aws_s3_bucket_public_access_block: 1,
        aws_s3_bucket_server_side_encryption_configuration: 1,
        aws_s3_bucket_versioning: 1,
        aws_s3_object: 2,
        aws_security_group: 1,
        aws_subnet: 3,
        aws_vpc_security_group_ingress_rule: 1,
        databricks_credential: 1,
        databricks_external_location: 2,
        databricks_grant: 3,
        databricks_storage_credential: 1,
      },
    ],
    [
      "azure-prod-base",
      {
        azurerm_databricks_access_connector: 2,
        azurerm_eventhub: 1,
        azurerm_eventhub_namespace: 1,
        azurerm_private_dns_zone: 3,
        azurerm_private_dns_zone_virtual_network_link: 3,
        azurerm_private_endpoint: 3,
        azurerm_resource_group: 1,
        azurerm_role_assignment: 3,
        azurerm_storage_account: 1,
        azurerm_storage_container: 2,
        azurerm_subnet: 1,
        databricks_credential: 1,
        databricks_external_location: 2,
        databricks_grant: 3,
        databricks_storage_credential: 1,
      },
    ],
    [
      "aws-dev-lakehouse",
      { databricks_directory: 1, databricks_job: 1, databricks_notebook: 3, databricks_pipeline: 1, databricks_schema: 1 },
    ],
    [
      "azure-prod-lakehouse",
      {
        databricks_directory: 1,
        databricks_grant: 1,
        databricks_job: 1,
        databricks_notebook: 3,
        databricks_permissions: 2,
        databricks_pipeline: 1,
        databricks_schema: 1,
      },
    ],
  ])("%s holds what one pipeline needs and nothing else", (name, counts) => {
    const { resource } = output.stack(name);
    expect(Object.fromEntries(Object.entries(resource).map(([type, found]) => [type, Object.keys(found).length]))).toEqual(counts);
  });

  test.each(clouds)("of %s hold no brokers for pipelines without topics and no storage for pipelines without zones", (cloud) => {
    const without = synth([shopWith({ topics: [], zones: [], bindings: [] })], [environment(cloud, "dev")]);
    expect(without.stack(`${cloud}-dev-base`).resource ?? {}).toEqual({});
    expect(Object.keys(without.stack(`${cloud}-dev-lakehouse`).resource)).toContain("databricks_pipeline");
  });

  test("keep their state apart, locked and encrypted, in the environment's own place", () => {
    expect(output.stack("aws-prod-base").terraform.backend).toEqual({
      s3: {
        allowed_account_ids: ["000000000000"],
        bucket: "example-terraform-state-prod",
        encrypt: true,
        key: "aws-prod-base.tfstate",
        region: "eu-central-1",
        use_lockfile: true,
      },
    });
    expect(output.stack("azure-dev-lakehouse").terraform.backend).toEqual({
      azurerm: {
        container_name: "tfstate",
        key: "azure-dev-lakehouse.tfstate",
        resource_group_name: "example-terraform-dev",
        storage_account_name: "exampletfstatedev",
        subscription_id: "00000000-0000-4000-8000-000000000003",
        tenant_id: "00000000-0000-4000-8000-000000000005",
        use_azuread_auth: true,
        use_oidc: true,
      },
    });
  });

  test("ask for an AWS provider that knows topics, exactly", () => {
    expect(output.stack("aws-dev-base").terraform.required_providers).toEqual({
      aws: { source: "aws", version: "6.66.0" },
      databricks: { source: "databricks/databricks", version: "1.99.0" },
    });
    expect(output.only("aws-dev-base", "aws_msk_topic")).toMatchObject({
      cluster_arn: ref("aws_msk_cluster.kafka.arn"),
      name: "shop.orders.v1",
      partition_count: 4,
      replication_factor: 3,
      configs: '{"cleanup.policy":"delete","retention.ms":"604800000"}',
    });
  });
});

describe("the Databricks pipeline", () => {
  test.each(stacks)("of $lakehouse has a value for every key its notebooks use", ({ lakehouse }) => {
    const { configuration } = output.only(lakehouse, "databricks_pipeline");
    expect(Object.keys(configuration ?? {}).sort()).toEqual([
      "kafka.bootstrap_servers",
      "kafka.service_credential",
      "spark.sql.ansi.enabled",
      "spark.sql.session.timeZone",
      "zone.recounts",
      "zone.reference",
    ]);
  });

  test("gets the brokers' addresses from the cluster, the rest by name", () => {
    const state = "data.terraform_remote_state.cross-stack-reference-input-aws-dev-base.outputs";
    expect(output.only("aws-dev-lakehouse", "databricks_pipeline").configuration).toEqual({
      "kafka.bootstrap_servers": ref(`${state}.cross-stack-output-aws_msk_clusterkafkabootstrap_brokers_sasl_iam`),
      "kafka.service_credential": "sluice_dev_shop_kafka",
      "spark.sql.ansi.enabled": "true",
      "spark.sql.session.timeZone": "Europe/Berlin",
      "zone.recounts": "s3://sluice-dev-eu-central-1-zones-000000000000/shop/recounts",
      "zone.reference": "s3://sluice-dev-eu-central-1-zones-000000000000/shop/reference",
    });
    expect(output.only("azure-prod-lakehouse", "databricks_pipeline").configuration).toMatchObject({
      "kafka.bootstrap_servers": `${ref("data.terraform_remote_state.cross-stack-reference-input-azure-prod-base.outputs.cross-stack-output-azurerm_eventhub_namespacekafkaname")}.servicebus.windows.net:9093`,
      "zone.recounts": "abfss://shop-recounts@sluiceprod008bf6.dfs.core.windows.net",
    });
  });

  test.each(stacks)("of $lakehouse is bound to names that $base makes", ({ base, lakehouse }) => {
    const { configuration } = output.only(lakehouse, "databricks_pipeline");
    const locations = Object.values(output.resources(base, "databricks_external_location"));
    expect(configuration).toMatchObject({
      "kafka.service_credential": output.only(base, "databricks_credential").name,
      "zone.recounts": locations.find((one) => String(one.comment).startsWith("Zone recounts"))?.url,
      "zone.reference": locations.find((one) => String(one.comment).startsWith("Zone reference"))?.url,
    });
  });

  test.each(stacks)("of $lakehouse reads its notebooks in the order of the layers", ({ lakehouse }) => {
    const { library } = output.only(lakehouse, "databricks_pipeline");
    const notebooks = output.resources(lakehouse, "databricks_notebook");
    const address = (name: string) => Object.keys(notebooks).find((one) => one.startsWith(`shop_notebooks_${name}_`));
    const path = (name: string) => ({ notebook: { path: ref(`databricks_notebook.${address(name)}.path`) } });
    expect(library).toEqual([path("bronze"), path("silver"), path("gold")]);
  });

  test("is paused, prefixed and in development mode in development", () => {
    expect(output.only("aws-dev-lakehouse", "databricks_pipeline")).toMatchObject({
      name: "dev_shop",
      catalog: "dev",
      schema: ref("databricks_schema.schema_shop.name"),
      development: true,
      continuous: false,
      channel: "CURRENT",
      serverless: true,
    });
    expect(output.only("aws-dev-lakehouse", "databricks_schema").name).toBe("dev_shop");
    const job = output.only("aws-dev-lakehouse", "databricks_job");
    expect(job.schedule).toEqual({ pause_status: "PAUSED", quartz_cron_expression: "0 0/5 * * * ?", timezone_id: "Europe/Berlin" });
    expect(job).not.toHaveProperty("run_as");
  });

  test("is run by a service principal and on schedule in production", () => {
    const runAs = { service_principal_name: "00000000-0000-4000-8000-000000000001" };
    const pipeline = output.only("azure-prod-lakehouse", "databricks_pipeline");
    expect(pipeline).toMatchObject({ name: "shop", catalog: "prod", development: false, run_as: runAs });
    expect(output.only("azure-prod-lakehouse", "databricks_job")).toMatchObject({
      name: "shop",
      run_as: runAs,
      edit_mode: "UI_LOCKED",
      max_concurrent_runs: 1,
      queue: { enabled: true },
      timeout_seconds: 7200,
      schedule: { pause_status: "UNPAUSED", quartz_cron_expression: "0 0/5 * * * ?", timezone_id: "Europe/Berlin" },
      task: [{ task_key: "update", pipeline_task: { pipeline_id: ref("databricks_pipeline.pipeline_shop.id"), full_refresh: false } }],
    });
  });

  test("has an edition and a cluster only without serverless", () => {
    const serverless = both.resources("aws-prod-lakehouse", "databricks_pipeline").pipeline_shop;
    expect(serverless).not.toHaveProperty("edition");
    expect(serverless).not.toHaveProperty("cluster");
    expect(both.resources("aws-prod-lakehouse", "databricks_pipeline").pipeline_audit).toMatchObject({
      serverless: false,
      edition: "ADVANCED",
      cluster: [{ label: "default", autoscale: { min_workers: 1, max_workers: 8, mode: "ENHANCED" } }],
    });
  });

  test("that is continuous runs by itself in production only, and has no job", () => {
    const continuous = shopWith({ settings: { ...shop.requirements.settings, mode: "continuous" } });
    const found = synth([continuous], [environment("aws", "dev"), environment("aws", "prod")]);
    expect(found.only("aws-dev-lakehouse", "databricks_pipeline").continuous).toBe(false);
    expect(found.only("aws-prod-lakehouse", "databricks_pipeline").continuous).toBe(true);
    expect(found.resources("aws-prod-lakehouse", "databricks_job")).toEqual({});
  });

  test("without a cadence has a job that waits to be started", () => {
    const { every: _, ...settings } = shop.requirements.settings;
    const job = synth([shopWith({ settings })], [environment("aws", "prod")]).only("aws-prod-lakehouse", "databricks_job");
    expect(job).not.toHaveProperty("schedule");
    expect(job).not.toHaveProperty("trigger");
  });

  test.each(stacks)("of $lakehouse says what is deployed", ({ lakehouse }) => {
    expect(output.stack(lakehouse).output?.shop_digest).toMatchObject({ value: "sha256:shop" });
  });
});

describe("notebooks", () => {
  test.each(stacks)("reach $lakehouse byte for byte, as files", ({ lakehouse }) => {
    const files = output.files();
    const sources = Object.values(output.resources(lakehouse, "databricks_notebook")).map((one) => String(one.source));
    const texts = sources.map((source) => files.get(`stacks/${lakehouse}/${source}`));
    expect(texts.sort()).toEqual(shop.notebooks.map((one) => one.text).sort());
    expect(texts).toContain(bronzeText);
  });

  test.each(stacks)("leave nothing of theirs in the JSON of $lakehouse for Terraform to take as its own", ({ lakehouse }) => {
    const text = output.text(lakehouse);
    expect(text).not.toMatch(/\$\{(kafka|zone)/);
    expect(text).not.toContain("not_ours");
    expect(text).not.toContain("Databricks notebook source");
  });
});

describe("a second pipeline", () => {
  test("brings its topic, its zone and its reader to every environment", () => {
    for (const { cloud, base, lakehouse } of stacks) {
      const topics = both.resources(base, cloud === "aws" ? "aws_msk_topic" : "azurerm_eventhub");
      expect(Object.keys(topics)).toEqual(["topic_logins", "topic_shop_orders_v1"]);
      expect(Object.keys(both.resources(base, "databricks_external_location"))).toEqual([
        "location_audit_reference",
        "location_shop_recounts",
        "location_shop_reference",
      ]);
      expect(Object.keys(both.resources(base, "databricks_credential"))).toEqual(["kafka_credential_audit", "kafka_credential_shop"]);
      expect(Object.keys(both.resources(lakehouse, "databricks_pipeline"))).toEqual(["pipeline_audit", "pipeline_shop"]);
    }
  });

  test("changes nothing of the first", () => {
    for (const { base, lakehouse } of stacks) {
      for (const [type, found] of Object.entries(output.stack(lakehouse).resource))
        expect(both.resources(lakehouse, type)).toMatchObject(found);
      for (const type of Object.keys(output.stack(base).resource)) {
        expect(Object.keys(both.resources(base, type))).toEqual(expect.arrayContaining(Object.keys(output.resources(base, type))));
      }
    }
  });

  test("shares a topic, which is kept as long as the longer need", () => {
    expect(both.resources("aws-dev-base", "aws_msk_topic").topic_shop_orders_v1?.configs).toContain('"retention.ms":"604800000"');
    expect(both.resources("azure-dev-base", "azurerm_eventhub").topic_shop_orders_v1?.retention_description).toEqual({
      cleanup_policy: "Delete",
      retention_time_in_hours: 168,
    });
  });

  test("has its zone to itself, even under a name the first uses", () => {
    const zoneOf = (pipeline: string) => both.resources("azure-dev-lakehouse", "databricks_pipeline")[pipeline]?.configuration;
    expect(zoneOf("pipeline_audit")).toMatchObject({ "zone.reference": expect.stringContaining("audit-reference@") });
    expect(zoneOf("pipeline_shop")).toMatchObject({ "zone.reference": expect.stringContaining("shop-reference@") });
  });

  test("is kept a little longer than asked where Event Hubs counts hours", () => {
    expect(both.resources("azure-dev-base", "azurerm_eventhub").topic_logins?.retention_description).toMatchObject({
      retention_time_in_hours: 2,
    });
    expect(both.resources("aws-dev-base", "aws_msk_topic").topic_logins?.configs).toContain('"retention.ms":"5400000"');
  });
});
