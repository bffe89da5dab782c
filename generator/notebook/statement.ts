import * as ir from "../ir/index.js";
import { type Dialect, holds, identifier, sparkText, writeExpression, writeQuery } from "../sql/index.js";

/** Open-source Spark's parser does not know OR REFRESH, which says what it does anyway. */
function create(dialect: Dialect): string {
  return dialect.name === "spark" ? "CREATE" : "CREATE OR REFRESH";
}

/** The statements that declare a dataset, each without its semicolon. */
export function statementsOf(dataset: ir.Dataset, dialect: Dialect): readonly string[] {
  switch (dataset.kind) {
    case "temporary_view":
      return [
        lines(`CREATE TEMPORARY VIEW ${identifier(dataset.name)}`, comment(dataset.comment), `AS ${writeQuery(dataset.query, dialect)}`),
      ];
    case "materialized_view":
      return [
        lines(
          ...table(`${create(dialect)} MATERIALIZED VIEW ${identifier(dataset.name)}`, dataset, dialect),
          `AS ${writeQuery(dataset.query, dialect)}`,
        ),
      ];
    case "streaming_table": {
      const declaration = table(`${create(dialect)} STREAMING TABLE ${identifier(dataset.name)}`, dataset, dialect);
      const [only] = dataset.flows;
      if (dataset.flows.length === 1 && only?.kind === "append" && only.name === dataset.name) {
        return [lines(...declaration, `AS ${writeQuery(only.query, dialect)}`)];
      }
      return [lines(...declaration), ...dataset.flows.flatMap((flow) => flowStatements(dataset.name, flow, dialect))];
    }
  }
}

function flowStatements(target: string, flow: ir.Flow, dialect: Dialect): readonly string[] {
  if (flow.kind === "append") {
    return [lines(`CREATE FLOW ${identifier(flow.name)}`, `AS INSERT INTO ${identifier(target)} BY NAME`, writeQuery(flow.query, dialect))];
  }
  const direct = flow.from.kind === "dataset" ? flow.from.dataset : undefined;
  const feed = direct ?? ir.feedName(target);
  const view = direct === undefined ? [lines(`CREATE TEMPORARY VIEW ${identifier(feed)}`, `AS ${writeQuery(flow.from, dialect)}`)] : [];
  const names = (columns: readonly string[]): string => columns.map(identifier).join(", ");
  const deletes = flow.deleteWhen && writeExpression(flow.deleteWhen, dialect, (_input, name) => identifier(name)).text;
  return [
    ...view,
    lines(
      `CREATE FLOW ${identifier(flow.name)} AS AUTO CDC INTO ${identifier(target)}`,
      `FROM STREAM(${identifier(feed)})`,
      `KEYS (${names(flow.keys)})`,
      deletes === undefined ? undefined : `APPLY AS DELETE WHEN ${deletes}`,
      flow.sequenceBy.length === 1 ? `SEQUENCE BY ${names(flow.sequenceBy)}` : `SEQUENCE BY STRUCT(${names(flow.sequenceBy)})`,
      flow.omit.length === 0 ? undefined : `COLUMNS * EXCEPT (${names(flow.omit)})`,
      `STORED AS SCD TYPE ${flow.scd}`,
    ),
  ];
}

/** Columns and expectations in parentheses, none where the table takes its columns from its flow, then the clauses that follow them. */
function table(head: string, dataset: ir.StreamingTable | ir.MaterializedView, dialect: Dialect): readonly string[] {
  const columns = dataset.columns.map(
    (one) =>
      `${identifier(one.name)} ${ir.printType(one.type)}${one.comment === undefined ? "" : ` COMMENT ${sparkText(one.comment).text}`}`,
  );
  const rules = dataset.expectations.map((one) => expectation(one, dialect));
  const properties = Object.entries(dataset.properties).map(([key, value]) => `${sparkText(key).text} = ${sparkText(value).text}`);
  const declared = [...columns, ...rules].map((line) => `  ${line}`).join(",\n");
  return [
    declared === "" ? head : `${head} (\n${declared}\n)`,
    ...(dataset.comment === undefined ? [] : [`COMMENT ${sparkText(dataset.comment).text}`]),
    ...(dataset.clusterBy.length === 0 ? [] : [`CLUSTER BY (${dataset.clusterBy.map(identifier).join(", ")})`]),
    ...(properties.length === 0 ? [] : [`TBLPROPERTIES (${properties.join(", ")})`]),
  ];
}

const onViolation = { warn: "", drop: " ON VIOLATION DROP ROW", fail: " ON VIOLATION FAIL UPDATE" } as const;

function expectation(rule: ir.Expectation, dialect: Dialect): string {
  const condition = writeExpression(holds(rule.condition), dialect, (_input, name) => identifier(name)).text;
  return `CONSTRAINT ${identifier(rule.name)} EXPECT (${condition})${onViolation[rule.action]}`;
}

function comment(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `COMMENT ${sparkText(text).text}`;
}

function lines(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join("\n");
}
