import { type Diagnostic, error } from "../../generator/diagnostic/index.js";
import { type Environment, label } from "../environment.js";
import { containerName, identityName, locationName } from "../names.js";
import type { Needs } from "../needs.js";
import { groups } from "./groups.js";

interface Named {
  /** What the user called it. */
  readonly what: string;
  readonly name: string;
  readonly kind: keyof typeof nameRules;
}

const nameRules = {
  "IAM role": { pattern: /^[\w+=,.@-]{1,64}$/, says: "1 to 64 letters, digits and +=,.@_-" },
  "access connector": { pattern: /^[\w-]{3,64}$/, says: "3 to 64 letters, digits, _ and -" },
  "storage container": {
    pattern: /^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$/,
    says: "3 to 63 lower-case letters and digits, with single dashes between",
  },
  "external location": { pattern: /^\w{1,255}$/, says: "1 to 255 letters, digits and _" },
  "event hub": {
    pattern: /^[A-Za-z0-9]([A-Za-z0-9._-]{0,254}[A-Za-z0-9])?$/,
    says: "1 to 256 letters, digits and ._-, a letter or digit at both ends",
  },
} as const;

/** Names that the environment's cloud does not take, or takes for one. */
export function checkNames(environment: Environment, { topics, readers, zones }: Needs): readonly Diagnostic[] {
  const aws = environment.cloud === "aws";
  const named: Named[] = [
    ...readers.map(
      ({ pipeline }): Named => ({
        what: `pipeline ${pipeline}`,
        name: identityName(environment, pipeline, "kafka"),
        kind: aws ? "IAM role" : "access connector",
      }),
    ),
    ...(aws ? [] : topics.map(({ topic }): Named => ({ what: `topic "${topic}"`, name: topic, kind: "event hub" }))),
    ...zones.flatMap((zone): Named[] => {
      const what = `zone ${zone.zone} of pipeline ${zone.pipeline}`;
      return [
        { what, name: locationName(environment, zone), kind: "external location" },
        ...(aws ? [] : [{ what, name: containerName(zone), kind: "storage container" } as const]),
      ];
    }),
  ];
  return [
    ...named
      .filter(({ kind, name }) => !nameRules[kind].pattern.test(name))
      .map(({ what, kind, name }) =>
        error("infra/name", `${what} would give ${label(environment)} the ${kind} "${name}", which is no name there`, {
          notes: [`allowed are ${nameRules[kind].says}`],
          fix: "rename it, or shorten the project's or the environment's name",
        }),
      ),
    // None of these services tells names apart by case.
    ...groups(named, ({ kind, name }) => `${kind} ${name.toLowerCase()}`).flatMap(([first, other]) =>
      other === undefined
        ? []
        : [
            error(
              "infra/names-collide",
              `${first.what} and ${other.what} would both be the ${first.kind} "${first.name}" of ${label(environment)}`,
              { fix: "rename one of them" },
            ),
          ],
    ),
  ];
}
