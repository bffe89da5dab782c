import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import type { PipelineArtefact, TopicNeed } from "../../infra/artefact.js";
import { check } from "../../infra/check/index.js";
import type { AzureEnvironment } from "../../infra/environment.js";
import { synthesize } from "../../infra/synthesize.js";
import { audit, environment, environments, shop, shopWith } from "./fixture.js";

const awsDev = environment("aws", "dev");
const azureDev = environment("azure", "dev");
const premium: AzureEnvironment = { ...azureDev, eventHubs: { sku: "Premium", capacity: 2 } };

function topic(changes: Partial<TopicNeed>): TopicNeed {
  return { name: "orders", topic: "shop.orders.v1", partitions: 4, retention: { amount: 1, unit: "day" }, ...changes };
}

function named(artefact: PipelineArtefact, pipeline: string): PipelineArtefact {
  return { ...artefact, requirements: { ...artefact.requirements, pipeline } };
}

test("pipelines that fit give no diagnostic", () => {
  expect(check(environments, [audit, shop])).toEqual([]);
});

describe("Event Hubs", () => {
  test("refuses a retention that the namespace does not have, on Azure alone", () => {
    const long = shopWith({ topics: [topic({ retention: { amount: 30, unit: "day" } })] });
    expect(check([awsDev, azureDev, premium], [long])).toEqual([
      {
        code: "infra/retention",
        severity: "error",
        message: 'topic "shop.orders.v1" of pipeline shop is to keep 30 days; Event Hubs Standard (azure-dev) keeps at most 7 days',
        notes: [],
        fix: 'lower the retention to "7 days", or set eventHubs.sku to "Premium" for azure-dev in infra/environments.ts',
      },
    ]);
    expect(check([azureDev], [shopWith({ topics: [topic({ retention: { amount: 168, unit: "hour" } })] })])).toEqual([]);
    expect(check([azureDev], [shopWith({ topics: [topic({ retention: { amount: 91, unit: "day" } })] })]).map((one) => one.fix)).toEqual([
      'lower the retention to "7 days"',
    ]);
    expect(check([premium], [shopWith({ topics: [topic({ retention: { amount: 91, unit: "day" } })] })])).toEqual([
      {
        code: "infra/retention",
        severity: "error",
        message: 'topic "shop.orders.v1" of pipeline shop is to keep 91 days; Event Hubs Premium (azure-dev) keeps at most 90 days',
        notes: [],
        fix: 'lower the retention to "90 days"',
      },
    ]);
  });

  test("refuses too many partitions", () => {
    expect(check([awsDev, azureDev], [shopWith({ topics: [topic({ partitions: 33 })] })])).toEqual([
      {
        code: "infra/partitions",
        severity: "error",
        message: 'topic "shop.orders.v1" of pipeline shop has 33 partitions; Event Hubs Standard (azure-dev) takes at most 32',
        notes: [],
        fix: 'declare at most 32 partitions, or set eventHubs.sku to "Premium" for azure-dev in infra/environments.ts',
      },
    ]);
  });

  test("refuses too many topics", () => {
    const eleven = shopWith({ topics: Array.from({ length: 11 }, (_, at) => topic({ topic: `t${at + 10}` })) });
    expect(check([awsDev, azureDev, premium], [eleven])).toEqual([
      {
        code: "infra/too-many-topics",
        severity: "error",
        message: "the pipelines need 11 topics; Event Hubs Standard (azure-dev) takes at most 10",
        notes: [{ message: "needed are t10, t11, t12, t13, t14, t15, t16, t17, t18, t19, t20" }],
        fix: 'set eventHubs.sku to "Premium" for azure-dev in infra/environments.ts',
      },
    ]);
  });

  test("refuses a name that begins or ends with a sign", () => {
    expect(check([awsDev, azureDev], [shopWith({ topics: [topic({ topic: "_orders" })] })])).toEqual([
      {
        code: "infra/name",
        severity: "error",
        message: 'topic "_orders" would give azure-dev the event hub "_orders", which is no name there',
        notes: [{ message: "allowed are 1 to 256 letters, digits and ._-, a letter or digit at both ends" }],
        fix: "rename it, or shorten the project's or the environment's name",
      },
    ]);
  });
});

describe("pipelines that share a topic", () => {
  test("have to agree about its partitions", () => {
    const other = named(shopWith({ topics: [topic({ partitions: 8 })] }), "returns");
    expect(check([awsDev], [other, shop])).toEqual([
      {
        code: "infra/partitions-differ",
        severity: "error",
        message: 'topic "shop.orders.v1" is declared with two numbers of partitions: returns says 8, shop says 4',
        notes: [{ message: "there is one topic of a name in an environment, whoever reads it" }],
        fix: "declare the topic alike in both pipelines",
      },
    ]);
  });

  test("have to spell it alike", () => {
    const other = named(shopWith({ topics: [topic({ topic: "shop.orders_v1" })] }), "returns");
    expect(check([awsDev], [other, shop])).toEqual([
      {
        code: "infra/topics-collide",
        severity: "error",
        message: 'topics "shop.orders_v1" and "shop.orders.v1" differ only in "." and "_"',
        notes: [{ message: "Kafka refuses the second: both would have the same metrics" }],
        fix: "rename one of them",
      },
    ]);
  });
});

test("a password has nobody to take it", () => {
  expect(
    check(
      [awsDev],
      [
        shopWith({
          secrets: [
            { scope: "kafka", key: "user" },
            { scope: "kafka", key: "password" },
          ],
        }),
      ],
    ),
  ).toEqual([
    {
      code: "infra/sasl-not-provisioned",
      severity: "error",
      message: "pipeline shop authenticates with the secret kafka/user, and the brokers take no passwords",
      notes: [{ message: "MSK is provisioned with IAM alone and Event Hubs without access keys; both are read with a service credential" }],
      fix: "leave the topic's authentication out: a service credential is what the stacks provide",
    },
  ]);
});

test("a cadence has to be one that Databricks knows", () => {
  const odd = shopWith({ settings: { ...shop.requirements.settings, every: { amount: 7, unit: "minute" } } });
  expect(check([awsDev], [odd])).toEqual([
    {
      code: "infra/cadence",
      severity: "error",
      message: "pipeline shop is to run every 7 minutes, and no trigger of Databricks does exactly that",
      notes: [],
      fix: "write minutes that divide an hour (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30), or whole hours or days",
    },
  ]);
});

describe("names", () => {
  test("have to fit what a cloud allows", () => {
    const long = named(shop, "a_pipeline_with_a_name_of_more_than_forty_letters");
    expect(check([awsDev], [long])).toEqual([
      {
        code: "infra/name",
        severity: "error",
        message:
          'pipeline a_pipeline_with_a_name_of_more_than_forty_letters would give aws-dev the IAM role "sluice-dev-a-pipeline-with-a-name-of-more-than-forty-letters-kafka", which is no name there',
        notes: [{ message: "allowed are 1 to 64 letters, digits and +=,.@_-" }],
        fix: "rename it, or shorten the project's or the environment's name",
      },
    ]);
  });

  test("have to stay apart in the cloud", () => {
    const other = named(shopWith({ zones: ["counts"], topics: [], bindings: [] }), "shop_re");
    const zones = shopWith({ zones: ["re_counts"], topics: [], bindings: [] });
    expect(check([awsDev], [zones, other]).map((one) => `${one.code}: ${one.message}`)).toEqual([
      'infra/names-collide: zone re_counts of pipeline shop and zone counts of pipeline shop_re would both be the external location "sluice_dev_shop_re_counts" of aws-dev',
    ]);
    expect(check([azureDev], [zones, other]).map((one) => `${one.code}: ${one.message}`)).toEqual([
      'infra/names-collide: zone re_counts of pipeline shop and zone counts of pipeline shop_re would both be the external location "sluice_dev_shop_re_counts" of azure-dev',
      'infra/names-collide: zone re_counts of pipeline shop and zone counts of pipeline shop_re would both be the storage container "shop-re-counts" of azure-dev',
    ]);
  });
});

test("topics that differ in case alone are one event hub", () => {
  const both = shopWith({ topics: [topic({ topic: "Orders" }), topic({ topic: "orders" })] });
  expect(check([awsDev, azureDev], [both]).map((one) => `${one.code}: ${one.message}`)).toEqual([
    'infra/names-collide: topic "Orders" and topic "orders" would both be the event hub "Orders" of azure-dev',
  ]);
});

test("everything wrong is told at once, and nothing is written", () => {
  const outdir = mkdtempSync(join(tmpdir(), "sluice-test-"));
  const wrong = shopWith({
    topics: [topic({ retention: { amount: 30, unit: "day" }, partitions: 64 })],
    settings: { ...shop.requirements.settings, every: { amount: 45, unit: "second" } },
  });
  try {
    synthesize({ environments, artefacts: [wrong], outdir });
    expect.unreachable();
  } catch (thrown) {
    if (!(thrown instanceof DiagnosticError)) throw thrown;
    expect(thrown.diagnostics.map((one) => one.code)).toEqual([
      "infra/cadence",
      "infra/retention",
      "infra/partitions",
      "infra/retention",
      "infra/partitions",
    ]);
    expect(existsSync(outdir) && readdirSync(outdir)).toEqual([]);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
