import { type Diagnostic, error } from "../../generator/diagnostic/index.js";
import { printInterval, type Requirements } from "../artefact.js";
import { cadence } from "../cadence.js";
import { address } from "../names.js";
import { declaredTopics } from "../needs.js";
import { groups } from "./groups.js";

/** What no environment can give these pipelines: where they contradict each other, and what no stack provides. */
export function checkPipelines(requirements: readonly Requirements[]): readonly Diagnostic[] {
  return [
    ...partitionsAgree(requirements),
    ...topicsDiffer(requirements),
    ...requirements.flatMap(authenticatesWithoutSecrets),
    ...requirements.flatMap(schedulable),
  ];
}

function partitionsAgree(requirements: readonly Requirements[]): Diagnostic[] {
  return groups(declaredTopics(requirements), (one) => one.topic).flatMap(([first, ...others]) => {
    const other = others.find((one) => one.partitions !== first.partitions);
    if (!other) return [];
    const says = ({ pipeline, partitions }: typeof first) => `${pipeline} says ${partitions}`;
    return [
      error(
        "infra/partitions-differ",
        `topic "${first.topic}" is declared with two numbers of partitions: ${says(first)}, ${says(other)}`,
        {
          notes: ["there is one topic of a name in an environment, whoever reads it"],
          fix: "declare the topic alike in both pipelines",
        },
      ),
    ];
  });
}

function topicsDiffer(requirements: readonly Requirements[]): Diagnostic[] {
  const topics = [...new Set(declaredTopics(requirements).map((one) => one.topic))];
  return groups(topics, (one) => address("topic", one)).flatMap(([first, other]) =>
    other === undefined
      ? []
      : [
          error("infra/topics-collide", `topics "${first}" and "${other}" differ only in "." and "_"`, {
            notes: ["Kafka refuses the second: both would have the same metrics"],
            fix: "rename one of them",
          }),
        ],
  );
}

function authenticatesWithoutSecrets({ pipeline, secrets }: Requirements): Diagnostic[] {
  const [secret] = secrets;
  if (!secret) return [];
  return [
    error(
      "infra/sasl-not-provisioned",
      `pipeline ${pipeline} authenticates with the secret ${secret.scope}/${secret.key}, and the brokers take no passwords`,
      {
        notes: ["MSK is provisioned with IAM alone and Event Hubs without access keys; both are read with a service credential"],
        fix: "leave the topic's authentication out: a service credential is what the stacks provide",
      },
    ),
  ];
}

function schedulable({ pipeline, settings: { every } }: Requirements): Diagnostic[] {
  if (!every || cadence(every)) return [];
  return [
    error("infra/cadence", `pipeline ${pipeline} is to run every ${printInterval(every)}, and no trigger of Databricks does exactly that`, {
      fix: "write minutes that divide an hour (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30), or whole hours or days",
    }),
  ];
}
