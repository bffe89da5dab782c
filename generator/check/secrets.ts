import { type Diagnostic, error, type Place } from "../diagnostic/index.js";
import { type Dataset, type Expression, expressionsOf, queriesOf, relationsIn, type Source, walk } from "../ir/index.js";
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
export const secrets: Rule = (pipeline) => [
  ...found(`the comment of ${pipeline.name}`, [pipeline.comment ?? ""]),
  ...pipeline.sources.flatMap((source) => found(`the source ${source.name}`, textsOfSource(source))),
  ...pipeline.datasets.flatMap((dataset) => found(dataset.name, textsOfDataset(dataset), dataset.at)),
];

function found(where: string, texts: readonly string[], at?: Place): readonly Diagnostic[] {
  return shapes
    .filter((shape) => texts.some((text) => shape.pattern.test(text)))
    .map(({ what }) =>
      error("secret/in-text", `a text in ${where} looks like ${what}`, {
        at,
        fix: 'put it in a secret scope and write secret("scope", "key")',
      }),
    );
}

function textsOfSource(source: Source): readonly string[] {
  switch (source.kind) {
    case "topic":
      return source.authentication.kind === "sasl" && typeof source.authentication.username === "string"
        ? [source.authentication.username]
        : [];
    case "landing":
      return [source.glob ?? ""];
    case "reference":
      return [source.path];
  }
}

function textsOfDataset(dataset: Dataset): readonly string[] {
  const literals = expressionsIn(dataset).flatMap((expression) =>
    [...walk(expression)].flatMap((part) => (part.kind === "literal" && typeof part.value === "string" ? [part.value] : [])),
  );
  const cells = queriesOf(dataset).flatMap((query) =>
    relationsIn(query).flatMap((relation) => (relation.kind === "values" ? relation.rows.flat() : [])),
  );
  const raw = [
    ...expressionsIn(dataset).flatMap((expression) => walk(expression)),
    ...queriesOf(dataset).flatMap((query) => relationsIn(query)),
  ].flatMap((one) => (one.kind === "raw" ? Object.values(one.texts).map((text) => JSON.stringify(text)) : []));
  const properties = dataset.kind === "temporary_view" ? [] : Object.entries(dataset.properties).flat();
  return [
    ...literals,
    ...raw,
    ...cells.filter((one) => typeof one === "string"),
    ...properties,
    dataset.comment ?? "",
    ...dataset.columns.map((one) => one.comment ?? ""),
  ];
}

function expressionsIn(dataset: Dataset): readonly Expression[] {
  const queries = queriesOf(dataset).flatMap((query) => [...relationsIn(query)].flatMap(expressionsOf));
  const rules = dataset.kind === "temporary_view" ? [] : dataset.expectations.map((one) => one.condition);
  const flows = dataset.kind === "streaming_table" ? dataset.flows : [];
  return [...queries, ...rules, ...flows.flatMap((flow) => (flow.kind === "auto_cdc" && flow.deleteWhen ? [flow.deleteWhen] : []))];
}
