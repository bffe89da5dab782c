import * as z from "zod";
import { DiagnosticError, error } from "../generator/diagnostic/index.js";

/*
 * What an environment is. The data itself is `environments.ts`, which users edit; here is what may stand in it. Everything is typed
 * and literal: nothing is read from the process' environment, or one synthesis could not hold every environment and be promoted.
 */

const shortName = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,7}$/, "1 to 8 lower-case letters and digits, a letter first, are wanted: names of the clouds are built from it");
const principal = z.uuid("the application id of a service principal is wanted, a UUID");
const cidr = z.cidrv4("an IPv4 range is wanted, as in 10.0.8.0/26");
const count = z.int().positive();

/** Development: paused, prefixed, in development mode. Production: run by a service principal, on schedule, protected. */
const stage = z.discriminatedUnion("mode", [
  z.strictObject({ mode: z.literal("development") }),
  z.strictObject({ mode: z.literal("production"), runAs: principal }),
]);

/** How Terraform proves itself to the workspace. Always said: with several identities at hand the provider refuses to guess. */
const workspaceAuth = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("databricks-cli") }),
  z.strictObject({ type: z.literal("azure-cli") }),
  z.strictObject({ type: z.literal("github-oidc"), clientId: principal }),
]);

const common = {
  name: shortName,
  stage,
  workspace: z.strictObject({
    host: z.url({ protocol: /^https$/, error: "the workspace's address is wanted, beginning with https://" }),
    auth: workspaceAuth,
    /** An existing Unity Catalog catalog. */
    catalog: z.string().min(1),
    /** Workspace folder that holds the notebooks. */
    folder: z.string().regex(/^(\/[^/]+)+$/, "an absolute workspace path without a final slash is wanted"),
  }),
  update: z.strictObject({
    /** An update that takes longer is stopped and counts as failed. */
    timeoutMinutes: count,
    /** Cluster of pipelines that are not serverless. */
    workers: z.strictObject({ min: count, max: count }).refine(({ min, max }) => min <= max, "min must not be above max"),
  }),
};

const aws = z.strictObject({
  cloud: z.literal("aws"),
  ...common,
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region is wanted, as in eu-central-1"),
  accountId: z.string().regex(/^\d{12}$/, "the 12 digits of an AWS account are wanted"),
  /** The workspace's own network; the brokers get subnets of their own in it. */
  network: z.strictObject({
    vpcId: z.string().regex(/^vpc-[0-9a-f]+$/, "the id of a VPC is wanted, as in vpc-0a1b2c3d"),
    /** Security group of the workspace's clusters: the only one that may reach the brokers. */
    clientSecurityGroupId: z.string().regex(/^sg-[0-9a-f]+$/, "the id of a security group is wanted, as in sg-0a1b2c3d"),
    /** One a zone: a topic has three replicas, each in a zone of its own. */
    subnets: z
      .array(z.strictObject({ zone: z.string(), cidr }))
      .length(3, "three subnets are wanted, one a zone: topics have three replicas"),
  }),
  kafka: z.strictObject({
    version: z
      .string()
      .regex(/^\d+\.\d+\.(\d+|x)(\.kraft)?$/, "a version of MSK is wanted, as in 3.8.x")
      .refine(atLeast36, "topics can be declared only on Kafka 3.6 and newer"),
    instanceType: z.string().startsWith("kafka.", "a broker type of MSK is wanted, as in kafka.m7g.large"),
    volumeGib: count,
    brokersPerZone: count,
    logDays: count,
  }),
  /** Terraform's own state: an existing bucket, one an environment. */
  state: z.strictObject({ bucket: z.string(), region: z.string(), kmsKeyId: z.string().optional() }),
});

const azure = z.strictObject({
  cloud: z.literal("azure"),
  ...common,
  region: z.string().regex(/^[a-z0-9]+$/, "a location is wanted as Azure's API writes it, as in westeurope"),
  subscriptionId: z.uuid(),
  tenantId: z.uuid(),
  /** The workspace's own network; the private endpoints get a subnet of their own in it. */
  network: z.strictObject({ resourceGroup: z.string(), virtualNetwork: z.string(), endpointCidr: cidr }),
  eventHubs: z.discriminatedUnion("sku", [
    /** `capacity` counts throughput units; they grow by themselves up to `maximumCapacity`. */
    z.strictObject({ sku: z.literal("Standard"), capacity: count.max(40), maximumCapacity: count.max(40) }),
    /** `capacity` counts processing units. */
    z.strictObject({ sku: z.literal("Premium"), capacity: z.literal([1, 2, 4, 6, 8, 10, 12, 16]) }),
  ]),
  storage: z.strictObject({ replication: z.enum(["LRS", "ZRS", "GRS", "GZRS"]) }),
  /** Terraform's own state: an existing storage container, one an environment. */
  state: z.strictObject({ subscriptionId: z.uuid(), resourceGroup: z.string(), storageAccount: z.string(), container: z.string() }),
});

const environment = z.discriminatedUnion("cloud", [aws, azure]).superRefine(({ stage, workspace: { auth } }, context) => {
  if (stage.mode === "production" && auth.type === "github-oidc" && stage.runAs === auth.clientId) {
    const message = "who deploys must be another principal than who runs the pipelines: no one can set permissions for themselves";
    context.addIssue({ code: "custom", path: ["stage", "runAs"], message });
  }
});

const deployment = z.strictObject({
  /** Begins every name in the clouds. */
  project: z
    .string()
    .regex(
      /^[a-z][a-z0-9]{0,9}$/,
      "1 to 10 lower-case letters and digits, a letter first, are wanted: names of the clouds are built from it",
    ),
  /** On everything that can carry tags. */
  tags: z.record(z.string(), z.string()),
  environments: z.array(environment).superRefine((environments, context) => {
    environments.forEach(({ cloud, name }, at) => {
      if (environments.findIndex((other) => other.cloud === cloud && other.name === name) < at) {
        context.addIssue({ code: "custom", path: [at, "name"], message: `another environment on ${cloud} has this name` });
      }
    });
  }),
});

/** What `environments.ts` holds. */
export type Deployment = z.input<typeof deployment>;

interface Shared {
  readonly project: string;
  readonly tags: Readonly<Record<string, string>>;
}

export type AwsEnvironment = z.output<typeof aws> & Shared;
export type AzureEnvironment = z.output<typeof azure> & Shared;
export type Environment = AwsEnvironment | AzureEnvironment;

/**
 * Checks the data and gives each environment what it shares with the others. Throws `infra/environment` for every value that cannot
 * be: `readEnvironments({ project: "sluice", tags: {}, environments: [dev, prod] })`.
 */
export function readEnvironments(data: Deployment): readonly Environment[] {
  const read = deployment.safeParse(data);
  if (!read.success) {
    throw new DiagnosticError(
      read.error.issues.map((issue) =>
        error(
          "infra/environment",
          `${printPath(issue.path)}${issue.code === "unrecognized_keys" ? "" : ` is ${printValue(data, issue.path)}`}: ${issue.message}`,
          {
            fix: "mend it in infra/environments.ts",
          },
        ),
      ),
    );
  }
  const { project, tags, environments } = read.data;
  return environments.map((one) => ({
    ...one,
    project,
    tags: { ...tags, project, environment: one.name, managed_by: "sluice" },
  }));
}

/** `aws-dev` */
export function label({ cloud, name }: Pick<Environment, "cloud" | "name">): string {
  return `${cloud}-${name}`;
}

/** Before names that people see in the workspace, so that development cannot be mistaken for production. */
export function prefix({ name, stage }: Environment): string {
  return stage.mode === "development" ? `${name}_` : "";
}

function atLeast36(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 6);
}

function printPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`))
    .join("")
    .replace(/^\./, "");
}

function printValue(data: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), data);
  return JSON.stringify(value) ?? "missing";
}
