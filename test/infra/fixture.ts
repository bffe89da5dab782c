import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { PipelineArtefact, Requirements } from "../../infra/artefact.js";
import { type Environment, readEnvironments } from "../../infra/environment.js";
import { deployment } from "../../infra/environments.js";
import { synthesize } from "../../infra/synthesize.js";

const settings: Requirements["settings"] = {
  mode: "triggered",
  every: { amount: 5, unit: "minute" },
  timeZone: "Europe/Berlin",
  ansi: true,
  channel: "CURRENT",
  serverless: true,
};

/** SQL with everything Terraform would take for its own. */
export const bronzeText = `-- Databricks notebook source
CREATE OR REFRESH STREAMING TABLE raw AS
SELECT '$\${not_ours} %{ if true }' AS note
FROM STREAM read_kafka(bootstrapServers => '\${kafka.bootstrap_servers}', serviceCredential => '\${kafka.service_credential}')
`;

/** Reads one topic and two zones. */
export const shop: PipelineArtefact = {
  digest: "sha256:shop",
  requirements: {
    pipeline: "shop",
    topics: [{ name: "orders", topic: "shop.orders.v1", partitions: 4, retention: { amount: 7, unit: "day" } }],
    zones: ["recounts", "reference"],
    secrets: [],
    bindings: [
      { key: "kafka.bootstrap_servers", kind: "bootstrap_servers" },
      { key: "kafka.service_credential", kind: "service_credential" },
      { key: "zone.recounts", kind: "zone", zone: "recounts" },
      { key: "zone.reference", kind: "zone", zone: "reference" },
    ],
    configuration: { "spark.sql.ansi.enabled": "true", "spark.sql.session.timeZone": "Europe/Berlin" },
    settings,
  },
  notebooks: [
    { name: "bronze", text: bronzeText },
    { name: "silver", text: "-- Databricks notebook source\nSELECT 2\n" },
    { name: "gold", text: "-- Databricks notebook source\nSELECT 3\n" },
  ],
};

/** Reads the same topic and another one, with another cadence, on a cluster, and a zone that `shop` has too. */
export const audit: PipelineArtefact = {
  digest: "sha256:audit",
  requirements: {
    ...shop.requirements,
    pipeline: "audit",
    topics: [
      { name: "orders", topic: "shop.orders.v1", partitions: 4, retention: { amount: 36, unit: "hour" } },
      { name: "logins", topic: "logins", partitions: 2, retention: { amount: 90, unit: "minute" } },
    ],
    zones: ["reference"],
    bindings: [
      { key: "kafka.bootstrap_servers", kind: "bootstrap_servers" },
      { key: "kafka.service_credential", kind: "service_credential" },
      { key: "zone.reference", kind: "zone", zone: "reference" },
    ],
    settings: { ...settings, every: { amount: 6, unit: "hour" }, serverless: false },
  },
  notebooks: [{ name: "bronze", text: bronzeText }],
};

/** `shop` with other requirements. */
export function shopWith(changes: Partial<Requirements>): PipelineArtefact {
  return { ...shop, requirements: { ...shop.requirements, ...changes } };
}

/** How Terraform writes a reference: `${aws_kms_key.zones_key.arn}`. */
export function ref(expression: string): string {
  return `\${${expression}}`;
}

export const environments = readEnvironments(deployment);

/** The environment of that label, as `infra/environments.ts` has it. */
export function environment<Cloud extends Environment["cloud"]>(cloud: Cloud, name: string): Extract<Environment, { cloud: Cloud }> {
  const found = environments.find((one): one is Extract<Environment, { cloud: Cloud }> => one.cloud === cloud && one.name === name);
  if (!found) throw new Error(`no environment ${cloud}-${name}`);
  return found;
}

/** JSON of a stack, as far as the tests look into it. */
export interface Stack {
  readonly terraform: { readonly backend: Json; readonly required_providers: Json; readonly required_version: string };
  readonly provider: Readonly<Record<string, readonly Json[]>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly output?: Readonly<Record<string, Json>>;
}

export interface Json {
  readonly [key: string]: unknown;
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Synthesizes into a folder of its own, which is gone after the file's tests. */
export function synth(artefacts: readonly PipelineArtefact[], into: readonly Environment[] = environments): Output {
  const outdir = mkdtempSync(join(tmpdir(), "sluice-test-"));
  folders.push(outdir);
  synthesize({ environments: into, artefacts, outdir });
  return new Output(outdir);
}

export class Output {
  readonly #outdir: string;

  constructor(outdir: string) {
    this.#outdir = outdir;
  }

  /** Every file, by its path. */
  files(): Map<string, string> {
    const found = readdirSync(this.#outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = found.map((entry) => join(entry.parentPath, entry.name)).sort();
    return new Map(paths.map((path) => [path.slice(this.#outdir.length + 1), readFileSync(path, "utf8")]));
  }

  names(): string[] {
    return readdirSync(join(this.#outdir, "stacks")).sort();
  }

  text(stack: string): string {
    return readFileSync(join(this.#outdir, "stacks", stack, "cdk.tf.json"), "utf8");
  }

  stack(stack: string): Stack {
    return JSON.parse(this.text(stack));
  }

  /** Resources of a type, by address. */
  resources(stack: string, type: string): Readonly<Record<string, Json>> {
    return this.stack(stack).resource[type] ?? {};
  }

  /** The only resource of a type. */
  only(stack: string, type: string): Json {
    const [found, ...others] = Object.values(this.resources(stack, type));
    if (!found || others.length > 0) throw new Error(`${stack} has ${others.length + (found ? 1 : 0)} resources ${type}`);
    return found;
  }
}
