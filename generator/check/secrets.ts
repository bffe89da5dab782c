import { type Diagnostic, error } from "../diagnostic/index.js";
import { type Dataset, expressionsOf, queriesOf, relationsIn, walk } from "../ir/index.js";
import type { Rule } from "./rule.js";

/** Texts that only a credential looks like. */
const shapes: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: "an AWS access key", pattern: /\b(AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: "a Databricks token", pattern: /\bdapi[0-9a-f]{32}\b/ },
  { what: "a shared access key", pattern: /SharedAccessKey=[A-Za-z0-9+/]{20,}/ },
  { what: "a private key", pattern: /BEGIN (RSA |EC )?PRIVATE KEY/ },
  { what: "a URL with a password", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^/\s:@]+:[^/\s:@]+@/i },
];

/** Nothing that looks like a credential may reach a notebook, a manifest or the catalog. */
export const secrets: Rule = (pipeline) => pipeline.datasets.flatMap(inDataset);

function inDataset(dataset: Dataset): readonly Diagnostic[] {
  const texts = textsOf(dataset);
  const found = shapes.filter((shape) => texts.some((text) => shape.pattern.test(text)));
  return found.map(({ what }) =>
    error("secret/in-text", `a text in ${dataset.name} looks like ${what}`, {
      at: dataset.at,
      fix: 'put it in a secret scope and write secret("scope", "key")',
    }),
  );
}

function textsOf(dataset: Dataset): readonly string[] {
  const literals = queriesOf(dataset).flatMap((query) =>
    [...relationsIn(query)].flatMap((relation) =>
      expressionsOf(relation).flatMap((expression) => [...walk(expression)].flatMap((part) => (part.kind === "literal" && typeof part.value === "string" ? [part.value] : []))),
    ),
  );
  const properties = dataset.kind === "temporary_view" ? [] : Object.entries(dataset.properties).flat();
  return [...literals, ...properties, ...(dataset.comment === undefined ? [] : [dataset.comment]), ...dataset.columns.flatMap((one) => one.comment ?? [])];
}
