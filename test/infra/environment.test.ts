import { expect, test } from "vitest";
import { DiagnosticError } from "../../generator/diagnostic/index.js";
import { type Deployment, readEnvironments } from "../../infra/environment.js";
import { deployment } from "../../infra/environments.js";

/** What is said about the data of `environments.ts` with one value changed. */
function said(path: readonly (string | number)[], value: unknown): string[] {
  const data: Deployment = structuredClone(deployment);
  const holder = path.slice(0, -1).reduce<object>((at, key) => Reflect.get(at, key), data);
  Reflect.set(holder, path.at(-1) ?? "", value);
  try {
    readEnvironments(data);
    return [];
  } catch (thrown) {
    if (!(thrown instanceof DiagnosticError)) throw thrown;
    expect(new Set(thrown.diagnostics.map((one) => `${one.code} ${one.fix}`))).toEqual(
      new Set(["infra/environment mend it in infra/environments.ts"]),
    );
    return thrown.diagnostics.map((one) => one.message);
  }
}

test("the environments that come with the project are dev and prod on both clouds", () => {
  expect(readEnvironments(deployment).map(({ cloud, name, stage }) => [cloud, name, stage.mode])).toEqual([
    ["aws", "dev", "development"],
    ["aws", "prod", "production"],
    ["azure", "dev", "development"],
    ["azure", "prod", "production"],
  ]);
});

test.each<[readonly (string | number)[], unknown, string]>([
  [
    ["project"],
    "My Project",
    'project is "My Project": 1 to 10 lower-case letters and digits, a letter first, are wanted: names of the clouds are built from it',
  ],
  [
    ["environments", 0, "name"],
    "development",
    'environments[0].name is "development": 1 to 8 lower-case letters and digits, a letter first, are wanted: names of the clouds are built from it',
  ],
  [["environments", 1, "name"], "dev", 'environments[1].name is "dev": another environment on aws has this name'],
  [["environments", 0, "accountId"], "42", 'environments[0].accountId is "42": the 12 digits of an AWS account are wanted'],
  [
    ["environments", 0, "kafka", "version"],
    "2.8.1",
    'environments[0].kafka.version is "2.8.1": topics can be declared only on Kafka 3.6 and newer',
  ],
  [
    ["environments", 0, "network", "subnets"],
    [],
    "environments[0].network.subnets is []: three subnets are wanted, one a zone: topics have three replicas",
  ],
  [
    ["environments", 0, "workspace", "host"],
    "http://dbc.example.com",
    'environments[0].workspace.host is "http://dbc.example.com": the workspace\'s address is wanted, beginning with https://',
  ],
  [
    ["environments", 0, "workspace", "folder"],
    "Sluice/",
    'environments[0].workspace.folder is "Sluice/": an absolute workspace path without a final slash is wanted',
  ],
  [
    ["environments", 0, "update", "workers"],
    { min: 3, max: 2 },
    'environments[0].update.workers is {"min":3,"max":2}: min must not be above max',
  ],
  [
    ["environments", 2, "network", "endpointCidr"],
    "10.0.0.0",
    'environments[2].network.endpointCidr is "10.0.0.0": an IPv4 range is wanted, as in 10.0.8.0/26',
  ],
  [
    ["environments", 3, "stage", "runAs"],
    "00000000-0000-4000-8000-000000000002",
    'environments[3].stage.runAs is "00000000-0000-4000-8000-000000000002": who deploys must be another principal than who runs the pipelines: no one can set permissions for themselves',
  ],
  [
    ["environments", 3, "stage"],
    { mode: "production" },
    "environments[3].stage.runAs is missing: the application id of a service principal is wanted, a UUID",
  ],
])("%j as %j is refused", (path, value, message) => {
  expect(said(path, value)).toEqual([message]);
});

test("a name that is not known is refused too", () => {
  expect(said(["environments", 0, "kafka", "instancetype"], "kafka.m7g.large")).toEqual([
    'environments[0].kafka: Unrecognized key: "instancetype"',
  ]);
});
