import { describe, expect, test } from "vitest";
import { audit, type Json, type Output, ref, shop, synth } from "./fixture.js";

const output = synth([audit, shop]);
const bases = ["dev", "prod"] as const;

interface Statement {
  readonly sid: string;
  readonly effect?: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition?: readonly Json[];
}

function statements(from: Output, stack: string): Statement[] {
  return Object.values(from.stack(stack).data?.aws_iam_policy_document ?? {}).flatMap((one) => one.statement as Statement[]);
}

function rights(stack: string, role: string): Statement[] {
  const found = Object.entries(output.stack(stack).data?.aws_iam_policy_document ?? {}).find(([id]) => id.startsWith(`${role}_rights_`));
  return (found?.[1].statement ?? []) as Statement[];
}

describe.each(bases)("aws-%s-base", (name) => {
  const stack = `aws-${name}-base`;

  test("has brokers that take TLS with IAM and nothing else", () => {
    const cluster = output.only(stack, "aws_msk_cluster");
    expect(cluster).toMatchObject({
      client_authentication: { unauthenticated: false, sasl: { iam: true, scram: false } },
      encryption_info: {
        encryption_at_rest_kms_key_arn: ref("aws_kms_key.kafka_key.arn"),
        encryption_in_transit: { client_broker: "TLS", in_cluster: true },
      },
      logging_info: { broker_logs: { cloudwatch_logs: { enabled: true } } },
      number_of_broker_nodes: 3,
    });
    expect(cluster.broker_node_group_info).not.toHaveProperty("connectivity_info");
    expect(output.text(stack)).not.toMatch(/PLAINTEXT|909[24]\b/);
  });

  test("has topics only where they are declared, each with three replicas", () => {
    expect(output.only(stack, "aws_msk_configuration").server_properties).toBe(
      "auto.create.topics.enable=false\ndefault.replication.factor=3\nmin.insync.replicas=2\nunclean.leader.election.enable=false\n",
    );
    for (const topic of Object.values(output.resources(stack, "aws_msk_topic"))) expect(topic.replication_factor).toBe(3);
  });

  test("lets only the workspace's clusters reach the brokers, on one port", () => {
    expect(output.only(stack, "aws_vpc_security_group_ingress_rule")).toMatchObject({
      referenced_security_group_id: "sg-00000000000000000",
      ip_protocol: "tcp",
      from_port: 9098,
      to_port: 9098,
    });
    expect(output.only(stack, "aws_security_group")).not.toHaveProperty("ingress");
    expect(output.only(stack, "aws_route_table")).not.toHaveProperty("route");
    for (const subnet of Object.values(output.resources(stack, "aws_subnet"))) expect(subnet.map_public_ip_on_launch).toBe(false);
    expect(output.text(stack)).not.toContain("0.0.0.0/0");
    expect(Object.keys(output.stack(stack).resource)).not.toContain("aws_internet_gateway");
  });

  test("encrypts with keys of its own that rotate", () => {
    const keys = output.resources(stack, "aws_kms_key");
    expect(Object.keys(keys)).toEqual(["kafka_key", "zones_key"]);
    for (const key of Object.values(keys)) expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
  });

  test("has a bucket that is private, encrypted, versioned, and refuses what is not TLS", () => {
    expect(output.only(stack, "aws_s3_bucket").force_destroy).toBe(false);
    expect(output.only(stack, "aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(output.only(stack, "aws_s3_bucket_ownership_controls").rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
    expect(output.only(stack, "aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: ref("aws_kms_key.zones_key.arn") },
        bucket_key_enabled: true,
      },
    ]);
    expect(output.only(stack, "aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
    expect(statements(output, stack).filter((one) => one.effect === "Deny")).toEqual([
      {
        sid: "TlsOnly",
        effect: "Deny",
        principals: [{ type: "*", identifiers: ["*"] }],
        actions: ["s3:*"],
        resources: [ref("aws_s3_bucket.zones.arn"), `${ref("aws_s3_bucket.zones.arn")}/*`],
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ]);
  });

  test("lets a pipeline read its own topics and nothing else", () => {
    const cluster = ref("aws_msk_cluster.kafka.arn");
    const kind = (word: string) => ref(`replace(aws_msk_cluster.kafka.arn, ":cluster/", ":${word}/")`);
    expect(rights(stack, "shop-reader")).toEqual([
      { sid: "Cluster", actions: ["kafka-cluster:Connect", "kafka-cluster:DescribeCluster"], resources: [cluster] },
      { sid: "Topics", actions: ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"], resources: [`${kind("topic")}/shop.orders.v1`] },
      {
        sid: "Groups",
        actions: ["kafka-cluster:AlterGroup", "kafka-cluster:DescribeGroup"],
        resources: [`${kind("group")}/spark-kafka-source-*`],
      },
      { sid: "Self", actions: ["sts:AssumeRole"], resources: [`arn:aws:iam::000000000000:role/sluice-${name}-shop-kafka`] },
    ]);
    expect(rights(stack, "audit-reader").find((one) => one.sid === "Topics")?.resources).toEqual([
      `${kind("topic")}/logins`,
      `${kind("topic")}/shop.orders.v1`,
    ]);
  });

  test("lets Unity Catalog read the zones and nothing else", () => {
    const bucket = ref("aws_s3_bucket.zones.arn");
    expect(rights(stack, "zones-reader")).toEqual([
      { sid: "Where", actions: ["s3:GetBucketLocation"], resources: [bucket] },
      {
        sid: "List",
        actions: ["s3:ListBucket"],
        resources: [bucket],
        condition: [
          {
            test: "StringLike",
            variable: "s3:prefix",
            values: ["audit/reference", "audit/reference/*", "shop/recounts", "shop/recounts/*", "shop/reference", "shop/reference/*"],
          },
        ],
      },
      {
        sid: "Read",
        actions: ["s3:GetObject"],
        resources: [`${bucket}/audit/reference/*`, `${bucket}/shop/recounts/*`, `${bucket}/shop/reference/*`],
      },
      { sid: "Decrypt", actions: ["kms:Decrypt"], resources: [ref("aws_kms_key.zones_key.arn")] },
      { sid: "Self", actions: ["sts:AssumeRole"], resources: [`arn:aws:iam::000000000000:role/sluice-${name}-zones`] },
    ]);
  });

  test("allows no action and no resource by wildcard", () => {
    const allowed = statements(output, stack).filter((one) => one.effect !== "Deny");
    expect(allowed.length).toBe(13);
    for (const { actions, resources } of allowed) {
      for (const action of actions) expect(action).not.toContain("*");
      for (const resource of resources) expect(resource).toMatch(/^(\$\{|arn:).*[^*]$|\/(spark-kafka-source-|[a-z]+\/[a-z]+\/)\*$/);
    }
  });

  test("trusts a role to Unity Catalog only with the credential's external id", () => {
    const trust = Object.values(output.stack(stack).data?.databricks_aws_unity_catalog_assume_role_policy ?? {});
    expect(trust.map((one) => one.external_id).sort()).toEqual([
      ref("databricks_credential.kafka_credential_audit.aws_iam_role[0].external_id"),
      ref("databricks_credential.kafka_credential_shop.aws_iam_role[0].external_id"),
      ref("databricks_storage_credential.zones_credential.aws_iam_role[0].external_id"),
    ]);
    for (const role of Object.values(output.resources(stack, "aws_iam_role"))) {
      expect(role.assume_role_policy).toMatch(/^\$\{data\.databricks_aws_unity_catalog_assume_role_policy\./);
    }
  });

  test("is held to its account and tags everything", () => {
    expect(output.stack(stack).provider.aws).toEqual([
      {
        region: "eu-central-1",
        allowed_account_ids: ["000000000000"],
        default_tags: [
          { tags: { owner: "data-platform", cost_center: "unassigned", project: "sluice", environment: name, managed_by: "sluice" } },
        ],
      },
    ]);
  });
});

describe.each(bases)("azure-%s-base", (name) => {
  const stack = `azure-${name}-base`;

  test("has an Event Hubs namespace without keys and without a public side", () => {
    expect(output.only(stack, "azurerm_eventhub_namespace")).toMatchObject({
      sku: "Standard",
      local_authentication_enabled: false,
      public_network_access_enabled: false,
      minimum_tls_version: "1.2",
    });
    expect(Object.keys(output.stack(stack).resource).filter((type) => type.includes("authorization_rule"))).toEqual([]);
  });

  test("has a storage account without keys and without a public side", () => {
    expect(output.only(stack, "azurerm_storage_account")).toMatchObject({
      shared_access_key_enabled: false,
      local_user_enabled: false,
      allow_nested_items_to_be_public: false,
      public_network_access_enabled: false,
      cross_tenant_replication_enabled: false,
      https_traffic_only_enabled: true,
      infrastructure_encryption_enabled: true,
      is_hns_enabled: true,
      min_tls_version: "TLS1_2",
      network_rules: { default_action: "Deny" },
    });
    for (const container of Object.values(output.resources(stack, "azurerm_storage_container"))) {
      expect(container.container_access_type).toBe("private");
    }
  });

  test("reaches both by private endpoints in the workspace's network", () => {
    const endpoints = Object.values(output.resources(stack, "azurerm_private_endpoint"));
    expect(endpoints.map((one) => one.private_service_connection)).toEqual([
      expect.objectContaining({ private_connection_resource_id: ref("azurerm_storage_account.zones.id"), subresource_names: ["blob"] }),
      expect.objectContaining({ private_connection_resource_id: ref("azurerm_storage_account.zones.id"), subresource_names: ["dfs"] }),
      expect.objectContaining({
        private_connection_resource_id: ref("azurerm_eventhub_namespace.kafka.id"),
        subresource_names: ["namespace"],
      }),
    ]);
    expect(Object.values(output.resources(stack, "azurerm_private_dns_zone")).map((one) => one.name)).toEqual([
      "privatelink.blob.core.windows.net",
      "privatelink.dfs.core.windows.net",
      "privatelink.servicebus.windows.net",
    ]);
    expect(output.only(stack, "azurerm_subnet")).toMatchObject({
      virtual_network_name: `example-workspace-${name}`,
      default_outbound_access_enabled: false,
    });
  });

  test("gives each reader its right where it is needed and nowhere above", () => {
    const rights = Object.values(output.resources(stack, "azurerm_role_assignment")).map((one) => [
      one.role_definition_name,
      one.scope,
      /connector\.(\w+)\./.exec(String(one.principal_id))?.[1],
    ]);
    expect(rights).toEqual([
      ["Azure Event Hubs Data Receiver", ref("azurerm_eventhub.topic_logins.id"), "kafka_reader_audit"],
      ["Azure Event Hubs Data Receiver", ref("azurerm_eventhub.topic_shop_orders_v1.id"), "kafka_reader_audit"],
      ["Azure Event Hubs Data Receiver", ref("azurerm_eventhub.topic_shop_orders_v1.id"), "kafka_reader_shop"],
      ["Storage Blob Data Reader", ref("azurerm_storage_container.zone_audit_reference.id"), "zones_reader"],
      ["Storage Blob Data Reader", ref("azurerm_storage_container.zone_shop_recounts.id"), "zones_reader"],
      ["Storage Blob Data Reader", ref("azurerm_storage_container.zone_shop_reference.id"), "zones_reader"],
    ]);
  });

  test("talks to Azure with identities only, and tags everything that can carry tags", () => {
    expect(output.stack(stack).provider.azurerm).toMatchObject([
      { use_oidc: true, storage_use_azuread: true, resource_provider_registrations: "none" },
    ]);
    const untaggable = ["azurerm_eventhub", "azurerm_role_assignment", "azurerm_storage_container", "azurerm_subnet"];
    for (const [type, found] of Object.entries(output.stack(stack).resource)) {
      if (!type.startsWith("azurerm_") || untaggable.includes(type)) continue;
      for (const one of Object.values(found)) expect(one.tags).toMatchObject({ environment: name, owner: "data-platform" });
    }
  });
});

describe.each(["aws", "azure"] as const)("Unity Catalog on %s", (cloud) => {
  test.each(bases)("in %s keeps credentials and zones to the workspace, and the zones to reading", (name) => {
    const stack = `${cloud}-${name}-base`;
    const isolated = { isolation_mode: "ISOLATION_MODE_ISOLATED" };
    for (const one of Object.values(output.resources(stack, "databricks_credential")))
      expect(one).toMatchObject({ ...isolated, purpose: "SERVICE" });
    for (const one of Object.values(output.resources(stack, "databricks_external_location"))) {
      expect(one).toMatchObject({ ...isolated, read_only: true, fallback: false });
    }
    expect(output.only(stack, "databricks_storage_credential")).toMatchObject({ ...isolated, read_only: true });
  });

  test("grants the principal that runs production what it needs, and no one anything in development", () => {
    const grants = ["base", "lakehouse"].flatMap((layer) => Object.values(output.resources(`${cloud}-prod-${layer}`, "databricks_grant")));
    expect(new Set(grants.map((one) => one.principal))).toEqual(new Set(["00000000-0000-4000-8000-000000000001"]));
    expect(grants.map((one) => (one.privileges as string[]).join("+")).sort()).toEqual([
      "ACCESS",
      "ACCESS",
      "READ_FILES",
      "READ_FILES",
      "READ_FILES",
      "USE_SCHEMA+CREATE_TABLE+CREATE_MATERIALIZED_VIEW",
      "USE_SCHEMA+CREATE_TABLE+CREATE_MATERIALIZED_VIEW",
    ]);
    for (const layer of ["base", "lakehouse"]) expect(output.resources(`${cloud}-dev-${layer}`, "databricks_grant")).toEqual({});
  });
});

test.each(output.names())("%s holds no secret", (name) => {
  const text = output.text(name);
  expect(text).not.toMatch(
    /\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bdapi[0-9a-f]{32}\b|-----BEGIN|AccountKey=|SharedAccessKey=|\bsig=|ghp_|eyJ[\w-]+\.eyJ/,
  );
  const words = [...text.matchAll(/"(\w*(?:password|secret|token|access_key|private_key|connection_string)\w*)":/g)].map(
    ([, word]) => word,
  );
  expect(words.filter((word) => word !== "shared_access_key_enabled")).toEqual([]);
});
