import type { Diagnostic } from "../../generator/diagnostic/index.js";
import type { PipelineArtefact } from "../artefact.js";
import type { Environment } from "../environment.js";
import { needsOf } from "../needs.js";
import { checkEventHubs } from "./event-hubs.js";
import { checkNames } from "./names.js";
import { checkPipelines } from "./pipelines.js";

/**
 * Everything that keeps these pipelines from these environments, all at once: `throwErrors(check(environments, artefacts))` comes before
 * any stack.
 */
export function check(environments: readonly Environment[], artefacts: readonly PipelineArtefact[]): readonly Diagnostic[] {
  const requirements = artefacts.map((one) => one.requirements);
  const needs = needsOf(artefacts);
  return [
    ...checkPipelines(requirements),
    ...environments.flatMap((environment) => [
      ...(environment.cloud === "azure" ? checkEventHubs(environment, requirements) : []),
      ...checkNames(environment, needs),
    ]),
  ];
}
